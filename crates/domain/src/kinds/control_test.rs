//! Control test: whether a control worked in each case of a sample. The population is frozen and reconciled with an
//! independent source first; only then the seed is known, and every redraw stays on record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::Audit;
use super::control::Control;
use super::evidence::Evidence;
use super::person::Person;
use crate::kind::Shape;
use crate::sampling::{MOST_ITEMS, draw};
use crate::{
    Action, Body, Day, Digest, Frozen, Kind, Label, Moment, Period, Problem, Ref, Stated, Text, Timestamp, Transition,
    Workflow,
};

/// Control test.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ControlTest {
    /// What people read.
    pub title: String,
    /// Who tests.
    pub owner: Option<Ref<Person>>,
    /// The control.
    pub control: Option<Stated<Ref<Control>>>,
    /// The audit it belongs to.
    pub audit: Option<Ref<Audit>>,
    /// What has to hold in each case.
    pub attribute: Option<Stated<String>>,
    /// The days it covers.
    pub period: Option<Stated<Period>>,
    /// Every case of the period.
    pub population: Option<Stated<Frame>>,
    /// How the population was compared with a source that does not depend on it.
    pub reconciliation: Option<Stated<Reconciliation>>,
    /// How cases are chosen.
    pub method: Option<Stated<SamplingMethod>>,
    /// How many cases are looked at.
    pub sample_size: Option<Stated<u32>>,
    /// Positions chosen by hand, from 1, when the method is by risk or by judgement.
    pub chosen: Option<Stated<Vec<u64>>>,
    /// Why those.
    pub chosen_because: Option<String>,
    /// What the sample is drawn from.
    pub seed: Option<Stated<Seed>>,
    /// Seeds that were given up, each with its reason.
    pub redraws: Vec<Redraw>,
    /// The cases looked at.
    pub items: Option<Stated<Vec<TestedItem>>>,
    /// What the tester concludes.
    pub conclusion: Option<Stated<String>>,
}

/// A population, as it was frozen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Frame {
    /// What counts as a case.
    pub text: String,
    /// Where the list was taken from.
    pub source: String,
    /// The query that gave it.
    pub query: Option<String>,
    /// How many cases it has.
    pub size: u64,
    /// The list, one case a line, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub list: Option<Digest>,
    /// The position of our log it was taken at, when the cases are our records.
    pub position: Option<u64>,
}

/// A population against an independent count.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Reconciliation {
    /// The other source.
    pub with: Option<IndependentSource>,
    /// Which one, in words.
    pub source: String,
    /// How many cases it counts.
    pub count: u64,
    /// What explains a difference.
    pub difference: Option<String>,
    /// When.
    pub on: Option<Day>,
}

/// A source that does not depend on the list it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IndependentSource {
    /// Runs of a pipeline.
    Ci,
    /// A registry of models, packages or images.
    Registry,
    /// The number of tickets.
    TicketCount,
    /// Entries of another system's log.
    EventLog,
    /// Invoices or orders.
    Ledger,
    /// Another one, named.
    Other,
}

/// How cases are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SamplingMethod {
    /// Every case.
    All,
    /// By chance, from the seed.
    Random,
    /// The riskiest, by hand.
    RiskWeighted,
    /// By the tester's judgement.
    Judgement,
}

/// What a random sample is drawn from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    /// The text itself.
    pub value: String,
    /// Who or what gave it.
    pub from: Option<SeedSource>,
    /// Where it can be looked up, for example the public draw and its date.
    pub reference: Option<String>,
    /// When it was given or became public.
    pub given_at: Option<Moment>,
}

/// Where a seed comes from; never from who is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeedSource {
    /// The auditor named it.
    Auditor,
    /// A public value that nobody knew when the population was frozen.
    PublicValue,
}

/// A seed that was given up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Redraw {
    /// The seed.
    pub seed: String,
    /// Why another one was taken.
    pub because: String,
}

/// One case looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TestedItem {
    /// Its position in the list, from 1.
    pub position: u64,
    /// What it is, for example a ticket or a record key.
    pub name: String,
    /// What was found.
    pub outcome: Option<ItemOutcome>,
    /// What was seen.
    pub note: Option<String>,
    /// Evidence that was seen.
    pub evidence: Vec<Ref<Evidence>>,
}

