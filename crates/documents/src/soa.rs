//! The Statement of Applicability as CSV (RFC 4180) and as a Markdown table.

/// One row, as text.
#[derive(Debug, Clone)]
pub struct Row {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// `Annex A` or `own`.
    pub source: String,
    /// `yes`, `no`, `undecided`.
    pub applicable: String,
    /// Why.
    pub reason: String,
    /// How far it is in place.
    pub implementation: String,
    /// Who answers for it.
    pub owner: String,
    /// Computed state.
    pub state: String,
    /// Linked risks.
    pub risks: String,
    /// How many pieces of evidence bear on it.
    pub evidence: String,
}

const HEADS: [&str; 10] =
    ["id", "title", "source", "applicable", "reason", "implementation", "owner", "state", "risks", "evidence"];

impl Row {
    fn cells(&self) -> [&str; 10] {
        [
            &self.id,
            &self.title,
            &self.source,
            &self.applicable,
            &self.reason,
            &self.implementation,
            &self.owner,
            &self.state,
            &self.risks,
            &self.evidence,
        ]
    }
}

/// CSV with CRLF line ends. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
#[must_use]
pub fn csv(rows: &[Row]) -> String {
    let line = |cells: &[&str]| cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().fold(line(&HEADS), |out, row| out + &line(&row.cells()))
}

fn cell(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if runs { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A Markdown table under a line of context.
#[must_use]
pub fn markdown(context: &str, rows: &[Row]) -> String {
    let line = |cells: &[&str]| {
        let plain =
            |c: &&str| c.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ").replace('<', "&lt;");
        format!("| {} |\n", cells.iter().map(plain).collect::<Vec<_>>().join(" | "))
    };
    let mut out = format!("# Statement of Applicability\n\n{context}\n\n{}{}", line(&HEADS), line(&["---"; 10]));
    for row in rows {
        out += &line(&row.cells());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(reason: &str) -> Row {
        let text = String::new;
        Row {
            id: "A.6.2.4".into(),
            title: text(),
            source: text(),
            applicable: text(),
            reason: reason.into(),
            implementation: text(),
            owner: text(),
            state: text(),
            risks: text(),
            evidence: text(),
        }
    }

    #[test]
    fn formulas_and_quotes_are_neutralised() {
        assert!(csv(&[row("=HYPERLINK(\"x\")")]).contains("\"'=HYPERLINK(\"\"x\"\")\""));
        assert!(csv(&[row("a,b")]).contains("\"a,b\""));
    }

    #[test]
    fn a_pipe_does_not_break_the_table() {
        let table = markdown("", &[row("a|b\n<script>")]);
        assert!(table.contains("a\\|b &lt;script>"), "{table}");
    }
}
