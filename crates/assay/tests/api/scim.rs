//! SCIM as another system speaks it: media type, versions, errors, and what somebody who means harm sends.

use serde_json::{Value, json};

use crate::house::House;
use crate::support::Request;
use crate::support::http::Answer;

struct Directory {
    house: House,
    token: String,
}

fn token(house: &House, scopes: &[&str]) -> String {
    let body = json!({"title": "directory", "scopes": scopes});
    let made = house.server.as_owner(&Request::post("/api/v1/w/second-lab/tokens", &body)).is(201).json();
    made["token"].as_str().unwrap().to_owned()
}

impl Directory {
    fn new() -> Self {
        let house = House::new();
        let token = token(&house, &["provision"]);
        Self { house, token }
    }

    fn send(&self, request: Request) -> Answer {
        self.house.server.send(&request.bearer(Some(&self.token)))
    }

    fn get(&self, path: &str) -> Answer {
        self.send(Request::get(&format!("/scim/v2{path}")))
    }

    fn with(&self, method: &str, path: &str, body: &Value) -> Answer {
        let request = Request::new(method, &format!("/scim/v2{path}"));
        self.send(request.header("Content-Type", "application/scim+json").body(body.to_string()))
    }

    fn user(&self, name: &str) -> Value {
        let schema = "urn:ietf:params:scim:schemas:core:2.0:User";
        self.with("POST", "/Users", &json!({"schemas": [schema], "userName": name})).is(201).json()
    }
}

#[track_caller]
fn refused(answer: Answer, status: u16, kind: Option<&str>) {
    let answer = answer.is(status);
    assert_eq!(answer.header("content-type"), Some("application/scim+json"));
    let error = answer.json();
    assert_eq!(error["schemas"], json!(["urn:ietf:params:scim:api:messages:2.0:Error"]));
    assert_eq!(error["status"], json!(status.to_string()));
    assert_eq!(error.get("scimType").and_then(Value::as_str), kind, "{error}");
    assert!(error["detail"].as_str().is_some_and(|d| !d.is_empty()));
}

#[test]
fn it_says_what_it_does_and_does_not() {
    let directory = Directory::new();
    let config = directory.get("/ServiceProviderConfig").is(200).json();
    for (feature, supported) in
        [("patch", true), ("filter", true), ("etag", true), ("bulk", false), ("sort", false), ("changePassword", false)]
    {
        assert_eq!(config[feature]["supported"], json!(supported), "{feature}");
    }
    let types = directory.get("/ResourceTypes").is(200).json();
    assert_eq!(types["totalResults"], json!(2));
    for one in types["Resources"].as_array().unwrap() {
        let schema = directory.get(&format!("/Schemas/{}", one["schema"].as_str().unwrap())).is(200).json();
        assert_eq!(schema["id"], one["schema"]);
        directory.get(one["endpoint"].as_str().unwrap()).is(200);
    }
    refused(directory.get("/Schemas/urn:nothing"), 404, None);
    refused(directory.get("/Nothing"), 404, None);
    refused(directory.get("/Schemas?filter=id%20pr"), 403, None);
    refused(directory.with("POST", "/Schemas", &json!({})), 405, None);
    refused(directory.with("DELETE", "/Users", &json!({})), 405, None);
    refused(directory.with("POST", "/Bulk", &json!({"Operations": []})), 501, None);
    refused(directory.get("/Me"), 501, None);
    refused(directory.with("POST", "/Groups", &json!({"displayName": "New"})), 403, None);
    // Not in the document of the API, which is another protocol.
    let api = directory.house.server.as_owner(&Request::get("/api/v1/openapi.json")).is(200).json();
    assert!(!api["paths"].as_object().unwrap().keys().any(|p| p.contains("scim")));
}

