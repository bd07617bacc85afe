//! Secrets are planted by using them, and then looked for in everything the program wrote: its log at the level that says
//! most, its files, copies, bundles, exports, pages, metrics. A secret may be where it is given out, once, and nowhere else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::json;
use totp_rs::Secret;

use crate::house::{House, PASSWORD, form, kept};
use crate::second_factor::{Browser, code};
use crate::support::Request;
use crate::support::http::Answer;

const OTHER: &str = "copper meadow trombone";
const MISTYPED: &str = "lantern gravel ospray";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The secrets, by name: each in every form in which somebody could find it.
#[derive(Default)]
struct Canaries(BTreeMap<String, Vec<Vec<u8>>>);

impl Canaries {
    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        let forms = self.0.entry(name.to_owned()).or_default();
        forms.push(bytes.to_vec());
        for text in
            [hex(bytes), hex(bytes).to_uppercase(), STANDARD_NO_PAD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes)]
        {
            forms.push(text.into_bytes());
        }
        // As a debug print of a list of numbers would have it.
        forms.push(format!("{bytes:?}").trim_matches(['[', ']']).to_owned().into_bytes());
    }

    fn text(&mut self, name: &str, text: &str) {
        self.bytes(name, text.as_bytes());
        let forms = self.0.entry(name.to_owned()).or_default();
        for other in
            [text.replace(' ', "%20"), text.replace(' ', "+"), text.replace(['-', ' '], ""), text.to_lowercase()]
        {
            forms.push(other.into_bytes());
        }
    }

    /// A secret that is written as hexadecimal digits.
    fn digits(&mut self, name: &str, digits: &str) {
        let bytes: Vec<u8> =
            (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
        self.bytes(name, &bytes);
    }

    /// Names of the secrets that can be read in some bytes.
    fn found(&self, bytes: &[u8]) -> Vec<&str> {
        let holds = |form: &Vec<u8>| memchr::memmem::find(bytes, form).is_some();
        self.0.iter().filter(|(_, forms)| forms.iter().any(holds)).map(|(name, _)| name.as_str()).collect()
    }
}

/// Every file below a folder that is no key.
fn files(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = all.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    below.filter(|path| path.is_file() && path.extension().is_none_or(|end| end != "key")).collect()
}

/// What follows in a cookie of that name.
fn cookie(cookies: &str, name: &str) -> String {
    cookies.split("; ").find_map(|c| c.strip_prefix(name)).unwrap().to_owned()
}

fn sign_in(house: &House, password: &str) -> Answer {
    house.server.send(&form("/sign-in", &[("login", "ana@lab.example"), ("password", password)]))
}

