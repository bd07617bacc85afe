//! The gallery: every component in every state, for developers.

mod more;

use assay_domain::State;
use maud::{Markup, html};

use crate::parts::avatar::avatar;
use crate::parts::cells::cell;
use crate::parts::clock::{ClockBar, clock};
use crate::parts::frame::{self, Frame};
use crate::parts::heat::{HeatCell, heat};
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::state::{self, OUTCOMES, STATES};
use crate::parts::strip::{Bar, strip};
use crate::parts::words::{GalleryWord, Lang, t};

/// Names of people for avatars.
const PEOPLE: [&str; 6] = ["Marta Silva", "Rita Okafor", "Tomasz Wilk", "Jun Kato", "Ânia", "Omar Haddad"];

/// The page.
#[must_use]
pub fn page(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = t(lang, GalleryWord::Gallery);
    let all = figures(lang).into_iter().chain(more::parts(lang));
    let main = html! {
        div.head { h1 { (title) } p.lead.soft { (t(lang, GalleryWord::Lead)) } }
        @for (name, content) in all { (panel(&format!("g-{name}"), name, None, &html! { div.prose { (content) } })) }
    };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside: html! {}, main })
}

/// What is drawn.
fn figures(lang: Lang) -> Vec<(&'static str, Markup)> {
    let days: Vec<Bar> = (0..60).map(|n| [Bar::Full, Bar::Part, Bar::None, Bar::Bad][n / 7 % 4]).collect();
    vec![
        (
            "state",
            html! { p.tags { @for one in STATES { (state::chip(lang, one)) " " (state::line(lang, one)) " " } } },
        ),
        ("outcome", html! { p.tags { @for one in OUTCOMES { (state::outcome(lang, one)) " " } } }),
        (
            "cells",
            html! { ul.cells { @for one in STATES { li { (cell(lang, "6.2.4", "Verification", one, "why", "#g-cells")) } } } },
        ),
        ("avatar", html! { p.tags { @for name in PEOPLE { span.person { (avatar(name)) span { (name) } } } } }),
        ("strip", strip("Sixty days in every kind", &days)),
        ("heat", heat("Made-up risks", "Likelihood", "Impact", &cells())),
        ("clock", html! { div.clocks { @for one in clocks() { (clock(&one)) } } }),
        ("totals", frame::totals(lang, &STATES.map(|one| (one, if one == State::Effective { 1_200 } else { 3 })))),
    ]
}

fn cells() -> Vec<Vec<HeatCell>> {
    let cell =
        |level: u8, n: usize| HeatCell { n, level, name: format!("level {level}"), href: Some("#g-heat".into()) };
    (1..=5).rev().map(|row: u8| (1..=5).map(|level| cell(level, usize::from(row * level % 4))).collect()).collect()
}

fn clocks() -> [ClockBar; 3] {
    let bar = |tag: &str, tone, gone| ClockBar {
        key: "INC-41".into(),
        href: "#g-clock".into(),
        name: "A duty to report".into(),
        tag: tag.into(),
        tone,
        gone,
        ticks: vec![13, 66],
        from: "Counts from 12 Oct 2026 02:14 UTC".into(),
        left: "14 d 2 h left".into(),
    };
    [
        bar("Undecided", "s-expiring", Some(7)),
        bar("Over", "s-failing", Some(100)),
        bar("Notice planned", "s-partly", None),
    ]
}
