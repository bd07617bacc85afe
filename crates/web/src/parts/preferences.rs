//! How a reader wants pages to look: light or dark, and the language. Plain buttons of a form, kept in cookies.

use maud::{Markup, html};

use super::icons::Icon;
use super::links;
use super::shell::{Shell, Theme};
use super::words::{Lang, ShellWord, t};

/// The form.
pub(super) fn form(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        form method="post" action=(links::PREFERENCES) {
            input type="hidden" name="next" value=(shell.look.here);
            fieldset {
                legend { (t(lang, ShellWord::LightOrDark)) }
                @for theme in Theme::ALL {
                    (choice("theme", theme.name(), None, theme == shell.look.theme, t(lang, word(theme))))
                }
            }
            fieldset {
                legend { (t(lang, ShellWord::Language)) }
                @for one in Lang::ALL { (choice("lang", one.tag(), Some(one.tag()), one == lang, one.own_name())) }
            }
        }
    }
}

/// A button that is pressed when it is what holds.
fn choice(name: &str, value: &str, lang: Option<&str>, current: bool, label: &str) -> Markup {
    html! {
        button type="submit" name=(name) value=(value) lang=[lang] aria-pressed=(if current { "true" } else { "false" }) {
            @if current { (Icon::Tick.svg(14)) } @else { span.gap-14 {} }
            (label)
        }
    }
}

const fn word(theme: Theme) -> ShellWord {
    match theme {
        Theme::System => ShellWord::AsTheSystem,
        Theme::Light => ShellWord::Light,
        Theme::Dark => ShellWord::Dark,
    }
}
