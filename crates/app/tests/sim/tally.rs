//! Whether the histories of a run are as varied as they have to be.

use std::collections::BTreeMap;

/// What histories went through, so that they do not grow tame unnoticed.
#[derive(Default)]
pub(crate) struct Tally(BTreeMap<&'static str, usize>);

/// Each has to be seen so often at least in a whole run.
const WANTED: [(&str, usize); 14] = [
    ("crash", 100),
    ("armed: Before commit", 20),
    ("armed: After commit", 20),
    (": done as TSK", 100),
    (": done as WVR", 100),
    ("refused: sod.", 10),
    ("refused: record.conflict", 5),
    ("refused: role.lacks-action", 10),
    ("lost: answer", 50),
    ("lost: request", 50),
    ("deliver with Some(Sync)", 10),
    ("deliver with Some(Cut", 10),
    ("take in hand Some", 20),
    ("Ok(false)", 1),
];

impl Tally {
    pub(crate) fn count(&mut self, trace: &[String]) {
        for (what, _) in WANTED {
            *self.0.entry(what).or_default() += trace.iter().filter(|line| line.contains(what)).count();
        }
    }

    pub(crate) fn demand_variety(&self) {
        for (what, least) in WANTED {
            let seen = self.0.get(what).copied().unwrap_or_default();
            assert!(seen >= least, "`{what}` was seen {seen} times, wanted {least}: {:?}", self.0);
        }
    }
}
