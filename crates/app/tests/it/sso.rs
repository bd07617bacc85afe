//! Single sign-on: who is let in on a provider's word, and on which words nobody is.

mod lies;
mod provider;
mod signer;

use std::sync::Arc;

use assay_app::sign_in::sso::{Arrival, Arrived, Errand, SsoSettings};
use assay_app::sign_in::{Entered, NewAccount, SignedIn, Typed};
use assay_app::{Answer, AppError};
use assay_ports::outbound::{Incoming, Outbound, OutboundError, Outgoing, Rehearsed};
use assay_ports::{Clock, SimulatedClock};
use serde_json::json;

use crate::device::{Device, ORIGIN};
use crate::house::House;
use crate::second_factor::{App, steps_later};
use crate::sign_in::{PASSWORD, code_of, enter, set_up};
use lies::LIES;
use provider::{CLIENT, Provider};
use signer::Signer;

const ISSUER: &str = "https://id.example/realm";

/// A house with a provider, and its administrator signed in.
struct Estate {
    house: House,
    provider: Arc<Provider>,
    ana: SignedIn,
}

/// What somebody's browser has.
#[derive(Default, Clone)]
struct Browser {
    session: Option<String>,
}

fn settings(required: bool) -> SsoSettings {
    SsoSettings {
        issuer: ISSUER.to_owned(),
        name: "House ID".to_owned(),
        address: "https://assay.example".to_owned(),
        client_id: CLIENT.0.to_owned(),
        client_secret: Some(CLIENT.1.to_owned()),
        required,
        break_glass: required.then(|| "ana@house.example".to_owned()),
    }
}

fn reaching(provider: &Arc<Provider>) -> Arc<dyn Outbound> {
    let provider = Arc::clone(provider);
    Arc::new(Rehearsed(move |request: &Outgoing| {
        let path = request.url.strip_prefix(ISSUER).ok_or_else(|| OutboundError::Unresolved(request.url.clone()))?;
        let authorization = request.headers.iter().find(|(name, _)| *name == "authorization");
        let body = request.body.as_deref().unwrap_or_default();
        let (status, body) = provider.answer(path, authorization.map_or("", |(_, value)| value), body);
        Ok(Incoming { status, body: body.into_bytes() })
    }))
}

impl Estate {
    fn bare() -> Self {
        let mut house = House::new();
        let clock = Arc::<SimulatedClock>::clone(&house.clock) as Arc<dyn Clock>;
        let provider = Arc::new(Provider::new(ISSUER, clock));
        house.reach(reaching(&provider));
        let ana = set_up(house.open());
        Self { house, provider, ana }
    }

    fn new() -> Self {
        let this = Self::bare();
        this.house.open().installation.set_sso(&settings(false)).unwrap();
        this
    }

    /// Ana is known at the provider.
    fn linked() -> Self {
        let this = Self::new();
        this.travel(&this.link(PASSWORD), &this.browser()).unwrap();
        this
    }

    fn browser(&self) -> Browser {
        Browser { session: Some(self.ana.session.clone()) }
    }

    fn link(&self, present: &str) -> Errand {
        Errand::Link { session: self.ana.session.clone(), present: present.to_owned(), code: String::new() }
    }

    /// There and back.
    fn travel(&self, errand: &Errand, browser: &Browser) -> Answer<Arrived> {
        let there = self.leave(errand)?;
        self.arrive(&Arrival { session: browser.session.clone(), ..there })
    }

    /// There, as far as the way back begins.
    fn leave(&self, errand: &Errand) -> Answer<Arrival> {
        let departure = self.house.open().installation.sso_begin(errand, "/w/x", None, None)?;
        let (state, code) = self.provider.visit(&departure.address);
        Ok(Arrival { state, code: Some(code), browser: Some(departure.browser), ..Arrival::default() })
    }

    fn arrive(&self, arrival: &Arrival) -> Answer<Arrived> {
        self.house.open().installation.sso_arrive(arrival)
    }

    fn later(&self, minutes: i64) {
        self.house.clock.advance(minutes * 60 * 1_000_000);
    }

    /// Who a session is.
    fn name(&self, session: &str) -> String {
        self.house.open().installation.by_session(session, None).unwrap().0.name
    }

