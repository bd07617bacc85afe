//! Evidence that a person states: what was done and seen, of which population, over which days, and the files that show
//! it. It is written down once, for who states it, and counts when somebody else has reviewed it [7.5, 9.1].

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::system_version::parts_digest;
use assay_domain::{
    Action, ArtifactPart, Body as _, Collector, Day, Digest, EvidenceOrigin, Idempotency, Key, Kind, Normal, Period,
    Problem, Ref, Subject, Timestamp, Write,
};
use assay_evidence::Artifact as _;
use assay_store::WorkspaceScope;

use super::StoredArtifact;
use super::deliver::again;
use super::record::Fate;
use crate::access::{Principal, own_work};
use crate::dto::{ActReport, ActRequest, AsOfView};
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError, ErrorClass};

/// The kind of record that is made.
const KIND: &str = Evidence::NAME;

/// Most files that one statement names.
const MOST_FILES: usize = 100;

/// What such a file is, beside what a tool wrote.
const ROLE: &str = "attachment";

/// Kinds of record that evidence of a person may be about; besides, the AIMS as a whole and versions.
const SUBJECTS: [&str; 7] = ["ai-system", "model", "dataset", "agent", "supplier", "process", "control"];

/// What a person states, once all of it holds.
struct Act {
    subject: Subject,
    collector: Collector,
    files: Vec<StoredArtifact>,
    kind: &'static Kind,
    normal: Normal,
    /// When what was seen was seen, at the latest.
    when: Option<Timestamp>,
}

impl Workspace {
    /// Records what a person did and saw, with the files that show it, and waits until its verdicts are worked out.
    ///
    /// # Errors
    /// When the asker may not collect; `body.invalid` with each field that does not hold: an unknown subject, record,
    /// requirement or file, days that are open or lie ahead, a kind that only a tool can measure.
    pub fn record_act(
        &self,
        principal: &Principal,
        request: &ActRequest,
        idempotency: Option<&Idempotency>,
    ) -> Answer<ActReport> {
        let scope = self.enter(principal, Action::Collect)?;
        let before = self.settle(&scope)?;
        let act = self.act(&scope, principal, request)?;
        let key = match self.stated_before(&scope, idempotency)? {
            Some(key) => key,
            None => self.state(principal, &act, idempotency)?,
        };
        let after = self.settle(&scope)?;
        let changed = self.changes_between(&scope, before, after, principal.lang)?;
        Ok(ActReport { evidence: key.to_string(), subject: act.subject.to_string(), changed })
    }

    /// What a request that is repeated led to before.
    fn stated_before(&self, scope: &WorkspaceScope, idempotency: Option<&Idempotency>) -> Answer<Option<Key>> {
        let Some(idempotency) = idempotency else { return Ok(None) };
        let written = self.store.answered(scope, idempotency)?;
        Ok(written.and_then(|all| all.into_iter().next_back()).map(|w| w.key))
    }

    /// Writes what holds: a record of each file, and the evidence itself.
    fn state(&self, principal: &Principal, act: &Act, idempotency: Option<&Idempotency>) -> Answer<Key> {
        let own = own_work(self.id);
        again(|| {
            let artifact = |file| self.artifact(&own, file, (&act.subject, &act.collector), &Fate::Read);
            let mut writes: Vec<Write> = act.files.iter().map(artifact).collect::<Answer<_>>()?;
            let draft = self.new_record(act.kind, act.normal.clone());
            let mut write = self.write(Draft { effective: act.when, ..draft })?;
            write.subject = Some(act.subject.to_string());
            writes.push(write);
            let committed = self.commit(&own, principal, writes, Vec::new(), idempotency.cloned())?;
            let last = committed.written.last().ok_or_else(|| AppError::internal("nothing was written"))?;
            Ok(last.key.clone())
        })
    }

