//! Headers that every answer carries, and whether a form was sent from a page of ours.

use assay_ports::blobs::hex;
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
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
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

/// The token that a form of a session carries. It follows from the session's secret, which no other site can read, and
/// says nothing about it.
pub(crate) fn form_token(session: &str) -> String {
    let digest = Sha256::new().chain_update("assay form").chain_update([0]).chain_update(session).finalize();
    hex(&digest)
}

/// Whether a form that acts for a session was made for it, and sent by a page of this site.
pub(crate) fn is_ours(headers: &HeaderMap, session: &str, token: &str) -> bool {
    // Digests are compared, so that the time it takes tells nothing of how far it was right.
    is_same_origin(headers) && Sha256::digest(form_token(session)) == Sha256::digest(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_made_for_one_session() {
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        assert!(is_ours(&headers, "a", &form_token("a")));
        assert!(!is_ours(&headers, "a", &form_token("b")) && !is_ours(&headers, "a", ""));
        assert!(!is_ours(&HeaderMap::new(), "a", &form_token("a")));
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
