//! What garak's probe families speak to, and which entries of OWASP's 2025 list they test.
//!
//! garak's own `owasp:` tags are of the 2023/24 list, whose numbers mean other things in the 2025 list (llm06 was
//! disclosure and is excessive agency now). So the tags are kept under the old edition, and the 2025 entries come from
//! this table by probe family, never from the tags.

use assay_domain::Taxonomy;

/// Probe modules, what they speak to, and their entries in the 2025 list.
const FAMILIES: &[(&[&str], &str, &[&str])] = &[
    (&["promptinject", "goodside"], "injection", &["LLM01"]),
    (&["latentinjection"], "injection", &["LLM01"]),
    (
        &["dan", "phrasing", "tap", "doctor", "suffix", "dra", "fitd", "sata", "smuggling", "visual_jailbreak"],
        "jailbreak",
        &["LLM01"],
    ),
    (&["encoding", "badchars", "ansiescape"], "encoding", &["LLM01", "LLM05"]),
    (&["web_injection", "xss"], "output-handling", &["LLM01", "LLM05"]),
    (&["exploitation"], "output-handling", &["LLM05"]),
    (&["leakreplay", "propile", "apikey"], "privacy", &["LLM02"]),
    (&["divergence"], "privacy", &["LLM02", "LLM10"]),
    (&["sysprompt_extraction"], "privacy", &["LLM07"]),
    (&["agent_breaker"], "other", &["LLM06"]),
    (&["misleading", "snowball", "packagehallucination"], "misinformation", &["LLM09"]),
    (&["lmrc", "realtoxicityprompts", "continuation", "donotanswer", "grandma", "atkgen"], "toxicity", &[]),
    (&["malwaregen", "av_spam_scanning"], "malware", &["LLM05"]),
    (&["fileformats"], "other", &["LLM03", "LLM04"]),
    (&["glitch"], "robustness", &[]),
];

/// What a probe speaks to, and the 2025 entries it tests, by the module before the dot.
pub(super) fn of_probe(probe: &str) -> (&'static str, &'static [&'static str]) {
    let module = probe.split('.').next().unwrap_or(probe);
    FAMILIES
        .iter()
        .find(|(modules, _, _)| modules.contains(&module))
        .map_or(("other", &[] as &[&str]), |(_, family, entries)| (family, entries))
}

/// Labels of a probe: garak's own tags under the list they are from, then ours under the current one.
pub(super) fn taxonomies(probe: &str, tags: &[String]) -> Vec<Taxonomy> {
    let label = |scheme: &str, id: String, origin: &str| Taxonomy { scheme: scheme.into(), id, origin: origin.into() };
    let own = tags.iter().filter_map(|tag| tag.strip_prefix("owasp:"));
    let own = own.map(|id| label("owasp-llm@2023", crate::labels::label(id).to_uppercase(), "tool"));
    let crossed = of_probe(probe).1.iter().map(|id| label("owasp-llm@2025", (*id).to_owned(), "crosswalk"));
    own.chain(crossed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disclosure_of_2023_is_not_excessive_agency_of_2025() {
        let tags = ["avid-effect:security:S0301".to_owned(), "owasp:llm10".to_owned(), "owasp:llm06".to_owned()];
        let labels = taxonomies("divergence.Repeat", &tags);
        let shown: Vec<_> = labels.iter().map(|t| format!("{} {} {}", t.scheme, t.id, t.origin)).collect();
        assert_eq!(
            shown,
            [
                "owasp-llm@2023 LLM10 tool",
                "owasp-llm@2023 LLM06 tool",
                "owasp-llm@2025 LLM02 crosswalk",
                "owasp-llm@2025 LLM10 crosswalk",
            ]
        );
        assert_eq!(of_probe("nobody.Knows").0, "other");
    }
}
