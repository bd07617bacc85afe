//! What somebody has to do, by when.

use std::collections::BTreeSet;

use assay_domain::kinds::member::Member;
use assay_domain::{Action, Key, Timestamp};
use assay_store::WorkspaceScope;

use super::UpTo;
use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// Lines of a group are counted up to here.
const MOST: usize = 1_000;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Whether it is that of whoever asks; otherwise it is everybody's.
    pub own: bool,
    /// The groups, the most urgent first.
    pub groups: Vec<WorkGroup>,
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Its day has passed.
    Overdue,
    /// Within seven days.
    Week,
    /// After that.
    Later,
    /// Nobody has said by when.
    Undated,
}

/// What is due in a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkGroup {
    /// Which.
    pub span: Span,
    /// How much there is.
    pub total: UpTo,
    /// The first of it.
    pub lines: Vec<WorkLine>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// Key of the record.
    pub key: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its title; empty once erased.
    pub title: String,
    /// Its state.
    pub state: String,
    /// What it speaks of, where that is a record or a version.
    pub subject: Option<String>,
    /// Whose it is.
    pub owner: Option<String>,
    /// The first moment at which it is late; nothing where nobody has said by when it is to be done.
    pub due: Option<Timestamp>,
}

impl Workspace {
    /// What is to be done: that of whoever asks, or everybody's where nothing is theirs; what has no day comes last.
    /// `shown` lines of each group are read.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn work(&self, principal: &Principal, shown: usize) -> Answer<Option<Work>> {
        let scope = self.enter(principal, Action::Read)?;
        // Whoever only reads a demo at this machine is nobody.
        let member = if principal.proved.is_some() { self.store.head(&scope, &principal.key)? } else { None };
        let person = member.as_ref().and_then(Self::read_body::<Member>).and_then(|member| member.person);
        let person = person.map(|person| person.key().clone());
        let now = self.clock.now();
        let found = self.counted(principal, |counted, scope| {
            let (none_due, none_undated) = (BTreeSet::new(), BTreeSet::new());
            let due_of = person.as_ref().and_then(|key| counted.due_of.get(key)).unwrap_or(&none_due);
            let undated_of = person.as_ref().and_then(|key| counted.undated_of.get(key)).unwrap_or(&none_undated);
            let own = !due_of.is_empty() || !undated_of.is_empty();
            let (due, undated) = if own { (due_of, undated_of) } else { (&counted.due, &counted.undated) };
            let sees = |key: &Key| counted.known.contains_key(key) && !scope.hides(key);
            let dated = spans(now).map(|(span, from, to)| {
                let after = due.iter().skip_while(|(at, _)| from.is_some_and(|from| *at < from));
                let within = after.take_while(|(at, _)| to.is_none_or(|to| *at < to));
                group(span, within.filter(|(_, key)| sees(key)).map(|(at, key)| (Some(*at), key)), shown)
            });
            let undated = undated.iter().filter(|key| sees(key)).map(|key| (None, key));
            let groups: Vec<_> = dated.into_iter().chain([group(Span::Undated, undated, shown)]).collect();
            (own, groups)
        })?;
        let Some((own, groups)) = found else { return Ok(None) };
        let mut all = Vec::new();
        for (span, total, dues) in groups {
            let lines = dues.into_iter().map(|due| self.work_line(&scope, due)).collect::<Answer<Vec<_>>>()?;
            all.push(WorkGroup { span, total, lines: lines.into_iter().flatten().collect() });
        }
        Ok(Some(Work { own, groups: all }))
    }

    fn work_line(&self, scope: &WorkspaceScope, (due, key): (Option<Timestamp>, Key)) -> Answer<Option<WorkLine>> {
        let Some(head) = self.store.head(scope, &key)? else { return Ok(None) };
        let Some(kind) = assay_domain::Kind::named(&head.kind) else { return Ok(None) };
        let body = Self::body(&head);
        let text = |field: &str| body.get(field).and_then(|value| value.as_str());
        let owner = text("owner").and_then(|owner| owner.parse().ok());
        Ok(Some(WorkLine {
            key: key.to_string(),
            kind: kind.name,
            title: head.title.clone(),
            state: head.state.clone(),
            subject: text("subject").or_else(|| text("system")).map(str::to_owned),
            owner: owner.map(|owner| self.name_of(scope, &owner)).transpose()?,
            due,
        }))
    }
}

/// The spans from now, each with its first moment and the one after its last.
fn spans(now: Timestamp) -> [(Span, Option<Timestamp>, Option<Timestamp>); 3] {
    let week = now.plus_days(7);
    // What is late from a moment on is late at that moment.
    let next = now.plus_micros(1);
    [(Span::Overdue, None, Some(next)), (Span::Week, Some(next), Some(week)), (Span::Later, Some(week), None)]
}

type Dues = Vec<(Option<Timestamp>, Key)>;

/// How much there is of a group, and the first of it.
fn group<'c>(span: Span, all: impl Iterator<Item = (Option<Timestamp>, &'c Key)>, shown: usize) -> (Span, UpTo, Dues) {
    let all: Vec<(Option<Timestamp>, &Key)> = all.take(MOST + 1).collect();
    let total = UpTo { n: all.len().min(MOST), more: all.len() > MOST };
    (span, total, all.into_iter().take(shown).map(|(at, key)| (at, key.clone())).collect())
}
