//! Names that say of themselves that the thing behind them is a stand-in.

use assay_domain::Message;

use crate::labels::label;

/// Words of such names.
const WORDS: &[&str] = &["mock", "dummy", "fake", "stub"];

/// Why what has this name is a stand-in: one of the words of the name says so. People give such names to what answers
/// in place of the real model while they try a tool out, and its results look exactly like real ones.
pub(crate) fn named(name: &str) -> Option<Message> {
    let says = |word: &str| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    name.split(|c: char| !c.is_alphanumeric()).any(says).then(|| {
        let text = "the target `{target}` says by its name that it is a stand-in";
        Message::new("mock.named", text, &[("target", &label(name))])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_says_so_and_a_part_of_a_word_does_not() {
        for name in ["mock-gpt", "mock:support-assistant@1.2.0", "local/Dummy", "our_fake_model"] {
            assert_eq!(named(name).unwrap().code, "mock.named", "{name}");
        }
        for name in ["mockingbird-7b", "openai:gpt-4o", "stubbs", ""] {
            assert!(named(name).is_none(), "{name}");
        }
    }
}
