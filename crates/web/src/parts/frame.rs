//! The frame around every page: document head, ribbon, places, the state of the record, and the bar with the path.

use maud::{DOCTYPE, Markup, html};

use super::icons::{Icon, seal};
use super::shell::{Place, Shell};
use super::words::{KeptWord, Lang, RoomWord, Word, count, fill, number, t};
use super::{assets, links, past, saved};

/// What differs from page to page.
pub(crate) struct Frame<'a> {
    /// Title of the document, before the name of the product.
    pub(crate) title: &'a str,
    /// What the bar shows at its start: a path or a place.
    pub(crate) path: Markup,
    /// What the bar shows at its end.
    pub(crate) aside: Markup,
    /// The page.
    pub(crate) main: Markup,
}

/// A whole page.
pub(crate) fn page(shell: &Shell, frame: &Frame<'_>) -> Markup {
    let lang = shell.lang;
    let body = html! {
        header.side {
            a.home href=(links::TODAY) {
                (seal(22))
                span { b { (shell.organisation) } small { (t(lang, Word::ManagementSystem)) } }
            }
            (places(shell))
        }
        div.col {
            div.top {
                @if shell.demo { (ribbon(lang)) }
                (past::banner(shell))
                div.bar { div.path { (frame.path) } (saved::save(shell)) (past::control(shell)) (frame.aside) }
            }
            (main(shell, &frame.main))
        }
        footer.foot { (who(shell)) (record(shell)) }
    };
    document(
        lang,
        frame.title,
        &html! {
            (body)
            @for module in assets::ON_EVERY_PAGE { (assets::script(module)) }
        },
    )
}

/// The page itself; one of now says up to where it is true, for what changes to be shown on it.
fn main(shell: &Shell, content: &Markup) -> Markup {
    let live = (shell.past.is_none() && !shell.workspace.is_empty()).then(|| links::live(&shell.workspace));
    html! {
        main id="main" tabindex="-1" data-position=[live.as_ref().map(|_| shell.record.entries)] data-stream=[&live]
            data-updated=[live.as_ref().map(|_| t(shell.lang, KeptWord::Updated))] { (content) }
        p.live id="live-said" role="status" {}
    }
}

/// A document that needs nothing but a language: for errors before anything is known.
pub(crate) fn document(lang: Lang, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (fill(lang, Word::PageTitle, &[("page", title)])) }
                link rel="icon" type="image/svg+xml" href=(assets::href("favicon.svg"));
                link rel="stylesheet" href=(assets::href("assay.css"));
            }
            body {
                a.skip href="#main" { (t(lang, Word::SkipToContent)) }
                (body)
            }
        }
    }
}

/// Says on every page, on screen and on every printed sheet, that the data is made up.
fn ribbon(lang: Lang) -> Markup {
    html! {
        aside.ribbon aria-label=(t(lang, Word::DemoData)) {
            b { (t(lang, Word::DemoData)) }
            span { (t(lang, Word::DemoSentence)) }
        }
        div.watermark aria-hidden="true" { (t(lang, Word::DemoData)) }
    }
}

/// The places that exist.
fn places(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let controls = (Place::Controls, links::CONTROLS, Icon::List, t(lang, Word::Controls));
    let records = (Place::Records, links::RECORDS, Icon::Sheets, t(lang, Word::Records));
    let all = if shell.in_room {
        vec![(Place::Rooms, links::ROOM, Icon::Door, t(lang, RoomWord::Room)), controls, records]
    } else {
        let today = (Place::Today, links::TODAY, Icon::Inbox, t(lang, Word::Today));
        vec![today, controls, records, (Place::Rooms, links::ROOMS, Icon::Door, t(lang, RoomWord::Rooms))]
    };
    html! {
        nav.places aria-label=(t(lang, Word::Places)) {
            ul {
                @for (place, href, icon, word) in all {
                    li {
                        a href=(href) aria-current=[(place == shell.place).then_some("page")] {
                            (icon.svg(16)) span { (word) }
                        }
                    }
                }
            }
        }
    }
}

/// Who is signed in, and the way to their account; the way to sign in for everybody else.
fn who(shell: &Shell) -> Markup {
    html! {
        p.who {
            @match &shell.who {
                Some(name) => a href=(links::ACCOUNT) { (name) },
                None => a href=(links::SIGN_IN) { (t(shell.lang, Word::SignIn)) },
            }
        }
    }
}

/// Where the record stands. It says what is known, not that it was verified: nobody verified it to show a page.
fn record(shell: &Shell) -> Markup {
    let (lang, line) = (shell.lang, &shell.record);
    let entries = usize::try_from(line.entries).unwrap_or(usize::MAX);
    html! {
        div.record {
            (Icon::Lock.svg(14))
            p { b { (t(lang, Word::Record)) } " " span.num { (count(lang, entries, Word::EntriesOne, Word::EntriesOther)) } }
            @if !line.checkpoint_short.is_empty() {
                p.num {
                    span { (t(lang, Word::Checkpoint)) " " span.mono { (line.checkpoint_short) } } " " span { (line.at) }
                }
            }
        }
    }
}

/// The path to a page below a place: links to what is above, then the page itself.
pub(crate) fn path(lang: Lang, above: &[(&str, &str)], here: &str) -> Markup {
    html! {
        nav aria-label=(t(lang, Word::Breadcrumb)) {
            ol {
                @for (href, text) in above { li { a href=(href) { (text) } } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// Controls by state as a list that is also the legend of every shape.
pub(crate) fn totals(lang: Lang, counts: &[(assay_domain::State, usize)]) -> Markup {
    html! {
        dl.totals {
            @for (state, n) in counts {
                div { dt { (super::state::line(lang, *state)) } dd.num { (number(lang, *n)) } }
            }
        }
    }
}
