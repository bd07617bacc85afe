//! A device that holds passkeys, written from the standard (WebAuthn, 6.1 and 6.5; RFC 9052): it shares no line with what
//! checks it. It does as it is told, a wrong origin or a backward counter among the things it can be told.

use assay_app::sign_in::{Answered, Challenge};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Where the installation of the tests is opened.
pub(crate) const ORIGIN: &str = "https://assay.house.example";

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const WITH_KEY: u8 = 64;

/// One passkey on a device.
#[derive(Clone)]
pub(crate) struct Device {
    pub(crate) key: [u8; 32],
    pub(crate) id: Vec<u8>,
    pub(crate) user: Vec<u8>,
    pub(crate) counter: u32,
    pub(crate) origin: String,
    /// Whether it looks whose finger it is.
    pub(crate) verifies: bool,
    /// Whether it says that it keeps passkeys by itself.
    pub(crate) keeps: bool,
}

impl Device {
    pub(crate) fn new(n: u8) -> Self {
        let (key, id) = ([n; 32], vec![n; 32]);
        Self { key, id, user: Vec::new(), counter: 1, origin: ORIGIN.to_owned(), verifies: true, keeps: true }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["challenge"].as_str().unwrap();
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    fn data(&self, site: &str, more: u8, key: &[u8]) -> Vec<u8> {
        let flags = PRESENT | if self.verifies { VERIFIED } else { 0 } | more;
        let mut out = Sha256::digest(site).to_vec();
        out.push(flags);
        out.extend(self.counter.to_be_bytes());
        out.extend(key);
        out
    }

    fn signing(&self) -> SigningKey {
        SigningKey::from_slice(&self.key).unwrap()
    }

    /// The public key as COSE has it, with the id before it.
    fn attested(&self) -> Vec<u8> {
        let point = self.signing().verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        let id = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        [&[0; 16], &id[..], &self.id, &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat()
    }

    /// Makes the passkey that is asked for.
    pub(crate) fn make(&mut self, challenge: &Challenge) -> Answered {
        let options = &challenge.public_key;
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        self.user = BASE64.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let data = self.data(options["rp"]["id"].as_str().unwrap(), WITH_KEY, &self.attested());
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        let object = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".as_slice(), &length, &data].concat();
        let response = json!({
            "clientDataJSON": BASE64.encode(self.client_data("webauthn.create", options)),
            "attestationObject": BASE64.encode(object),
        });
        self.answered(challenge, &response)
    }

    /// Signs what is asked for, and counts.
    pub(crate) fn sign(&mut self, challenge: &Challenge) -> Answered {
        let options = &challenge.public_key;
        assert_eq!(options["userVerification"], "required");
        self.counter += 1;
        let data = self.data(options["rpId"].as_str().unwrap(), 0, &[]);
        let client = self.client_data("webauthn.get", options);
        let signature: Signature = self.signing().sign(&[&data[..], &Sha256::digest(&client)].concat());
        let response = json!({
            "clientDataJSON": BASE64.encode(client),
            "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.to_der().as_bytes()),
            "userHandle": BASE64.encode(&self.user),
        });
        self.answered(challenge, &response)
    }

    fn answered(&self, challenge: &Challenge, response: &Value) -> Answered {
        let id = BASE64.encode(&self.id);
        let extensions = json!({"credProps": {"rk": self.keeps}});
        let credential = json!({"id": id, "rawId": id, "type": "public-key", "response": response,
            "clientExtensionResults": extensions});
        Answered { ticket: challenge.ticket.clone(), credential: credential.to_string() }
    }
}
