//! What stands beside every page: the organisation, the search, the places with their counts, saved views, the record, who
//! is signed in. On a narrow screen it is a drawer that the bar of tabs opens; it is a popover, so no script is needed.

use maud::{Markup, html};

use super::avatar::avatar;
use super::icons::{Icon, seal};
use super::links;
use super::shell::{Place, PlaceCount, Shell};
use super::words::{
    AssuranceWord, IssueWord, ProgrammeWord, RiskWord, RoomWord, ShellWord, SystemWord, Word, count, number, t,
};

/// One way to a place.
struct Way {
    place: Place,
    href: &'static str,
    icon: Icon,
    word: &'static str,
}

/// The places a reader has.
fn ways(shell: &Shell) -> Vec<Way> {
    let lang = shell.lang;
    let way = |place, href, icon, word| Way { place, href, icon, word };
    let controls = way(Place::Controls, links::CONTROLS, Icon::List, t(lang, Word::Controls));
    if shell.in_room {
        let room = way(Place::Assurance, links::ROOM, Icon::Door, t(lang, RoomWord::Room));
        return vec![room, controls, way(Place::Records, links::RECORDS, Icon::Sheets, t(lang, Word::Records))];
    }
    vec![
        way(Place::Today, links::TODAY, Icon::Inbox, t(lang, Word::Today)),
        way(Place::Programme, links::PROGRAMME, Icon::Layers, t(lang, ProgrammeWord::Programme)),
        way(Place::Systems, links::SYSTEMS, Icon::Nodes, t(lang, SystemWord::Systems)),
        way(Place::Risks, links::RISKS, Icon::Plot, t(lang, RiskWord::Risks)),
        controls,
        way(Place::Evidence, links::EVIDENCE, Icon::Paper, t(lang, Word::Evidence)),
        way(Place::Issues, links::ISSUES, Icon::Flag, t(lang, IssueWord::Issues)),
        way(Place::Assurance, links::ASSURANCE, Icon::Shield, t(lang, AssuranceWord::Assurance)),
    ]
}

/// The whole of it.
pub(super) fn sidebar(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        div.side id="side" popover="auto" {
            header {
                a.home href=(links::TODAY) {
                    (seal(22))
                    span { b { (shell.organisation) } small { (t(lang, Word::ManagementSystem)) } }
                }
                button.btn.quiet.shut type="button" popovertarget="side" popovertargetaction="hide"
                    aria-label=(t(lang, ShellWord::CloseMenu)) { (Icon::Cross.svg(16)) }
            }
            @if !shell.in_room { (search(shell)) }
            nav.places id="places" data-live="" aria-label=(t(lang, Word::Places)) {
                ul { @for way in ways(shell) { li { (link(shell, &way)) } } }
            }
            @if !shell.views.is_empty() { (views(shell)) }
            footer.foot { (record(shell)) div.me { (who(shell)) (look(shell)) } }
        }
    }
}

/// The bar of tabs at the foot of a narrow screen.
pub(super) fn tab_bar(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let few = [Place::Today, Place::Risks, Place::Controls, Place::Issues, Place::Assurance, Place::Records];
    let most = if shell.in_room { 3 } else { 4 };
    html! {
        nav.tabbar aria-label=(t(lang, ShellWord::PlacesShort)) {
            ul {
                @for way in ways(shell).into_iter().filter(|w| few.contains(&w.place)).take(most) {
                    li { a href=(way.href) aria-current=[(way.place == shell.place).then_some("page")] {
                        (way.icon.svg(20)) span { (way.word) }
                    } }
                }
                li { button type="button" popovertarget="side" { (Icon::Menu.svg(20)) span { (t(lang, ShellWord::More)) } } }
            }
        }
    }
}

fn link(shell: &Shell, way: &Way) -> Markup {
    let n = shell.counts.iter().find(|count| count.place == way.place);
    html! {
        a href=(way.href) aria-current=[(way.place == shell.place).then_some("page")] {
            (way.icon.svg(16)) span { (way.word) }
            @if let Some(count) = n { (place_count(shell, count)) }
        }
    }
}

/// A count beside a place; one that asks for a look is said, too.
fn place_count(shell: &Shell, count: &PlaceCount) -> Markup {
    let n = number(shell.lang, count.n);
    html! {
        span.n.num.hot[count.hot] {
            @if count.more { (n) "+" } @else { (n) }
            @if count.hot { span.vh { " " (t(shell.lang, ShellWord::NeedsALook)) } }
        }
    }
}

fn search(shell: &Shell) -> Markup {
    let (word, short) = (t(shell.lang, ShellWord::SearchOrJump), t(shell.lang, ShellWord::Search));
    html! {
        form.find role="search" method="get" action=(links::SEARCH) {
            (Icon::Search.svg(14))
            input type="search" name="q" placeholder=(short) aria-label=(word) autocomplete="off" maxlength="200";
            kbd aria-hidden="true" { "Ctrl K" }
        }
    }
}

fn views(shell: &Shell) -> Markup {
    html! {
        nav.views aria-labelledby="saved-views" {
            p id="saved-views" { (t(shell.lang, ShellWord::SavedViews)) }
            ul {
                @for view in &shell.views {
                    li { a href=(view.href) {
                        (Icon::Bookmark.svg(14)) span { (view.name) }
                        @if let Some(n) = view.count { span.n.num { (number(shell.lang, n)) } }
                    } }
                }
            }
        }
    }
}

/// Who is signed in, and the way to their account; the way to sign in for everybody else.
fn who(shell: &Shell) -> Markup {
    html! {
        @match &shell.who {
            Some(name) => {
                (avatar(name))
                p.who { a href=(links::ACCOUNT) { (name) } }
            },
            None => p.who { a href=(links::SIGN_IN) { (t(shell.lang, Word::SignIn)) } },
        }
    }
}

/// Light or dark, and the language.
fn look(shell: &Shell) -> Markup {
    html! {
        button.btn.quiet type="button" popovertarget="look" aria-label=(t(shell.lang, ShellWord::Appearance)) {
            (Icon::Moon.svg(16))
        }
        div.menu.look id="look" popover="auto" { (super::preferences::form(shell)) }
    }
}

/// Where the record stands. It says what is known, not that it was verified: nobody verified it to show a page.
fn record(shell: &Shell) -> Markup {
    let (lang, line) = (shell.lang, &shell.record);
    let entries = usize::try_from(line.entries).unwrap_or(usize::MAX);
    html! {
        div.record id="record-line" data-live="" {
            (Icon::Lock.svg(14))
            p { b { (t(lang, Word::Record)) } " " span.num { (count(lang, entries, Word::EntriesOne, Word::EntriesOther)) } }
            @if !line.checkpoint_short.is_empty() {
                p.num {
                    span { (t(lang, Word::Checkpoint)) " " span.mono { (line.checkpoint_short) } } " "
                    span { (line.at) }
                }
            }
        }
    }
}
