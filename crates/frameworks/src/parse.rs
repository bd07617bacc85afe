//! From a data file to a [`Framework`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::reference::{is_id, is_slug};
use crate::{
    ClauseDetail, ControlDetail, Framework, FrameworkError, OWN, Requirement, RequirementDetail, RequirementKey,
    RequirementKind, RowError, Titles,
};

/// Longest data file, in bytes.
pub const MAX_SOURCE: usize = 4 << 20;
/// Most rows of a framework.
pub const MAX_ROWS: usize = 5_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    name: String,
    edition: String,
    copyright: String,
    #[serde(default)]
    notes: Vec<String>,
    technical_evidence_types: Vec<String>,
    other_evidence_types: Vec<String>,
    #[serde(rename = "requirement")]
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: RequirementKind,
    id: String,
    parent: Option<String>,
    title: String,
    title_pt_br: String,
    title_pt_pt: String,
    #[serde(default)]
    own_words: String,
    doubt: Option<String>,
    clause: Option<ClauseDetail>,
    control: Option<ControlDetail>,
}

impl Framework {
    /// Reads a data file, shipped or stored.
    ///
    /// # Errors
    /// When the text is not a framework: not TOML, a field missing or unknown, a row stated twice, an unknown
    /// parent, an evidence type not listed. The error names the file and the line or row.
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
        if read.schema != 1 {
            return Err(FrameworkError::Schema { file, found: read.schema });
        }
        if read.rows.is_empty() || read.rows.len() > MAX_ROWS {
            return Err(FrameworkError::RowCount { file, found: read.rows.len(), max: MAX_ROWS });
        }
        let places = places(&file, &read.rows)?;
        let lists = [read.technical_evidence_types, read.other_evidence_types];
        let kinds: Vec<RequirementKind> = read.rows.iter().map(|row| row.kind).collect();
        let mut requirements = Vec::with_capacity(read.rows.len());
        for (place, row) in read.rows.into_iter().enumerate() {
            let key = RequirementKey { kind: row.kind, id: row.id.clone() };
            let requirement = requirement(row, &lists, &places, &kinds).map_err(|error| FrameworkError::Row {
                file: file.clone(),
                row: place + 1,
                key,
                error,
            })?;
            requirements.push(requirement);
        }
        let [technical_evidence_types, other_evidence_types] = lists;
        Ok(Self {
            slug: slug.to_owned(),
            name: read.name,
            edition: read.edition,
            copyright: read.copyright,
            notes: read.notes,
            technical_evidence_types,
            other_evidence_types,
            requirements,
            digest: sha256(source.as_bytes()),
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

fn requirement(
    row: Row,
    lists: &[Vec<String>; 2],
    places: &HashMap<String, Vec<usize>>,
    kinds: &[RequirementKind],
) -> Result<Requirement, RowError> {
    if !is_id(&row.id) {
        return Err(RowError::Id);
    }
    let texts = [("title", &row.title), ("title_pt_br", &row.title_pt_br), ("title_pt_pt", &row.title_pt_pt)];
    let doubt = row.doubt.as_ref().map(|text| ("doubt", text));
    let own_words = (row.kind != RequirementKind::Area).then_some(("own_words", &row.own_words));
    if let Some((field, _)) = texts.into_iter().chain(own_words).chain(doubt).find(|(_, text)| text.trim().is_empty()) {
        return Err(RowError::Empty { field });
    }
    let parent = parent(row.kind, row.parent, places, kinds)?;
    let detail = detail(row.kind, row.clause, row.control, lists)?;
    let titles = Titles { en: row.title, pt_br: row.title_pt_br, pt_pt: row.title_pt_pt };
    Ok(Requirement { id: row.id, kind: row.kind, parent, titles, own_words: row.own_words, doubt: row.doubt, detail })
}

/// A parent is stated by its id alone: its kind follows from that of the child.
fn parent(
    kind: RequirementKind,
    stated: Option<String>,
    places: &HashMap<String, Vec<usize>>,
    kinds: &[RequirementKind],
) -> Result<Option<RequirementKey>, RowError> {
    match stated {
        None if kind.parents().is_empty() => Ok(None),
        None => Err(RowError::NoParent { kind }),
        Some(parent) if kind.parents().is_empty() => Err(RowError::ParentOfTop { kind, parent }),
        Some(parent) => {
            let there = places.get(&parent).map_or(&[][..], Vec::as_slice);
            let found = kind.parents().iter().find(|wanted| there.iter().any(|&place| kinds[place] == **wanted));
            match found {
                Some(&kind) => Ok(Some(RequirementKey { kind, id: parent })),
                None => Err(RowError::UnknownParent { kind, parent }),
            }
        }
    }
}

fn detail(
    kind: RequirementKind,
    clause: Option<ClauseDetail>,
    control: Option<ControlDetail>,
    [technical, other]: &[Vec<String>; 2],
) -> Result<RequirementDetail, RowError> {
    use RequirementKind::{Area, Clause, Control, Group, Objective, Subclause};
    match (kind, clause, control) {
        (Clause | Group | Subclause, Some(detail), None) => {
            if detail.documented_information_required == detail.documented_information.is_empty() {
                return Err(RowError::DocumentedInformation);
            }
            Ok(RequirementDetail::Clause(detail))
        }
        (Control, None, Some(detail)) => {
            listed(&detail.technical_evidence_types, technical, "technical_evidence_types")?;
            listed(&detail.other_evidence_types, other, "other_evidence_types")?;
            Ok(RequirementDetail::Control(detail))
        }
        (Area | Objective, None, None) => Ok(RequirementDetail::Heading),
        (Clause | Group | Subclause, ..) => Err(RowError::Table { kind, wants: Some("clause") }),
        (Control, ..) => Err(RowError::Table { kind, wants: Some("control") }),
        (Area | Objective, ..) => Err(RowError::Table { kind, wants: None }),
    }
}

fn listed(names: &[String], list: &[String], field: &'static str) -> Result<(), RowError> {
    match names.iter().find(|name| !list.contains(name)) {
        Some(name) => Err(RowError::EvidenceType { name: name.clone(), field }),
        None => Ok(()),
    }
}

/// The line a byte is on, from 1.
fn line(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&b| b == b'\n').count()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
