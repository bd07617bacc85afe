//! A table whose rows are all at hand, such as the rows of a Statement of Applicability: what its address asks for is done
//! here, since no list of records holds them. There are as many as a framework has requirements, never as many as an
//! organisation has records.

use assay_app::exchange::Exported;
use assay_app::{Answer, AppError, Workspace};
use assay_documents::sheet::{self, Sheet};
use assay_domain::{TITLE, Timestamp, folded, plain};
use maud::{Markup, html};

use super::editing::Editing;
use super::spec::chosen;
use super::{FORMATS, Told, choices, format};
use crate::parts::table::{Asked, Cell, Chip, Column, Count, Making, Row, Table, Wanting};
use crate::parts::words::{Lang, TableWord, fill, t};

/// What a cell of a row shows; nothing where there is no value.
type Draw<'a, R> = Box<dyn Fn(&R) -> Option<Markup> + 'a>;

/// A column.
pub(in crate::site) struct Field<'a, R> {
    name: &'static str,
    label: String,
    number: bool,
    usual: bool,
    values: Vec<(String, String)>,
    text: Box<dyn Fn(&R) -> String + 'a>,
    cell: Draw<'a, R>,
    edits: Option<&'static str>,
    below: bool,
}

impl<'a, R> Field<'a, R> {
    /// A column that shows a text. It is what words are looked for in, what rows are sorted by, and what a file says.
    pub(in crate::site) fn new(name: &'static str, label: &str, text: impl Fn(&R) -> String + Clone + 'a) -> Self {
        let shown = text.clone();
        let cell = move |row: &R| Some(shown(row)).filter(|text| !text.is_empty()).map(|text| html! { (text) });
        Self {
            name,
            label: label.to_owned(),
            number: false,
            usual: true,
            values: Vec::new(),
            text: Box::new(text),
            cell: Box::new(cell),
            edits: None,
            below: false,
        }
    }

    /// Shows something else than its text.
    pub(in crate::site) fn shows(self, cell: impl Fn(&R) -> Option<Markup> + 'a) -> Self {
        Self { cell: Box::new(cell), ..self }
    }

    /// Its text is one of these, as sent and as read, in their order.
    pub(in crate::site) fn one_of(self, values: Vec<(String, String)>) -> Self {
        Self { values, ..self }
    }

    /// Its text is a number.
    pub(in crate::site) fn number(self) -> Self {
        Self { number: true, ..self }
    }

    /// Shown only where somebody chooses it.
    pub(in crate::site) fn unusual(self) -> Self {
        Self { usual: false, ..self }
    }

    /// Stands below the title, and in every file, instead of in a column.
    pub(in crate::site) fn below(self) -> Self {
        Self { below: true, ..self }
    }

    /// Edited where it stands, as that field of the record of the row.
    pub(in crate::site) fn edits(self, field: &'static str) -> Self {
        Self { edits: Some(field), ..self }
    }

    fn said(&self, value: &str) -> String {
        let word = self.values.iter().find(|(sent, _)| sent == value).map(|(_, word)| word.clone());
        word.unwrap_or_else(|| value.to_owned())
    }

    /// Whether a row has what a condition wants.
    fn fits(&self, row: &R, wanted: &str) -> bool {
        let text = (self.text)(row);
        match wanted {
            "" => text.is_empty(),
            "*" => !text.is_empty(),
            _ if self.number => match (wanted.split_once(".."), text.parse::<f64>()) {
                (Some((from, to)), Ok(n)) => {
                    from.parse().map_or(true, |from: f64| n >= from) && to.parse().map_or(true, |to: f64| n <= to)
                }
                (None, Ok(n)) => wanted.parse() == Ok(n),
                (_, Err(_)) => false,
            },
            _ if !self.values.is_empty() => wanted.split(',').any(|one| one.trim() == text),
            _ => plain(&text).contains(&plain(wanted)),
        }
    }

