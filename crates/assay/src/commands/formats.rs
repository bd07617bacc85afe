//! `assay formats`

use std::process::ExitCode;

use assay_app::dto::FormatView;

use super::Done;
use crate::cli::Global;
use crate::output;

pub(crate) fn run(global: &Global) -> Done {
    let row = |f: &FormatView| {
        vec![f.id.clone(), f.tool.clone(), f.seen_versions.join(", "), f.parser.clone(), f.title.clone()]
    };
    output::emit(global, &assay_app::ingest::formats(), |l| {
        output::table(&["format", "tool", "versions read", "parser", "what"], l.formats.iter().map(row).collect())
    })?;
    Ok(ExitCode::SUCCESS)
}
