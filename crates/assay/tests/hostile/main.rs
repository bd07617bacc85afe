//! Thirty attacks that were written down before the program was, by their numbers: each is refused with a status below
//! 500 and a stable code, changes nothing, and leaves a server that goes on serving.
//!
//! What needs a part of the program that is not there is shown in part, or not at all; a test that cannot fail would say
//! more than is so:
//!
//! | number | what is missing |
//! | --- | --- |
//! | 1, 2 | in part: a delivery answers 200 and says that the archive is quarantined, with its code; a sheet is refused |
//! | 8 | in part: what a cut delivery left goes at once, and a repetition needs no key, for bytes are named by their digest |
//! | 9 | in part: pages; there is no PDF and no mail |
//! | 11 | in part: there are no document templates; pages and sheets |
//! | 23, 25 | in part: no webhooks and no connectors; the requests that go out are those of single sign-on |
//! | 24 | in part: here what a provider names in turn; names that lead elsewhere a moment later in `assay-ports`, `egress.rs` |
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
mod house;
#[path = "../cli/support/mod.rs"]
#[expect(dead_code, reason = "the tests of the command line use the rest")]
mod support;
#[path = "../api/world.rs"]
#[expect(dead_code, reason = "the tests of the API use the rest")]
mod world;

#[path = "../../../app/tests/it/sso/lies.rs"]
mod lies;
#[path = "../../../app/tests/it/sso/provider.rs"]
#[expect(dead_code, reason = "the tests of the use cases use the rest")]
mod provider;
#[path = "../../../app/tests/it/sso/signer.rs"]
mod signer;

mod archives;
mod inner;
mod lab;

mod content;
mod egress;
mod files;
mod load;
mod record;
mod session;
mod sight;
mod sso;
mod tenancy;
