//! Sheets as XLSX workbooks (ECMA-376) of one worksheet. All cells are text in the format `@`, so that no spreadsheet
//! turns `2026-11-25` or `1E3` into something else. The only time in the file is the one that is handed in: the same
//! sheet gives the same bytes.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use assay_ports::Timestamp;
use calamine::{DataRef, ExcelDateTime as SerialDay, Reader as _, Xlsx};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::safe::{neutral, restored};
use super::{MOST_BYTES, MOST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, Sheet, SheetFault};

/// Longest text a cell of a workbook holds, in UTF-16 units; a bound of the format's programs.
const MOST_UNITS: usize = 32_767;
/// Longest name of a worksheet.
const MOST_NAME: usize = 31;
/// Most parts of a workbook that is read.
const MOST_PARTS: usize = 1_000;
/// Width of a column, in characters.
const WIDTH: f64 = 24.0;

/// The sheet as a workbook that says it was made at a moment.
///
/// # Errors
/// When a text is longer than a cell of a workbook holds; CSV has no such bound.
pub fn write(sheet: &Sheet, at: Timestamp) -> Result<Vec<u8>, SheetFault> {
    for row in &sheet.rows {
        for (column, cell) in sheet.columns.iter().zip(&row.cells) {
            let name = row.cells.first().map(String::as_str).unwrap_or_default();
            if cell.encode_utf16().count() >= MOST_UNITS {
                let text = format!(
                    "`{column}` of {name} is longer than the {MOST_UNITS} characters that a cell of a workbook holds; export CSV instead"
                );
                return Err(SheetFault::new("sheet.text-too-long", text));
            }
            // XML has no way to write these two (XML 1.0, 2.2).
            if cell.contains(['\u{fffe}', '\u{ffff}']) {
                let text = format!("`{column}` of {name} holds a character that no workbook can; export CSV instead");
                return Err(SheetFault::new("sheet.character", text));
            }
        }
    }
    fill(sheet, at).map_err(|e| SheetFault::new("sheet.write", e.to_string()))
}

fn fill(sheet: &Sheet, at: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment(at)?));
    let page = book.add_worksheet();
    page.set_name(sheet.name.chars().take(MOST_NAME).collect::<String>())?;
    let (text, head) = (Format::new().set_num_format("@"), Format::new().set_bold());
    page.set_freeze_panes(1, 0)?;
    for (column, name) in (0u16..).zip(&sheet.columns) {
        page.set_column_width(column, WIDTH)?;
        page.set_column_format(column, &text)?;
        page.write_string_with_format(0, column, name, &head)?;
    }
    for (line, row) in (1u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
            page.write_string_with_format(line, column, neutral(cell), &text)?;
        }
    }
    book.save_to_buffer()
}

fn moment(at: Timestamp) -> Result<ExcelDateTime, XlsxError> {
    let text = at.to_string();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<u16>().ok()).unwrap_or_default();
    let small = |from: usize| u8::try_from(part(from, from + 2)).unwrap_or_default();
    ExcelDateTime::from_ymd(part(0, 4), small(5), small(8))?.and_hms(part(11, 13), small(14), f64::from(small(17)))
}

/// Reads the first worksheet of a workbook.
///
/// # Errors
/// When it is no workbook, too large once unpacked, or its rows do not fit its head.
pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, SheetFault> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetFault::new("sheet.too-large", format!("a file holds at most {MOST_BYTES} bytes; split it")));
    }
    unpacked_within_bounds(bytes)?;
    // A library that stumbles over a hostile file must not take the request with it.
    let lines = catch_unwind(AssertUnwindSafe(|| lines(bytes)));
    let lines = lines.unwrap_or_else(|_| Err(unreadable("it is damaged")))?;
    Sheet::from_lines(name, lines)
}

fn unreadable(why: &str) -> SheetFault {
    SheetFault::new("sheet.unreadable", format!("this does not read as an XLSX workbook: {why}"))
}

/// Unpacks every part into nothing and counts, since what a part says of its own size may be a lie.
fn unpacked_within_bounds(bytes: &[u8]) -> Result<(), SheetFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| unreadable(&e.to_string()))?;
    if archive.len() > MOST_PARTS {
        return Err(unreadable(&format!("it has {} parts, more than {MOST_PARTS}", archive.len())));
    }
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| unreadable(&e.to_string()))?;
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let size = size.map_err(|e| unreadable(&e.to_string()))?;
        left = left.checked_sub(size).ok_or_else(|| {
            let text = format!("unpacked, this workbook is larger than {MOST_UNPACKED} bytes; split it");
            SheetFault::new("sheet.unpacks-too-large", text)
        })?;
    }
    Ok(())
}

