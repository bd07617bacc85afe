//! The log as a whole: against another implementation, as a bundle, and as it looks to somebody who tampers with it.

#![expect(clippy::unwrap_used, reason = "tests")]

mod bundle;
mod live;
mod made;
mod oracle;
mod signatures;
