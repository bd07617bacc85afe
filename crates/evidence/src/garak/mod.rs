//! garak (NVIDIA's vulnerability scanner for language models): reports and hit logs.
//!
//! What real files taught: every attempt is written twice (generated, then evaluated), so that only the second counts;
//! the pass mark is in no file, so that scores are counted anew at 0.5 and compared with garak's own counts; one file
//! may hold several runs; and a run that crashed only lacks its completion record.

mod families;
mod hitlog;
mod observe;
mod record;
mod run;
mod setup;
mod tally;

use std::io::Read;

use assay_domain::{Message, Representativeness};
use hitlog::Hits;
use record::{Record, entry};
use run::RunBuilder;

use crate::notes::Notes;
use crate::scan::{Line, Lines};
use crate::{ArtifactSet, Fault, ParsedRun, Peek};

/// Reads a report with the hit logs that came with it.
pub(crate) fn read_report(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let reader = set.main()?.reader().map_err(|error| Fault::read(&error))?;
    let runs = walk(reader)?;
    let mut hits = Hits::default();
    for part in set.others() {
        hits.count(part.artifact)?;
    }
    runs.into_iter().map(|run| run.finish(set, &hits)).collect()
}

/// Reads a hit log that came without its report: nothing can be observed from it.
pub(crate) fn read_hitlog(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut hits = Hits::default();
    hits.count(set.main()?)?;
    let mut notes = Notes::default();
    let text = format!(
        "a hit log lists only the {} attacks that succeeded, so it gives no rate; deliver it together with its report",
        hits.total()
    );
    notes.warn("garak.hitlog-alone", &text, None);
    hits.note_cut(&mut notes);
    let mut run = ParsedRun::of(set);
    run.run.native_id = hits.only_run();
    run.title = "garak hit log without its report".to_owned();
    run.representativeness = Representativeness::Unknown;
    run.representativeness_reasons = vec![Message::new("garak.hitlog-alone", &text, &[])];
    Ok(vec![run.finish(notes)?])
}

/// Whether a hit log belongs to a report, told by the run it names.
pub(crate) fn same_run(report: &Peek, hitlog: &Peek) -> bool {
    let Some(wanted) = hitlog.text("run_id").filter(|id| !id.is_empty()) else { return false };
    report.text("transient.run_id") == Some(wanted) || init_run(&report.head).as_deref() == Some(wanted)
}

/// Id of the first run as its init record says it, which is among the first lines.
fn init_run(head: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(head)
        .unwrap_or_else(|error| std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default());
    text.lines().take(20).find_map(|line| {
        let record: Record<'_> = serde_json::from_str(line).ok()?;
        (record.entry_type.as_str() == "init").then(|| record.run.map(|id| id.as_str().to_owned()))?
    })
}

/// Walks the lines; a new setup record starts a new run.
fn walk(reader: impl Read) -> Result<Vec<RunBuilder>, Fault> {
    let mut lines = Lines::new(reader);
    let mut runs: Vec<RunBuilder> = Vec::new();
    while let Some(line) = lines.next()? {
        if line.ended && record::is_generated_attempt(line.text) {
            continue;
        }
        take_line(&mut runs, line)?;
    }
    if runs.is_empty() {
        let text = "the report ends within its first record: it was cut off; deliver the whole file";
        return Err(Fault::new("jsonl.truncated", text).on_line(1));
    }
    if lines.marked {
        let text = "the file starts with a byte order mark, which JSON does not allow; it was left out";
        runs[0].notes.warn("text.bom", text, Some(1));
    }
    Ok(runs)
}

/// Takes the records of a line, which are one but for runs that were appended.
fn take_line(runs: &mut Vec<RunBuilder>, mut line: Line<'_>) -> Result<(), Fault> {
    loop {
        if let Ok(record) = serde_json::from_str::<Record<'_>>(line.text) {
            return take_record(runs, &record, line, Notes::default());
        }
        let (first, rest) = record::joined(line).map_or((line, None), |(first, rest)| (first, Some(rest)));
        let mut notes = Notes::default();
        match entry(first, &mut notes)? {
            Some(record) => take_record(runs, &record, first, notes)?,
            None => runs.last_mut().into_iter().for_each(|run| run.cut(first.number)),
        }
        match rest {
            Some(rest) => line = rest,
            None => return Ok(()),
        }
    }
}

fn take_record(runs: &mut Vec<RunBuilder>, record: &Record<'_>, line: Line<'_>, notes: Notes) -> Result<(), Fault> {
    if record.entry_type.as_str() == "start_run setup" {
        runs.push(RunBuilder::new(line)?);
    }
    let Some(run) = runs.last_mut() else { return Ok(()) };
    run.notes.absorb(notes, Some(line.number));
    run.take(record, line)
}
