//! Records of a kind as a sheet: exactly those that a list gives.

use assay_documents::sheet::{Row, Sheet, write_csv, write_xlsx};
use assay_domain::{Kind, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SheetFormat;
use super::columns::{Column, Holds, chosen, column, columns, inner};
use crate::access::Principal;
use crate::dto::RecordView;
use crate::records::{ListRequest, kind};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Most rows of one sheet.
pub const MOST_EXPORTED: usize = 20_000;
/// Records fetched at a time.
const PAGE: usize = 500;

/// Which records, and as what.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExportRequest {
    /// `csv`, unless stated, or `xlsx`.
    pub format: SheetFormat,
    /// States, separated by commas.
    pub state: Option<String>,
    /// Words to search for.
    pub q: Option<String>,
    /// `field:KEY`: a reference field that points at a record.
    pub link: Option<String>,
    /// Conditions as of a list, each `field:value`.
    #[serde(deserialize_with = "crate::records::several")]
    pub filter: Vec<String>,
    /// The order, as of a list.
    pub sort: Option<String>,
    /// Names of columns, separated by commas: exactly those, in that order. Every column unless stated; `changed`, and
    /// paths such as `run.status` that lists are sorted by, are columns too.
    pub columns: Option<String>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
}

/// A sheet as a file.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Name to save it under.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Exported {
    /// A sheet about something in a workspace. The only time in a workbook is the one given.
    ///
    /// # Errors
    /// When a text is too long for a cell of a workbook.
    pub fn of(sheet: &Sheet, format: SheetFormat, workspace: &str, at: Timestamp) -> Answer<Self> {
        let (bytes, media, ending) = match format {
            SheetFormat::Csv => (write_csv(sheet)?, "text/csv; charset=utf-8; header=present", "csv"),
            SheetFormat::Xlsx => {
                let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                (write_xlsx(sheet, at)?, media, "xlsx")
            }
        };
        Ok(Self { name: format!("{workspace}-{}.{ending}", sheet.name), media, bytes })
    }
}

/// A column that is in no record: whoever exports works it out.
pub struct Worked<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says of a record.
    pub cell: &'a dyn Fn(&RecordView) -> Option<String>,
}

/// A column of a record, or the place of one that is worked out.
enum Shown {
    OfRecord(Column),
    Worked(usize),
}

impl Workspace {
    /// Records as a sheet. The same records give the same bytes: the only time in a workbook is that of the newest
    /// revision it holds.
    ///
    /// # Errors
    /// As [`Workspace::list`]; when there are too many, or a text is too long for a cell of a workbook.
    pub fn export(&self, principal: &Principal, kind_name: &str, request: &ExportRequest) -> Answer<Exported> {
        let kind = kind(kind_name)?;
        let records = self.listed(principal, kind, request)?;
        let columns = match request.columns.as_deref().filter(|names| !names.is_empty()) {
            Some(names) => chosen(kind, names)?,
            None => columns(kind),
        };
        let columns: Vec<Shown> = columns.into_iter().map(Shown::OfRecord).collect();
        self.told(kind, &columns, &records, &[], request.format)
    }

    /// Records as a sheet with columns that are worked out, in the order in which `request.columns` names them all.
    /// `prepare` sees the records before the first cell is asked for.
    ///
    /// # Errors
    /// As [`Workspace::export`].
    pub fn export_with(
        &self,
        principal: &Principal,
        kind_name: &str,
        request: &ExportRequest,
        worked: &[Worked<'_>],
        prepare: &dyn Fn(&[RecordView]) -> Answer<()>,
    ) -> Answer<Exported> {
        let kind = kind(kind_name)?;
        let mut columns = Vec::new();
        for name in request.columns.as_deref().unwrap_or_default().split(',') {
            // What a page works out goes before what a record says under the same name.
            columns.push(match worked.iter().position(|one| one.name == name) {
                Some(place) => Shown::Worked(place),
                None => Shown::OfRecord(column(kind, name)?),
            });
        }
        let records = self.listed(principal, kind, request)?;
        for some in records.chunks(PAGE) {
            prepare(some)?;
        }
        self.told(kind, &columns, &records, worked, request.format)
    }

    fn told(
        &self,
        kind: &Kind,
        columns: &[Shown],
        records: &[RecordView],
        worked: &[Worked<'_>],
        format: SheetFormat,
    ) -> Answer<Exported> {
        let said = |record: &RecordView, column: &Shown| match column {
            Shown::OfRecord(column) => cell(column, record),
            Shown::Worked(place) => worked.get(*place).and_then(|one| (one.cell)(record)).unwrap_or_default(),
        };
        let name = |column: &Shown| match column {
            Shown::OfRecord(column) => column.name.clone(),
            Shown::Worked(place) => worked.get(*place).map_or_else(String::new, |one| one.name.to_owned()),
        };
        let row = |(number, record): (usize, &RecordView)| Row {
            number,
            cells: columns.iter().map(|column| said(record, column)).collect(),
        };
        let sheet = Sheet {
            name: kind.name.to_owned(),
            columns: columns.iter().map(name).collect(),
            rows: (2..).zip(records).map(row).collect(),
        };
        Exported::of(&sheet, format, &self.slug, records.iter().map(|r| r.at).max().unwrap_or_default())
    }

    fn listed(&self, principal: &Principal, kind: &Kind, request: &ExportRequest) -> Answer<Vec<RecordView>> {
        let mut list = ListRequest {
            kind: Some(kind.name.to_owned()),
            state: request.state.clone(),
            q: request.q.clone(),
            link: request.link.clone(),
            filter: request.filter.clone(),
            sort: request.sort.clone(),
            as_of: request.as_of.clone(),
            limit: Some(PAGE),
            ..ListRequest::default()
        };
        let mut records = Vec::new();
        loop {
            let page = self.list(principal, &list)?;
            records.extend(page.records);
            if records.len() > MOST_EXPORTED {
                let text = format!("more than {MOST_EXPORTED} records; narrow them down by state, words or reference");
                return Err(AppError::new(ErrorClass::TooLarge, "export.too-many", text));
            }
            list.after = page.next;
            if list.after.is_none() {
                return Ok(records);
            }
        }
    }
}

/// What a column says of a record.
fn cell(column: &Column, record: &RecordView) -> String {
    match column.holds {
        Holds::Key => record.key.clone(),
        Holds::State => record.state.clone(),
        Holds::Revision => record.revision.to_string(),
        Holds::Field(name, takes) => record.body.get(name).map(|value| takes.cell(value)).unwrap_or_default(),
        Holds::Changed => record.at.to_string(),
        Holds::Inner(path) => inner(&record.body, path),
    }
}
