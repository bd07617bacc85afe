//! Pulling through an XML document (XML 1.0) that a stranger wrote: elements and chosen attributes, no text.
//!
//! What XML is attacked with is refused rather than survived: a document type (entities that grow or fetch), depth,
//! and tags or texts no tool writes. What is not asked for is never held.

use std::io::{self, BufRead, BufReader, Read};

use memchr::memchr_iter;
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::Fault;
use crate::labels::label;
use crate::notes::Notes;
use crate::scan::{NOT_UTF8, refuse_utf16};

/// How deep elements may lie in one another.
pub(crate) const MAX_DEPTH: usize = 64;
/// How long one tag, text or comment may be, in bytes.
pub(crate) const MAX_PIECE: usize = 32 * 1024 * 1024;
/// How many attributes an element may have.
const MAX_ATTRIBUTES: usize = 256;
/// How long the name of an element may be, in bytes.
const MAX_NAME: usize = 256;

/// An element's name, without its prefix, and those of its attributes that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute that was asked for.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A step through the document. An element without content is opened and closed like any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Open(Element),
    Close,
}

/// A position in an XML document.
pub(crate) struct Xml<R> {
    reader: Reader<Counted<R>>,
    buffer: Vec<u8>,
    depth: usize,
    /// Whether the outermost element was opened.
    rooted: bool,
    pub(crate) notes: Notes,
}

impl<R: Read> Xml<R> {
    /// At the start of a document.
    ///
    /// # Errors
    /// When the stream fails or is no UTF-8.
    pub(crate) fn new(stream: R) -> Result<Self, Fault> {
        let mut counted = Counted { inner: BufReader::new(stream), piece: 0, at: 0, line: 1 };
        refuse_utf16(counted.fill_buf().map_err(|error| Fault::read(&error))?)?;
        let mut reader = Reader::from_reader(counted);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), depth: 0, rooted: false, notes: Notes::default() })
    }

    /// The next step, with the attributes named; nothing at the end of a whole document.
    ///
    /// # Errors
    /// When it is not well formed, was cut off, or has what is refused.
    pub(crate) fn next(&mut self, wanted: &[&str]) -> Result<Option<Step>, Fault> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().piece = 0;
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.reader.get_mut().fault(&error)),
            };
            let step = match event {
                Event::Start(start) => {
                    let read = element(&start, wanted);
                    let element = read.map_err(|(code, reason)| self.reader.get_mut().at(code, reason))?;
                    return self.open(element).map(Some);
                }
                Event::End(_) => Some(Step::Close),
                Event::Text(text) if self.depth == 0 && !text.trim_ascii().is_empty() => return Err(self.stray()),
                Event::GeneralRef(_) | Event::CData(_) if self.depth == 0 => return Err(self.stray()),
                Event::GeneralRef(name) => {
                    if !name.is_char_ref() && !is_predefined(&name) {
                        return Err(self.reader.get_mut().at("xml.entity", ENTITY));
                    }
                    None
                }
                Event::DocType(_) => return Err(self.reader.get_mut().at("xml.doctype", DOCTYPE)),
                Event::Decl(declaration) => {
                    if let Some(Ok(encoding)) = declaration.encoding() {
                        note_encoding(&encoding, &mut self.notes);
                    }
                    None
                }
                Event::Eof => return self.end(),
                Event::Empty(_) | Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) => None,
            };
            if let Some(step) = step {
                self.depth = self.depth.saturating_sub(1);
                return Ok(Some(step));
            }
        }
    }

    /// A fault at this place.
    pub(crate) fn fault(&mut self, code: &'static str, reason: impl Into<String>) -> Fault {
        self.reader.get_mut().at(code, reason)
    }

    fn open(&mut self, element: Element) -> Result<Step, Fault> {
        if self.depth == 0 && self.rooted {
            return Err(self.stray());
        }
        if self.depth >= MAX_DEPTH {
            let text = format!("the XML is nested deeper than {MAX_DEPTH}, which no tool writes; it was not read");
            return Err(self.fault("xml.too-deep", text));
        }
        self.rooted = true;
        self.depth += 1;
        Ok(Step::Open(element))
    }

    fn end(&mut self) -> Result<Option<Step>, Fault> {
        if self.depth > 0 || !self.rooted {
            return Err(self.fault("xml.truncated", CUT));
        }
        Ok(None)
    }

    fn stray(&mut self) -> Fault {
        self.fault("xml.syntax", "something other than one element stands at the top of the XML document")
    }
}

