//! What each check looks at, one by one.

use std::collections::BTreeSet;

use assay_domain::kinds::system_version::SystemVersion;
use assay_domain::{Key, Subject};

use crate::Over;
use crate::affected::Affected;
use crate::world::{Record, World};

/// A subject with the record behind it, and whether it is in service.
#[derive(Debug, Clone)]
pub(crate) struct Looked<'w> {
    pub(crate) subject: Subject,
    pub(crate) record: Option<&'w Record>,
    pub(crate) in_service: bool,
}

/// Whether an AI system is in scope of the AIMS.
#[must_use]
pub fn in_scope(world: &World, system: &Key) -> bool {
    world.get(system).is_some_and(|r| r.state == "in-scope")
}

/// The subject that a version record stands for.
pub(crate) fn version_subject(record: &Record) -> Option<Subject> {
    if record.kind != "system-version" {
        return None;
    }
    let body: SystemVersion = record.body()?;
    Some(Subject::Version(body.system?.key().clone(), body.version))
}

/// Everything that checks over this look at now, as far as it lies within the scope.
pub(crate) fn subjects<'w>(world: &'w World, over: Over, scope: &Affected) -> Vec<Looked<'w>> {
    let mut all = match over {
        Over::Workspace => vec![Looked { subject: Subject::Workspace, record: None, in_service: true }],
        Over::Control => world.of_kind("control").map(as_it_is).collect(),
        Over::AiSystem => systems(world, scope).into_iter().map(as_it_is).collect(),
        Over::SystemVersion => versions(world, scope),
    };
    all.retain(|looked| scope.reaches(&looked.subject));
    all
}

fn as_it_is(record: &Record) -> Looked<'_> {
    Looked { subject: Subject::Record(record.key.clone()), record: Some(record), in_service: true }
}

/// AI systems in scope of the AIMS; only these, where the scope names some: an entry bears on few of many.
fn systems<'w>(world: &'w World, scope: &Affected) -> Vec<&'w Record> {
    let in_scope = |r: &&Record| r.state == "in-scope" && !r.body.is_null();
    match scope.systems() {
        Some(named) => {
            let named = named.iter().filter_map(|key| world.get(key));
            named.filter(|r| r.kind == "ai-system").filter(in_scope).collect()
        }
        None => world.of_kind("ai-system").filter(in_scope).collect(),
    }
}

/// Versions that are candidates or in service; and each system in scope that has none in service, for it is a subject
/// without data and must not go unseen.
fn versions<'w>(world: &'w World, scope: &Affected) -> Vec<Looked<'w>> {
    let records: Vec<&Record> = match scope.systems() {
        Some(named) => named.iter().flat_map(|system| world.about("system-version", system)).collect(),
        None => world.of_kind("system-version").collect(),
    };
    let mut all: Vec<Looked<'_>> = records
        .into_iter()
        .filter(|r| r.state == "candidate" || r.state == "released")
        .filter_map(|r| {
            let subject = version_subject(r)?;
            let scoped = subject.system().is_some_and(|s| in_scope(world, s));
            scoped.then(|| Looked { subject, record: Some(r), in_service: r.state == "released" })
        })
        .collect();
    let served: BTreeSet<Key> =
        all.iter().filter(|l| l.in_service).filter_map(|l| l.subject.system().cloned()).collect();
    let without = systems(world, scope).into_iter().filter(|r| !served.contains(&r.key));
    all.extend(without.map(|r| Looked { subject: Subject::Record(r.key.clone()), record: None, in_service: true }));
    all
}