    /// What a row is sorted by: nothing stated comes last, in either direction.
    fn rank(&self, row: &R) -> (bool, usize, String) {
        let text = (self.text)(row);
        let nothing = text.is_empty();
        if let Some(place) = self.values.iter().position(|(sent, _)| *sent == text) {
            return (nothing, place, String::new());
        }
        if self.number {
            return (nothing, text.parse().unwrap_or(usize::MAX), String::new());
        }
        (nothing, self.values.len(), folded(&text))
    }
}

/// What a row shows besides its columns.
#[derive(Default)]
pub(in crate::site) struct Head {
    /// What it is known by, for example `A.6.2.4`.
    pub(in crate::site) id: String,
    /// The place of the row on the page, where something leads to it.
    pub(in crate::site) anchor: Option<String>,
    pub(in crate::site) title: String,
    pub(in crate::site) href: String,
    /// The heading it stands under, as long as nobody chooses another order.
    pub(in crate::site) group: Option<(String, Markup)>,
    /// Key, revision and state of the record that says what its columns say.
    pub(in crate::site) record: Option<(String, u32, String)>,
}

/// The rows with their columns.
pub(in crate::site) struct AtHand<'a, R> {
    /// Begins the ids of its parts.
    pub(in crate::site) id: &'a str,
    /// What its file is called.
    pub(in crate::site) file: String,
    pub(in crate::site) heading: String,
    /// What the first column is called.
    pub(in crate::site) what: String,
    pub(in crate::site) asked: Asked,
    /// In the order they have as long as nobody chooses another.
    pub(in crate::site) rows: Vec<R>,
    pub(in crate::site) fields: Vec<Field<'a, R>>,
    pub(in crate::site) head: Box<dyn Fn(&R) -> Head + 'a>,
    /// How the records of the rows are changed.
    pub(in crate::site) editing: Editing<'a>,
    /// The moment of the newest thing it says, for a workbook.
    pub(in crate::site) at: Timestamp,
}

/// A page with such a table, or what its address asks for instead.
pub(in crate::site) fn tell<R>(
    w: &Workspace,
    lang: Lang,
    all: &AtHand<'_, R>,
    page: impl FnOnce(Table) -> Answer<Markup>,
) -> Answer<Told> {
    if all.asked.crooked {
        return Ok(Told::Elsewhere(all.asked.address()));
    }
    match &all.asked.format {
        Some(name) => Ok(Told::File(all.sheet(name, &w.slug)?)),
        None => Ok(Told::Page(page(all.table(lang)?)?)),
    }
}

