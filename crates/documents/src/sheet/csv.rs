//! Sheets as CSV (RFC 4180): UTF-8, CRLF, quotes where they are needed. Reading also takes what spreadsheets write
//! where the comma is the decimal sign, with semicolons or tabs.

use super::safe::{neutral, restored};
use super::{MOST_BYTES, MOST_CELL, MOST_ROWS, Sheet, SheetFault};

/// The sheet as CSV.
///
/// # Errors
/// Never in practice: the bytes go into memory.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, SheetFault> {
    let fail = |e: &dyn std::fmt::Display| SheetFault::new("sheet.write", e.to_string());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&sheet.columns).map_err(|e| fail(&e))?;
    for row in &sheet.rows {
        writer.write_record(row.cells.iter().map(|cell| neutral(cell))).map_err(|e| fail(&e))?;
    }
    writer.into_inner().map_err(|e| fail(&e))
}

/// Reads CSV.
///
/// # Errors
/// When it is too large, no UTF-8, or its rows do not fit its head.
pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, SheetFault> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetFault::new("sheet.too-large", format!("a file holds at most {MOST_BYTES} bytes; split it")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        SheetFault::new("sheet.not-utf8", format!("line {line} is not UTF-8; save the file as `CSV UTF-8`, or as XLSX"))
    })?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let number = index + 1;
        let record = record.map_err(|e| SheetFault::new("sheet.unreadable", format!("row {number}: {e}")))?;
        if number > MOST_ROWS + 1 {
            return Err(SheetFault::too_many_rows());
        }
        if let Some(column) = record.iter().position(|cell| cell.len() > MOST_CELL) {
            return Err(SheetFault::cell_too_large(number, column));
        }
        lines.push((number, record.iter().map(restored).collect()));
    }
    Sheet::from_lines(name, lines)
}

/// What separates the columns: the sign that is most frequent in the head, whose names hold none of them.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|b| *b == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &[u8]) -> &'static str {
        read("task", text).unwrap_err().code
    }

    #[test]
    fn semicolons_tabs_and_a_byte_order_mark_are_read() {
        for text in ["\u{feff}key;title\r\n;a, b\r\n", "key\ttitle\n\ta, b\n", "key,title\n,\"a, b\"\n\n"] {
            let sheet = read("task", text.as_bytes()).unwrap();
            assert_eq!(sheet.columns, ["key", "title"], "{text}");
            assert_eq!(sheet.rows[0].cells, ["", "a, b"]);
            assert_eq!((sheet.rows.len(), sheet.rows[0].number), (1, 2));
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        assert_eq!(fault(b""), "sheet.empty");
        assert_eq!(fault(b"key,title\n1,2,3\n"), "sheet.ragged");
        assert_eq!(fault(b"key,key\n"), "sheet.column-twice");
        assert_eq!(fault(b"key,,title\n"), "sheet.column-without-name");
        assert_eq!(fault(b"key,title\n,caf\xe9\n"), "sheet.not-utf8");
        assert_eq!(fault("a,b\n".repeat(MOST_ROWS + 2).as_bytes()), "sheet.too-many-rows");
        let wide = vec!["c"; 300].iter().enumerate().map(|(i, c)| format!("{c}{i}")).collect::<Vec<_>>().join(",");
        assert_eq!(fault(wide.as_bytes()), "sheet.too-many-columns");
        assert_eq!(fault(format!("a,b\n{},x\n", "x".repeat(MOST_CELL + 1)).as_bytes()), "sheet.cell-too-large");
        assert_eq!(fault(&vec![b'a'; MOST_BYTES + 1]), "sheet.too-large");
    }
}
