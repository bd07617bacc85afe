//! The draft of a form: that what stands in it was kept and not sent, and where what is typed goes. The form itself names
//! the place in `data-draft`, and in `data-said` where the script says that it was kept.

use maud::{Markup, html};

use super::words::{KeptWord, Lang, fill, t};

/// Where what is typed into a form is kept.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The address that keeps it.
    pub kept: String,
    /// When what the form shows was kept; nothing where it shows no draft.
    pub at: Option<String>,
    /// Token that shows that the form was made for the session.
    pub form: String,
}

/// Says that what stands in a form was kept and not sent, and how to be rid of it.
pub(crate) fn note(lang: Lang, draft: Option<&Draft>) -> Markup {
    let Some(Draft { kept, at: Some(at), form }) = draft else { return html! {} };
    html! {
        form.note.draft method="post" action=(kept) {
            p { (fill(lang, KeptWord::DraftFrom, &[("at", at)])) }
            input type="hidden" name="form" value=(form);
            button.btn type="submit" name="discard" value="1" { (t(lang, KeptWord::DiscardDraft)) }
        }
    }
}

/// Where the script says that it was kept.
pub(crate) fn said(draft: Option<&Draft>, id: &str) -> Markup {
    html! { @if draft.is_some() { p.mute id=(id) role="status" {} } }
}

/// What the script says where it could not be kept.
pub(crate) fn failed(lang: Lang, draft: Option<&Draft>) -> Option<&'static str> {
    draft.map(|_| t(lang, KeptWord::DraftNotKept))
}
