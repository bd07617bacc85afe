//! The register as a file: what the page shows, with what follows from criteria.

use assay_documents::sheet::{Row, Sheet};

use super::register::RiskListRequest;
use crate::access::Principal;
use crate::dto::{Appetite, RiskRow, ScoreView};
use crate::exchange::{Exported, MOST_EXPORTED, SheetFormat};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// The columns of the file, each with the column of the page that it is part of.
const COLUMNS: [(&str, &str); 18] = [
    ("key", "key"),
    ("title", "title"),
    ("state", "state"),
    ("system", "system"),
    ("owner", "owner"),
    ("inherent_likelihood", "inherent"),
    ("inherent_impact", "inherent"),
    ("inherent_level", "inherent"),
    ("residual_likelihood", "residual"),
    ("residual_impact", "residual"),
    ("residual_level", "residual"),
    ("appetite", "appetite"),
    ("treatment", "treatment"),
    ("action_due", "due"),
    ("review_due", "review"),
    ("acceptance", "appetite"),
    ("accepted_until", "appetite"),
    ("sources", "source"),
];

/// Places of the columns of the file: those that are part of what is shown, in its order, behind key and title; all of
/// them where nothing is named.
fn places(shown: &[&str]) -> Vec<usize> {
    if shown.is_empty() {
        return (0..COLUMNS.len()).collect();
    }
    let named = ["key", "title"].iter().chain(shown);
    let part_of = |wanted: &&str| (0..COLUMNS.len()).filter(|place| COLUMNS[*place].1 == *wanted).collect::<Vec<_>>();
    named.flat_map(part_of).collect()
}

impl Workspace {
    /// The register as a sheet: the risks that fit what is asked for, in its order, whatever the page, with the columns of
    /// the page that are named, or with all.
    ///
    /// # Errors
    /// As [`Workspace::risk_register`]; when there are too many.
    pub fn export_risks(
        &self,
        principal: &Principal,
        request: &RiskListRequest,
        format: SheetFormat,
        shown: &[&str],
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
        let places = places(shown);
        let row = |(number, row): (usize, &RiskRow)| {
            let all = cells(row);
            Row { number, cells: places.iter().filter_map(|place| all.get(*place).cloned()).collect() }
        };
        let columns = places.iter().map(|place| COLUMNS[*place].0.to_owned()).collect();
        let sheet = Sheet { name: "risks".to_owned(), columns, rows: (2..).zip(&rows).map(row).collect() };
        Exported::of(&sheet, format, &self.slug, at)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_what_the_file_holds() {
        let names = |shown: &[&str]| places(shown).into_iter().map(|place| COLUMNS[place].0).collect::<Vec<_>>();
        assert_eq!(names(&[]).len(), COLUMNS.len());
        let shown = names(&["owner", "residual"]);
        assert_eq!(shown, ["key", "title", "owner", "residual_likelihood", "residual_impact", "residual_level"]);
    }
}
