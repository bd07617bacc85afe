//! The life of a record: states, and transitions that carry their own guards and required fields.

use crate::Action;

/// States and moves of a kind.
#[derive(Debug)]
pub struct Workflow {
    /// Every state; the first is where a record starts.
    pub states: &'static [&'static str],
    /// What it takes to create or edit a record by hand; nothing: only its own use case does.
    pub create: Option<Action>,
    /// States in which the body may be edited.
    pub editable: &'static [&'static str],
    /// The moves between states.
    pub transitions: &'static [Transition],
}

/// One named move.
#[derive(Debug)]
pub struct Transition {
    /// The verb, for example `approve`.
    pub name: &'static str,
    /// States it starts from.
    pub from: &'static [&'static str],
    /// The state it ends in.
    pub to: &'static str,
    /// What the actor must be allowed to do.
    pub needs: Action,
    /// Fields that must be stated by then.
    pub requires: &'static [&'static str],
    /// What else must hold.
    pub guards: &'static [Guard],
    /// What the act means when it is a signature, for example `approves`.
    pub signs: Option<&'static str>,
}

/// A condition of a transition, checked against other records; what it read joins the read set of the change.
#[derive(Debug, Clone, Copy)]
pub enum Guard {
    /// The record that `field` points to is in one of these states.
    TargetIn {
        /// A reference field of this body.
        field: &'static str,
        /// The states that do.
        states: &'static [&'static str],
    },
    /// At least one of these fields is stated.
    OneStated {
        /// Fields of this body.
        fields: &'static [&'static str],
    },
    /// No record of `kind` whose `field` points here is in one of these states.
    NoneLinked {
        /// The kind that would point here.
        kind: &'static str,
        /// Its reference field.
        field: &'static str,
        /// The states that forbid the move.
        states: &'static [&'static str],
    },
    /// Every record that `field` points to, one or several, is in one of these states. A stated gap points nowhere.
    AllIn {
        /// A reference field of this body.
        field: &'static str,
        /// The states that do.
        states: &'static [&'static str],
    },
    /// At least one record of `kind` whose `field` points here is in one of these states.
    SomeLinked {
        /// The kind that points here.
        kind: &'static str,
        /// Its reference field.
        field: &'static str,
        /// The states that do.
        states: &'static [&'static str],
    },
    /// The day stated at `field` has come. A stated gap names no day to wait for.
    DayCome {
        /// A day of this body.
        field: &'static str,
    },
    /// The text at `field` is a qualified requirement that a framework holds.
    Known {
        /// A text of this body.
        field: &'static str,
    },
    /// Each row's `field` is an id that the framework named at `framework` holds.
    KnownRows {
        /// The framework's short name, in this body.
        framework: &'static str,
        /// A list of this body.
        rows: &'static str,
        /// The id, in each of its rows.
        field: &'static str,
    },
    /// When the text or truth value at `field` is `is`, these hold too.
    When {
        /// A field of this body.
        field: &'static str,
        /// Its value, as text: `true`, `false` or a name.
        is: &'static str,
        /// What holds then.
        then: &'static [Self],
    },
}

impl Workflow {
    /// A life of two states for facts that are simply in force or not.
    pub const SIMPLE: &'static Self = &Self {
        states: &["active", "retired"],
        create: Some(Action::Write),
        editable: &["active"],
        transitions: &[Transition {
            name: "retire",
            from: &["active"],
            to: "retired",
            needs: Action::Write,
            requires: &[],
            guards: &[],
            signs: None,
        }],
    };

    /// The life of what is recorded once and never edited.
    pub const FIXED: &'static Self = &Self { states: &["recorded"], create: None, editable: &[], transitions: &[] };

    /// As fixed, and made by a reviewer.
    pub const REVIEW: &'static Self =
        &Self { states: &["recorded"], create: Some(Action::Review), editable: &[], transitions: &[] };

    /// Where a record starts.
    #[must_use]
    pub fn initial(&self) -> &'static str {
        self.states.first().copied().unwrap_or("recorded")
    }

    /// The transition of that name.
    #[must_use]
    pub fn transition(&self, name: &str) -> Option<&'static Transition>
    where
        Self: 'static,
    {
        self.transitions.iter().find(|t| t.name == name)
    }

    /// Whether every state can be reached from the first.
    #[must_use]
    pub fn unreachable_states(&self) -> Vec<&'static str> {
        let mut reached = vec![self.initial()];
        let mut next = 0;
        while let Some(&here) = reached.get(next) {
            next += 1;
            for t in self.transitions.iter().filter(|t| t.from.contains(&here)) {
                if !reached.contains(&t.to) {
                    reached.push(t.to);
                }
            }
        }
        self.states.iter().copied().filter(|s| !reached.contains(s)).collect()
    }
}
