//! Bundles: honest ones, and each way of cheating that verification must name.

use assay_log::bundle::{Options, Report, Status, verify};
use assay_log::entry::Envelope;
use assay_log::tile_proof::{TileSource, inclusion_proof};
use assay_log::{Origin, SigningKey, TlogProof};
use proptest::prelude::*;

use crate::made::{Made, entries, envelope, head, key, options, origin, with_bodies};

fn failures(report: &Report) -> Vec<String> {
    let failed = report.findings.iter().filter(|finding| finding.status == Status::Failed);
    failed.map(|finding| format!("{}: {}", finding.item, finding.reason)).collect()
}

/// Verifies what a dishonest operator has signed again.
fn judged(made: Made) -> Report {
    verify(&made.signed(&origin()), &options())
}

#[track_caller]
fn demand(report: &Report, reason: &str) {
    assert!(!report.ok());
    let failed = failures(report);
    assert!(failed.iter().any(|line| line.contains(reason)), "wanted {reason:?}, got {failed:#?}");
}

#[test]
fn an_honest_bundle() {
    let (_, made) = with_bodies();
    let report = judged(made);
    assert!(report.ok(), "{:#?}", failures(&report));
    let status = |item: &str| report.findings.iter().find(|finding| finding.item == item).map(|finding| finding.status);
    assert_eq!(status("bodies/0.json"), Some(Status::Unaltered));
    assert_eq!(status("bodies/1.json"), Some(Status::Erased));
    assert_eq!(status("bodies/3.json"), Some(Status::Withheld));
    assert_eq!(status("log/history/2"), Some(Status::Unaltered));
    assert_eq!(report.count(Status::Unanchored), 1);
}

#[test]
fn the_report_as_json() {
    let (_, made) = with_bodies();
    let json = serde_json::to_value(judged(made)).unwrap();
    assert_eq!(json["trusted"], true);
    assert_eq!(json["findings"][0]["status"], "UNALTERED");
    assert_eq!(json["findings"][0]["item"], "manifest.json");
    assert!(json["findings"][0]["reason"].is_string());
}

#[test]
fn trust_comes_from_outside() {
    let (_, made) = with_bodies();
    let made = made.signed(&origin());
    let none = verify(&made, &Options::default());
    assert!(!none.trusted);
    demand(&none, "no trusted key was given");
    let other = SigningKey::from_seed(&origin().base(), &[12; 32]).unwrap().verifier();
    let report = verify(&made, &Options { trust: vec![other], ..Options::default() });
    assert!(!report.trusted && !report.ok());
    let anchored = verify(&made, &Options { require_anchor: true, ..options() });
    assert!(anchored.trusted);
    demand(&anchored, "not proven unaltered by the operator");
}

#[test]
fn files_must_be_the_signed_ones() {
    let (_, made) = with_bodies();
    let made = made.signed(&origin());
    let mut added = made.clone();
    added.put("views/soa.json", "{}");
    demand(&verify(&added, &options()), "views/soa.json: is not in the manifest");
    let mut removed = made.clone();
    removed.0.remove("README.txt");
    demand(&verify(&removed, &options()), "README.txt: the file is missing");
    let mut changed = made;
    changed.put("README.txt", "read ME");
    demand(&verify(&changed, &options()), "README.txt: is not the file that was signed");
}

#[test]
fn every_byte_of_every_file_counts() {
    let (_, made) = with_bodies();
    let made = made.signed(&origin());
    for (name, bytes) in &made.0 {
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 60) {
            let mut changed = made.clone();
            changed.0.get_mut(name).unwrap()[at] ^= 1;
            assert!(!verify(&changed, &options()).ok(), "{name} byte {at}");
        }
    }
}

#[test]
fn a_signed_lie_about_bodies_and_artifacts() {
    let edit = |name: &str, bytes: &[u8]| {
        let (_, mut made) = with_bodies();
        made.put(name, bytes);
        judged(made)
    };
    demand(&edit("bodies/0.json", b"{}"), "bodies/0.json: is not what entry 0 commits to");
    demand(&edit("bodies/1.json", b"{}"), "entry 2 says it was erased");
    demand(&edit("bodies/2.json", b"{}"), "commits to no body");
    demand(&edit("bodies/3.json", b"{}"), "both be here");
    demand(&edit("bodies/4.json", b"{}"), "belongs to no entry");
    demand(&edit("bodies/0.txt", b"{}"), "neither a body nor a salt");
    demand(&edit(&format!("evidence/{}", "ab".repeat(32)), b"x"), "named by no body");
    demand(&edit("evidence/report.pdf", b"x"), "not named by a SHA-256");
    demand(&edit("secrets/key", b"x"), "is no part of a bundle");
    let (_, mut made) = with_bodies();
    let artifact = made.0.keys().find(|name| name.starts_with("evidence/")).unwrap().clone();
    made.put(&artifact, "another file");
    demand(&judged(made.clone()), "does not hash to its name");
    made.0.remove(&artifact);
    let withheld = judged(made);
    assert!(withheld.ok());
    assert_eq!(withheld.count(Status::Withheld), 2);
}

