//! What a file's name says it is, and whether its bytes certainly say otherwise.

/// What the bytes of a file cannot be mistaken for. What is known by two bytes only is not among it.
const SURE: [&str; 11] = ["pdf", "png", "jpeg", "gif", "webp", "svg", "html", "text", "gzip", "7z", "program"];

/// What a name says by its ending; nothing for endings that say nothing here.
pub(super) fn of(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.trim().to_ascii_lowercase().as_str() {
        "pdf" => "pdf",
        "png" => "png",
        "jpg" | "jpeg" | "jpe" | "jfif" => "jpeg",
        "gif" => "gif",
        "webp" => "webp",
        "svg" => "svg",
        "html" | "htm" | "xhtml" => "html",
        "xml" => "xml",
        "json" | "jsonl" | "ndjson" | "sarif" => "json",
        "txt" | "md" | "csv" | "tsv" | "log" | "yaml" | "yml" | "toml" | "ini" | "rst" => "text",
        "zip" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "epub" | "eval" | "jar" | "whl" => "zip",
        "gz" | "tgz" => "gzip",
        "7z" => "7z",
        "exe" | "dll" | "elf" => "program",
        _ => return None,
    })
}

/// Whether bytes certainly are not what a name says. A zip may be anything under any name, and is never wrong.
pub(super) fn disagrees(claimed: &str, media: &str, start: &[u8]) -> bool {
    if media == claimed || matches!(media, "empty" | "zip") || claimed == "zip" {
        return false;
    }
    match claimed {
        // Readers take a head that does not stand at the very beginning (ISO 32000-1, Annex H.3.4.1).
        "pdf" if media != "html" && has_late_head(start) => false,
        "pdf" | "png" | "jpeg" | "gif" | "webp" | "gzip" | "7z" => true,
        // A part of a page, or a page in an encoding that is not read here.
        "html" => !matches!(media, "text" | "xml" | "svg") && SURE.contains(&media),
        "xml" => !matches!(media, "text" | "svg" | "html") && SURE.contains(&media),
        "json" => media != "text" && SURE.contains(&media),
        // The source of a page is text too.
        "text" => !matches!(media, "svg" | "html" | "xml") && SURE.contains(&media),
        _ => SURE.contains(&media),
    }
}

fn has_late_head(start: &[u8]) -> bool {
    start.get(..1024).unwrap_or(start).windows(5).any(|bytes| bytes == b"%PDF-")
}
