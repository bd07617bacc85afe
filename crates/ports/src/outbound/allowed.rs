//! What the operator lets be reached besides the public network.

use std::fmt;
use std::str::FromStr;

/// A host, by name or address, and a port: written as `host:port`, and an IPv6 address in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    host: String,
    port: u16,
}

/// Not a host and a port.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("write a host and a port, for example login.house.example:443 or [fd00::7]:8443")]
pub struct NotAllowed;

impl Allowed {
    /// Whether a request to that host and port is meant. The host is compared as it is written.
    #[must_use]
    pub fn is(&self, host: &str, port: u16) -> bool {
        self.port == port && self.host.eq_ignore_ascii_case(host)
    }
}

impl FromStr for Allowed {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, NotAllowed> {
        let (host, port) = text.rsplit_once(':').ok_or(NotAllowed)?;
        let port = port.parse().ok().filter(|port| *port != 0).ok_or(NotAllowed)?;
        let bare = match host.strip_prefix('[').map(|rest| rest.strip_suffix(']')) {
            Some(v6) => v6.filter(|v6| v6.parse::<std::net::Ipv6Addr>().is_ok()).map(|_| host),
            None => {
                Some(host).filter(|h| !h.is_empty() && h.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c)))
            }
        };
        Ok(Self { host: bare.ok_or(NotAllowed)?.to_owned(), port })
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_and_a_port_and_nothing_else() {
        for good in ["127.0.0.1:9000", "login.house.example:443", "[::1]:80"] {
            assert_eq!(good.parse::<Allowed>().unwrap().to_string(), good);
        }
        for wrong in ["", "host", ":1", "host:", "host:0", "host:70000", "*:443", "a/b:1", "::1:80", "[x]:1", "[::1:80"]
        {
            assert_eq!(wrong.parse::<Allowed>(), Err(NotAllowed), "{wrong}");
        }
    }

    #[test]
    fn one_port_is_not_another() {
        let allowed: Allowed = "House.example:443".parse().unwrap();
        assert!(allowed.is("house.example", 443));
        assert!(!allowed.is("house.example", 80) && !allowed.is("x.house.example", 443));
    }
}
