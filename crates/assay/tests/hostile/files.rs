//! Files of strangers (numbers 1 to 8).

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::archives::{bomb, workbook, zipped};
use crate::lab::{Lab, world};
use crate::support::files::fixture;
use crate::support::{Request, Server, TestEnvironment};

const MEBIBYTE: usize = 1024 * 1024;

/// Every file below a folder.
fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { BTreeSet::from([path]) }).collect()
}

/// A line of `/proc/<id>/status`, in KiB.
fn memory(server: &Server, what: &str) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn b5_01_an_archive_of_a_gigabyte_in_few_bytes() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let start = br#"{"version": 2, "status": "success", "eval": {}, "x": ""#;
    let eval = bomb("header.json", start, &vec![b' '; 16 * MEBIBYTE], 65);
    let sheet = bomb("xl/workbook.xml", b"", &vec![b' '; 80 * MEBIBYTE], 1);
    assert!(eval.len() < 100_000 && sheet.len() < 100_000, "{} {}", eval.len(), sheet.len());
    let (files, before) = (below(&place.data()), memory(&server, "VmRSS"));
    fs::write(format!("/proc/{}/clear_refs", server.id()), "5").unwrap();

    let stored = server.as_owner(&Request::new("POST", "/api/v1/w/-/artifacts").body(eval)).is(201).json();
    let delivery = json!({"files": [{"name": "bomb.eval", "sha256": stored["sha256"]}], "subject": "SYS-3@1.1.0"});
    let report = server.as_owner(&Request::post("/api/v1/w/-/evidence", &delivery)).is(200).json();
    assert_eq!((&report["errors"][0]["code"], &report["artifacts"]), (&json!("zip.bomb"), &json!([])), "{report}");
    let import = Request::new("POST", "/api/v1/w/-/kinds/person/sheet?format=xlsx").body(sheet);
    assert_eq!(server.as_owner(&import).is(413).json()["code"], "sheet.unpacks-too-large");

    let risen = memory(&server, "VmHWM").saturating_sub(before);
    assert!(risen < 64 * 1024, "the server grew by {risen} KiB");
    let new: Vec<PathBuf> = below(&place.data()).difference(&files).cloned().collect();
    let size: u64 =
        new.iter().filter(|f| !f.to_string_lossy().contains(".sqlite")).map(|f| f.metadata().unwrap().len()).sum();
    assert!(size < 200_000, "{size} bytes were written: {new:?}");
    server.send(&Request::get("/healthz")).is(200);
}

#[test]
fn b5_02_members_that_point_outside() {
    let lab = Lab::new("Paths");
    let outside = lab.world.place.data().parent().unwrap().to_owned();
    let around = || below(&outside).into_iter().filter(|f| !f.starts_with(lab.world.place.data())).collect::<Vec<_>>();
    let before = around();
    for name in ["../../etc/passwd", "/etc/passwd", "..\\..\\evil"] {
        let archive = zipped(&[("header.json", b"{}"), (name, b"root::0:0::/:/bin/sh")]);
        let (code, _) = lab.quarantined("x.eval", archive);
        assert_eq!(code, "zip.unsafe-name", "{name}");
        let sheet = zipped(&[(name, b"<x/>")]);
        let import = Request::new("POST", &lab.path("kinds/person/sheet?format=xlsx&apply=true")).body(sheet);
        lab.refused(400, "sheet.unreadable", import);
    }
    assert_eq!(around(), before);
    // Within, a file is named by its digest and by nothing that it says of itself.
    let stray = below(&lab.world.place.data()).into_iter().find(|f| f.ends_with("passwd") || f.ends_with("evil"));
    assert_eq!(stray, None);
}