    /// Makes a member and gives the secret of their invitation.
    fn invite(&self, name: &str) -> String {
        let open = self.house.open();
        let person = open.create(&open.owner, "person", json!({"title": name})).unwrap().key;
        let member = json!({"title": name, "person": person, "roles": ["contributor"]});
        let member = open.create(&open.owner, "member", member).unwrap().key;
        let invited = open.installation.invite(&open.workspace, &open.owner, &member).unwrap();
        invited.path.strip_prefix("/invitation/").unwrap().to_owned()
    }
}

fn next_of(error: &AppError) -> &str {
    error.details["next"].as_str().unwrap()
}

#[test]
fn an_account_is_linked_with_a_fresh_proof_and_then_signs_in() {
    let estate = Estate::new();
    assert_eq!(code_of(estate.leave(&estate.link("something else"))), "proof.refused");
    let error = estate.travel(&Errand::SignIn, &Browser::default()).unwrap_err();
    assert_eq!((error.code.as_str(), next_of(&error)), ("sso.not-linked", "/w/x"));
    estate.travel(&estate.link(PASSWORD), &estate.browser()).unwrap();
    let arrived = estate.travel(&Errand::SignIn, &Browser::default()).unwrap();
    let signed_in = arrived.signed_in.unwrap();
    assert_eq!((estate.name(&signed_in.session).as_str(), arrived.next.as_str()), ("Ana", "/w/x"));
    let account = estate.house.open().installation.own_account(&signed_in.session).unwrap();
    assert_eq!(account.sessions.iter().find(|s| s.here).unwrap().means, "oidc");
    assert_eq!(code_of(estate.leave(&estate.link(PASSWORD))), "sso.linked");
}

#[test]
fn an_address_binds_nobody() {
    let estate = Estate::new();
    estate.provider.is("mallory", Some("ana@house.example"));
    assert_eq!(code_of(estate.travel(&Errand::SignIn, &Browser::default())), "sso.not-linked");
    // Nor does it take over an account when an invitation is taken up.
    let invitation = estate.invite("Rui");
    assert_eq!(code_of(estate.travel(&Errand::TakeUp(invitation), &Browser::default())), "login.taken");
}

#[test]
fn an_invitation_is_taken_up_without_a_password() {
    let estate = Estate::new();
    estate.provider.is("rui-17", Some("Rui@House.example"));
    let invitation = estate.invite("Rui");
    let arrived = estate.travel(&Errand::TakeUp(invitation.clone()), &Browser::default()).unwrap();
    let session = arrived.signed_in.unwrap().session;
    assert_eq!((estate.name(&session).as_str(), arrived.next.as_str()), ("Rui", "/"));
    let installation = &estate.house.open().installation;
    assert_eq!(installation.own_account(&session).unwrap().login, "rui@house.example");
    assert_eq!(code_of(estate.leave(&Errand::TakeUp(invitation))), "invitation.over");
    assert!(!installation.sso_identity(&session).unwrap().unwrap().password);
    assert_eq!(code_of(installation.sso_unlink(&session, "", "")), "sso.only-way");
    // The next time they simply sign in.
    assert!(estate.travel(&Errand::SignIn, &Browser::default()).unwrap().signed_in.is_some());
    // Who has an account already becomes a member elsewhere with it, and here only once.
    assert_eq!(
        code_of(estate.travel(&Errand::TakeUp(estate.invite("Rui again")), &Browser::default())),
        "account.is-member"
    );
    // Where the provider names no address, an account has one that nobody types.
    estate.provider.is("eva-3", None);
    let session = estate.travel(&Errand::TakeUp(estate.invite("Eva")), &Browser::default()).unwrap().signed_in.unwrap();
    assert!(installation.own_account(&session.session).unwrap().login.ends_with("@sso.invalid"));
}

