//! The files a page links to, embedded in the binary and named by their content, so that a browser may keep them for
//! ever and a new release is a new name.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use maud::{Markup, html};
use sha2::{Digest as _, Sha256};

use super::style::STYLE;

/// One embedded file, as it was written.
struct Source {
    name: &'static str,
    text: &'static str,
}

/// A module of script in `assets/js`.
macro_rules! module {
    ($name:literal) => {
        Source { name: $name, text: include_str!(concat!("../../assets/js/", $name)) }
    };
}

/// What is embedded. A module stands after those that it imports.
static SOURCES: &[Source] = &[
    Source { name: "assay.css", text: STYLE },
    Source { name: "favicon.svg", text: include_str!("../../assets/favicon.svg") },
    module!("drafts.js"),
    module!("fetched.js"),
    module!("keys.js"),
    module!("live.js"),
    module!("palette.js"),
    module!("matrix.js"),
    module!("passkey.js"),
    module!("table.js"),
    module!("upload.js"),
];

/// The modules that every page in the frame loads.
pub(super) const ON_EVERY_PAGE: &[&str] = &["palette.js", "live.js"];

/// One file as it is served.
struct Asset {
    plain: &'static str,
    served: String,
    content_type: &'static str,
    bytes: Vec<u8>,
    /// The same, compressed once.
    gzip: Vec<u8>,
}

/// A file found by the path it is served at.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// Its type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// Its bytes, compressed.
    pub gzip: &'static [u8],
}

/// Each under its name with the first eight hex digits of the SHA-256 of its content.
static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut all: Vec<Asset> = Vec::new();
    for source in SOURCES {
        // A module imports another by its plain name, `./other.js`; it is served by the other.
        let text = all.iter().fold(source.text.to_owned(), |text, known| {
            text.replace(&format!("'./{}'", known.plain), &format!("'./{}'", known.served))
        });
        all.push(Asset {
            plain: source.name,
            served: hashed(source.name, text.as_bytes()),
            content_type: content_type(source.name),
            gzip: compressed(text.as_bytes()),
            bytes: text.into_bytes(),
        });
    }
    all
});

fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes).iter().take(4).fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{hash}.{extension}")
}

/// As small as gzip makes it.
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to a Vec cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// An asset by its path, `/assets/assay-1a2b3c4d.css`, or by the part after `/assets/`. `None` for anything else, an
/// outdated hash among them.
#[must_use]
pub fn asset(path: &str) -> Option<Found> {
    let name = path.strip_prefix("/assets/").unwrap_or(path);
    let found = ASSETS.iter().find(|asset| asset.served == name)?;
    Some(Found { content_type: found.content_type, bytes: &found.bytes, gzip: &found.gzip })
}

/// Where `assay.css` or `favicon.svg` is served. A name that is not embedded yields a path that is not found.
#[must_use]
pub fn href(name: &str) -> String {
    let known = ASSETS.iter().find(|asset| asset.plain == name);
    format!("/assets/{}", known.map_or(name, |asset| &asset.served))
}

/// A module of script, by the name of its file. A browser runs it once, however often a page names it.
#[must_use]
pub fn script(name: &str) -> Markup {
    html! { script type="module" src=(href(name)) {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_served() {
        for source in SOURCES {
            let Found { content_type, bytes, .. } = asset(&href(source.name)).unwrap();
            assert!(!bytes.is_empty() && content_type.contains('/') && !content_type.starts_with("application"));
        }
    }

    #[test]
    fn nothing_else_is_served() {
        for path in ["/assets/assay.css", "/assets/assay-00000000.css", "/assets/../lib.rs", "", "/assets/"] {
            assert!(asset(path).is_none(), "{path}");
        }
        assert!(asset(&href("other.js")).is_none());
    }

    #[test]
    fn every_module_is_embedded_and_imports_only_what_is_served() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/js");
        for file in std::fs::read_dir(folder).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let Found { bytes, .. } = asset(&href(&name)).unwrap_or_else(|| panic!("{name} is not in SOURCES"));
            let text = std::str::from_utf8(bytes).unwrap();
            for import in text.split("from './").skip(1) {
                let path = import.split('\'').next().unwrap();
                assert!(asset(path).is_some(), "{name} imports {path}, which stands after it or nowhere");
            }
        }
    }

    /// What a browser loads once for all pages.
    #[test]
    fn style_and_script_are_small() {
        let sum = |ending: &str| -> usize {
            ASSETS.iter().filter(|one| one.plain.ends_with(ending)).map(|one| one.gzip.len()).sum()
        };
        let (style, script) = (sum(".css"), sum(".js"));
        assert!(style > 0 && style <= 35_000, "{style} bytes of style");
        assert!(script > 0 && script <= 25_000, "{script} bytes of script");
    }
}