const CUT: &str = "the file ends in the middle of its XML: it was cut off; deliver the whole file";
const DOCTYPE: &str = "the XML declares a document type, through which a file can make its reader expand or fetch \
                       things; it was not read. Deliver it without the DOCTYPE";
const ENTITY: &str = "the XML names an entity that XML does not have; the file declares none, so that it is broken";

/// Whether a file starts as XML does.
pub(crate) fn starts(head: &[u8]) -> bool {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().starts_with(b"<")
}

/// The name of the outermost element, when it lies within the first bytes of a file. Nothing for what is no XML, and
/// for HTML, which is not read.
///
/// # Errors
/// When the document declares a type, or is no UTF-8.
pub(crate) fn root(head: &[u8]) -> Result<Option<String>, Fault> {
    let html = head.windows(14).take(1024).any(|bytes| bytes.eq_ignore_ascii_case(b"<!doctype html"));
    if html {
        return Ok(None);
    }
    match Xml::new(head)?.next(&[]) {
        Ok(Some(Step::Open(element))) => Ok(Some(element.name)),
        Err(fault) if matches!(fault.code, "xml.doctype" | "text.utf8") => Err(fault),
        _ => Ok(None),
    }
}

fn element(start: &BytesStart<'_>, wanted: &[&str]) -> Result<Element, (&'static str, String)> {
    let broken = |text: String| ("xml.syntax", format!("the XML is broken: {}", label(&text)));
    let name = start.local_name();
    let name: &str = name.as_ref();
    if name.len() > MAX_NAME {
        return Err(broken(format!("the name of an element is longer than {MAX_NAME} bytes")));
    }
    let mut attributes = Vec::new();
    for (count, attribute) in start.attributes().enumerate() {
        if count >= MAX_ATTRIBUTES {
            return Err(broken(format!("`{name}` has more than {MAX_ATTRIBUTES} attributes")));
        }
        let attribute = attribute.map_err(|error| broken(format!("an attribute of `{name}`: {error}")))?;
        let key: &str = attribute.key.as_ref();
        if wanted.contains(&key) {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| match error {
                Error::Escape(_) => ("xml.entity", ENTITY.to_owned()),
                other => broken(format!("the attribute `{key}`: {other}")),
            })?;
            attributes.push((key.to_owned(), value.into_owned()));
        }
    }
    Ok(Element { name: name.to_owned(), attributes })
}

fn is_predefined(name: &str) -> bool {
    matches!(name, "lt" | "gt" | "amp" | "apos" | "quot")
}

/// Some writers declare an encoding they do not write (`utf-16` from a text in memory). The bytes decide.
fn note_encoding(encoding: &str, notes: &mut Notes) {
    if !["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
        let text = format!("the file says that it is {}; it was read as UTF-8", label(encoding));
        notes.warn("text.encoding", text, Some(1));
    }
}

/// A stream that knows its place and ends a piece that grows too long.
struct Counted<R> {
    inner: BufReader<R>,
    /// Bytes of the piece that is being read.
    piece: usize,
    at: u64,
    line: u64,
}

impl<R> Counted<R> {
    fn at(&self, code: &'static str, reason: impl Into<String>) -> Fault {
        Fault::at(code, reason, self.line, self.at)
    }

    fn fault(&mut self, error: &Error) -> Fault
    where
        R: Read,
    {
        match error {
            Error::Io(_) if self.piece > MAX_PIECE => {
                let text = format!("a tag or text is longer than {MAX_PIECE} bytes; the file was not read");
                self.at("xml.too-large", text)
            }
            Error::Io(error) => Fault::read(error),
            Error::Encoding(_) => self.at("text.utf8", NOT_UTF8),
            Error::Syntax(SyntaxError::InvalidBangMarkup) => {
                self.at("xml.syntax", "the XML is broken: unknown markup starts here")
            }
            Error::IllFormed(IllFormedError::UnclosedReference) if self.at_end() => self.at("xml.truncated", CUT),
            // The others say that a piece of markup has no end.
            Error::Syntax(_) | Error::IllFormed(IllFormedError::MissingEndTag(_)) => self.at("xml.truncated", CUT),
            other => self.at("xml.syntax", format!("the XML is broken: {}", label(&other.to_string()))),
        }
    }
}

