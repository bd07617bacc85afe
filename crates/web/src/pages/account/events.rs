//! What happened to an account, for its owner.

use maud::{Markup, html};

use crate::parts::panel::panel;
use crate::parts::words::{AccountWord, Lang, fill, t};

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
fn word(what: &str) -> Option<AccountWord> {
    Some(match what {
        "account-added" => AccountWord::EventAccountAdded,
        "account-disabled" => AccountWord::EventAccountDisabled,
        "account-enabled" => AccountWord::EventAccountEnabled,
        "member-invited" => AccountWord::EventMemberInvited,
        "invitation-taken" => AccountWord::EventInvitationTaken,
        "password-changed" => AccountWord::EventPasswordChanged,
        "password-removed" => AccountWord::EventPasswordRemoved,
        "second-factor-on" => AccountWord::EventSecondFactorOn,
        "second-factor-off" => AccountWord::EventSecondFactorOff,
        "second-factor-reset" => AccountWord::EventSecondFactorReset,
        "recovery-codes-made" => AccountWord::EventCodesMade,
        "recovery-code-used" => AccountWord::EventCodeUsed,
        "passkey-added" => AccountWord::EventPasskeyAdded,
        "passkey-removed" => AccountWord::EventPasskeyRemoved,
        "passkey-doubted" => AccountWord::EventPasskeyDoubted,
        _ => return None,
    })
}

/// The panel of events on the page of one's account.
pub(in crate::pages) fn part(lang: Lang, events: &[EventLine]) -> Markup {
    let content = html! {
        div.form { p.soft { (t(lang, AccountWord::EventsLead)) } }
        table.rows {
            caption.vh { (t(lang, AccountWord::Events)) }
            thead { tr { @for word in [AccountWord::EventWhat, AccountWord::EventAt] { th scope="col" { (t(lang, word)) } } } }
            tbody {
                @for one in events {
                    tr {
                        th.what scope="row" {
                            (word(&one.what).map_or(one.what.as_str(), |word| t(lang, word)))
                            @if let Some(passkey) = &one.passkey { " " span.mute { (passkey) } }
                            @if let Some(by) = &one.by { " " span.mute { (fill(lang, AccountWord::EventBy, &[("name", by)])) } }
                        }
                        td data-label=(t(lang, AccountWord::EventAt)) { (one.at) }
                    }
                }
            }
        }
    };
    panel("events", t(lang, AccountWord::Events), None, &content)
}
