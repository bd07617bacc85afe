//! Guards of transitions, and what they read.

use assay_domain::{Guard, Key, Seen, Transition};
use assay_store::WorkspaceScope;
use serde_json::Value;

use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Checks a transition's guards; gives back what they relied on, for the read set.
pub(super) fn hold(
    ws: &Workspace,
    scope: &WorkspaceScope,
    key: &Key,
    body: &Value,
    transition: &Transition,
) -> Answer<Vec<Seen>> {
    let mut reads = Vec::new();
    for guard in transition.guards {
        match *guard {
            Guard::TargetIn { field, states } => {
                let target: Option<Key> = body.get(field).and_then(Value::as_str).and_then(|k| k.parse().ok());
                let Some(target) = target else {
                    return Err(refuse(transition, &format!("`{field}` names no record"), field));
                };
                let head =
                    ws.store.head(scope, &target)?.ok_or_else(|| AppError::not_found(format!("record {target}")))?;
                if !states.contains(&head.state.as_str()) {
                    let text = format!("{target} is {}, and has to be {}", head.state, states.join(" or "));
                    return Err(refuse(transition, &text, field));
                }
                reads.push(Seen::At(target, head.revision));
            }
            Guard::OneStated { fields } => {
                if fields.iter().all(|f| body.get(*f).is_none()) {
                    return Err(refuse(
                        transition,
                        &format!("one of {} has to be stated", fields.join(", ")),
                        fields[0],
                    ));
                }
            }
            Guard::NoneLinked { kind, field, states } => {
                for link in ws.store.links_to(scope, key)?.into_iter().filter(|l| l.field == field) {
                    let other = ws.store.head(scope, &link.from)?;
                    if let Some(other) = other.filter(|o| o.kind == kind && states.contains(&o.state.as_str())) {
                        let text = format!("{} is {} and points here", other.key, other.state);
                        return Err(refuse(transition, &text, field));
                    }
                }
                let states = states.iter().map(|s| (*s).to_owned()).collect();
                reads.push(Seen::NoneLinked {
                    kind: kind.to_owned(),
                    field: field.to_owned(),
                    to: key.clone(),
                    states,
                });
            }
        }
    }
    Ok(reads)
}

fn refuse(transition: &Transition, why: &str, field: &str) -> AppError {
    let text = format!("`{}` is not possible: {why}", transition.name);
    AppError::new(ErrorClass::Conflict, "transition.guard", text).with("field", field)
}
