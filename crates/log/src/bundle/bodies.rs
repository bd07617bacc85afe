//! Bodies against the commitments in the log.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::layout::{number, under};
use super::log::{Log, Promise};
use super::signatures::{Signatures, Signed};
use super::{BundleFiles, Findings, Status};
use crate::canonical::parse_strict;
use crate::commitment::{commit, commit_digest};
use crate::hex;
use crate::tree::Hash;

/// Digests that bodies name: to the entry that commits to the artifact, when one does.
pub(super) type Named = BTreeMap<Hash, Option<u64>>;

/// Which of an entry's two files are there.
#[derive(Default)]
struct Present {
    body: bool,
    salt: bool,
}

/// What the bodies that are here say of other parts of the bundle.
#[derive(Default)]
pub(super) struct Told {
    pub(super) named: Named,
    pub(super) signatures: Signatures,
}

pub(super) fn check(files: &dyn BundleFiles, names: &BTreeSet<String>, log: &Log, report: &mut Findings) -> Told {
    let mut present = BTreeMap::<u64, Present>::new();
    for (name, rest) in under(names, "bodies/") {
        let file = rest.split_once('.').and_then(|(seq, ending)| Some((number(seq)?, ending)));
        match file {
            Some((seq, "json")) => present.entry(seq).or_default().body = true,
            Some((seq, "salt")) => present.entry(seq).or_default().salt = true,
            _ => report.fail(name, "is neither a body nor a salt"),
        }
    }
    let mut told = Told::default();
    for (seq, promise) in (0_u64..).zip(&log.entries) {
        let found = present.remove(&seq).unwrap_or_default();
        one(files, seq, promise, &found, log, report, &mut told);
    }
    for seq in present.keys() {
        report.fail(format!("bodies/{seq}.json"), "belongs to no entry of the log");
    }
    told
}

fn one(
    files: &dyn BundleFiles,
    seq: u64,
    promise: &Promise,
    found: &Present,
    log: &Log,
    report: &mut Findings,
    told: &mut Told,
) {
    let item = format!("bodies/{seq}.json");
    let erased = log.erased.get(&seq);
    match (promise.body, found, erased) {
        (None, Present { body: false, salt: false }, _) => {}
        (None, _, _) => report.fail(item, format!("entry {seq} commits to no body")),
        (Some(_), Present { body: false, salt: false }, Some(by)) => {
            report.add(item, Status::Erased, format!("erased, as entry {by} says"));
        }
        (Some(_), Present { body: false, salt: false }, None) => {
            report.add(item, Status::Withheld, format!("committed in entry {seq}, left out of this bundle"));
        }
        (Some(_), _, Some(by)) => report.fail(item, format!("is here although entry {by} says it was erased")),
        (Some(_), Present { body: true, salt: true }, None) => {
            match verify(files, seq, promise, told) {
                Ok(()) => report.add(item, Status::Unaltered, format!("is what entry {seq} commits to")),
                Err(reason) => report.fail(item, reason),
            };
        }
        (Some(_), _, None) => report.fail(item, "body and salt must both be here, or neither"),
    }
}

fn verify(files: &dyn BundleFiles, seq: u64, promise: &Promise, told: &mut Told) -> Result<(), String> {
    let body = files.read(&format!("bodies/{seq}.json")).map_err(|error| error.to_string())?;
    let salt = files.read(&format!("bodies/{seq}.salt")).map_err(|error| error.to_string())?;
    let salt = std::str::from_utf8(&salt).ok().and_then(|text| hex::decode32(text.strip_suffix('\n')?));
    let salt = salt.ok_or("its salt is not 64 hexadecimal digits and a newline")?;
    if Some(commit(&salt, &body)) != promise.body {
        return Err(format!("is not what entry {seq} commits to: body or salt was changed"));
    }
    let value = parse_strict(&body).map_err(|error| error.to_string())?;
    if promise.is_signature {
        told.signatures.insert(seq, Signed::of(&value));
    }
    let mut digests = BTreeSet::new();
    collect(&value, &mut digests);
    let mut promised: BTreeSet<_> = promise.evidence.iter().collect();
    for digest in digests {
        let committed = promised.remove(&commit_digest(&salt, &digest)).then_some(seq);
        let known = told.named.entry(digest).or_default();
        *known = known.or(committed);
    }
    if promised.is_empty() {
        Ok(())
    } else {
        Err(format!("entry {seq} commits to an artifact this body does not name"))
    }
}

/// Every digest in it: a text of 64 hexadecimal digits, whatever its key. Kinds name artifacts under keys of their own.
fn collect(value: &Value, digests: &mut BTreeSet<Hash>) {
    match value {
        Value::String(text) => digests.extend(hex::decode32(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, digests)),
        Value::Object(members) => members.values().for_each(|member| collect(member, digests)),
        _ => {}
    }
}
