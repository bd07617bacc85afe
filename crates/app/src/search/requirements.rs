//! Requirements of the frameworks in force, by id and by title in any language.

use assay_domain::Action;
use assay_frameworks::{Framework, Requirement};

use super::{Exact, FoundFramework, FoundRequirement, OF_A_KIND};
use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// Framework and id of what was asked for: `iso27001:A.5.1`, or an id of any framework.
fn parts(text: &str) -> (Option<&str>, &str) {
    match text.split_once(':') {
        Some((slug, id)) if !slug.is_empty() && !id.is_empty() => (Some(slug), id.trim()),
        _ => (None, text),
    }
}

fn view(row: &Requirement) -> FoundRequirement {
    let titles = &row.titles;
    FoundRequirement { id: row.id.clone(), titles: [titles.en.clone(), titles.pt_br.clone(), titles.pt_pt.clone()] }
}

/// The rows that answer: those whose id begins so, then those in whose title all words occur.
fn of(framework: &Framework, text: &str) -> Option<FoundFramework> {
    let (slug, id) = parts(text);
    let here = slug.is_none_or(|slug| slug.eq_ignore_ascii_case(&framework.slug));
    let begins =
        |row: &&Requirement| here && row.id.get(..id.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(id));
    let says = |row: &&Requirement| {
        let titles = [row.titles.en.as_str(), row.titles.pt_br.as_str(), row.titles.pt_pt.as_str()];
        !begins(row) && titles.iter().any(|title| assay_store::says(title, text))
    };
    let rows = &framework.requirements;
    let by_id = rows.iter().filter(begins);
    let found: Vec<&Requirement> = by_id.chain(rows.iter().filter(says)).collect();
    (!found.is_empty()).then(|| FoundFramework {
        slug: framework.slug.clone(),
        name: framework.name.clone(),
        count: found.len(),
        requirements: found.into_iter().take(OF_A_KIND).map(view).collect(),
    })
}

impl Workspace {
    /// Requirements in force that answer, and the one whose id the text is, if it is only one; a control of our own by a
    /// name such as `own:X.1`.
    pub(super) fn find_requirements(
        &self,
        principal: &Principal,
        text: &str,
    ) -> Answer<(Vec<FoundFramework>, Option<Exact>)> {
        let in_force = self.frameworks_in_force(principal, None)?;
        let (slug, id) = parts(text);
        if slug.is_some_and(|slug| slug.eq_ignore_ascii_case("own")) {
            let scope = self.enter(principal, Action::Read)?;
            let held = self.row_of(&scope, &format!("own:{id}"))?;
            return Ok((Vec::new(), held.map(|_| Exact::Requirement("own".to_owned(), id.to_owned()))));
        }
        let named = in_force.iter().filter(|f| slug.is_none_or(|slug| slug.eq_ignore_ascii_case(&f.slug)));
        let mut exact = named.flat_map(|f| {
            let rows = f.requirements.iter().filter(|row| row.id.eq_ignore_ascii_case(id));
            rows.map(|row| Exact::Requirement(f.slug.clone(), row.id.clone()))
        });
        let first = exact.next();
        let alone = if exact.next().is_some() { None } else { first };
        Ok((in_force.iter().filter_map(|f| of(f, text)).collect(), alone))
    }
}
