//! Where people open this installation. Passkeys are bound to that origin by their devices (WebAuthn, relying party id).

use std::time::Duration;

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use super::ceremony::MINUTES;
use crate::installation::Installation;
use crate::{Answer, AppError, ErrorClass};

/// What a device shows as the place that a passkey is for.
const NAME: &str = "Assay";

/// The origin, and what holds passkeys to it.
pub(crate) struct Site {
    origin: String,
    pub(super) webauthn: Webauthn,
}

impl Site {
    fn new(address: &str) -> Answer<Self> {
        let wrong = |why: &str| {
            let text = format!(
                "`{address}` cannot be the public address: {why}. It is one like https://assay.example.org, or \
                 http://localhost:8420 on this machine only"
            );
            AppError::input("site.address", text)
        };
        let url = Url::parse(address).map_err(|e| wrong(&e.to_string()))?;
        let Some(host) = url.domain() else { return Err(wrong("passkeys need a name, not the number of a machine")) };
        if url.scheme() != "https" && !(url.scheme() == "http" && host == "localhost") {
            return Err(wrong("browsers keep sessions and passkeys over TLS only"));
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || !url.username().is_empty() {
            return Err(wrong("it is more than scheme, name and port"));
        }
        let builder = WebauthnBuilder::new(host, &url).map_err(|e| wrong(&e.to_string()))?;
        let patience = Duration::from_secs(u64::try_from(MINUTES * 60).unwrap_or(300));
        let webauthn = builder.rp_name(NAME).timeout(patience).build().map_err(|e| wrong(&e.to_string()))?;
        Ok(Self { origin: url.origin().ascii_serialization(), webauthn })
    }
}

impl Installation {
    /// Says where people open this installation; the first time it is said counts.
    ///
    /// # Errors
    /// `site.address` when browsers would keep neither sessions nor passkeys there.
    pub fn open_at_site(&self, address: &str) -> Answer<()> {
        let site = Site::new(address)?;
        // Of two that are named, the first was on the command line.
        let _ = self.desk.site.set(site);
        Ok(())
    }

    /// The origin that passkeys are bound to; nothing when none was said.
    #[must_use]
    pub fn passkey_origin(&self) -> Option<&str> {
        self.desk.site.get().map(|site| site.origin.as_str())
    }

    pub(super) fn site(&self) -> Answer<&Site> {
        self.desk.site.get().ok_or_else(|| {
            let text = "this server does not know its public address, so passkeys are off; start it with --public-url";
            AppError::new(ErrorClass::Conflict, "passkey.off", text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_one_where_browsers_keep_passkeys() {
        for (good, origin) in [
            ("https://assay.example.org", "https://assay.example.org"),
            ("https://assay.example.org:8443/", "https://assay.example.org:8443"),
            ("http://localhost:8420", "http://localhost:8420"),
        ] {
            assert_eq!(Site::new(good).map(|s| s.origin).unwrap(), origin);
        }
        for wrong in [
            "",
            "assay.example.org",
            "http://assay.example.org",
            "https://192.0.2.1",
            "http://127.0.0.1:8420",
            "https://[::1]",
            "https://assay.example.org/a",
            "https://assay.example.org/?a",
            "https://ana@assay.example.org",
            "ftp://localhost",
        ] {
            assert_eq!(Site::new(wrong).map(|s| s.origin).unwrap_err().code, "site.address", "{wrong}");
        }
    }
}
