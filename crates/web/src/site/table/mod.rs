//! Fills a table of records of any kind: what its address asks for, asked of the store, in the reader's words. A page that
//! shows records says in a [`Spec`] what is particular to it, and nothing else.

mod cells;
mod chips;

use std::collections::BTreeMap;

use assay_app::dto::{CountView, RecordView};
use assay_app::records::ListRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{Kind, TITLE, Takes};
use maud::Markup;

use crate::parts::links;
use crate::parts::table::{Asked, Cell, Column, ColumnChoice, Count, Row, Table};
use crate::parts::words::{Lang, TableWord, Word, fill as filled_in, t};
use crate::site::records::list::{Names, said};

/// Fields beside owner and state that a table shows unless somebody chooses.
const FIELDS: usize = 4;

/// A column that a page works out by itself. It is in no file.
pub(in crate::site) struct Extra<'a> {
    pub(in crate::site) name: &'static str,
    pub(in crate::site) label: String,
    pub(in crate::site) number: bool,
    /// Whether the list can be put in its order.
    pub(in crate::site) sorts: bool,
    /// The values that the list can be narrowed down to, as sent and as read; none where it cannot.
    pub(in crate::site) values: Vec<(String, String)>,
    pub(in crate::site) cell: &'a dyn Fn(&RecordView) -> Option<Markup>,
}

/// What a table shows.
pub(in crate::site) struct Spec<'a> {
    /// Begins the ids of its parts.
    pub(in crate::site) id: &'a str,
    pub(in crate::site) heading: String,
    /// The kind; nothing lists what is found of every kind.
    pub(in crate::site) kind: Option<&'static Kind>,
    pub(in crate::site) asked: Asked,
    /// Conditions that hold always, and are no chips.
    pub(in crate::site) fixed: Vec<String>,
    /// Names of the columns that are shown unless somebody chooses; none for those of the kind.
    pub(in crate::site) columns: Vec<&'a str>,
    pub(in crate::site) extra: Vec<Extra<'a>>,
    /// Where a row leads; nothing for the page of the record.
    pub(in crate::site) href: Option<&'a dyn Fn(&str) -> String>,
    /// The moment, where it is not now. Nothing is changed there.
    pub(in crate::site) as_of: Option<String>,
}

impl<'a> Spec<'a> {
    /// A table of a kind with nothing particular.
    pub(in crate::site) fn of(id: &'a str, heading: String, kind: Option<&'static Kind>, asked: Asked) -> Self {
        Self {
            id,
            heading,
            kind,
            asked,
            fixed: Vec::new(),
            columns: Vec::new(),
            extra: Vec::new(),
            href: None,
            as_of: None,
        }
    }

    /// The columns there are, by name: state, the indexed fields, those of the page, the last change.
    fn known(&self, lang: Lang) -> Vec<Column> {
        let column = |name: &str, label: String, sort: bool, number: bool| Column {
            name: name.to_owned(),
            label,
            sort: sort.then(|| name.to_owned()),
            number,
        };
        let mut all = Vec::new();
        let of_kind = self.kind.is_some();
        all.push(column("state", t(lang, Word::State).to_owned(), of_kind, false));
        if let Some(kind) = self.kind {
            for field in kind.indexed().iter().filter(|field| field.path != TITLE) {
                let number = field.takes == Takes::Number;
                all.push(column(field.path, label(kind, field.path, lang), true, number));
            }
        } else {
            all.push(column("owner", t(lang, Word::Owner).to_owned(), false, false));
        }
        all.extend(self.extra.iter().map(|extra| column(extra.name, extra.label.clone(), extra.sorts, extra.number)));
        all.push(column("changed", t(lang, TableWord::ColumnChanged).to_owned(), true, false));
        all
    }

    /// Names of the columns that are shown unless somebody chooses.
    fn own_columns(&self) -> Vec<String> {
        if !self.columns.is_empty() {
            return self.columns.iter().map(|name| (*name).to_owned()).collect();
        }
        let mut names = vec!["state".to_owned()];
        match self.kind {
            Some(kind) => {
                let fields = kind.indexed().iter().filter(|field| field.path != TITLE).take(FIELDS);
                names.extend(fields.map(|field| field.path.to_owned()));
            }
            None => names.push("owner".to_owned()),
        }
        names.extend(self.extra.iter().map(|extra| extra.name.to_owned()));
        names.push("changed".to_owned());
        names
    }
}

/// What people call a field, with the field it stands in.
pub(in crate::site) fn label(kind: &'static Kind, path: &str, lang: Lang) -> String {
    let own = kind.field(path).map_or(path, |words| said(&words.label, lang));
    match path.split_once('.').and_then(|(outer, _)| kind.field(outer)) {
        Some(outer) => format!("{} · {own}", said(&outer.label, lang)),
        None => own.to_owned(),
    }
}

/// The request that a table's address makes.
fn request(spec: &Spec<'_>) -> ListRequest {
    let asked = &spec.asked;
    let stated = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    ListRequest {
        kind: spec.kind.map(|kind| kind.name.to_owned()),
        q: stated(&asked.q),
        filter: spec.fixed.iter().chain(&asked.filters).cloned().collect(),
        sort: stated(&asked.sort),
        as_of: spec.as_of.clone(),
        after: asked.after.clone(),
        before: asked.before.clone().filter(|_| asked.after.is_none()),
        limit: Some(asked.rows()),
        count: true,
        ..ListRequest::default()
    }
}