#[test]
fn no_secret_is_where_it_may_not_be() {
    let house = House::new();
    let (server, folder) = (&house.server, house.place.data());
    let mut planted = Canaries::default();
    // What was answered, by where it came from.
    let mut written: Vec<(String, Vec<u8>)> = Vec::new();
    let mut keep = |name: &str, answer: &Answer| written.push((name.to_owned(), answer.text().into_bytes()));

    for (name, text) in [("password", PASSWORD), ("other password", OTHER), ("mistyped password", MISTYPED)] {
        planted.text(name, text);
    }
    let setup = server.setup_code().unwrap();
    let ana = Browser::new(&house, house.set_up());
    planted.digits("session", &cookie(&ana.cookies, "__Host-assay-session="));
    planted.digits("device", &cookie(&ana.cookies, "__Host-assay-device="));
    let (key, codes) = ana.enrol();
    let secret = Secret::try_from_base32(key.replace(' ', "")).unwrap();
    planted.bytes("secret of the app", secret.as_bytes());
    planted.text("key of the app", &key);
    for (n, code) in codes.iter().enumerate() {
        planted.text(&format!("recovery code {n}"), code);
    }

    // Signing in, right and wrong, with the code of the app and with a recovery code.
    keep("a wrong password", &sign_in(&house, MISTYPED).is(401));
    let halfway = sign_in(&house, PASSWORD).is(200).text();
    let ticket = halfway.split("name=\"ticket\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    planted.digits("ticket", &ticket);
    let step = |code: &str| server.send(&form("/sign-in/code", &[("ticket", &ticket), ("code", code)]));
    assert_eq!(step("000").status, 401);
    let inside = kept(&step(&codes[0]).is(303));
    planted.digits("second session", &cookie(&inside, "__Host-assay-session="));

    // An invitation, what comes of it, and a token.
    let (_, path) = house.invite(&inside, "Rui", &["contributor"]);
    planted.digits("invitation", path.strip_prefix("/invitation/").unwrap());
    keep("the invitation", &house.page(&path, ""));
    let fields = [("login", "rui@lab.example"), ("password", OTHER)];
    kept(&server.send(&form(&path, &fields)).is(303));
    keep("the invitation again", &house.page(&path, ""));
    let asked = json!({"title": "pipeline", "scopes": ["read"]});
    let token = house.act(&inside, "POST", "tokens", &asked).is(201).json()["token"].as_str().unwrap().to_owned();
    planted.text("token", &token);
    planted.text("body of the token", &token["assay_".len()..]);

    // Secrets in every wrong place of a request.
    for secret in [&token, &codes[1], &key, PASSWORD, path.as_str()] {
        let plain = secret.replace(' ', "+");
        for request in [
            Request::get(&format!("/api/v1/w/second-lab/records?token={plain}")).bearer(Some(secret)),
            Request::get("/").bearer(Some(secret)),
            Request::post("/api/v1/w/second-lab/records", &json!({"kind": "person", "body": 1})).bearer(Some(secret)),
            Request::new("POST", "/api/v1/w/second-lab/records").bearer(Some(secret)).body("{"),
            form("/account/password", &[("present", secret), ("new", secret)]),
            form("/sign-in/passkey", &[("ticket", secret), ("credential", secret)]),
            form("/account/passkeys/begin", &[("present", secret), ("code", secret), ("name", "x")]),
        ] {
            let answer = server.send(&request.header("Accept", "text/html"));
            assert!(answer.status < 500, "{}", answer.text());
            keep("an error", &answer);
        }
    }
    ana.send("/account/password", &[("present", MISTYPED), ("new", OTHER)]);
    // A passkey that no device made: the library that checks it says more than anything else does.
    let proof = [("present", PASSWORD), ("code", &*codes[2]), ("name", "phone")];
    let begun = ana.send("/account/passkeys/begin", &proof).is(200).json();
    let ticket = begun["ticket"].as_str().unwrap();
    planted.digits("ticket of the challenge", ticket);
    let response = json!({"attestationObject": "AA", "clientDataJSON": "AA"});
    let made = json!({"id": "AA", "rawId": "AA", "type": "public-key", "response": response}).to_string();
    ana.send("/account/passkeys", &[("name", "phone"), ("ticket", ticket), ("credential", &made)]).is(400);

    // Whatever can be read or taken away.
    for path in ["/", "/account", "/w/second-lab/records?kind=member", "/w/second-lab/records/MBR-1", "/no-such-page"] {
        keep(path, &house.page(path, &inside));
    }
    for path in ["/metrics", "/api/v1/openapi.json", "/sign-in", "/set-up"] {
        keep(path, &server.send(&Request::get(path)));
    }
    for path in
        ["records?kind=member&limit=500", "records?kind=token&limit=500", "records/MBR-1/history", "sheets/member"]
    {
        keep(path, &house.act(&inside, "GET", path, &json!({})));
    }
    let run = |args: &[&str]| house.place.run(args).succeeds();
    run(&["backup", "copy"]);
    run(&["bundle", "create", "--out", "bundle.tar"]);
    for args in [&["doctor"][..], &["member", "sign-out", "MBR-1"], &["log", "vkey"], &["record", "list", "token"]] {
        let ran = run(args);
        written.push((args.join(" "), (ran.stdout + &ran.stderr).into_bytes()));
    }

    // The keys of the folder.
    let master = fs::read_to_string(folder.join("master.key")).unwrap();
    planted.digits("master key", master.trim());
    let control = fs::read_to_string(folder.join("control.key")).unwrap();
    planted.digits("control key", control.trim().split_once(' ').unwrap().1);
    let space = fs::read_dir(folder.join("workspaces")).unwrap().next().unwrap().unwrap().path();
    let log = fs::read_to_string(space.join("log.key")).unwrap();
    let seed = log.trim().splitn(5, '+').nth(4).unwrap();
    let seed = base64::engine::general_purpose::STANDARD.decode(seed).unwrap();
    // The first byte says which algorithm it is; without it, base64 reads otherwise.
    planted.bytes("log key", &seed);
    planted.bytes("log key", &seed[1..]);

    // The seeker finds what is there: the key in its file, the password in the form that was sent.
    assert_eq!(planted.found(master.as_bytes()), ["master key"]);
    assert_eq!(planted.found(format!("x={}", PASSWORD.replace(' ', "%20")).as_bytes()), ["password"]);
    assert_eq!(planted.found(log.as_bytes()), ["log key"]);

    for path in
        files(&folder).into_iter().chain(files(&house.place.path("copy"))).chain([house.place.path("bundle.tar")])
    {
        written.push((path.display().to_string(), fs::read(&path).unwrap()));
    }
    let House { server, place } = house;
    let said = server.stop();
    assert!(
        said.contains("TRACE webauthn_rs_core") && said.contains("sign-in.refused"),
        "the log says all it can: {said}"
    );
    assert_eq!(said.matches(&setup).count(), 1, "the code of the terminal is shown once");
    written.push(("the log".to_owned(), said.into_bytes()));
    // After the end nothing is left in memory that was not written.
    for path in files(&folder) {
        written.push((path.display().to_string(), fs::read(&path).unwrap()));
    }
    planted.text("code of the terminal", &setup);
    for (name, bytes) in &written {
        let mut found = planted.found(bytes);
        // Where they are given out: on the terminal, and in the address of the page that takes the invitation up.
        let given = [("the log", "code of the terminal"), ("the invitation", "invitation")];
        found.retain(|what| !given.contains(&(name.as_str(), *what)));
        assert!(found.is_empty(), "{name} holds {found:?}");
    }
    drop(place);
    // The code of the app worked, so what was looked for is what was used.
    assert_eq!(code(&key, 0).len(), 6);
}