#[test]
fn a_version_is_kept_apart_from_the_next() {
    let directory = Directory::new();
    let user = directory.user("rui");
    let path = format!("/Users/{}", user["id"].as_str().unwrap());
    let answer = directory.get(&path).is(200);
    assert_eq!(answer.header("content-type"), Some("application/scim+json"));
    let version = answer.header("etag").unwrap().to_owned();
    assert_eq!(json!(version), user["meta"]["version"]);
    assert_eq!(answer.header("content-location"), user["meta"]["location"].as_str());
    let known = Request::get(&format!("/scim/v2{path}")).header("If-None-Match", &version);
    directory.send(known).is(304);
    let put = |seen: &str| {
        let body = json!({"userName": "rui", "displayName": "Rui"});
        directory.send(Request::new("PUT", &format!("/scim/v2{path}")).json(&body).header("If-Match", seen))
    };
    let newer = put(&version).is(200).header("etag").unwrap().to_owned();
    assert_ne!(newer, version);
    refused(put(&version), 412, None);
    put("*").is(200);
    refused(directory.send(Request::new("DELETE", &format!("/scim/v2{path}")).header("If-Match", &version)), 412, None);
    directory.send(Request::new("DELETE", &format!("/scim/v2{path}")).header("If-Match", &newer)).is(204);
    refused(directory.get(&path), 404, None);
}