/// What was found in one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemOutcome {
    /// The control worked.
    Pass,
    /// It did not.
    Exception,
    /// It cannot be told; which is no pass.
    NotTestable,
}

/// Cases by outcome; those without a pass count against the control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Cases looked at.
    pub tested: u64,
    /// Where the control worked.
    pub passed: u64,
    /// Where it did not, or where it cannot be told.
    pub not_passed: u64,
}

fn known<T>(stated: Option<&Stated<T>>) -> Option<&T> {
    stated.and_then(Stated::known)
}

impl ControlTest {
    /// The positions that have to be looked at; nothing while seed or population is open.
    #[must_use]
    pub fn sample_positions(&self) -> Option<Vec<u64>> {
        let size = known(self.population.as_ref())?.size;
        match known(self.method.as_ref())? {
            SamplingMethod::All => draw("", size, u32::try_from(size).ok()?),
            SamplingMethod::Random => draw(&known(self.seed.as_ref())?.value, size, *known(self.sample_size.as_ref())?),
            SamplingMethod::RiskWeighted | SamplingMethod::Judgement => known(self.chosen.as_ref()).cloned(),
        }
    }

    /// What the cases add up to; rates follow from it and are not kept.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let items = known(self.items.as_ref()).map(Vec::as_slice).unwrap_or_default();
        let passed = items.iter().filter(|i| i.outcome == Some(ItemOutcome::Pass)).count() as u64;
        let tested = items.len() as u64;
        Tally { tested, passed, not_passed: tested - passed }
    }

    /// Whether the seed was given after the population was frozen; nothing while either is open. A seed without a time
    /// is not later.
    #[must_use]
    pub fn seed_is_later(&self, frozen_at: Timestamp) -> Option<bool> {
        let seed = known(self.seed.as_ref())?;
        Some(seed.given_at.as_ref().and_then(Moment::at).is_some_and(|given| given > frozen_at))
    }

    fn lacks_population(&self, problems: &mut Vec<Problem>) {
        let Some(frame) = known(self.population.as_ref()) else { return };
        if frame.size == 0 || frame.list.is_none() {
            let text = "a frozen population has cases and a list of them, named by digest";
            problems.push(Problem::new("/population/list", "population.open", text));
        }
        if let Some(other) = known(self.reconciliation.as_ref())
            && (other.with.is_none() || (other.count != frame.size && other.difference.is_none()))
        {
            let text = format!(
                "the list has {} cases and the other source {}: name that source, and what explains a difference",
                frame.size, other.count
            );
            problems.push(Problem::new("/reconciliation", "population.unreconciled", text));
        }
    }

    fn lacks_seed(&self, problems: &mut Vec<Problem>) {
        match known(self.method.as_ref()) {
            Some(SamplingMethod::Random) => {
                let seed = known(self.seed.as_ref());
                let sound = seed.is_some_and(|s| !s.value.is_empty() && s.from.is_some() && s.given_at.is_some());
                if !sound {
                    let text = "a random sample needs a seed, who gave it and when";
                    problems.push(Problem::new("/seed", "seed.open", text));
                }
                if seed.is_some_and(|s| self.redraws.iter().any(|r| r.seed == s.value)) {
                    let text = "this seed was given up before; another one has to be given";
                    problems.push(Problem::new("/seed/value", "seed.used", text));
                }
            }
            Some(SamplingMethod::RiskWeighted | SamplingMethod::Judgement)
                if self.chosen.is_none() || self.chosen_because.is_none() =>
            {
                let text = "cases chosen by hand are named, with the reason for the choice";
                problems.push(Problem::new("/chosen", "sample.unexplained", text));
            }
            _ => {}
        }
    }

    fn lacks_items(&self, problems: &mut Vec<Problem>) {
        let Some(items) = known(self.items.as_ref()) else { return };
        let looked = |p: &u64| items.iter().any(|i| i.position == *p && i.outcome.is_some());
        let open: Vec<String> =
            self.sample_positions().unwrap_or_default().iter().filter(|p| !looked(p)).map(u64::to_string).collect();
        if !open.is_empty() {
            let text = format!("these cases of the sample have no outcome: {}", open.join(", "));
            problems.push(Problem::new("/items", "sample.open", text));
        }
    }
}

