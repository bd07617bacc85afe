//! What is particular to a table of records: its kind, its columns, and what a page works out besides.

use assay_app::dto::RecordView;
use assay_app::{Answer, AppError};
use assay_domain::{Kind, TITLE, Takes};
use maud::Markup;

use crate::parts::table::{Asked, Column};
use crate::parts::words::{Lang, TableWord, Word, t};
use crate::site::records::list::said;

/// Fields beside owner and state that a table shows unless somebody chooses.
const FIELDS: usize = 4;

/// What a page says of a record; nothing where there is nothing to say.
pub(in crate::site) type OfRecord<'a, T> = dyn Fn(&RecordView) -> Option<T> + 'a;
/// What a page does once it knows the records it shows.
pub(in crate::site) type Prepare<'a> = dyn Fn(&[RecordView]) -> Answer<()> + 'a;

/// A column that a page works out by itself.
pub(in crate::site) struct Extra<'a> {
    pub(in crate::site) name: &'static str,
    pub(in crate::site) label: String,
    pub(in crate::site) number: bool,
    /// The order that its head stands for, where the list can be put in it.
    pub(in crate::site) sort: Option<&'static str>,
    /// The values that the list can be narrowed down to, as sent and as read; none where it cannot.
    pub(in crate::site) values: Vec<(String, String)>,
    pub(in crate::site) cell: &'a OfRecord<'a, Markup>,
    /// What a file says in its place.
    pub(in crate::site) text: &'a OfRecord<'a, String>,
}

impl<'a> Extra<'a> {
    /// A column that the list is neither put in the order of nor narrowed down by.
    pub(in crate::site) fn new(
        name: &'static str,
        label: &str,
        cell: &'a OfRecord<'a, Markup>,
        text: &'a OfRecord<'a, String>,
    ) -> Self {
        Self { name, label: label.to_owned(), number: false, sort: None, values: Vec::new(), cell, text }
    }
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
    /// What stands below the title of a row.
    pub(in crate::site) remark: Option<&'a OfRecord<'a, Markup>>,
    /// Sees the records of a page before the first of the page's own columns is asked for one.
    pub(in crate::site) prepare: Option<&'a Prepare<'a>>,
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
            remark: None,
            prepare: None,
        }
    }

    /// The columns there are, by name: state, the indexed fields, those of the page, the last change.
    pub(super) fn known(&self, lang: Lang) -> Vec<Column> {
        let column = |name: &str, label: String, sort: bool, number: bool| Column {
            name: name.to_owned(),
            label,
            sort: sort.then(|| name.to_owned()),
            number,
        };
        let own = |extra: &Extra<'_>| Column {
            sort: extra.sort.map(str::to_owned),
            ..column(extra.name, extra.label.clone(), false, extra.number)
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
        all.extend(self.extra.iter().map(own));
        all.push(column("changed", t(lang, TableWord::ColumnChanged).to_owned(), true, false));
        all
    }

    /// The columns that are shown, of those that there are.
    pub(super) fn shown(&self, known: &[Column]) -> Answer<Vec<Column>> {
        let names = if self.asked.columns.is_empty() { self.own_columns() } else { self.asked.columns.clone() };
        chosen(known, &names)
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

/// Columns by name; a name that is none of them is refused, not left out.
pub(super) fn chosen(known: &[Column], names: &[String]) -> Answer<Vec<Column>> {
    // The title stands first, chosen or not.
    let chosen = names.iter().filter(|name| *name != TITLE);
    chosen.map(|name| known.iter().find(|c| c.name == *name).cloned().ok_or_else(|| none_such(known, name))).collect()
}

fn none_such(known: &[Column], name: &str) -> AppError {
    let names = known.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
    AppError::input("columns.unknown", format!("this table has no column `{name}`; it has {names}"))
}
