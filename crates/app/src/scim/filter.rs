//! Filters and paths of SCIM (RFC 7644, 3.4.2.2 and 3.5.2): a reader of their grammar that is bounded in length, depth
//! and number of terms, whatever it is given.

use serde_json::Value;

/// Most bytes of a filter or path.
const MOST_BYTES: usize = 4096;
/// How deep parentheses and negations may lie in each other.
const MOST_DEPTH: usize = 20;
/// Most comparisons of a filter.
const MOST_TERMS: usize = 64;

/// The name of an attribute, with its schema where that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AttributePath {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) sub: Option<String>,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Contains,
    Starts,
    Ends,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
    Present(AttributePath),
    Compare(AttributePath, Comparison, Value),
    /// One value of the attribute fulfils the whole condition.
    Within(AttributePath, Box<Filter>),
}

/// What a PATCH operation aims at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    pub(super) attribute: AttributePath,
    /// Which of its values; all of them where nothing is said.
    pub(super) which: Option<Filter>,
}

/// What is wrong, in words.
pub(super) type Fault = String;

impl Filter {
    /// Reads a filter.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text)?;
        let filter = reader.any(0)?;
        reader.end()?;
        Ok(filter)
    }
}

impl Target {
    /// Reads the path of a PATCH operation.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text)?;
        let mut attribute = reader.attribute()?;
        let mut which = None;
        if reader.eat(b'[') {
            which = Some(reader.within(0)?);
            if reader.eat(b'.') {
                if attribute.sub.is_some() {
                    return Err(reader.wrong("names two sub-attributes"));
                }
                attribute.sub = Some(reader.word(|b| is_of_name(b) || b == b'$')?);
            }
        }
        reader.end()?;
        Ok(Self { attribute, which })
    }
}

impl AttributePath {
    /// Reads the name of an attribute.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text)?;
        let path = reader.attribute()?;
        reader.end()?;
        Ok(path)
    }
}

