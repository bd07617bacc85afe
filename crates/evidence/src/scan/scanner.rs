//! Pulling through a JSON document (RFC 8259) without holding it.

use std::collections::HashSet;
use std::io::Read;

use super::source::Source;
use crate::Fault;
use crate::notes::Notes;

/// How deep objects and arrays may lie in one another.
pub const MAX_DEPTH: usize = 128;

/// How many bytes may be remembered of keys, in order to see those that occur twice.
const MAX_KEYS: usize = 16 * 1024 * 1024;

/// What a remembered key costs beside its text.
const KEY: usize = 64;

/// What sort of value comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `"`
    String,
    /// A number, `NaN`, `Infinity`, `true`, `false` or `null`.
    Scalar,
}

/// A position in a JSON document. Each call takes one whole value; the memory used does not grow with what is skipped.
pub struct Scanner<R> {
    pub(super) source: Source<R>,
    pub(super) notes: Notes,
    depth: usize,
    /// What is remembered of the keys of the objects around this place, in bytes.
    keys: usize,
    /// What trees already hold, in bytes.
    pub(super) held: usize,
}

impl<R: Read> Scanner<R> {
    /// At the start of a document.
    pub fn new(reader: R) -> Self {
        Self { source: Source::new(reader), notes: Notes::default(), depth: 0, keys: 0, held: 0 }
    }

    /// What was noticed: `json.duplicate-key`, `text.bom`.
    pub(crate) fn into_notes(mut self) -> Notes {
        if self.source.marked {
            let text = "the file starts with a byte order mark, which JSON does not allow; it was left out";
            self.notes.warn("text.bom", text, Some(1));
        }
        self.notes
    }

    /// What was noticed, as warnings of the file.
    #[must_use]
    pub fn into_warnings(self) -> Vec<assay_domain::Warning> {
        self.into_notes().into_list()
    }

    /// What sort of value comes next.
    ///
    /// # Errors
    /// When no value can start here.
    pub fn kind(&mut self) -> Result<Kind, Fault> {
        match self.token()? {
            b'{' => Ok(Kind::Object),
            b'[' => Ok(Kind::Array),
            b'"' => Ok(Kind::String),
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' | b'N' | b'I' => Ok(Kind::Scalar),
            other => Err(self.unexpected(other, "a value")),
        }
    }

    /// Walks an object: `each` gets every key and must take exactly one value. A key that occurs twice is noted, and
    /// `each` is called for both, so that the later one wins as in most readers.
    ///
    /// # Errors
    /// When this is no object, or anything in it is wrong.
    pub fn object(&mut self, mut each: impl FnMut(&mut Self, &str) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut seen = HashSet::new();
        let before = self.keys;
        self.members(b'{', b'}', |scanner| {
            let line = scanner.source.line();
            let key = scanner.string()?;
            scanner.expect(b':', "`:` after the key")?;
            each(scanner, &key)?;
            if seen.contains(&key) {
                let text = format!(
                    "the key `{}` occurs twice in one object; the later value was used",
                    crate::labels::label(&key)
                );
                scanner.notes.warn("json.duplicate-key", text, Some(line));
            } else {
                scanner.keys += key.len() + KEY;
                if scanner.keys > MAX_KEYS {
                    return Err(scanner.source.fault("json.too-large", "an object has too many keys to be read"));
                }
                seen.insert(key);
            }
            Ok(())
        })?;
        self.keys = before;
        Ok(())
    }

    /// Walks an array: `each` must take exactly one value.
    ///
    /// # Errors
    /// When this is no array, or anything in it is wrong.
    pub fn array(&mut self, each: impl FnMut(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.members(b'[', b']', each)
    }

    /// Takes a value of any sort and forgets it.
    ///
    /// # Errors
    /// When it is not well formed.
    pub fn skip(&mut self) -> Result<(), Fault> {
        match self.kind()? {
            Kind::Object => self.members(b'{', b'}', |scanner| {
                scanner.skip_string()?;
                scanner.expect(b':', "`:` after the key")?;
                scanner.skip()
            }),
            Kind::Array => self.members(b'[', b']', Self::skip),
            Kind::String => self.skip_string(),
            Kind::Scalar => self.scalar().map(drop),
        }
    }

    /// Takes note that a list which is read item by item starts here. A second one would add to the first instead of
    /// taking its place, so that it is refused; no tool writes one.
    ///
    /// # Errors
    /// When there was one before.
    pub(crate) fn once(&self, seen: &mut bool, name: &str) -> Result<(), Fault> {
        if std::mem::replace(seen, true) {
            let text = format!("`{name}` occurs twice in one object, and which of them counts cannot be told");
            return Err(self.source.fault("json.repeated-list", text));
        }
        Ok(())
    }

    /// Whether another value follows, as in JSON Lines.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn more(&mut self) -> Result<bool, Fault> {
        Ok(self.blank()?.is_some())
    }

    /// Says that the document ends here.
    ///
    /// # Errors
    /// When something follows.
    pub fn end(&mut self) -> Result<(), Fault> {
        match self.blank()? {
            None => Ok(()),
            Some(_) => Err(self.source.fault("json.syntax", "something follows the end of the JSON document")),
        }
    }

    /// The members of an object or array, between its brackets and commas.
    fn members(
        &mut self,
        open: u8,
        close: u8,
        mut each: impl FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.expect(open, if open == b'{' { "an object" } else { "an array" })?;
        if self.depth >= MAX_DEPTH {
            let text = format!("the JSON is nested deeper than {MAX_DEPTH}, which no tool writes; it was not read");
            return Err(self.source.fault("json.too-deep", text));
        }
        self.depth += 1;
        if self.token()? == close {
            self.source.take(1);
        } else {
            loop {
                each(self)?;
                match self.token()? {
                    b',' => self.source.take(1),
                    other if other == close => break self.source.take(1),
                    other => return Err(self.unexpected(other, "`,` or the closing bracket")),
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Takes one byte that must be there.
    fn expect(&mut self, byte: u8, what: &str) -> Result<(), Fault> {
        let found = self.token()?;
        if found != byte {
            return Err(self.unexpected(found, what));
        }
        self.source.take(1);
        Ok(())
    }

    /// The next byte that is no white space, not taken.
    pub(super) fn token(&mut self) -> Result<u8, Fault> {
        self.blank()?.ok_or_else(|| self.cut())
    }

    /// Passes white space; nothing at the end of the file.
    fn blank(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let rest = self.source.rest()?;
            if rest.is_empty() {
                return Ok(None);
            }
            let count = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
            let found = rest.get(count).copied();
            self.source.take(count);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// The fault of a document that ends too early.
    pub(super) fn cut(&self) -> Fault {
        let text = "the file ends in the middle of its JSON: it was cut off; deliver the whole file";
        self.source.fault("json.truncated", text)
    }

    fn unexpected(&self, found: u8, wanted: &str) -> Fault {
        let shown = if found.is_ascii_graphic() { char::from(found).to_string() } else { format!("byte {found:#04x}") };
        let text = format!("the JSON is broken: {wanted} should come here, not `{shown}`; deliver the file again");
        self.source.fault("json.syntax", text)
    }
}
