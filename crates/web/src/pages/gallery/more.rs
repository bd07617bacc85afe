//! Components of words and ways.

use maud::{Markup, html};

use crate::pages::records::views::{ChangeLine, Sign};
use crate::parts::icons::{Icon, seal};
use crate::parts::menu::{dialog, menu};
use crate::parts::notice::{notice, toast};
use crate::parts::panel::empty;
use crate::parts::proof::proof;
use crate::parts::properties::properties;
use crate::parts::stepper::stepper;
use crate::parts::tabs::{Tab, segments, tabs};
use crate::parts::timeline::{Happened, timeline};
use crate::parts::value;
use crate::parts::words::Lang;

const TONES: [(&str, Icon, &str); 5] = [
    ("s-failing", Icon::Octagon, "Failing"),
    ("s-missing", Icon::Dashed, "Missing"),
    ("s-partly", Icon::Half, "Partly"),
    ("s-expiring", Icon::Triangle, "Expiring"),
    ("s-effective", Icon::Tick, "Effective"),
];

/// The components by the name of their file.
pub(super) fn parts(lang: Lang) -> Vec<(&'static str, Markup)> {
    let three = ["Overview", "Versions", "Evidence"].map(|text| Tab {
        href: "#g-tabs".into(),
        text: text.into(),
        count: (text == "Versions").then(|| "3".into()),
        current: text == "Versions",
    });
    vec![
        ("tabs", html! { (tabs("Tabs", &three)) (segments("Segments", &three)) }),
        ("buttons", buttons()),
        (
            "notice",
            html! { @for (tone, icon, word) in TONES { (notice(tone, icon, word, "Something is so.", Some(("#g-notice", "Do it")))) } },
        ),
        ("toast", html! { @for (tone, icon, word) in TONES { (toast(tone, icon, word)) } }),
        ("empty", empty("Nothing yet. What somebody delivers appears here.")),
        ("properties", properties(&[("Owner", html! { "Marta Silva" }), ("Due", html! { "30 Nov 2026" })])),
        ("timeline", timeline(&happenings())),
        (
            "menu",
            menu(
                "menu-sample",
                "More",
                Icon::Menu,
                &[("#g-menu".into(), "Export".into()), ("#g-menu".into(), "Import".into())],
            ),
        ),
        (
            "dialog",
            dialog("dialog-sample", "Open", "Somebody changed this", "Close", &empty("Both sides are shown here.")),
        ),
        ("stepper", stepper("Steps", "done", &["Organisation", "Roles", "Frameworks", "You"], 2)),
        ("proof", proof(lang, 18_402, "9f2c71ab", "30 Nov 2026 09:41 UTC", "#g-proof")),
        ("diff", value::changes(lang, &[change()])),
        (
            "tag",
            html! { p.tags { @for (tone, _, word) in TONES { span class={ "tag " (tone) } { (word) } " " } span.tag.s-na { "draft" } } },
        ),
        ("icons", html! { p.tags { (seal(22)) @for icon in Icon::ALL { (icon.svg(16)) } } }),
    ]
}

fn buttons() -> Markup {
    html! {
        p.tags {
            a.btn href="#g-buttons" { "Plain" }
            a.btn.main href="#g-buttons" { "Main" }
            a.btn.quiet href="#g-buttons" { "Quiet" }
            button.btn type="button" disabled { "Disabled" }
            a.lnk href="#g-buttons" { "A link" }
        }
    }
}

fn happenings() -> Vec<Happened> {
    let one = |(tone, icon, word): (&'static str, Icon, &str)| Happened {
        icon,
        tone,
        what: html! { b { (word) } " by Marta Silva" },
        at: html! { "30 Nov 2026 09:41 UTC" },
        more: html! {},
    };
    TONES.into_iter().map(one).collect()
}

fn change() -> ChangeLine {
    ChangeLine {
        path: "/treatment".into(),
        label: "Treatment".into(),
        lines: vec![
            (Sign::Same, "One line stayed".into()),
            (Sign::Went, "Another went".into()),
            (Sign::Came, "A third came".into()),
        ],
    }
}
