//! Addresses: where places and controls live, and which addresses a page may link to.

use std::fmt::Write as _;

use assay_domain::AIMS;
use maud::{Markup, html};

/// Address of Today.
pub const TODAY: &str = "/";
/// Address of the list of controls.
pub const CONTROLS: &str = "/controls";

/// Address of the page to sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Where the code of the second factor goes, after the password.
pub const SIGN_IN_CODE: &str = "/sign-in/code";
/// Where the form to sign out goes.
pub const SIGN_OUT: &str = "/sign-out";
/// Address of the page that makes the first administrator.
pub const SET_UP: &str = "/set-up";
/// Address of one's own account.
pub const ACCOUNT: &str = "/account";
/// Where the form for another password goes.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// Where the form that ends other sessions goes.
pub const ACCOUNT_SESSIONS: &str = "/account/sessions";
/// Where the form goes that begins a second factor.
pub const SECOND_FACTOR: &str = "/account/second-factor";
/// Where the form goes that puts it in force.
pub const SECOND_FACTOR_ON: &str = "/account/second-factor/on";
/// Where the form goes that turns it off.
pub const SECOND_FACTOR_OFF: &str = "/account/second-factor/off";
/// Where the form goes that makes other recovery codes.
pub const RECOVERY_CODES: &str = "/account/second-factor/codes";
/// Address that leads to the provider of single sign-on.
pub const SSO: &str = "/sign-in/sso";
/// Address that the provider sends people back to.
pub const SSO_CALLBACK: &str = assay_app::sign_in::sso::CALLBACK;
/// Where the form goes that proves at the provider who signs.
pub const SSO_PROVE: &str = "/sign-in/sso/prove";
/// Where the form goes that links an account with the provider.
pub const SSO_LINK: &str = "/account/sso/link";
/// Where the form goes that ends that.
pub const SSO_UNLINK: &str = "/account/sso/unlink";

/// Where a challenge for signing in comes from.
pub const SIGN_IN_PASSKEY_BEGIN: &str = "/sign-in/passkey/begin";
/// Where the passkey goes that signs somebody in.
pub const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
/// Where the challenge for the first administrator's passkey comes from.
pub const SET_UP_PASSKEY: &str = "/set-up/passkey";
/// Where the challenge for another passkey comes from.
pub const PASSKEYS_BEGIN: &str = "/account/passkeys/begin";
/// Where another passkey goes.
pub const PASSKEYS: &str = "/account/passkeys";
/// Where the form goes that removes a passkey.
pub const PASSKEYS_REMOVE: &str = "/account/passkeys/remove";
/// Where the challenge comes from that proves who is signed in.
pub const PROVE_BEGIN: &str = "/account/prove/begin";
/// Where its answer goes, on the page of one's account.
pub const PROVE: &str = "/account/prove";
/// Where the form goes that removes the password.
pub const PASSWORD_REMOVE: &str = "/account/password/remove";
/// Where the form goes that makes recovery codes for whoever has passkeys.
pub const PASSKEY_CODES: &str = "/account/recovery-codes";

/// Address of the list of records of the only workspace, or the first.
pub const RECORDS: &str = "/w/-/records";

/// Address of the audit room of whoever sits in one.
pub const ROOM: &str = "/room";
/// Address of the page that a room leads to at its end.
pub const ROOM_ENDED: &str = "/room/ended";
/// Address of the audit rooms of the organisation.
pub const ROOMS: &str = "/rooms";

