//! How a text in angle brackets begins: its document type and its first element. Nothing else of it is read.

/// Elements by which a page is known that states no type (WHATWG MIME Sniffing, 7.1), and some more.
const OF_PAGES: [&str; 21] = [
    "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "body", "br", "p",
    "img", "meta", "link", "form", "base", "object",
];

/// How a text begins.
#[derive(Debug, Default)]
pub(super) struct Opening<'a> {
    doctype: &'a str,
    /// Whether the document type defines anything: entities can grow without bound.
    pub(super) defines: bool,
    declared: bool,
    name: &'a str,
    attributes: &'a str,
}

impl<'a> Opening<'a> {
    /// Reads it; nothing where the text begins with anything else.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let mut this = Self::default();
        let mut rest = text.trim_start_matches('\u{feff}').trim_start();
        loop {
            rest = if let Some(inner) = rest.strip_prefix("<!--") {
                inner.split_once("-->")?.1
            } else if let Some(inner) = rest.strip_prefix("<?") {
                this.declared = true;
                inner.split_once("?>")?.1
            } else if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
                this.doctype(rest.get(9..)?)?
            } else {
                break;
            }
            .trim_start();
        }
        let Some(inner) = rest.strip_prefix('<') else { return (!this.doctype.is_empty()).then_some(this) };
        let end = inner.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
        let (name, inner) = inner.split_at(end);
        this.name = name;
        this.attributes = inner.split_once('>').map_or(inner, |(attributes, _)| attributes);
        Some(this)
    }

    /// Reads past a document type; gives what follows.
    fn doctype(&mut self, inner: &'a str) -> Option<&'a str> {
        let end = inner.find(['>', '['])?;
        let (stated, rest) = inner.split_at(end);
        self.doctype = stated.trim();
        if let Some(rest) = rest.strip_prefix('>') {
            return Some(rest);
        }
        self.defines = true;
        Some(rest.split_once("]>")?.1)
    }

    /// What it is: `svg`, `html`, `xml` where that is declared, otherwise `text`.
    pub(super) fn media(&self) -> &'static str {
        let page = |name: &str| OF_PAGES.iter().any(|of| of.eq_ignore_ascii_case(name));
        let typed = self.doctype.split_whitespace().next().is_some_and(|of| of.eq_ignore_ascii_case("html"));
        if self.name == "svg" || self.name.ends_with(":svg") {
            "svg"
        } else if typed || page(self.name) {
            "html"
        } else if self.declared {
            "xml"
        } else {
            "text"
        }
    }

    /// Width and height of a drawing in pixels: as stated, or of what it draws on, or as browsers take it where it says
    /// neither (CSS Images, 5.2).
    pub(super) fn size(&self) -> (u32, u32) {
        let stated = |name: &str| self.attribute(name).and_then(length);
        if let (Some(width), Some(height)) = (stated("width"), stated("height")) {
            return (width, height);
        }
        let canvas: Vec<&str> = self
            .attribute("viewBox")
            .map(|text| text.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty()).collect())
            .unwrap_or_default();
        match canvas.as_slice() {
            [_, _, width, height] => length(width).zip(length(height)).unwrap_or((300, 150)),
            _ => (300, 150),
        }
    }

    fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, next) = after.get(1..)?.split_once(quote)?;
            if name.trim() == wanted {
                return Some(value);
            }
            rest = next;
        }
    }
}

/// A length in pixels; nothing for what depends on the place it is shown in.
fn length(text: &str) -> Option<u32> {
    const UNITS: [(&str, f64); 5] =
        [("px", 1.0), ("pt", 96.0 / 72.0), ("in", 96.0), ("cm", 96.0 / 2.54), ("mm", 96.0 / 25.4)];
    let text = text.trim();
    let unit = UNITS.iter().find_map(|(unit, pixels)| Some((text.strip_suffix(unit)?, *pixels)));
    let (number, pixels) = unit.unwrap_or((text, 1.0));
    let pixels = number.trim_end().parse::<f64>().ok()? * pixels;
    // The conversion takes the nearest number there is.
    (pixels > 0.0).then(|| pixels.ceil() as u32)
}
