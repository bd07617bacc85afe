//! What must hold of every page, whatever it shows. The pages are those of the gallery, in every language.

#[path = "../../examples/gallery/samples.rs"]
mod samples;

use std::io::Write as _;

// The samples name the pages as the gallery does.
use crate::pages::error::ErrorView;
use crate::pages::today::views::{EventLine, TodayView, WorkLine, WorkPart, WorkView};
use crate::parts::assets;
use crate::parts::shell::Shell;
use crate::parts::style::STYLE;
use crate::parts::words::Lang;
use crate::{pages, parts};

fn every_page() -> Vec<(String, String)> {
    Lang::ALL
        .into_iter()
        .flat_map(|lang| {
            samples::pages(lang)
                .into_iter()
                .map(move |(name, markup)| (format!("{name} in {}", lang.tag()), markup.into_string()))
        })
        .collect()
}

/// Start tags of a page, without their angle brackets. Enough for our own markup, where text never holds a bare `<`.
fn tags(page: &str) -> Vec<&str> {
    page.split('<')
        .skip(1)
        .filter_map(|part| part.split('>').next())
        .filter(|tag| !tag.starts_with(['/', '!']))
        .collect()
}

/// Attribute names and values of a start tag.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    let mut rest = tag.split_once(' ').map_or("", |(_, rest)| rest);
    while let Some((name, tail)) = rest.split_once("=\"") {
        let (value, tail) = tail.split_once('"').unwrap();
        all.push((name.trim(), value));
        rest = tail;
    }
    all
}

#[test]
fn no_page_needs_inline_style_or_script() {
    for (name, page) in every_page() {
        for tag in tags(&page) {
            let element = tag.split_whitespace().next().unwrap();
            assert!(!["style", "iframe", "object", "embed", "base"].contains(&element), "{name}: <{tag}>");
            let ours =
                |from: &str| assets::asset(from).is_some_and(|found| found.content_type.starts_with("text/javascript"));
            let module = tag.strip_prefix("script type=\"module\" src=\"").and_then(|rest| rest.strip_suffix('"'));
            assert!(element != "script" || module.is_some_and(ours), "{name}: <{tag}>");
            for (attribute, value) in attributes(tag) {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{name}: <{tag}>");
                // A namespace is a name, and leads nowhere.
                let named = attribute == "xmlns" && value == "http://www.w3.org/2000/svg";
                let elsewhere = value.starts_with("http") && attribute != "data-origin" && !named;
                assert!(!elsewhere && !value.starts_with("javascript"), "{name}: <{tag}>");
            }
        }
    }
}

#[test]
fn every_page_names_its_language_its_title_and_its_landmarks() {
    for lang in Lang::ALL {
        for (name, page) in samples::pages(lang) {
            let page = page.into_string();
            assert!(
                page.starts_with("<!DOCTYPE html>") && page.contains(&format!("<html lang=\"{}\">", lang.tag())),
                "{name}"
            );
            let head = page.split("</head>").next().unwrap();
            assert_eq!(head.matches("<title>").count(), 1, "{name}: <title>");
            for once in ["<main ", "<h1", "id=\"main\"", "href=\"#main\"", &assets::href("assay.css")] {
                assert_eq!(page.matches(once).count(), 1, "{name}: {once}");
            }
        }
    }
}

#[test]
fn headings_never_skip_a_level() {
    for (name, page) in every_page() {
        let mut last = 0;
        for tag in tags(&page) {
            let level = match tag.as_bytes() {
                [b'h', digit @ b'1'..=b'6', ..] => digit - b'0',
                _ => continue,
            };
            assert!(level <= last + 1, "{name}: h{last} is followed by h{level}");
            last = level;
        }
    }
}

#[test]
fn ids_are_unique_and_labels_lead_somewhere() {
    for (name, page) in every_page() {
        let all: Vec<_> = tags(&page).into_iter().flat_map(attributes).collect();
        let ids: Vec<_> = all.iter().filter(|(key, _)| *key == "id").map(|(_, id)| *id).collect();
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids.iter().skip(at + 1).any(|other| other == id), "{name}: id {id} twice");
        }
        for (_, targets) in all.iter().filter(|(key, _)| *key == "aria-labelledby") {
            for target in targets.split_whitespace() {
                assert!(ids.contains(&target), "{name}: {target} is nowhere");
            }
        }
    }
}

#[test]
fn every_table_has_a_caption_and_scopes() {
    for (name, page) in every_page() {
        assert_eq!(page.matches("<table").count(), page.matches("<caption").count(), "{name}");
        let headers = tags(&page).into_iter().filter(|tag| *tag == "th" || tag.starts_with("th "));
        for tag in headers {
            assert!(attributes(tag).iter().any(|(key, _)| *key == "scope"), "{name}: <{tag}>");
        }
    }
}

