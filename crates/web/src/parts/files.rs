//! Files that a record names: what each is, whether its name says otherwise, and what of it can be shown.

use assay_app::dto::{FileView, Preview};
use maud::{Markup, html};

use super::icons::Icon;
use super::links;
use super::panel::whole;
use super::words::{EvidenceWord, Lang, fill, number, t};

/// A list of the files of a record. The first text is open, others open when asked for.
#[must_use]
pub fn list(lang: Lang, workspace: &str, key: &str, files: &[FileView]) -> Markup {
    let first = files.iter().position(|file| matches!(file.preview, Preview::Text { .. }));
    html! {
        ul.list { @for (n, file) in files.iter().enumerate() {
            li { (one(lang, workspace, key, file, first == Some(n))) }
        } }
    }
}

fn one(lang: Lang, workspace: &str, key: &str, file: &FileView, open: bool) -> Markup {
    let name = [("name", file.name.as_str())];
    let bytes = number(lang, usize::try_from(file.size).unwrap_or(usize::MAX));
    let here = file.media != "absent";
    html! {
        p {
            b { (whole(&file.name)) } " "
            @if let Some(role) = &file.role { span.tag.s-na { (role) } " " }
            span.soft { (t(lang, media(&file.media))) }
            @if here || file.size > 0 { " · " span.soft.num { (fill(lang, EvidenceWord::Bytes, &[("n", &bytes)])) } }
        }
        @if file.mismatch { (mismatch(lang, file)) }
        p.digest { "sha256:" (file.sha256) }
        @if here {
            p { a.lnk href=(links::file(workspace, key, &file.sha256)) download=(file.name) {
                (fill(lang, EvidenceWord::Download, &name))
            } }
        }
        @match &file.preview {
            Preview::Text { start, more } => {
                @let title = fill(lang, EvidenceWord::Preview, &name);
                details.begun open[open] {
                    summary { (title) }
                    pre.peek tabindex="0" role="region" aria-label=(title) { (start) }
                    @if *more { p.soft { (t(lang, EvidenceWord::PreviewCut)) } }
                }
            }
            Preview::Picture { width, height } => {
                img.pictured src=(links::picture(workspace, key, &file.sha256)) loading="lazy" width=(width) height=(height)
                    alt=(fill(lang, EvidenceWord::PictureOf, &name));
            }
            Preview::Refused { code, width, height } => p.soft { (refused(lang, code, *width, *height)) },
            Preview::None => { @if let Some(why) = unseen(&file.media) { p.soft { (t(lang, why)) } } }
        }
    }
}

/// That the bytes are not what the name says.
fn mismatch(lang: Lang, file: &FileView) -> Markup {
    let claimed = t(lang, media(file.claimed.as_deref().unwrap_or_default()));
    let values = [("claimed", claimed), ("media", t(lang, media(&file.media)))];
    html! {
        p.misnamed.s-expiring { (Icon::Triangle.svg(14)) span { (fill(lang, EvidenceWord::Misnamed, &values)) } }
    }
}

fn refused(lang: Lang, code: &str, width: u32, height: u32) -> String {
    let size = |n: u32| number(lang, usize::try_from(n).unwrap_or(usize::MAX));
    match code {
        "picture.pixels" => {
            fill(lang, EvidenceWord::TooManyPixels, &[("width", &size(width)), ("height", &size(height))])
        }
        "picture.bytes" => t(lang, EvidenceWord::TooManyBytes).to_owned(),
        "picture.entities" => t(lang, EvidenceWord::DefinesEntities).to_owned(),
        _ => t(lang, EvidenceWord::Unmeasured).to_owned(),
    }
}

/// Why nothing is shown of a file.
fn unseen(media: &str) -> Option<EvidenceWord> {
    match media {
        "empty" => None,
        "absent" => Some(EvidenceWord::BytesAbsent),
        "unread" => Some(EvidenceWord::NotLookedAt),
        "damaged" => Some(EvidenceWord::BytesDamaged),
        _ => Some(EvidenceWord::NotText),
    }
}

/// What a file is, in words.
fn media(id: &str) -> EvidenceWord {
    match id {
        "pdf" => EvidenceWord::MediaPdf,
        "png" => EvidenceWord::MediaPng,
        "jpeg" => EvidenceWord::MediaJpeg,
        "gif" => EvidenceWord::MediaGif,
        "webp" => EvidenceWord::MediaWebp,
        "svg" => EvidenceWord::MediaSvg,
        "html" => EvidenceWord::MediaHtml,
        "xml" => EvidenceWord::MediaXml,
        "json" => EvidenceWord::MediaJson,
        "text" => EvidenceWord::MediaText,
        "zip" => EvidenceWord::MediaZip,
        "gzip" | "7z" | "archive" => EvidenceWord::MediaArchive,
        "office" | "document" => EvidenceWord::MediaDocument,
        "program" => EvidenceWord::MediaProgram,
        "database" => EvidenceWord::MediaDatabase,
        "image" => EvidenceWord::MediaImage,
        "video" => EvidenceWord::MediaVideo,
        "audio" => EvidenceWord::MediaAudio,
        "font" => EvidenceWord::MediaFont,
        "empty" => EvidenceWord::MediaEmpty,
        "absent" => EvidenceWord::MediaAbsent,
        "unread" => EvidenceWord::MediaUnread,
        "damaged" => EvidenceWord::MediaDamaged,
        _ => EvidenceWord::MediaUnknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, media: &str, preview: Preview) -> FileView {
        FileView {
            name: name.into(),
            sha256: "ab".repeat(32),
            size: 1234,
            role: None,
            media: media.into(),
            claimed: None,
            mismatch: false,
            preview,
        }
    }

    #[test]
    fn a_picture_is_an_image_and_nothing_else_of_it_is_on_the_page() {
        let drawing = file("<svg onload=alert(1)>.svg", "svg", Preview::Picture { width: 3, height: 2 });
        let page = list(Lang::En, "main", "EV-1", &[drawing]).into_string();
        let src = format!("src=\"/w/main/records/EV-1/files/{}?as=picture\" loading=\"lazy\"", "ab".repeat(32));
        assert!(page.contains(&src) && page.contains("width=\"3\" height=\"2\" alt=\""), "{page}");
        assert!(!page.contains("<svg onload"), "{page}");
    }

    #[test]
    fn what_cannot_be_shown_says_why() {
        let refused = Preview::Refused { code: "picture.pixels".into(), width: 30_000, height: 30_000 };
        let absent = FileView { size: 0, ..file("b.pdf", "absent", Preview::None) };
        let lying = FileView { mismatch: true, claimed: Some("pdf".into()), ..file("c.pdf", "html", Preview::None) };
        let page =
            list(Lang::En, "main", "EV-1", &[file("a.png", "png", refused), absent.clone(), lying]).into_string();
        assert!(page.contains("30,000 × 30,000") && page.contains("are not here"), "{page}");
        assert!(page.contains("The name says PDF, the bytes are an HTML page."), "{page}");
        assert!(!list(Lang::En, "main", "EV-1", &[absent]).into_string().contains("<a"), "nothing to download");
    }
}
