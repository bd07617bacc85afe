//! Thirty attacks that were written down before the program was, by their numbers: each is refused with a status below
//! 500 and a stable code, changes nothing, and leaves a server that goes on serving.
//!
//! What needs a part of the program that is not there is shown in part, or not at all; a test that cannot fail would say
//! more than is so:
//!
//! | number | what is missing |
//! | --- | --- |
//! | 1, 2 | in part: a delivery answers 200 and says that the archive is quarantined, with its code; a sheet is refused |
//! | 4, 5 | in part: there are no previews and no types; what is delivered is saved and never shown |
//! | 6 | no previews, so no picture is ever unpacked |
//! | 8 | in part: what a cut delivery left goes at once, and a repetition needs no key, for bytes are named by their digest |
//! | 9 | in part: pages; there is no PDF and no mail |
//! | 11 | no document templates |
//! | 17 | no role of external auditors with a time box. Tokens end by themselves (`assay-app`, `tokens.rs`), streams with them (`api/changes.rs`) |
//! | 20 | no sign-in with OpenID Connect |
//! | 23, 24, 25 | nothing goes out: no webhooks, no connectors |
//! | 26 | in part: no banner on pages; the daily doctor is a job that shows as failed |
//! | 28 | in part: a time of the future is recorded as claimed, beside the server's own, and such evidence decides nothing (`checks`, `evidence.from-the-future`) |
//! | 29 | in part: slow heads and bodies; who reads an answer slowly is not closed. No latency is measured, as in no test |
//! | 30 | in part: refused, without measuring how fast |

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

#[path = "../../../store/tests/it/postgres/cluster.rs"]
#[expect(dead_code, reason = "the tests of the store use the rest")]
mod cluster;
#[path = "../api/document.rs"]
#[expect(dead_code, reason = "the tests of the API use the rest")]
mod document;
#[path = "../api/house.rs"]
#[expect(dead_code, reason = "the tests of the API use the rest")]
mod house;
#[path = "../cli/support/mod.rs"]
#[expect(dead_code, reason = "the tests of the command line use the rest")]
mod support;
#[path = "../api/world.rs"]
#[expect(dead_code, reason = "the tests of the API use the rest")]
mod world;

mod archives;
mod lab;

mod content;
mod files;
mod load;
mod record;
mod session;
mod tenancy;
