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