/// Text as part of an address. Whatever is not a letter, a digit or one of `-._~` is percent-encoded (RFC 3986, 2.1), so
/// that it can never lead elsewhere.
fn part(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Address of the page of one requirement, for example `/controls/A.6.2.4`; of another framework than ISO/IEC 42001
/// with its slug, `/controls/iso27001%3AA.5.1`.
#[must_use]
pub fn requirement(framework: &str, id: &str) -> String {
    if framework == AIMS { control(id) } else { format!("{CONTROLS}/{}", part(&format!("{framework}:{id}"))) }
}

/// Address of the page of one control, for example `/controls/A.6.2.4`.
#[must_use]
pub fn control(id: &str) -> String {
    format!("{CONTROLS}/{}", part(id))
}

/// Address of the rows of a framework.
#[must_use]
pub fn controls_of(framework: &str) -> String {
    if framework == AIMS { CONTROLS.to_owned() } else { format!("{CONTROLS}?framework={}", part(framework)) }
}

/// Address of the kinds of a workspace, and of what is found in it.
#[must_use]
pub fn records(workspace: &str) -> String {
    format!("/w/{}/records", part(workspace))
}

/// Address of the records of a kind.
#[must_use]
pub fn records_of(workspace: &str, kind: &str) -> String {
    format!("{}?kind={}", records(workspace), part(kind))
}

/// Address of a page of a list.
#[must_use]
pub fn records_page(workspace: &str, kind: &str, state: &str, q: &str, sort: &str, page: usize) -> String {
    let number = page.to_string();
    let all = [("kind", kind), ("state", state), ("q", q), ("sort", sort), ("page", &number)];
    format!("{}?{}", records(workspace), query(&all))
}

/// Address of a list as a file.
#[must_use]
pub fn sheet(workspace: &str, kind: &str, format: &str, state: &str, q: &str) -> String {
    format!("/w/{}/sheets/{}?{}", part(workspace), part(kind), query(&[("format", format), ("state", state), ("q", q)]))
}

fn query(all: &[(&str, &str)]) -> String {
    let stated = all.iter().filter(|(_, value)| !value.is_empty());
    stated.map(|(name, value)| format!("{name}={}", part(value))).collect::<Vec<_>>().join("&")
}

/// Address of a record.
#[must_use]
pub fn record(workspace: &str, key: &str) -> String {
    format!("{}/{}", records(workspace), part(key))
}

/// Address of the form that edits a record.
#[must_use]
pub fn edit_record(workspace: &str, key: &str) -> String {
    format!("{}/edit", record(workspace, key))
}

/// Address of the form that moves a record.
#[must_use]
pub fn move_record(workspace: &str, key: &str, verb: &str) -> String {
    format!("{}/move/{}", record(workspace, key), part(verb))
}

/// Address of the page that takes an invitation up.
#[must_use]
pub fn invitation(secret: &str) -> String {
    format!("/invitation/{}", part(secret))
}

/// Where the challenge for the passkey of somebody who is invited comes from: below the page of their invitation.
#[must_use]
pub fn invitation_passkey(invitation: &str) -> String {
    format!("{invitation}/passkey")
}

/// Address of the page to sign in that goes on to another.
#[must_use]
pub fn sign_in_for(next: &str) -> String {
    if next == TODAY { SIGN_IN.to_owned() } else { format!("{SIGN_IN}?next={}", part(next)) }
}

/// Address that leads to the provider of single sign-on, and then on to another page.
#[must_use]
pub fn sso_for(next: &str) -> String {
    if next.is_empty() || next == TODAY { SSO.to_owned() } else { format!("{SSO}?next={}", part(next)) }
}

/// Address of what lies below another.
#[must_use]
pub fn below(path: &str, name: &str) -> String {
    format!("{path}/{}", part(name))
}

/// Address of the form that makes a record.
#[must_use]
pub fn new_record(workspace: &str, kind: &str) -> String {
    format!("{}/new?kind={}", records(workspace), part(kind))
}

/// Address of the audit room in a workspace.
#[must_use]
pub fn room(workspace: &str) -> String {
    format!("{ROOM}?workspace={}", part(workspace))
}

/// Where an act inside the audit room goes: `requests`, `notes`, `sample`.
#[must_use]
pub fn room_act(workspace: &str, act: &str) -> String {
    format!("/w/{}/room/{}", part(workspace), part(act))
}

/// Where what an auditor says to an answer goes.
#[must_use]
pub fn room_request(workspace: &str, key: &str, verb: &str) -> String {
    format!("{}/{}/{}", room_act(workspace, "requests"), part(key), part(verb))
}

/// Address of a record that was shown with an answer.
#[must_use]
pub fn room_shown(workspace: &str, key: &str) -> String {
    format!("{}/{}", room_act(workspace, "shown"), part(key))
}

/// Address of the form that answers a request of a room.
#[must_use]
pub fn answer_request(workspace: &str, room: &str, key: &str) -> String {
    format!("/w/{}/rooms/{}/requests/{}/answer", part(workspace), part(room), part(key))
}

/// Address of what differs between two revisions.
#[must_use]
pub fn difference(workspace: &str, key: &str, from: u32, to: u32) -> String {
    format!("{}/diff?from={from}&to={to}", record(workspace, key))
}

/// Address of the proof that an entry is in the log.
#[must_use]
pub fn proof(workspace: &str, entry: u64) -> String {
    format!("/w/{}/proofs/{entry}", part(workspace))
}

/// Whether an address stays inside: a path of this site, or a place on the same page.
#[must_use]
pub fn is_local(href: &str) -> bool {
    let path = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
    (path || href.starts_with('#')) && !href.chars().any(char::is_control)
}

/// A link when the address is local, otherwise only its text: records may carry hostile addresses.
#[must_use]
pub fn link(href: &str, text: &str) -> Markup {
    html! {
        @if is_local(href) { a.lnk href=(href) { (text) } } @else { (text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_leave_the_controls() {
        assert_eq!(control("A.6.2.4"), "/controls/A.6.2.4");
        assert_eq!(control("../x?y#z"), "/controls/..%2Fx%3Fy%23z");
        assert_eq!(control("é"), "/controls/%C3%A9");
        assert_eq!(requirement("iso42001", "A.2.2"), "/controls/A.2.2");
        assert_eq!(requirement("iso27001", "A.5.1"), "/controls/iso27001%3AA.5.1");
        assert_eq!(controls_of("iso27001"), "/controls?framework=iso27001");
        assert_eq!(record("a/b", "SYS-1@1.0"), "/w/a%2Fb/records/SYS-1%401.0");
        assert_eq!(
            records_page("main", "task", "", "a b&c", "-key", 2),
            "/w/main/records?kind=task&q=a%20b%26c&sort=-key&page=2"
        );
    }

    #[test]
    fn foreign_addresses_become_text() {
        for href in ["javascript:alert(1)", "//evil.example", "/\\evil.example", "https://evil.example", "", "data:,x"]
        {
            assert!(!is_local(href), "{href}");
            assert_eq!(link(href, "x").into_string(), "x");
        }
        assert!(is_local("/controls/A.2.2") && is_local("#EV-1"));
    }
}
