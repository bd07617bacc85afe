//! Cursors.

use serde_json::json;

use crate::support::Request;
use crate::world::World;

#[test]
fn pages_add_up_while_records_are_made() {
    let world = World::new();
    let whole = world.get("records?kind=control&limit=500");
    let whole: Vec<String> = whole["records"].as_array().unwrap().iter().map(|r| r["key"].to_string()).collect();
    let (mut pages, mut next) = (Vec::new(), String::new());
    loop {
        let page = world.get(&format!("records?kind=control&limit=10{next}"));
        let records = page["records"].as_array().unwrap();
        assert!(records.len() <= 10);
        pages.extend(records.iter().map(|r| r["key"].to_string()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&after={cursor}");
        // A record made between two pages moves nothing.
        world.person();
    }
    assert_eq!(pages, whole);
}

#[test]
fn limits_and_cursors_that_are_none() {
    let world = World::new();
    for wrong in ["limit=-1", "limit=x", "limit=99999999999999999999", "after=nonsense", "as_of=99999", "kind=x"] {
        let answer = world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/records?{wrong}")));
        assert!((400..500).contains(&answer.status), "{wrong}: {} {}", answer.status, answer.text());
    }
    for (asked, most) in [("0", 1), ("1000000", 500)] {
        let page = world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/records?limit={asked}")));
        if page.status == 200 {
            assert!(page.json()["records"].as_array().unwrap().len() <= most, "limit {asked}");
        } else {
            assert_eq!(page.status, 400);
        }
    }
    // Words are words, never a language of the index.
    for words in ["%22", "%27", "*", "a%20OR%20*", "NEAR(a%20b)", "title%3Ax", "%28", "-", "%00", "\u{e9}"] {
        let path = format!("/api/v1/w/demo/records?q={}", words.replace('\u{e9}', "%C3%A9"));
        let answer = world.server.as_owner(&Request::get(&path));
        assert!(answer.status < 500, "{words}: {} {}", answer.status, answer.text());
    }
    assert_eq!(world.get("records?q=absentword")["records"], json!([]));
}
