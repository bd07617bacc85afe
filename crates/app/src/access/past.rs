//! Looking at a moment of the past: whoever does sees everything as it stood then, by the clock of then, and changes
//! nothing.

use assay_domain::{Action, Timestamp};

use super::Principal;
use crate::dto::AsOfView;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Reads what a picker gives: a position, an instant, a day (until its end) or a minute in UTC.
fn read(text: &str, now: Timestamp) -> Answer<String> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        return Ok(text.to_owned());
    }
    // A picker of dates and times names no zone.
    let minute = text.len() == "2026-11-25T02:14".len() && text.as_bytes().get(10) == Some(&b'T');
    let whole = if minute { format!("{text}:00Z") } else { text.to_owned() };
    let time = Timestamp::parse(&whole).map_err(|_| {
        let known =
            "a day such as 2026-11-25, a time such as 2026-11-25T02:14:07Z, or a position of the log such as 120";
        AppError::input("as-of.malformed", format!("`{text}` is no moment; give {known}"))
    })?;
    let day = whole.len() == "2026-11-25".len();
    if time > now {
        let text = format!("{text} has not come yet; choose a moment up to now, {}", &now.to_string()[..16]);
        return Err(AppError::input("as-of.ahead", text));
    }
    let until = if day { time.plus_days(1).plus_micros(-1).min(now) } else { time };
    Ok(until.to_string())
}

impl Workspace {
    /// Somebody as they look at a moment of the past, and which moment that is. What they may see at all stays what it
    /// is: nobody looks beyond the position at which their room stands.
    ///
    /// # Errors
    /// `as-of.malformed` when the text names no moment, `as-of.ahead` when it has not come; when they may not read.
    pub fn looking_back(&self, principal: Principal, text: &str) -> Answer<(Principal, AsOfView)> {
        let scope = self.enter(&principal, Action::Read)?;
        let at = self.moment(&scope, Some(&read(text, self.now())?))?;
        let sight = principal.sight.clone().up_to(at.position).by_the_clock_of(at.time);
        Ok((Principal { sight, ..principal }, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picker_gives_days_minutes_and_positions() {
        let now = Timestamp::parse("2026-11-25T12:30:00Z").unwrap();
        let of = |text: &str| read(text, now).map_err(|e| e.code);
        assert_eq!(of("0").unwrap(), "0");
        assert_eq!(of(" 120 ").unwrap(), "120");
        assert_eq!(of("2026-11-24").unwrap(), "2026-11-24T23:59:59.999999Z", "a day is looked at from its end");
        assert_eq!(of("2026-11-25").unwrap(), now.to_string(), "today ends now");
        assert_eq!(of("2026-11-25T02:14").unwrap(), "2026-11-25T02:14:00.000000Z");
        assert_eq!(of("2026-11-25T02:14:07Z").unwrap(), "2026-11-25T02:14:07.000000Z");
        for wrong in ["", "yesterday", "2026-02-30", "2026-11", "-1", "2026-11-25T25:00", "1e3"] {
            assert_eq!(of(wrong).unwrap_err(), "as-of.malformed", "{wrong}");
        }
        for ahead in ["2026-11-26", "2026-11-25T12:31", "9000-12-31"] {
            assert_eq!(of(ahead).unwrap_err(), "as-of.ahead", "{ahead}");
        }
    }
}