    /// The evidence that a request states, once every field of it holds.
    fn act(&self, scope: &WorkspaceScope, principal: &Principal, request: &ActRequest) -> Answer<Act> {
        let mut problems = Vec::new();
        let subject = placed("/subject", self.act_about(scope, &request.subject), &mut problems)?;
        let shows =
            request.shows.iter().enumerate().map(|(n, text)| (format!("/shows/{n}"), self.subject(scope, text)));
        let shows = all_placed(shows, &mut problems)?;
        let at = self.moment(scope, None)?;
        let offered = request.requirements.iter().enumerate();
        let offered = offered.map(|(n, text)| (format!("/requirements/{n}"), self.offered(scope, text, &at)));
        let requirements = all_placed(offered, &mut problems)?;
        let files = placed("/files", self.shown_by(request), &mut problems)?.unwrap_or_default();
        let supersedes = request.supersedes.as_deref().map(|key| self.replaced(scope, key));
        let supersedes = match supersedes {
            Some(answer) => placed("/supersedes", answer, &mut problems)?,
            None => None,
        };
        if request.period.to.as_ref().and_then(Day::start).is_some_and(|last| last > self.clock.now()) {
            problems.push(Problem::new("/period/to", "period.ahead", "nothing was seen yet on a day that lies ahead"));
        }
        let (subject, subject_parts) = match subject {
            Some((subject, parts)) => (Some(subject), parts),
            None => (None, None),
        };
        let collector = self.collector(principal)?;
        let text = |of: &Option<String>| of.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let body = Evidence {
            title: request.title.trim().to_owned(),
            evidence_kind: request.evidence_kind,
            origin: EvidenceOrigin::HumanAct,
            subject: subject.clone(),
            subject_parts,
            population: request.population.clone(),
            period: Some(request.period.clone()),
            query: text(&request.query),
            statement: text(&request.statement),
            source: text(&request.source),
            shows,
            requirements,
            valid_until: request.valid_until.clone(),
            collector: Some(collector.clone()),
            artifacts: files.iter().map(attached).collect(),
            supersedes,
            ..Evidence::default()
        };
        let kind = Kind::named(KIND).ok_or_else(|| AppError::internal("the kind `evidence` is not registered"))?;
        let read = kind.normalise(serde_json::to_value(&body).map_err(AppError::internal)?);
        match (subject, read) {
            (Some(subject), Ok(normal)) if problems.is_empty() => {
                Ok(Act { subject, collector, files, kind, normal, when: last_day(&request.period) })
            }
            (_, read) => {
                // What was looked up and is not there is told once.
                let told: Vec<String> = problems.iter().map(|p| p.at.clone()).collect();
                let untold = read.err().unwrap_or_default().into_iter().filter(|p| !told.contains(&p.at));
                problems.extend(untold);
                Err(AppError::body(problems))
            }
        }
    }

    /// What evidence of a person is about, with the digest of the parts that a version names now.
    fn act_about(&self, scope: &WorkspaceScope, text: &str) -> Answer<(Subject, Option<Digest>)> {
        let subject = self.subject(scope, text.trim())?;
        let parts = match &subject {
            Subject::Version(..) => parts_digest(&Self::body(&self.head(scope, &self.resolve(scope, text.trim())?)?)),
            Subject::Record(key) if !Kind::with_prefix(key.prefix()).is_some_and(|k| SUBJECTS.contains(&k.name)) => {
                let text = format!(
                    "evidence is not about {key}; name `workspace` for the AIMS as a whole, a system version such as SYS-1@1.1.0, or a record of one of these kinds: {}",
                    SUBJECTS.join(", ")
                );
                return Err(AppError::input("subject.unfit", text));
            }
            _ => None,
        };
        Ok((subject, parts))
    }

    /// A requirement that evidence can be offered for, as verdicts name it.
    fn offered(&self, scope: &WorkspaceScope, text: &str, at: &AsOfView) -> Answer<String> {
        self.requirement(scope, text.trim(), at)
    }

    fn shown_by(&self, request: &ActRequest) -> Answer<Vec<StoredArtifact>> {
        if request.files.len() > MOST_FILES {
            return Err(AppError::input("act.files", format!("a statement names {MOST_FILES} files at the most")));
        }
        self.files(&request.files)
    }

    /// Evidence that a statement replaces: another statement, for what a tool wrote is replaced by reading it anew.
    fn replaced(&self, scope: &WorkspaceScope, key: &str) -> Answer<Ref<Evidence>> {
        let head = self.head(scope, &self.resolve(scope, key.trim())?)?;
        let body: Option<Evidence> = Self::read_body(&head);
        if body.is_none_or(|b| b.origin != EvidenceOrigin::HumanAct) {
            let text = format!("{} is no evidence that a person stated; only such evidence is replaced here", head.key);
            return Err(AppError::input("supersedes.unfit", text));
        }
        head.key.try_into().map_err(|e: String| AppError::input("supersedes.unfit", e))
    }
}

fn attached(file: &StoredArtifact) -> ArtifactPart {
    let name = if file.name.is_empty() { "unnamed".to_owned() } else { file.name.clone() };
    ArtifactPart { name, sha256: file.sha256(), size: file.size(), role: ROLE.to_owned() }
}

/// When what was seen was seen, at the latest.
fn last_day(period: &Period) -> Option<Timestamp> {
    period.to.as_ref().and_then(Day::start)
}

/// An answer, or what is wrong noted beside its field. What is nobody's fault who asks goes on as it is.
fn placed<T>(at: &str, answer: Answer<T>, problems: &mut Vec<Problem>) -> Answer<Option<T>> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.class, ErrorClass::Input | ErrorClass::NotFound) => {
            problems.push(Problem::new(at, &error.code, error.text));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn all_placed<T>(all: impl Iterator<Item = (String, Answer<T>)>, problems: &mut Vec<Problem>) -> Answer<Vec<T>> {
    let mut held = Vec::new();
    for (at, answer) in all {
        held.extend(placed(&at, answer, problems)?);
    }
    Ok(held)
}
