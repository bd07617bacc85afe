use proptest::prelude::*;

use super::{claim, media, preview};
use crate::dto::Preview;

fn media_of(start: &[u8]) -> &'static str {
    media::of(start, start.len() as u64)
}

fn shown(start: &[u8]) -> Preview {
    preview::of(media_of(start), start, start.len() as u64)
}

fn wrong(name: &str, start: &[u8]) -> bool {
    claim::of(name).is_some_and(|claimed| claim::disagrees(claimed, media_of(start), start))
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    out.extend(width.to_be_bytes());
    out.extend(height.to_be_bytes());
    out.extend(b"\x08\x06\0\0\0\0\0\0\0");
    out
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut out = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08".to_vec();
    out.extend(height.to_be_bytes());
    out.extend(width.to_be_bytes());
    out.extend(b"\x03\x01\x22\0");
    out
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut out = b"GIF89a".to_vec();
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    out.extend(b"\x80\0\0");
    out
}

fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    out.extend(&(width - 1).to_le_bytes()[..3]);
    out.extend(&(height - 1).to_le_bytes()[..3]);
    out
}

const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height='10mm'><rect/></svg>"#;

#[test]
fn bytes_say_what_they_are() {
    let program = |magic: &[u8]| [magic, &[0; 80]].concat();
    let all: Vec<(&str, Vec<u8>)> = vec![
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        ("pdf", b"%PDF-1.7 of letters only".to_vec()),
        ("png", png(1, 1)),
        ("jpeg", jpeg(1, 1)),
        ("gif", gif(1, 1)),
        ("webp", webp(1, 1)),
        ("svg", SVG.as_bytes().to_vec()),
        ("svg", format!("\u{feff}<?xml version=\"1.0\"?>\n<!-- a --> <!DOCTYPE svg>\n{SVG}").into_bytes()),
        ("svg", b"<s:svg xmlns:s='http://www.w3.org/2000/svg'/>".to_vec()),
        ("html", b"<!DoCtYpE html>words".to_vec()),
        ("html", b"\n <!-- a --><SCRIPT>alert(1)</SCRIPT>".to_vec()),
        ("html", b"<?xml version='1.0'?><html/>".to_vec()),
        ("xml", b"<?xml version='1.0'?><testsuite/>".to_vec()),
        ("text", b"<testsuite/>".to_vec()),
        ("text", "Em português.\r\n\t1 < 2".into()),
        ("text", b"BMW and MZ, ID3 of GIF89a".to_vec()),
        ("document", br"{\rtf1 a}".to_vec()),
        ("zip", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0".to_vec()),
        ("7z", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec()),
        ("program", program(b"\x7fELF\x02\x01\x01")),
        ("program", program(b"MZ\x90\0\x03")),
        ("office", program(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
        ("database", b"SQLite format 3\0".to_vec()),
        ("image", b"BM\x9a\0\0\0\0\0\0\0".to_vec()),
        ("audio", b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01vorbis".to_vec()),
        ("unknown", b"MZ \xe9crit en latin".to_vec()),
        ("unknown", b"a\0b".to_vec()),
        ("unknown", b"\xff\xfea\0b\0".to_vec()),
        ("unknown", b"a\x1b[31mred".to_vec()),
        ("empty", Vec::new()),
    ];
    for (media, bytes) in all {
        assert_eq!(media_of(&bytes), media, "{:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_letter_that_the_bound_cuts_is_no_fault() {
    let cut = &"aé".as_bytes()[..2];
    assert_eq!((media::of(cut, 3), media::of(cut, 2)), ("text", "unknown"));
    assert_eq!(preview::of("text", cut, 3), Preview::Text { start: "a".into(), more: true });
    let long = "é".repeat(preview::TEXT);
    let Preview::Text { start, more } = shown(format!("a{long}").as_bytes()) else { panic!("no text") };
    assert!(more && start.len() == preview::TEXT - 1);
}

#[test]
fn a_name_is_called_wrong_only_where_that_is_certain() {
    for (name, bytes) in [
        ("report.pdf", &b"<!doctype html><p>%PDF-"[..]),
        ("report.pdf", b"words"),
        ("report.PDF", b"\0\x01\x02"),
        ("a.png", &jpeg(1, 1)),
        ("a.txt", &png(1, 1)),
        ("a.csv", b"%PDF-1.7"),
        ("a.json", b"<html>502</html>"),
        ("a.svg", b"<html>"),
        ("a.html", &gif(1, 1)),
        ("a.exe", b"%PDF-1.7"),
        ("a.gz", b"words"),
    ] {
        assert!(wrong(name, bytes), "{name}");
    }
    for (name, bytes) in [
        ("report.pdf", &b"junk\n%PDF-1.4"[..]),
        ("a.docx", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("a.docx", b"<html>"),
        ("a.txt", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("a.txt", b"<html>"),
        ("a.txt", b"\xff\xfea\0b\0"),
        ("a.csv", b"BM;\xe9crit"),
        ("a.json", b"{}"),
        ("a.html", b"Words of a page"),
        ("a.jpeg", &jpeg(1, 1)),
        ("a.pdf", b""),
        ("a.bin", b"words"),
        ("pdf", b"words"),
    ] {
        assert!(!wrong(name, bytes), "{name}");
    }
}

#[test]
fn pictures_are_measured_by_their_head() {
    for bytes in [png(320, 200), jpeg(320, 200), gif(320, 200), webp(320, 200)] {
        assert_eq!(shown(&bytes), Preview::Picture { width: 320, height: 200 });
    }
    let picture = |text: &str| shown(text.as_bytes());
    assert_eq!(picture(SVG), Preview::Picture { width: 20, height: 38 });
    assert_eq!(picture("<svg viewBox='0,0 40 30.5' width='100%'/>"), Preview::Picture { width: 40, height: 31 });
    for odd in
        ["<svg>", "<svg width=1 height=1>", "<svg width='-1' height='x'>", "<svg width", "<svg viewBox='a b c d'>"]
    {
        let default = Preview::Picture { width: 300, height: 150 };
        assert_eq!(if odd == "<svg width" { default.clone() } else { picture(odd) }, default, "{odd}");
    }
}

fn refused(preview: Preview) -> (String, u32, u32) {
    let Preview::Refused { code, width, height } = preview else { panic!("{preview:?}") };
    (code, width, height)
}

#[test]
fn pictures_beyond_the_bounds_are_refused() {
    let limit = u32::try_from(preview::PIXELS / 8_000).unwrap();
    assert_eq!(shown(&png(8_000, limit)), Preview::Picture { width: 8_000, height: limit });
    assert_eq!(refused(shown(&png(8_000, limit + 1))), ("picture.pixels".into(), 8_000, limit + 1));
    assert_eq!(refused(shown(&png(u32::MAX, u32::MAX))).0, "picture.pixels");
    assert_eq!(refused(shown(b"<svg width='1e9' height='99999'>")).0, "picture.pixels");
    assert_eq!(refused(shown(b"<svg width='99999999999999' height='1'>")).0, "picture.pixels");
    let of_size = |media: &str, start: &[u8], size| preview::of(media, start, size);
    assert_eq!(refused(of_size("png", &png(2, 1), preview::PICTURE + 1)), ("picture.bytes".into(), 2, 1));
    assert!(matches!(of_size("png", &png(2, 1), preview::PICTURE), Preview::Picture { .. }));
    assert_eq!(refused(of_size("svg", SVG.as_bytes(), preview::DRAWING + 1)).0, "picture.bytes");
    let entities = br#"<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg>&c;</svg>"#;
    assert_eq!((media_of(entities), refused(shown(entities)).0.as_str()), ("svg", "picture.entities"));
}

#[test]
fn heads_that_are_cut_are_no_pictures() {
    for whole in [png(3, 2), jpeg(3, 2), gif(3, 2), webp(3, 2)] {
        for end in 0..whole.len() {
            match shown(&whole[..end]) {
                Preview::Picture { width, height } => assert_eq!((width, height), (3, 2)),
                Preview::Refused { code, .. } => assert_eq!(code, "picture.unmeasured"),
                Preview::Text { .. } | Preview::None => {}
            }
        }
    }
    assert_eq!(refused(shown(&png(0, 5))).0, "picture.unmeasured");
}

proptest! {
    #[test]
    fn nothing_panics(head in 0_usize..12, bytes in prop::collection::vec(any::<u8>(), 0..400), more in 0_u64..3) {
        let heads: [Vec<u8>; 12] = [
            png(1, 1), jpeg(1, 1), gif(1, 1), webp(1, 1), b"<svg ".to_vec(), b"<!DOCTYPE ".to_vec(), b"<?".to_vec(),
            b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), b"\xff\xd8\xff".to_vec(), b"PK\x03\x04".to_vec(), b"%PDF-".to_vec(), Vec::new(),
        ];
        let whole = [heads[head].as_slice(), &bytes].concat();
        let size = whole.len() as u64 + more;
        let media = media::of(&whole, size);
        preview::of(media, &whole, size);
        for name in ["a.pdf", "a.txt", "a.svg", "a.zip", "a"] {
            claim::of(name).map(|claimed| claim::disagrees(claimed, media, &whole));
        }
    }

    #[test]
    fn no_text_panics(text in "[<>!?a-zé=\"' /\\[\\]-]{0,80}") {
        for head in ["", "<svg ", "<!DOCTYPE svg [", "<svg width='", "<!doctype"] {
            shown(format!("{head}{text}").as_bytes());
        }
    }
}
