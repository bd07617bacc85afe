//! How a reader wants pages to be: light or dark, the language, and whether single keys act. Plain buttons of a form, kept in cookies.

use maud::{Markup, html};

use super::icons::Icon;
use super::links;
use super::shell::{Keys, Shell, Theme};
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
            (keys(lang, shell.look.keys))
        }
    }
}

/// Whether single keys act.
fn keys(lang: Lang, chosen: Keys) -> Markup {
    html! {
        fieldset {
            legend { (t(lang, ShellWord::SingleKeys)) }
            @for one in Keys::ALL { (choice("keys", one.name(), None, one == chosen, t(lang, key_word(one)))) }
        }
    }
}

/// The form of the keys alone, for the help that tells of them. A script says which page it leads back to.
pub(crate) fn keys_form(lang: Lang, chosen: Keys) -> Markup {
    html! {
        form.choose method="post" action=(links::PREFERENCES) {
            input type="hidden" name="next" value=(links::TODAY);
            (keys(lang, chosen))
            p.mute { (t(lang, ShellWord::AlwaysActs)) }
        }
    }
}

const fn key_word(keys: Keys) -> ShellWord {
    match keys {
        Keys::On => ShellWord::KeysOn,
        Keys::Off => ShellWord::KeysOff,
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
