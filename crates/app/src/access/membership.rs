//! For how long access is given.

use assay_domain::kinds::member::Member;
use assay_domain::{LONGEST_BOX, Timestamp};
use serde_json::Value;

use crate::{Answer, AppError};

/// A role that is given for a time ends some days after it is given, at the latest.
///
/// # Errors
/// `member.until` when it would last longer.
pub(crate) fn hold_term(body: &Value, now: Timestamp) -> Answer<()> {
    let mut body = body.clone();
    if let Some(map) = body.as_object_mut() {
        map.remove("schema");
    }
    let member: Member = serde_json::from_value(body).map_err(AppError::internal)?;
    let latest = now.plus_days(LONGEST_BOX);
    if member.is_time_boxed() && member.until.is_some_and(|until| until > latest) {
        let text = format!("a role among these is given for {LONGEST_BOX} days at most: end it by {latest}");
        return Err(AppError::input("member.until", text));
    }
    Ok(())
}
