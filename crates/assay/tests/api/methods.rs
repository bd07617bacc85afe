//! HEAD, and methods that a resource does not have.

use crate::support::Request;
use crate::world::World;

#[test]
fn head_answers_as_get_without_a_body() {
    let world = World::new();
    let owner = world.owner();
    for operation in world.operations().into_iter().filter(|o| o.method == "GET") {
        let path = world.path(&operation, "demo", "SYS-3");
        let get = world.server.send(&Request::get(&path).bearer(Some(&owner)));
        let head = world.server.send(&Request::new("HEAD", &path).bearer(Some(&owner)));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in ["content-type", "content-security-policy", "etag"] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
        world.server.send(&Request::new("HEAD", &path)).is(401);
    }
    for path in ["/", "/healthz", "/api/v1/openapi.json"] {
        let host = "localhost";
        let get = world.server.send(&Request::get(path).header("Host", host));
        let head = world.server.send(&Request::new("HEAD", path).header("Host", host));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
    }
}

#[test]
fn other_methods_are_not_allowed() {
    let world = World::new();
    let (owner, operations, size) = (world.owner(), world.operations(), world.size());
    for operation in &operations {
        let has = |method: &str| operations.iter().any(|o| o.path == operation.path && o.method == method);
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
            if has(method) || method == "CONNECT" {
                continue;
            }
            let path = world.path(operation, "demo", "SYS-3");
            let answer = world.server.send(&Request::new(method, &path).bearer(Some(&owner)));
            assert_eq!(answer.status, 405, "{method} {path}: {}", answer.text());
            let allowed = answer.header("allow").unwrap_or_default();
            assert!(allowed.contains(&operation.method), "{method} {path} allows {allowed}");
        }
    }
    assert_eq!(world.size(), size);
}
