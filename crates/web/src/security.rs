//! Headers that every answer carries, and whether a form was sent from a page of ours.

use assay_ports::Random;
use assay_ports::blobs::{hex, unhex};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest as _, Sha256};

/// Script and style from files of this site, and none besides: nothing inline, nothing from elsewhere. Text becomes markup
/// in the browser only through the one policy of that name (Trusted Types).
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
                   require-trusted-types-for 'script'; trusted-types assay";

/// For bytes that came from outside: they load nothing, run nothing and belong to no site, even where a browser shows them.
pub(crate) const OF_FILES: &str = "default-src 'none'; sandbox";

const FIXED: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Browsers heed it over TLS only, which a reverse proxy brings.
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let of_files = headers.get(header::CONTENT_SECURITY_POLICY).is_some_and(|policy| policy == OF_FILES);
    for (name, value) in FIXED {
        if of_files && name == header::CONTENT_SECURITY_POLICY {
            continue;
        }
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// That a browser saves an answer instead of showing it. Whatever in a name could end it is left out.
pub(crate) fn saved_as(name: &str) -> HeaderValue {
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).collect();
    HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Whether a browser says that the request was made by a page of this very site: `Sec-Fetch-Site` (W3C Fetch Metadata),
/// or `Origin` (RFC 6454) from a browser that does not send it. Who says neither is no browser, and has the API.
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let (Some(origin), Some(host)) = (text("origin"), text("host")) else { return false };
    origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")) == Some(host)
}

/// Bytes of a form's token, and of the pad that hides it.
const TOKEN: usize = 32;

/// What the token of a session's forms says: it follows from the session's secret, which no other site can read, and says
/// nothing about it.
fn form_secret(session: &str) -> [u8; TOKEN] {
    Sha256::new().chain_update("assay form").chain_update([0]).chain_update(session).finalize().into()
}

/// The token that a form of a session carries: a fresh pad, and under it the secret. A page is compressed, and may hold what
/// a stranger wrote: were the same bytes in it twice, its length would give them away, one after the other (BREACH).
pub(crate) fn form_token(random: &dyn Random, session: &str) -> String {
    let pad: [u8; TOKEN] = random.bytes();
    let hidden: Vec<u8> = pad.iter().zip(form_secret(session)).map(|(pad, byte)| pad ^ byte).collect();
    format!("{}{}", hex(&pad), hex(&hidden))
}

/// Whether a form was made for a session.
pub(crate) fn is_made_for(session: &str, token: &str) -> bool {
    let halves = token.split_at_checked(2 * TOKEN).and_then(|(pad, hidden)| Some((unhex(pad)?, unhex(hidden)?)));
    halves.is_some_and(|(pad, hidden)| {
        let stated: Vec<u8> = pad.iter().zip(hidden).map(|(pad, byte)| pad ^ byte).collect();
        // Digests are compared, so that the time it takes tells nothing of how far it was right.
        Sha256::digest(form_secret(session)) == Sha256::digest(stated)
    })
}

/// Whether a form that acts for a session was made for it, and sent by a page of this site.
pub(crate) fn is_ours(headers: &HeaderMap, session: &str, token: &str) -> bool {
    is_same_origin(headers) && is_made_for(session, token)
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;

    #[test]
    fn a_form_is_made_for_one_session() {
        let random = SeededRandom::new(7);
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        let token = form_token(&random, "a");
        assert!(is_ours(&headers, "a", &token));
        assert!(!is_ours(&headers, "b", &token) && !is_ours(&headers, "a", ""));
        assert!(!is_ours(&HeaderMap::new(), "a", &token));
        for wrong in
            [&token[1..], &token[..64], &format!("{token}00"), &token.replace(|c: char| c.is_ascii_digit(), "é")]
        {
            assert!(!is_made_for("a", wrong), "{wrong}");
        }
    }

    #[test]
    fn no_two_forms_carry_the_same_bytes() {
        let random = SeededRandom::new(7);
        let (one, other) = (form_token(&random, "a"), form_token(&random, "a"));
        assert!(one[..64] != other[..64] && one[64..] != other[64..]);
        assert!(is_made_for("a", &one) && is_made_for("a", &other));
    }

    fn sent(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        is_same_origin(&headers)
    }

    #[test]
    fn only_a_page_of_this_site_sends_a_form() {
        assert!(sent(&[("sec-fetch-site", "same-origin")]));
        assert!(sent(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!sent(&[("sec-fetch-site", site), ("origin", "http://a"), ("host", "a")]), "{site}");
        }
        assert!(!sent(&[("origin", "null"), ("host", "localhost")]));
        assert!(!sent(&[("origin", "http://localhost:8081"), ("host", "localhost:8080")]));
        assert!(!sent(&[("origin", "https://evil.example"), ("host", "localhost")]));
        assert!(!sent(&[("host", "localhost")]));
    }
}