impl Body for ControlTest {
    const NAME: &'static str = "control-test";
    const PREFIX: &'static str = "CTT";
    const FROZEN: &'static [Frozen] = &[
        Frozen {
            states: &["population-frozen", "drawn"],
            fields: &["control", "attribute", "period", "population", "reconciliation", "method", "sample_size"],
        },
        Frozen { states: &["drawn"], fields: &["seed", "chosen", "chosen_because"] },
    ];

    fn sample() -> Self {
        let item = |position, outcome| TestedItem {
            position,
            name: format!("release {position}"),
            outcome: Some(outcome),
            note: None,
            evidence: vec![Ref::number(1)],
        };
        Self {
            title: "Releases are signed, third quarter".into(),
            owner: Some(Ref::number(2)),
            control: Some(Ref::number(1).into()),
            audit: Some(Ref::number(1)),
            attribute: Some("each part of the release carries a signature that verifies".into()),
            period: Some(Period::new("2026-07-01", "2026-09-30").into()),
            population: Some(
                Frame {
                    text: "releases to production".into(),
                    source: "release manifests".into(),
                    query: Some("kind = system-version, released in the period".into()),
                    size: 3,
                    list: Some(Digest([6; 32])),
                    position: Some(1_204),
                }
                .into(),
            ),
            reconciliation: Some(
                Reconciliation {
                    with: Some(IndependentSource::Ci),
                    source: "deployments of the pipeline".into(),
                    count: 3,
                    difference: None,
                    on: Some("2026-10-12".into()),
                }
                .into(),
            ),
            method: Some(SamplingMethod::Random.into()),
            sample_size: Some(3.into()),
            chosen: None,
            chosen_because: None,
            seed: Some(
                Seed {
                    value: "12 31 7 44 9 40".into(),
                    from: Some(SeedSource::PublicValue),
                    reference: Some("public draw of 12 October 2026".into()),
                    given_at: Some("2026-10-12T20:00:00Z".into()),
                }
                .into(),
            ),
            redraws: vec![Redraw { seed: "7 8 9 10 11 12".into(), because: "the draw was annulled".into() }],
            items: Some(
                vec![item(1, ItemOutcome::Pass), item(2, ItemOutcome::Exception), item(3, ItemOutcome::Pass)].into(),
            ),
            conclusion: Some("one of three releases was not signed".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let most = u64::from(MOST_ITEMS);
        let chosen = known(self.chosen.as_ref()).map_or(0, |c| c.len() as u64);
        let size = known(self.sample_size.as_ref()).map_or(0, |n| u64::from(*n));
        let mut problems = Vec::new();
        if chosen > most || size > most {
            let text = format!("a sample holds at most {most} cases");
            problems.push(Problem::new("/sample_size", "sample.too-large", text));
        }
        problems
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        match transition {
            "freeze" => self.lacks_population(&mut problems),
            "draw" => self.lacks_seed(&mut problems),
            "redraw" => {
                let seed = known(self.seed.as_ref()).map(|s| &s.value);
                if !self.redraws.iter().any(|r| Some(&r.seed) == seed && !r.because.is_empty()) {
                    let text = "name the seed that is given up, and why";
                    problems.push(Problem::new("/redraws", "redraw.unexplained", text));
                }
            }
            "conclude" => self.lacks_items(&mut problems),
            _ => {}
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ControlTest::NAME,
    prefix: ControlTest::PREFIX,
    version: 1,
    title: Text::new("Control test", "Teste de controle", "Teste de controlo"),
    refs: &["8.1", "9.1", "9.2.2"],
    workflow: &Workflow {
        states: &["draft", "population-frozen", "drawn", "concluded", "cancelled"],
        create: Some(Action::Write),
        editable: &["draft", "population-frozen", "drawn"],
        transitions: &[
            Transition {
                name: "freeze",
                from: &["draft"],
                to: "population-frozen",
                needs: Action::Review,
                requires: &["control", "attribute", "period", "population", "reconciliation", "method", "sample_size"],
                guards: &[],
                signs: Some("freezes this population as complete"),
            },
            Transition {
                name: "draw",
                from: &["population-frozen"],
                to: "drawn",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("draws the sample"),
            },
            Transition {
                name: "redraw",
                from: &["drawn"],
                to: "population-frozen",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("gives up this sample and draws another"),
            },
            Transition {
                name: "conclude",
                from: &["drawn"],
                to: "concluded",
                needs: Action::Review,
                requires: &["items", "conclusion"],
                guards: &[],
                signs: Some("concludes this test"),
            },
            Transition {
                name: "cancel",
                from: &["draft", "population-frozen", "drawn"],
                to: "cancelled",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("cancels this test"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Tester", "Testador", "Testador"),
        Label::new("control", "Control", "Controle", "Controlo"),
        Label::new("audit", "Audit", "Auditoria", "Auditoria"),
        Label::new("attribute", "What has to hold", "O que deve se verificar", "O que se deve verificar"),
        Label::new("period", "Period", "Período", "Período"),
        Label::new("population", "Population", "População", "População"),
        Label::new("reconciliation", "Reconciliation", "Conciliação", "Reconciliação"),
        Label::new("method", "Method", "Método", "Método"),
        Label::new("sample_size", "Sample size", "Tamanho da amostra", "Dimensão da amostra"),
        Label::new("chosen", "Chosen cases", "Casos escolhidos", "Casos escolhidos"),
        Label::new("chosen_because", "Why those", "Por que esses", "Porquê esses"),
        Label::new("seed", "Seed", "Semente", "Semente"),
        Label::new("redraws", "Redraws", "Novos sorteios", "Novos sorteios"),
        Label::new("items", "Cases", "Casos", "Casos"),
        Label::new("conclusion", "Conclusion", "Conclusão", "Conclusão"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ControlTest>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(test: &ControlTest, transition: &str) -> Vec<String> {
        test.lacks(transition).into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn a_population_is_reconciled_before_it_is_frozen() {
        let mut test = ControlTest::sample();
        assert!(codes(&test, "freeze").is_empty());
        if let Some(Stated::Known(other)) = &mut test.reconciliation {
            other.count = 4;
        }
        assert_eq!(codes(&test, "freeze"), ["population.unreconciled"]);
        if let Some(Stated::Known(frame)) = &mut test.population {
            frame.list = None;
        }
        assert_eq!(codes(&test, "freeze"), ["population.open", "population.unreconciled"]);
    }

    #[test]
    fn a_seed_is_given_later_and_never_twice() {
        let mut test = ControlTest::sample();
        assert!(codes(&test, "draw").is_empty());
        let at = |text: &str| Timestamp::parse(text).unwrap();
        assert_eq!(test.seed_is_later(at("2026-10-12T09:00:00Z")), Some(true));
        assert_eq!(test.seed_is_later(at("2026-10-13")), Some(false));
        assert_eq!(codes(&test, "redraw"), ["redraw.unexplained"]);
        test.redraws.push(Redraw { seed: "12 31 7 44 9 40".into(), because: "two cases no longer exist".into() });
        assert!(codes(&test, "redraw").is_empty());
        assert_eq!(codes(&test, "draw"), ["seed.used"]);
        test.seed = None;
        assert_eq!(codes(&test, "draw"), ["seed.open"]);
    }

    #[test]
    fn every_case_of_the_sample_has_an_outcome_and_what_cannot_be_told_is_no_pass() {
        let mut test = ControlTest::sample();
        assert!(codes(&test, "conclude").is_empty());
        assert_eq!(test.tally(), Tally { tested: 3, passed: 2, not_passed: 1 });
        if let Some(Stated::Known(items)) = &mut test.items {
            items[0].outcome = None;
            items[2].outcome = Some(ItemOutcome::NotTestable);
        }
        assert_eq!(codes(&test, "conclude"), ["sample.open"]);
        assert_eq!(test.tally(), Tally { tested: 3, passed: 0, not_passed: 3 });
    }
}
