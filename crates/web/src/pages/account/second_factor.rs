//! The second factor: asked for after the password, and set up on the page of one's own account.

use maud::{Markup, html};

use crate::pages::account::sign_in::{DoorView, door};
use crate::parts::frame::{self, Frame};
use crate::parts::links;
use crate::parts::panel::panel;
use crate::parts::qr::qr;
use crate::parts::shell::Shell;
use crate::parts::words::{AccountWord, FactorWord, Lang, Said, Word, count, fill, t};

/// A second factor that is in force.
#[derive(Debug, Clone)]
pub struct FactorLine {
    /// Since when.
    pub since: String,
    /// Recovery codes that were not used yet.
    pub codes_left: u64,
}

/// A second factor that is being set up. It is shown once.
#[derive(Debug, Clone)]
pub struct EnrolView {
    /// The key as it is typed into an app.
    pub key: String,
    /// The same as an address, and as a picture of it.
    pub address: String,
}

/// Asks for the code, after the right password.
#[must_use]
pub fn ask(lang: Lang, view: &DoorView, ticket: &str) -> Markup {
    let form = html! {
        form.form method="post" action=(links::SIGN_IN_CODE) {
            input type="hidden" name="next" value=(view.next);
            input type="hidden" name="ticket" value=(ticket);
            (code_field(t(lang, FactorWord::SecondFactorCode)))
            p.acts { button.btn.main type="submit" { (t(lang, Word::SignIn)) } }
        }
    };
    door(lang, t(lang, FactorWord::SecondFactorAsk), t(lang, FactorWord::SecondFactorAskLead), view, &form)
}

fn code_field(label: &str) -> Markup {
    html! {
        div.field {
            label for="code" { (label) }
            input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required;
        }
    }
}

fn password_field(lang: Lang) -> Markup {
    html! {
        div.field {
            label for="factor-present" { (t(lang, AccountWord::PresentPassword)) }
            input id="factor-present" name="present" type="password" autocomplete="current-password" required;
        }
    }
}

/// The part of the account's page.
pub(in crate::pages) fn part(lang: Lang, form: &str, factor: Option<&FactorLine>) -> Markup {
    let content = match factor {
        None => html! {
            form.form method="post" action=(links::SECOND_FACTOR) {
                input type="hidden" name="form" value=(form);
                p.soft { (t(lang, FactorWord::SecondFactorNone)) }
                (password_field(lang))
                p.acts { button.btn.main type="submit" { (t(lang, FactorWord::SecondFactorBegin)) } }
            }
        },
        Some(factor) => {
            let left = usize::try_from(factor.codes_left).unwrap_or(usize::MAX);
            html! {
                form.form method="post" action=(links::RECOVERY_CODES) {
                    input type="hidden" name="form" value=(form);
                    p {
                        (fill(lang, FactorWord::SecondFactorSince, &[("since", &factor.since)])) " "
                        (count(lang, left, FactorWord::RecoveryCodesLeftOne, FactorWord::RecoveryCodesLeftOther))
                    }
                    (password_field(lang))
                    (code_field(t(lang, FactorWord::SecondFactorCode)))
                    p.acts {
                        button.btn type="submit" { (t(lang, FactorWord::RecoveryCodesRenew)) }
                        button.btn type="submit" formaction=(links::SECOND_FACTOR_OFF) { (t(lang, FactorWord::SecondFactorOff)) }
                    }
                }
            }
        }
    };
    panel("second-factor", t(lang, FactorWord::SecondFactor), None, &content)
}

/// Sets it up: the key, and the form for the first code. After a wrong code the key is not shown again, for whoever has
/// only the session would see it.
#[must_use]
pub fn enrol(shell: &Shell, form: &str, key: Option<&EnrolView>, refused: Option<&str>) -> Markup {
    let lang = shell.lang;
    let content = html! {
        form.form method="post" action=(links::SECOND_FACTOR_ON) {
            input type="hidden" name="form" value=(form);
            @if let Some(key) = key {
                @if let Some(picture) = qr(&key.address, t(lang, FactorWord::SecondFactorPicture)) { (picture) }
                div.field { span.label { (t(lang, FactorWord::SecondFactorKey)) } code.text { (key.key) } }
                div.field { span.label { (t(lang, FactorWord::SecondFactorAddress)) } a.lnk href=(key.address) { code.text { (key.address) } } }
            } @else {
                p { (t(lang, FactorWord::SecondFactorAgain)) }
            }
            (code_field(t(lang, FactorWord::SecondFactorFirstCode)))
            p.acts {
                button.btn.main type="submit" { (t(lang, FactorWord::SecondFactorOn)) }
                a.btn href=(links::ACCOUNT) { (t(lang, Word::Cancel)) }
            }
        }
    };
    let heading = t(lang, FactorWord::SecondFactorBegin);
    let lead = t(lang, FactorWord::SecondFactorLead);
    page(shell, heading, lead, refused, &panel("key", t(lang, FactorWord::SecondFactor), None, &content))
}

/// The recovery codes, once.
#[must_use]
pub fn codes(shell: &Shell, codes: &[String]) -> Markup {
    codes_for(shell, FactorWord::RecoveryCodesLead, codes)
}

/// The recovery codes, once, with what they are good for.
#[must_use]
pub fn codes_for(shell: &Shell, lead: impl Said, codes: &[String]) -> Markup {
    let lang = shell.lang;
    let content = html! {
        div.form {
            ol { @for code in codes { li { code { (code) } } } }
            p.acts { a.btn.main href=(links::ACCOUNT) { (t(lang, FactorWord::RecoveryCodesKept)) } }
        }
    };
    let heading = t(lang, FactorWord::RecoveryCodes);
    page(shell, heading, t(lang, lead), None, &panel("codes", t(lang, FactorWord::SecondFactor), None, &content))
}

fn page(shell: &Shell, heading: &str, lead: &str, refused: Option<&str>, content: &Markup) -> Markup {
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (lead) } }
        @if let Some(refused) = refused { div.note.s-failing role="alert" { p { (refused) } } }
        (content)
    };
    let path = html! { b { (heading) } };
    frame::page(shell, &Frame { title: heading, path, aside: html! {}, main })
}
