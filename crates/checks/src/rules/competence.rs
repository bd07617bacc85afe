//! Who holds a role of the AIMS was found competent for it, by somebody who judged it [7.2, A.4.6].

use std::collections::BTreeMap;

use assay_domain::kinds::competence_evaluation::{Competence, CompetenceEvaluation};
use assay_domain::kinds::competence_requirement::CompetenceRequirement;
use assay_domain::kinds::role_assignment::RoleAssignment;
use assay_domain::{Key, Outcome, Stated};

use super::{Finding, gravest};
use crate::world::{Record, World};

type Evaluations<'w> = BTreeMap<Key, Vec<(&'w Record, CompetenceEvaluation)>>;

pub(super) fn held(world: &World) -> Finding {
    let mut evaluations: Evaluations<'_> = BTreeMap::new();
    for record in world.of_kind("competence-evaluation").filter(|r| r.state == "concluded") {
        let Some(body) = record.body::<CompetenceEvaluation>() else { continue };
        let Some(person) = body.person.as_ref().and_then(Stated::known).map(|p| p.key().clone()) else { continue };
        evaluations.entry(person).or_default().push((record, body));
    }
    let roles: Vec<&Record> = world.of_kind("role-assignment").filter(|r| r.state == "assigned").collect();
    let n = roles.len();
    let findings: Vec<Finding> = roles.iter().map(|r| one(world, r, &evaluations)).collect();
    let all: Vec<String> = findings.iter().flat_map(|f| f.evidence.clone()).collect();
    match gravest(findings) {
        None => Finding::new(Outcome::Missing, "competence.no-role", "no role is assigned", &[]),
        Some(f) if f.outcome == Outcome::Pass && n > 1 => {
            let text = "the holders of {n} roles were found competent";
            let mut whole =
                Finding::new(Outcome::Pass, "competence.all", text, &[("n", &n)]).resting_on(all).until(f.valid_until);
            whole.observed_at = f.observed_at;
            whole
        }
        Some(f) => f,
    }
}

fn one(world: &World, role: &Record, evaluations: &Evaluations<'_>) -> Finding {
    let key = &role.key;
    let args: [(&str, &dyn std::fmt::Display); 1] = [("role", key)];
    let on = |f: Finding| f.resting_on([key]).observed(role.state_at);
    let person = role.body::<RoleAssignment>().and_then(|b| b.person.map(|p| p.key().clone()));
    let own = person.and_then(|p| evaluations.get(&p));
    let newest = own.and_then(|all| all.iter().max_by_key(|(r, _)| r.state_seq));
    let Some((evaluation, body)) = newest else {
        let text = "nobody has judged whether the holder of {role} is competent for it";
        return on(Finding::new(Outcome::Fail, "competence.unjudged", text, &args));
    };
    let on = |f: Finding| f.resting_on([key, &evaluation.key]).observed(evaluation.state_at);
    let args: [(&str, &dyn std::fmt::Display); 2] = [("role", key), ("evaluation", &evaluation.key)];
    match body.result.as_ref().and_then(Stated::known) {
        Some(Competence::Competent) => {}
        Some(Competence::UnderSupervision) => {
            let text = "{evaluation} lets the holder of {role} work under supervision only";
            return on(Finding::new(Outcome::Undecided, "competence.supervised", text, &args));
        }
        Some(Competence::NotCompetent) => {
            let text = "{evaluation} found the holder of {role} not competent";
            return on(Finding::new(Outcome::Fail, "competence.lacking", text, &args));
        }
        None => {
            let text = "{evaluation} does not say whether the holder of {role} is competent";
            return on(Finding::new(Outcome::Undecided, "competence.open", text, &args));
        }
    }
    let requirement = body.requirement.as_ref().and_then(Stated::known).and_then(|r| world.get(r.key()));
    let renewal = requirement.and_then(Record::body::<CompetenceRequirement>).and_then(|r| body.renewal_due(&r));
    let until = renewal.and_then(|d| d.start());
    on(Finding::new(Outcome::Pass, "competence.held", "{evaluation} found the holder of {role} competent", &args))
        .until(until)
}
