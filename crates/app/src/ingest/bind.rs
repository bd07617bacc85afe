//! From a parsed run to an evidence record: the subject is bound explicitly, the tool's own claim is kept beside it.

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::system_version::{SystemVersion, parts_digest};
use assay_domain::{ArtifactPart, Claimed, Collector, Digest, Key, Kind, Observation, Subject, SubjectMatch, Write};
use assay_evidence::{Artifact as _, ParsedRun};
use assay_log::tree::{leaf_hash, root_of};
use assay_store::WorkspaceScope;

use super::deliver::Delivery;
use crate::access::Principal;
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError};

/// What a delivery is bound to.
pub(super) struct Binding {
    pub(super) subject: Subject,
    pub(super) aliases: Vec<String>,
    /// Digest of the parts the version names now.
    pub(super) parts: Option<Digest>,
}

impl Workspace {
    /// The subject of a delivery, with the names that tools give it.
    pub(super) fn binding(&self, scope: &WorkspaceScope, text: &str) -> Answer<Binding> {
        let subject = self.subject(scope, text)?;
        let (aliases, parts) = match &subject {
            Subject::Version(..) => {
                let version = self.head(scope, &self.resolve(scope, text)?)?;
                let body: SystemVersion = Self::read_body(&version)
                    .ok_or_else(|| AppError::internal(format!("{} does not read", version.key)))?;
                (body.aliases, parts_digest(&Self::body(&version)))
            }
            Subject::Record(key) if matches!(key.prefix(), "SYS" | "MOD" | "DAT") => (Vec::new(), None),
            _ => {
                let wrong = format!(
                    "`{text}` cannot be a subject of evidence; name a system version such as SYS-1@1.1.0, a system, a model or a data set"
                );
                return Err(AppError::input("subject.unfit", wrong));
            }
        };
        Ok(Binding { subject, aliases, parts })
    }

    pub(super) fn collector(&self, principal: &Principal) -> Answer<Collector> {
        Ok(Collector {
            member: principal.key.clone().try_into().map_err(AppError::internal)?,
            via: principal.via.as_str().to_owned(),
            token: principal.token.as_ref().map(Key::to_string),
        })
    }

    /// The write of one run.
    pub(super) fn evidence(&self, delivery: &Delivery<'_>, run: ParsedRun) -> Answer<Write> {
        let kind =
            Kind::named("evidence").ok_or_else(|| AppError::internal("the kind `evidence` is not registered"))?;
        let binding = &delivery.binding;
        let part = |(index, role): &(usize, &'static str)| {
            delivery.files.get(*index).map(|f| ArtifactPart {
                name: f.name().to_owned(),
                sha256: f.sha256(),
                size: f.size(),
                role: (*role).to_owned(),
            })
        };
        let mut parsed = run.run;
        parsed.pipeline.clone_from(&delivery.request.pipeline);
        parsed.attempt = delivery.request.attempt;
        let body = Evidence {
            title: format!("{}, {}", run.title, binding.subject),
            evidence_kind: run.evidence_kind,
            subject: Some(binding.subject.clone()),
            subject_parts: binding.parts,
            tool: run.tool,
            format: run.format,
            parser: run.parser,
            run: parsed,
            subject_match: fits(&run.claimed, &binding.aliases),
            times: run.times,
            claimed: run.claimed,
            representativeness: run.representativeness,
            representativeness_reasons: run.representativeness_reasons,
            population: run.population,
            datasets: run.datasets,
            collector: Some(delivery.collector.clone()),
            artifacts: run.parts.iter().filter_map(part).collect(),
            observations: u32::try_from(run.observations.len()).unwrap_or(u32::MAX),
            observations_root: Some(observations_root(&run.observations)?),
            warnings: run.warnings,
            supersedes: None,
            ..Evidence::default()
        };
        let when = body.times.started.as_ref().map(|t| t.instant);
        let value = serde_json::to_value(&body).map_err(AppError::internal)?;
        let normal = kind.normalise(value).map_err(AppError::body)?;
        let mut write = self.write(Draft { effective: when, ..self.new_record(kind, normal) })?;
        write.observations = run.observations;
        write.subject = Some(binding.subject.to_string());
        Ok(write)
    }
}

/// How the tool's claim fits the names the version declares.
fn fits(claimed: &Claimed, aliases: &[String]) -> SubjectMatch {
    if aliases.is_empty() || claimed.model.is_none() {
        return SubjectMatch::NotStated;
    }
    let model = claimed.model.as_deref().unwrap_or_default();
    let long = claimed.provider.as_ref().map(|p| format!("{p}/{model}"));
    let same = aliases.iter().any(|a| a == model || Some(a) == long.as_ref());
    if same { SubjectMatch::Exact } else { SubjectMatch::Mismatch }
}

/// RFC 9162 root over the canonical JSON of the observations: what the evidence record commits to.
pub(crate) fn observations_root(observations: &[Observation]) -> Answer<Digest> {
    let leaves: Answer<Vec<[u8; 32]>> = observations
        .iter()
        .map(|o| {
            let value = serde_json::to_value(o).map_err(AppError::internal)?;
            Ok(leaf_hash(&assay_log::canonical::canonical(&value).map_err(AppError::internal)?))
        })
        .collect();
    Ok(Digest(root_of(&leaves?)))
}
