//! What people write (numbers 9 to 12).

use std::io::{Cursor, Read as _};

use serde_json::json;

use crate::lab::Lab;
use crate::support::Request;

#[test]
fn b5_09_markup_in_a_field() {
    let lab = Lab::new("Markup");
    let hostile = [
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "[y](data:text/html,<script>alert(1)</script>)",
        "javascript:alert(1)",
        "\"><script>alert(1)</script>",
        "<a href=\"javascript:alert(1)\">z</a>",
        "{{7*7}} ${7*7} <%= 7*7 %>",
    ];
    let text = hostile.join("\n\n");
    let body = json!({"title": hostile.join(" "), "owner": "PER-1", "cause": text, "event": text});
    let key = lab.create("risk", &body);
    let pages = [
        format!("records/{key}"),
        format!("records/{key}/edit"),
        "records?kind=risk".to_owned(),
        "records?q=alert".to_owned(),
        "records/new?kind=risk".to_owned(),
    ];
    for (number, path) in pages.iter().enumerate() {
        let page = lab.page(path);
        for runs in ["<script", "<img src=x", "href=\"javascript:", "href=\"data:", "<a href=\"javascript"] {
            assert!(!page.contains(runs), "{path} holds {runs}");
        }
        // It is there, as it was written.
        if number < 3 {
            assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("{{7*7}}"), "{path}: {page}");
        }
    }
}

/// No cell begins with what a spreadsheet takes for a formula.
fn csv_runs_nothing(sheet: &str) {
    for line in sheet.lines().skip(1) {
        let starts = line.split(',').filter_map(|cell| cell.trim_start_matches('"').chars().next());
        assert!(!starts.into_iter().any(|c| ['=', '+', '-', '@', '\t'].contains(&c)), "{line} would be run");
    }
}

fn workbook_runs_nothing(sheet: &[u8]) {
    let mut zip = zip::ZipArchive::new(Cursor::new(sheet)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (strings, cells) = (part("xl/sharedStrings.xml"), part("xl/worksheets/sheet1.xml"));
    assert!(strings.contains("HYPERLINK") && !cells.contains("<f>"), "{strings} {cells}");
    for start in ["<t>=", "<t>+", "<t>-", "<t>@", "<t>\t", "\">=", "\">+", "\">-", "\">@", "\">\t"] {
        assert!(!strings.contains(start), "a cell begins with {start}: {strings}");
    }
}

#[test]
fn b5_10_formulas_in_a_sheet() {
    let lab = Lab::new("Formulas");
    let texts =
        ["=HYPERLINK(\"http://x\",\"y\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "\tx", "'=1"];
    for text in texts {
        lab.create("risk", &json!({"title": text, "owner": "PER-1", "cause": text}));
    }
    for (times, format) in [(1, "csv"), (2, "xlsx")] {
        let path = lab.path(&format!("kinds/risk/sheet?format={format}"));
        let sheet = lab.send(Request::get(&path)).is(200);
        if format == "csv" {
            csv_runs_nothing(&sheet.text());
        } else {
            workbook_runs_nothing(&sheet.body);
        }
        // What comes back says what is recorded, and makes the same once more.
        let looked = lab.send(Request::new("POST", &path).body(sheet.body.clone())).is(200).json();
        let told = (&looked["unchanged"], &looked["refused"]);
        assert_eq!(told, (&json!(texts.len() * times), &json!(0)), "{looked:#}");
        let anew = Request::new("POST", &format!("{path}&apply=true&as_new=true")).body(sheet.body);
        let anew = lab.send(anew).is(200).json();
        let mut causes = Vec::new();
        for row in anew["rows"].as_array().unwrap() {
            let made = lab.get(&format!("records/{}", row["key"].as_str().unwrap()));
            causes.push(made["body"]["cause"].as_str().unwrap().to_owned());
        }
        let mut meant = texts.repeat(times);
        causes.sort();
        meant.sort_unstable();
        assert_eq!(causes, meant, "{format}");
    }
}

/// What looks like a template is text, wherever it comes out.
#[test]
fn b5_11_templates_are_text() {
    let lab = Lab::new("Templates");
    let text = "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %} ${{7*7}}";
    let key = lab.create("risk", &json!({"title": text, "owner": "PER-1", "cause": text}));
    let record = lab.get(&format!("records/{key}"));
    assert_eq!((&record["title"], &record["body"]["cause"]), (&json!(text), &json!(text)));
    let sheet = lab.send(Request::get(&lab.path("kinds/risk/sheet?format=csv"))).is(200).text();
    let page = lab.page(&format!("records/{key}"));
    for (what, shown) in [("sheet", &sheet), ("page", &page)] {
        assert!(shown.contains("{{7*7}} ${7*7} #{7*7} ") && shown.contains("{% raw %} ${{7*7}}"), "{what}: {shown}");
        assert!(!shown.contains("49 "), "{what}: {shown}");
    }
}

#[test]
fn b5_12_titles_that_show_nothing_or_too_much() {
    let lab = Lab::new("Titles");
    let piled = format!("Z{}", "\u{301}".repeat(10_000));
    let key = lab.create("person", &json!({"title": "Zoë"}));
    let long = "x".repeat(501);
    for title in ["\u{200b}\u{200d}\u{feff}", "\u{2060}", "\u{0}", piled.as_str(), long.as_str(), "exe.\u{202e}fdp"] {
        let body = json!({"title": title});
        let create = Request::post(&lab.path("records"), &json!({"kind": "person", "body": body}));
        let problem = lab.refused(422, "body.invalid", create);
        let told = (&problem["problems"][0]["at"], &problem["problems"][0]["code"]);
        assert_eq!(told, (&json!("/title"), &json!("field.unreadable")), "{problem}");
        let update =
            Request::new("PUT", &lab.path(&format!("records/{key}"))).json(&json!({"body": body, "revision": 1}));
        lab.refused(422, "body.invalid", update);
        let sheet = Request::new("POST", &lab.path("kinds/person/sheet?apply=true")).body(format!("title\n{title}\n"));
        let answer = lab.send(sheet);
        assert!((400..500).contains(&answer.status), "{}", answer.text());
    }
    let list = lab.page("records?kind=person");
    assert!(list.contains("Zoë") && !list.contains("\u{301}\u{301}"));
    // What is odd and can be read is not refused.
    lab.create("person", &json!({"title": "Nguye\u{302}\u{303}n \u{1f469}\u{200d}\u{1f52c}"}));
}