/// Fills a table.
pub(in crate::site) fn fill(w: &Workspace, p: &Principal, lang: Lang, spec: &Spec<'_>) -> Answer<Table> {
    let list = w.list(p, &request(spec))?;
    let known = spec.known(lang);
    let chosen = if spec.asked.columns.is_empty() { spec.own_columns() } else { spec.asked.columns.clone() };
    let shown: Vec<Column> = chosen.iter().filter_map(|name| known.iter().find(|c| c.name == *name)).cloned().collect();
    let title = Column {
        name: TITLE.to_owned(),
        label: t(lang, TableWord::ColumnTitle).to_owned(),
        sort: spec.kind.map(|_| TITLE.to_owned()),
        number: false,
    };
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let now = spec.as_of.is_none() && p.may_change().is_ok();
    let editable = spec.kind.filter(|kind| now && kind.workflow.create.is_some());
    let mut rows = Vec::with_capacity(list.records.len());
    for record in &list.records {
        rows.push(row(lang, spec, record, &shown, editable, &mut names));
    }
    let choice = |column: &Column| ColumnChoice {
        name: column.name.clone(),
        label: column.label.clone(),
        shown: shown.iter().any(|one| one.name == column.name),
    };
    let words = chips::Chips { lang, spec, names: &mut names }.fill()?;
    Ok(Table {
        id: spec.id.to_owned(),
        heading: spec.heading.clone(),
        asked: spec.asked.clone(),
        choices: if spec.kind.is_some() { known.iter().map(choice).collect() } else { Vec::new() },
        columns: std::iter::once(title).chain(shown.iter().cloned()).collect(),
        rows,
        chips: words.chips,
        offered: words.offered,
        making: words.making,
        count: list.count.map(count),
        previous: list.previous,
        next: list.next,
        exports: spec.kind.map(|kind| exports(w, lang, spec, kind, &shown)).unwrap_or_default(),
        import: editable.map(|kind| links::import(&w.slug, kind.name)),
        bulk: editable.map(|kind| (links::bulk(&w.slug), vec![("kind".to_owned(), kind.name.to_owned())])),
        empty: t(lang, TableWord::Nothing).to_owned(),
        above: maud::html! {},
    })
}

fn count(count: CountView) -> Count {
    Count { n: usize::try_from(count.n).unwrap_or(usize::MAX), exact: count.exact }
}

fn row(
    lang: Lang,
    spec: &Spec<'_>,
    record: &RecordView,
    columns: &[Column],
    editable: Option<&'static Kind>,
    names: &mut Names<'_>,
) -> Row {
    let kind = Kind::named(&record.kind);
    let href = |key: &str| spec.href.map_or_else(|| links::record(&names.workspace.slug, key), |href| href(key));
    let href = href(&record.key);
    let open = editable.filter(|kind| !record.erased && kind.workflow.editable.contains(&record.state.as_str()));
    let frozen = |kind: &Kind, field: &str| {
        kind.frozen().iter().any(|f| f.states.contains(&record.state.as_str()) && f.fields.contains(&field))
    };
    let mut cell = |column: &Column| {
        if let Some(extra) = spec.extra.iter().find(|extra| extra.name == column.name) {
            return Cell { shown: (extra.cell)(record), edit: None };
        }
        let field = open.filter(|kind| kind.indexed_field(&column.name).is_some() && !column.name.contains('.'));
        let edit = field.filter(|kind| !frozen(kind, &column.name));
        Cell {
            shown: kind.and_then(|kind| cells::shown(lang, kind, record, &column.name, names)),
            edit: edit.map(|_| links::edit_field(&names.workspace.slug, &record.key, &column.name)),
        }
    };
    let cells = columns.iter().map(&mut cell).collect();
    Row {
        key: record.key.clone(),
        title: record.title.clone(),
        href,
        remark: kind.filter(|_| spec.kind.is_none()).map(|kind| said(&kind.title, lang).to_owned()),
        revision: record.revision,
        edit: open.map(|_| links::edit_record(&names.workspace.slug, &record.key)),
        assign: open.and_then(|kind| links::assign(&names.workspace.slug, kind, &record.state, &record.key)),
        cells,
    }
}

/// The same as files: what is shown, and every field.
fn exports(w: &Workspace, lang: Lang, spec: &Spec<'_>, kind: &Kind, shown: &[Column]) -> Vec<(String, String)> {
    let asked = &spec.asked;
    let extra = |name: &str| spec.extra.iter().any(|extra| extra.name == name);
    let names = ["key", TITLE].into_iter().chain(shown.iter().map(|c| c.name.as_str()).filter(|name| !extra(name)));
    let columns = names.collect::<Vec<_>>().join(",");
    let mut pairs: Vec<(&str, &str)> = vec![("q", &asked.q)];
    pairs.extend(spec.fixed.iter().chain(&asked.filters).map(|filter| ("filter", filter.as_str())));
    pairs.push(("sort", &asked.sort));
    pairs.push(("as_of", spec.as_of.as_deref().unwrap_or_default()));
    let mut all = Vec::new();
    for (word, columns) in [(TableWord::ExportShown, columns.as_str()), (TableWord::ExportAll, "")] {
        for format in ["csv", "xlsx"] {
            let mut pairs = pairs.clone();
            pairs.extend([("columns", columns), ("format", format)]);
            let label = filled_in(lang, word, &[("format", &format.to_uppercase())]);
            all.push((label, links::sheet(&w.slug, kind.name, &pairs)));
        }
    }
    all
}
