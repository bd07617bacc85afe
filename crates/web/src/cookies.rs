//! The cookies: the session, the device that somebody signed in from before, for minutes the journey to the provider of
//! single sign-on, and how somebody wants pages to look. `__Host-` binds each to this very
//! host over TLS (RFC 6265bis, 4.1.3.2); browsers count this very machine as such. No script can read them.

use assay_app::sign_in::SignedIn;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::parts::shell::{Keys, Theme};
use crate::parts::words::Lang;

const SESSION: &str = "__Host-assay-session";
const DEVICE: &str = "__Host-assay-device";
const JOURNEY: &str = "__Host-assay-sso";
const AS_OF: &str = "__Host-assay-as-of";
const THEME: &str = "__Host-assay-theme";
const LANG: &str = "__Host-assay-lang";
const KEYS: &str = "__Host-assay-keys";
/// Seconds that a journey to the provider may take.
const JOURNEY_SECONDS: u32 = 10 * 60;
/// Days that a device is known.
const DEVICE_DAYS: u32 = 400;
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
const SECONDS_A_DAY: u32 = 24 * 60 * 60;

/// Secret of the session that a request came with.
pub(crate) fn session(headers: &HeaderMap) -> Option<String> {
    of(headers, SESSION)
}

/// Secret of the device that a request came with.
pub(crate) fn device(headers: &HeaderMap) -> Option<String> {
    of(headers, DEVICE)
}

/// Secret of the browser that somebody left for the provider with.
pub(crate) fn journey(headers: &HeaderMap) -> Option<String> {
    of(headers, JOURNEY)
}

/// The moment of the past that the browser looks at.
pub(crate) fn as_of(headers: &HeaderMap) -> Option<String> {
    of(headers, AS_OF).filter(|moment| !moment.is_empty())
}

/// What keeps that moment until the browser is closed, or goes back to now.
pub(crate) fn keep_as_of(headers: &mut HeaderMap, moment: Option<&str>) {
    set(headers, AS_OF, moment.unwrap_or_default(), moment.is_none().then_some(0));
}

/// Whether the reader chose light or dark.
pub(crate) fn theme(headers: &HeaderMap) -> Theme {
    of(headers, THEME).and_then(|name| Theme::named(&name)).unwrap_or_default()
}

/// The language that the reader chose.
pub(crate) fn lang(headers: &HeaderMap) -> Option<Lang> {
    of(headers, LANG).and_then(|tag| Lang::from_tag(&tag))
}

/// Whether single keys act on pages; they do unless the reader chose otherwise.
pub(crate) fn keys(headers: &HeaderMap) -> Keys {
    of(headers, KEYS).and_then(|name| Keys::named(&name)).unwrap_or_default()
}

/// What keeps the choice of light or dark.
pub(crate) fn keep_theme(headers: &mut HeaderMap, theme: Theme) {
    set(headers, THEME, theme.name(), Some(DEVICE_DAYS * SECONDS_A_DAY));
}

/// What keeps the choice of a language.
pub(crate) fn keep_lang(headers: &mut HeaderMap, lang: Lang) {
    set(headers, LANG, lang.tag(), Some(DEVICE_DAYS * SECONDS_A_DAY));
}

/// What keeps whether single keys act.
pub(crate) fn keep_keys(headers: &mut HeaderMap, keys: Keys) {
    set(headers, KEYS, keys.name(), Some(DEVICE_DAYS * SECONDS_A_DAY));
}

/// What gives a browser its secret for a journey.
pub(crate) fn give_journey(headers: &mut HeaderMap, secret: &str) {
    set(headers, JOURNEY, secret, Some(JOURNEY_SECONDS));
}

/// The value of a cookie; nothing when it is there twice, for then somebody else set one of them.
fn of(headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    values.next().filter(|_| values.next().is_none())
}

/// What gives a browser its session and device.
pub(crate) fn give(headers: &mut HeaderMap, signed_in: &SignedIn) {
    set(headers, SESSION, &signed_in.session, None);
    set(headers, DEVICE, &signed_in.device, Some(DEVICE_DAYS * SECONDS_A_DAY));
}

/// What takes the session away, with whatever the browser kept of what was seen in it; the device stays known.
pub(crate) fn take(headers: &mut HeaderMap) {
    set(headers, SESSION, "", Some(0));
    keep_as_of(headers, None);
    headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"storage\""));
}

fn set(headers: &mut HeaderMap, name: &str, value: &str, seconds: Option<u32>) {
    let age = seconds.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(texts: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for text in texts {
            headers.append(header::COOKIE, HeaderValue::from_static(text));
        }
        session(&headers)
    }

    #[test]
    fn a_cookie_is_read_when_it_is_there_once() {
        assert_eq!(sent(&["a=1; __Host-assay-session=abc"]).as_deref(), Some("abc"));
        assert_eq!(sent(&["a=1", "__Host-assay-session=abc; b=2"]).as_deref(), Some("abc"));
        assert_eq!(sent(&["__Host-assay-session=abc; __Host-assay-session=evil"]), None);
        assert_eq!(sent(&["x__Host-assay-session=abc"]), None);
        assert_eq!(sent(&[]), None);
    }
}
