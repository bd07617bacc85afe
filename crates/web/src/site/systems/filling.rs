//! Turns what the use cases of systems answer into what their pages show.

use std::collections::BTreeMap;

use assay_app::dto::{
    CountView, EvidenceSummary, PartDigest, PartLine, PartSort, RecordView, RiskCount, StateCount, VerdictView,
    VersionLine,
};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::{agent, ai_system, system_version};
use assay_domain::{Kind, State};

use crate::pages::records::around::LinkedRecord;
use crate::pages::records::views::Shown;
use crate::pages::systems::views::{CheckLine, DigestMark, PartRow, RiskMark, SystemHead, VersionMark};
use crate::parts::words::{Lang, SystemWord, fill, number, t};
use crate::parts::{dates, links};
use crate::site::records::list::{Names, kind_of, state_word};
use crate::site::records::record;
use crate::site::records::showing::{field, value_word};
use crate::site::shell::moment;

/// The head of every page of a system.
pub(super) fn head(w: &Workspace, p: &Principal, key: &str, lang: Lang) -> Answer<SystemHead> {
    let brief = w.system_brief(p, key)?;
    let record = &brief.record;
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let of_record = record::head(w, p, record, lang)?;
    Ok(SystemHead {
        workspace: w.slug.clone(),
        key: record.key.clone(),
        title: record.title.clone(),
        state: state_word(&ai_system::KIND, &record.state, lang),
        posture: posture(&brief.posture),
        owner: brief.owner.clone(),
        roles: words(&ai_system::KIND, "roles", record, lang),
        classes: field(&ai_system::KIND, "act_classes", &record.body, lang, &mut names).map(|line| line.value),
        in_service: brief.in_service.iter().map(|v| mark(&record.key, v, lang)).collect(),
        counts: [brief.counts.versions, brief.counts.risks, brief.counts.evidence].map(|n| counted(lang, n)),
        revisions: usize::try_from(record.revision).unwrap_or(usize::MAX),
        edit: of_record.edit,
        assign: of_record.assign,
    })
}

/// A number, with a sign where there are more.
pub(super) fn counted(lang: Lang, count: CountView) -> String {
    let n = number(lang, usize::try_from(count.n).unwrap_or(usize::MAX));
    if count.exact { n } else { format!("{n}+") }
}

/// The same in a sentence, for one or for several.
pub(super) fn so_many(lang: Lang, count: CountView, one: SystemWord, other: SystemWord) -> String {
    fill(lang, if count.n == 1 { one } else { other }, &[("n", &counted(lang, count))])
}

/// Words of the values of a list.
pub(super) fn words(kind: &'static Kind, name: &str, record: &RecordView, lang: Lang) -> Vec<String> {
    let items = record.body.get(name).and_then(|v| v.as_array()).map_or(&[][..], Vec::as_slice);
    let texts = items.iter().filter_map(|v| v.as_str());
    texts.map(|text| value_word(kind, name, text, lang).map_or_else(|| text.to_owned(), str::to_owned)).collect()
}

pub(super) fn posture(counts: &[StateCount]) -> Vec<(State, usize)> {
    counts.iter().map(|c| (c.state, c.count)).collect()
}

pub(super) fn risk_mark(count: &RiskCount) -> RiskMark {
    RiskMark { open: count.open, above: count.above, unrated: count.unrated, more: count.more }
}

/// A version at a glance.
pub(super) fn mark(system: &str, version: &VersionLine, lang: Lang) -> VersionMark {
    VersionMark {
        key: version.key.clone(),
        label: version.label.clone(),
        state: state_word(&system_version::KIND, &version.state, lang),
        released: version.state == "released",
        href: links::gate(system, &version.key),
        checks: version.checks.iter().map(|c| (c.outcome, c.stale, c.count)).collect(),
    }
}

/// A record as a way to it.
pub(super) fn linked(w: &Workspace, record: &RecordView, lang: Lang) -> Answer<LinkedRecord> {
    Ok(LinkedRecord {
        key: record.key.clone(),
        title: record.title.clone(),
        state: state_word(kind_of(&record.kind)?, &record.state, lang),
        href: links::best(&w.slug, &record.kind, &record.key),
    })
}

/// What a check came to. `evidence` says who collected what it rests on.
pub(super) fn check(w: &Workspace, lang: Lang, verdict: &VerdictView, evidence: &[EvidenceSummary]) -> CheckLine {
    let requirement = |text: &String| {
        let (slug, id) = text.split_once(':').unwrap_or((assay_domain::AIMS, text));
        (id.to_owned(), links::why(slug, id, &verdict.subject))
    };
    let mut collected_by: Vec<String> =
        evidence.iter().filter(|e| verdict.evidence.contains(&e.key)).map(|e| e.collector.clone()).collect();
    collected_by.sort();
    collected_by.dedup();
    CheckLine {
        check: verdict.check.clone(),
        title: verdict.title.clone(),
        outcome: verdict.outcome,
        stale: verdict.stale,
        reason: verdict.reason.clone(),
        subject: verdict.subject.clone(),
        value: verdict.value.clone(),
        threshold: verdict.threshold.clone(),
        requirements: verdict.requirements.iter().map(requirement).collect(),
        observed: verdict.observed_at.map(|at| moment(lang, at)),
        valid: verdict.valid_until.map(|at| dates::day(lang, &at.date())),
        evidence: verdict.evidence.iter().map(|key| (key.clone(), links::record(&w.slug, key))).collect(),
        collected_by,
    }
}

/// A part.
pub(super) fn part(w: &Workspace, part: &PartLine, lang: Lang) -> PartRow {
    let to = |(key, name): &(String, String)| (name.clone(), links::record(&w.slug, key));
    let sort = match (part.sort, &part.kind) {
        (PartSort::Model, _) => t(lang, SystemWord::SortModel).to_owned(),
        (PartSort::Dataset, _) => t(lang, SystemWord::SortDataset).to_owned(),
        (PartSort::Agent, _) => t(lang, SystemWord::SortAgent).to_owned(),
        (PartSort::Released, _) => t(lang, SystemWord::SortReleased).to_owned(),
        (PartSort::Component, Some(kind)) => component(kind, lang),
        (PartSort::Component, None) => t(lang, SystemWord::SortComponent).to_owned(),
    };
    let digest = match (&part.digest, part.sort) {
        (_, PartSort::Agent) => DigestMark::Whole,
        (PartDigest::Sha256(digest), _) => DigestMark::Sha256(digest.clone()),
        (PartDigest::Unknown(why), _) => DigestMark::Unknown(why.clone()),
        (PartDigest::None(why), _) => DigestMark::None(why.clone()),
        (PartDigest::NotStated, _) => DigestMark::NotStated,
    };
    PartRow {
        sort,
        record: part.key.as_ref().map(|key| (key.clone(), links::record(&w.slug, key))),
        name: part.name.clone(),
        version: part.version.clone(),
        digest,
        supplier: part.supplier.as_ref().map(to),
        within: part.within.as_ref().map(to),
    }
}

/// The word for a sort of component.
fn component(slug: &str, lang: Lang) -> String {
    value_word(&agent::KIND, "components.kind", slug, lang).map_or_else(|| slug.to_owned(), str::to_owned)
}

/// Whether a value is a stated gap that is only not known yet.
pub(super) fn is_unknown(shown: &Shown) -> bool {
    matches!(shown, Shown::Gap(true, ..))
}
