//! What a standard asks: requirements as data, one file a framework.
//!
//! A framework is a file `data/<slug>.toml`; being there registers it. The rows are in the order of the standard and
//! say in our own words what is asked, with titles in every language of the product. The state of any organisation
//! is no business of this crate.
//!
//! A workspace holds the text of the editions in force ([`Framework::source`], named by [`Framework::digest`]), so
//! [`Framework::parse`] reads a stored text as it reads a shipped one.

mod error;
mod framework;
mod order;
mod parse;
mod reference;
mod requirement;

use std::sync::LazyLock;

pub use error::{FrameworkError, RowError};
pub use framework::Framework;
pub use order::natural_order;
pub use parse::{MAX_ROWS, MAX_SOURCE};
pub use reference::{OWN, RequirementRef, RequirementRefError};
pub use requirement::{
    Applies, ClauseDetail, ControlDetail, Pdca, Requirement, RequirementDetail, RequirementKey, RequirementKind, Titles,
};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

static ALL: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    let parsed: Result<Vec<_>, _> = FILES.iter().map(|(slug, text)| Framework::parse(slug, *text)).collect();
    parsed.expect("the data files are compiled in, and the tests of this crate parse each")
});

/// Every framework shipped, by slug.
#[must_use]
pub fn all() -> &'static [Framework] {
    &ALL
}

/// The shipped framework of that slug, for example `iso42001`.
#[must_use]
pub fn get(slug: &str) -> Option<&'static Framework> {
    all().iter().find(|framework| framework.slug == slug)
}
