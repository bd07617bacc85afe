//! The first run over HTTP: four steps, of which none is made without the code, and only the last makes anything.

use crate::house::{PASSWORD, form, kept};
use crate::support::{Request, Server, TestEnvironment};

const KNOWN: [(&str, &str); 6] = [
    ("organisation", "Aldermoor"),
    ("role", "provider"),
    ("role", "user"),
    ("framework", "nist-ai-rmf"),
    ("jurisdictions", "pt; EU"),
    ("name", "Ana"),
];

struct Empty {
    server: Server,
    // The folder outlives the server.
    _place: TestEnvironment,
}

impl Empty {
    fn new() -> Self {
        let place = TestEnvironment::empty();
        Self { server: Server::start(&place), _place: place }
    }

    fn step(&self, number: &str, more: &[(&str, &str)]) -> Request {
        form("/set-up", &[&[("step", number)], &KNOWN[..], more].concat())
    }
}

#[test]
fn nothing_is_made_before_the_last_step_and_nothing_without_the_code() {
    let empty = Empty::new();
    let code = empty.server.setup_code().unwrap();
    let login = [("login", "ana@lab.example"), ("password", PASSWORD)];
    let wrong = [&[("code", "AAAAA-AAAAA-AAAAA-AAAAA")][..], &login].concat();
    for number in ["1", "4", "9", ""] {
        let refused = empty.server.send(&empty.step(number, &wrong)).is(403).text();
        assert!(refused.contains("Step 1 of 4") && refused.contains("not the code"), "{refused}");
        assert!(!refused.contains(PASSWORD));
    }
    let right = [&[("code", code.as_str())][..], &login].concat();
    for (number, next) in [("1", "Step 2 of 4"), ("2", "Step 3 of 4"), ("3", "Step 4 of 4")] {
        let page = empty.server.send(&empty.step(number, &right)).is(200).text();
        assert!(page.contains(next) && !page.contains(PASSWORD), "{page}");
    }
    // Back from the last, with everything that was typed.
    let back = [&right[..], &[("to", "2")]].concat();
    let page = empty.server.send(&empty.step("4", &back)).is(200).text();
    assert!(page.contains("Step 2 of 4") && page.contains("value=\"pt; EU\""), "{page}");
    assert_eq!(page.matches(" checked").count(), 2, "{page}");
    assert!(page.contains("name=\"framework\" value=\"nist-ai-rmf\"") && page.contains("value=\"ana@lab.example\""));
    // A page of another site takes no step.
    let foreign = crate::house::foreign("/set-up", &[&[("step", "4")], &KNOWN[..], &right].concat());
    empty.server.send(&foreign.header("Sec-Fetch-Site", "cross-site")).is(403);
    assert_eq!(
        empty.server.as_owner(&Request::get("/api/v1/workspaces")).is(200).json()["workspaces"],
        serde_json::json!([])
    );

    let done = empty.server.send(&empty.step("4", &right)).is(303);
    assert_eq!(done.header("location"), Some("/"));
    let cookies = kept(&done);
    let ask = |path: &str| {
        let request = Request::get(path).header("Accept", "text/html").header("Cookie", &cookies);
        empty.server.send(&request).is(200).text()
    };
    let today = ask("/");
    for missing in ["Write the scope of the AIMS", "asks of our AI systems: PT", "asks of our AI systems: EU"] {
        assert!(today.contains(missing), "{missing}");
    }
    assert!(ask("/w/aldermoor/records?kind=activation").contains("NIST AI RMF"));
    // Once.
    let again = empty.server.send(&empty.step("4", &right)).is(409).text();
    assert!(again.contains("has an administrator"), "{again}");
}
