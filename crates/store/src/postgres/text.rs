//! Texts as PostgreSQL can keep them: it knows no NUL. Those few that hold one are written with an escape.

use std::borrow::Cow;

const ESCAPE: char = '\u{1a}';

/// A text as it is kept.
pub(super) fn kept(text: &str) -> Cow<'_, str> {
    if text.contains(['\0', ESCAPE]) {
        Cow::Owned(text.replace(ESCAPE, "\u{1a}1").replace('\0', "\u{1a}0"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A kept text as it was.
pub(super) fn told(text: String) -> String {
    if text.contains(ESCAPE) { text.replace("\u{1a}0", "\0").replace("\u{1a}1", "\u{1a}") } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{kept, told};

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[\0\u{1a}01a]{0,12}") {
            prop_assert!(!kept(&text).contains('\0'));
            prop_assert_eq!(told(kept(&text).into_owned()), text);
        }
    }
}
