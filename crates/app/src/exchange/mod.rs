//! Records in other shapes: the schema of a kind, what differs between two revisions, many writes at once, sheets out
//! and in. All of it follows from a kind's type; nothing is written kind by kind.

mod bulk;
mod columns;
mod difference;
mod export;
mod import;
mod preview;
mod schema;

pub use bulk::{BulkMode, BulkOperation, BulkRequest, MOST_OPERATIONS};
pub use difference::{DiffRequest, differences};
pub use export::{ExportRequest, Exported, MOST_EXPORTED, Worked};
pub use import::ImportRequest;
pub use schema::kind_schema;

use assay_documents::sheet::SheetFault;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AppError, ErrorClass};

/// The format of a sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SheetFormat {
    /// RFC 4180, UTF-8.
    #[default]
    Csv,
    /// A workbook of one worksheet.
    Xlsx,
}

impl From<SheetFault> for AppError {
    fn from(fault: SheetFault) -> Self {
        let class = if fault.code.contains("too-") { ErrorClass::TooLarge } else { ErrorClass::Input };
        Self::new(class, fault.code, fault.text)
    }
}
