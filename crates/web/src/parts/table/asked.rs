//! What the address of a table asks for, and the addresses that differ from it in one thing.

use std::borrow::Cow;

/// The state of a table, as it stands in its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The path.
    pub path: String,
    /// What stays as it is in every address: `kind=risk`.
    pub kept: Vec<(String, String)>,
    /// Words.
    pub q: String,
    /// Conditions, each `field:value`.
    pub filters: Vec<String>,
    /// The order; empty for that of the keys.
    pub sort: String,
    /// Columns, by name; empty for those that are shown unless somebody chooses.
    pub columns: Vec<String>,
    /// Rows of a page; 0 for as many as are shown unless somebody chooses.
    pub rows: usize,
    /// The field that a condition is being made of.
    pub by: Option<String>,
    /// Cursor of the page before.
    pub after: Option<String>,
    /// Cursor of the page behind.
    pub before: Option<String>,
    /// The file that is wanted instead of the page: `csv` or `xlsx`.
    pub format: Option<String>,
    /// Whether the address said it in another way than [`Asked::address`] does.
    pub crooked: bool,
}

/// Rows of a page, unless somebody chooses.
const ROWS: usize = 50;
/// Most rows of a page.
const MOST: usize = 200;

impl Asked {
    /// Reads the query of an address. Parameters of these names are kept.
    #[must_use]
    pub fn read(path: &str, kept: &[&str], query: &str) -> Self {
        let mut asked = Self { path: path.to_owned(), ..Self::default() };
        let (mut is, mut from, mut to, mut has) = (Vec::new(), String::new(), String::new(), String::new());
        let mut columns = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim().to_owned();
            // An empty field of a form asks for nothing.
            if value.is_empty() && name != "filter" {
                asked.crooked = true;
                continue;
            }
            match name.as_ref() {
                name if kept.contains(&name) => asked.kept.push((name.to_owned(), value)),
                "q" => asked.q = value,
                "state" => (asked.crooked, _) = (true, asked.filters.push(format!("state:{value}"))),
                "filter" if value.contains(':') => asked.filters.push(value),
                "sort" => asked.sort = value,
                "columns" => columns.extend(value.split(',').map(str::to_owned)),
                "rows" => asked.rows = value.parse().map_or(0, |rows: usize| rows.min(MOST)),
                "by" => asked.by = Some(value),
                "is" => is.push(value),
                "from" => from = value,
                "to" => to = value,
                "has" => has = value,
                "after" => asked.after = Some(value),
                "before" => asked.before = Some(value),
                "format" => asked.format = Some(value),
                _ => asked.crooked = true,
            }
        }
        asked.crooked |= columns.len() > 1 && query.matches("columns=").count() > 1;
        asked.columns = columns;
        asked.close(&is, (&from, &to), &has);
        asked
    }

    /// Makes the condition that a form asks for.
    fn close(&mut self, is: &[String], (from, to): (&str, &str), has: &str) {
        let wanted = match has {
            "none" => Some(String::new()),
            "any" => Some("*".to_owned()),
            _ if !is.is_empty() => Some(is.join(",")),
            _ if !from.is_empty() || !to.is_empty() => Some(format!("{from}..{to}")),
            _ => None,
        };
        if let Some(wanted) = wanted
            && let Some(by) = self.by.take()
        {
            self.filters.push(format!("{by}:{wanted}"));
            self.crooked = true;
        }
    }

    /// Rows of a page.
    #[must_use]
    pub fn rows(&self) -> usize {
        if self.rows == 0 { ROWS } else { self.rows }
    }

    /// Everything but the place in the list and what is being made.
    #[must_use]
    pub fn pairs(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let mut all: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
        all.extend(self.kept.iter().map(|(name, value)| (name.into(), value.into())));
        let mut push = |name: &'static str, value: Cow<'_, str>| {
            if !value.is_empty() {
                all.push((name.into(), value.into_owned().into()));
            }
        };
        push("q", (&self.q).into());
        self.filters.iter().for_each(|filter| push("filter", filter.into()));
        push("sort", (&self.sort).into());
        push("columns", self.columns.join(",").into());
        if self.rows != 0 && self.rows != ROWS {
            push("rows", self.rows.to_string().into());
        }
        all
    }

    fn with(&self, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs());
        query.extend_pairs(more);
        let query = query.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// The same table from its beginning.
    #[must_use]
    pub fn address(&self) -> String {
        self.with(&[])
    }

    /// The page that begins behind a cursor.
    #[must_use]
    pub fn after(&self, cursor: &str) -> String {
        self.with(&[("after", cursor)])
    }

    /// The page that ends before a cursor.
    #[must_use]
    pub fn before(&self, cursor: &str) -> String {
        self.with(&[("before", cursor)])
    }

    /// With a condition that is being made of a field.
    #[must_use]
    pub fn making(&self, field: &str) -> String {
        self.with(&[("by", field)])
    }

    /// In the order of a column; in the other direction when it is in that order.
    #[must_use]
    pub fn sorted(&self, by: &str) -> String {
        let sort = if self.sort == by { format!("-{by}") } else { by.to_owned() };
        Self { sort, ..self.clone() }.address()
    }

    /// The direction in which a column is sorted by, if it is.
    #[must_use]
    pub fn direction(&self, by: &str) -> Option<bool> {
        match self.sort.strip_prefix('-') {
            Some(name) => (name == by).then_some(true),
            None => (self.sort == by).then_some(false),
        }
    }

    /// What a condition on a field wants; empty where there is none.
    #[must_use]
    pub fn wanted(&self, field: &str) -> String {
        let of = |filter: &String| filter.strip_prefix(field)?.strip_prefix(':').map(str::to_owned);
        self.filters.iter().find_map(of).unwrap_or_default()
    }

    /// Without the condition at a place.
    #[must_use]
    pub fn without(&self, place: usize) -> String {
        let mut other = self.clone();
        if place < other.filters.len() {
            other.filters.remove(place);
        }
        other.address()
    }

    /// Without conditions and words.
    #[must_use]
    pub fn bare(&self) -> String {
        Self { q: String::new(), filters: Vec::new(), ..self.clone() }.address()
    }

    /// Without words.
    #[must_use]
    pub fn without_words(&self) -> String {
        Self { q: String::new(), ..self.clone() }.address()
    }

    /// With so many rows a page.
    #[must_use]
    pub fn with_rows(&self, rows: usize) -> String {
        Self { rows, ..self.clone() }.address()
    }

    /// The same as a file.
    #[must_use]
    pub fn file(&self, format: &str) -> String {
        self.with(&[("format", format)])
    }

    /// With the columns that are shown unless somebody chooses.
    #[must_use]
    pub fn with_own_columns(&self) -> String {
        Self { columns: Vec::new(), ..self.clone() }.address()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Asked {
        Asked::read("/w/demo/records", &["kind"], query)
    }

    #[test]
    fn an_address_reads_as_it_was_made() {
        let query =
            "kind=risk&q=a+b&filter=owner%3APER-1&filter=review_due%3A&sort=-impact&columns=title%2Cowner&rows=25";
        let asked = read(query);
        assert!(!asked.crooked);
        assert_eq!(asked.address(), format!("/w/demo/records?{query}"));
        assert_eq!(read(asked.address().split_once('?').unwrap().1), asked);
        assert_eq!(asked.rows(), 25);
    }

    #[test]
    fn what_a_form_sends_becomes_a_condition() {
        let of = |rest: &str| {
            let asked = read(&format!("kind=risk&{rest}"));
            assert!(asked.crooked, "{rest}");
            asked.filters
        };
        assert_eq!(of("by=treatment&is=modify&is=share&q="), ["treatment:modify,share"]);
        assert_eq!(of("by=review_due&from=2027-01-01&to="), ["review_due:2027-01-01.."]);
        assert_eq!(of("by=review_due&has=none"), ["review_due:"]);
        assert_eq!(of("by=owner&has=any&is=PER-1"), ["owner:*"]);
        assert_eq!(of("state=draft&filter=owner%3APER-1"), ["state:draft", "owner:PER-1"]);
        assert_eq!(read("kind=risk&by=owner").by.as_deref(), Some("owner"));
    }

    #[test]
    fn heads_turn_the_order_round_and_chips_go() {
        let asked = read("kind=risk&filter=a%3A1&filter=b%3A2&sort=impact&after=9~x");
        assert_eq!(asked.sorted("impact"), "/w/demo/records?kind=risk&filter=a%3A1&filter=b%3A2&sort=-impact");
        assert_eq!((asked.direction("impact"), asked.direction("owner")), (Some(false), None));
        assert_eq!(asked.without(0), "/w/demo/records?kind=risk&filter=b%3A2&sort=impact");
        assert_eq!(asked.bare(), "/w/demo/records?kind=risk&sort=impact");
        assert_eq!(asked.file("csv"), format!("{}&format=csv", asked.address()));
        assert_eq!(read("kind=risk&format=csv").format.as_deref(), Some("csv"));
        assert!(read("rows=100000").rows() == MOST && read("rows=x").rows() == ROWS);
    }
}
