//! Guards of transitions, and what they read.

use assay_domain::{Day, Guard, Key, Seen, Transition};
use assay_store::{Revision, WorkspaceScope};
use serde_json::Value;

use crate::access::own_work;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// What a guard is held against.
struct Held<'a> {
    ws: &'a Workspace,
    /// What is so, for the decision.
    scope: WorkspaceScope,
    /// What the asker sees, for the words of a refusal.
    seen: &'a WorkspaceScope,
    key: &'a Key,
    body: &'a Value,
    transition: &'a Transition,
}

/// Checks a transition's guards; gives back what they relied on, for the read set.
pub(super) fn hold(
    ws: &Workspace,
    seen: &WorkspaceScope,
    key: &Key,
    body: &Value,
    transition: &Transition,
) -> Answer<Vec<Seen>> {
    let held = Held { ws, scope: own_work(ws.id), seen, key, body, transition };
    let mut reads = Vec::new();
    for guard in transition.guards {
        held.one(guard, &mut reads)?;
    }
    Ok(reads)
}

impl Held<'_> {
    fn one(&self, guard: &Guard, reads: &mut Vec<Seen>) -> Answer<()> {
        match *guard {
            Guard::TargetIn { field, states } => {
                let target = keys(self.body.get(field)).into_iter().next();
                let target = target.ok_or_else(|| self.refuse(&format!("`{field}` names no record"), field))?;
                self.in_states(target, field, states, reads)
            }
            Guard::AllIn { field, states } => {
                keys(self.body.get(field)).into_iter().try_for_each(|k| self.in_states(k, field, states, reads))
            }
            Guard::OneStated { fields } => {
                if fields.iter().all(|f| self.body.get(*f).is_none()) {
                    return Err(self.refuse(&format!("one of {} has to be stated", fields.join(", ")), fields[0]));
                }
                Ok(())
            }
            Guard::NoneLinked { kind, field, states } => {
                if let Some(other) = self.linked(kind, field, states)? {
                    let what = self.name(&other.key);
                    return Err(self.refuse(&format!("{what} is {} and points here", other.state), field));
                }
                let states = states.iter().map(|s| (*s).to_owned()).collect();
                let (kind, field) = (kind.to_owned(), field.to_owned());
                reads.push(Seen::NoneLinked { kind, field, to: self.key.clone(), states });
                Ok(())
            }
            Guard::SomeLinked { kind, field, states } => {
                let other = self.linked(kind, field, states)?.ok_or_else(|| {
                    let text = format!("no {} that is {} points here", kind.replace('-', " "), states.join(" or "));
                    self.refuse(&text, field)
                })?;
                reads.push(Seen::At(other.key, other.revision));
                Ok(())
            }
            Guard::DayCome { field } => match self.body.get(field).and_then(Value::as_str).map(Day::from) {
                Some(day) if !day.has_come(self.ws.clock.now()) => {
                    Err(self.refuse(&format!("`{field}` is {day}, which lies ahead"), field))
                }
                _ => Ok(()),
            },
            Guard::Known { field } => {
                let text = self.body.get(field).and_then(Value::as_str).unwrap_or_default();
                self.known(text, field)
            }
            Guard::KnownRows { framework, rows, field } => {
                let framework = self.body.get(framework).and_then(Value::as_str).unwrap_or_default();
                let rows = self.body.get(rows).and_then(Value::as_array).into_iter().flatten();
                let ids = rows.filter_map(|row| row.get(field)?.as_str());
                ids.into_iter().try_for_each(|id| self.known(&format!("{framework}:{id}"), field))
            }
            Guard::When { field, is, then } => {
                let holds = match self.body.get(field) {
                    Some(Value::String(text)) => text == is,
                    Some(Value::Bool(truth)) => truth.to_string() == is,
                    _ => false,
                };
                if holds { then.iter().try_for_each(|g| self.one(g, reads)) } else { Ok(()) }
            }
        }
    }

    /// A requirement that a framework holds, by its qualified id.
    fn known(&self, text: &str, field: &str) -> Answer<()> {
        let read = text.parse::<assay_frameworks::RequirementRef>();
        let found = read.and_then(|reference| reference.resolve().map(drop));
        found.map_err(|e| self.refuse(&e.to_string(), field))
    }

    fn in_states(&self, target: Key, field: &str, states: &[&str], reads: &mut Vec<Seen>) -> Answer<()> {
        let head = self.ws.store.head(&self.scope, &target)?;
        let head = head.ok_or_else(|| AppError::not_found(format!("record {target}")))?;
        if !states.contains(&head.state.as_str()) {
            let what = self.name(&target);
            let text = format!("{what} is {}, and has to be {}", head.state, states.join(" or "));
            return Err(self.refuse(&text, field));
        }
        reads.push(Seen::At(target, head.revision));
        Ok(())
    }

    /// A record of the kind that points here from the field, in one of the states.
    fn linked(&self, kind: &str, field: &str, states: &[&str]) -> Answer<Option<Revision>> {
        for link in self.ws.store.links_to(&self.scope, self.key)?.into_iter().filter(|l| l.field == field) {
            let other = self.ws.store.head(&self.scope, &link.from)?;
            if let Some(other) = other.filter(|o| o.kind == kind && states.contains(&o.state.as_str())) {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }

    /// A record as the asker may know it.
    fn name(&self, key: &Key) -> String {
        if self.seen.hides(key) { "a record that you do not see".to_owned() } else { key.to_string() }
    }

    fn refuse(&self, why: &str, field: &str) -> AppError {
        let text = format!("`{}` is not possible: {why}", self.transition.name);
        AppError::new(ErrorClass::Conflict, "transition.guard", text).with("field", field)
    }
}

/// The keys at a field: one, several, or none where a gap is stated.
pub(crate) fn keys(value: Option<&Value>) -> Vec<Key> {
    let texts = match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    texts.into_iter().filter_map(|k| k.parse().ok()).collect()
}
