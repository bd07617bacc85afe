//! What differs between two revisions of a record, field by field.

use assay_domain::Action;
use assay_store::Revision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use crate::access::Principal;
use crate::dto::{DiffSide, FieldChange, How, LineChange, RecordDiff};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// From how many characters on a text is also compared line by line.
const LONG: usize = 80;
/// Most lines of a text, or items of a list, that are matched up; longer ones are given whole.
const MOST_MATCHED: usize = 2_000;
/// Lines shown around a changed one.
const CONTEXT: usize = 2;

/// Which revisions.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DiffRequest {
    /// The revision to start from; the one before `to` unless stated.
    pub from: Option<u32>,
    /// The revision to end with; the present one unless stated.
    pub to: Option<u32>,
}

impl Workspace {
    /// What differs between two revisions. Of what was erased nothing is told but that it was.
    ///
    /// # Errors
    /// When there is no such record or revision, or it is not the asker's to see.
    pub fn diff(&self, principal: &Principal, key_text: &str, request: &DiffRequest) -> Answer<RecordDiff> {
        let scope = self.enter(principal, Action::Read)?;
        let key = self.resolve(&scope, key_text)?;
        let history = self.revisions(&scope, &key)?;
        let last = history.last().ok_or_else(|| AppError::not_found(format!("record {key}")))?;
        let to = request.to.unwrap_or(last.revision);
        let from = request.from.unwrap_or_else(|| to.saturating_sub(1).max(1));
        let find = |number: u32| {
            let found = history.iter().find(|r| r.revision == number);
            found.ok_or_else(|| {
                let text = format!("revision {number} of {key}; it has revisions 1 to {}", last.revision);
                AppError::not_found(text)
            })
        };
        let (from, to) = (find(from)?, find(to)?);
        let changes = match (&from.body, &to.body) {
            (Some(_), Some(_)) => differences(&Self::body(from), &Self::body(to)),
            _ => Vec::new(),
        };
        Ok(RecordDiff { key: key.to_string(), kind: last.kind.clone(), from: side(from), to: side(to), changes })
    }
}

fn side(r: &Revision) -> DiffSide {
    DiffSide {
        revision: r.revision,
        state: r.state.clone(),
        op: r.op.clone(),
        actor: r.actor.to_string(),
        at: r.at,
        erased: r.body.is_none(),
    }
}

/// Every difference between two bodies, in the order of their fields.
#[must_use]
pub fn differences(old: &Value, new: &Value) -> Vec<FieldChange> {
    let mut out = Vec::new();
    compare(old, new, "", &mut out);
    out
}

fn compare(old: &Value, new: &Value, at: &str, out: &mut Vec<FieldChange>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(before), Value::Object(after)) => {
            let appeared = after.keys().filter(|name| !before.contains_key(*name));
            for name in before.keys().chain(appeared) {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                match (before.get(name), after.get(name)) {
                    (Some(a), Some(b)) => compare(a, b, &at, out),
                    (a, b) => out.push(change(&at, a, b)),
                }
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len().max(after.len()) <= MOST_MATCHED => {
            items(before, after, at, out);
        }
        _ => out.push(change(at, Some(old), Some(new))),
    }
}

/// Items are matched up first, so that one put in front does not make all others look changed. A path counts in the
/// revision that holds the item: the old one for what went, the new one for what came.
fn items(before: &[Value], after: &[Value], at: &str, out: &mut Vec<FieldChange>) {
    let texts = |items: &[Value]| items.iter().map(Value::to_string).collect::<Vec<_>>();
    let path = |index: usize| format!("{at}/{index}");
    for op in capture_diff_slices(Algorithm::Myers, &texts(before), &texts(after)) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Replace { old_index, old_len, new_index, new_len } if old_len == new_len => {
                for step in 0..old_len {
                    compare(&before[old_index + step], &after[new_index + step], &path(new_index + step), out);
                }
            }
            _ => {
                out.extend(op.old_range().map(|i| change(&path(i), before.get(i), None)));
                out.extend(op.new_range().map(|i| change(&path(i), None, after.get(i))));
            }
        }
    }
}

fn change(at: &str, old: Option<&Value>, new: Option<&Value>) -> FieldChange {
    let how = match (old, new) {
        (None, _) => How::Added,
        (_, None) => How::Removed,
        _ => How::Changed,
    };
    let lines = match (old.and_then(Value::as_str), new.and_then(Value::as_str)) {
        (Some(a), Some(b)) => lines(a, b),
        _ => Vec::new(),
    };
    FieldChange { path: at.to_owned(), how, old: old.cloned(), new: new.cloned(), lines }
}

fn lines(old: &str, new: &str) -> Vec<LineChange> {
    let long = |text: &str| text.contains('\n') || text.chars().count() >= LONG;
    let count = |text: &str| text.lines().count();
    if !(long(old) || long(new)) || count(old).max(count(new)) > MOST_MATCHED {
        return Vec::new();
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_lines(old, new);
    let groups = diff.grouped_ops(CONTEXT);
    let of_group = |group: &Vec<DiffOp>| group.iter().flat_map(|op| diff.iter_changes(op)).collect::<Vec<_>>();
    let line = |c: similar::Change<&str>| LineChange {
        how: match c.tag() {
            ChangeTag::Equal => None,
            ChangeTag::Delete => Some(How::Removed),
            ChangeTag::Insert => Some(How::Added),
        },
        text: c.value().trim_end_matches(['\n', '\r']).to_owned(),
    };
    groups.iter().flat_map(of_group).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn told(old: &Value, new: &Value) -> Vec<(String, How)> {
        differences(old, new).into_iter().map(|c| (c.path, c.how)).collect()
    }

    #[test]
    fn fields_items_and_nested_values_are_told_apart() {
        let old = json!({"title": "a", "list": ["x", "y"], "gone": 1, "deep": {"a/b": 1, "c": [{"d": 1}]}});
        let new = json!({"title": "b", "list": ["w", "x", "y"], "deep": {"a/b": 2, "c": [{"d": 2}]}, "came": true});
        let expected = [
            ("/title", How::Changed),
            ("/list/0", How::Added),
            ("/gone", How::Removed),
            ("/deep/a~1b", How::Changed),
            ("/deep/c/0/d", How::Changed),
            ("/came", How::Added),
        ];
        assert_eq!(told(&old, &new), expected.map(|(path, how)| (path.to_owned(), how)));
        assert!(differences(&old, &old).is_empty());
    }

    #[test]
    fn long_text_is_told_by_lines() {
        let old: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let new = old.replace("line 10\n", "line ten\n");
        let change = differences(&json!({"text": old}), &json!({"text": new})).remove(0);
        let lines: Vec<_> = change.lines.iter().map(|l| (l.how, l.text.as_str())).collect();
        let expected = [
            (None, "line 8"),
            (None, "line 9"),
            (Some(How::Removed), "line 10"),
            (Some(How::Added), "line ten"),
            (None, "line 11"),
            (None, "line 12"),
        ];
        assert_eq!(lines, expected);
        assert!(differences(&json!({"t": "a"}), &json!({"t": "b"}))[0].lines.is_empty());
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-c]{0,2}".prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[a-c~/]{1,2}", inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_path_leads_to_what_it_tells(old in any_value(), new in any_value()) {
            let changes = differences(&old, &new);
            prop_assert_eq!(changes.is_empty(), old == new);
            for c in changes {
                if let Some(value) = &c.new {
                    prop_assert_eq!(new.pointer(&c.path), Some(value));
                }
                if c.how == How::Removed {
                    prop_assert_eq!(old.pointer(&c.path), c.old.as_ref());
                }
            }
        }
    }
}
