//! What happened to an account, for its owner.

use maud::{Markup, html};

use crate::parts::panel::panel;
use crate::parts::words::{Lang, Word, fill, t};

/// Something that happened.
#[derive(Debug, Clone, Default)]
pub struct EventLine {
    /// What, as the log calls it.
    pub what: String,
    /// When.
    pub at: String,
    /// Who did it, where somebody else did.
    pub by: Option<String>,
    /// The passkey that it was about.
    pub passkey: Option<String>,
}

/// The word for an operation of the log.
fn word(what: &str) -> Option<Word> {
    Some(match what {
        "account-added" => Word::EventAccountAdded,
        "account-disabled" => Word::EventAccountDisabled,
        "account-enabled" => Word::EventAccountEnabled,
        "member-invited" => Word::EventMemberInvited,
        "invitation-taken" => Word::EventInvitationTaken,
        "password-changed" => Word::EventPasswordChanged,
        "password-removed" => Word::EventPasswordRemoved,
        "second-factor-on" => Word::EventSecondFactorOn,
        "second-factor-off" => Word::EventSecondFactorOff,
        "second-factor-reset" => Word::EventSecondFactorReset,
        "recovery-codes-made" => Word::EventCodesMade,
        "recovery-code-used" => Word::EventCodeUsed,
        "passkey-added" => Word::EventPasskeyAdded,
        "passkey-removed" => Word::EventPasskeyRemoved,
        "passkey-doubted" => Word::EventPasskeyDoubted,
        _ => return None,
    })
}

/// The panel of events on the page of one's account.
pub(super) fn part(lang: Lang, events: &[EventLine]) -> Markup {
    let content = html! {
        div.form { p.soft { (t(lang, Word::EventsLead)) } }
        table.rows {
            caption.vh { (t(lang, Word::Events)) }
            thead { tr { @for word in [Word::EventWhat, Word::EventAt] { th scope="col" { (t(lang, word)) } } } }
            tbody {
                @for one in events {
                    tr {
                        th.what scope="row" {
                            (word(&one.what).map_or(one.what.as_str(), |word| t(lang, word)))
                            @if let Some(passkey) = &one.passkey { " " span.mute { (passkey) } }
                            @if let Some(by) = &one.by { " " span.mute { (fill(lang, Word::EventBy, &[("name", by)])) } }
                        }
                        td data-label=(t(lang, Word::EventAt)) { (one.at) }
                    }
                }
            }
        }
    };
    panel("events", t(lang, Word::Events), None, &content)
}
