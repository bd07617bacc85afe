//! Sheets: rows of text cells under a head, written and read as CSV (RFC 4180) and as XLSX (ECMA-376). What is written
//! reads back as the same text, whatever it holds; what strangers send is read within bounds.

mod cell;
mod csv;
mod safe;
mod xlsx;

pub use cell::Takes;
pub use csv::{read as read_csv, write as write_csv};
pub use xlsx::{read as read_xlsx, write as write_xlsx};

/// Largest file that is read, in bytes.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// What the parts of a workbook may come to once unpacked, in bytes.
pub const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// Most rows below the head.
pub const MOST_ROWS: usize = 5_000;
/// Most columns.
pub const MOST_COLUMNS: usize = 256;
/// Largest cell that is read, in bytes: no field is larger than a whole body.
pub const MOST_CELL: usize = assay_domain::MAX_BODY;

/// A head and the rows below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about: the kind. The name of the worksheet.
    pub name: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Where it stands in the file, the head being 1 (a cell with line breaks does not count as several rows).
    pub number: usize,
    /// One text a column; empty where nothing is stated.
    pub cells: Vec<String>,
}

/// Why a file does not read, or a sheet cannot be written: what is wrong, where, what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct SheetFault {
    /// Stable id, for example `sheet.too-many-rows`.
    pub code: &'static str,
    /// The sentence.
    pub text: String,
}

impl SheetFault {
    fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    fn too_many_rows() -> Self {
        Self::new("sheet.too-many-rows", format!("a file holds at most {MOST_ROWS} rows below its head; split it"))
    }

    fn cell_too_large(row: usize, column: usize) -> Self {
        let text = format!("row {row}, column {}: a cell holds at most {MOST_CELL} bytes", column + 1);
        Self::new("sheet.cell-too-large", text)
    }
}

impl Sheet {
    /// Puts a sheet together from lines of cells, each with its number: the first line that says anything is the head.
    fn from_lines(name: &str, lines: Vec<(usize, Vec<String>)>) -> Result<Self, SheetFault> {
        let mut lines = lines.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
        let Some((at, mut columns)) = lines.next() else {
            return Err(SheetFault::new("sheet.empty", "the file holds no head: its first row names the columns"));
        };
        while columns.last().is_some_and(String::is_empty) {
            columns.pop();
        }
        if columns.len() > MOST_COLUMNS {
            let text = format!("a file has at most {MOST_COLUMNS} columns, not {}", columns.len());
            return Err(SheetFault::new("sheet.too-many-columns", text));
        }
        for (index, column) in columns.iter_mut().enumerate() {
            *column = column.trim().to_owned();
            if column.is_empty() {
                let text = format!("row {at}: column {} has no name; name it or remove it", index + 1);
                return Err(SheetFault::new("sheet.column-without-name", text));
            }
        }
        if let Some(twice) = columns.iter().enumerate().find(|(at, name)| columns[..*at].contains(name)) {
            return Err(SheetFault::new("sheet.column-twice", format!("the column `{}` stands there twice", twice.1)));
        }
        let mut rows = Vec::new();
        for (number, mut cells) in lines {
            while cells.len() > columns.len() && cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            if cells.len() > columns.len() {
                let text = format!(
                    "row {number} has {} cells under {} columns; a cell that holds the separator stands in quotes",
                    cells.len(),
                    columns.len()
                );
                return Err(SheetFault::new("sheet.ragged", text));
            }
            cells.resize(columns.len(), String::new());
            rows.push(Row { number, cells });
            if rows.len() > MOST_ROWS {
                return Err(SheetFault::too_many_rows());
            }
        }
        Ok(Self { name: name.to_owned(), columns, rows })
    }
}