#[test]
fn tiles_must_hold_the_entries() {
    let made = Made::of(&entries(300), &origin());
    assert!(judged(made.clone()).ok());
    let mut tile = made.clone();
    tile.0.get_mut("log/tile/0/000").unwrap()[0] ^= 1;
    demand(&judged(tile), "log/tile/0/000: does not hold the hashes");
    let mut missing = made.clone();
    missing.0.remove("log/tile/1/000.p/1");
    demand(&judged(missing), "log/tile/1/000.p/1: is missing");
    let mut extra = made.clone();
    extra.put("log/tile/0/000.p/7", "x");
    demand(&judged(extra), "is no tile of the signed tree");
    let mut cut = made.clone();
    cut.0.get_mut("log/tile/entries/001.p/44").unwrap().pop();
    demand(&judged(cut), "ends inside entry 43");
    let mut swapped = made;
    let last = swapped.0.remove("log/tile/entries/001.p/44").unwrap();
    swapped.put("log/tile/entries/000", last);
    demand(&judged(swapped), "not the entry bundles of 300 entries");
}

#[test]
fn a_rewritten_log_is_caught_by_a_kept_checkpoint() {
    let honest = entries(30);
    let kept = |size: usize| Options { older: vec![head(&honest[..size], &origin()).into_bytes()], ..options() };
    assert!(verify(&Made::of(&honest, &origin()).signed(&origin()), &kept(20)).ok());

    // Entry 25 is the last of its record, so nothing inside the log betrays the change.
    let mut rewritten = honest.clone();
    let entry = Envelope { state: "approved".into(), ..Envelope::from_bytes(&rewritten[25]).unwrap() };
    rewritten[25] = entry.to_bytes().unwrap();
    let made = Made::of(&rewritten, &origin()).signed(&origin());
    assert!(verify(&made, &options()).ok(), "without memory a re-signed log passes: this is what anchors are for");
    demand(&verify(&made, &kept(28)), "history was rewritten");
    assert!(verify(&made, &kept(25)).ok(), "the change came after this checkpoint");

    let shorter = Made::of(&honest[..20], &origin()).signed(&origin());
    demand(&verify(&shorter, &kept(30)), "30 entries were signed then, 10 of them are gone");

    let forged = SigningKey::from_seed("other", &[4; 32]).unwrap();
    let note = assay_log::Checkpoint { origin: origin().to_string(), size: 0, root: assay_log::tree::empty_root() };
    let unsigned = Options { older: vec![note.sign(&forged).unwrap().into_bytes()], ..options() };
    demand(&verify(&made, &unsigned), "none of the trusted keys");
}

#[test]
fn a_restored_backup_shows_what_it_lost() {
    let second = origin().next_epoch();
    let lost = entries(12);
    let mut log = entries(9);
    log.push(Envelope { op: "epoch".into(), kind: "epoch".into(), ..envelope(9, 9) }.to_bytes().unwrap());
    let made = Made::of(&log, &second).signed(&second);
    let with = |note: String| verify(&made, &Options { older: vec![note.into_bytes()], ..options() });
    assert!(with(head(&log[..9], &origin())).ok());
    assert!(with(head(&log, &second)).ok());
    demand(&with(head(&lost, &origin())), "entries 9 to 11 were signed in epoch 1 and lost");
    demand(&with(head(&log, &origin())), "entries 9 to 9 were signed in epoch 1 and lost");
    demand(&with(head(&log[..4], &second)), "before that epoch began");
    demand(&with(head(&log, &second.next_epoch())), "after the head");
    let stranger = Origin::new("00000000-0000-0000-0000-000000000000", false).unwrap();
    demand(&with(head(&log[..2], &stranger)), "another log");
}

#[test]
fn a_demo_stays_a_demo() {
    let (_, made) = with_bodies();
    let mut made = made.signed(&origin());
    let manifest = String::from_utf8(made.0["manifest.json"].clone()).unwrap();
    made.put("manifest.json", manifest.replace("\"demo\":false", "\"demo\":true"));
    demand(&verify(&made, &options()), "demo mark");
    demand(&verify(&made, &options()), "signed for another manifest");
}

struct Tiles<'a>(&'a Made);
impl TileSource for Tiles<'_> {
    type Error = assay_log::bundle::FilesError;
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, Self::Error> {
        use assay_log::bundle::BundleFiles as _;
        self.0.read(&format!("log/{}", assay_log::tiles::tile_path(level, index, width)))
    }
}

#[test]
fn receipts_prove_their_entry() {
    let log = entries(300);
    let mut made = Made::of(&log, &origin());
    let path = inclusion_proof(&Tiles(&made), 270, 300).unwrap();
    let proof = TlogProof { extra: None, index: 270, path, checkpoint: head(&log, &origin()) };
    made.put("proofs/270.tlog-proof", proof.encode());
    assert!(judged(made.clone()).ok());
    made.put("proofs/271.tlog-proof", proof.encode());
    demand(&judged(made.clone()), "is the receipt of entry 270");
    made.0.remove("proofs/271.tlog-proof");
    let other = TlogProof { index: 271, ..proof };
    made.put("proofs/271.tlog-proof", other.encode());
    demand(&judged(made), "proofs/271.tlog-proof: the proof leads to another root");
    let _ = key();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn noise_never_panics(name in "(log/(checkpoint|tile/entries/000.p/4|history/1)|manifest.json(.note)?|bodies/0.(json|salt)|proofs/0.tlog-proof)", noise in prop::collection::vec(any::<u8>(), 0..80)) {
        let (_, mut made) = with_bodies();
        made.put(&name, noise);
        prop_assert!(!judged(made).ok() || name.starts_with("manifest"));
    }
}
