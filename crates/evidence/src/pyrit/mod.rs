//! PyRIT (Microsoft's red teaming toolkit): attack results.
//!
//! PyRIT keeps its results in a database; what people hand over is its `AttackResult` objects as JSON. An outcome of
//! `success` means that the attack succeeded, so that the target failed. Results against several targets may lie in one
//! file; each target is a run of its own.

mod attack;
mod run;
mod target;

use std::collections::HashSet;
use std::io::Read;

use attack::Attack;
use target::Targets;

use crate::scan::{Kind, Scanner};
use crate::{ArtifactSet, Fault, ParsedRun};

/// How many attacks are remembered in order to see those that occur twice.
const MAX_IDS: usize = 2_000_000;

/// Reads attack results: one run for each target in them.
pub(crate) fn read(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut scanner = Scanner::new(set.main()?.reader().map_err(|error| Fault::read(&error))?);
    let mut walk = Walk::default();
    if scanner.kind()? == Kind::Array {
        scanner.array(|scanner| walk.take(scanner))?;
        scanner.end()?;
    } else {
        walk.lines(&mut scanner)?;
    }
    let mut notes = scanner.into_notes();
    if walk.repeated > 0 {
        let text = format!("{} attacks occur more than once in the file; each was counted once", walk.repeated);
        notes.warn("pyrit.repeated", text, None);
    }
    run::settle(set, &walk, &notes)
}

/// What the file came to.
#[derive(Default)]
struct Walk {
    targets: Targets,
    /// Digests of ids, with the ending in their two lowest bits.
    seen: HashSet<u64>,
    repeated: u64,
    /// Attacks that occur again with another ending.
    contradicted: u64,
    /// The line in which the file was cut off.
    cut: Option<u64>,
}

impl Walk {
    fn take<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<(), Fault> {
        let attack = Attack::pull(scanner)?;
        if let Some(id) = attack.id_hash {
            let stem = id & !3;
            let now = stem | attack.ending().map_or(3, |ending| ending as u64);
            if let Some(before) = (stem..=stem | 3).find(|seen| self.seen.contains(seen)) {
                self.repeated += 1;
                self.contradicted += u64::from(before != now);
                return Ok(());
            }
            if self.seen.len() < MAX_IDS {
                self.seen.insert(now);
            }
        }
        self.targets.take(&attack)
    }

    /// Objects one after another. When the last was cut off, what came before it stands.
    fn lines<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<(), Fault> {
        let mut whole = 0_u64;
        while scanner.more()? {
            match self.take(scanner) {
                Ok(()) => whole += 1,
                Err(fault) if fault.code == "json.truncated" && whole > 0 => {
                    self.cut = fault.line;
                    break;
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}
