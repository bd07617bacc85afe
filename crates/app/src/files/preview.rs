//! What of a file is shown: the beginning of a text, a picture within bounds, or why not.

use super::markup::Opening;
use super::media::text;
use crate::dto::Preview;

/// Most pixels of a picture: four bytes each, once a browser has unpacked it.
pub(super) const PIXELS: u64 = 40_000_000;
/// Most bytes of a picture.
pub(super) const PICTURE: u64 = 20 * 1024 * 1024;
/// Most bytes of a drawing, each of which is an instruction.
pub(super) const DRAWING: u64 = 1024 * 1024;
/// Most bytes of a text.
pub(super) const TEXT: usize = 16 * 1024;

/// What is shown of a file of that medium, with that beginning and length.
pub(super) fn of(media: &str, start: &[u8], size: u64) -> Preview {
    match media {
        "png" | "jpeg" | "gif" | "webp" => picture(measured(start), PICTURE, size),
        "svg" => drawing(start, size),
        "text" | "html" | "xml" => {
            let cut = start.get(..TEXT).unwrap_or(start);
            let more = size > cut.len() as u64;
            text(cut, more).map_or(Preview::None, |text| Preview::Text { start: text.to_owned(), more })
        }
        _ => Preview::None,
    }
}

/// Width and height, as the head of a picture states them.
fn measured(start: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(start).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)).filter(|(w, h)| *w > 0 && *h > 0)
}

fn drawing(start: &[u8], size: u64) -> Preview {
    let opening = text(start, size > start.len() as u64).and_then(Opening::of).unwrap_or_default();
    if opening.defines {
        return refused("picture.entities", opening.size());
    }
    picture(Some(opening.size()), DRAWING, size)
}

fn picture(measured: Option<(u32, u32)>, most: u64, size: u64) -> Preview {
    let Some((width, height)) = measured else { return refused("picture.unmeasured", (0, 0)) };
    if u64::from(width) * u64::from(height) > PIXELS {
        refused("picture.pixels", (width, height))
    } else if size > most {
        refused("picture.bytes", (width, height))
    } else {
        Preview::Picture { width, height }
    }
}

fn refused(code: &str, (width, height): (u32, u32)) -> Preview {
    Preview::Refused { code: code.to_owned(), width, height }
}
