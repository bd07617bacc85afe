//! Pages before anybody is signed in: sign in, set the installation up, take an invitation up. And the page of one's own
//! account. They say nothing of whether an account exists.

use maud::{Markup, html};

use crate::pages::account::events::{self, EventLine};
use crate::pages::account::passkey::{self, KeysView};
use crate::pages::account::second_factor::{self, FactorLine};
use crate::pages::account::sso::{self, SsoLine, SsoOffer};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::seal;
use crate::parts::links;
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::words::{AccountWord, DoorWord, Lang, Word, fill, t};

/// What a page before sign-in shows.
#[derive(Debug, Clone, Default)]
pub struct DoorView {
    /// What was typed as the login.
    pub login: String,
    /// What was typed as the name.
    pub name: String,
    /// What was typed as the organisation; nothing where there is one already.
    pub organisation: Option<String>,
    /// Where to go afterwards, a local path.
    pub next: String,
    /// Why it did not work.
    pub refused: Option<String>,
    /// Whether a browser would keep the session: it does so only over TLS, or on this very machine.
    pub insecure: bool,
    /// Where passkeys work; nothing when they are off.
    pub origin: Option<String>,
    /// Single sign-on, where there is a provider.
    pub sso: Option<SsoOffer>,
}

/// One's own account.
#[derive(Debug, Clone, Default)]
pub struct AccountPage {
    /// What one signs in as.
    pub login: String,
    /// Token that shows that a form was made for this session.
    pub form: String,
    /// The sessions, the newest first: whether it is this one, how it was opened, when, when last used, when it ends.
    pub sessions: Vec<SessionLine>,
    /// The second factor; nothing where there is none.
    pub second_factor: Option<FactorLine>,
    /// With what one signs in besides.
    pub keys: KeysView,
    /// What happened to the account, the newest first.
    pub events: Vec<EventLine>,
    /// Single sign-on; nothing where there is no provider.
    pub sso: Option<SsoLine>,
    /// Why it did not work.
    pub refused: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// A session.
#[derive(Debug, Clone)]
pub struct SessionLine {
    /// Whether it is this one.
    pub here: bool,
    /// When it was opened.
    pub made: String,
    /// When it was last used.
    pub seen: String,
    /// When it ends at the latest.
    pub ends: String,
}

/// Sign in.
#[must_use]
pub fn sign_in(lang: Lang, view: &DoorView) -> Markup {
    let form = html! {
        form.form method="post" action=(links::SIGN_IN) {
            input type="hidden" name="next" value=(view.next);
            (login_field(lang, &view.login))
            (password_field(lang, "current-password", None))
            p.acts { button.btn.main type="submit" { (t(lang, Word::SignIn)) } }
        }
        (passkey::way_in(lang, view))
    };
    door(lang, t(lang, Word::SignIn), t(lang, DoorWord::SignInLead), view, &sso::way_in(lang, view, &form))
}

/// Make the first administrator.
#[must_use]
pub fn set_up(lang: Lang, view: &DoorView) -> Markup {
    let form = html! {
        form.form method="post" action=(links::SET_UP) {
            div.field {
                label for="code" { (t(lang, DoorWord::SetUpCode)) }
                input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required aria-describedby="code-help";
                p.mute id="code-help" { (t(lang, DoorWord::SetUpCodeHint)) }
            }
            (text_field("name", t(lang, DoorWord::YourName), "name", &view.name))
            (login_field(lang, &view.login))
            (password_field(lang, "new-password", Some(t(lang, DoorWord::NewPasswordHint))))
            p.acts { button.btn.main type="submit" { (t(lang, DoorWord::SetUp)) } }
            (passkey::instead(lang, view, links::SET_UP_PASSKEY))
        }
    };
    door(lang, t(lang, DoorWord::SetUpHeading), t(lang, DoorWord::SetUpLead), view, &form)
}

/// Take an invitation up. `who` is the member's name and the organisation, `signed_in` whether an account is there.
#[must_use]
pub fn invitation(
    lang: Lang,
    view: &DoorView,
    (name, organisation): (&str, &str),
    path: &str,
    signed_in: bool,
) -> Markup {
    let form = html! {
        @if signed_in {
            form.form method="post" action=(path) {
                input type="hidden" name="with" value="account";
                p { (t(lang, DoorWord::InvitationAccount)) }
                p.acts { button.btn.main type="submit" { (t(lang, DoorWord::TakeUp)) } }
            }
        } @else {
            (sso::way_up(lang, view, path, &html! {
                form.form method="post" action=(path) {
                    (login_field(lang, &view.login))
                    (password_field(lang, "new-password", Some(t(lang, DoorWord::NewPasswordHint))))
                    p.acts { button.btn.main type="submit" { (t(lang, DoorWord::TakeUp)) } }
                    (passkey::instead(lang, view, &links::invitation_passkey(path)))
                }
            }))
        }
    };
    let lead = fill(lang, DoorWord::InvitationLead, &[("name", name), ("organisation", organisation)]);
    door(lang, t(lang, DoorWord::InvitationHeading), &lead, view, &form)
}

/// The frame of the pages before sign-in.
pub(in crate::pages) fn door(lang: Lang, heading: &str, lead: &str, view: &DoorView, form: &Markup) -> Markup {
    let body = html! {
        main.bare.door id="main" tabindex="-1" {
            p.brand { (seal(28)) b { "Assay" } }
            div.head { h1 { (heading) } p.soft.lead { (lead) } }
            @if view.insecure { div.note.s-expiring role="note" { p { (t(lang, DoorWord::NeedsTls)) } } }
            @if let Some(refused) = &view.refused { div.note.s-failing role="alert" { p { (refused) } } }
            section.panel aria-label=(heading) { (form) }
        }
    };
    frame::document(lang, heading, &body)
}

pub(in crate::pages) fn login_field(lang: Lang, value: &str) -> Markup {
    html! {
        div.field {
            label for="login" { (t(lang, DoorWord::Login)) }
            input id="login" name="login" type="email" autocomplete="username" required value=(value);
        }
    }
}

pub(in crate::pages) fn text_field(name: &str, label: &str, fills: &str, value: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type="text" autocomplete=(fills) required value=(value);
        }
    }
}

