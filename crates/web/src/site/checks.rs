//! What checks are called.

use assay_app::judging::check_title;

use crate::parts::words::Lang;

/// The title of a check in the reader's language, as far as it is one that is proposed.
pub(in crate::site) fn called(lang: Lang, check: &str, title: &str) -> String {
    check_title(check, title).map_or(title, |said| lang.of(&said)).to_owned()
}
