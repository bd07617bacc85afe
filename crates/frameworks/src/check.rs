//! Whether a row of a data file is right, and what it becomes.

use std::collections::HashMap;

use crate::file::Row;
use crate::reference::is_id;
use crate::{
    ActionDetail, ClauseDetail, ControlDetail, Law, ObligationDetail, Requirement, RequirementDetail, RequirementKey,
    RequirementKind, RowError, Titles,
};

/// What a row is held against: the head of its file, and the other rows.
pub(crate) struct Checker<'a> {
    pub(crate) schema: u32,
    pub(crate) technical: &'a [String],
    pub(crate) other: &'a [String],
    pub(crate) law: Option<&'a Law>,
    pub(crate) places: &'a HashMap<String, Vec<usize>>,
    pub(crate) kinds: Vec<RequirementKind>,
}

impl Checker<'_> {
    pub(crate) fn requirement(&self, row: Row) -> Result<Requirement, RowError> {
        let kind = row.kind;
        if kind.schema() > self.schema {
            return Err(RowError::Schema { kind, schema: kind.schema() });
        }
        if !is_id(&row.id) {
            return Err(RowError::Id);
        }
        self.texts(&row)?;
        let parent = self.parent(kind, row.parent.clone())?;
        let titles = Titles::new(row.title.clone(), row.title_pt_br.clone(), row.title_pt_pt.clone());
        let (id, cited_as, own_words, doubt) =
            (row.id.clone(), row.cited_as.clone(), row.own_words.clone(), row.doubt.clone());
        let detail = self.detail(row)?;
        Ok(Requirement { id, cited_as, kind, parent, titles, own_words, doubt, detail })
    }

    /// What is there says something, and what must be there is.
    fn texts(&self, row: &Row) -> Result<(), RowError> {
        let translated = |text: &Option<String>| text.clone().or_else(|| (self.schema == 1).then(String::new));
        let wordless = row.kind.may_be_wordless(self.schema) && (row.own_words.is_empty() || self.schema == 1);
        let texts = [
            ("title", Some(row.title.clone())),
            ("title_pt_br", translated(&row.title_pt_br)),
            ("title_pt_pt", translated(&row.title_pt_pt)),
            ("own_words", (!wordless).then(|| row.own_words.clone())),
            ("doubt", row.doubt.clone()),
            ("cited_as", row.cited_as.clone()),
        ];
        match texts.into_iter().find(|(_, text)| text.as_ref().is_some_and(|text| text.trim().is_empty())) {
            Some((field, _)) => Err(RowError::Empty { field }),
            None => Ok(()),
        }
    }

    /// A parent is stated by its id alone: its kind follows from that of the child.
    fn parent(&self, kind: RequirementKind, stated: Option<String>) -> Result<Option<RequirementKey>, RowError> {
        match stated {
            None if kind.parents().is_empty() => Ok(None),
            None => Err(RowError::NoParent { kind }),
            Some(parent) if kind.parents().is_empty() => Err(RowError::ParentOfTop { kind, parent }),
            Some(parent) => match kind.parents().iter().find(|&&wanted| self.has(wanted, &parent)) {
                Some(&kind) => Ok(Some(RequirementKey { kind, id: parent })),
                None => Err(RowError::UnknownParent { kind, parent }),
            },
        }
    }

    fn has(&self, kind: RequirementKind, id: &str) -> bool {
        self.places.get(id).is_some_and(|places| places.iter().any(|&place| self.kinds[place] == kind))
    }

    fn detail(&self, row: Row) -> Result<RequirementDetail, RowError> {
        let kind = row.kind;
        let (tables, required) = kind.tables(self.schema);
        let wrong = RowError::Table { kind, wants: tables };
        let mut stated = [
            ("clause", row.clause.map(RequirementDetail::Clause)),
            ("control", row.control.map(RequirementDetail::Control)),
            ("privacy", row.privacy.map(RequirementDetail::Privacy)),
            ("practice", row.practice.map(RequirementDetail::Practice)),
            ("action", row.action.map(RequirementDetail::Action)),
            ("obligation", row.obligation.map(RequirementDetail::Obligation)),
        ]
        .into_iter()
        .filter_map(|(table, detail)| detail.map(|detail| (table, detail)));
        let first = stated.next();
        if stated.next().is_some() {
            return Err(wrong);
        }
        match first {
            None if required => Err(wrong),
            None => Ok(RequirementDetail::Heading),
            Some((table, _)) if !tables.contains(&table) => Err(wrong),
            Some((_, detail)) => {
                match &detail {
                    RequirementDetail::Clause(clause) => documented(clause)?,
                    RequirementDetail::Control(control) => self.control(control)?,
                    RequirementDetail::Action(action) => self.action(action)?,
                    RequirementDetail::Obligation(obligation) => self.obligation(obligation)?,
                    RequirementDetail::Privacy(_) | RequirementDetail::Practice(_) | RequirementDetail::Heading => {}
                }
                Ok(detail)
            }
        }
    }

    fn control(&self, control: &ControlDetail) -> Result<(), RowError> {
        listed(&control.technical_evidence_types, self.technical, "technical_evidence_types")?;
        listed(&control.other_evidence_types, self.other, "other_evidence_types")
    }

    fn action(&self, action: &ActionDetail) -> Result<(), RowError> {
        match action.risks.iter().find(|risk| !self.has(RequirementKind::Risk, risk)) {
            Some(risk) => Err(RowError::Unlisted { name: risk.clone(), list: "rows of kind risk" }),
            None => Ok(()),
        }
    }

    fn obligation(&self, obligation: &ObligationDetail) -> Result<(), RowError> {
        if obligation.applies.is_empty() {
            return Err(RowError::Empty { field: "applies" });
        }
        for (place, application) in obligation.applies.iter().enumerate() {
            if application.sources.is_empty() {
                return Err(RowError::Empty { field: "sources" });
            }
            if obligation.applies[..place].iter().any(|other| other.route == application.route) {
                return Err(RowError::Route);
            }
            let known = |name: &String| self.law.is_some_and(|law| law.sources.iter().any(|s| s.id == *name));
            if let Some(name) = application.sources.iter().find(|name| !known(name)) {
                return Err(RowError::Unlisted { name: name.clone(), list: "[[law.source]]" });
            }
        }
        let known = |name: &String| self.law.is_some_and(|law| law.fines.iter().any(|fine| fine.id == *name));
        match obligation.fine.as_ref().filter(|name| !known(name)) {
            Some(name) => Err(RowError::Unlisted { name: name.clone(), list: "[[law.fine]]" }),
            None => Ok(()),
        }
    }
}

fn documented(clause: &ClauseDetail) -> Result<(), RowError> {
    if clause.documented_information_required == clause.documented_information.is_empty() {
        return Err(RowError::DocumentedInformation);
    }
    Ok(())
}

fn listed(names: &[String], list: &[String], field: &'static str) -> Result<(), RowError> {
    match names.iter().find(|name| !list.contains(name)) {
        Some(name) => Err(RowError::EvidenceType { name: name.clone(), field }),
        None => Ok(()),
    }
}
