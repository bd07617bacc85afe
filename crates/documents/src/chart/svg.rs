//! Writing SVG: numbers to a hundredth, text escaped, classes instead of styles.

use std::fmt::Write as _;

use super::Head;

/// An `svg` element under construction.
pub(super) struct Svg {
    out: String,
    id: String,
}

/// A coordinate to a hundredth of a unit.
pub(super) fn xy(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Text that cannot be markup. What XML cannot hold at all is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// The text, cut to so many characters with an ellipsis.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// Where a text stands to its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    /// Begins a picture with its title and text. The width is part of the ids, since a page may show two widths.
    pub(super) fn new(head: &Head, class: &str, width: f64, height: f64) -> Self {
        let id = format!("{}-{}", escaped(&head.id), xy(width));
        let (w, h) = (xy(width), xy(height));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"0 0 {w} {h}\" \
             width=\"{w}\" height=\"{h}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">"
        );
        let _ = write!(out, "<title id=\"{id}-t\">{}</title>", escaped(&head.title));
        let _ = write!(out, "<desc id=\"{id}-d\">{}</desc>", escaped(&head.text));
        Self { out, id }
    }

    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (xy(from.0), xy(from.1), xy(to.0), xy(to.1));
        let _ = write!(self.out, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    pub(super) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        let (x, y, w, h) = (xy(at.0), xy(at.1), xy(size.0.max(0.0)), xy(size.1.max(0.0)));
        let _ = write!(self.out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>");
    }

    pub(super) fn path(&mut self, class: &str, d: &str) {
        if !d.is_empty() {
            let _ = write!(self.out, "<path class=\"{class}\" d=\"{d}\"/>");
        }
    }

    pub(super) fn text(&mut self, class: &str, at: (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, text) = (xy(at.0), xy(at.1), escaped(text));
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>");
    }

    /// The hatches that layers are told apart by, each under a name of this picture.
    pub(super) fn hatches(&mut self, count: usize) {
        self.out.push_str("<defs>");
        for index in 1..count.min(HATCHES.len()) {
            let _ = write!(
                self.out,
                "<pattern id=\"{}-h{index}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
                 <path class=\"c-hatch\" d=\"{}\"/></pattern>",
                self.id,
                HATCHES.get(index).copied().unwrap_or_default(),
            );
        }
        self.out.push_str("</defs>");
    }

    /// A rectangle in a colour, under a hatch that tells it apart without one.
    pub(super) fn hatched(&mut self, class: &str, hatch: usize, at: (f64, f64), size: (f64, f64)) {
        self.rect(class, at, size);
        if HATCHES.get(hatch).is_some_and(|h| !h.is_empty()) {
            let (x, y, w, h) = (xy(at.0), xy(at.1), xy(size.0.max(0.0)), xy(size.1.max(0.0)));
            let _ = write!(
                self.out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"url(#{}-h{hatch})\"/>",
                self.id
            );
        }
    }

    pub(super) fn end(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// Hatches, from none to the densest.
const HATCHES: [&str; 7] = ["", "M0 6L6 0", "M0 3H6", "M0 0L6 6M0 6L6 0", "M3 0V6", "M3 3h.01", "M0 3H6M3 0V6"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let head = Head { id: "a".into(), title: "<script>\u{0}".into(), text: "\"&".into() };
        let text = Svg::new(&head, "chart", 10.0, 5.0).end();
        assert!(text.contains("&lt;script&gt;</title>") && text.contains("&quot;&amp;</desc>"), "{text}");
    }

    #[test]
    fn coordinates_are_short_and_finite() {
        assert_eq!([xy(1.0), xy(1.256), xy(-0.0001), xy(f64::NAN)], ["1", "1.26", "0", "0"]);
    }
}
