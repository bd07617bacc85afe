//! Secrets as the control file keeps them: sealed with AES-256-GCM under a data key, which a master key wraps that is
//! never in the file (NIST SP 800-38D; OWASP ASVS 5.0, 11.3.2 and 13.3.1). What is sealed fits one row of one table only.

use std::fmt;

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes256Gcm, KeyInit as _};
use assay_ports::Random;
use assay_ports::blobs::{hex, unhex};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::StoreError;

/// Version of the form, the first byte of everything sealed.
const FORM: u8 = 1;
/// Bytes of a nonce. Drawn at random: a data key seals far fewer secrets than the 2^32 for which that holds.
const NONCE: usize = 12;
/// Bytes of the id of a data key.
const ID: usize = 8;

/// The key that wraps the data keys. Nothing prints it.
#[derive(Clone)]
pub struct MasterKey {
    id: String,
    key: Zeroizing<[u8; 32]>,
}

impl MasterKey {
    /// A new one.
    #[must_use]
    pub fn random(random: &dyn Random) -> Self {
        Self::of(random.bytes())
    }

    /// The key that is written as 64 hexadecimal digits; nothing when the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        unhex(&text.trim().to_ascii_lowercase()).map(Self::of)
    }

    fn of(key: [u8; 32]) -> Self {
        let digest = Sha256::new().chain_update("assay master key").chain_update([0]).chain_update(key).finalize();
        Self { id: hex(&digest)[..2 * ID].to_owned(), key: Zeroizing::new(key) }
    }

    /// How it is written into its file.
    #[must_use]
    pub fn secret_text(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(self.key.as_slice()))
    }

    /// What it is called: it says nothing about the key.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.id)
    }
}

/// Where a sealed secret lies. It opens nowhere else, so that nobody puts one in the place of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) table: &'a str,
    pub(super) column: &'a str,
    /// Key of the row.
    pub(super) row: &'a str,
}

/// A key that seals secrets.
#[derive(Clone)]
pub(super) struct DataKey {
    id: [u8; ID],
    key: Zeroizing<[u8; 32]>,
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("{what}; put the control store back from a backup"))
}

fn encrypt(key: &[u8; 32], nonce: [u8; NONCE], msg: &[u8], aad: &[u8]) -> Result<Vec<u8>, StoreError> {
    let sealed = Aes256Gcm::new(&(*key).into()).encrypt(&nonce.into(), Payload { msg, aad });
    // Only a secret of more than 64 GiB is refused.
    sealed.map_err(|_| StoreError::Damaged("a secret is too long to be sealed".to_owned()))
}

fn decrypt(key: &[u8; 32], sealed: &[u8], aad: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, msg) = sealed.split_first_chunk::<NONCE>()?;
    Aes256Gcm::new(&(*key).into()).decrypt(&(*nonce).into(), Payload { msg, aad }).ok().map(Zeroizing::new)
}

impl DataKey {
    pub(super) fn random(random: &dyn Random) -> Self {
        Self { id: random.bytes(), key: Zeroizing::new(random.bytes()) }
    }

    pub(super) fn id(&self) -> String {
        hex(&self.id)
    }

    fn named(&self) -> Vec<u8> {
        [b"assay data key\0".as_slice(), &self.id].concat()
    }

    /// The key as the file keeps it.
    pub(super) fn wrapped(&self, master: &MasterKey, random: &dyn Random) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = random.bytes();
        Ok([nonce.as_slice(), &encrypt(&master.key, nonce, self.key.as_slice(), &self.named())?].concat())
    }

    /// The key out of the file.
    pub(super) fn unwrapped(id: &str, wrapped: &[u8], master: &MasterKey) -> Result<Self, StoreError> {
        let broken = || damaged("a key that seals secrets does not open with its master key");
        let bytes: Option<Vec<u8>> =
            (0..id.len()).step_by(2).map(|at| u8::from_str_radix(id.get(at..at + 2)?, 16).ok()).collect();
        let id: [u8; ID] = bytes.and_then(|b| b.try_into().ok()).ok_or_else(broken)?;
        let empty = Self { id, key: Zeroizing::default() };
        let key = decrypt(&master.key, wrapped, &empty.named()).ok_or_else(broken)?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| broken())?;
        Ok(Self { key: Zeroizing::new(key), ..empty })
    }

    /// What a secret is bound to, word by word with its length, so that none runs into the next.
    fn bound(&self, place: &Place<'_>) -> Vec<u8> {
        let mut out = vec![FORM];
        out.extend(self.id);
        for word in [place.table, place.column, place.row] {
            out.extend(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
            out.extend(word.as_bytes());
        }
        out
    }

    /// The secret as the file keeps it: form, id of the key, nonce, what is sealed.
    pub(super) fn sealed(&self, place: &Place<'_>, secret: &[u8], random: &dyn Random) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = random.bytes();
        let closed = encrypt(&self.key, nonce, secret, &self.bound(place))?;
        Ok([[FORM].as_slice(), &self.id, &nonce, &closed].concat())
    }
}

