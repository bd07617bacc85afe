//! The rows of a Statement of Applicability as a table: what was decided, why, how it is done, and how it stands today.

use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::control::{Implementation, KIND};
use assay_domain::{AIMS, Timestamp};

use super::rows;
use crate::pages::controls::list::{implementation as implementation_word, owner};
use crate::pages::controls::soa::{self, decided, decided_by, decision, how, stated};
use crate::pages::controls::soa_views::{SoaPage, SoaRow};
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, Lang, SoaWord, Word, t};
use crate::parts::{explain, links, state, table};
use crate::site::table::at_hand::{self, AtHand, Field, Head};
use crate::site::table::{Editing, Told};

pub(super) fn tell(
    w: &Workspace,
    p: &Principal,
    query: &str,
    shell: &Shell,
    mut view: SoaPage,
    lang: Lang,
) -> Answer<Told> {
    let mut asked = table::Asked::read(links::SOA, &["framework"], query);
    if view.framework == AIMS {
        // It is meant where none is named.
        asked.kept.clear();
    }
    let records = rows::records(w, p)?;
    let framework = view.framework.clone();
    let head = |row: &SoaRow| {
        let at = row.record.as_ref().and_then(|key| records.get(key).map(|at| (key.clone(), at)));
        Head {
            id: row.id.clone(),
            anchor: Some(row.id.clone()),
            title: row.title.clone(),
            href: links::requirement_row(&framework, &row.id, row.own),
            record: at.map(|(key, (revision, state))| (key, *revision, state.clone())),
            ..Head::default()
        }
    };
    let all = AtHand {
        id: "soa",
        file: format!("soa-{framework}"),
        heading: t(lang, SoaWord::Rows).to_owned(),
        what: t(lang, ControlWord::Control).to_owned(),
        asked,
        rows: view.rows.clone(),
        fields: fields(&framework, lang),
        head: Box::new(head),
        editing: Editing::of(w, p, Some(&KIND)),
        at: Timestamp::default(),
    };
    at_hand::tell(w, lang, &all, |table| {
        view.table = table;
        Ok(soa::page(shell, &view))
    })
}

/// The columns of the statement.
fn fields(framework: &str, lang: Lang) -> Vec<Field<'_, SoaRow>> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let decisions = [Some(true), Some(false), None].map(|one| {
        let (word, slug) = decision(one);
        (slug.to_owned(), t(lang, word).to_owned())
    });
    let stages = [
        ("not-started", Implementation::NotStarted),
        ("partial", Implementation::Partial),
        ("full", Implementation::Full),
    ];
    let stages = stages.map(|(slug, stage)| (slug.to_owned(), implementation_word(lang, Some(stage)).to_owned()));
    let states = state::STATES.map(|one| (state::slug(one).to_owned(), state::word(lang, one).to_owned()));
    let chip = move |row: &SoaRow| Some(explain::chip(lang, row.state, &links::why_row(framework, &row.id, row.own)));
    vec![
        Field::new("record", t(lang, Word::Record), move |row: &SoaRow| text(&row.record))
            .shows(move |row| Some(decided_by(lang, row)))
            .below(),
        Field::new("decision", t(lang, SoaWord::Decision), |row: &SoaRow| decision(row.applicable).1.to_owned())
            .one_of(decisions.to_vec())
            .shows(move |row| Some(decided(lang, row.applicable)))
            .edits("applicable"),
        Field::new("reason", t(lang, ControlWord::WhyDecided), move |row: &SoaRow| text(&row.reason))
            .shows(move |row| Some(stated(lang, row.reason.as_deref(), SoaWord::NoReason)))
            .edits("reason"),
        Field::new("statement", t(lang, SoaWord::How), move |row: &SoaRow| text(&row.statement))
            .shows(move |row| how(lang, row))
            .edits("statement"),
        Field::new("implementation", t(lang, ControlWord::Implementation), |row: &SoaRow| row.stage.clone())
            .one_of(stages.to_vec())
            .shows(move |row| (!row.stage.is_empty()).then(|| maud::html! { (row.implementation) }))
            .unusual()
            .edits("implementation"),
        Field::new("owner", t(lang, Word::Owner), move |row: &SoaRow| text(&row.owner))
            .shows(move |row| Some(owner(lang, row.owner.as_deref())))
            .edits("owner"),
        Field::new("state", t(lang, SoaWord::Today), |row: &SoaRow| state::slug(row.state).to_owned())
            .one_of(states.to_vec())
            .shows(chip),
    ]
}
