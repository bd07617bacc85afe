use super::{Note, NoteError, sign};
use crate::key::{KeyError, SigningKey, VerifierKey};

// The public example of Go's sumdb/note, from which signed-note descends.
const VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SKEY: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const LINE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn example() -> String {
    format!("{TEXT}\n{LINE}")
}

#[test]
fn the_public_example_is_reproduced_and_verified() {
    let signer = SigningKey::parse(SKEY).unwrap();
    assert_eq!(signer.secret_text(), SKEY);
    assert_eq!(signer.verifier().to_string(), VKEY);
    assert_eq!(sign(TEXT, &[&signer]).unwrap(), example());
    let note = Note::parse(example().as_bytes()).unwrap();
    assert_eq!(note.text, TEXT);
    assert_eq!(note.verify(&[VerifierKey::parse(VKEY).unwrap()]).unwrap().len(), 1);
}

#[test]
fn no_byte_of_a_note_can_be_changed() {
    let trust = [VerifierKey::parse(VKEY).unwrap()];
    let good = example().into_bytes();
    for at in 0..good.len() {
        for flip in [1, 0x20, 0x80] {
            let mut bytes = good.clone();
            bytes[at] ^= flip;
            assert!(Note::parse(&bytes).and_then(|note| note.verify(&trust)).is_err(), "byte {at} ^ {flip:#x}");
        }
    }
}

#[test]
fn shapes_that_are_refused() {
    for (from, to) in [
        ("\n", "\r\n"),
        ("AM=\n", "AM=\n\n"),
        ("AM=\n", "AM="),
        ("AM=\n", "AM\n"),
        ("AM=\n", "AN=\n"),
        ("\u{2014} ", "- "),
        ("\u{2014} ", "\u{2014}  "),
        ("is.\n\n", "is.\n"),
        ("PeterNeumann ", "Peter\u{a0}Neumann "),
    ] {
        let changed = example().replace(from, to);
        assert_ne!(changed, example());
        assert!(Note::parse(changed.as_bytes()).is_err(), "{changed:?}");
    }
    let twice = format!("{}{LINE}", example());
    assert_eq!(Note::parse(twice.as_bytes()), Err(NoteError::Duplicate("PeterNeumann".into())));
    let many = format!("{TEXT}\n{}", LINE.repeat(101));
    assert!(Note::parse(many.as_bytes()).is_err());
}

#[test]
fn unknown_signatures_are_ignored_but_never_suffice() {
    let peter = SigningKey::parse(SKEY).unwrap();
    let other = SigningKey::from_seed("other", &[3; 32]).unwrap();
    let note = Note::parse(sign(TEXT, &[&other, &peter]).unwrap().as_bytes()).unwrap();
    assert_eq!(note.verify(&[peter.verifier()]).unwrap(), [peter.verifier()]);
    assert!(matches!(note.verify(&[]), Err(NoteError::Untrusted(_))));
    let namesake = SigningKey::from_seed("PeterNeumann", &[3; 32]).unwrap();
    assert!(matches!(note.verify(&[namesake.verifier()]), Err(NoteError::Untrusted(_))));
}

#[test]
fn mistyped_keys_are_refused() {
    assert_eq!(VerifierKey::parse(&VKEY.replace("Peter", "Pater")), Err(KeyError::Id));
    assert_eq!(VerifierKey::parse(&VKEY.replace("+AR", "+BR")), Err(KeyError::Type(5)));
    assert_eq!(VerifierKey::parse(&VKEY.replace("c74f", "C74F")), Err(KeyError::Shape));
    assert_eq!(VerifierKey::parse(&VKEY.replace("Peter", "Peter ")), Err(KeyError::Name));
    assert!(SigningKey::parse(VKEY).is_err());
    assert!(!format!("{:?}", SigningKey::parse(SKEY).unwrap()).contains("AYEK"), "Debug hides the seed");
}

#[test]
fn openssl_reads_the_key() {
    let pem = VerifierKey::parse(VKEY).unwrap().openssl_pem();
    assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"));
}
