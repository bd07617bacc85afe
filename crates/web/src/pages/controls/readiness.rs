//! The readiness list for stage 1: what is asked for, how it stands, and a way to the very field that comes next.

use assay_app::dto::Standing;
use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::links;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, ReadyWord, Word, fill, number, t};

/// The list.
#[derive(Debug, Clone, Default)]
pub struct ReadinessPage {
    /// Lines that are open, then those that are not.
    pub lines: Vec<ReadyLine>,
    /// Rows of the Statement of Applicability.
    pub rows: usize,
    /// Those decided.
    pub rows_decided: usize,
}

/// One line.
#[derive(Debug, Clone)]
pub struct ReadyLine {
    /// For example `4.3`.
    pub requirement: String,
    /// Its title.
    pub title: String,
    /// The kind of record in words.
    pub kind: String,
    /// Whether the standard asks for it in writing.
    pub in_writing: bool,
    /// Whether it is a row of the Statement of Applicability.
    pub row: bool,
    /// How it stands.
    pub standing: Standing,
    /// Why.
    pub why: String,
    /// What the way says, and where it leads.
    pub way: (String, String),
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ReadinessPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, ReadyWord::Title);
    let of = |open: bool, row: bool| -> Vec<&ReadyLine> {
        view.lines.iter().filter(|l| (l.standing != Standing::There) == open && l.row == row).collect()
    };
    let (open, there, rows) = (of(true, false), of(false, false), of(true, true));
    let total = number(lang, open.len() + there.len());
    let remark = |n: usize| fill(lang, ReadyWord::OpenRemark, &[("n", &number(lang, n)), ("total", &total)]);
    let decided = [("n", number(lang, view.rows_decided)), ("total", number(lang, view.rows))];
    let decided: Vec<(&str, &str)> = decided.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let main = html! {
        div.head { h1 { (title) } p.soft.lead { (t(lang, ReadyWord::Lead)) } }
        (lines(lang, "open", ReadyWord::Open, &remark(open.len()), &open, ReadyWord::NothingOpen))
        (lines(lang, "rows", ReadyWord::Rows, &fill(lang, ReadyWord::RowsDecided, &decided), &rows, ReadyWord::NothingOpen))
        (lines(lang, "there", ReadyWord::There, &remark(there.len()), &there, ReadyWord::NothingThere))
    };
    let path = frame::path(lang, &[(links::CONTROLS, t(lang, Word::Controls))], title);
    frame::page(shell, &Frame { title, path, aside: html! {}, main })
}

fn lines(lang: Lang, id: &str, heading: ReadyWord, remark: &str, lines: &[&ReadyLine], nothing: ReadyWord) -> Markup {
    let heading = t(lang, heading);
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, nothing))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr { @for word in [ReadyWord::What, ReadyWord::Standing, ReadyWord::Next] { th scope="col" { (t(lang, word)) } } } }
                tbody { @for one in lines { (line(lang, one)) } }
            }
        }
    };
    panel(id, heading, Some(remark), &content)
}

fn line(lang: Lang, one: &ReadyLine) -> Markup {
    let asked = if one.in_writing { ReadyWord::InWriting } else { ReadyWord::UsuallyShown };
    html! {
        tr {
            th.what scope="row" {
                a.title href=(links::control(&one.requirement)) { span.id { (one.requirement) } " " (one.title) }
                @if !one.row { span.why { (one.kind) " · " (t(lang, asked)) } }
            }
            td data-label=(t(lang, ReadyWord::Standing)) { span { (standing(lang, one.standing)) span.why { (one.why) } } }
            td.next { a.btn href=(one.way.1) { (one.way.0) } }
        }
    }
}

fn standing(lang: Lang, standing: Standing) -> Markup {
    let (word, icon, class) = match standing {
        Standing::Missing => (ReadyWord::Missing, Icon::Dashed, "s-missing"),
        Standing::Begun => (ReadyWord::Begun, Icon::Half, "s-partly"),
        Standing::There => (ReadyWord::There, Icon::Tick, "s-effective"),
    };
    html! { span class={ "st " (class) } { (icon.svg(14)) span { (t(lang, word)) } } }
}
