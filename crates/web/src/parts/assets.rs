//! The files a page links to, embedded in the binary and named by their content, so that a browser may keep them for
//! ever and a new release is a new name.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

/// One embedded file.
struct Asset {
    stem: &'static str,
    extension: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

static ASSETS: [Asset; 3] = [
    Asset {
        stem: "assay",
        extension: "css",
        content_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../../assets/assay.css"),
    },
    Asset {
        stem: "favicon",
        extension: "svg",
        content_type: "image/svg+xml",
        bytes: include_bytes!("../../assets/favicon.svg"),
    },
    Asset {
        stem: "passkey",
        extension: "js",
        content_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../../assets/passkey.js"),
    },
];

/// File names with the first eight hex digits of the SHA-256 of their content, in the order of [`ASSETS`].
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let name = |asset: &Asset| {
        let digest = Sha256::digest(asset.bytes);
        let hash = digest.iter().take(4).fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        format!("{}-{hash}.{}", asset.stem, asset.extension)
    };
    ASSETS.iter().map(name).collect()
});

/// Content type and bytes of an asset by its path, `/assets/assay-1a2b3c4d.css`, or by the part after `/assets/`.
/// `None` for anything else, an outdated hash among them.
#[must_use]
pub fn asset(path: &str) -> Option<(&'static str, &'static [u8])> {
    let name = path.strip_prefix("/assets/").unwrap_or(path);
    let at = NAMES.iter().position(|known| known == name)?;
    ASSETS.get(at).map(|asset| (asset.content_type, asset.bytes))
}

/// Where `assay.css` or `favicon.svg` is served. A name that is not embedded yields a path that is not found.
#[must_use]
pub fn href(name: &str) -> String {
    let plain =
        |asset: &Asset| name.strip_prefix(asset.stem).and_then(|rest| rest.strip_prefix('.')) == Some(asset.extension);
    let known = ASSETS.iter().position(plain).and_then(|at| NAMES.get(at));
    format!("/assets/{}", known.map_or(name, String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_served() {
        for name in ["assay.css", "favicon.svg", "passkey.js"] {
            let (content_type, bytes) = asset(&href(name)).unwrap();
            assert!(!bytes.is_empty() && content_type.contains('/'));
        }
    }

    #[test]
    fn nothing_else_is_served() {
        for path in ["/assets/assay.css", "/assets/assay-00000000.css", "/assets/../lib.rs", "", "/assets/"] {
            assert!(asset(path).is_none(), "{path}");
        }
        assert!(asset(&href("other.js")).is_none());
    }
}
