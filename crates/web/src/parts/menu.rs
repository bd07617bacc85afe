//! Menus and dialogs: popovers that a button opens, so that they need no script.

use maud::{Markup, html};

use super::icons::Icon;

/// A button that opens a menu of links. `id` names the menu on its page.
#[must_use]
pub fn menu(id: &str, label: &str, icon: Icon, links: &[(String, String)]) -> Markup {
    html! {
        button.btn type="button" popovertarget=(id) { (icon.svg(14)) span { (label) } }
        div.menu id=(id) popover="auto" { @for (href, text) in links { a href=(href) { (text) } } }
    }
}

/// A button that opens a dialog with a heading, and a button that closes it.
#[must_use]
pub fn dialog(id: &str, label: &str, heading: &str, close: &str, content: &Markup) -> Markup {
    let title = format!("{id}-title");
    html! {
        button.btn type="button" popovertarget=(id) { (label) }
        div.dialog id=(id) popover="auto" role="dialog" aria-labelledby=(title) {
            div.dialog-head {
                h2 id=(title) { (heading) }
                button.btn.quiet type="button" popovertarget=(id) popovertargetaction="hide" aria-label=(close) {
                    (Icon::Cross.svg(16))
                }
            }
            (content)
        }
    }
}
