//! Icons, drawn here as small inline SVG. Colour comes from the text around them, so that they need no style of their
//! own; a screen reader skips them, because a word always stands beside.

use maud::{Markup, PreEscaped, html};

/// Marks of state, of outcome and of place. Every mark differs from every other in shape alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Disc with a tick.
    Tick,
    /// Half-filled disc.
    Half,
    /// Filled triangle with a stroke.
    Triangle,
    /// Filled octagon with a cross.
    Octagon,
    /// Filled disc with clock hands.
    Clock,
    /// Dashed ring.
    Dashed,
    /// Ring struck through.
    Struck,
    /// Filled diamond with a stroke.
    Diamond,
    /// Ring with a question mark.
    Question,
    /// Square with two arrow heads: passed over.
    Skip,
    /// An inbox, the place Today.
    Inbox,
    /// A list with ticks, the place Controls.
    List,
    /// Two sheets, the place Records.
    Sheets,
    /// A closed lock, the record.
    Lock,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// A box that holds something back.
    Held,
    /// A door.
    Door,
    /// Three layers, the place Programme.
    Layers,
    /// A box with four lines, the place AI systems.
    Nodes,
    /// Points between axes, the place Risks.
    Plot,
    /// A sheet with a tick, the place Evidence.
    Paper,
    /// A flag, the place Issues.
    Flag,
    /// A shield with a tick, the place Assurance.
    Shield,
    /// A magnifying glass.
    Search,
    /// Three strokes: more.
    Menu,
    /// A moon: light and dark.
    Moon,
    /// A plus.
    Plus,
    /// A cross: close, or take away.
    Cross,
    /// An angle towards the start.
    Back,
    /// An angle towards the end.
    On,
    /// Strokes that grow shorter: filter.
    Funnel,
    /// A bookmark: a saved view.
    Bookmark,
    /// Two links of a chain: a proof.
    Link,
    /// A pen.
    Pen,
}

impl Icon {
    /// All icons.
    pub const ALL: [Self; 35] = [
        Self::Tick,
        Self::Half,
        Self::Triangle,
        Self::Octagon,
        Self::Clock,
        Self::Dashed,
        Self::Struck,
        Self::Diamond,
        Self::Question,
        Self::Skip,
        Self::Inbox,
        Self::List,
        Self::Sheets,
        Self::Lock,
        Self::Up,
        Self::Down,
        Self::Held,
        Self::Door,
        Self::Layers,
        Self::Nodes,
        Self::Plot,
        Self::Paper,
        Self::Flag,
        Self::Shield,
        Self::Search,
        Self::Menu,
        Self::Moon,
        Self::Plus,
        Self::Cross,
        Self::Back,
        Self::On,
        Self::Funnel,
        Self::Bookmark,
        Self::Link,
        Self::Pen,
    ];