/// Cells row by row, without building the rectangle they span: a cell in the last corner would make it enormous.
fn lines(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, SheetFault> {
    let fail = |e: calamine::XlsxError| unreadable(&e.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fail)?;
    let first = book.sheet_names().first().cloned().ok_or_else(|| unreadable("it has no worksheet"))?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(fail)?;
    let mut lines: Vec<(usize, Vec<String>)> = Vec::new();
    let mut total = 0u64;
    while let Some(cell) = cells.next_cell().map_err(fail)? {
        let (row, column) = cell.get_position();
        let (number, column) = (row as usize + 1, column as usize);
        let text = text(cell.get_value(), number, column)?;
        if text.is_empty() {
            continue;
        }
        // One shared text may stand in any number of cells.
        total += text.len() as u64;
        if text.len() > MOST_CELL || total > MOST_UNPACKED {
            return Err(SheetFault::cell_too_large(number, column));
        }
        if column >= MOST_COLUMNS {
            let text = format!("row {number} has a cell in column {}; a file has at most {MOST_COLUMNS}", column + 1);
            return Err(SheetFault::new("sheet.too-many-columns", text));
        }
        if lines.last().is_none_or(|(last, _)| *last != number) {
            if lines.last().is_some_and(|(last, _)| *last > number) {
                return Err(unreadable("its rows are out of order"));
            }
            lines.push((number, Vec::new()));
            if lines.len() > MOST_ROWS + 1 {
                return Err(SheetFault::too_many_rows());
            }
        }
        if let Some((_, line)) = lines.last_mut() {
            line.resize(line.len().max(column + 1), String::new());
            line[column] = text;
        }
    }
    Ok(lines)
}

/// What a cell says as text, whatever a spreadsheet made of it.
fn text(value: &DataRef<'_>, row: usize, column: usize) -> Result<String, SheetFault> {
    let refuse = |what: &str| {
        let text = format!("row {row}, column {}: the cell holds {what}; write it as text", column + 1);
        SheetFault::new("sheet.cell-unreadable", text)
    };
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => restored(text),
        DataRef::SharedString(text) => restored(text),
        DataRef::Int(number) => number.to_string(),
        // The shortest spelling that names this number, never with an exponent: 42 is `42`, half is `0.5`.
        DataRef::Float(number) if number.is_finite() => number.to_string(),
        DataRef::Float(_) => return Err(refuse("no finite number")),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(serial) if serial.is_datetime() => day(*serial),
        DataRef::DateTimeIso(text) => text.clone(),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => return Err(refuse("a duration")),
        DataRef::Error(error) => return Err(refuse(&format!("the error {error}"))),
    })
}

