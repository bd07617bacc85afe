//! One process owns a folder; others go through it.

use crate::folder::Folder;
use crate::load;
use crate::server::{Line, Server};

#[test]
fn the_command_line_goes_through_the_server_that_owns_the_folder() {
    let folder = Folder::new();
    let alone = folder.json(&["record", "create", "person", "--set", "title=Ana"]);
    assert_eq!(alone["via"], "local-cli");
    let server = Server::start(&folder);
    let through = folder.json(&["record", "create", "person", "--set", "title=Rui"]);
    assert_eq!(through["via"], "socket");
    // Both ways at once, one history.
    let mut line = Line::open(&folder.socket()).unwrap();
    assert_eq!(load::create(&mut line, "Eva").unwrap().1["key"], "PER-4");
    assert_eq!(folder.json(&["record", "show", "PER-4"])["title"], "Eva");
    folder.sound();
    assert!(server.stop().success());
    assert!(!folder.socket().exists(), "the socket goes with its server");
    assert_eq!(folder.json(&["record", "create", "person", "--set", "title=Ida"])["via"], "local-cli");
    folder.sound();
}

#[test]
fn a_second_owner_is_refused() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let backup = folder.beside("backup");
    folder.json(&["backup", backup.to_str().unwrap()]);
    let restore = ["restore", backup.to_str().unwrap(), "--reason", "to see"];
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &restore] {
        let (code, error) = folder.refused(command);
        assert_eq!((code, error["code"].as_str()), (3, Some("folder.in-use")), "{command:?}: {error:#}");
    }
    // The refusals did no harm to the first.
    let mut line = Line::open(&folder.socket()).unwrap();
    assert_eq!(load::create(&mut line, "Ana").unwrap().0, 201);
    server.kill();
    // A killed server leaves its socket, not its lock.
    assert!(folder.socket().exists());
    folder.sound();
}