#[test]
fn pages_are_counted_and_show_what_is_asked() {
    let directory = Directory::new();
    for n in 0..5 {
        directory.user(&format!("user-{n}"));
    }
    let page = |query: &str| directory.get(&format!("/Users?{query}")).is(200).json();
    let named = |page: &Value| {
        let all = page["Resources"].as_array().unwrap();
        all.iter().map(|u| u["userName"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = page("filter=userName%20sw%20%22user-%22");
    assert_eq!((all["totalResults"].as_u64(), named(&all).len()), (Some(5), 5));
    let second = page("filter=userName+sw+%22user-%22&startIndex=2&count=2");
    assert_eq!(named(&second), ["user-1", "user-2"]);
    assert_eq!((&second["totalResults"], &second["itemsPerPage"]), (&json!(5), &json!(2)));
    assert_eq!((&page("count=0")["itemsPerPage"], &page("count=-1")["itemsPerPage"]), (&json!(0), &json!(0)));
    assert_eq!(page("startIndex=-7&count=1")["startIndex"], json!(1));
    assert_eq!(page("startIndex=9223372036854775807")["itemsPerPage"], json!(0));
    let few = page("attributes=userName,emails.value&count=1");
    let keys: Vec<&String> = few["Resources"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["schemas", "id", "userName"]);
    let but = page("excludedAttributes=userName,meta.version,id&count=1");
    assert_eq!(but["Resources"][0].get("userName"), None);
    assert!(but["Resources"][0]["id"].is_string() && but["Resources"][0]["meta"].get("version").is_none());
    let search =
        json!({"filter": "userName eq \"user-3\" or displayName eq \"Viewer\"", "attributes": ["displayName"]});
    let found = directory.with("POST", "/.search", &search).is(200).json();
    assert_eq!(found["totalResults"], json!(1), "a group has no userName, so the filter is none of its");
    let found = directory.with("POST", "/.search", &json!({"filter": "displayName eq \"Viewer\""})).is(200).json();
    assert_eq!(found["Resources"][0]["id"], json!("viewer"));
    assert_eq!(directory.with("POST", "/Users/.search", &json!({"count": 1})).is(200).json()["itemsPerPage"], json!(1));
}

#[test]
fn whoever_means_harm_is_refused_in_the_words_of_the_protocol() {
    let directory = Directory::new();
    directory.user("rui");
    for (query, kind) in [
        ("filter=userName", "invalidFilter"),
        ("filter=%28%28%28%28", "invalidFilter"),
        ("filter=userName%20eq%20%22%27%20OR%201%3D1--%22%20x", "invalidFilter"),
        ("filter=password%20pr", "invalidFilter"),
        ("count=x", "invalidValue"),
        ("startIndex=1e3", "invalidValue"),
        ("attributes=a&excludedAttributes=b", "invalidValue"),
        ("attributes=%00", "invalidValue"),
    ] {
        refused(directory.get(&format!("/Users?{query}")), 400, Some(kind));
    }
    let nested = format!("/Users?filter={}", "not%28".repeat(900));
    refused(directory.get(&nested), 400, Some("invalidFilter"));
    refused(directory.with("POST", "/Users", &json!({"userName": "RUI"})), 409, Some("uniqueness"));
    for (body, kind) in [
        ("", "invalidSyntax"),
        ("[]", "invalidSyntax"),
        ("{\"userName\": \"a\", \"userName\": \"b\"}", "invalidSyntax"),
        ("{\"userName\": \"a\", \"schemas\": [\"urn:x\"]}", "invalidSyntax"),
        ("{}", "invalidValue"),
        ("{\"userName\": \"\"}", "invalidValue"),
        ("{\"userName\": {\"$ne\": 1}}", "invalidValue"),
        ("{\"userName\": \"a\", \"active\": 1}", "invalidValue"),
        ("{\"userName\": \"a\", \"emails\": 7}", "invalidValue"),
        ("{\"userName\": \"a\", \"emails\": [{\"value\": 7}]}", "invalidValue"),
    ] {
        let request = Request::new("POST", "/scim/v2/Users").header("Content-Type", "application/scim+json");
        refused(directory.send(request.body(body)), 400, Some(kind));
    }
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    refused(directory.send(Request::new("POST", "/scim/v2/Users").body(deep)), 400, Some("invalidSyntax"));
    refused(
        directory.send(Request::new("POST", "/scim/v2/Users").body(vec![b' '; 5 << 20])),
        413,
        Some("invalidSyntax"),
    );
    refused(directory.get("/Users/..%2f..%2fGroups"), 404, None);
    refused(directory.get("/Users/PER-1"), 404, None);
    refused(directory.get("/Users/MBR-99999999999999999999"), 404, None);
    // No role comes with a user, whatever is sent along.
    let greedy =
        json!({"userName": "greedy", "groups": [{"value": "owner"}], "roles": [{"value": "owner"}], "id": "MBR-1"});
    let made = directory.with("POST", "/Users", &greedy).is(201).json();
    assert!(made.get("groups").is_none() && made["id"] != json!("MBR-1"));
}

#[test]
fn only_a_token_for_it_provisions_and_it_does_nothing_else() {
    let directory = Directory::new();
    let session = directory.house.set_up();
    let server = &directory.house.server;
    refused(server.send(&Request::get("/scim/v2/Users")), 401, None);
    refused(server.send(&Request::get("/scim/v2/Nothing")), 401, None);
    let browser = Request::get("/scim/v2/Users").header("Cookie", &session).header("Sec-Fetch-Site", "same-origin");
    refused(server.send(&browser), 403, None);
    refused(server.as_owner(&Request::get("/scim/v2/Users")), 403, None);
    let wide = token(&directory.house, &["read", "write", "administer"]);
    refused(server.send(&Request::get("/scim/v2/Users").bearer(Some(&wide))), 403, None);
    for path in ["records?kind=person", "changes", "posture", "log/checkpoint", "doctor"] {
        let request = Request::get(&format!("/api/v1/w/second-lab/{path}"));
        server.send(&request.bearer(Some(&directory.token))).is(403);
    }
    let tokens = Request::post("/api/v1/w/second-lab/tokens", &json!({"title": "x", "scopes": ["administer"]}));
    server.send(&tokens.bearer(Some(&directory.token))).is(403);
    // Its own member: the last owner of the installation, who cannot be ended by their own token.
    let ana = directory.get("/Users?filter=userName%20eq%20%22ana@lab.example%22").is(200).json();
    let path = format!("/Users/{}", ana["Resources"][0]["id"].as_str().unwrap());
    let end = json!({"Operations": [{"op": "replace", "path": "active", "value": false}]});
    refused(directory.with("PATCH", &path, &end), 403, None);
    refused(directory.send(Request::new("DELETE", &format!("/scim/v2{path}"))), 403, None);
    directory.house.page("/", &session).is(200);
}
