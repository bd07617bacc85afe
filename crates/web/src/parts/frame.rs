//! The frame around every page: document head, ribbon, places, the state of the record, and the bar with the path.

use assay_domain::State;
use maud::{DOCTYPE, Markup, html};

use super::icons::{Icon, seal};
use super::shell::{Keys, Look, Shell, Theme};
use super::words::{KeptWord, Lang, ShellWord, Word, count, fill, number, t};
use super::{assets, keys, links, past, saved, sidebar};

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
        (sidebar::sidebar(shell))
        div.col {
            div.top {
                @if shell.demo { (ribbon(lang)) }
                @if shell.unfit > 0 { (unfit(lang, shell.unfit)) }
                (past::banner(shell))
                div.bar {
                    a.mini href=(links::TODAY) aria-label=(t(lang, Word::Today)) { (seal(22)) }
                    div.path { (frame.path) }
                    (saved::save(shell))
                    (past::control(shell))
                    (frame.aside)
                    @if !shell.in_room {
                        a.btn.seek href=(links::SEARCH) aria-label=(t(lang, ShellWord::SearchOrJump)) { (Icon::Search.svg(16)) }
                    }
                }
            }
            (main(shell, &frame.main))
        }
        (sidebar::tab_bar(shell))
        @for module in assets::ON_EVERY_PAGE { (assets::script(module)) }
    };
    themed(lang, &shell.look, frame.title, &body)
}

/// The page itself; one of now says up to where it is true, for what changes to be shown on it.
fn main(shell: &Shell, content: &Markup) -> Markup {
    let live =
        (shell.past.is_none() && !shell.in_room && !shell.workspace.is_empty()).then(|| links::live(&shell.workspace));
    html! {
        main.of-past[shell.past.is_some()] id="main" tabindex="-1" data-position=[live.as_ref().map(|_| shell.record.entries)] data-stream=[&live]
            data-updated=[live.as_ref().map(|_| t(shell.lang, KeptWord::Updated))]
            data-held=[live.as_ref().map(|_| t(shell.lang, KeptWord::Held))] data-reload=[live.as_ref().map(|_| t(shell.lang, KeptWord::Reload))]
            data-made=[keys::made(shell)] { (content) }
        p.live id="live-said" role="status" {}
        p.live.held id="live-held" role="status" {}
    }
}

/// A document that needs nothing but a language: for errors before anything is known.
pub(crate) fn document(lang: Lang, title: &str, body: &Markup) -> Markup {
    themed(lang, &Look::default(), title, body)
}

fn themed(lang: Lang, look: &Look, title: &str, body: &Markup) -> Markup {
    let theme = look.theme;
    let (chosen, scheme) = match theme {
        Theme::System => (None, "light dark"),
        Theme::Light | Theme::Dark => (Some(theme.name()), theme.name()),
    };
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) data-theme=[chosen] data-keys=[(look.keys == Keys::Off).then_some(Keys::Off.name())] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(scheme);
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

/// Says that what is stored does not fit the log: whoever reads on knows it.
fn unfit(lang: Lang, n: usize) -> Markup {
    html! {
        aside.unfit role="alert" {
            p { (Icon::Octagon.svg(14)) " " (count(lang, n, ShellWord::UnfitOne, ShellWord::UnfitOther)) }
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
pub(crate) fn totals(lang: Lang, counts: &[(State, usize)]) -> Markup {
    each_state(lang, counts, |_, n| html! { (number(lang, n)) })
}

/// The same, each number the way to the list of what is in that state.
pub(crate) fn totals_to(lang: Lang, counts: &[(State, usize)], to: impl Fn(State) -> String) -> Markup {
    each_state(lang, counts, |at, n| {
        html! { a.lnk href=(to(at)) { (number(lang, n)) span.vh { ": " (super::state::word(lang, at)) } } }
    })
}

fn each_state(lang: Lang, counts: &[(State, usize)], figure: impl Fn(State, usize) -> Markup) -> Markup {
    html! {
        dl.totals {
            @for (at, n) in counts { div { dt { (super::state::line(lang, *at)) } dd.num { (figure(*at, *n)) } } }
        }
    }
}
