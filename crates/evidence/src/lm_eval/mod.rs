//! lm-evaluation-harness (EleutherAI): results, and the samples they were computed from.
//!
//! The results name each metric as `<metric>,<filter>` and repeat groups; the samples prove by their hashes that they
//! are those of a task. What names the model is in `config`; the `model_name` beside it may be eight random characters.

mod claim;
mod observe;
pub(crate) mod pairing;
mod results;
mod samples;

use assay_domain::{Message, Representativeness};
use results::Results;
use samples::Samples;

use crate::notes::Notes;
use crate::scan::Scanner;
use crate::{ArtifactSet, Fault, ParsedRun};

/// Reads results with the samples that came with them.
pub(crate) fn read_results(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let main = set.main()?;
    let mut scanner = Scanner::new(main.reader().map_err(|error| Fault::read(&error))?);
    let results = Results::pull(&mut scanner)?;
    let mut notes = scanner.into_notes();
    for part in set.others() {
        samples::check(part.artifact, &results, &mut notes)?;
    }
    results::settle(set, &results, main.name(), notes).map(|run| vec![run])
}

/// Reads samples that came without results: nothing is observed from them.
pub(crate) fn read_samples(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let main = set.main()?;
    let samples = Samples::of(main)?;
    let mut notes = Notes::default();
    let text = format!(
        "{} samples came without the results_*.json of their run; deliver both together",
        samples.by_filter.values().sum::<u64>()
    );
    notes.warn("lm-eval.samples-alone", &text, None);
    samples.note_cut(main.name(), &mut notes);
    let mut run = ParsedRun::of(set);
    run.title = "lm-eval samples without their results".to_owned();
    run.run.name = pairing::task_in_name(main.name()).map(crate::labels::label);
    run.representativeness = Representativeness::Unknown;
    run.representativeness_reasons = vec![Message::new("lm-eval.samples-alone", &text, &[])];
    Ok(vec![run.finish(notes)?])
}
