//! Which results a file of samples belongs to.

use super::results::Results;
use super::samples::Samples;
use crate::scan::Scanner;
use crate::{Artifact, ArtifactSet, Peek};

/// Finds the set of results for a file of samples: by the moment both carry in their names and the task the results
/// hold, else by the hash of the task, which only the same samples give.
pub(crate) fn home(samples: &dyn Artifact, sets: &[(ArtifactSet<'_>, Peek)]) -> Option<usize> {
    let results: Vec<usize> = (0..sets.len()).filter(|at| sets[*at].0.format.id == "lm-eval-results").collect();
    let by_name = results.iter().copied().find(|at| {
        let Ok(main) = sets[*at].0.main() else { return false };
        let knows_task =
            task_in_name(samples.name()).is_some_and(|task| sets[*at].1.keys.contains(&format!("results/{task}")));
        knows_task
            && folder(main.name()) == folder(samples.name())
            && moment(main.name()).is_some_and(|m| moment(samples.name()) == Some(m))
    });
    by_name.or_else(|| by_hash(samples, sets, &results))
}

fn by_hash(samples: &dyn Artifact, sets: &[(ArtifactSet<'_>, Peek)], results: &[usize]) -> Option<usize> {
    if results.is_empty() {
        return None;
    }
    let hash = Samples::of(samples).ok()?.hash?;
    results.iter().copied().find(|at| {
        let reader = sets[*at].0.main().ok().and_then(|main| main.reader().ok());
        let read = reader.and_then(|reader| Results::pull(&mut Scanner::new(reader)).ok());
        read.is_some_and(|results| results.task_of_hash(&hash).is_some())
    })
}

/// The moment at the end of a name such as `samples_task_2026-11-23T18-47-19.136375.jsonl`.
pub(crate) fn moment(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".jsonl").or_else(|| name.strip_suffix(".json"))?;
    let (_, moment) = stem.rsplit_once('_')?;
    (moment.len() >= 19 && moment.as_bytes().get(10) == Some(&b'T')).then_some(moment)
}

/// The task in the name of a file of samples.
pub(crate) fn task_in_name(name: &str) -> Option<&str> {
    let (_, file) = name.rsplit_once(['/', '\\']).unwrap_or(("", name));
    file.strip_prefix("samples_")?.strip_suffix(moment(name).map(|m| format!("_{m}.jsonl"))?.as_str())
}

fn folder(name: &str) -> &str {
    name.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_task_and_moment() {
        let name = "run/samples_caps_gen_2026-11-23T18-47-19.136375.jsonl";
        assert_eq!(moment(name), Some("2026-11-23T18-47-19.136375"));
        assert_eq!(task_in_name(name), Some("caps_gen"));
        assert_eq!(folder(name), "run");
        assert_eq!(moment("samples.jsonl"), None);
        assert_eq!(task_in_name("samples_x.jsonl"), None);
    }
}
