//! Addresses of signing in and of one's own account.

use super::{TODAY, part};

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
