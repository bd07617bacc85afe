//! What standards and laws ask: requirements as data, one file a framework; and how frameworks lie to each other.
//!
//! A framework is a file `data/<slug>.toml`; being there registers it. An earlier edition of it stands beside it as
//! `data/<slug>@<year>.toml`. The rows are in the order of the standard and say in our own words what is asked, with
//! titles in every language of the product. A crosswalk is a file `data/crosswalks/<slug>--<slug>.toml`; it offers and
//! never concludes. The state of any organisation is no business of this crate.
//!
//! A workspace holds the text of the editions in force ([`Framework::source`], named by [`Framework::digest`]), so
//! [`Framework::parse`] and [`Crosswalk::parse`] read a stored text as they read a shipped one.

mod annex_c;
mod certainty;
mod check;
mod clock;
mod crosswalk;
mod dates;
mod day;
mod error;
mod file;
mod framework;
mod kind;
mod law;
mod list;
mod order;
mod parse;
mod reference;
mod registry;
mod requirement;
mod titles;

pub use annex_c::{AnnexC, Named, annex_c};
pub use assay_domain::Relation;
pub use certainty::{Certainty, Source};
pub use clock::{Clock, ClockList, ClockUnit, Prompt, Promptness, StartEvent, Within, clocks};
pub use crosswalk::{Crosswalk, CrosswalkError, End, MAX_PAIRS, Offer, Pair, PairError};
pub use dates::{Dated, DatesQuery};
pub use day::{Day, DayError};
pub use error::{FrameworkError, RowError};
pub use framework::Framework;
pub use kind::{RequirementKey, RequirementKind};
pub use law::{
    ActClass, ActRole, Application, Calendar, Fine, Law, LawEvent, LawStandard, Nature, ObligationDetail, Route, Which,
};
pub use list::ListError;
pub use order::natural_order;
pub use parse::{MAX_ROWS, MAX_SOURCE};
pub use reference::{OWN, RequirementRef, RequirementRefError};
pub use registry::{all, crosswalk, crosswalks, crosswalks_of, editions, get, get_edition, offers, slugs};
pub use requirement::{
    ActionDetail, Applies, ClauseDetail, ControlDetail, Pdca, PiiRole, PracticeDetail, PrivacyDetail, Requirement,
    RequirementDetail,
};
pub use titles::{Locale, Titles};