/// A day, or an instant in UTC where the cell has a time.
fn day(serial: SerialDay) -> String {
    let (year, month, day, hour, minute, second, _) = serial.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}Z") }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;

    use super::super::{Row, read_csv, write_csv};
    use super::*;

    fn at() -> Timestamp {
        Timestamp::parse("2026-11-25T09:00:00Z").unwrap()
    }

    fn sheet(cells: &[Vec<String>]) -> Sheet {
        let columns = (0..cells[0].len()).map(|n| format!("c{n}")).collect();
        let rows = (2..).zip(cells).map(|(number, cells)| Row { number, cells: cells.clone() }).collect();
        Sheet { name: "task".to_owned(), columns, rows }
    }

    /// Whole rows that say something, with everything that spreadsheets are known to spoil.
    fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
        let cell = prop_oneof![
            "[=+@\\-\t\r'<]{0,2}\\PC{0,12}",
            "[ \n\r\"';,\t_x0Dd&<>/r-]{1,12}",
            "[0-9]{1,4}[-/.e][0-9]{1,2}([-/.][0-9]{1,4})?",
            any::<String>().prop_map(|text| text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()),
            Just("_x000D_ and _x005F_".to_owned()),
            Just("<r><t>x</t></r>".to_owned()),
            Just("2026-11-25".to_owned()),
            Just("TRUE".to_owned()),
            Just("1E3".to_owned()),
            Just("0042".to_owned()),
        ];
        let row = prop::collection::vec(cell, 3).prop_map(|mut row| {
            row[0].push('.');
            row
        });
        prop::collection::vec(row, 1..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn what_is_written_reads_back(cells in cells()) {
            let sheet = sheet(&cells);
            prop_assert_eq!(&read_csv("task", &write_csv(&sheet).unwrap()).unwrap(), &sheet);
            prop_assert_eq!(&read("task", &write(&sheet, at()).unwrap()).unwrap(), &sheet);
        }

        #[test]
        fn no_bytes_stop_the_reader(mut bytes in prop::collection::vec(any::<u8>(), 0..400), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
            let _ = read("task", &bytes);
            let _ = read_csv("task", &bytes);
            bytes = write(&sheet(&[vec!["a".into(), "b".into()]]), at()).unwrap();
            for (place, byte) in flips {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            let _ = read("task", &bytes);
        }
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        let sheet = sheet(&[vec!["=1+1".into(), "b".into()]]);
        assert_eq!(write(&sheet, at()).unwrap(), write(&sheet, at()).unwrap());
        assert_ne!(write(&sheet, at()).unwrap(), write(&sheet, at().plus_days(1)).unwrap());
    }

    #[test]
    fn a_text_too_long_for_a_workbook_is_refused_and_fits_csv() {
        let sheet = sheet(&[vec!["SYS-1".into(), "x".repeat(MOST_UNITS + 1)]]);
        let fault = write(&sheet, at()).unwrap_err();
        assert_eq!(fault.code, "sheet.text-too-long");
        assert!(fault.text.contains("`c1` of SYS-1"), "{fault}");
        assert_eq!(read_csv("task", &write_csv(&sheet).unwrap()).unwrap(), sheet);
    }

    #[test]
    fn a_character_that_xml_lacks_is_refused_and_fits_csv() {
        let sheet = sheet(&[vec!["SYS-1".into(), "a\u{ffff}".into()]]);
        assert_eq!(write(&sheet, at()).unwrap_err().code, "sheet.character");
        assert_eq!(read_csv("task", &write_csv(&sheet).unwrap()).unwrap(), sheet);
    }

    /// A workbook with one part replaced.
    fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
        let plain = write(&sheet(&[vec!["a".into(), "b".into()]]), at()).unwrap();
        let mut from = zip::ZipArchive::new(Cursor::new(plain)).unwrap();
        let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let mut part = from.by_index(index).unwrap();
            let own = part.name().unwrap().into_owned();
            to.start_file(own.clone(), SimpleFileOptions::default()).unwrap();
            if own == name {
                to.write_all(content).unwrap();
            } else {
                std::io::copy(&mut part, &mut to).unwrap();
            }
        }
        to.finish().unwrap().into_inner()
    }

    const PAGE: &str = "xl/worksheets/sheet1.xml";

    fn page(rows: &str) -> Vec<u8> {
        let page = format!(
            "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
        );
        with_part(PAGE, page.as_bytes())
    }

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        let bomb = with_part("xl/theme/theme1.xml", &vec![b' '; usize::try_from(MOST_UNPACKED).unwrap() + 1]);
        assert!(bomb.len() < 1024 * 1024);
        assert_eq!(read("task", &bomb).unwrap_err().code, "sheet.unpacks-too-large");
    }

    #[test]
    fn a_cell_in_the_last_corner_costs_nothing() {
        let corner = page("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
        assert_eq!(read("task", &corner).unwrap_err().code, "sheet.too-many-columns");
        let low = page(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>key</t></is></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
        );
        let sheet = read("task", &low).unwrap();
        assert_eq!((sheet.rows[0].number, sheet.rows[0].cells[0].as_str()), (1_048_576, "1"));
    }

    #[test]
    fn no_entity_is_fetched() {
        let page = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>key&e;</t></is></c></row></sheetData></worksheet>";
        match read("task", &with_part(PAGE, page.as_bytes())) {
            Ok(sheet) => assert_eq!(sheet.columns, ["key"]),
            Err(fault) => assert_eq!(fault.code, "sheet.unreadable"),
        }
    }

    #[test]
    fn what_people_type_into_a_spreadsheet_is_read_as_they_see_it() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        for (column, name) in (0u16..).zip(["n", "half", "yes", "day", "text"]) {
            page.write_string(0, column, name).unwrap();
        }
        page.write_number(1, 0, 42).unwrap().write_number(1, 1, 0.5).unwrap().write_boolean(1, 2, true).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 11, 25).unwrap();
        page.write_datetime_with_format(1, 3, &day, &date).unwrap().write_string(1, 4, "'tis").unwrap();
        let sheet = read("task", &book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(sheet.rows[0].cells, ["42", "0.5", "true", "2026-11-25", "'tis"]);
    }
}
