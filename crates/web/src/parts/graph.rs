//! Records and their links, drawn as SVG in columns: what refers to the record in the middle, the record, what it refers
//! to, and what lies beyond. Every node is a link that a keyboard reaches, and a list beside says the same in words.

use maud::{Markup, html};

use crate::pages::records::around::{DrawnNode, GraphDrawing};

/// Size of a node, and the room around it.
const WIDE: usize = 168;
const TALL: usize = 38;
const GAP: usize = 10;
const BETWEEN: usize = 64;
const COLUMNS: u8 = 4;
/// Letters of a title that fit into a node.
const LETTERS: usize = 23;

/// Where a node lies: its left upper corner.
fn places(nodes: &[DrawnNode]) -> (Vec<(usize, usize)>, usize, usize) {
    let used: Vec<u8> = (0..COLUMNS).filter(|column| nodes.iter().any(|node| node.column == *column)).collect();
    let in_column = |column: u8| nodes.iter().filter(|node| node.column == column).count();
    let most = used.iter().map(|column| in_column(*column)).max().unwrap_or(0);
    let height = (most * (TALL + GAP)).max(TALL + GAP);
    let mut next = [0usize; COLUMNS as usize];
    let place = |node: &DrawnNode| {
        let column = used.iter().position(|c| *c == node.column).unwrap_or(0);
        let at = usize::from(node.column.min(COLUMNS - 1));
        let above = (height - in_column(node.column) * (TALL + GAP)) / 2;
        let y = above + next[at] * (TALL + GAP);
        next[at] += 1;
        (column * (WIDE + BETWEEN) + 2, y + GAP / 2)
    };
    let all = nodes.iter().map(place).collect();
    let width = used.len() * (WIDE + BETWEEN) - BETWEEN.min(used.len() * (WIDE + BETWEEN)) + 4;
    (all, width, height)
}

fn cut(title: &str) -> String {
    if title.chars().count() <= LETTERS {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LETTERS - 1).collect();
    format!("{}…", kept.trim_end())
}

/// As much of a kind as fits behind a key.
fn short(kind: &str, key: usize) -> String {
    let room = LETTERS.saturating_sub(key + 1);
    if kind.chars().count() <= room {
        return kind.to_owned();
    }
    let kept: String = kind.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The line of a link: out of the side of one node that faces the other.
fn path(from: (usize, usize), to: (usize, usize)) -> String {
    let (y1, y2) = (from.1 + TALL / 2, to.1 + TALL / 2);
    let (x1, x2, bend) = match from.0.cmp(&to.0) {
        std::cmp::Ordering::Less => (from.0 + WIDE, to.0, to.0.saturating_sub(from.0 + WIDE) / 2),
        std::cmp::Ordering::Greater => (from.0, to.0 + WIDE, from.0.saturating_sub(to.0 + WIDE) / 2),
        // In one column it goes round at the end.
        std::cmp::Ordering::Equal => {
            let x = from.0 + WIDE;
            return format!("M{x} {y1}C{} {y1} {} {y2} {x} {y2}", x + BETWEEN / 2, x + BETWEEN / 2);
        }
    };
    let (c1, c2) = if x1 <= x2 { (x1 + bend, x2 - bend) } else { (x1 - bend, x2 + bend) };
    format!("M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}")
}

/// The drawing; `label` says what it is. Wider than the page it scrolls by itself.
#[must_use]
pub fn graph(label: &str, drawing: &GraphDrawing) -> Markup {
    let (places, width, height) = places(&drawing.nodes);
    let near =
        |from: &usize, to: &usize| [from, to].iter().any(|at| drawing.nodes.get(**at).is_some_and(|n| n.column == 1));
    html! {
        div.graph tabindex="0" role="group" aria-label=(label) {
            svg width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } {
                @for (from, to, field) in &drawing.edges {
                    @if let (Some(a), Some(b)) = (places.get(*from), places.get(*to)) {
                        path.edge.near[near(from, to)] d=(path(*a, *b)) { title { (field) } }
                    }
                }
                @for (node, (x, y)) in drawing.nodes.iter().zip(&places) { (drawn(node, *x, *y)) }
            }
        }
    }
}

fn drawn(node: &DrawnNode, x: usize, y: usize) -> Markup {
    let record = &node.record;
    let class = match node.column {
        1 => "middle",
        3 => "beyond",
        _ => "beside",
    };
    html! {
        a class=(class) href=(record.href) {
            rect x=(x) y=(y) width=(WIDE) height=(TALL) rx="6" {}
            text.key x=(x + 10) y=(y + 15) { (record.key) " " (short(&node.kind, record.key.len())) }
            text x=(x + 10) y=(y + 29) { (cut(&record.title)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(column: u8) -> DrawnNode {
        DrawnNode { column, ..DrawnNode::default() }
    }

    #[test]
    fn nodes_never_lie_upon_each_other_and_all_lie_inside() {
        let nodes: Vec<DrawnNode> = [1, 0, 0, 2, 2, 2, 3].into_iter().map(node).collect();
        let (places, width, height) = places(&nodes);
        for (n, (x, y)) in places.iter().enumerate() {
            assert!(x + WIDE <= width && y + TALL <= height, "{n}: {x} {y} in {width} {height}");
            for (other_x, other_y) in places.iter().skip(n + 1) {
                assert!(x != other_x || y.abs_diff(*other_y) >= TALL, "{x} {y} and {other_x} {other_y}");
            }
        }
        assert_eq!(super::places(&[node(1)]).1, WIDE + 4, "a record alone takes one column");
    }

    #[test]
    fn a_long_title_is_cut_with_a_sign() {
        assert_eq!(cut("Digit reader"), "Digit reader");
        assert_eq!(cut("ééééééééééééééééééééééééééé").chars().count(), LETTERS);
    }
}
