//! What a law adds to a row: whom it binds, on which route, since when, and how sure that is.

use serde::{Deserialize, Serialize};

use crate::{Certainty, Day, Source};

/// What is said of a law as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its CELEX number.
    pub celex: String,
    /// The CELEX number of the act that amended it.
    pub amended_by: String,
    /// The CELEX number of the consolidated text.
    pub consolidated: String,
    /// The first day of the amended calendar.
    pub amendment_in_force: Day,
    /// Where its dates were read.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// The bands of its fines.
    #[serde(rename = "fine", default)]
    pub fines: Vec<Fine>,
    /// What happened and will happen to it, in order.
    #[serde(rename = "event", default)]
    pub events: Vec<LawEvent>,
    /// Standards made, or said to be made, for it.
    #[serde(rename = "standard", default)]
    pub standards: Vec<LawStandard>,
}

impl Law {
    /// The calendar that held on a day: assessments made before the amendment were made under the original one.
    #[must_use]
    pub fn calendar_on(&self, day: &Day) -> Calendar {
        if *day < self.amendment_in_force { Calendar::Original } else { Calendar::Amended }
    }
}

/// Of an amended law, which of its two calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// As first published.
    Original,
    /// As it stands.
    Amended,
}

/// A band of fines: at most an amount, or a share of the worldwide turnover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fine {
    /// Its name in rows.
    pub id: String,
    /// Where it is laid down.
    pub basis: String,
    /// Euros.
    pub max_eur: u64,
    /// Percent of the worldwide annual turnover.
    pub max_turnover_percent: u8,
    /// Which of the two counts.
    pub rule: Which,
    /// Which counts for small and medium-sized enterprises; absent where nothing is said.
    pub sme_rule: Option<Which>,
    /// Which counts for small mid-caps; absent where nothing is said.
    pub smc_rule: Option<Which>,
}

/// Of two amounts, which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The higher.
    Higher,
    /// The lower.
    Lower,
}

/// A day in the life of a law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawEvent {
    /// When.
    pub day: Day,
    /// What.
    pub title: String,
    /// How sure.
    pub certainty: Certainty,
}

/// A standard made for a law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawStandard {
    /// Its number.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Which articles it is meant for.
    pub covers: String,
    /// How far it is.
    pub status: String,
    /// How sure.
    pub certainty: Certainty,
}

/// What is said of an article, a point or an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationDetail {
    /// What the row does.
    pub nature: Nature,
    /// Whom it speaks to.
    pub roles: Vec<ActRole>,
    /// Which systems or models it speaks of; empty: whatever the class.
    pub classes: Vec<ActClass>,
    /// What organisations usually show.
    pub typical_evidence: Vec<String>,
    /// The band of the fine, from [`Law::fines`].
    pub fine: Option<String>,
    /// What is said of the fine where no band follows from the row itself.
    pub fine_note: Option<String>,
    /// When it formally applies, where it bites only later.
    pub formal_application: Option<Day>,
    /// Until when what was on the market before has time.
    pub legacy_until: Option<Day>,
    /// The section of an annex the row is in.
    pub section: Option<String>,
    /// How sure the row is.
    pub certainty: Certainty,
    /// What a reader should know.
    pub note: Option<String>,
    /// Since when, route by route; never empty.
    pub applies: Vec<Application>,
}

/// What a row of a law does: our reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Bans something.
    Prohibition,
    /// Asks for something.
    Duty,
    /// Allows something under conditions.
    Permission,
    /// Says which systems or models are meant.
    Classification,
    /// Says what a document contains.
    Content,
    /// Offers a way to show conformity.
    Means,
    /// Threatens.
    Sanction,
    /// Says what holds for what was there before.
    Transition,
}

/// A role in the sense of the EU AI Act. ISO/IEC 22989 uses some of the words in another sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActRole {
    /// Places an AI system on the market or puts it into service under its name.
    Provider,
    /// Uses an AI system under its authority.
    Deployer,
    /// Makes the product an AI system is part of.
    ProductManufacturer,
    /// Provides a general-purpose AI model.
    GpaiProvider,
    /// Provides a general-purpose AI model with systemic risk.
    GpaiSystemicRiskProvider,
    /// Acts in the Union for a provider from outside.
    AuthorisedRepresentative,
    /// Brings in what a provider from outside has made.
    Importer,
    /// Makes available without being provider or importer.
    Distributor,
    /// Assesses conformity.
    NotifiedBody,
    /// Supplies parts, tools or services to a provider.
    ThirdPartySupplier,
}

/// What the EU AI Act takes a system or model for. A system may be several at once; other words for lower classes are
/// not of the Act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActClass {
    /// A practice of Art. 5.
    Prohibited,
    /// High-risk by Art. 6.
    HighRisk,
    /// Under a transparency duty of Art. 50.
    Transparency,
    /// A general-purpose AI model.
    Gpai,
    /// A general-purpose AI model with systemic risk.
    GpaiSystemic,
}

impl ActClass {
    /// Every class.
    pub const ALL: [Self; 5] = [Self::Prohibited, Self::HighRisk, Self::Transparency, Self::Gpai, Self::GpaiSystemic];
}

/// The way by which a system comes to be high-risk; the dates differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Whatever the route.
    Any,
    /// A use of Annex III (Art. 6(2)).
    AnnexIii,
    /// A product of Annex I (Art. 6(1)).
    AnnexI,
}

/// Since when a row applies on a route, before and after the amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// On which route.
    pub route: Route,
    /// As first published; absent where the amendment added the row, or no source says.
    pub original: Option<Day>,
    /// As it stands.
    pub amended: Day,
    /// Where it was read, from [`Law::sources`]; never empty.
    pub sources: Vec<String>,
    /// How sure.
    pub certainty: Certainty,
}

impl Application {
    /// The day in one of the calendars.
    #[must_use]
    pub const fn on(&self, calendar: Calendar) -> Option<&Day> {
        match calendar {
            Calendar::Original => self.original.as_ref(),
            Calendar::Amended => Some(&self.amended),
        }
    }
}
