//! What a parser noticed, in bounded number.

use assay_domain::Warning;

/// More warnings of one run than a person reads are counted, not kept.
const MAX: usize = 100;

/// Collects warnings; beyond the first hundred only their number is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    list: Vec<Warning>,
    more: u64,
}

impl Notes {
    /// Notes something.
    pub(crate) fn warn(&mut self, code: &str, text: impl Into<String>, line: Option<u64>) {
        self.push(Warning { code: code.to_owned(), text: text.into(), line });
    }

    fn push(&mut self, warning: Warning) {
        if self.list.len() < MAX {
            self.list.push(warning);
        } else {
            self.more += 1;
        }
    }

    /// Takes over the notes of a part of the file; `line` says which line that part is, when it is one.
    pub(crate) fn absorb(&mut self, other: Self, line: Option<u64>) {
        for mut warning in other.list {
            warning.line = line.or(warning.line);
            self.push(warning);
        }
        self.more += other.more;
    }

    /// The warnings, in the order they were noticed.
    pub(crate) fn into_list(mut self) -> Vec<Warning> {
        if self.more > 0 {
            let text = format!("{} more warnings of this run are not listed", self.more);
            self.list.push(Warning { code: "warnings.more".to_owned(), text, line: None });
        }
        self.list
    }
}
