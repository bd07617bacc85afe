//! Closed lists that standards, laws and guides give: each member with the id it has at its source. Ids are facts; the
//! words are ours.

mod ai_act;
mod annex_c;
mod genai;

pub use ai_act::{ActClass, ActRole, AnnexIiiUse, Derogation};
pub use annex_c::{ObjectiveTopic, RiskSource};
pub use genai::GenAiRisk;

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $member:ident = $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$of])* $member,)*
        }

        impl $name {
            /// Every member, in the order of the source.
            pub const ALL: &'static [Self] = &[$(Self::$member,)*];

            /// The id at the source.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$member => $id,)*
                }
            }
        }
    };
}
use closed_list;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Write as _;
    use std::path::Path;

    use super::*;

    fn unique(ids: impl Iterator<Item = &'static str>) -> usize {
        ids.collect::<BTreeSet<_>>().len()
    }

    #[test]
    fn members_have_ids_of_their_own() {
        assert_eq!(unique(RiskSource::ALL.iter().map(|s| s.id())), RiskSource::ALL.len());
        assert_eq!(unique(ObjectiveTopic::ALL.iter().map(|s| s.id())), ObjectiveTopic::ALL.len());
        assert_eq!(unique(GenAiRisk::ALL.iter().map(|s| s.id())), GenAiRisk::ALL.len());
        assert_eq!(unique(AnnexIiiUse::ALL.iter().map(|s| s.id())), AnnexIiiUse::ALL.len());
        assert_eq!(unique(ActRole::ALL.iter().map(|s| s.id())), ActRole::ALL.len());
        assert_eq!(unique(ActClass::ALL.iter().map(|s| s.id())), ActClass::ALL.len());
    }

    /// The ids of one table of a facts file.
    fn ids(facts: &Path, file: &str, table: &str) -> BTreeSet<String> {
        let text = std::fs::read_to_string(facts.join(file)).unwrap();
        let value: toml::Value = toml::from_str(&text).unwrap();
        let rows = value[table].as_array().unwrap();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_lists_are_those_of_their_sources() {
        let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts");
        if !facts.is_dir() {
            writeln!(std::io::stderr(), "SKIPPED: no {} to compare the closed lists with", facts.display()).unwrap();
            return;
        }
        let owned = |ids: Vec<&'static str>| -> BTreeSet<String> { ids.into_iter().map(str::to_owned).collect() };
        let sources = owned(RiskSource::ALL.iter().map(|s| s.id()).collect());
        assert_eq!(ids(&facts, "iso42001_annex_a.toml", "annex_c_risk_source"), sources);
        let topics = owned(ObjectiveTopic::ALL.iter().map(|s| s.id()).collect());
        assert_eq!(ids(&facts, "iso42001_annex_a.toml", "annex_c_objective"), topics);
        let risks = owned(GenAiRisk::ALL.iter().map(|s| s.id()).collect());
        assert_eq!(ids(&facts, "nist_ai_rmf.toml", "genai_risk"), risks);

        let act = ids(&facts, "eu_ai_act.toml", "item");
        for id in ActClass::ALL.iter().map(|c| c.id()) {
            assert!(act.contains(id), "{id}");
        }
        // A use is a lettered point; critical infrastructure has no letters.
        let is_use =
            |id: &&String| id.starts_with("annexIII.") && (id.matches('.').count() == 2 || *id == "annexIII.2");
        let uses: BTreeSet<String> = act.iter().filter(is_use).cloned().collect();
        assert_eq!(uses, owned(AnnexIiiUse::ALL.iter().map(|u| u.id()).collect()));

        let text = std::fs::read_to_string(facts.join("eu_ai_act.toml")).unwrap();
        let value: toml::Value = toml::from_str(&text).unwrap();
        let named = value["item"].as_array().unwrap().iter().flat_map(|i| i["roles"].as_array().unwrap());
        let roles: BTreeSet<String> = named.map(|r| r.as_str().unwrap().to_owned()).collect();
        assert_eq!(roles, owned(ActRole::ALL.iter().map(|r| r.id()).collect()));
    }
}
