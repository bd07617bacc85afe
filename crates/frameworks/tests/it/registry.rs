//! What is shipped, which edition is meant, and that every file is read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assay_frameworks::{
    Framework, RequirementKind as Kind, all, annex_c, clocks, crosswalk, crosswalks, crosswalks_of, editions, get,
    get_edition, slugs,
};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = entries
        .filter(|path| path.is_file())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// Every data file with its text.
pub(crate) fn files() -> Vec<(String, String)> {
    let folders = [data(), data().join("crosswalks"), data().join("lists")];
    let paths = folders.iter().flat_map(|folder| names(folder).into_iter().map(|name| folder.join(name)));
    paths.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn a_framework_registers_by_being_a_file() {
    let files = names(&data());
    let slug = |file: &String| file.split(['.', '@']).next().unwrap().to_owned();
    let expected: BTreeSet<String> = files.iter().map(slug).collect();
    assert_eq!(slugs().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
    assert_eq!(all().iter().map(|framework| framework.slug.as_str()).collect::<Vec<_>>(), slugs().collect::<Vec<_>>());
    let shipped: BTreeSet<&str> = slugs().flat_map(editions).map(|framework| &*framework.source).collect();
    let on_disk: Vec<String> = files.iter().map(|file| std::fs::read_to_string(data().join(file)).unwrap()).collect();
    assert_eq!(shipped, on_disk.iter().map(String::as_str).collect());
    assert!(get("iso9001").is_none() && editions("iso9001").next().is_none());
}

#[test]
fn a_crosswalk_registers_by_being_a_file() {
    let expected: Vec<String> = crosswalks().map(|crosswalk| format!("{}.toml", crosswalk.slug)).collect();
    assert_eq!(names(&data().join("crosswalks")), expected);
    assert!(crosswalk("iso42001--iso9001").is_none());
    assert_eq!(crosswalks_of("eu-ai-act").map(|c| c.slug.as_str()).collect::<Vec<_>>(), ["iso42001--eu-ai-act"]);
    assert_eq!(crosswalks_of("iso42001").count(), 4);
    assert_eq!(crosswalks_of("iso9001").count(), 0);
}

#[test]
fn the_five_are_there() {
    let rows = |slug: &str| get(slug).unwrap().requirements.len();
    let five = ["eu-ai-act", "iso27001", "iso27701", "iso42001", "nist-ai-rmf"];
    assert_eq!(five.map(rows), [168, 138, 114, 100, 319]);
    assert!(five.iter().all(|slug| slugs().any(|shipped| shipped == *slug)));
}

#[test]
fn the_newest_edition_is_meant_and_the_others_stand_beside_it() {
    let names = |slug: &'static str| editions(slug).map(|framework| framework.edition.as_str()).collect::<Vec<_>>();
    assert_eq!(names("iso27701"), ["ISO/IEC 27701:2025", "ISO/IEC 27701:2019"]);
    assert_eq!(names("iso42001"), ["ISO/IEC 42001:2023"]);
    assert_eq!(get("iso27701").unwrap().edition, "ISO/IEC 27701:2025");
    let old = get_edition("iso27701", "ISO/IEC 27701:2019").unwrap();
    assert_eq!((old.slug.as_str(), old.controls().count()), ("iso27701", 49));
    assert!(get_edition("iso27701", "ISO/IEC 27701:2031").is_none());
    assert!(get_edition("iso27001", "ISO/IEC 27701:2019").is_none());
    for slug in slugs() {
        let names = names(slug);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{slug} has an edition twice");
        assert_eq!(get(slug).map(|framework| framework.edition.as_str()), names.first().copied());
        assert!(names.iter().all(|name| get_edition(slug, name).is_some_and(|f| f.edition == *name)));
    }
}

#[test]
fn every_text_has_its_own_digest() {
    let frameworks = slugs().flat_map(editions).map(|framework| framework.digest.as_str());
    let lists = [annex_c().digest.as_str(), clocks().digest.as_str()];
    let digests: Vec<&str> = frameworks.chain(crosswalks().map(|c| c.digest.as_str())).chain(lists).collect();
    assert_eq!(digests.iter().collect::<BTreeSet<_>>().len(), files().len());
    assert_eq!(digests.len(), files().len());
    assert!(digests.iter().all(|d| d.len() == 64 && d.bytes().all(|b| b"0123456789abcdef".contains(&b))));
}

#[test]
fn parents_are_of_a_higher_kind() {
    for (place, kind) in Kind::ALL.into_iter().enumerate() {
        assert!(kind.parents().iter().all(|parent| *parent > kind), "{kind}");
        assert!(Kind::ALL[..place].iter().all(|before| *before < kind), "{kind}");
        let name: Kind = serde_json::from_value(kind.name().into()).unwrap();
        assert_eq!(name, kind);
    }
}

#[test]
fn an_id_names_one_row_of_a_kind_and_every_row_is_found() {
    let found = |framework: &Framework| {
        for row in &framework.requirements {
            assert_eq!(framework.find_kind(row.kind, &row.id), Some(row));
            assert_eq!(framework.parent_of(row).is_some(), row.parent.is_some());
            assert!(framework.find_cited(row.label()).is_some(), "{}", row.label());
        }
        let keys: BTreeSet<_> = framework.requirements.iter().map(|row| row.key()).collect();
        assert_eq!(keys.len(), framework.requirements.len());
    };
    slugs().flat_map(editions).for_each(found);
}
