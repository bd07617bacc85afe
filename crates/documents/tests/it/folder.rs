//! The folder: the same bundle, and no way out of it.

use std::fs;

use assay_documents::bundle::{FolderFiles, FolderSink, OpenError, WriteError};
use assay_log::bundle::{BundleFiles as _, Status, verify};

use crate::sample::{options, write};

#[test]
fn a_folder_is_accepted_and_a_changed_one_is_not() {
    let place = tempfile::tempdir().unwrap();
    write(FolderSink::create(place.path()).unwrap());
    let files = FolderFiles::open(place.path()).unwrap();
    let report = verify(&files, &options());
    assert!(report.ok(), "{:#?}", report.findings);
    assert_eq!((report.count(Status::Erased), report.count(Status::Withheld)), (1, 1));

    fs::write(place.path().join("views/soa.json"), "{ }").unwrap();
    assert!(!verify(&files, &options()).ok());
    fs::write(place.path().join("views/soa.json"), "{}").unwrap();
    assert!(verify(&files, &options()).ok());
    fs::write(place.path().join("views/more.json"), "{}").unwrap();
    assert!(!verify(&FolderFiles::open(place.path()).unwrap(), &options()).ok());
    assert!(files.read("../../etc/passwd").is_err());
    assert!(matches!(FolderSink::create(place.path()), Err(WriteError::NotEmpty(_))));
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("views")).unwrap();
    for (target, link) in [("/etc/hostname", "views/a.json"), ("/etc", "evidence"), ("views", "proofs")] {
        std::os::unix::fs::symlink(target, place.path().join(link)).unwrap();
        assert!(matches!(FolderFiles::open(place.path()), Err(OpenError::Entry(name)) if name == link));
        fs::remove_file(place.path().join(link)).unwrap();
    }
    fs::write(place.path().join("views/a b.json"), "{}").unwrap();
    assert!(matches!(FolderFiles::open(place.path()), Err(OpenError::Entry(_))));
}
