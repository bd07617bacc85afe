//! Addresses of the places that a reader chooses from.

/// Address of Programme.
pub const PROGRAMME: &str = "/programme";
/// Address of AI systems.
pub const SYSTEMS: &str = "/systems";
/// Address of Risks.
pub const RISKS: &str = "/risks";
/// Address of Evidence.
pub const EVIDENCE: &str = "/evidence";
/// Address of Issues.
pub const ISSUES: &str = "/issues";
/// Address of Assurance.
pub const ASSURANCE: &str = "/assurance";
/// Address of the search in everything.
pub const SEARCH: &str = "/search";
/// Where the form goes that chooses light or dark, and the language.
pub const PREFERENCES: &str = "/preferences";
/// Address of the gallery of components, on this machine only.
pub const GALLERY: &str = "/gallery";
/// Address of the page that chooses a moment of the past, and of its form.
pub const AS_OF: &str = "/as-of";
/// Where an open page hears that something changed.
pub const LIVE: &str = "/live";
/// Address of the saved views.
pub const VIEWS: &str = "/views";

/// Where the form goes that renames or removes a saved view.
#[must_use]
pub fn view_act(id: u64, act: &str) -> String {
    format!("{VIEWS}/{id}/{act}")
}

/// The stream of a page in a workspace.
#[must_use]
pub fn live(workspace: &str) -> String {
    format!("{LIVE}?workspace={}", super::part(workspace))
}
