//! Files from forms without script: `multipart/form-data` (RFC 7578), read from bytes that are there already, within the
//! bound of what a request may hold.

/// One part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct Part<'a> {
    /// Name of the input.
    pub(in crate::site) name: String,
    /// Name of the file, where it is one.
    pub(in crate::site) file: Option<String>,
    /// What it holds.
    pub(in crate::site) bytes: &'a [u8],
}

/// What stands between the parts, as the header says; nothing for another kind of form.
pub(in crate::site) fn boundary(content_type: &str) -> Option<&str> {
    let rest = content_type.trim().strip_prefix("multipart/form-data")?;
    let found = rest.split(';').map(str::trim).find_map(|p| p.strip_prefix("boundary="))?;
    let found = found.trim_matches('"');
    (!found.is_empty() && found.len() <= 70).then_some(found)
}

/// The parts, in order; nothing where it does not end as it should.
pub(in crate::site) fn parts<'a>(boundary: &str, whole: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let mark = format!("--{boundary}");
    let mut rest = whole.get(find(whole, mark.as_bytes())?..)?.strip_prefix(mark.as_bytes())?;
    let between = format!("\r\n{mark}");
    let mut all = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let head = find(rest, b"\r\n\r\n")?;
        let (names, body) = (std::str::from_utf8(rest.get(..head)?).ok()?, rest.get(head + 4..)?);
        let end = find(body, between.as_bytes())?;
        all.push(Part {
            name: parameter(names, "name").unwrap_or_default(),
            file: parameter(names, "filename"),
            bytes: body.get(..end)?,
        });
        rest = body.get(end + between.len()..)?;
    }
    Some(all)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// A parameter of the header that says what a part is.
fn parameter(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let start = format!("; {name}=\"");
    let value = line.split_once(&start)?.1;
    value.split_once('"').map(|(value, _)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &[u8] = b"--x1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nsecret\r\n--x1\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,--x\r\n\r\n--x1--\r\n";

    #[test]
    fn parts_come_as_they_were_sent() {
        let all = parts("x1", FORM).unwrap();
        assert_eq!((all[0].name.as_str(), all[0].file.as_deref(), all[0].bytes), ("token", None, &b"secret"[..]));
        assert_eq!((all[1].name.as_str(), all[1].file.as_deref()), ("file", Some("r.csv")));
        assert_eq!(all[1].bytes, b"a,b\r\n1,--x\r\n");
        assert_eq!(boundary("multipart/form-data; boundary=x1"), Some("x1"));
        assert_eq!(boundary("multipart/form-data; boundary=\"x 1\""), Some("x 1"));
        assert_eq!(boundary("application/x-www-form-urlencoded"), None);
    }

    #[test]
    fn what_is_cut_short_does_not_read() {
        for end in 0..FORM.len() - 4 {
            assert_eq!(parts("x1", &FORM[..end]), None, "{end}");
        }
        assert_eq!(parts("other", FORM), None);
        assert_eq!(parts("x1", b"--x1--"), Some(Vec::new()));
    }
}