#[test]
fn every_class_is_drawn_by_the_style_sheet() {
    let css = STYLE;
    let mut unknown = std::collections::BTreeMap::new();
    for (name, page) in every_page() {
        for (_, classes) in tags(&page).into_iter().flat_map(attributes).filter(|(key, _)| *key == "class") {
            for class in classes.split_whitespace() {
                let known = css.match_indices(&format!(".{class}")).any(|(at, found)| {
                    !css[at + found.len()..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-')
                });
                if !known {
                    unknown.entry(class.to_owned()).or_insert_with(|| name.clone());
                }
            }
        }
    }
    assert!(unknown.is_empty(), "not in the style sheet, and first seen on: {unknown:?}");
}

#[test]
fn the_ribbon_is_on_every_page_with_demo_data_and_on_no_other() {
    for lang in Lang::ALL {
        for demo in [true, false] {
            let shell = Shell { demo, lang, ..Shell::default() };
            let page = pages::today::page::page(&shell, &TodayView::default()).into_string();
            assert_eq!(page.contains("class=\"ribbon\""), demo);
            let page = pages::error::page(&shell, &ErrorView::default()).into_string();
            assert_eq!(page.contains("class=\"ribbon\""), demo);
        }
    }
}

/// A page without the modules of ours that it loads.
fn foreign(page: &str) -> String {
    let ours = tags(page).into_iter().filter(|tag| {
        let module = tag.strip_prefix("script type=\"module\" src=\"").and_then(|rest| rest.strip_suffix('"'));
        module.is_some_and(|from| assets::asset(from).is_some())
    });
    ours.fold(page.to_owned(), |page, tag| page.replace(&format!("<{tag}>"), ""))
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>";
    let shell = Shell { organisation: hostile.into(), ..Shell::default() };
    let line = WorkLine {
        key: hostile.into(),
        title: hostile.into(),
        href: hostile.into(),
        kind: hostile.into(),
        subject: hostile.into(),
        owner: hostile.into(),
        due: hostile.into(),
    };
    let part = WorkPart { name: hostile.into(), overdue: true, total: (1, false), lines: vec![line] };
    let event =
        EventLine { title: hostile.into(), href: hostile.into(), by: Some(hostile.into()), ..EventLine::default() };
    let work = Some(WorkView { own: true, parts: vec![part] });
    let view = TodayView { work, areas: Vec::new(), event: Some(event), ..TodayView::default() };
    let page = pages::today::page::page(&shell, &view).into_string();
    assert!(!foreign(&page).contains("<script") && !page.contains("<img"));
    assert!(page.matches("&lt;script&gt;").count() >= 7);
    let view = ErrorView { status: 404, title: hostile.into(), detail: hostile.into(), hint: hostile.into() };
    let page = pages::error::page(&shell, &view).into_string();
    assert!(!foreign(&page).contains("<script") && !page.contains("<img"));
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// Light and dark value of a token of the style sheet.
fn token(name: &str) -> [&'static str; 2] {
    let css = STYLE;
    let (_, value) = css.split_once(&format!("--{name}: ")).unwrap_or_else(|| panic!("no token {name}"));
    let value = value.split(';').next().unwrap();
    match value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')) {
        Some(pair) => {
            let (light, dark) = pair.split_once(", ").unwrap();
            [light, dark]
        }
        None => [value, value],
    }
}

#[test]
fn text_and_marks_have_the_contrast_wcag_asks_for() {
    let text = [
        ("ink", "bg"),
        ("ink", "hover"),
        ("ink-2", "bg"),
        ("ink-2", "surface"),
        ("ink-2", "sunken"),
        ("ink-2", "hover"),
        ("ink-3", "surface"),
        ("ink-3", "sunken"),
        ("ink-3", "bg"),
        ("ink-3", "hover"),
        ("accent", "surface"),
        ("accent", "hover"),
        ("on-accent", "accent-solid"),
        ("on-bad", "bad-solid"),
        ("ok", "ok-soft"),
        ("warn", "warn-soft"),
        ("warn", "surface"),
        ("warn", "hover"),
        ("bad", "bad-soft"),
        ("bad", "surface"),
        ("info", "info-soft"),
        ("ink", "bad-soft"),
        ("ink-2", "bad-soft"),
        ("ink", "heat-1"),
        ("ink", "heat-2"),
        ("ink", "heat-3"),
        ("ink", "heat-4"),
        ("on-bad", "heat-5"),
        ("ink", "here"),
        ("accent", "here"),
    ];
    let marks = [
        ("ok-mark", "surface"),
        ("warn-mark", "surface"),
        ("bad-mark", "surface"),
        ("info-mark", "surface"),
        ("edge", "surface"),
    ];
    for (pairs, least) in [(&text[..], 4.5), (&marks[..], 3.0)] {
        for (front, back) in pairs {
            for theme in [0, 1] {
                let (one, other) = (luminance(token(front)[theme]), luminance(token(back)[theme]));
                let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                assert!(ratio >= least, "{front} on {back}, theme {theme}: {ratio:.2} is below {least}");
            }
        }
    }
}

/// What goes over the wire for a page, besides style and script.
#[test]
fn every_page_is_small() {
    for (name, page) in every_page() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(page.as_bytes()).unwrap();
        let length = encoder.finish().unwrap().len();
        assert!(length <= 40_000, "{name} is {length} bytes");
    }
}
