//! What is read, written and read again is the same.

use assay_frameworks::{Crosswalk, Framework, crosswalks, editions, slugs};

#[test]
fn a_framework_written_reads_as_it_was() {
    for framework in slugs().flat_map(editions) {
        let written = framework.to_toml();
        let again = Framework::parse(&framework.slug, written.clone()).unwrap();
        let head = |f: &Framework| {
            let lists = (f.technical_evidence_types.clone(), f.other_evidence_types.clone());
            (f.name.clone(), f.edition.clone(), f.copyright.clone(), f.notes.clone(), lists, f.law.clone())
        };
        assert_eq!(head(&again), head(framework), "{}", framework.edition);
        assert_eq!(again.requirements, framework.requirements, "{}", framework.edition);
        assert_eq!(again.to_toml(), written, "{}", framework.edition);
    }
}

#[test]
fn a_crosswalk_written_reads_as_it_was() {
    for crosswalk in crosswalks() {
        let written = crosswalk.to_toml();
        let again = Crosswalk::parse(&crosswalk.slug, written.clone()).unwrap();
        assert_eq!((&again.pairs, &again.sources), (&crosswalk.pairs, &crosswalk.sources));
        assert_eq!((&again.from, &again.to, &again.notes), (&crosswalk.from, &crosswalk.to, &crosswalk.notes));
        assert_eq!(again.to_toml(), written);
    }
}

#[test]
fn a_stored_copy_reads_as_the_shipped_one() {
    for framework in slugs().flat_map(editions) {
        let copy = Framework::parse(&framework.slug, framework.source.to_string()).unwrap();
        assert_eq!((&copy.digest, &copy.requirements), (&framework.digest, &framework.requirements));
    }
    for crosswalk in crosswalks() {
        let copy = Crosswalk::parse(&crosswalk.slug, crosswalk.source.to_string()).unwrap();
        assert_eq!(&copy, crosswalk);
    }
}
