//! Fields that stand still while the rest of a record goes on: criteria fixed with an action, a population frozen
//! before it is sampled, a text that was approved and waits to be sent.

use serde_json::Value;

use crate::Problem;

/// States in which some fields may no longer change.
#[derive(Debug, Clone, Copy)]
pub struct Frozen {
    /// The states; the body as a whole may be edited in them.
    pub states: &'static [&'static str],
    /// The fields that stand still.
    pub fields: &'static [&'static str],
}

/// What an edit would change although it stands still.
pub(crate) fn changes(frozen: &[Frozen], state: &str, before: &Value, after: &Value) -> Vec<Problem> {
    let here = frozen.iter().filter(|f| f.states.contains(&state)).flat_map(|f| f.fields);
    let changed = here.filter(|field| before.get(**field) != after.get(**field));
    changed
        .map(|field| {
            let text = format!("`{field}` was fixed before and stands still while the record is {state}");
            Problem::new(format!("/{field}"), "field.frozen", text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_named_fields_stand_still_and_only_in_their_states() {
        let frozen = [Frozen { states: &["done"], fields: &["criteria"] }];
        let before = json!({"criteria": "below 4 percent", "note": "a"});
        let changed = |state: &str, after: Value| changes(&frozen, state, &before, &after).len();
        assert_eq!(changed("done", json!({"criteria": "below 9 percent"})), 1);
        assert_eq!(changed("done", json!({})), 1);
        assert_eq!(changed("done", json!({"criteria": "below 4 percent", "note": "b"})), 0);
        assert_eq!(changed("draft", json!({"criteria": "below 9 percent"})), 0);
    }
}