#[test]
fn every_algorithm_that_is_taken_is_taken_and_new_keys_are_looked_for_once() {
    let estate = Estate::linked();
    assert_eq!(estate.provider.keys_asked(), 1);
    for (n, algorithm) in (2..).zip(["RS256", "ES256", "EdDSA"]) {
        estate.provider.sign_with(Signer::new(algorithm, &format!("key-{n}")));
        assert!(estate.travel(&Errand::SignIn, &Browser::default()).unwrap().signed_in.is_some(), "{algorithm}");
        assert_eq!(estate.provider.keys_asked(), n, "{algorithm}");
        estate.travel(&Errand::SignIn, &Browser::default()).unwrap();
        assert_eq!(estate.provider.keys_asked(), n, "{algorithm}: what is known is not asked for");
    }
    estate.provider.lie(|t| t.head["kid"] = json!("nowhere"));
    assert_eq!(code_of(estate.travel(&Errand::SignIn, &Browser::default())), "oidc.key");
    assert_eq!(estate.provider.keys_asked(), 5, "asked once more, and no more than that");
    // A token without a key's id is held against all that fit.
    estate.provider.lie(|t| drop(t.head.as_object_mut().unwrap().remove("kid")));
    assert!(estate.travel(&Errand::SignIn, &Browser::default()).is_ok());
    // After an hour the provider is asked anew.
    estate.later(61);
    estate.travel(&Errand::SignIn, &Browser::default()).unwrap();
    assert_eq!(estate.provider.keys_asked(), 6);
}

#[test]
fn no_lie_lets_anybody_in() {
    let estate = Estate::linked();
    for (lie, code, tell) in LIES {
        estate.provider.lie(tell);
        assert_eq!(code_of(estate.travel(&Errand::SignIn, &Browser::default())), code, "{lie}");
    }
    estate.provider.tell_the_truth();
    assert!(estate.travel(&Errand::SignIn, &Browser::default()).is_ok());
    // As much as clocks may lie apart is no lie.
    estate.provider.lie(|t| {
        t.claims["exp"] = json!(t.claims["iat"].as_i64().unwrap() - 50);
        t.claims["iat"] = json!(t.claims["iat"].as_i64().unwrap() + 50);
        t.claims["aud"] = json!(["other", "assay"]);
        t.claims["azp"] = json!("assay");
    });
    assert!(estate.travel(&Errand::SignIn, &Browser::default()).is_ok());
}

#[test]
fn the_way_back_is_gone_once_and_by_the_browser_that_left() {
    let estate = Estate::linked();
    let there = estate.leave(&Errand::SignIn).unwrap();
    let other = estate.leave(&Errand::SignIn).unwrap();
    let wrong = [
        Arrival { state: "0".repeat(64), ..there.clone() },
        Arrival { state: String::new(), ..there.clone() },
        Arrival { browser: None, ..there.clone() },
        Arrival { browser: other.browser.clone(), ..there.clone() },
    ];
    for arrival in wrong {
        assert_eq!(code_of(estate.arrive(&arrival)), "oidc.state", "{arrival:?}");
    }
    estate.arrive(&there).unwrap();
    assert_eq!(code_of(estate.arrive(&there)), "oidc.state", "a second time");
    let replayed = Arrival { code: there.code, ..other };
    assert_eq!(code_of(estate.arrive(&replayed)), "oidc.code", "the code of another journey");
    let late = estate.leave(&Errand::SignIn).unwrap();
    estate.later(10);
    assert_eq!(code_of(estate.arrive(&late)), "oidc.state", "too late");
    let back = Arrival { code: None, error: Some("access_denied".into()), ..estate.leave(&Errand::SignIn).unwrap() };
    assert_eq!(code_of(estate.arrive(&back)), "oidc.declined");
    estate.provider.refuse_client();
    assert_eq!(code_of(estate.travel(&Errand::SignIn, &Browser::default())), "oidc.client");
}

#[test]
fn a_provider_that_names_itself_has_to_be_the_one() {
    let estate = Estate::bare();
    estate.provider.says("authorization_response_iss_parameter_supported", json!(true));
    estate.house.open().installation.set_sso(&settings(false)).unwrap();
    estate.travel(&estate.link(PASSWORD), &estate.browser()).unwrap_err();
    let named = |issuer: Option<&str>| {
        let there = estate.leave(&Errand::SignIn).unwrap();
        code_of(estate.arrive(&Arrival { issuer: issuer.map(str::to_owned), ..there }))
    };
    assert_eq!(named(Some("https://evil.example")), "oidc.issuer");
    assert_eq!(named(None), "oidc.issuer", "it says that it always names itself");
    assert_eq!(named(Some(ISSUER)), "sso.not-linked");
}

