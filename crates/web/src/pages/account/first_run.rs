//! The first run: an empty installation is set up in four steps. Each step is a form of one page; what was typed in the
//! others goes along, so that every step can be gone back to. A password is asked for last, and is never shown again.

use maud::{Markup, html};

use crate::pages::account::passkey;
use crate::pages::account::sign_in::{DoorView, door, login_field, password_field, text_field};
use crate::parts::links;
use crate::parts::words::{DoorWord, Lang, fill, number, t};

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    /// The code, and who the organisation is.
    #[default]
    Organisation,
    /// What it does with AI, and where.
    Roles,
    /// By what it works.
    Frameworks,
    /// Who sets up.
    Administrator,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Organisation, Self::Roles, Self::Frameworks, Self::Administrator];

    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        1 + Self::ALL.iter().position(|s| *s == self).unwrap_or_default()
    }

    /// The step of that number.
    #[must_use]
    pub fn of(number: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.number().to_string() == number)
    }
}

/// A choice of several.
#[derive(Debug, Clone)]
pub struct Choice {
    /// As it is sent.
    pub value: String,
    /// As it is read.
    pub word: String,
    /// What it means.
    pub help: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct FirstRunView {
    /// The step.
    pub step: Step,
    /// What every page before sign-in shows; with login, name and organisation as they were typed.
    pub door: DoorView,
    /// The code as it was typed.
    pub code: String,
    /// The roles.
    pub roles: Vec<Choice>,
    /// Places, as they were typed.
    pub jurisdictions: String,
    /// The frameworks that can be chosen.
    pub frameworks: Vec<Choice>,
    /// The name of the framework that is always in force.
    pub always: String,
}

/// The page of a step.
#[must_use]
pub fn page(lang: Lang, view: &FirstRunView) -> Markup {
    let step = view.step;
    let (heading, lead) = match step {
        Step::Organisation => (DoorWord::SetUpHeading, DoorWord::FirstRunLead),
        Step::Roles => (DoorWord::FirstRunRoles, DoorWord::FirstRunRolesLead),
        Step::Frameworks => (DoorWord::FirstRunFrameworks, DoorWord::FirstRunFrameworksLead),
        Step::Administrator => (DoorWord::FirstRunYou, DoorWord::SetUpLead),
    };
    let (at, of) = (number(lang, step.number()), number(lang, Step::ALL.len()));
    let before = Step::ALL.into_iter().rev().find(|s| *s < step);
    let last = step == Step::Administrator;
    let form = html! {
        form.form method="post" action=(links::SET_UP) {
            input type="hidden" name="step" value=(step.number());
            p.mute { (fill(lang, DoorWord::FirstRunStep, &[("n", &at), ("of", &of)])) }
            (carried(view))
            @match step {
                Step::Organisation => (organisation(lang, view)),
                Step::Roles => (roles(lang, view)),
                Step::Frameworks => (frameworks(lang, view)),
                Step::Administrator => {
                    (text_field("name", t(lang, DoorWord::YourName), "name", &view.door.name))
                    (login_field(lang, &view.door.login))
                    (password_field(lang, "new-password", Some(t(lang, DoorWord::NewPasswordHint))))
                }
            }
            p.acts {
                // The first button of a form is what Enter presses.
                button.btn.main type="submit" { (t(lang, if last { DoorWord::SetUp } else { DoorWord::FirstRunNext })) }
                @if let Some(before) = before {
                    button.btn type="submit" name="to" value=(before.number()) formnovalidate { (t(lang, DoorWord::FirstRunBack)) }
                }
            }
            @if last { (passkey::instead(lang, &view.door, links::SET_UP_PASSKEY)) }
        }
    };
    door(lang, t(lang, heading), t(lang, lead), &view.door, &form)
}

/// What was typed in the other steps.
fn carried(view: &FirstRunView) -> Markup {
    let organisation = view.door.organisation.as_deref().unwrap_or_default();
    let texts = [
        (Step::Organisation, "code", view.code.as_str()),
        (Step::Organisation, "organisation", organisation),
        (Step::Roles, "jurisdictions", view.jurisdictions.as_str()),
        (Step::Administrator, "name", view.door.name.as_str()),
        (Step::Administrator, "login", view.door.login.as_str()),
    ];
    let choices = [(Step::Roles, "role", &view.roles), (Step::Frameworks, "framework", &view.frameworks)];
    html! {
        @for (_, name, value) in texts.into_iter().filter(|(of, _, value)| *of != view.step && !value.is_empty()) {
            input type="hidden" name=(name) value=(value);
        }
        @for (_, name, all) in choices.into_iter().filter(|(of, _, _)| *of != view.step) {
            @for choice in all.iter().filter(|c| c.chosen) { input type="hidden" name=(name) value=(choice.value); }
        }
    }
}

fn organisation(lang: Lang, view: &FirstRunView) -> Markup {
    html! {
        div.field {
            label for="code" { (t(lang, DoorWord::SetUpCode)) }
            input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required aria-describedby="code-help" value=(view.code);
            p.mute id="code-help" { (t(lang, DoorWord::SetUpCodeHint)) }
        }
        (text_field("organisation", t(lang, DoorWord::Organisation), "organization", view.door.organisation.as_deref().unwrap_or_default()))
    }
}

fn roles(lang: Lang, view: &FirstRunView) -> Markup {
    html! {
        (boxes("role", t(lang, DoorWord::FirstRunRolesAsk), &view.roles))
        div.field {
            label for="jurisdictions" { (t(lang, DoorWord::FirstRunPlaces)) }
            input id="jurisdictions" name="jurisdictions" type="text" autocomplete="off" value=(view.jurisdictions) aria-describedby="jurisdictions-help";
            p.mute id="jurisdictions-help" { (t(lang, DoorWord::FirstRunPlacesHint)) }
        }
    }
}

fn frameworks(lang: Lang, view: &FirstRunView) -> Markup {
    html! {
        p { (fill(lang, DoorWord::FirstRunAlways, &[("name", &view.always)])) }
        (boxes("framework", t(lang, DoorWord::FirstRunFrameworksAsk), &view.frameworks))
    }
}

fn boxes(name: &str, label: &str, choices: &[Choice]) -> Markup {
    html! {
        fieldset.field.choices {
            legend.label { (label) }
            @for choice in choices {
                @let help = format!("{name}-{}-help", choice.value);
                div {
                    label {
                        input type="checkbox" name=(name) value=(choice.value) checked[choice.chosen] aria-describedby=[choice.help.as_ref().map(|_| help.as_str())];
                        " " (choice.word)
                    }
                    @if let Some(text) = &choice.help { p.mute id=(help) { (text) } }
                }
            }
        }
    }
}
