//! Samples of signing in, of one's own account, and of the first run.

use maud::Markup;

use super::super::pages::account::events::EventLine;
use super::super::pages::account::first_run::{self, Choice, FirstRunView, Step};
use super::super::pages::account::passkey::{self, KeysView, PasskeyLine};
use super::super::pages::account::second_factor::{self, EnrolView};
use super::super::pages::account::sign_in::{self, AccountPage, DoorView};
use super::super::pages::account::sso::{self, SsoLine, SsoOffer};
use super::super::parts::shell::Shell;
use super::super::parts::words::Lang;

pub(crate) fn pages(lang: Lang, own: &Shell) -> Vec<(&'static str, Markup)> {
    let pages = vec![
        ("second-factor", second_factor::ask(lang, &DoorView { next: "/".into(), ..DoorView::default() }, "a ticket")),
        ("passkey-door", sign_in::sign_in(lang, &door_with_passkeys())),
        ("passkey-set-up", sign_in::set_up(lang, &door_with_passkeys())),
        ("passkey-codes", passkey::begun(lang, &["7KQ2M-X4RTP-9HVCE-W3ZNB-6YDGA".into()])),
        ("account", sign_in::account(own, &account_view())),
        ("account-bare", sign_in::account(own, &AccountPage::default())),
        ("second-factor-key", second_factor::enrol(own, "a token", Some(&enrol_view()), None)),
        ("sso-sign-in", sign_in::sign_in(lang, &offered(false))),
        ("sso-required", sign_in::sign_in(lang, &offered(true))),
        ("sso-refused", sso::refused(lang, "the ID token has expired; sign in again", "oidc.expired", "/controls")),
        ("sso-account", sign_in::account(own, &linked_view())),
        ("recovery-codes", second_factor::codes(own, &["7KQ2M-X4RTP-9HVCE-W3ZNB-6YDGA".into()])),
    ];
    let steps = [
        (Step::Organisation, "first-run-1"),
        (Step::Roles, "first-run-2"),
        (Step::Frameworks, "first-run-3"),
        (Step::Administrator, "first-run-4"),
    ];
    let steps = steps.map(|(step, name)| (name, first_run::page(lang, &first_run_view(step))));
    pages.into_iter().chain(steps).collect()
}

fn first_run_view(step: Step) -> FirstRunView {
    let choice = |value: &str, word: &str, help: Option<&str>, chosen| Choice {
        value: value.into(),
        word: word.into(),
        help: help.map(Into::into),
        chosen,
    };
    FirstRunView {
        step,
        door: DoorView {
            login: "beatriz@aldermoor.example".into(),
            name: "Beatriz Lemos".into(),
            organisation: Some("Aldermoor \"Language\" Labs".into()),
            refused: Some("this password is easily guessed".into()).filter(|_| step == Step::Administrator),
            ..DoorView::default()
        },
        code: "7KQ2M-X4RTP".into(),
        roles: vec![
            choice("developer", "AI developer", Some("Designs and builds it."), true),
            choice("user", "AI user", Some("Uses it."), false),
        ],
        jurisdictions: "PT, EU".into(),
        frameworks: vec![choice("eu-ai-act", "EU AI Act", Some("As amended."), true)],
        always: "ISO/IEC 42001:2023".into(),
    }
}

fn door_with_passkeys() -> DoorView {
    DoorView { next: "/".into(), origin: Some("https://assay.example.org".into()), ..DoorView::default() }
}

fn account_view() -> AccountPage {
    let event = |what: &str, by: Option<&str>, passkey: Option<&str>| EventLine {
        what: what.into(),
        at: "23 Nov 2026 09:12 UTC".into(),
        by: by.map(Into::into),
        passkey: passkey.map(Into::into),
    };
    let line = PasskeyLine {
        id: "1a2b".into(),
        name: "phone".into(),
        made: "2 Nov 2026 10:00 UTC".into(),
        used: "23 Nov 2026 09:12 UTC".into(),
        doubted: "20 Nov 2026 18:31 UTC".into(),
    };
    AccountPage {
        login: "beatriz@aldermoor.example".into(),
        keys: KeysView {
            origin: Some("https://assay.example.org".into()),
            password: true,
            must_prove: true,
            passkeys: vec![line],
            codes_left: 9,
            second_factor: false,
        },
        events: vec![
            event("second-factor-reset", Some("Tomasz Wilk"), None),
            event("passkey-added", None, Some("phone")),
            event("account-added", None, None),
        ],
        ..AccountPage::default()
    }
}

fn offered(required: bool) -> DoorView {
    let sso = Some(SsoOffer { provider: "Aldermoor ID".into(), required });
    DoorView { next: "/".into(), sso, ..DoorView::default() }
}

fn linked_view() -> AccountPage {
    let line = SsoLine {
        provider: "Aldermoor ID".into(),
        since: Some("20 Nov 2026 09:41".into()),
        password: true,
        second_factor: true,
    };
    AccountPage { login: "beatriz@aldermoor.example".into(), sso: Some(line), ..AccountPage::default() }
}

fn enrol_view() -> EnrolView {
    let key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned();
    let secret = key.replace(' ', "");
    EnrolView { key, address: format!("otpauth://totp/Assay:beatriz%40aldermoor.example?secret={secret}&issuer=Assay") }
}
