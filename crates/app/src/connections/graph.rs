//! The graph of a record: what is linked with it, and what that refers to, up to a number of nodes that can still be read.

use assay_store::{Revision, WorkspaceScope};

use super::neighbour;
use crate::Answer;
use crate::dto::{GraphEdge, GraphNode, GraphPlace, GraphView, LinkGroup, Neighbour};
use crate::workspace::Workspace;

/// Most nodes.
pub(super) const MOST: usize = 60;
/// Nodes of the first step, so that there is room for the second.
const FIRST: usize = 36;
/// Kinds that nearly everything refers to: in the second step they would hide the rest.
const EVERYWHERE: [&str; 2] = ["person", "member"];

impl GraphView {
    /// The place of a record, put in where there is room.
    fn place(&mut self, record: &Neighbour, place: GraphPlace, most: usize) -> Option<usize> {
        if let Some(found) = self.nodes.iter().position(|node| node.record.key == record.key) {
            return Some(found);
        }
        if self.nodes.len() >= most {
            return None;
        }
        self.nodes.push(GraphNode { record: record.clone(), place });
        Some(self.nodes.len() - 1)
    }

    fn link(&mut self, from: usize, to: usize, field: &str) {
        let edge = GraphEdge { from, to, field: field.to_owned() };
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }
}

impl Workspace {
    pub(super) fn graph(
        &self,
        scope: &WorkspaceScope,
        head: &Revision,
        to: &[LinkGroup],
        from: &[LinkGroup],
    ) -> Answer<GraphView> {
        let mut graph = GraphView { exact: true, ..GraphView::default() };
        graph.place(&neighbour(head), GraphPlace::Middle, MOST);
        // One of each group first, then the second of each: no large group pushes a small one out.
        for turn in 0..super::NAMED {
            for (groups, place) in [(to, GraphPlace::After), (from, GraphPlace::Before)] {
                for group in groups {
                    let Some(record) = group.records.get(turn) else { continue };
                    match graph.place(record, place, FIRST + 1) {
                        Some(at) if place == GraphPlace::After => graph.link(0, at, &group.field),
                        Some(at) => graph.link(at, 0, &group.field),
                        None => graph.left_out += 1,
                    }
                }
            }
        }
        for group in to.iter().chain(from) {
            graph.exact &= group.count.exact;
            graph.left_out += group.count.n.saturating_sub(group.records.len() as u64);
        }
        self.second_step(scope, &mut graph)?;
        Ok(graph)
    }

    /// What the records of the first step refer to.
    fn second_step(&self, scope: &WorkspaceScope, graph: &mut GraphView) -> Answer<()> {
        let first: Vec<(usize, Neighbour)> =
            graph.nodes.iter().enumerate().skip(1).map(|(at, node)| (at, node.record.clone())).collect();
        for (at, record) in first {
            if EVERYWHERE.contains(&record.kind.as_str()) {
                continue;
            }
            let Some(head) = self.store.head(scope, &crate::records::key(&record.key)?)? else { continue };
            for (field, key) in self.links_of(scope, &head)? {
                let known = graph.nodes.iter().position(|node| node.record.key == key.to_string());
                if let Some(known) = known {
                    // A link back to the middle is drawn already, and one to whom everything names says nothing.
                    let everywhere =
                        graph.nodes.get(known).is_some_and(|n| EVERYWHERE.contains(&n.record.kind.as_str()));
                    if known != 0 && !everywhere {
                        graph.link(at, known, &field);
                    }
                    continue;
                }
                if scope.hides(&key) {
                    continue;
                }
                let Some(other) = self.store.head(scope, &key)? else { continue };
                let everywhere = EVERYWHERE.contains(&other.kind.as_str());
                match if everywhere { None } else { graph.place(&neighbour(&other), GraphPlace::Beyond, MOST) } {
                    Some(place) => graph.link(at, place, &field),
                    None => graph.left_out += 1,
                }
            }
        }
        Ok(())
    }
}