impl<R> AtHand<'_, R> {
    fn known(&self) -> Vec<Column> {
        let column = |field: &Field<'_, R>| Column {
            name: field.name.to_owned(),
            label: field.label.clone(),
            sort: Some(field.name.to_owned()),
            number: field.number,
        };
        self.fields.iter().filter(|field| !field.below).map(column).collect()
    }

    fn shown(&self, known: &[Column]) -> Answer<Vec<Column>> {
        if !self.asked.columns.is_empty() {
            return chosen(known, &self.asked.columns);
        }
        let usual = self.fields.iter().filter(|field| field.usual && !field.below);
        chosen(known, &usual.map(|field| field.name.to_owned()).collect::<Vec<_>>())
    }

    fn field(&self, name: &str) -> Option<&Field<'_, R>> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// A field that conditions or the order name, or what there is.
    fn named(&self, name: &str) -> Answer<&Field<'_, R>> {
        self.field(name).ok_or_else(|| {
            let names = self.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
            AppError::input("column.unknown", format!("this table has no `{name}`; it has title, {names}"))
        })
    }

    /// The rows that fit what is asked for, in its order.
    fn found(&self) -> Answer<Vec<&R>> {
        let mut found: Vec<&R> = self.rows.iter().collect();
        for filter in &self.asked.filters {
            let (name, wanted) = filter.split_once(':').unwrap_or((filter, ""));
            let field = self.named(name)?;
            found.retain(|row| field.fits(row, wanted));
        }
        let words: Vec<String> = self.asked.q.split_whitespace().map(plain).collect();
        if !words.is_empty() {
            found.retain(|row| {
                let head = (self.head)(row);
                let texts = self.fields.iter().map(|field| field.said(&(field.text)(row)));
                let text = [head.id, head.title].into_iter().chain(texts).collect::<Vec<_>>().join(" ");
                let text = plain(&text);
                words.iter().all(|word| text.contains(word.as_str()))
            });
        }
        let (down, name) = self.asked.sort.strip_prefix('-').map_or((false, self.asked.sort.as_str()), |n| (true, n));
        match name {
            "" => {}
            TITLE => found.sort_by_cached_key(|row| folded(&(self.head)(row).title)),
            name => {
                let field = self.named(name)?;
                found.sort_by_cached_key(|row| field.rank(row));
            }
        }
        if down {
            found.reverse();
            // Nothing stated comes last whatever the direction.
            if let Some(field) = self.field(name) {
                found.sort_by_key(|row| field.rank(row).0);
            }
        }
        Ok(found)
    }

    fn table(&self, lang: Lang) -> Answer<Table> {
        let (known, found) = (self.known(), self.found()?);
        let shown = self.shown(&known)?;
        let title =
            Column { name: TITLE.to_owned(), label: self.what.clone(), sort: Some(TITLE.to_owned()), number: false };
        let (mut rows, mut group) = (Vec::with_capacity(found.len()), None);
        for row in &found {
            rows.push(self.row(row, &shown, &mut group));
        }
        let file = |format: &str| {
            let label = fill(lang, TableWord::ExportShown, &[("format", &format.to_uppercase())]);
            (label, self.asked.file(format))
        };
        Ok(Table {
            id: self.id.to_owned(),
            heading: self.heading.clone(),
            asked: self.asked.clone(),
            choices: choices(&known, &shown),
            columns: std::iter::once(title).chain(shown).collect(),
            count: Some(Count { n: rows.len(), exact: true }),
            whole: true,
            rows,
            chips: self.chips(lang),
            offered: self
                .fields
                .iter()
                .filter(|field| !field.below)
                .map(|field| (field.name.to_owned(), field.label.clone()))
                .collect(),
            making: self.asked.by.as_deref().and_then(|by| self.making(by)),
            exports: FORMATS.map(file).to_vec(),
            import: self.editing.import(),
            bulk: self.editing.bulk(),
            empty: t(lang, TableWord::NothingFits).to_owned(),
            ..Table::default()
        })
    }

    fn row(&self, row: &R, columns: &[Column], group: &mut Option<String>) -> Row {
        let head = (self.head)(row);
        let record = head.record.as_ref().map(|(key, revision, state)| (key.as_str(), *revision, state.as_str()));
        let cell = |column: &Column| {
            let field = self.field(&column.name);
            let edits = field.and_then(|field| field.edits).zip(record);
            Cell {
                shown: field.and_then(|field| (field.cell)(row)),
                edit: edits.and_then(|(field, (key, _, state))| self.editing.field(key, state, field)),
            }
        };
        let heading = head.group.filter(|(id, _)| self.asked.sort.is_empty() && group.as_ref() != Some(id));
        let heading = heading.map(|(id, heading)| {
            *group = Some(id);
            heading
        });
        Row {
            id: head.anchor,
            key: head.id,
            title: head.title,
            href: head.href,
            group: heading,
            remark: self.fields.iter().find(|field| field.below).and_then(|field| (field.cell)(row)),
            pick: record.map(|(key, revision, _)| super::pick(key, revision)),
            edit: record.and_then(|(key, _, state)| self.editing.whole(key, state)),
            assign: record.and_then(|(key, _, state)| self.editing.owner(key, state)),
            cells: columns.iter().map(cell).collect(),
        }
    }

    /// The conditions that hold.
    fn chips(&self, lang: Lang) -> Vec<Chip> {
        let chip = |(place, filter): (usize, &String)| {
            let (name, wanted) = filter.split_once(':').unwrap_or((filter, ""));
            let field = self.field(name);
            let value = match (wanted, field) {
                ("", _) => t(lang, TableWord::NoValue).to_owned(),
                ("*", _) => t(lang, TableWord::AnyValue).to_owned(),
                (_, Some(field)) if !field.values.is_empty() => {
                    wanted.split(',').map(|one| field.said(one.trim())).collect::<Vec<_>>().join(", ")
                }
                _ => wanted.replace("..", " – "),
            };
            Chip {
                label: field.map_or_else(|| name.to_owned(), |field| field.label.clone()),
                value,
                without: self.asked.without(place),
            }
        };
        self.asked.filters.iter().enumerate().map(chip).collect()
    }

    /// The form of a condition; nothing where there is no such field.
    fn making(&self, name: &str) -> Option<Making> {
        let field = self.field(name)?;
        let input = match field {
            _ if !field.values.is_empty() => Wanting::Several(field.values.clone()),
            _ if field.number => Wanting::Numbers,
            _ => Wanting::Text,
        };
        Some(Making { name: name.to_owned(), label: field.label.clone(), input })
    }

    /// What is shown, as a file.
    fn sheet(&self, name: &str, workspace: &str) -> Answer<Exported> {
        let shown = self.shown(&self.known())?;
        let shown = shown.iter().filter_map(|column| self.field(&column.name));
        let shown: Vec<&Field<'_, R>> = self.fields.iter().filter(|field| field.below).chain(shown).collect();
        let cells = |row: &R| {
            let head = (self.head)(row);
            let texts = shown.iter().map(|field| (field.text)(row));
            [head.id, head.title].into_iter().chain(texts).collect()
        };
        let rows = (2..).zip(self.found()?).map(|(number, row)| sheet::Row { number, cells: cells(row) }).collect();
        let columns = ["id", TITLE].into_iter().chain(shown.iter().map(|field| field.name));
        let sheet = Sheet { name: self.file.clone(), columns: columns.map(str::to_owned).collect(), rows };
        Exported::of(&sheet, format(name), workspace, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [(&str, &str, &str); 4] =
        [("A.2", "beta", "10"), ("A.10", "", "9"), ("B.1", "alpha", ""), ("B.2", "beta", "100")];

    fn found(query: &str) -> Result<Vec<String>, String> {
        let words = vec![("beta".to_owned(), "The second".to_owned()), ("alpha".to_owned(), "The first".to_owned())];
        let all = AtHand {
            id: "x",
            file: "x".to_owned(),
            heading: String::new(),
            what: String::new(),
            asked: Asked::read("/x", &[], query),
            rows: ROWS.to_vec(),
            fields: vec![
                Field::new("word", "Word", |row: &(&str, &str, &str)| row.1.to_owned()).one_of(words),
                Field::new("n", "Number", |row: &(&str, &str, &str)| row.2.to_owned()).number().unusual(),
            ],
            head: Box::new(|row| Head { id: row.0.to_owned(), title: format!("Títle {}", row.0), ..Head::default() }),
            editing: Editing::none(),
            at: Timestamp::default(),
        };
        let found = all.found().map_err(|error| error.text)?;
        Ok(found.into_iter().map(|row| row.0.to_owned()).collect())
    }

    #[test]
    fn rows_are_narrowed_down_and_put_in_order() {
        let of = |query: &str| found(query).unwrap().join(" ");
        assert_eq!(of(""), "A.2 A.10 B.1 B.2");
        assert_eq!(of("filter=word:beta"), "A.2 B.2");
        assert_eq!(of("filter=word:alpha,beta&filter=n:..50"), "A.2");
        assert_eq!(of("filter=word:"), "A.10");
        assert_eq!(of("filter=n:*"), "A.2 A.10 B.2");
        assert_eq!(of("filter=n:9..10"), "A.2 A.10");
        assert_eq!(of("q=title+b"), "B.1 B.2", "words of titles, ids and values, however they are written");
        assert_eq!(of("q=first"), "B.1");
        // Values in their own order, numbers as numbers, nothing stated last both ways.
        assert_eq!(of("sort=word"), "A.2 B.2 B.1 A.10");
        assert_eq!(of("sort=-word"), "B.1 B.2 A.2 A.10");
        assert_eq!(of("sort=n"), "A.10 A.2 B.2 B.1");
        assert_eq!(of("sort=-n"), "B.2 A.2 A.10 B.1");
        assert!(found("filter=zzz:1").unwrap_err().contains("word, n"));
        assert!(found("sort=zzz").unwrap_err().contains("title, word"));
    }
}
