//! AI systems: the inventory, and one system with its versions and gates, parts, data, risks, evidence, connections and
//! history.

pub mod around;
pub mod compare;
pub mod data;
pub mod evidence;
pub mod gate;
mod head;
pub mod list;
pub mod marks;
pub mod overview;
pub mod parts;
pub mod risks;
pub mod version_views;
pub mod versions;
pub mod views;
