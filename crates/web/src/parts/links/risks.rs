//! Addresses of risks.

use super::{part, places::RISKS, query};

/// Address of the page of one risk.
#[must_use]
pub fn risk(key: &str) -> String {
    format!("{RISKS}/{}", part(key))
}

/// Address of the risks that fit conditions, each `field:value`.
#[must_use]
pub fn risks_by(filters: &[&str]) -> String {
    let all: Vec<String> = filters.iter().map(|filter| format!("filter={}", part(filter))).collect();
    if all.is_empty() { RISKS.to_owned() } else { format!("{RISKS}?{}", all.join("&")) }
}

/// Address of the risks in a cell of the matrix of some criteria, as they stand.
#[must_use]
pub fn risks_at(criteria: &str, likelihood: u8, impact: u8) -> String {
    let cell = format!("cell:{likelihood}x{impact}");
    format!("{RISKS}?{}", query(&[("criteria", criteria), ("filter", &cell)]))
}

/// Address of the register as a file.
pub const RISK_SHEET: &str = "/risks/sheet";