/// Opens what was sealed with one of the keys. Nothing when its key is not among them: it was lost with its master key.
pub(super) fn opened(
    keys: &[DataKey],
    place: &Place<'_>,
    sealed: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let broken = || damaged(&format!("a sealed secret of `{}` was altered or put in another's place", place.table));
    let rest = sealed.strip_prefix(&[FORM]).ok_or_else(broken)?;
    let (id, rest) = rest.split_first_chunk::<ID>().ok_or_else(broken)?;
    let Some(key) = keys.iter().find(|key| key.id == *id) else { return Ok(None) };
    decrypt(&key.key, rest, &key.bound(place)).map(Some).ok_or_else(broken)
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;

    const HERE: Place<'_> = Place { table: "a", column: "b", row: "c" };

    #[test]
    fn a_secret_opens_in_its_place_only() {
        let random = SeededRandom::new(7);
        let key = DataKey::random(&random);
        let sealed = key.sealed(&HERE, b"secret", &random).unwrap();
        assert!(!sealed.windows(6).any(|w| w == b"secret"));
        let open = |keys: &[DataKey], place: &Place<'_>, bytes: &[u8]| opened(keys, place, bytes);
        let keys = [DataKey::random(&random), key.clone()];
        assert_eq!(open(&keys, &HERE, &sealed).unwrap().unwrap().as_slice(), b"secret");
        for place in [Place { row: "d", ..HERE }, Place { table: "ab", column: "", ..HERE }] {
            assert!(matches!(open(&keys, &place, &sealed), Err(StoreError::Damaged(_))), "{place:?}");
        }
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            // Another id is one that is not known; anything else does not open.
            let read = open(&keys, &HERE, &altered);
            assert!(if (1..=ID).contains(&at) { matches!(read, Ok(None)) } else { read.is_err() }, "byte {at}");
        }
        assert!(open(&keys, &HERE, &sealed[..10]).is_err() && open(&keys, &HERE, &[]).is_err());
        assert!(open(&[DataKey::random(&random)], &HERE, &sealed).unwrap().is_none());
        assert_ne!(key.sealed(&HERE, b"secret", &random).unwrap(), sealed, "the nonce is another");
    }

    #[test]
    fn a_data_key_unwraps_with_its_master_key_only() {
        let random = SeededRandom::new(7);
        let (master, key) = (MasterKey::random(&random), DataKey::random(&random));
        let wrapped = key.wrapped(&master, &random).unwrap();
        let again = DataKey::unwrapped(&key.id(), &wrapped, &master).unwrap();
        assert_eq!((again.id, again.key.as_slice()), (key.id, key.key.as_slice()));
        assert!(DataKey::unwrapped(&key.id(), &wrapped, &MasterKey::random(&random)).is_err());
        assert!(DataKey::unwrapped(&DataKey::random(&random).id(), &wrapped, &master).is_err(), "another's name");
        assert!(DataKey::unwrapped("zz", &wrapped, &master).is_err());
    }

    #[test]
    fn a_master_key_is_read_as_it_is_written_and_never_printed() {
        let master = MasterKey::random(&SeededRandom::new(7));
        let text = master.secret_text();
        assert_eq!(MasterKey::parse(&format!(" {}\n", text.to_uppercase())).unwrap().id(), master.id());
        assert!(!format!("{master:?}").contains(&text[..8]) && !text.contains(master.id()));
        for wrong in ["", "zz", &text[1..]] {
            assert!(MasterKey::parse(wrong).is_none(), "{wrong}");
        }
    }
}
