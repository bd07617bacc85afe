//! QR codes, drawn as inline SVG without any style, so that the headers need to allow none. Black on white in both
//! themes: a camera has to read it.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a code: without them readers do not find it.
const QUIET: usize = 4;

/// A text as a QR code; nothing when it is too long for one.
#[must_use]
pub fn qr(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let path = drawing(&code.to_colors(), code.width());
    Some(html! {
        svg role="img" aria-label=(label) width="232" height="232" viewBox=(format!("0 0 {side} {side}")) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path fill="#000" d=(path) {}
        }
    })
}

/// One rectangle for each run of dark modules in a row.
fn drawing(modules: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(PartialEq::eq) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules of a drawing, read back.
    fn dark(path: &str) -> Vec<(usize, usize)> {
        let runs = path.split('M').skip(1).map(|run| {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let length: usize = rest.split('v').next().unwrap().parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            (x..x + length).map(move |x| (x, y))
        });
        runs.flatten().collect()
    }

    #[test]
    fn every_dark_module_is_drawn_and_no_other() {
        let code = QrCode::with_error_correction_level("otpauth://totp/Assay:ana", EcLevel::M).unwrap();
        let (width, modules) = (code.width(), code.to_colors());
        let drawn = dark(&drawing(&modules, width));
        let wanted = (0..width * width).filter(|at| modules[*at] == Color::Dark);
        let wanted: Vec<_> = wanted.map(|at| (at % width + QUIET, at / width + QUIET)).collect();
        assert_eq!(drawn, wanted);
        // The corner that a reader looks for: seven dark, then the light ring.
        assert!((0..7).all(|x| drawn.contains(&(QUIET + x, QUIET))) && !drawn.contains(&(QUIET + 7, QUIET)));
    }

    #[test]
    fn it_needs_no_style_and_has_a_name() {
        let page = qr("otpauth://totp/x", "The \"key\"").unwrap().into_string();
        assert!(!page.contains("style") && !page.contains("class"), "{page}");
        assert!(page.contains("role=\"img\" aria-label=\"The &quot;key&quot;\""), "{page}");
        assert!(qr(&"x".repeat(3000), "").is_none());
    }
}
