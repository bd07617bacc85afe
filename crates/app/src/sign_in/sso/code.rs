//! The code that somebody brings back, against the ID token (OpenID Connect Core 1.0, 3.1.3).

use assay_ports::outbound::{Outbound, Outgoing};
use assay_store::control::Provider;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::discovery::Discovery;
use super::journey::Journey;
use super::{CALLBACK, refused};
use crate::Answer;

/// Bytes of the answer that are read.
const MOST_BYTES: usize = 64 * 1024;

/// Of the answer, what is of use: with the access token nothing is asked for.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// Name and value pairs, as a form is sent.
pub(super) fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Where the provider sends people back to.
pub(super) fn redirect_uri(provider: &Provider) -> String {
    format!("{}{CALLBACK}", provider.address)
}

/// Gives the code for an ID token.
///
/// # Errors
/// `oidc.code` when the provider does not take the code, `oidc.client` when it does not know us.
pub(super) fn redeem(
    out: &dyn Outbound,
    provider: &Provider,
    discovery: &Discovery,
    journey: &Journey,
    code: &str,
) -> Answer<String> {
    let redirect = redirect_uri(provider);
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect.as_str()),
        ("code_verifier", journey.verifier.as_str()),
    ];
    let mut request = Outgoing::get(&discovery.token_endpoint, MOST_BYTES);
    request.headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
    match &provider.client_secret {
        Some(secret) if discovery.secret_in_header() => {
            // Each part as in a form, then both together (RFC 6749, 2.3.1).
            let plain = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let both = format!("{}:{}", plain(&provider.client_id), plain(secret));
            request.headers.push(("authorization", format!("Basic {}", STANDARD.encode(both))));
        }
        Some(secret) => fields.extend([("client_id", provider.client_id.as_str()), ("client_secret", secret.as_str())]),
        None => fields.push(("client_id", provider.client_id.as_str())),
    }
    request.body = Some(form(&fields).into_bytes());
    let answer = out.send(&request)?;
    if answer.status == 200 {
        let read = serde_json::from_slice::<Tokens>(&answer.body);
        return read.map(|t| t.id_token).map_err(|_| refused("oidc.token", "the provider gave no ID token"));
    }
    let why = serde_json::from_slice::<Refusal>(&answer.body).map(|r| r.error).unwrap_or_default();
    Err(match why.as_str() {
        "invalid_client" | "unauthorized_client" => {
            let text = "the provider does not take the id and secret of this installation; tell its administrator";
            refused("oidc.client", text)
        }
        _ => refused("oidc.code", "the provider does not take this code: it was used, or is too old; sign in again"),
    })
}
