//! What is known about metrics by their names: which way is better, and what they speak to.
//!
//! Files seldom say it. What this dictionary does not know stays `unknown` and never passes by itself.

use assay_domain::Direction;

const HIGHER: &[&str] = &[
    "accuracy",
    "acc",
    "acc_norm",
    "acc_mutual_info",
    "f1",
    "exact_match",
    "em",
    "bleu",
    "chrf",
    "rouge",
    "rouge1",
    "rouge2",
    "rougel",
    "rougelsum",
    "precision",
    "recall",
    "mcc",
    "auc",
    "auroc",
    "pass_at",
    "pass@",
    "mean",
    "median",
];

const LOWER: &[&str] = &[
    "perplexity",
    "word_perplexity",
    "byte_perplexity",
    "bits_per_byte",
    "ter",
    "wer",
    "cer",
    "brier_score",
    "ece",
    "error_rate",
    "loss",
    "attack_success_rate",
];

/// Words in the name of a score that make less of it better.
const LOWER_WORDS: &[&str] = &["toxic", "bias", "hallucinat", "perplexity", "error", "harmful", "leak"];
/// Words whose better side depends on the question: refusing a harmful request is good, a harmless one bad.
const EITHER_WORDS: &[&str] = &["refus", "compl", "length", "token", "latency", "cost", "time", "turns"];

/// Which way a metric is better, by its name alone.
pub(crate) fn direction(metric: &str) -> Direction {
    let name = metric.rsplit('/').next().unwrap_or(metric).to_ascii_lowercase();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == 'k');
    let known = |list: &[&str]| list.contains(&name.as_str()) || list.contains(&stem);
    // What measures a class or the worst group is named by its measure last: `balanced_accuracy`, `worst_class_recall`.
    let last = name.rsplit('_').next().unwrap_or_default();
    if known(HIGHER) || matches!(last, "accuracy" | "recall" | "precision" | "f1") {
        Direction::Higher
    } else if known(LOWER) {
        Direction::Lower
    } else {
        Direction::Unknown
    }
}

/// Which way a metric over a named score is better. `whole` says that the score is its scorer's only one. A mean is
/// as good as what it is the mean of: the name of the score decides, and a part of a score with several whose name
/// says nothing stays unknown.
pub(crate) fn direction_of_score(score: &str, metric: &str, whole: bool) -> Direction {
    let known = direction(metric);
    if known != Direction::Higher {
        return known;
    }
    let name = score.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let averaged = matches!(metric.rsplit('/').next(), Some("mean" | "median"));
    if !averaged {
        return if has(LOWER_WORDS) { Direction::Unknown } else { known };
    }
    if has(LOWER_WORDS) {
        Direction::Lower
    } else if has(EITHER_WORDS) || (!whole && direction(score) == Direction::Unknown) {
        Direction::Unknown
    } else if direction(score) == Direction::Lower {
        Direction::Lower
    } else {
        Direction::Higher
    }
}

/// Whether a metric only says how sure another is.
pub(crate) fn is_uncertainty(metric: &str) -> bool {
    let name = metric.rsplit('/').next().unwrap_or(metric);
    matches!(name, "stderr" | "bootstrap_stderr" | "std" | "var") || name.ends_with("_stderr")
}

/// What a capability evaluation speaks to, by the names of its task and score.
pub(crate) fn family(task: &str, score: &str) -> &'static str {
    spoken_of(score).or_else(|| spoken_of(task)).unwrap_or("capability")
}

/// What a name speaks of, when one of the words that tell so is in it.
pub(crate) fn spoken_of(name: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &str)] = &[
        ("jailbreak", "jailbreak"),
        ("inject", "injection"),
        ("toxic", "toxicity"),
        ("refus", "refusal"),
        ("hallucinat", "misinformation"),
        ("truthful", "misinformation"),
        ("privacy", "privacy"),
        ("leak", "privacy"),
        ("malware", "malware"),
        ("robust", "robustness"),
    ];
    let name = name.to_ascii_lowercase();
    WORDS.iter().find(|(word, _)| name.contains(word)).map(|(_, family)| *family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_stays_unknown() {
        assert_eq!(direction("inspect_ai/accuracy"), Direction::Higher);
        assert_eq!(direction("pass@1"), Direction::Higher);
        assert_eq!(direction("pass_at_k"), Direction::Higher);
        assert_eq!(direction("word_perplexity"), Direction::Lower);
        assert_eq!(direction("worst_class_recall"), Direction::Higher);
        assert_eq!(direction("bypass"), Direction::Unknown);
        assert_eq!(direction("recall_loss"), Direction::Unknown);
    }

    #[test]
    fn a_mean_is_as_good_as_what_it_is_the_mean_of() {
        assert_eq!(direction_of_score("model_graded_qa", "mean", true), Direction::Higher);
        assert_eq!(direction_of_score("toxicity", "mean", false), Direction::Lower);
        assert_eq!(direction_of_score("refused", "mean", false), Direction::Unknown);
        assert_eq!(direction_of_score("nanny", "mean", false), Direction::Unknown);
        assert_eq!(direction_of_score("f1", "mean", false), Direction::Higher);
        assert_eq!(direction_of_score("toxicity", "accuracy", true), Direction::Unknown);
    }
}