impl<R: Read> Counted<R> {
    fn at_end(&mut self) -> bool {
        self.inner.fill_buf().is_ok_and(<[u8]>::is_empty)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let got = self.fill_buf()?.read(out)?;
        self.consume(got);
        Ok(got)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > MAX_PIECE {
            return Err(io::Error::other("too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let taken = self.inner.buffer().get(..count).unwrap_or_default();
        self.line += memchr_iter(b'\n', taken).count() as u64;
        self.at += count as u64;
        self.piece += count;
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str) -> Result<String, Fault> {
        let mut xml = Xml::new(text.as_bytes())?;
        let mut out = String::new();
        while let Some(step) = xml.next(&["a"])? {
            match step {
                Step::Open(element) => {
                    out +=
                        &format!("<{}{}>", element.name, element.get("a").map(|a| format!(" {a}")).unwrap_or_default());
                }
                Step::Close => out += "/",
            }
        }
        Ok(out)
    }

    #[test]
    fn elements_and_the_attributes_asked_for() {
        let text = "\u{feff}<?xml version=\"1.0\"?><!-- c --><r a='1 &lt; 2'>t&amp;&#65;<![CDATA[<no/>]]><p:x b='' a=\"\"/></r>\n";
        assert_eq!(walk(text).unwrap(), "<r 1 < 2><x >//");
    }

    #[test]
    fn what_is_no_whole_document_is_a_fault_with_its_place() {
        for (text, code) in [
            ("<r><x></r>", "xml.syntax"),
            ("<r></x>", "xml.syntax"),
            ("<r>\n<x", "xml.truncated"),
            ("<r>", "xml.truncated"),
            ("<r a='1' a='2'/>", "xml.syntax"),
            ("<r a=1/>", "xml.syntax"),
            ("<r a='&big;'/>", "xml.entity"),
            ("<r>&big;</r>", "xml.entity"),
            ("<r>a & b</r>", "xml.syntax"),
            ("<r/><r/>", "xml.syntax"),
            ("<r/>text", "xml.syntax"),
            ("<r><![CDATA[x</r>", "xml.truncated"),
            ("<r>&am", "xml.truncated"),
            ("<!-- only -->", "xml.truncated"),
            ("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", "xml.doctype"),
            ("<!DOCTYPE r SYSTEM 'http://127.0.0.1/x.dtd'><r/>", "xml.doctype"),
        ] {
            let fault = walk(text).unwrap_err();
            assert_eq!(fault.code, code, "{text}: {fault}");
            assert!(fault.line.is_some() && fault.byte.is_some(), "{text}");
        }
        assert_eq!(walk("<r>\n\n<x").unwrap_err().line, Some(3));
    }

    #[test]
    fn depth_and_attributes_are_bounded() {
        let deep = |depth: usize| "<x>".repeat(depth) + &"</x>".repeat(depth);
        assert!(walk(&deep(MAX_DEPTH)).is_ok());
        assert_eq!(walk(&deep(MAX_DEPTH + 1)).unwrap_err().code, "xml.too-deep");
        let wide: String = (0..100_000).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(walk(&format!("<r{wide}/>")).unwrap_err().code, "xml.syntax");
        assert_eq!(walk(&format!("<{}/>", "n".repeat(300))).unwrap_err().code, "xml.syntax");
    }

    #[test]
    fn a_piece_without_end_is_refused_before_it_is_held() {
        struct Endless;
        impl Read for Endless {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                out.fill(b'x');
                Ok(out.len())
            }
        }
        let mut xml = Xml::new("<r>".as_bytes().chain(Endless)).unwrap();
        xml.next(&[]).unwrap();
        assert_eq!(xml.next(&[]).unwrap_err().code, "xml.too-large");
        assert!(xml.buffer.len() <= MAX_PIECE + 64 * 1024);
    }

    #[test]
    fn the_outermost_element_tells_what_a_file_is() {
        assert_eq!(
            root(b"<?xml version='1.0'?>\n<testsuites name='x'><testsuite").unwrap().as_deref(),
            Some("testsuites")
        );
        assert_eq!(root(b"<!DOCTYPE html><html>").unwrap(), None);
        assert_eq!(root(b"<not xml").unwrap(), None);
        assert_eq!(root(b"<!DOCTYPE r><r/>").unwrap_err().code, "xml.doctype");
        assert_eq!(root(b"<\0r\0").unwrap_err().code, "text.utf16");
    }
}
