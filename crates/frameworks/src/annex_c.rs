//! Annex C of ISO/IEC 42001: objectives and risk sources to think of in risk work. It is informative, so its rows are
//! no requirements and belong to no posture.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::file::sha256;
use crate::list::{ListError, read};
use crate::reference::is_id;
use crate::{End, Titles};

const TEXT: &str = include_str!("../data/lists/annex-c.toml");

static ANNEX_C: LazyLock<AnnexC> =
    LazyLock::new(|| AnnexC::parse(TEXT).expect("the list is compiled in, and the tests of this crate parse it"));

/// The annex as shipped.
#[must_use]
pub fn annex_c() -> &'static AnnexC {
    &ANNEX_C
}

/// What Annex C names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnnexC {
    /// The edition it is an annex of.
    pub of: End,
    /// What is fact and what is our wording.
    pub copyright: String,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// What nobody has checked.
    pub doubt: String,
    /// Objectives an organisation may have with AI (C.2).
    pub objectives: Vec<Named>,
    /// Where risk may come from (C.3).
    pub risk_sources: Vec<Named>,
    /// SHA-256 of the data file, in lower-case hex.
    pub digest: String,
}

/// An objective or a risk source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its number, for example `C.2.5`.
    pub id: String,
    /// The short title in every language.
    pub titles: Titles,
    /// What is meant, in our words.
    pub own_words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    framework: String,
    edition: String,
    copyright: String,
    notes: Vec<String>,
    doubt: String,
    objective: Vec<Row>,
    risk_source: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    title: String,
    title_pt_br: Option<String>,
    title_pt_pt: Option<String>,
    own_words: String,
}

impl AnnexC {
    /// Reads the list.
    ///
    /// # Errors
    /// When the text is not such a list, or a row is stated twice or empty.
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let file: File = read("Annex C", text, |file: &File| file.schema)?;
        let mut seen = HashSet::new();
        let mut named = |rows: Vec<Row>| -> Result<Vec<Named>, ListError> {
            rows.into_iter().enumerate().map(|(at, row)| name(row, at, &mut seen)).collect()
        };
        Ok(Self {
            of: End { framework: file.framework, edition: file.edition },
            copyright: file.copyright,
            notes: file.notes,
            doubt: file.doubt,
            objectives: named(file.objective)?,
            risk_sources: named(file.risk_source)?,
            digest: sha256(text.as_bytes()),
        })
    }

    /// The row of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Named> {
        self.objectives.iter().chain(&self.risk_sources).find(|row| row.id == id)
    }
}

fn name(row: Row, at: usize, seen: &mut HashSet<String>) -> Result<Named, ListError> {
    let refuse = |message: &str| ListError::Row {
        list: "Annex C",
        row: at + 1,
        id: row.id.clone(),
        message: message.to_owned(),
    };
    if !is_id(&row.id) {
        return Err(refuse("the id must be 1 to 64 of letters, digits and `. - _ ( )`"));
    }
    if !seen.insert(row.id.clone()) {
        return Err(refuse("the id is taken; remove one"));
    }
    if row.title.trim().is_empty() || row.own_words.trim().is_empty() {
        return Err(refuse("`title` and `own_words` must say something"));
    }
    Ok(Named { titles: Titles::new(row.title, row.title_pt_br, row.title_pt_pt), id: row.id, own_words: row.own_words })
}
