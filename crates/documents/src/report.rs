//! A report as Markdown: each line with the record it rests on, the revision, and the moment it was made at.

/// A report, as text.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Heading.
    pub title: String,
    /// The moment, in words.
    pub moment: String,
    /// What to know before reading it.
    pub note: String,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part of a report.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Said loudly when there are no lines.
    pub nothing: Option<String>,
}

/// One line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What it speaks of.
    pub subject: String,
    /// What is so.
    pub text: String,
    /// Record and revision, for example `RISK-9, revision 2`.
    pub source: String,
}

/// The report as Markdown.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut out = format!("# {}\n\n{}\n\n{}\n", plain(&report.title), plain(&report.moment), plain(&report.note));
    for section in &report.sections {
        out += &format!("\n## {}\n\n", plain(&section.title));
        if let Some(nothing) = &section.nothing {
            out += &format!("**{}**\n", plain(nothing));
        }
        for line in &section.lines {
            let source = if line.source.is_empty() { String::new() } else { format!(" ({})", plain(&line.source)) };
            out += &format!("- **{}**: {}{source}\n", plain(&line.subject), plain(&line.text));
        }
    }
    out
}

/// Text that stays on its line and cannot be markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '*' | '_' | '`' | '[' | ']' | '\\' | '#' => out.extend(['\\', c]),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_its_source_and_stays_a_line() {
        let line = Line { subject: "Drift".into(), text: "a\n# b <b>".into(), source: "RISK-5, revision 2".into() };
        let section = Section { title: "Risks".into(), lines: vec![line], nothing: None };
        let text = markdown(&Report { title: "T".into(), sections: vec![section], ..Report::default() });
        assert!(text.contains("- **Drift**: a \\# b &lt;b> (RISK-5, revision 2)\n"), "{text}");
    }

    #[test]
    fn nothing_is_said_loudly() {
        let nothing = Some("NOTHING WAS RECORDED".to_owned());
        let section = Section { title: "Audits".into(), lines: Vec::new(), nothing };
        let text = markdown(&Report { sections: vec![section], ..Report::default() });
        assert!(text.contains("## Audits\n\n**NOTHING WAS RECORDED**\n"), "{text}");
    }
}