pub(in crate::pages) fn password_field(lang: Lang, fills: &str, hint: Option<&str>) -> Markup {
    html! {
        div.field {
            label for="password" { (t(lang, Word::Password)) }
            input id="password" name="password" type="password" autocomplete=(fills) required aria-describedby=[hint.map(|_| "password-help")];
            @if let Some(hint) = hint { p.mute id="password-help" { (hint) } }
        }
    }
}

/// One's own account.
#[must_use]
pub fn account(shell: &Shell, view: &AccountPage) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, AccountWord::YourAccount);
    let change = if view.keys.password { AccountWord::ChangePassword } else { AccountWord::PasswordChoose };
    let password = html! {
        form.form method="post" action=(links::ACCOUNT_PASSWORD) {
            input type="hidden" name="form" value=(view.form);
            @if view.keys.password {
                div.field {
                    label for="present" { (t(lang, AccountWord::PresentPassword)) }
                    input id="present" name="present" type="password" autocomplete="current-password" required;
                }
            } @else { p.soft { (t(lang, AccountWord::PasswordNone)) } }
            div.field {
                label for="new" { (t(lang, AccountWord::NewPassword)) }
                input id="new" name="new" type="password" autocomplete="new-password" required aria-describedby="new-help";
                p.mute id="new-help" { (t(lang, DoorWord::NewPasswordHint)) }
            }
            p.acts { button.btn.main type="submit" { (t(lang, change)) } }
        }
        (passkey::without_password(lang, &view.form, &view.keys))
    };
    let sessions = html! {
        table.rows {
            caption.vh { (t(lang, AccountWord::YourSessions)) }
            thead { tr {
                @for word in [AccountWord::SessionOpened, AccountWord::SessionUsed, AccountWord::SessionEnds] { th scope="col" { (t(lang, word)) } }
            } }
            tbody {
                @for one in &view.sessions {
                    tr {
                        th.what scope="row" { (one.made) @if one.here { " " span.mute { (t(lang, AccountWord::ThisSession)) } } }
                        td data-label=(t(lang, AccountWord::SessionUsed)) { (one.seen) }
                        td data-label=(t(lang, AccountWord::SessionEnds)) { (one.ends) }
                    }
                }
            }
        }
        div.form { div.acts {
            @if view.sessions.len() > 1 {
                form method="post" action=(links::ACCOUNT_SESSIONS) {
                    input type="hidden" name="form" value=(view.form);
                    button.btn type="submit" { (t(lang, AccountWord::SignOutElsewhere)) }
                }
            }
            form method="post" action=(links::SIGN_OUT) {
                input type="hidden" name="form" value=(view.form);
                button.btn type="submit" { (t(lang, DoorWord::SignOut)) }
            }
        } }
    };
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (view.login) } }
        @if let Some(refused) = &view.refused { div.note.s-failing role="alert" { p { (refused) } } }
        @if let Some(done) = &view.done { div.note.s-effective role="status" { p { (done) } } }
        (panel("sessions", t(lang, AccountWord::YourSessions), None, &sessions))
        @if let Some(line) = &view.sso { (sso::part(lang, &view.form, line)) }
        (passkey::part(lang, &view.form, &view.keys))
        @if view.keys.password { (second_factor::part(lang, &view.form, view.second_factor.as_ref())) }
        (panel("password", t(lang, change), None, &password))
        @if !view.events.is_empty() { (events::part(lang, &view.events)) }
    };
    let path = html! { b { (heading) } };
    frame::page(shell, &Frame { title: heading, path, aside: html! {}, main })
}