fn is_of_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b == b'-'
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    terms: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Result<Self, Fault> {
        if text.len() > MOST_BYTES {
            return Err(format!("it is {} bytes long; at most {MOST_BYTES} are read", text.len()));
        }
        Ok(Self { text, at: 0, terms: 0 })
    }

    fn wrong(&self, what: &str) -> Fault {
        format!("at character {}: it {what}", self.text[..self.at].chars().count() + 1)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn space(&mut self) {
        while self.eat(b' ') {}
    }

    fn end(&mut self) -> Result<(), Fault> {
        self.space();
        if self.at == self.text.len() { Ok(()) } else { Err(self.wrong("goes on where it should end")) }
    }

    /// A word of such characters; at least one.
    fn word(&mut self, fits: impl Fn(u8) -> bool) -> Result<String, Fault> {
        let length = self.rest().bytes().take_while(|b| fits(*b)).count();
        if length == 0 {
            return Err(self.wrong("lacks a name or value"));
        }
        let word = self.rest()[..length].to_owned();
        self.at += length;
        Ok(word)
    }

    /// Takes a word of the grammar, however it is written, if it stands there by itself.
    fn keyword(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let there = rest.get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word));
        let alone = !rest.as_bytes().get(word.len()).is_some_and(|b| is_of_name(*b));
        if there && alone {
            self.at += word.len();
        }
        there && alone
    }

    fn any(&mut self, depth: usize) -> Result<Filter, Fault> {
        let mut all = vec![self.all(depth)?];
        loop {
            self.space();
            if !self.keyword("or") {
                break;
            }
            all.push(self.all(depth)?);
        }
        Ok(one_or(all, Filter::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Filter, Fault> {
        let mut all = vec![self.term(depth)?];
        loop {
            self.space();
            if !self.keyword("and") {
                break;
            }
            all.push(self.term(depth)?);
        }
        Ok(one_or(all, Filter::All))
    }

    fn term(&mut self, depth: usize) -> Result<Filter, Fault> {
        if depth >= MOST_DEPTH {
            return Err(self.wrong("is nested too deeply"));
        }
        self.space();
        let before = self.at;
        if self.keyword("not") {
            self.space();
            if self.eat(b'(') {
                return Ok(Filter::Not(Box::new(self.closed(depth + 1)?)));
            }
            // An attribute may be called so.
            self.at = before;
        }
        if self.eat(b'(') {
            return self.closed(depth + 1);
        }
        self.terms += 1;
        if self.terms > MOST_TERMS {
            return Err(self.wrong("holds too many comparisons"));
        }
        let attribute = self.attribute()?;
        if self.eat(b'[') {
            return Ok(Filter::Within(attribute, Box::new(self.within(depth + 1)?)));
        }
        self.space();
        if self.keyword("pr") {
            return Ok(Filter::Present(attribute));
        }
        let comparison = self.comparison()?;
        self.space();
        Ok(Filter::Compare(attribute, comparison, self.value()?))
    }

    /// What lies before the closing parenthesis.
    fn closed(&mut self, depth: usize) -> Result<Filter, Fault> {
        let inner = self.any(depth)?;
        self.space();
        if self.eat(b')') { Ok(inner) } else { Err(self.wrong("lacks a `)`")) }
    }

    /// What lies before the closing bracket.
    fn within(&mut self, depth: usize) -> Result<Filter, Fault> {
        let inner = self.any(depth)?;
        self.space();
        if self.eat(b']') { Ok(inner) } else { Err(self.wrong("lacks a `]`")) }
    }

    fn attribute(&mut self) -> Result<AttributePath, Fault> {
        self.space();
        let begin = self.at;
        let whole = self.word(|b| is_of_name(b) || matches!(b, b'.' | b':' | b'$'))?;
        // The last colon ends the schema, whose version has a dot in it.
        let (schema, rest) = match whole.rsplit_once(':') {
            Some((schema, rest)) => (Some(schema.to_owned()), rest),
            None => (None, whole.as_str()),
        };
        let (name, sub) = match rest.split_once('.') {
            Some((name, sub)) => (name, Some(sub)),
            None => (rest, None),
        };
        let is_name = |n: &str| n.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && n.bytes().all(is_of_name);
        if !is_name(name) || !sub.is_none_or(|s| is_name(s.strip_prefix('$').unwrap_or(s))) {
            self.at = begin;
            return Err(self.wrong("names no attribute"));
        }
        Ok(AttributePath { schema, name: name.to_owned(), sub: sub.map(str::to_owned) })
    }

    fn comparison(&mut self) -> Result<Comparison, Fault> {
        const ALL: [(&str, Comparison); 9] = [
            ("eq", Comparison::Equal),
            ("ne", Comparison::NotEqual),
            ("co", Comparison::Contains),
            ("sw", Comparison::Starts),
            ("ew", Comparison::Ends),
            ("gt", Comparison::Greater),
            ("ge", Comparison::GreaterOrEqual),
            ("lt", Comparison::Less),
            ("le", Comparison::LessOrEqual),
        ];
        let found = ALL.iter().find(|(word, _)| self.keyword(word));
        found.map(|(_, c)| *c).ok_or_else(|| self.wrong("lacks one of eq, ne, co, sw, ew, gt, ge, lt, le, pr"))
    }

    /// A string, number, truth value or null, as JSON writes it.
    fn value(&mut self) -> Result<Value, Fault> {
        let rest = self.rest();
        let length = if rest.starts_with('"') { quoted(rest) } else { plain(rest) };
        let value = serde_json::from_str(&rest[..length]).map_err(|_| self.wrong("lacks a value"))?;
        self.at += length;
        Ok(value)
    }
}

/// Bytes up to the quotation mark that closes; all of them where none does.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn plain(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')).count()
}

fn one_or(mut all: Vec<Filter>, several: fn(Vec<Filter>) -> Filter) -> Filter {
    match (all.len(), all.pop()) {
        (1, Some(one)) => one,
        (_, last) => {
            all.extend(last);
            several(all)
        }
    }
}

#[cfg(test)]
mod tests;
