//! A bounded look at a file, enough to tell its format.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};

use crate::archive::Archive;
use crate::scan::{Kind, Scanner};
use crate::{Artifact, Fault, xml};

/// How much of the start is kept.
const HEAD: usize = 64 * 1024;
/// How far a document is walked for its keys.
const FAR: u64 = 16 * 1024 * 1024;
/// How many keys are kept.
const MAX_KEYS: usize = 10_000;
/// How long a text may be to be kept.
const SHORT: usize = 200;

/// What a look at a file found.
#[derive(Debug, Default)]
pub struct Peek {
    /// The first bytes, at most 64 KiB.
    pub head: Vec<u8>,
    /// Member names, when the file is a zip archive.
    pub members: Option<BTreeSet<String>>,
    /// Keys of the first JSON object, of the objects in it as `outer/inner`, and of the first object of each array in it
    /// as `outer[]/inner`. When the document is an array, those of its first object as `[]/inner`.
    pub keys: BTreeSet<String>,
    /// Short texts in the first JSON object, by key.
    pub texts: BTreeMap<String, String>,
    /// Name of the outermost element, when the file is XML.
    pub root: Option<String>,
    /// Whether the file is too large to have been looked at to its end.
    pub cut_short: bool,
    /// What is wrong with the file, as far as it was looked at. A recogniser may know the format all the same.
    pub fault: Option<Fault>,
}

impl Peek {
    /// Looks at a file.
    ///
    /// # Errors
    /// When the file is empty or cannot be read.
    pub fn of(artifact: &dyn Artifact) -> Result<Self, Fault> {
        let mut peek = Self { head: head(artifact)?, ..Self::default() };
        if peek.head.iter().all(u8::is_ascii_whitespace) && artifact.size() <= HEAD as u64 {
            return Err(Fault::new(
                "file.empty",
                "the file is empty; the tool may have stopped before it wrote a result",
            ));
        }
        peek.fault = if peek.head.starts_with(b"PK") {
            peek.look_into_archive(artifact).err()
        } else if xml::starts(&peek.head) {
            xml::root(&peek.head).map(|root| peek.root = root).err()
        } else {
            peek.walk(artifact).err()
        };
        Ok(peek)
    }

    /// Whether the first JSON object has all these keys.
    #[must_use]
    pub fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.keys.contains(*key))
    }

    /// Whether the file is an archive with this member.
    #[must_use]
    pub fn has_member(&self, name: &str) -> bool {
        self.members.as_ref().is_some_and(|members| members.contains(name))
    }

    /// A short text of the first JSON object.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    fn look_into_archive(&mut self, artifact: &dyn Artifact) -> Result<(), Fault> {
        self.members = Some(Archive::open(artifact)?.names());
        Ok(())
    }

    /// Walks the first JSON value for its keys, without holding it.
    fn walk(&mut self, artifact: &dyn Artifact) -> Result<(), Fault> {
        let reader = artifact.reader().map_err(|error| Fault::read(&error))?;
        let mut scanner = Scanner::new(reader.take(FAR));
        self.cut_short = artifact.size() > FAR;
        if !matches!(self.head.iter().find(|b| !b.is_ascii_whitespace()), Some(b'{' | b'[' | 0xEF | 0xFF | 0xFE | 0)) {
            return Ok(());
        }
        let walked = match scanner.kind()? {
            Kind::Object => scanner.object(|scanner, key| self.walk_member(scanner, key)),
            Kind::Array => self.walk_array(&mut scanner, ""),
            Kind::String | Kind::Scalar => scanner.skip(),
        };
        match walked {
            Err(fault) if self.cut_short && fault.code == "json.truncated" => Ok(()),
            other => other,
        }
    }

    fn walk_member<R: Read>(&mut self, scanner: &mut Scanner<R>, key: &str) -> Result<(), Fault> {
        self.keep(key.to_owned());
        match scanner.kind()? {
            Kind::Object => scanner.object(|scanner, inner| {
                self.keep(format!("{key}/{inner}"));
                scanner.skip()
            }),
            Kind::String => {
                let text = scanner.string()?;
                if text.len() <= SHORT && self.texts.len() < MAX_KEYS {
                    self.texts.insert(key.to_owned(), text);
                }
                Ok(())
            }
            Kind::Array => self.walk_array(scanner, key),
            Kind::Scalar => scanner.skip(),
        }
    }

    /// Keeps the keys of an array's first object.
    fn walk_array<R: Read>(&mut self, scanner: &mut Scanner<R>, outer: &str) -> Result<(), Fault> {
        let mut first = true;
        scanner.array(|scanner| {
            if !std::mem::take(&mut first) || scanner.kind()? != Kind::Object {
                return scanner.skip();
            }
            scanner.object(|scanner, inner| {
                self.keep(format!("{outer}[]/{inner}"));
                scanner.skip()
            })
        })
    }

    fn keep(&mut self, key: String) {
        if self.keys.len() < MAX_KEYS && key.len() <= 2 * SHORT {
            self.keys.insert(key);
        }
    }
}

fn head(artifact: &dyn Artifact) -> Result<Vec<u8>, Fault> {
    let mut reader = artifact.reader().map_err(|error| Fault::read(&error))?.take(HEAD as u64);
    let mut head = Vec::new();
    loop {
        match reader.read_to_end(&mut head) {
            Ok(_) => return Ok(head),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Fault::read(&error)),
        }
    }
}
