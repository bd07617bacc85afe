//! From a data file to a [`Framework`].

use std::borrow::Cow;
use std::collections::HashMap;

use crate::check::Checker;
use crate::file::{File, Row, SCHEMAS, line, sha256};
use crate::reference::is_slug;
use crate::{Framework, FrameworkError, OWN, RequirementKey, RowError};

/// Longest data file, in bytes.
pub const MAX_SOURCE: usize = 4 << 20;
/// Most rows of a framework.
pub const MAX_ROWS: usize = 5_000;

impl Framework {
    /// Reads a data file, shipped or stored, of any schema there has been.
    ///
    /// # Errors
    /// When the text is not a framework: not TOML, a field missing or unknown, a row stated twice, an unknown
    /// parent, a name that the head of the file does not list. The error names the file and the line or row.
    pub fn parse(slug: &str, text: impl Into<Cow<'static, str>>) -> Result<Self, FrameworkError> {
        let source = text.into();
        if !is_slug(slug) || slug == OWN {
            return Err(FrameworkError::Slug { slug: slug.to_owned() });
        }
        let file = format!("{slug}.toml");
        if source.len() > MAX_SOURCE {
            return Err(FrameworkError::TooLong { file, bytes: source.len(), max: MAX_SOURCE });
        }
        let read: File = toml::from_str(&source).map_err(|error| FrameworkError::Syntax {
            file: file.clone(),
            line: line(&source, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        if !SCHEMAS.contains(&read.schema) {
            return Err(FrameworkError::Schema { file, found: read.schema });
        }
        if read.rows.is_empty() || read.rows.len() > MAX_ROWS {
            return Err(FrameworkError::RowCount { file, found: read.rows.len(), max: MAX_ROWS });
        }
        // What schema 1 always stated, and nobody may leave out of it now.
        if read.schema == 1 && (read.technical_evidence_types.is_none() || read.other_evidence_types.is_none()) {
            return Err(FrameworkError::EvidenceTypes { file });
        }
        let places = places(&file, &read.rows)?;
        let technical_evidence_types = read.technical_evidence_types.unwrap_or_default();
        let other_evidence_types = read.other_evidence_types.unwrap_or_default();
        let checker = Checker {
            schema: read.schema,
            technical: &technical_evidence_types,
            other: &other_evidence_types,
            law: read.law.as_ref(),
            places: &places,
            kinds: read.rows.iter().map(|row| row.kind).collect(),
        };
        let mut requirements = Vec::with_capacity(read.rows.len());
        for (place, row) in read.rows.into_iter().enumerate() {
            let key = RequirementKey { kind: row.kind, id: row.id.clone() };
            let requirement = checker.requirement(row).map_err(|error| FrameworkError::Row {
                file: file.clone(),
                row: place + 1,
                key,
                error,
            })?;
            requirements.push(requirement);
        }
        Ok(Self {
            slug: slug.to_owned(),
            name: read.name,
            edition: read.edition,
            copyright: read.copyright,
            notes: read.notes,
            technical_evidence_types,
            other_evidence_types,
            law: read.law,
            requirements,
            digest: sha256(source.as_bytes()),
            schema: read.schema,
            source,
            places,
        })
    }
}

/// Where the rows of every id are, the kind meant first coming first.
fn places(file: &str, rows: &[Row]) -> Result<HashMap<String, Vec<usize>>, FrameworkError> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let same_id = places.entry(row.id.clone()).or_default();
        if let Some(first) = same_id.iter().find(|&&first| rows[first].kind == row.kind) {
            let key = RequirementKey { kind: row.kind, id: row.id.clone() };
            let error = RowError::Duplicate { first: first + 1 };
            return Err(FrameworkError::Row { file: file.to_owned(), row: place + 1, key, error });
        }
        same_id.push(place);
        same_id.sort_by_key(|&place| rows[place].kind);
    }
    Ok(places)
}
