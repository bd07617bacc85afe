//! `assay serve`, and commands that travel through it.

use std::os::unix::fs::PermissionsExt as _;

use crate::support::{Request, Server, TestEnvironment};

#[test]
fn commands_go_through_the_owners_socket_while_it_serves() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let socket = place.data().join("assay.sock");
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    let made = place.json(&["record", "create", "person", "--set", "title=Through the socket"]);
    assert_eq!(made["via"], "socket");
    place.run(&["bundle", "create"]).succeeds();
    place.run(&["verify", "audit-bundle.tar", "--trust", &place.vkey()]).succeeds();
    // One process owns a folder.
    place.run(&["serve", "--listen", "127.0.0.1:0"]).refuses(3, &["another process owns"]);
    place.run(&["init"]).refuses(3, &[]);
    assert_eq!(server.send(&Request::get("/healthz")).is(200).text(), "ok\n");
    server.stop();
    assert!(!socket.exists());
    assert_eq!(place.json(&["record", "show", made["key"].as_str().unwrap()])["title"], "Through the socket");
    place.run(&["doctor"]).succeeds();
}

#[test]
fn a_server_that_was_killed_is_no_hindrance() {
    let place = TestEnvironment::demo();
    drop(Server::start(&place));
    assert!(place.data().join("assay.sock").exists());
    place.run(&["doctor"]).succeeds();
    let server = Server::start(&place);
    server.send(&Request::get("/healthz")).is(200);
}

#[test]
fn commands_reach_a_server_by_its_address() {
    let place = TestEnvironment::demo();
    let token =
        place.run(&["token", "create", "--title", "x", "--member", "MBR-7", "--scopes", "read"]).succeeds().stdout;
    let server = Server::start(&place);
    let there = |args: &[&str], token: &str| {
        let mut command = place.command();
        command.args(args).args(["--server", &format!("http://{}", server.address)]).env("ASSAY_TOKEN", token);
        let output = command.env("ASSAY_DATA", place.path("nowhere")).output().unwrap();
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let (code, text) = there(&["record", "show", "SYS-3"], token.trim());
    assert!(code == Some(0) && text.contains("Digit reader"), "{text}");
    let (code, text) = there(&["record", "create", "person", "--set", "title=X"], token.trim());
    assert!(code == Some(2) && text.contains("you may not write here") && text.contains("contributor"), "{text}");
    let (code, text) = there(&["posture"], "assay_wrong");
    assert!(code == Some(2) && text.contains("this token is not accepted"), "{text}");
}

#[test]
fn a_token_never_travels_in_the_clear() {
    let place = TestEnvironment::empty();
    let args = ["posture", "--server", "http://assay.example.org", "--token", "assay_x"];
    place.run(&args).refuses(2, &["not sent over plain http", "https"]);
    place.run(&["posture", "--server", "ftp://x"]).refuses(2, &["https"]);
    place.run(&["posture", "--server", "nonsense"]).refuses(2, &["is not an address"]);
    place.run(&["posture", "--server", "http://127.0.0.1:1"]).refuses(2, &["cannot reach"]);
}

#[test]
fn an_empty_folder_begins_with_a_code_for_its_first_administrator() {
    let place = TestEnvironment::empty();
    let server = Server::start(&place);
    assert_eq!(server.setup_code().map(|code| code.len()), Some(23), "four groups of five");
    let said = server.stop();
    assert!(
        said.contains("a new installation begins there") && said.contains("/set-up with this code, once"),
        "{said}"
    );
    place.run(&["serve", "--listen", "nonsense"]).refuses(2, &["--listen"]);
}
