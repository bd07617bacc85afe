//! What a kind file provides beside its struct.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Frozen, Problem};

/// The body of a record: a struct whose fields and their comments give schema, form, table and API.
///
/// Every field defaults, so that a draft is saved with a title and an owner alone; what else is needed belongs
/// to the transitions.
pub trait Body: Serialize + DeserializeOwned + JsonSchema + Clone + Default + 'static {
    /// Kebab-case name, for example `ai-system`.
    const NAME: &'static str;
    /// Key prefix, for example `SYS`.
    const PREFIX: &'static str;

    /// Fields that stand still in some states although the body may be edited there.
    const FROZEN: &'static [Frozen] = &[];

    /// A body that passes every check, with references to the first record of each kind.
    fn sample() -> Self;

    /// Faults that serde cannot see.
    fn check(&self) -> Vec<Problem> {
        Vec::new()
    }

    /// What this body lacks for a transition, beyond the fields the transition requires.
    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let _ = transition;
        Vec::new()
    }

    /// Names that no other record of the workspace may hold at the same time.
    fn unique(&self) -> Vec<String> {
        Vec::new()
    }
}
