//! Passkeys: the button that a script brings to life, and what the owner of an account does with theirs.

use maud::{Markup, html};

use super::sign_in::{DoorView, door};
use crate::parts::panel::panel;
use crate::parts::words::{Lang, Word, count, fill, t};
use crate::parts::{assets, links};

/// What an account is signed in to with, besides a code of an app.
#[derive(Debug, Clone, Default)]
pub struct KeysView {
    /// Where passkeys work; nothing when they are off.
    pub origin: Option<String>,
    /// Whether there is a password.
    pub password: bool,
    /// Whether a code of an app is asked for after it.
    pub second_factor: bool,
    /// Whether the owner has to say again who they are.
    pub must_prove: bool,
    /// The passkeys, the oldest first.
    pub passkeys: Vec<PasskeyLine>,
    /// Recovery codes that are left.
    pub codes_left: u64,
}

/// A passkey.
#[derive(Debug, Clone)]
pub struct PasskeyLine {
    /// What it is called in forms.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub made: String,
    /// When it was last used; empty when never.
    pub used: String,
    /// When it counted backwards; empty when never.
    pub doubted: String,
}

/// What a button asks of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A new passkey.
    Make,
    /// One that there is.
    Use,
}

/// The script, once on each page that has a button.
#[must_use]
pub fn script() -> Markup {
    html! { script src=(assets::href("passkey.js")) defer {} }
}

/// A button inside a form: it asks for a challenge at `begin` and hands the answer in with the form. Without the script it
/// is not there.
pub(super) fn button(lang: Lang, origin: &str, act: Act, begin: &str, label: Word) -> Markup {
    let act = if act == Act::Make { "make" } else { "use" };
    let elsewhere = fill(lang, Word::PasskeyElsewhere, &[("origin", origin)]);
    html! {
        div data-passkey=(act) data-begin=(begin) data-origin=(origin) data-elsewhere=(elsewhere)
            data-cancelled=(t(lang, Word::PasskeyCancelled)) data-unable=(t(lang, Word::PasskeyUnable)) hidden {
            input type="hidden" name="ticket";
            input type="hidden" name="credential";
            p.acts { button.btn type="button" { (t(lang, label)) } }
            p.mute data-note hidden {}
            p.soft role="alert" hidden {}
        }
    }
}

/// The way in with a passkey, on the page to sign in.
pub(super) fn way_in(lang: Lang, view: &DoorView) -> Markup {
    html! {
        @if let Some(origin) = &view.origin {
            form.form method="post" action=(links::SIGN_IN_PASSKEY) {
                input type="hidden" name="next" value=(view.next);
                (button(lang, origin, Act::Use, links::SIGN_IN_PASSKEY_BEGIN, Word::PasskeySignIn))
                p.mute { (t(lang, Word::PasskeyLost)) }
            }
            (script())
        }
    }
}

/// A passkey instead of a password, inside the form that begins an account.
pub(super) fn instead(lang: Lang, view: &DoorView, begin: &str) -> Markup {
    html! {
        @if let Some(origin) = &view.origin {
            (button(lang, origin, Act::Make, begin, Word::PasskeyInstead))
            (script())
        }
    }
}

/// Whoever began an account with a passkey is shown their recovery codes, once.
#[must_use]
pub fn begun(lang: Lang, codes: &[String]) -> Markup {
    let content = html! {
        div.form {
            ol { @for code in codes { li { code { (code) } } } }
            p.acts { a.btn.main href=(links::TODAY) { (t(lang, Word::RecoveryCodesKept)) } }
        }
    };
    door(lang, t(lang, Word::RecoveryCodes), t(lang, Word::PasskeyCodesLead), &DoorView::default(), &content)
}

/// Fields in which the owner says again who they are. `place` tells the forms of a page apart.
fn proof(lang: Lang, view: &KeysView, place: &str) -> Markup {
    let password = view.password && (view.second_factor || view.must_prove);
    html! {
        @if password {
            div.field {
                label for={ (place) "-present" } { (t(lang, Word::PresentPassword)) }
                input id={ (place) "-present" } name="present" type="password" autocomplete="current-password" required;
            }
        }
        @if view.second_factor {
            div.field {
                label for={ (place) "-code" } { (t(lang, Word::SecondFactorCode)) }
                input id={ (place) "-code" } name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required;
            }
        }
    }
}

