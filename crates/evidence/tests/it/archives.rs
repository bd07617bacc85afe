//! Archives: both packings, the journal of an interrupted run, and what strangers may try.

use assay_domain::RunStatus;
use zip::CompressionMethod::{Deflated, Stored, Zstd};

use crate::support::*;

const EVAL: &str = "inspect/capitals.eval";

#[test]
fn both_packings_give_the_same_run() {
    let members = members(&bytes(EVAL));
    let original = one_of(bytes(EVAL));
    for method in [Zstd, Deflated, Stored] {
        assert_eq!(one_of(pack(&members, method)), original);
    }
}

#[test]
fn an_archive_with_only_its_journal_was_interrupted() {
    let members: Vec<_> = members(&bytes(EVAL)).into_iter().filter(|(name, _)| name.starts_with("_journal/")).collect();
    let run = one_of(pack(&members, Zstd));
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Interrupted, vec!["run.started", "run.no-results"]));
    assert!(run.observations.is_empty());
    assert_eq!(run.run.name.as_deref(), Some("capitals"));
    assert_eq!(run.run.native_id, one_of(bytes(EVAL)).run.native_id);
}

#[test]
fn member_names_that_point_outside_are_refused() {
    for name in ["../../etc/cron.d/x", "/etc/passwd", "samples/..\\..\\x"] {
        let mut members = members(&bytes(EVAL));
        members.push((name.to_owned(), b"x".to_vec()));
        let fault = fault(pack(&members, Deflated));
        assert_eq!(fault.code, "zip.unsafe-name", "{name}");
    }
    let mut members = members(&bytes(EVAL));
    members.push(("samples/what? is/this .._epoch_1.json".to_owned(), b"{}".to_vec()));
    assert_eq!(one_of(pack(&members, Deflated)).observations.len(), 2);
}

#[test]
fn a_member_that_unpacks_to_far_more_is_refused() {
    let mut bomb = br#"{"version": 2, "status": "success", "eval": {}, "x": ""#.to_vec();
    bomb.resize(60_000_000, b' ');
    bomb.extend(b"\"}");
    for method in [Deflated, Zstd] {
        let archive = pack(&[("header.json".to_owned(), bomb.clone())], method);
        assert!(archive.len() < 100_000);
        assert_eq!(fault(archive).code, "zip.bomb");
    }
}

#[test]
fn a_member_that_lies_about_its_size_is_no_way_around() {
    let mut bomb = br#"{"version": 2, "status": "success", "eval": {}, "x": ""#.to_vec();
    bomb.resize(3_000_000, b' ');
    bomb.extend(b"\"}");
    let mut archive = pack(&[("header.json".to_owned(), bomb)], Deflated);
    let entry = archive.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    archive[entry + 24..entry + 28].copy_from_slice(&1000_u32.to_le_bytes());
    let fault = fault(archive);
    assert!(matches!(fault.code, "json.truncated" | "zip.broken"), "{fault}");
}

#[test]
fn encrypted_and_unknown_packings_are_refused() {
    let mut archive = pack(&members(&bytes(EVAL)), Stored);
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let starts: Vec<_> = archive.windows(4).enumerate().filter(|(_, w)| w == signature).map(|(at, _)| at).collect();
        starts.into_iter().for_each(|at| archive[at + flags] |= 1);
    }
    assert_eq!(fault(archive).code, "zip.encrypted");

    let mut archive = pack(&members(&bytes(EVAL)), Stored);
    for (signature, method) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
        let starts: Vec<_> = archive.windows(4).enumerate().filter(|(_, w)| w == signature).map(|(at, _)| at).collect();
        starts.into_iter().for_each(|at| archive[at + method] = 12);
    }
    assert_eq!(fault(archive).code, "zip.method");
}

#[test]
fn too_many_members_are_refused_before_a_table_of_them_is_made() {
    let mut archive = pack(&members(&bytes(EVAL)), Deflated);
    let end = archive.len() - 22;
    archive[end + 12..end + 16].copy_from_slice(&0x1000_0000_u32.to_le_bytes());
    assert_eq!(fault(archive).code, "zip.too-many-members");
}

#[test]
fn an_empty_archive_or_another_tools_is_refused() {
    assert_eq!(fault(pack(&[], Stored)).code, "format.unknown");
    assert_eq!(fault(pack(&[("a.txt".to_owned(), b"x".to_vec())], Stored)).code, "format.unknown");
    assert!(fault(b"PK\x03\x04nothing").code.starts_with("zip."));
}
