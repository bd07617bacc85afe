//! What a search found, by kind: as a page, and as the options of the palette.

use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::{Keys, Shell};
use crate::parts::words::{Lang, SearchWord, count, fill, number, t};
use crate::parts::{links, preferences, value};

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct SearchView {
    /// What was searched for.
    pub q: String,
    /// Groups, the best first.
    pub groups: Vec<Group>,
    /// Records that were looked at, where more match.
    pub looked_at: Option<usize>,
}

/// What belongs together: a kind, a framework, places, actions.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Slug of it, for ids.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its hits.
    pub hits: Vec<Hit>,
    /// Where there are more, and how that way is called.
    pub more: Option<(String, String)>,
}

/// One hit.
#[derive(Debug, Clone, Default)]
pub struct Hit {
    /// Where it leads.
    pub href: String,
    /// Key or id; empty where there is none.
    pub id: String,
    /// Title.
    pub title: String,
    /// State of a record.
    pub state: Option<String>,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &SearchView) -> Markup {
    let lang = shell.lang;
    let title = t(lang, SearchWord::Search);
    let main = html! {
        h1.vh { (title) }
        form.filters method="get" action=(links::SEARCH) role="search" {
            label.wide { span { (t(lang, SearchWord::SearchFor)) } input type="search" name="q" value=(view.q) maxlength="200" autocomplete="off" aria-describedby="search-hint"; }
            input type="hidden" name="all" value="1";
            button.btn type="submit" { (t(lang, SearchWord::Find)) }
        }
        p.mute id="search-hint" { (fill(lang, SearchWord::Hint, &[("key", "RISK-12")])) }
        @if let Some(n) = view.looked_at { p.soft { (fill(lang, SearchWord::Newest, &[("n", &number(lang, n))])) } }
        @if view.groups.is_empty() && !view.q.is_empty() {
            (panel("found", title, None, &empty(&fill(lang, SearchWord::Nothing, &[("q", &view.q)]))))
        }
        @for group in &view.groups { (section(group)) }
    };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside: html! {}, main })
}

fn section(group: &Group) -> Markup {
    let content = html! {
        ul.hits { @for hit in &group.hits { li { a href=(hit.href) { (told(hit)) } } } }
        @if let Some((href, word)) = &group.more { p.because { a.lnk href=(href) { (word) } } }
    };
    panel(&format!("g-{}", group.id), &group.title, None, &content)
}

fn told(hit: &Hit) -> Markup {
    html! {
        @if !hit.id.is_empty() { span.id { (hit.id) } " " }
        span.title { (hit.title) }
        @if let Some(state) = &hit.state { " " (value::state(state)) }
    }
}

/// The options of the palette, for its script: groups of links in a list box.
#[must_use]
pub fn options(lang: Lang, view: &SearchView) -> Markup {
    let hits: usize = view.groups.iter().map(|group| group.hits.len()).sum();
    let mut n = 0;
    html! {
        div data-said=(count(lang, hits, SearchWord::OptionsOne, SearchWord::OptionsOther)) {
            @for group in &view.groups {
                div.group role="group" aria-labelledby={ "pg-" (group.id) } {
                    p id={ "pg-" (group.id) } { (group.title) }
                    @for hit in &group.hits {
                        a role="option" id={ "po-" ({ n += 1; n }) } href=(hit.href) tabindex="-1" aria-selected="false" { (told(hit)) }
                    }
                    @if let Some((href, word)) = &group.more {
                        a.more role="option" id={ "po-" ({ n += 1; n }) } href=(href) tabindex="-1" aria-selected="false" { (word) }
                    }
                }
            }
            @if hits == 0 { p.empty { (fill(lang, SearchWord::Nothing, &[("q", &view.q)])) } }
        }
    }
}

/// Keys that act on a row, or on the page.
const SINGLE: [(&str, SearchWord); 7] = [
    ("J", SearchWord::KeysNext),
    ("K", SearchWord::KeysPrevious),
    ("X", SearchWord::KeysPick),
    ("*", SearchWord::KeysPickAll),
    ("E", SearchWord::KeysEdit),
    ("A", SearchWord::KeysAssign),
    (".", SearchWord::KeysActions),
];

/// The palette and the help for the keyboard, which a script asks for when they are first opened.
#[must_use]
pub fn palette(lang: Lang, places: &[(char, &str)], made: &[(char, &str)], keys: Keys) -> Markup {
    let word = t(lang, SearchWord::Palette);
    html! {
        dialog.palette id="palette" aria-label=(word) data-recent=(t(lang, SearchWord::Recent)) {
            form method="get" action=(links::SEARCH) role="search" {
                input type="search" name="q" id="palette-q" placeholder=(word) aria-label=(word) autocomplete="off" maxlength="200"
                    role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list";
            }
            div id="palette-list" role="listbox" aria-label=(t(lang, SearchWord::Suggestions)) {}
            p.vh id="palette-said" role="status" {}
        }
        dialog.shortcuts id="keys" aria-labelledby="keys-title" {
            h2 id="keys-title" { (t(lang, SearchWord::Keys)) }
            dl {
                div { dt { kbd { "Ctrl" } " " kbd { "K" } " " (t(lang, SearchWord::KeysOr)) " " kbd { "/" } } dd { (t(lang, SearchWord::KeysSearch)) } }
                @for (key, place) in places {
                    div { dt { kbd { "G" } " " (t(lang, SearchWord::KeysThen)) " " kbd { (key.to_ascii_uppercase()) } } dd { (fill(lang, SearchWord::KeysGo, &[("place", place)])) } }
                }
                @for (key, kind) in made {
                    div { dt { kbd { "N" } " " (t(lang, SearchWord::KeysThen)) " " kbd { (key.to_ascii_uppercase()) } } dd { (fill(lang, SearchWord::NewOf, &[("kind", kind)])) } }
                }
                @for (key, word) in SINGLE { div { dt { kbd { (key) } } dd { (t(lang, word)) } } }
                div { dt { kbd { "?" } } dd { (t(lang, SearchWord::KeysHelp)) } }
                div { dt { kbd { "Esc" } } dd { (t(lang, SearchWord::KeysClose)) } }
            }
            (preferences::keys_form(lang, keys))
            form method="dialog" { button.btn { (t(lang, SearchWord::Close)) } }
        }
    }
}