#[test]
fn a_signature_takes_a_proof_that_was_given_anew_by_the_same_person() {
    let estate = Estate::linked();
    let session = estate.travel(&Errand::SignIn, &Browser::default()).unwrap().signed_in.unwrap().session;
    let browser = Browser { session: Some(session.clone()) };
    let proved = || {
        let (principal, workspace) = estate.house.open().installation.by_session(&session, None).unwrap();
        !principal.must_prove(workspace.now())
    };
    assert!(proved());
    estate.later(6);
    assert!(!proved());
    let errand = Errand::Prove(session.clone());
    let asked = estate.house.open().installation.sso_begin(&errand, "/", None, None).unwrap();
    assert!(asked.address.contains("&max_age=0&prompt=login"), "{}", asked.address);

    estate.provider.lie(|t| t.claims["auth_time"] = json!(t.claims["auth_time"].as_i64().unwrap() - 120));
    assert_eq!(code_of(estate.travel(&errand, &browser)), "oidc.auth-time");
    estate.provider.lie(|t| drop(t.claims.as_object_mut().unwrap().remove("auth_time")));
    assert_eq!(code_of(estate.travel(&errand, &browser)), "oidc.auth-time");
    estate.provider.tell_the_truth();
    estate.provider.is("somebody-else", None);
    assert_eq!(code_of(estate.travel(&errand, &browser)), "sso.other");
    estate.provider.is("ana-at-the-provider", None);
    assert_eq!(code_of(estate.travel(&errand, &estate.browser())), "session.over", "another session than that left");
    assert!(!proved());
    let arrived = estate.travel(&errand, &browser).unwrap();
    assert!(arrived.signed_in.is_none() && proved());
}

#[test]
fn nobody_else_is_linked_than_who_asked() {
    let estate = Estate::new();
    let there = estate.leave(&estate.link(PASSWORD)).unwrap();
    assert_eq!(code_of(estate.arrive(&there)), "session.over", "the session is not there any more");
    estate.travel(&estate.link(PASSWORD), &estate.browser()).unwrap();
    // Whoever is known there already is not somebody else here besides.
    let invitation = estate.invite("Rui");
    let new = NewAccount { login: "rui@house.example".to_owned(), password: "copper meadow trombone".to_owned() };
    let installation = &estate.house.open().installation;
    let rui = installation.take_up(&invitation, &new).unwrap().session;
    let errand = Errand::Link { session: rui.clone(), present: new.password, code: String::new() };
    let browser = Browser { session: Some(rui) };
    assert_eq!(code_of(estate.travel(&errand, &browser)), "sso.taken");
    // A link is ended with a proof, and then it is gone.
    assert_eq!(code_of(installation.sso_unlink(&estate.ana.session, "wrong", "")), "proof.refused");
    installation.sso_unlink(&estate.ana.session, PASSWORD, "").unwrap();
    assert_eq!(code_of(estate.travel(&Errand::SignIn, &Browser::default())), "sso.not-linked");
}

#[test]
fn where_it_is_required_a_password_opens_nothing_but_in_an_emergency() {
    let estate = Estate::linked();
    let installation = &estate.house.open().installation;
    let invitation = estate.invite("Rui");
    let new = NewAccount { login: "rui@house.example".to_owned(), password: "copper meadow trombone".to_owned() };
    let ruis = installation.take_up(&invitation, &new).unwrap();
    // A passkey is no way around the provider either.
    installation.open_at_site(ORIGIN).unwrap();
    let mut phone = Device::new(3);
    let proof = Typed { present: String::new(), code: String::new() };
    let made = phone.make(&installation.begin_passkey(&ruis.session, &proof, "phone").unwrap());
    installation.add_passkey(&ruis.session, &made, "phone").unwrap();
    let mut by_passkey = || {
        let answered = phone.sign(&installation.begin_sign_in(None).unwrap());
        installation.sign_in_with_passkey(&answered, None)
    };
    by_passkey().unwrap();
    let mut unsafely = settings(true);
    unsafely.break_glass = None;
    assert_eq!(code_of(installation.set_sso(&unsafely)), "sso.setting");
    unsafely.break_glass = Some("nobody@house.example".to_owned());
    assert_eq!(code_of(installation.set_sso(&unsafely)), "sso.break-glass");
    let view = installation.set_sso(&settings(true)).unwrap();
    assert_eq!((view.accounts, view.linked, view.break_glass.as_deref()), (2, 1, Some("ana@house.example")));

    let rui = |password: &str| {
        installation.sign_in(&assay_app::sign_in::SignIn {
            login: "rui@house.example".to_owned(),
            password: password.to_owned(),
            device: None,
            address: None,
        })
    };
    assert_eq!(code_of(rui(&new.password)), "sign-in.refused");
    assert_eq!(code_of(rui("wrong")), "sign-in.refused", "in the same words");
    assert_eq!(code_of(by_passkey()), "passkey.refused");
    assert!(matches!(enter(estate.house.open(), PASSWORD, None).unwrap(), Entered::In(_)));
    let eva = NewAccount { login: "eva@house.example".to_owned(), ..new.clone() };
    assert_eq!(code_of(installation.take_up(&estate.invite("Eva"), &eva)), "sso.required");
    installation.remove_sso().unwrap();
    assert!(matches!(rui(&new.password).unwrap(), Entered::In(_)));
    assert_eq!(code_of(installation.sso()), "sso.none");
    assert_eq!(code_of(estate.leave(&Errand::SignIn)), "sso.none");
}

