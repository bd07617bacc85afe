//! The head of the pages of a system, and the path to them.

use maud::{Markup, html};

use super::marks;
use super::views::{SystemHead, SystemTab};
use crate::pages::records::views::Shown;
use crate::parts::frame::{self, Frame};
use crate::parts::shell::Shell;
use crate::parts::tabs::{Tab, tabs};
use crate::parts::words::{Lang, RecordWord, SystemWord, Word, number, t};
use crate::parts::{avatar, links, value};

/// A page of a system: head, tabs and content.
pub(super) fn page(shell: &Shell, head: &SystemHead, here: SystemTab, title: &str, content: &Markup) -> Markup {
    below(shell, head, here, &[], title, content)
}

/// A page below one of the tabs.
pub(super) fn below(
    shell: &Shell,
    head: &SystemHead,
    here: SystemTab,
    above: &[(&str, &str)],
    title: &str,
    content: &Markup,
) -> Markup {
    let lang = shell.lang;
    let system = links::system(&head.key);
    let mut path = vec![(links::SYSTEMS, t(lang, SystemWord::Systems))];
    let last = if here == SystemTab::Overview {
        head.title.as_str()
    } else {
        path.push((system.as_str(), head.title.as_str()));
        path.extend_from_slice(above);
        title
    };
    let main = html! { (masthead(lang, head, here)) (content) };
    let name = if here == SystemTab::Overview { head.title.clone() } else { format!("{} {title}", head.title) };
    frame::page(shell, &Frame { title: &name, path: frame::path(lang, &path, last), aside: html! {}, main })
}

fn masthead(lang: Lang, head: &SystemHead, here: SystemTab) -> Markup {
    let edit = links::edit_record(&head.workspace, &head.key);
    html! {
        div.masthead {
            div.head {
                p.eyebrow {
                    span.id { (head.key) }
                    (value::state(&head.state))
                    @if let Some(classes @ (Shown::List(_) | Shown::Text(_))) = &head.classes { (marks::tags(lang, classes)) }
                }
                h1 { (head.title) }
                p.byline {
                    @match &head.owner {
                        Some(owner) => span { (avatar::avatar(owner)) " " (owner) },
                        None => span.open { (t(lang, Word::NoOwner)) },
                    }
                    @if !head.roles.is_empty() { span { (head.roles.join(", ")) } }
                    @if head.in_service.is_empty() { span.mute { (t(lang, SystemWord::NothingInService)) } }
                    @else {
                        span {
                            (t(lang, SystemWord::InService)) " "
                            @for (n, mark) in head.in_service.iter().take(3).enumerate() {
                                @if n > 0 { ", " }
                                a.lnk href=(mark.href) { (mark.label) }
                            }
                        }
                    }
                    @if !head.posture.is_empty() { (marks::posture(lang, &head.posture)) }
                }
            }
            div.acts {
                a.btn href=(links::record(&head.workspace, &head.key)) { (t(lang, SystemWord::OpenRecord)) }
                @if head.edit { a.btn href=(edit) data-edits=(edit) data-assigns=[&head.assign] { (t(lang, RecordWord::Edit)) } }
                a.btn href=(links::new_record_with(&head.workspace, "system-version", &[("system", &head.key)])) { (t(lang, SystemWord::NewVersion)) }
            }
        }
        (ways(lang, head, here))
    }
}

fn ways(lang: Lang, head: &SystemHead, here: SystemTab) -> Markup {
    let tab = |of: SystemTab, name: &str, text: &str, count: Option<&String>| Tab {
        href: if of == SystemTab::Overview { links::system(&head.key) } else { links::system_tab(&head.key, name) },
        text: text.to_owned(),
        count: count.filter(|text| !text.is_empty()).cloned(),
        current: of == here,
    };
    let [versions, risks, evidence] = &head.counts;
    let revisions = number(lang, head.revisions);
    let all = [
        tab(SystemTab::Overview, "", t(lang, SystemWord::Overview), None),
        tab(SystemTab::Versions, "versions", t(lang, SystemWord::Versions), Some(versions)),
        tab(SystemTab::Parts, "parts", t(lang, SystemWord::Parts), None),
        tab(SystemTab::Data, "data", t(lang, SystemWord::Data), None),
        tab(SystemTab::Risks, "risks", t(lang, SystemWord::Risks), Some(risks)),
        tab(SystemTab::Evidence, "evidence", t(lang, Word::Evidence), Some(evidence)),
        tab(SystemTab::Connections, "connections", t(lang, RecordWord::Connections), None),
        tab(SystemTab::History, "history", t(lang, RecordWord::History), Some(&revisions)),
    ];
    tabs(t(lang, SystemWord::PagesOfSystem), &all)
}
