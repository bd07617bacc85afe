//! The style sheet: a file per component, put together when the program is built. Which layer a rule lies in decides
//! before the order of files does; what is for one medium alone comes last.

/// One style sheet from files of `assets/css`, in this order.
macro_rules! sheet {
    ($($name:literal,)*) => { concat!($(include_str!(concat!("../../assets/css/", $name, ".css"))),*) };
}

/// The whole style sheet.
pub const STYLE: &str = sheet! {
    "layers",
    "reset",
    "tokens",
    "avatar",
    "base",
    "buttons",
    "cells",
    "chart",
    "clock",
    "controls",
    "diff",
    "error",
    "evidence",
    "forms",
    "frame",
    "graph",
    "heat",
    "icons",
    "kinds",
    "layout",
    "list",
    "menu",
    "note",
    "notice",
    "pager",
    "panel",
    "place",
    "pop",
    "props",
    "record",
    "ribbon",
    "risks",
    "sidebar",
    "state",
    "steps",
    "strip",
    "table",
    "grid",
    "tabs",
    "timeline",
    "today",
    "narrow",
    "coarse",
    "forced",
    "print",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_styles_is_in_it_once() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/css");
        let mut length = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            assert_eq!(STYLE.matches(&text).count(), 1, "{text:.60}");
            length += text.len();
        }
        assert_eq!(STYLE.len(), length);
    }
}