#[test]
fn b5_03_a_workbook_that_asks_for_a_file_and_a_page() {
    let lab = Lab::new("Entities");
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    fs::write(&secret, "the-secret-of-this-machine").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let page = format!("http://{}/x", listener.local_addr().unwrap());
    let sheet = |doctype: &str, title: &str| {
        let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
        workbook(&format!(
            r#"<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{}</row><row r="2">{}</row></sheetData></worksheet>"#,
            cell("A1", "title"),
            cell("A2", title)
        ))
    };
    let import = |bytes: Vec<u8>| {
        lab.send(Request::new("POST", &lab.path("kinds/person/sheet?format=xlsx&apply=true")).body(bytes))
    };
    // Such a workbook reads when it asks for nothing.
    assert_eq!(import(sheet("", "Plain")).is(200).json()["created"], 1);
    for (address, title) in [(format!("file://{}", secret.display()), "&x;"), (page.clone(), "&x;"), (page, "A &x; B")]
    {
        for doctype in [
            format!(r#"<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{address}">]>"#),
            format!(r#"<!DOCTYPE worksheet [<!ENTITY % p SYSTEM "{address}"> %p; <!ENTITY x "y">]>"#),
        ] {
            let answer = import(sheet(&doctype, title));
            assert!(answer.status < 500, "{}", answer.text());
            assert!(!answer.text().contains("the-secret"), "{}", answer.text());
        }
    }
    let all = lab.get("records?kind=person&limit=500").to_string();
    assert!(all.contains("Plain") && !all.contains("the-secret"), "{all}");
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "somebody asked for the page");
    lab.send(Request::get("/healthz")).is(200);
}

/// What is delivered is saved by a browser, whatever it is, and its name runs nothing on the page about it. Gives the
/// page, and the address of the file there.
fn saved_and_never_shown(lab: &Lab, name: &str, bytes: &[u8]) -> (String, String) {
    let (code, record) = lab.quarantined(name, bytes);
    assert_eq!(code, "format.unknown");
    let (key, sha256) = (record["key"].as_str().unwrap(), record["body"]["sha256"].as_str().unwrap());
    let answer = lab.send(Request::get(&lab.path(&format!("artifacts/{sha256}")))).is(200);
    assert_eq!(answer.body, bytes);
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    assert_eq!(answer.header("content-disposition"), Some(format!("attachment; filename=\"{sha256}\"").as_str()));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("content-security-policy").is_some_and(|csp| csp.starts_with("default-src 'none'")));
    let page = lab.page(&format!("records/{key}"));
    for runs in ["<script", "onload=\"", "<svg onload", "<img src=x", "<iframe", "<object", "<embed"] {
        assert!(!page.contains(runs), "{runs} is on the page of {name}");
    }
    let file = format!("/w/{}/records/{key}/files/{sha256}", lab.slug);
    assert!(page.contains(&format!("href=\"{file}\"")), "no way to save {name}");
    assert_eq!(apart(lab, &file, "application/octet-stream"), bytes);
    (page, file)
}

/// Bytes that came from outside, given so that they are of no site and do nothing, even where a browser shows them.
fn apart(lab: &Lab, path: &str, media: &str) -> Vec<u8> {
    let answer = lab.send(Request::get(path)).is(200);
    assert_eq!(answer.header("content-type"), Some(media));
    assert!(answer.header("content-disposition").is_some_and(|d| d.starts_with("attachment; filename=\"ART")));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'; sandbox"));
    assert_eq!(answer.header("x-frame-options"), Some("DENY"));
    answer.body
}

#[test]
fn b5_04_a_picture_that_runs() {
    let lab = Lab::new("Pictures");
    let picture = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>"#;
    let (page, file) = saved_and_never_shown(&lab, "<svg onload=alert(1)>.svg", picture);
    // Where a browser runs no script, and nowhere else.
    let shown = format!("{file}?as=picture");
    assert!(page.contains(&format!("src=\"{shown}\"")) && page.matches("?as=picture").count() == 1, "{page}");
    assert!(!page.contains("alert(2)"), "what it says is on the page");
    assert_eq!(apart(&lab, &shown, "image/svg+xml"), picture);
    // Nor is it given by a record that does not name it, which tells nothing of what there is.
    let sha256 = file.rsplit('/').next().unwrap();
    for sha256 in [sha256, &"0".repeat(64), "..", "x"] {
        for query in ["", "?as=picture"] {
            let path = format!("/w/{}/records/SYS-1/files/{sha256}{query}", lab.slug);
            let answer = lab.send(Request::get(&path)).is(404);
            assert!(!answer.text().contains("alert"), "{path}");
        }
    }
}

