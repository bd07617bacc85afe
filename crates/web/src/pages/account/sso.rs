//! Single sign-on: where it is offered, the page on the way, and why somebody did not get in.

use maud::{Markup, html};

use crate::pages::account::sign_in::{DoorView, door};
use crate::parts::links;
use crate::parts::panel::panel;
use crate::parts::words::{AccountWord, FactorWord, Lang, SsoWord, fill, t};

/// What is offered before sign-in.
#[derive(Debug, Clone)]
pub struct SsoOffer {
    /// What the provider is called.
    pub provider: String,
    /// Whether it is the only way in, but for an emergency.
    pub required: bool,
}

/// Who one is at the provider.
#[derive(Debug, Clone)]
pub struct SsoLine {
    /// What the provider is called.
    pub provider: String,
    /// Since when one signs in there; nothing when one does not.
    pub since: Option<String>,
    /// Whether the account has a password, which a change asks for.
    pub password: bool,
    /// Whether it has a second factor, which a change asks for too.
    pub second_factor: bool,
}

/// A proof at the provider, as a signature offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SsoProof {
    /// What the provider is called.
    pub provider: String,
    /// Where to go afterwards, a local path.
    pub next: String,
}

/// The way in on the page to sign in; the form with the password lies within.
pub(in crate::pages) fn way_in(lang: Lang, view: &DoorView, form: &Markup) -> Markup {
    let Some(offer) = &view.sso else { return form.clone() };
    html! {
        div.form {
            p.acts { a.btn.main href=(links::sso_for(&view.next)) { (fill(lang, SsoWord::SsoSignIn, &[("provider", &offer.provider)])) } }
            @if offer.required {
                details.more open[view.refused.is_some()] {
                    summary { (t(lang, SsoWord::SsoEmergency)) }
                    p.soft { (t(lang, SsoWord::SsoEmergencyLead)) }
                    (form)
                }
            }
        }
        @if !offer.required { (form) }
    }
}

/// The way to take an invitation up; the form with the password lies within, where it is of use.
pub(in crate::pages) fn way_up(lang: Lang, view: &DoorView, path: &str, form: &Markup) -> Markup {
    let Some(offer) = &view.sso else { return form.clone() };
    html! {
        form.form method="post" action=(links::below(path, "sso")) {
            p.acts { button.btn.main type="submit" { (fill(lang, SsoWord::SsoTakeUp, &[("provider", &offer.provider)])) } }
        }
        @if !offer.required { (form) }
    }
}

/// On to the provider.
#[must_use]
pub fn on(lang: Lang, provider: &str, address: &str) -> Markup {
    let heading = fill(lang, SsoWord::SsoOn, &[("provider", provider)]);
    let form = html! { div.form { p.acts { a.btn.main href=(address) { (t(lang, SsoWord::SsoGo)) } } } };
    door(lang, &heading, t(lang, SsoWord::SsoOnLead), &DoorView::default(), &form)
}

/// Why it did not work, and the way back.
#[must_use]
pub fn refused(lang: Lang, text: &str, code: &str, next: &str) -> Markup {
    let form = html! { div.form { p.mute { code { (code) } } p.acts { a.btn.main href=(next) { (t(lang, SsoWord::SsoBack)) } } } };
    let view = DoorView { refused: Some(text.to_owned()), ..DoorView::default() };
    door(lang, t(lang, SsoWord::SsoRefused), t(lang, SsoWord::SsoRefusedLead), &view, &form)
}

/// The part of the account's page.
pub(in crate::pages) fn part(lang: Lang, form: &str, line: &SsoLine) -> Markup {
    let (path, act) = match &line.since {
        Some(_) => (links::SSO_UNLINK, t(lang, SsoWord::SsoUnlink).to_owned()),
        None => (links::SSO_LINK, fill(lang, SsoWord::SsoLink, &[("provider", &line.provider)])),
    };
    let content = html! {
        form.form method="post" action=(path) {
            input type="hidden" name="form" value=(form);
            p.soft {
                @match &line.since {
                    Some(since) => (fill(lang, SsoWord::SsoSince, &[("provider", &line.provider), ("since", since)])),
                    None => (fill(lang, SsoWord::SsoNotLinked, &[("provider", &line.provider)])),
                }
            }
            @if line.password { (field("sso-present", "present", "password", "current-password", t(lang, AccountWord::PresentPassword))) }
            @if line.second_factor { (field("sso-code", "code", "text", "one-time-code", t(lang, FactorWord::SecondFactorCode))) }
            p.acts { button.btn type="submit" { (act) } }
        }
    };
    panel("sso", t(lang, SsoWord::Sso), None, &content)
}

fn field(id: &str, name: &str, kind: &str, fills: &str, label: &str) -> Markup {
    html! { div.field { label for=(id) { (label) } input id=(id) name=(name) type=(kind) autocomplete=(fills) required; } }
}

/// The button that proves at the provider who signs; it stands in the form of what is signed.
pub(in crate::pages) fn proof(lang: Lang, proof: &SsoProof) -> Markup {
    html! {
        input type="hidden" name="next" value=(proof.next);
        p.acts {
            button.btn type="submit" formaction=(links::SSO_PROVE) formnovalidate {
                (fill(lang, SsoWord::SsoProve, &[("provider", &proof.provider)]))
            }
        }
    }
}
