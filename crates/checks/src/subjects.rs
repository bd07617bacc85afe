//! What each check looks at, one by one.

use std::collections::BTreeSet;

use assay_domain::kinds::system_version::SystemVersion;
use assay_domain::{Key, Subject};

use crate::Over;
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

/// Everything that checks over this look at now.
pub(crate) fn subjects(world: &World, over: Over) -> Vec<Looked<'_>> {
    match over {
        Over::Workspace => vec![Looked { subject: Subject::Workspace, record: None, in_service: true }],
        Over::Control => world
            .of_kind("control")
            .map(|r| Looked { subject: Subject::Record(r.key.clone()), record: Some(r), in_service: true })
            .collect(),
        Over::AiSystem => world
            .of_kind("ai-system")
            .filter(|r| r.state == "in-scope")
            .map(|r| Looked { subject: Subject::Record(r.key.clone()), record: Some(r), in_service: true })
            .collect(),
        Over::SystemVersion => versions(world),
    }
}

/// Versions that are candidates or in service; and each system in scope that has none in service, for it is a subject
/// without data and must not go unseen.
fn versions(world: &World) -> Vec<Looked<'_>> {
    let mut all: Vec<Looked<'_>> = world
        .of_kind("system-version")
        .filter(|r| r.state == "candidate" || r.state == "released")
        .filter_map(|r| {
            let subject = version_subject(r)?;
            let scoped = subject.system().is_some_and(|s| in_scope(world, s));
            scoped.then(|| Looked { subject, record: Some(r), in_service: r.state == "released" })
        })
        .collect();
    let served: BTreeSet<Key> =
        all.iter().filter(|l| l.in_service).filter_map(|l| l.subject.system().cloned()).collect();
    let without = world.of_kind("ai-system").filter(|r| r.state == "in-scope" && !served.contains(&r.key));
    all.extend(without.map(|r| Looked { subject: Subject::Record(r.key.clone()), record: None, in_service: true }));
    all
}
