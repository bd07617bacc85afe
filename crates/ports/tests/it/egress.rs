//! Egress goes to the address it checked, and nowhere else.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use assay_ports::outbound::{Allowed, Egress, Names, Outbound as _, OutboundError, Outgoing};

use crate::listener::{Listener, ok};

/// Names that lead where they are told, one answer after the other; the last one stays.
struct Told(Mutex<Vec<Vec<SocketAddr>>>);

impl Told {
    fn new(answers: &[&[SocketAddr]]) -> Arc<Self> {
        Arc::new(Self(Mutex::new(answers.iter().map(|a| a.to_vec()).collect())))
    }

    fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Names for Told {
    fn look_up(&self, _: &str, _: u16) -> std::io::Result<Vec<SocketAddr>> {
        let mut answers = self.0.lock().unwrap();
        Ok(answers.remove(0))
    }
}

fn egress(allowed: &[String]) -> Egress {
    let allowed = allowed.iter().map(|a| a.parse::<Allowed>().unwrap()).collect();
    Egress::new(allowed).with_patience(Duration::from_secs(2))
}

fn get(egress: &Egress, url: &str) -> Result<String, OutboundError> {
    let answer = egress.send(&Outgoing::get(url, 1000))?;
    assert_eq!(answer.status, 200);
    Ok(String::from_utf8(answer.body).unwrap())
}

#[test]
fn no_spelling_of_an_inner_address_is_reached() {
    let inner = Listener::new("127.0.0.1", ok("inner"));
    let port = inner.address.port();
    let hosts = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "%31%32%37.0.0.1",
        "127.0.0.1.",
        "１２７.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[0:0:0:0:0:0:0:1]",
        "169.254.169.254",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "0",
        "[::]",
        "10.0.0.1",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
        "224.0.0.1",
        "192.0.2.1",
    ];
    for host in hosts {
        for scheme in ["http", "https"] {
            let refused = get(&egress(&[]), &format!("{scheme}://{host}:{port}/"));
            assert!(matches!(refused, Err(OutboundError::NotPublic { .. })), "{scheme} {host}: {refused:?}");
        }
    }
    // A name that leads here, as `localhost` does.
    let refused = get(&egress(&[]), &format!("https://localhost:{port}/"));
    assert!(matches!(refused, Err(OutboundError::NotPublic { .. })), "{refused:?}");
    assert_eq!(inner.came(), 0);
}

#[test]
fn what_the_operator_named_is_reached_and_nothing_beside_it() {
    let (named, other) = (Listener::new("127.0.0.1", ok("named")), Listener::new("127.0.0.1", ok("other")));
    let egress = egress(&[named.address.to_string()]);
    assert_eq!(get(&egress, &format!("http://{}/", named.address)).unwrap(), "named");
    assert!(matches!(get(&egress, &format!("http://{}/", other.address)), Err(OutboundError::NotPublic { .. })));
    assert_eq!((named.came(), other.came()), (1, 0));
}

#[test]
fn a_name_that_leads_elsewhere_a_moment_later_gains_nothing() {
    // It is looked up once: of two answers the second is left.
    let first = Listener::new("127.0.0.1", ok("checked"));
    let port = first.address.port();
    let second = Listener::at(format!("127.0.0.2:{port}").parse().unwrap(), ok("rebound"));
    let names = Told::new(&[&[first.address], &[second.address]]);
    let way = egress(&[format!("rebind.example:{port}")]).with_names(Arc::clone(&names) as Arc<dyn Names>);
    assert_eq!(get(&way, &format!("http://rebind.example:{port}/")).unwrap(), "checked");
    assert_eq!((first.came(), second.came(), names.left()), (1, 0, 1));

    // One public address among inner ones does not help.
    let public: SocketAddr = format!("192.31.196.1:{port}").parse().unwrap();
    let names = Told::new(&[&[public, second.address]]);
    let mixed = get(&egress(&[]).with_names(names), &format!("https://rebind.example:{port}/"));
    assert!(matches!(mixed, Err(OutboundError::NotPublic { .. })), "{mixed:?}");
    assert_eq!(second.came(), 0);
}

#[test]
fn a_redirect_is_not_followed() {
    let inner = Listener::new("127.0.0.1", ok("inner"));
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let answer = format!("HTTP/1.1 {status}\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n", inner.address);
        let outer = Listener::new("127.0.0.1", answer);
        // Even where both are allowed.
        let egress = egress(&[outer.address.to_string(), inner.address.to_string()]);
        let refused = get(&egress, &format!("http://{}/", outer.address));
        assert_eq!(refused, Err(OutboundError::Redirected("127.0.0.1".into())), "{status}");
    }
    assert_eq!(inner.came(), 0);
}

#[test]
fn an_answer_without_end_is_cut_and_a_silent_one_left() {
    let large = Listener::new("127.0.0.1", format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1_000_000)));
    let refused = get(&egress(&[large.address.to_string()]), &format!("http://{}/", large.address));
    assert_eq!(refused, Err(OutboundError::TooLarge { host: "127.0.0.1".into(), most: 1000 }));

    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let egress = egress(&[address.to_string()]).with_patience(Duration::from_millis(200));
    let late = get(&egress, &format!("http://{address}/"));
    assert!(matches!(late, Err(OutboundError::TimedOut(_) | OutboundError::Unreachable { .. })), "{late:?}");
}

#[test]
fn only_addresses_of_the_web_are_asked_and_only_by_tls() {
    for wrong in
        ["", "house.example", "ftp://house.example/", "file:///etc/passwd", "https://", "https://a:b@house.example/"]
    {
        assert_eq!(get(&egress(&[]), wrong), Err(OutboundError::Url(wrong.into())), "{wrong}");
    }
    let plain = get(&egress(&[]), "http://house.example/");
    assert_eq!(plain, Err(OutboundError::NotHttps("http://house.example/".into())));
}

#[test]
fn nothing_secret_is_said_of_a_request() {
    let mut request = Outgoing::get("https://house.example/", 10);
    request.headers.push(("authorization", "Basic c2VjcmV0".into()));
    request.body = Some(b"code=secret".to_vec());
    assert_eq!(format!("{request:?}"), "Outgoing { url: \"https://house.example/\", .. }");
}
