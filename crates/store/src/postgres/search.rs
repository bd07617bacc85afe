//! Words as `tsvector` and `tsquery`. Made here and not by a dictionary of the server's, so that the same words find the
//! same records in every home.

use std::fmt::Write as _;

use uuid::Uuid;

use crate::words::{phrases, words};

/// PostgreSQL keeps no place of a word beyond this one; phrases are found before it, single words everywhere.
const LAST_PLACE: usize = 16_383;
/// Bytes of a record that are indexed at most; a `tsvector` takes a mebibyte.
const MOST: usize = 900_000;
/// Places between title and text, so that no phrase reaches from one into the other.
const GAP: usize = 16;

/// What leads every word of a workspace in the index. Two workspaces may share a tag: rows are filtered besides.
fn tag(workspace: Uuid) -> String {
    workspace.simple().to_string()[..8].to_owned()
}

/// Title and text as words with their places.
pub(super) fn vector(workspace: Uuid, title: &str, text: &str) -> String {
    let tag = tag(workspace);
    let title = words(title);
    let start = title.len() + GAP;
    let placed = title.into_iter().zip(1..).chain(words(text).into_iter().zip(start..));
    let (mut out, mut bytes) = (String::new(), 0);
    for (word, place) in placed {
        bytes += word.len() + tag.len() + 4;
        if bytes > MOST {
            break;
        }
        let _ = write!(out, "'{tag}{word}':{} ", place.min(LAST_PLACE));
    }
    out
}

/// What is searched for; nothing when no word is asked for.
pub(super) fn query(workspace: Uuid, text: &str) -> Option<String> {
    let tag = tag(workspace);
    let mut wanted = phrases(text);
    wanted.sort_unstable();
    wanted.dedup();
    let phrase = |words: Vec<String>| {
        let words: Vec<String> = words.iter().map(|word| format!("'{tag}{word}'")).collect();
        format!("{}:*", words.join(" <-> "))
    };
    let all: Vec<String> = wanted.into_iter().map(phrase).collect();
    if all.is_empty() { None } else { Some(all.join(" & ")) }
}
