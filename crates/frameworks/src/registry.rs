//! What is shipped. A text is read when somebody asks for it, and once.

use std::sync::{LazyLock, OnceLock};

use crate::{Crosswalk, Framework, Offer, RequirementRef};

/// A text compiled in, and what was read from it.
struct Shipped<T> {
    slug: &'static str,
    text: &'static str,
    read: OnceLock<T>,
}

impl<T> Shipped<T> {
    const fn new(slug: &'static str, text: &'static str) -> Self {
        Self { slug, text, read: OnceLock::new() }
    }
}

impl Shipped<Framework> {
    fn framework(&'static self) -> &'static Framework {
        let read = || Framework::parse(self.slug, self.text);
        self.read
            .get_or_init(|| read().expect("the data files are compiled in, and the tests of this crate parse each"))
    }
}

impl Shipped<Crosswalk> {
    fn crosswalk(&'static self) -> &'static Crosswalk {
        let read = || Crosswalk::parse(self.slug, self.text);
        self.read
            .get_or_init(|| read().expect("the data files are compiled in, and the tests of this crate parse each"))
    }
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

static ALL: LazyLock<Vec<&'static Framework>> = LazyLock::new(|| slugs().filter_map(get).collect());

/// The slug of every framework shipped, in order; reads none of them.
pub fn slugs() -> impl Iterator<Item = &'static str> {
    let newest =
        FRAMEWORKS.iter().enumerate().filter(|&(place, file)| place == 0 || FRAMEWORKS[place - 1].slug != file.slug);
    newest.map(|(_, file)| file.slug)
}

/// Every framework shipped in its newest edition, by slug. Reads them all; [`slugs`] does not.
#[must_use]
pub fn all() -> &'static [&'static Framework] {
    &ALL
}

/// The newest shipped edition of the framework of that slug, for example `iso42001`.
#[must_use]
pub fn get(slug: &str) -> Option<&'static Framework> {
    FRAMEWORKS.iter().find(|file| file.slug == slug).map(Shipped::framework)
}

/// Every shipped edition of a framework, the newest first.
pub fn editions(slug: &str) -> impl Iterator<Item = &'static Framework> {
    FRAMEWORKS.iter().filter(move |file| file.slug == slug).map(Shipped::framework)
}

/// One edition of a framework, by the name in [`Framework::edition`], for example `ISO/IEC 27701:2019`.
#[must_use]
pub fn get_edition(slug: &str, edition: &str) -> Option<&'static Framework> {
    editions(slug).find(|framework| framework.edition == edition)
}

/// Every crosswalk shipped, by slug; each is read as it is come to.
pub fn crosswalks() -> impl Iterator<Item = &'static Crosswalk> {
    CROSSWALKS.iter().map(Shipped::crosswalk)
}

/// The shipped crosswalk of that slug, for example `iso42001--eu-ai-act`.
#[must_use]
pub fn crosswalk(slug: &str) -> Option<&'static Crosswalk> {
    CROSSWALKS.iter().find(|file| file.slug == slug).map(Shipped::crosswalk)
}

/// Crosswalks that have the framework at either end; reads no other.
pub fn crosswalks_of(framework: &str) -> impl Iterator<Item = &'static Crosswalk> {
    let touches =
        move |slug: &str| slug.split_once("--").is_some_and(|(from, to)| from == framework || to == framework);
    CROSSWALKS.iter().filter(move |file| touches(file.slug)).map(Shipped::crosswalk)
}

/// What every shipped crosswalk offers for a requirement, whichever end it stands at. People accept an offer or do
/// not; it says nothing about any state.
pub fn offers(reference: &RequirementRef) -> impl Iterator<Item = Offer<'static>> {
    crosswalks_of(reference.framework()).flat_map(|crosswalk| crosswalk.offers(reference.framework(), reference.id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start-up pays for nothing that nobody asks for. The only test of this crate that runs in its own process
    /// without having read everything.
    #[test]
    fn a_text_is_read_when_asked_for() {
        let read = || FRAMEWORKS.iter().filter(|f| f.read.get().is_some()).map(|f| f.slug).collect::<Vec<_>>();
        assert!(slugs().count() >= 5 && read().is_empty());
        assert!(get("nothing").is_none() && read().is_empty());
        let first = get("iso27001").map(std::ptr::from_ref);
        assert_eq!(read(), ["iso27001"]);
        assert_eq!(get("iso27001").map(std::ptr::from_ref), first);
        assert!(crosswalk("iso42001--iso27001").is_some());
        assert_eq!(CROSSWALKS.iter().filter(|c| c.read.get().is_some()).count(), 1);
        assert_eq!(read(), ["iso27001"]);
    }
}
