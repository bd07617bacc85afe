//! How often may be tried. A login and an address each have a bucket; a device that somebody signed in from before has
//! one of its own, so that whoever floods a login from elsewhere does not lock its person out.

use assay_domain::Timestamp;

use super::secret::digest_of;
use crate::installation::Installation;
use crate::{Answer, AppError, ErrorClass};

/// Failures of a login, or of a device, after which nothing is tried for a while.
const OF_LOGIN: u64 = 10;
/// Failures of an address: many people may share one.
const OF_ADDRESS: u64 = 100;
/// Minutes in which failures add up, and for which nothing is tried then.
const MINUTES: i64 = 15;

/// A bucket, how much fits in, and what an entry calls it.
pub(super) struct Bucket {
    hash: [u8; 32],
    most: u64,
    name: String,
}

/// The buckets that an attempt counts in.
pub(super) fn buckets(login: &str, address: Option<&str>, device: Option<&[u8; 32]>) -> Vec<Bucket> {
    let bucket = |hash, most, kind: &str| Bucket { hash, most, name: kind.to_owned() };
    if let Some(device) = device {
        return vec![bucket(digest_of(&["device", login, &assay_ports::blobs::hex(device)]), OF_LOGIN, "device")];
    }
    let mut all = vec![bucket(digest_of(&["login", login]), OF_LOGIN, "login")];
    all.extend(bucket_of_address(address));
    all
}

/// The bucket of an address, where one is known.
pub(super) fn bucket_of_address(address: Option<&str>) -> Option<Bucket> {
    let bucket = |from| Bucket { hash: digest_of(&["address", from]), most: OF_ADDRESS, name: "address".to_owned() };
    address.map(bucket)
}

/// The bucket that codes count in which are tried with a session. A right password alone does not empty it, or else
/// whoever took over a session, and has the password, could try codes without end.
pub(super) fn bucket_of_codes(session: &[u8; 32]) -> Bucket {
    let hash = digest_of(&["codes", &assay_ports::blobs::hex(session)]);
    Bucket { hash, most: OF_LOGIN, name: "codes".to_owned() }
}

impl Installation {
    /// Refuses when a bucket is full.
    pub(super) fn may_try(&self, buckets: &[Bucket], now: Timestamp) -> Answer<()> {
        for bucket in buckets {
            let until = self.control.attempts(&bucket.hash)?.and_then(|a| a.until);
            if let Some(until) = until.filter(|until| *until > now) {
                let seconds = (until.as_micros() - now.as_micros()) / 1_000_000 + 1;
                let text = format!("too many attempts failed; try again in {} minutes", seconds / 60 + 1);
                let error = AppError::new(ErrorClass::TooMany, "sign-in.locked", text);
                return Err(error.with("retry_after_seconds", seconds));
            }
        }
        Ok(())
    }

    /// Counts a failure in each bucket, and closes those that are full.
    pub(super) fn failed(&self, buckets: &[Bucket], now: Timestamp) -> Answer<()> {
        for bucket in buckets {
            let tries = self.control.count_attempt(&bucket.hash, now, now.plus_minutes(-MINUTES))?;
            if tries >= bucket.most {
                self.control.lock_attempts(&bucket.hash, &bucket.name, now.plus_minutes(MINUTES))?;
            }
        }
        Ok(())
    }

    /// Somebody came in: what failed before was theirs, apart from what failed at their address.
    pub(super) fn came_in(&self, buckets: &[Bucket]) -> Answer<()> {
        for bucket in buckets.iter().filter(|b| b.name != "address") {
            self.control.forget_attempts(&bucket.hash)?;
        }
        Ok(())
    }
}
