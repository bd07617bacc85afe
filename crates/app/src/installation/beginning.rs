//! With what a workspace begins: the roles that the organisation plays, the frameworks it works by, the places whose law
//! binds it. What follows from each is a draft or a task, so that Today shows what is missing from the first day.

use assay_domain::kinds::ai_system::SystemRole;
use assay_domain::{AIMS, Via};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::access::Principal;
use crate::records::CreateRequest;
use crate::workspace::Workspace;
use crate::{ActivateRequest, Answer, AppError};

/// Most jurisdictions that are named at the beginning.
const MOST_JURISDICTIONS: usize = 60;
/// Most letters of one.
const MOST_LETTERS: usize = 60;
/// Days for what the beginning leaves to be done; whoever does it may say otherwise.
const FIRST_DAYS: i64 = 30;

/// What is known of an organisation when its workspace is made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Beginning {
    /// Its roles by ISO/IEC 22989; there may be several.
    pub roles: Vec<SystemRole>,
    /// Frameworks besides ISO/IEC 42001, by slug, for example `eu-ai-act`.
    pub frameworks: Vec<String>,
    /// Where law binds it: two-letter codes of countries, `EU`, or names.
    pub jurisdictions: Vec<String>,
}

impl Beginning {
    /// The same, each thing once and in order, if everything in it is there to be had.
    ///
    /// # Errors
    /// `framework.unknown`, `jurisdiction.malformed`.
    pub fn checked(&self) -> Answer<Self> {
        let mut frameworks = Vec::new();
        for slug in self.frameworks.iter().map(|s| s.trim()).filter(|s| !s.is_empty() && *s != AIMS) {
            if assay_frameworks::get(slug).is_none() {
                let known: Vec<&str> = assay_frameworks::slugs().collect();
                let text = format!("no framework `{slug}` is shipped; shipped: {}", known.join(", "));
                return Err(AppError::input("framework.unknown", text));
            }
            once(&mut frameworks, slug.to_owned());
        }
        let mut jurisdictions = Vec::new();
        for text in self.jurisdictions.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            once(&mut jurisdictions, jurisdiction(text)?);
        }
        if jurisdictions.len() > MOST_JURISDICTIONS {
            let text = format!("name at most {MOST_JURISDICTIONS} jurisdictions; others are added later");
            return Err(AppError::input("jurisdiction.malformed", text));
        }
        let mut roles = Vec::new();
        self.roles.iter().for_each(|role| once(&mut roles, *role));
        Ok(Self { roles, frameworks, jurisdictions })
    }

    fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.frameworks.is_empty() && self.jurisdictions.is_empty()
    }
}

fn once<T: PartialEq>(all: &mut Vec<T>, new: T) {
    if !all.contains(&new) {
        all.push(new);
    }
}

/// Two letters are a code, in capitals; anything else is a name.
fn jurisdiction(text: &str) -> Answer<String> {
    let code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    let fits = text.chars().count() <= MOST_LETTERS && !text.chars().any(char::is_control);
    if !fits || assay_domain::unreadable(text).is_some() {
        let text =
            format!("name each jurisdiction by its two-letter code, such as DE, or in at most {MOST_LETTERS} letters");
        return Err(AppError::input("jurisdiction.malformed", text));
    }
    Ok(if code { text.to_uppercase() } else { text.to_owned() })
}

impl Workspace {
    /// Puts the frameworks in force, drafts the scope and the issues that the law of each place is, and says what is to be
    /// done about them. What was checked before.
    pub(super) fn begin(&self, beginning: &Beginning) -> Answer<()> {
        if beginning.is_empty() {
            return Ok(());
        }
        let owner = self.local_principal(Via::System)?;
        let person = self.own_person(&owner)?;
        for slug in &beginning.frameworks {
            self.activate(&owner, &ActivateRequest { what: "framework".to_owned(), slug: slug.clone() })?;
        }
        let of = self.view()?.organisation;
        let mut scope = json!({"title": format!("Scope of the AIMS of {of}"), "owner": person});
        if !beginning.roles.is_empty() {
            scope["roles"] = json!(beginning.roles);
        }
        let scope = self.draft(&owner, "scope-statement", scope)?;
        self.task(&owner, &person, "Write the scope of the AIMS and have it approved", "4.3", &scope)?;
        for place in &beginning.jurisdictions {
            let body = json!({"title": format!("Law on AI: {place}"), "owner": person, "kind": "external"});
            let issue = self.draft(&owner, "context-issue", body)?;
            let title = format!("Find out what the law of this place asks of our AI systems: {place}");
            self.task(&owner, &person, &title, "4.1", &issue)?;
        }
        Ok(())
    }

    fn draft(&self, owner: &Principal, kind: &str, body: Value) -> Answer<String> {
        let request = CreateRequest { kind: kind.to_owned(), body, effective: None };
        Ok(self.create(owner, &request, None)?.key)
    }

    fn task(&self, owner: &Principal, person: &str, title: &str, clause: &str, about: &str) -> Answer<()> {
        let due = self.now().plus_days(FIRST_DAYS).date();
        let requirement = format!("{AIMS}:{clause}");
        let body = json!({"title": title, "owner": person, "subject": about, "requirement": requirement, "due": due});
        self.draft(owner, "task", body).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(frameworks: &[&str], jurisdictions: &[&str]) -> Answer<Beginning> {
        let own = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect();
        let roles = vec![SystemRole::User, SystemRole::User];
        Beginning { roles, frameworks: own(frameworks), jurisdictions: own(jurisdictions) }.checked()
    }

    #[test]
    fn each_thing_is_there_once_and_known() {
        let found = checked(&["eu-ai-act", " eu-ai-act", "iso42001", ""], &["de", "DE ", "Brazil", " "]).unwrap();
        assert_eq!(found.frameworks, ["eu-ai-act"]);
        assert_eq!(found.jurisdictions, ["DE", "Brazil"]);
        assert_eq!(found.roles, [SystemRole::User]);
        assert_eq!(checked(&["iso9999"], &[]).unwrap_err().code, "framework.unknown");
        for wrong in ["a\nb", "\u{200b}", &"x".repeat(61)] {
            assert_eq!(checked(&[], &[wrong]).unwrap_err().code, "jurisdiction.malformed", "{wrong:?}");
        }
        let many: Vec<String> = (0..61).map(|n| format!("Place {n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(checked(&[], &many).unwrap_err().code, "jurisdiction.malformed");
    }
}
