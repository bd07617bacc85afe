//! Fills a table of records of any kind: what its address asks for, asked of the store, in the reader's words. A page that
//! shows records says in a [`Spec`] what is particular to it, and nothing else. Rows that are in no list of records, such as
//! those of a Statement of Applicability, are [`at_hand`].

pub(in crate::site) mod at_hand;
mod cells;
mod chips;
mod editing;
mod spec;
mod told;

use std::collections::BTreeMap;

use assay_app::dto::{CountView, RecordView};
use assay_app::exchange::{ExportRequest, Worked};
use assay_app::records::ListRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{Kind, TITLE};
use maud::{Markup, html};

use crate::parts::links;
use crate::parts::table::{Cell, Column, ColumnChoice, Count, Row, Table};
use crate::parts::words::{Lang, TableWord, fill as filled_in, t};
use crate::site::records::list::{Names, said};
pub(in crate::site) use editing::{Editing, pick};
pub(in crate::site) use spec::{Extra, OfRecord, Spec, label};
pub(in crate::site) use told::{Told, as_file, format};

/// Formats of files.
const FORMATS: [&str; 2] = ["csv", "xlsx"];

fn stated(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// The conditions that hold, those that are no chips among them.
fn filters(spec: &Spec<'_>) -> Vec<String> {
    spec.fixed.iter().chain(&spec.asked.filters).cloned().collect()
}

/// The request that a table's address makes.
fn request(spec: &Spec<'_>) -> ListRequest {
    let asked = &spec.asked;
    ListRequest {
        kind: spec.kind.map(|kind| kind.name.to_owned()),
        q: stated(&asked.q),
        filter: filters(spec),
        sort: stated(&asked.sort),
        after: asked.after.clone(),
        before: asked.before.clone().filter(|_| asked.after.is_none()),
        limit: Some(asked.rows()),
        count: true,
        ..ListRequest::default()
    }
}

/// A page with a table, or what its address asks for instead.
pub(in crate::site) fn tell(
    w: &Workspace,
    p: &Principal,
    lang: Lang,
    spec: &Spec<'_>,
    page: impl FnOnce(Table) -> Answer<Markup>,
) -> Answer<Told> {
    if spec.asked.crooked {
        return Ok(Told::Elsewhere(spec.asked.address()));
    }
    let Some((kind, name)) = spec.kind.zip(spec.asked.format.as_deref()) else {
        return Ok(Told::Page(page(fill(w, p, lang, spec)?)?));
    };
    let shown = spec.shown(&spec.known(lang))?;
    let columns: Vec<&str> = ["key", TITLE].into_iter().chain(shown.iter().map(|c| c.name.as_str())).collect();
    let request = ExportRequest {
        format: format(name),
        q: stated(&spec.asked.q),
        filter: filters(spec),
        sort: stated(&spec.asked.sort),
        columns: Some(columns.join(",")),
        ..ExportRequest::default()
    };
    let worked: Vec<Worked<'_>> = spec.extra.iter().map(|e| Worked { name: e.name, cell: e.text }).collect();
    let prepare = |records: &[RecordView]| spec.prepare.map_or(Ok(()), |prepare| prepare(records));
    Ok(Told::File(w.export_with(p, kind.name, &request, &worked, &prepare)?))
}

/// Fills a table.
pub(in crate::site) fn fill(w: &Workspace, p: &Principal, lang: Lang, spec: &Spec<'_>) -> Answer<Table> {
    let list = w.list(p, &request(spec))?;
    if let Some(prepare) = spec.prepare {
        prepare(&list.records)?;
    }
    let known = spec.known(lang);
    let shown = spec.shown(&known)?;
    let title = Column {
        name: TITLE.to_owned(),
        label: t(lang, TableWord::ColumnTitle).to_owned(),
        sort: spec.kind.map(|_| TITLE.to_owned()),
        number: false,
    };
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let editing = Editing::of(w, p, spec.kind);
    let mut rows = Vec::with_capacity(list.records.len());
    for record in &list.records {
        rows.push(row(lang, spec, record, &shown, &editing, &mut names));
    }
    let words = chips::Chips { lang, spec, names: &mut names }.fill()?;
    Ok(Table {
        id: spec.id.to_owned(),
        heading: spec.heading.clone(),
        asked: spec.asked.clone(),
        choices: if spec.kind.is_some() { choices(&known, &shown) } else { Vec::new() },
        columns: std::iter::once(title).chain(shown).collect(),
        rows,
        chips: words.chips,
        offered: words.offered,
        making: words.making,
        count: list.count.map(count),
        previous: list.previous,
        next: list.next,
        exports: spec.kind.map(|kind| exports(w, lang, spec, kind)).unwrap_or_default(),
        import: editing.import(),
        bulk: editing.bulk(),
        empty: t(lang, TableWord::Nothing).to_owned(),
        whole: false,
        above: html! {},
    })
}

/// The columns to choose from.
fn choices(known: &[Column], shown: &[Column]) -> Vec<ColumnChoice> {
    let choice = |column: &Column| ColumnChoice {
        name: column.name.clone(),
        label: column.label.clone(),
        shown: shown.iter().any(|one| one.name == column.name),
    };
    known.iter().map(choice).collect()
}

fn count(count: CountView) -> Count {
    Count { n: usize::try_from(count.n).unwrap_or(usize::MAX), exact: count.exact }
}

fn row(
    lang: Lang,
    spec: &Spec<'_>,
    record: &RecordView,
    columns: &[Column],
    editing: &Editing<'_>,
    names: &mut Names<'_>,
) -> Row {
    let kind = Kind::named(&record.kind);
    let (key, state) = (record.key.as_str(), record.state.as_str());
    let href = spec.href.map_or_else(|| links::record(&names.workspace.slug, key), |href| href(key));
    let standing = !record.erased;
    let mut cell = |column: &Column| {
        if let Some(extra) = spec.extra.iter().find(|extra| extra.name == column.name) {
            return Cell { shown: (extra.cell)(record), edit: None };
        }
        let field = kind.filter(|kind| kind.indexed_field(&column.name).is_some() && !column.name.contains('.'));
        Cell {
            shown: kind.and_then(|kind| cells::shown(lang, kind, record, &column.name, names)),
            edit: field.filter(|_| standing).and_then(|_| editing.field(key, state, &column.name)),
        }
    };
    let cells = columns.iter().map(&mut cell).collect();
    let of_kind = kind.filter(|_| spec.kind.is_none()).map(|kind| html! { (said(&kind.title, lang)) });
    Row {
        key: key.to_owned(),
        title: record.title.clone(),
        href,
        remark: of_kind.or_else(|| spec.remark.and_then(|remark| remark(record))),
        pick: Some(pick(key, record.revision)),
        edit: editing.whole(key, state).filter(|_| standing),
        assign: editing.owner(key, state).filter(|_| standing),
        cells,
        ..Row::default()
    }
}

/// The same as files: what is shown, and every field.
fn exports(w: &Workspace, lang: Lang, spec: &Spec<'_>, kind: &Kind) -> Vec<(String, String)> {
    let asked = &spec.asked;
    let filters = filters(spec);
    let mut pairs: Vec<(&str, &str)> = vec![("q", &asked.q)];
    pairs.extend(filters.iter().map(|filter| ("filter", filter.as_str())));
    pairs.push(("sort", &asked.sort));
    let label = |word, format: &str| filled_in(lang, word, &[("format", &format.to_uppercase())]);
    let shown = FORMATS.map(|format| (label(TableWord::ExportShown, format), asked.file(format)));
    let whole = FORMATS.map(|format| {
        let mut pairs = pairs.clone();
        pairs.push(("format", format));
        (label(TableWord::ExportAll, format), links::sheet(&w.slug, kind.name, &pairs))
    });
    shown.into_iter().chain(whole).collect()
}
