//! What the first bytes of a file say it is, whatever its name says.

use infer::MatcherType;

use super::markup::Opening;

/// How the older formats of office programs and installers begin (MS-CFB, 2.2).
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A short id. `size` is the length of the whole file.
pub(super) fn of(start: &[u8], size: u64) -> &'static str {
    if size == 0 {
        return "empty";
    }
    if let Some(text) = text(start, size > start.len() as u64) {
        return of_text(text);
    }
    if start.starts_with(COMPOUND) {
        return "office";
    }
    let Some(found) = infer::get(start) else { return "unknown" };
    match (found.extension(), found.matcher_type()) {
        ("pdf", _) => "pdf",
        ("png", _) if start.starts_with(b"\x89PNG\r\n\x1a\n") => "png",
        ("jpg", _) => "jpeg",
        ("gif", _) if start.starts_with(b"GIF87a") || start.starts_with(b"GIF89a") => "gif",
        ("webp", _) if start.starts_with(b"RIFF") => "webp",
        ("zip" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "epub" | "ora", _) => "zip",
        ("gz", _) => "gzip",
        ("7z", _) => "7z",
        ("sqlite", _) => "database",
        // Two letters alone make no program.
        (_, MatcherType::App) if start.iter().take(64).any(|byte| *byte == 0) => "program",
        (_, MatcherType::Image) => "image",
        (_, MatcherType::Video) => "video",
        (_, MatcherType::Audio) => "audio",
        (_, MatcherType::Font) => "font",
        ("ps" | "rtf", _) => "document",
        (_, MatcherType::Archive) => "archive",
        _ => "unknown",
    }
}

fn of_text(text: &str) -> &'static str {
    if text.starts_with("%PDF-") {
        return "pdf";
    }
    if text.starts_with("%!PS") || text.starts_with("{\\rtf") {
        return "document";
    }
    Opening::of(text).map_or("text", |opening| opening.media())
}

/// The bytes as text: UTF-8 without control characters. Where there is more of it, the bound may lie within a letter.
pub(super) fn text(start: &[u8], more: bool) -> Option<&str> {
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(e) if more && e.error_len().is_none() => std::str::from_utf8(start.get(..e.valid_up_to())?).ok()?,
        Err(_) => return None,
    };
    let control = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    (!control && !text.is_empty()).then_some(text)
}
