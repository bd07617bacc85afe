//! Data on stdout (or into a file), the rest on stderr.

use std::fs::File;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use comfy_table::{Cell, Color, ContentArrangement, Table};
use serde::Serialize;

use crate::cli::{Format, Global};
use crate::failure::Failure;

/// Writes text to the file of `--out`, or to stdout.
pub(crate) fn write(global: &Global, text: &str) -> Result<(), Failure> {
    match &global.out {
        None => {
            let mut out = io::stdout().lock();
            // A reader that closed the pipe (`| head`) has what it wanted.
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::usage(format!("cannot print: {e}"))),
                _ => Ok(()),
            }
        }
        Some(path) => write_file(path, |file| file.write_all(text.as_bytes())),
    }
}

/// Where a file is written before it takes its name. A device or a pipe would lose its place to the file.
pub(crate) fn temporary(path: &Path) -> Result<PathBuf, Failure> {
    if path.exists() && !path.is_file() {
        let text = format!("{} is no plain file; without --out the data goes to stdout", path.display());
        return Err(Failure::usage(text));
    }
    Ok(path.with_extension("part"))
}

/// Writes a file whole or not at all.
pub(crate) fn write_file(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    let fail = |e: io::Error| Failure::usage(format!("cannot write {}: {e}", path.display()));
    let temporary = temporary(path)?;
    let mut file = File::create(&temporary).map_err(fail)?;
    fill(&mut file).and_then(|()| file.sync_all()).and_then(|()| std::fs::rename(&temporary, path)).map_err(|e| {
        let _ = std::fs::remove_file(&temporary);
        fail(e)
    })
}

/// Prints JSON, or the text made by `text`.
pub(crate) fn emit<T: Serialize>(global: &Global, data: &T, text: impl FnOnce(&T) -> String) -> Result<(), Failure> {
    match global.output {
        Format::Json => {
            let mut json = serde_json::to_string_pretty(data).map_err(|e| Failure::usage(e.to_string()))?;
            json.push('\n');
            write(global, &json)
        }
        _ => {
            let mut text = text(data);
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            write(global, &text)
        }
    }
}

/// A line for people, beside the data.
pub(crate) fn note(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "{}", text.as_ref());
}

/// Prints an error and gives its exit code.
pub(crate) fn failure(global: &Global, failure: &Failure) -> ExitCode {
    if global.output == Format::Json {
        let _ = writeln!(io::stdout(), "{}", failure.document());
    }
    note(format!("error: {failure}"));
    ExitCode::from(failure.exit_code())
}

/// A table without lines; wraps to the terminal.
pub(crate) fn table(heads: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(heads.iter().map(|h| h.to_uppercase()));
    if !io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    for row in rows {
        table.add_row(row.into_iter().map(cell));
    }
    let text = table.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// States in colour, on a terminal only; the word says the same.
fn cell(text: String) -> Cell {
    let colour = match text.as_str() {
        "effective" | "pass" | "UNALTERED" | "ok" => Some(Color::Green),
        "failing" | "fail" | "error" | "FAILED" => Some(Color::Red),
        "stale" | "partly" | "expiring" | "undecided" | "waived" | "UNANCHORED" => Some(Color::Yellow),
        _ => None,
    };
    let cell = Cell::new(text);
    match colour {
        Some(colour) if std::env::var_os("NO_COLOR").is_none() => cell.fg(colour),
        _ => cell,
    }
}

/// The word that JSON uses for an enum.
pub(crate) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