#[test]
fn b5_05_a_report_that_is_a_page() {
    let lab = Lab::new("Reports");
    let report = b"<!doctype html><img src=x onerror=alert(1)><script>alert(1)</script>";
    let (page, file) = saved_and_never_shown(&lab, "report.pdf", report);
    assert!(page.contains("The name says PDF, the bytes are an HTML page."), "{page}");
    lab.send(Request::get(&format!("{file}?as=picture"))).is(404);
}

/// A picture of 900 million points in few bytes: nobody here unpacks it, and no browser is given it to unpack.
#[test]
fn b5_06_a_picture_of_too_many_points() {
    let lab = Lab::new("Points");
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    picture.extend(30_000_u32.to_be_bytes().repeat(2));
    picture.extend(b"\x01\0\0\0\0");
    let (page, file) = saved_and_never_shown(&lab, "diagram.png", &picture);
    assert!(page.contains("30,000 × 30,000") && !page.contains("?as=picture"), "{page}");
    lab.send(Request::get(&format!("{file}?as=picture"))).is(404);
}

#[test]
fn b5_07_a_name_that_lies() {
    let lab = Lab::new("Names");
    let tail = "\u{202e}fdp.exe\"; filename=\"../evil.html\r\nSet-Cookie: a=b";
    let name = "n".repeat(255 - tail.len()) + tail;
    assert_eq!(name.len(), 255);
    let (_, record) = lab.quarantined(&name, "nothing that is known");
    let title = record["title"].as_str().unwrap();
    assert!(!title.chars().any(|c| c.is_control() || assay_domain::turns_text(c)), "{title:?}");
    assert!(title.ends_with("evil.htmlSet-Cookie: a=b") && !title.contains('/'), "{title:?}");
    let key = record["key"].as_str().unwrap();
    let page = lab.page(&format!("records/{key}"));
    assert!(page.contains("evil.htmlSet-Cookie") && !page.contains("\u{202e}"));
    let sha256 = record["body"]["sha256"].as_str().unwrap();
    let answer = lab.send(Request::get(&lab.path(&format!("artifacts/{sha256}")))).is(200);
    assert_eq!(answer.header("content-disposition"), Some(format!("attachment; filename=\"{sha256}\"").as_str()));
    assert_eq!(answer.header("set-cookie"), None);
    // A name of which nothing is left, or nothing can be seen.
    for (number, name) in ["\u{200b}\u{feff}", "a/\u{202e}", "\r\n", ""].into_iter().enumerate() {
        let (_, record) = lab.quarantined(name, format!("unknown {number}"));
        assert_eq!(record["title"], "unnamed", "{name:?}");
    }
}

#[test]
fn b5_08_a_delivery_cut_off_in_the_middle() {
    let world = world();
    let token = world.owner();
    let whole = fs::read(fixture("inspect/refusals.json")).unwrap();
    let sent = whole.len() * 99 / 100;
    let mut stream = TcpStream::connect(&world.server.address).unwrap();
    let head = format!(
        "POST /api/v1/w/demo/artifacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Idempotency-Key: once\r\nContent-Length: {}\r\n\r\n",
        whole.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&whole[..sent]).unwrap();
    drop(stream);
    for bytes in [&whole[..sent], &whole[..]] {
        let sha256: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        let path = format!("/api/v1/w/demo/artifacts/{sha256}");
        world.server.send(&Request::get(&path).bearer(Some(&token))).is(404);
    }
    let evidence = || world.get("records?kind=evidence&limit=500")["records"].as_array().unwrap().len();
    let before = evidence();
    let again = Request::new("POST", "/api/v1/w/demo/artifacts").header("Idempotency-Key", "once").body(whole);
    let stored = world.server.send(&again.bearer(Some(&token))).is(201).json();
    assert_eq!(stored["existed"], false);
    let delivery = json!({"files": [{"name": "r.json", "sha256": stored["sha256"]}], "subject": "SYS-3@1.1.0"});
    let report = world.server.send(&Request::post("/api/v1/w/demo/evidence", &delivery).bearer(Some(&token))).is(200);
    assert_eq!(report.json()["errors"], json!([]));
    assert_eq!(evidence(), before + 1);
    // Nothing of the first attempt is left behind, once the server has noticed that nobody is there.
    let left = || below(&world.place.data()).into_iter().find(|f| f.parent().is_some_and(|p| p.ends_with("incoming")));
    while left().is_some() {
        std::thread::yield_now();
    }
}
