//! Words in the languages the product speaks.

/// One text in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Brazilian Portuguese.
    pub pt_br: &'static str,
    /// European Portuguese.
    pub pt_pt: &'static str,
}

impl Text {
    /// The same thing said three times.
    #[must_use]
    pub const fn new(en: &'static str, pt_br: &'static str, pt_pt: &'static str) -> Self {
        Self { en, pt_br, pt_pt }
    }
}

/// The label of a field of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    /// Name of the field in the body.
    pub field: &'static str,
    /// What people read.
    pub text: Text,
}

impl Label {
    /// A label.
    #[must_use]
    pub const fn new(field: &'static str, en: &'static str, pt_br: &'static str, pt_pt: &'static str) -> Self {
        Self { field, text: Text::new(en, pt_br, pt_pt) }
    }
}