/// The panel of passkeys on the page of one's account.
pub(super) fn part(lang: Lang, form: &str, view: &KeysView) -> Markup {
    let content = html! {
        @if !view.passkeys.is_empty() { (list(lang, view)) }
        @match &view.origin {
            None => div.form { p.soft { (t(lang, Word::PasskeysOff)) } },
            Some(origin) => {
                @if view.must_prove && !view.second_factor && !view.passkeys.is_empty() {
                    form.form method="post" action=(links::PROVE) {
                        input type="hidden" name="form" value=(form);
                        p.soft { (t(lang, Word::ProveFirst)) }
                        (button(lang, origin, Act::Use, links::PROVE_BEGIN, Word::PasskeyProve))
                    }
                }
                form.form method="post" action=(links::PASSKEYS) {
                    input type="hidden" name="form" value=(form);
                    p.soft { (t(lang, Word::PasskeysLead)) }
                    div.field {
                        label for="passkey-name" { (t(lang, Word::PasskeyName)) }
                        input id="passkey-name" name="name" type="text" maxlength="60" autocomplete="off" required;
                    }
                    (proof(lang, view, "add"))
                    (button(lang, origin, Act::Make, links::PASSKEYS_BEGIN, Word::PasskeyAdd))
                }
                (script())
            }
        }
        @if !view.passkeys.is_empty() { (removal(lang, form, view)) }
    };
    panel("passkeys", t(lang, Word::Passkeys), None, &content)
}

fn list(lang: Lang, view: &KeysView) -> Markup {
    html! {
        table.rows {
            caption.vh { (t(lang, Word::Passkeys)) }
            thead { tr {
                @for word in [Word::PasskeyName, Word::PasskeyMade, Word::PasskeyUsed] { th scope="col" { (t(lang, word)) } }
            } }
            tbody {
                @for one in &view.passkeys {
                    tr {
                        th.what scope="row" {
                            (one.name)
                            @if !one.doubted.is_empty() {
                                " " span.s-failing { (fill(lang, Word::PasskeyDoubted, &[("at", &one.doubted)])) }
                            }
                        }
                        td data-label=(t(lang, Word::PasskeyMade)) { (one.made) }
                        td data-label=(t(lang, Word::PasskeyUsed)) { (one.used) }
                    }
                }
            }
        }
    }
}

fn removal(lang: Lang, form: &str, view: &KeysView) -> Markup {
    html! {
        form.form method="post" action=(links::PASSKEYS_REMOVE) {
            input type="hidden" name="form" value=(form);
            div.field {
                label for="passkey-which" { (t(lang, Word::PasskeyWhich)) }
                select id="passkey-which" name="id" {
                    @for one in &view.passkeys { option value=(one.id) { (one.name) } }
                }
            }
            (proof(lang, view, "remove"))
            p.acts { button.btn type="submit" { (t(lang, Word::PasskeyRemove)) } }
        }
        // Whoever has a second factor has its own form for the codes.
        @if !view.second_factor {
            form.form method="post" action=(links::PASSKEY_CODES) {
                input type="hidden" name="form" value=(form);
                p {
                    (count(lang, usize::try_from(view.codes_left).unwrap_or(usize::MAX), Word::RecoveryCodesLeftOne, Word::RecoveryCodesLeftOther))
                }
                (proof(lang, view, "codes"))
                p.acts { button.btn type="submit" { (t(lang, Word::PasskeyCodesMake)) } }
            }
        }
    }
}

/// The form that removes the password of whoever has passkeys.
pub(super) fn without_password(lang: Lang, form: &str, view: &KeysView) -> Markup {
    html! {
        @if view.password && !view.passkeys.is_empty() {
            form.form method="post" action=(links::PASSWORD_REMOVE) {
                input type="hidden" name="form" value=(form);
                p.soft { (t(lang, Word::PasswordRemoveLead)) }
                (proof(lang, view, "bare"))
                p.acts { button.btn type="submit" { (t(lang, Word::PasswordRemove)) } }
            }
        }
    }
}