    /// What is drawn on a field of 16 by 16. `cut` marks a line cut out of a filled shape.
    #[must_use]
    pub const fn drawing(self) -> &'static str {
        match self {
            Self::Tick => {
                r#"<circle class="full" cx="8" cy="8" r="7"/><path class="cut" d="m4.8 8.3 2.2 2.2 4.2-4.7"/>"#
            }
            Self::Half => r#"<circle cx="8" cy="8" r="6.3"/><path class="full" d="M8 1.7a6.3 6.3 0 0 1 0 12.6z"/>"#,
            Self::Triangle => r#"<path class="full" d="M8 1.6 15 14H1z"/><path class="cut" d="M8 6v3.6M8 11.8v.1"/>"#,
            Self::Octagon => {
                r#"<path class="full" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/>"#
            }
            Self::Clock => r#"<circle class="full" cx="8" cy="8" r="7"/><path class="cut" d="M8 4.2V8.4l2.6 1.6"/>"#,
            Self::Dashed => r#"<circle cx="8" cy="8" r="6.3" stroke-dasharray="2.6 2.35"/>"#,
            Self::Struck => r#"<circle cx="8" cy="8" r="6.3"/><path d="m3.6 12.4 8.8-8.8"/>"#,
            Self::Diamond => {
                r#"<path class="full" d="m8 .8 7.2 7.2L8 15.2.8 8z"/><path class="cut" d="M8 4.6v4M8 11v.1"/>"#
            }
            Self::Question => {
                r#"<circle cx="8" cy="8" r="6.3"/><path d="M6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.1M8 11.3v.1"/>"#
            }
            Self::Skip => {
                r#"<rect x="1.6" y="1.6" width="12.8" height="12.8" rx="2"/><path d="m5 5.2 2.8 2.8L5 10.8m3.6-5.6L11.4 8l-2.8 2.8"/>"#
            }
            Self::Inbox => r#"<path d="M2 9.5h3l1 2h4l1-2h3"/><path d="M4 3h8l2 6.5V13H2V9.5z"/>"#,
            Self::List => r#"<path d="m2 4 1.3 1.3L5.6 3M2 11l1.3 1.3L5.6 10M8.5 4.2H14M8.5 11.2H14"/>"#,
            Self::Sheets => r#"<path d="M5 2h6l3 3v7H5z"/><path d="M11 2v3h3M5 4.5H2V14h8v-2"/>"#,
            Self::Lock => {
                r#"<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>"#
            }
            Self::Up => r#"<path d="M8 13V3M3.5 7.5 8 3l4.5 4.5"/>"#,
            Self::Down => r#"<path d="M8 3v10m4.5-4.5L8 13 3.5 8.5"/>"#,
            Self::Door => r#"<path d="M4 14V2h8v12M2 14h12M9.5 8v.1"/>"#,
            Self::Pen => r#"<path d="m10.6 2.8 2.6 2.6L5.6 13 2.4 13.6 3 10.4zM9 4.4 11.6 7"/>"#,
            Self::Held => r#"<path d="M2 5.5 8 2l6 3.5v6L8 14l-6-2.5z"/><path d="m5.6 6 4.8 4.2m0-4.2-4.8 4.2"/>"#,
            Self::Layers => r#"<path d="M8 1.8 14 5 8 8.2 2 5z"/><path d="m2 8 6 3.2L14 8M2 11l6 3.2 6-3.2"/>"#,
            Self::Nodes => {
                r#"<rect x="5.5" y="5.5" width="5" height="5" rx="1"/><path d="M8 2v3.5M8 10.5V14M2 8h3.5M10.5 8H14"/>"#
            }
            Self::Plot => {
                r#"<path d="M2.5 2.5v11h11"/><path d="M5 8h2.6v2.6H5z"/><path class="full" d="M9 4h2.6v2.6H9z"/>"#
            }
            Self::Paper => r#"<path d="M4 1.8h5.2L13 5.5v8.7H4z"/><path d="M9 1.8v4h4M6.2 10.3l1.4 1.4 2.8-2.8"/>"#,
            Self::Flag => r#"<path d="M3.5 14.5v-12M3.5 3c3-1.6 5 1.4 9 0v6.4c-4 1.4-6-1.6-9 0"/>"#,
            Self::Shield => {
                r#"<path d="M8 1.6 13.2 3.6v4c0 3.4-2.2 5.6-5.2 6.8-3-1.2-5.2-3.4-5.2-6.8v-4z"/><path d="m5.8 7.9 1.6 1.6 2.9-3"/>"#
            }
            Self::Search => r#"<circle cx="7" cy="7" r="4.3"/><path d="m10.3 10.3 3.2 3.2"/>"#,
            Self::Menu => r#"<path d="M2 4.5h12M2 8h12M2 11.5h12"/>"#,
            Self::Moon => r#"<path d="M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z"/>"#,
            Self::Plus => r#"<path d="M8 3v10M3 8h10"/>"#,
            Self::Cross => r#"<path d="m4 4 8 8m0-8-8 8"/>"#,
            Self::Back => r#"<path d="M10 3 5 8l5 5"/>"#,
            Self::On => r#"<path d="m6 3 5 5-5 5"/>"#,
            Self::Funnel => r#"<path d="M2 4h12M4.5 8h7M7 12h2"/>"#,
            Self::Bookmark => r#"<path d="M4.5 2h7v12L8 11l-3.5 3z"/>"#,
            Self::Link => {
                r#"<path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8"/>"#
            }
        }
    }

    /// The icon as SVG, `size` pixels square.
    #[must_use]
    pub fn svg(self, size: u8) -> Markup {
        html! {
            svg.ico width=(size) height=(size) viewBox="0 0 16 16" aria-hidden="true" focusable="false" {
                (PreEscaped(self.drawing()))
            }
        }
    }
}

/// The mark of Assay: an octagon seal with an A.
#[must_use]
pub fn seal(size: u8) -> Markup {
    html! {
        svg.seal width=(size) height=(size) viewBox="0 0 22 22" aria-hidden="true" focusable="false" {
            path.ground d="M5 1.5h12L20.5 5v12L17 20.5H5L1.5 17V5z" {}
            path.letter d="m6.6 15 4.4-9.2 4.4 9.2m-7.1-3.2h5.4" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_icons_are_drawn_alike() {
        for (at, icon) in Icon::ALL.iter().enumerate() {
            let others = Icon::ALL.iter().skip(at + 1);
            assert!(others.into_iter().all(|other| other.drawing() != icon.drawing()), "{icon:?}");
        }
    }
}
