//! The register as a file: what the page shows, with what follows from criteria.

use assay_documents::sheet::{Row, Sheet, write_csv, write_xlsx};

use super::register::RiskListRequest;
use crate::access::Principal;
use crate::dto::{Appetite, RiskRow, ScoreView};
use crate::exchange::{Exported, MOST_EXPORTED, SheetFormat};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

const COLUMNS: [&str; 18] = [
    "key",
    "title",
    "state",
    "system",
    "owner",
    "inherent_likelihood",
    "inherent_impact",
    "inherent_level",
    "residual_likelihood",
    "residual_impact",
    "residual_level",
    "appetite",
    "treatment",
    "action_due",
    "review_due",
    "acceptance",
    "accepted_until",
    "sources",
];

impl Workspace {
    /// The register as a sheet: the risks that fit what is asked for, in its order, whatever the page.
    ///
    /// # Errors
    /// As [`Workspace::risk_register`]; when there are too many.
    pub fn export_risks(
        &self,
        principal: &Principal,
        request: &RiskListRequest,
        format: SheetFormat,
    ) -> Answer<Exported> {
        let mut request = RiskListRequest { page: Some(1), limit: Some(super::MOST_RISKS), ..request.clone() };
        let mut rows: Vec<RiskRow> = Vec::new();
        loop {
            let register = self.risk_register(principal, &request)?;
            if register.found > MOST_EXPORTED {
                let text = format!("more than {MOST_EXPORTED} risks; narrow them down by owner, system or level");
                return Err(AppError::new(ErrorClass::TooLarge, "export.too-many", text));
            }
            rows.extend(register.rows);
            if register.page == register.pages {
                break;
            }
            // The pages that follow are of the same moment.
            request.as_of.get_or_insert_with(|| register.as_of.position.to_string());
            request.page = Some(register.page + 1);
        }
        let at = rows.iter().flat_map(|row| row.moves.last()).map(|last| last.at).max().unwrap_or_default();
        let row = |(number, row): (usize, &RiskRow)| Row { number, cells: cells(row) };
        let columns = COLUMNS.map(str::to_owned).to_vec();
        let sheet = Sheet { name: "risks".to_owned(), columns, rows: (2..).zip(&rows).map(row).collect() };
        let (bytes, media, ending) = match format {
            SheetFormat::Csv => (write_csv(&sheet)?, "text/csv; charset=utf-8; header=present", "csv"),
            SheetFormat::Xlsx => {
                let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                (write_xlsx(&sheet, at)?, media, "xlsx")
            }
        };
        Ok(Exported { name: format!("{}-risks.{ending}", self.slug), media, bytes })
    }
}

fn slug(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn cells(row: &RiskRow) -> Vec<String> {
    let score = |score: &Option<ScoreView>| match score {
        None => [String::new(), String::new(), String::new()],
        Some(s) => [s.likelihood.to_string(), s.impact.to_string(), s.level.map(slug).unwrap_or_default()],
    };
    let named = |named: &Option<crate::dto::NamedView>| named.as_ref().map(|n| n.name.clone()).unwrap_or_default();
    let appetite = match row.appetite {
        Appetite::Above => "above",
        Appetite::Within => "within",
        Appetite::Unknown => "unknown",
    };
    let mut cells = vec![row.key.clone(), row.title.clone(), row.state.clone(), named(&row.system), named(&row.owner)];
    cells.extend(score(&row.inherent));
    cells.extend(score(&row.residual));
    cells.extend([
        appetite.to_owned(),
        row.treatment.map(slug).unwrap_or_default(),
        row.action_due.clone().unwrap_or_default(),
        row.review_due.clone().unwrap_or_default(),
        row.accepted.as_ref().map(|a| a.key.clone()).unwrap_or_default(),
        row.accepted.as_ref().map(|a| a.until.clone()).unwrap_or_default(),
        row.sources.iter().map(slug).collect::<Vec<_>>().join(", "),
    ]);
    cells
}