#[test]
fn a_provider_that_cannot_do_it_is_not_set() {
    let say = |name: &str, value: serde_json::Value| {
        let estate = Estate::bare();
        estate.provider.says(name, value);
        let installation = &estate.house.open().installation;
        let code = code_of(installation.set_sso(&settings(false)));
        assert_eq!(code_of(installation.sso()), "sso.none", "nothing was kept");
        code
    };
    assert_eq!(say("issuer", json!("https://other.example")), "oidc.issuer");
    assert_eq!(say("issuer", json!(format!("{ISSUER}/"))), "oidc.issuer");
    assert_eq!(say("id_token_signing_alg_values_supported", json!(["none", "HS256"])), "oidc.algorithm");
    assert_eq!(say("id_token_signing_alg_values_supported", json!([])), "oidc.algorithm");
    assert_eq!(say("response_types_supported", json!(["id_token"])), "oidc.discovery");
    assert_eq!(say("code_challenge_methods_supported", json!(["plain"])), "oidc.discovery");
    assert_eq!(say("authorization_endpoint", json!("https://id.example/a b")), "oidc.discovery");
    assert_eq!(say("jwks_uri", json!(format!("{ISSUER}/token"))), "oidc.keys");
    assert_eq!(say("token_endpoint", json!(7)), "oidc.discovery");

    let estate = Estate::bare();
    let set = |change: fn(&mut SsoSettings)| {
        let mut new = settings(false);
        change(&mut new);
        code_of(estate.house.open().installation.set_sso(&new))
    };
    assert_eq!(set(|s| s.issuer = "https://nowhere.example".into()), "outbound.unresolved");
    for wrong in ["assay.example", "https://", "https://assay.example/path", "ftp://assay.example", "https://a@b"] {
        let mut new = settings(false);
        new.address = wrong.to_owned();
        assert_eq!(code_of(estate.house.open().installation.set_sso(&new)), "sso.setting", "{wrong}");
    }
    assert_eq!(set(|s| s.issuer += "?x"), "sso.setting");
    assert_eq!(set(|s| s.client_id = " ".into()), "sso.setting");
    assert_eq!(set(|s| s.client_secret = Some(String::new())), "sso.setting");
}

#[test]
fn a_code_of_the_second_factor_is_asked_before_a_way_around_it_is_made() {
    let estate = Estate::new();
    let installation = &estate.house.open().installation;
    let session = &estate.ana.session;
    let app = App::new(&installation.begin_second_factor(session, PASSWORD).unwrap());
    installation.confirm_second_factor(session, &app.code(&estate.house, 0)).unwrap();
    steps_later(&estate.house, 1);
    assert_eq!(code_of(estate.leave(&estate.link(PASSWORD))), "second-factor.refused");
    let (session, present, code) = (session.clone(), PASSWORD.to_owned(), app.code(&estate.house, 0));
    estate.travel(&Errand::Link { session, present, code }, &estate.browser()).unwrap();
    // The provider's word is enough then: what it asks of people is its own affair.
    assert!(estate.travel(&Errand::SignIn, &Browser::default()).unwrap().signed_in.is_some());
}
