//! What follows: rules, verdicts, posture, roll-up; pure functions.
//!
//! A [`CheckSet`] judges a [`World`] and gives verdicts; [`roll_up`] turns verdicts into the state of each requirement
//! for each subject at a moment. No rule sees the clock: what runs out carries `valid_until`, and stale and expiring
//! are worked out when somebody looks.

mod affected;
mod body;
mod judge;
mod population;
mod posture;
mod predicate;
mod reasons;
mod rules;
mod set;
mod subjects;
mod titles;
mod usable;
mod veil;
mod world;

pub use affected::{Affected, affected};
pub use body::Body;
pub use judge::{Judgement, judge, judge_all, speaks_for_all};
pub use posture::{EXPIRING_DAYS, RequirementState, deciding, effective_outcome, next_turn, roll_up, stale, worst};
pub use predicate::{Answered, Current, Due, Kept, Points, Predicate, Take};
pub use reasons::reason;
pub use set::{BASELINE, CheckDefinition, CheckSet, CheckSetError, Over, definition_of};
pub use subjects::in_scope;
pub use titles::check_title;
pub use veil::without_keys;
pub use world::{Fact, Record, World};
