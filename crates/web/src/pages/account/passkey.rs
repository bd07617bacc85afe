//! Passkeys: the button that a script brings to life, and what the owner of an account does with theirs.

use maud::{Markup, html};

use crate::pages::account::sign_in::{DoorView, door};
use crate::parts::panel::panel;
use crate::parts::words::{AccountWord, FactorWord, Lang, PasskeyWord, Said, Word, count, fill, t};
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

/// A button inside a form: it asks for a challenge at `begin` and hands the answer in with the form. Without the script it
/// is not there.
pub(in crate::pages) fn button(lang: Lang, origin: &str, act: Act, begin: &str, label: impl Said) -> Markup {
    let act = if act == Act::Make { "make" } else { "use" };
    let elsewhere = fill(lang, PasskeyWord::PasskeyElsewhere, &[("origin", origin)]);
    html! {
        div data-passkey=(act) data-begin=(begin) data-origin=(origin) data-elsewhere=(elsewhere)
            data-cancelled=(t(lang, PasskeyWord::PasskeyCancelled)) data-unable=(t(lang, PasskeyWord::PasskeyUnable)) hidden {
            input type="hidden" name="ticket";
            input type="hidden" name="credential";
            p.acts { button.btn type="button" { (t(lang, label)) } }
            p.mute data-note hidden {}
            p.soft role="alert" hidden {}
        }
    }
}

/// The way in with a passkey, on the page to sign in.
pub(in crate::pages) fn way_in(lang: Lang, view: &DoorView) -> Markup {
    html! {
        @if let Some(origin) = &view.origin {
            form.form method="post" action=(links::SIGN_IN_PASSKEY) {
                input type="hidden" name="next" value=(view.next);
                (button(lang, origin, Act::Use, links::SIGN_IN_PASSKEY_BEGIN, PasskeyWord::PasskeySignIn))
                p.mute { (t(lang, PasskeyWord::PasskeyLost)) }
            }
            (assets::script("passkey.js"))
        }
    }
}

/// A passkey instead of a password, inside the form that begins an account.
pub(in crate::pages) fn instead(lang: Lang, view: &DoorView, begin: &str) -> Markup {
    html! {
        @if let Some(origin) = &view.origin {
            (button(lang, origin, Act::Make, begin, PasskeyWord::PasskeyInstead))
            (assets::script("passkey.js"))
        }
    }
}

/// Whoever began an account with a passkey is shown their recovery codes, once.
#[must_use]
pub fn begun(lang: Lang, codes: &[String]) -> Markup {
    let content = html! {
        div.form {
            ol { @for code in codes { li { code { (code) } } } }
            p.acts { a.btn.main href=(links::TODAY) { (t(lang, FactorWord::RecoveryCodesKept)) } }
        }
    };
    door(
        lang,
        t(lang, FactorWord::RecoveryCodes),
        t(lang, PasskeyWord::PasskeyCodesLead),
        &DoorView::default(),
        &content,
    )
}

/// Fields in which the owner says again who they are. `place` tells the forms of a page apart.
fn proof(lang: Lang, view: &KeysView, place: &str) -> Markup {
    let password = view.password && (view.second_factor || view.must_prove);
    html! {
        @if password {
            div.field {
                label for={ (place) "-present" } { (t(lang, AccountWord::PresentPassword)) }
                input id={ (place) "-present" } name="present" type="password" autocomplete="current-password" required;
            }
        }
        @if view.second_factor {
            div.field {
                label for={ (place) "-code" } { (t(lang, FactorWord::SecondFactorCode)) }
                input id={ (place) "-code" } name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required;
            }
        }
    }
}

/// The panel of passkeys on the page of one's account.
pub(in crate::pages) fn part(lang: Lang, form: &str, view: &KeysView) -> Markup {
    let content = html! {
        @if !view.passkeys.is_empty() { (list(lang, view)) }
        @match &view.origin {
            None => div.form { p.soft { (t(lang, PasskeyWord::PasskeysOff)) } },
            Some(origin) => {
                @if view.must_prove && !view.second_factor && !view.passkeys.is_empty() {
                    form.form method="post" action=(links::PROVE) {
                        input type="hidden" name="form" value=(form);
                        p.soft { (t(lang, AccountWord::ProveFirst)) }
                        (button(lang, origin, Act::Use, links::PROVE_BEGIN, Word::PasskeyProve))
                    }
                }
                form.form method="post" action=(links::PASSKEYS) {
                    input type="hidden" name="form" value=(form);
                    p.soft { (t(lang, PasskeyWord::PasskeysLead)) }
                    div.field {
                        label for="passkey-name" { (t(lang, PasskeyWord::PasskeyName)) }
                        input id="passkey-name" name="name" type="text" maxlength="60" autocomplete="off" required;
                    }
                    (proof(lang, view, "add"))
                    (button(lang, origin, Act::Make, links::PASSKEYS_BEGIN, PasskeyWord::PasskeyAdd))
                }
                (assets::script("passkey.js"))
            }
        }
        @if !view.passkeys.is_empty() { (removal(lang, form, view)) }
    };
    panel("passkeys", t(lang, PasskeyWord::Passkeys), None, &content)
}

fn list(lang: Lang, view: &KeysView) -> Markup {
    html! {
        table.rows {
            caption.vh { (t(lang, PasskeyWord::Passkeys)) }
            thead { tr {
                @for word in [PasskeyWord::PasskeyName, PasskeyWord::PasskeyMade, PasskeyWord::PasskeyUsed] { th scope="col" { (t(lang, word)) } }
            } }
            tbody {
                @for one in &view.passkeys {
                    tr {
                        th.what scope="row" {
                            (one.name)
                            @if !one.doubted.is_empty() {
                                " " span.s-failing { (fill(lang, PasskeyWord::PasskeyDoubted, &[("at", &one.doubted)])) }
                            }
                        }
                        td data-label=(t(lang, PasskeyWord::PasskeyMade)) { (one.made) }
                        td data-label=(t(lang, PasskeyWord::PasskeyUsed)) { (one.used) }
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
                label for="passkey-which" { (t(lang, PasskeyWord::PasskeyWhich)) }
                select id="passkey-which" name="id" {
                    @for one in &view.passkeys { option value=(one.id) { (one.name) } }
                }
            }
            (proof(lang, view, "remove"))
            p.acts { button.btn type="submit" { (t(lang, PasskeyWord::PasskeyRemove)) } }
        }
        // Whoever has a second factor has its own form for the codes.
        @if !view.second_factor {
            form.form method="post" action=(links::PASSKEY_CODES) {
                input type="hidden" name="form" value=(form);
                p {
                    (count(lang, usize::try_from(view.codes_left).unwrap_or(usize::MAX), FactorWord::RecoveryCodesLeftOne, FactorWord::RecoveryCodesLeftOther))
                }
                (proof(lang, view, "codes"))
                p.acts { button.btn type="submit" { (t(lang, PasskeyWord::PasskeyCodesMake)) } }
            }
        }
    }
}

/// The form that removes the password of whoever has passkeys.
pub(in crate::pages) fn without_password(lang: Lang, form: &str, view: &KeysView) -> Markup {
    html! {
        @if view.password && !view.passkeys.is_empty() {
            form.form method="post" action=(links::PASSWORD_REMOVE) {
                input type="hidden" name="form" value=(form);
                p.soft { (t(lang, AccountWord::PasswordRemoveLead)) }
                (proof(lang, view, "bare"))
                p.acts { button.btn type="submit" { (t(lang, AccountWord::PasswordRemove)) } }
            }
        }
    }
}
