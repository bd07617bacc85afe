//! Records of a kind from a sheet: looked at first, then written, all or nothing.

use assay_documents::sheet::{Sheet, read_csv, read_xlsx};
use assay_domain::{Action, Idempotency, Kind};
use assay_store::{WorkspaceScope, Written};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bulk::of_part;
use super::preview::{Planned, Preview};
use super::{BulkMode, SheetFormat};
use crate::access::{Principal, needed};
use crate::dto::{CellProblem, ImportReport, ImportRow, RowFate};
use crate::records::kind;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Refused rows that the sentence of a refusal names; the details name all.
const NAMED: usize = 5;

/// How a sheet is taken in. A row with a key and a revision changes that record, one without makes a new one; a column
/// that is not there leaves its field as it is, an empty cell removes it. The state is not imported.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportRequest {
    /// `csv`, unless stated, or `xlsx`.
    pub format: SheetFormat,
    /// Whether to write; otherwise only what would become of each row is told.
    pub apply: bool,
    /// What happens when a row is refused: `atomic`, unless stated, writes nothing; `each` writes the others.
    pub mode: BulkMode,
    /// Make a new record of every row, whatever its key, state and revision say: for sheets of another workspace.
    pub as_new: bool,
}

impl Workspace {
    /// Takes in a sheet, or tells what would become of it.
    ///
    /// # Errors
    /// When the file does not read, the asker may not write such records, or, applied all or nothing,
    /// `import.refused` with the report among the details.
    pub fn import(
        &self,
        principal: &Principal,
        kind_name: &str,
        request: &ImportRequest,
        bytes: &[u8],
        idempotency: Option<Idempotency>,
    ) -> Answer<ImportReport> {
        let kind = kind(kind_name)?;
        self.enter_for(principal, needed(kind)?, kind.name)?;
        let scope = self.enter(principal, Action::Read)?;
        let once = idempotency.filter(|_| request.apply);
        if let Some(written) = self.answered_all(&scope, once.as_ref())? {
            return self.told_again(kind, &written);
        }
        let sheet = match request.format {
            SheetFormat::Csv => read_csv(kind.name, bytes)?,
            SheetFormat::Xlsx => read_xlsx(kind.name, bytes)?,
        };
        let planned = self.preview(&scope, principal, kind, &sheet, request.as_new)?;
        if !request.apply {
            return Ok(report(kind, planned.into_iter().map(|p| p.row).collect(), false));
        }
        let refused = planned.iter().filter(|p| p.row.fate == RowFate::Refused).count();
        match request.mode {
            BulkMode::Atomic if refused > 0 => Err(refusal(kind, planned, refused)),
            BulkMode::Atomic => self.apply_atomic(&scope, principal, kind, planned, once),
            BulkMode::Each => self.apply_each(&scope, principal, kind, planned, once.as_ref()),
        }
    }

    fn preview(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        kind: &'static Kind,
        sheet: &Sheet,
        as_new: bool,
    ) -> Answer<Vec<Planned>> {
        let mut preview = Preview::of(self, scope, principal, kind, sheet, as_new)?;
        sheet.rows.iter().map(|row| preview.row(row)).collect()
    }

    fn apply_atomic(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        kind: &Kind,
        planned: Vec<Planned>,
        idempotency: Option<Idempotency>,
    ) -> Answer<ImportReport> {
        let (mut rows, mut decided) = (Vec::with_capacity(planned.len()), Vec::new());
        for one in planned {
            rows.push(one.row);
            decided.extend(one.decided);
        }
        if decided.is_empty() {
            return Ok(report(kind, rows, true));
        }
        let committed = self.commit_all(scope, principal, decided, idempotency)?;
        if committed.repeated {
            return self.told_again(kind, &committed.written);
        }
        let changed = rows.iter_mut().filter(|r| matches!(r.fate, RowFate::Create | RowFate::Update));
        for (row, written) in changed.zip(&committed.written) {
            note(row, written);
        }
        Ok(report(kind, rows, true))
    }

    fn apply_each(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        kind: &Kind,
        planned: Vec<Planned>,
        idempotency: Option<&Idempotency>,
    ) -> Answer<ImportReport> {
        let mut rows = Vec::with_capacity(planned.len());
        for Planned { mut row, decided } in planned {
            if let Some(one) = decided {
                let part = idempotency.map(|i| of_part(i, row.row));
                let (writes, reads) = one.into_parts();
                match self.commit(scope, principal, writes, reads, part) {
                    Ok(committed) => committed.written.iter().for_each(|written| note(&mut row, written)),
                    Err(error) if error.class == crate::ErrorClass::Unavailable => return Err(error),
                    Err(error) => {
                        row.fate = RowFate::Refused;
                        row.problems.push(CellProblem { column: None, code: error.code, text: error.text });
                    }
                }
            }
            rows.push(row);
        }
        Ok(report(kind, rows, true))
    }

    /// The answer to a repeated request: what it wrote when it came first.
    fn told_again(&self, kind: &Kind, written: &[Written]) -> Answer<ImportReport> {
        let row = |one: &Written| {
            let view = self.as_written(one)?;
            let fate = if view.revision == 1 { RowFate::Create } else { RowFate::Update };
            let (key, revision) = (Some(view.key), Some(view.revision));
            Ok(ImportRow { row: 0, fate, key, revision, title: view.title, problems: Vec::new() })
        };
        let rows = written.iter().map(row).collect::<Answer<Vec<_>>>()?;
        Ok(ImportReport { repeated: true, ..report(kind, rows, true) })
    }
}

fn note(row: &mut ImportRow, written: &Written) {
    row.key = Some(written.key.to_string());
    row.revision = Some(written.revision);
}

fn report(kind: &Kind, rows: Vec<ImportRow>, applied: bool) -> ImportReport {
    let count = |fate| rows.iter().filter(|r| r.fate == fate).count();
    ImportReport {
        kind: kind.name.to_owned(),
        applied,
        repeated: false,
        created: count(RowFate::Create),
        updated: count(RowFate::Update),
        unchanged: count(RowFate::Unchanged),
        refused: count(RowFate::Refused),
        rows,
    }
}

fn refusal(kind: &Kind, planned: Vec<Planned>, refused: usize) -> AppError {
    let report = report(kind, planned.into_iter().map(|p| p.row).collect(), false);
    let all = report.rows.len();
    let said: Vec<String> = report
        .rows
        .iter()
        .filter_map(|row| {
            let first = row.problems.first()?;
            let column = first.column.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
            Some(format!("row {}{column}: {}", row.row, first.text))
        })
        .take(NAMED)
        .collect();
    let more = if refused > NAMED { "; …" } else { "" };
    let text = format!("nothing was written: {refused} of {all} rows are refused; {}{more}", said.join("; "));
    AppError::input("import.refused", text).with("report", serde_json::to_value(&report).unwrap_or_default())
}
