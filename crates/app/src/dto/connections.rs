//! What a record is linked with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CountView, RecordView};

/// What a record is linked with, two steps far.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ConnectionsView {
    /// The record.
    pub record: RecordView,
    /// What it refers to, by field.
    pub to: Vec<LinkGroup>,
    /// What refers to it, by kind and field.
    pub from: Vec<LinkGroup>,
    /// The same and what those refer to, for a drawing.
    pub graph: GraphView,
}

/// Records that are linked by the same field.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LinkGroup {
    /// Kebab-case kind that has the field.
    pub kind: String,
    /// The field, with dots.
    pub field: String,
    /// The first of the records.
    pub records: Vec<Neighbour>,
    /// How many there are.
    pub count: CountView,
}

/// A linked record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Neighbour {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Kebab-case kind.
    pub kind: String,
    /// Its state.
    pub state: String,
}

/// Records and their links, bounded.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct GraphView {
    /// The record itself first.
    pub nodes: Vec<GraphNode>,
    /// Links between nodes, by their places.
    pub edges: Vec<GraphEdge>,
    /// Links that lead to records which are not among the nodes.
    pub left_out: u64,
    /// Whether `left_out` is all of them.
    pub exact: bool,
}

/// A record of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GraphNode {
    /// The record.
    pub record: Neighbour,
    /// Where it lies.
    pub place: GraphPlace,
}

/// Where a node lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GraphPlace {
    /// It is the record that was asked about.
    Middle,
    /// It refers to that record.
    Before,
    /// That record refers to it.
    After,
    /// Something linked with that record refers to it.
    Beyond,
}

/// A link of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GraphEdge {
    /// Place of the node that refers.
    pub from: usize,
    /// Place of the node that is referred to.
    pub to: usize,
    /// The field.
    pub field: String,
}
