//! `.csv` and `.tsv`: a table whose first row names its columns.

use csv::{ReaderBuilder, StringRecord};

use super::field::{Field, order};
use super::{IGNORED_NAMES_MAX, PromptOrder, Records, RowProblem, Stop, shortened};

/// How often reading begins anew behind a quotation mark that is never closed. Each
/// time the rest of the file is read again; more than a few, and the file is no table.
const NEW_STARTS_MAX: u32 = 8;

/// Reads a table with the first delimiter that gives a column of prompts: where a
/// comma is the decimal point, spreadsheets part cells by `;`.
pub(super) fn read(text: &str, delimiters: &[u8], records: &mut Records) -> Result<(), Stop> {
    let mut columns = Vec::new();
    for delimiter in delimiters {
        let mut rows = Rows::new(text, *delimiter);
        let Some(header) = rows.next() else {
            return Ok(());
        };
        let has_prompt =
            |name: &str| Field::of(name).is_some_and(|(field, _)| field == Field::Prompt);
        if !header.unclosed && header.cells.iter().any(has_prompt) {
            return read_rows(&header.cells, rows, records);
        }
        if columns.is_empty() {
            let named = header.cells.iter().take(IGNORED_NAMES_MAX);
            columns = named.map(shortened).collect();
        }
    }
    Err(Stop::NoPromptColumn(columns))
}

fn read_rows(header: &StringRecord, rows: Rows<'_>, records: &mut Records) -> Result<(), Stop> {
    let places = Field::places(header.iter(), |name| records.ignore(name));
    for row in rows {
        let outcome = read_row(&row, header.len(), &places);
        records.push(row.line, outcome)?;
    }
    Ok(())
}

fn read_row(
    row: &Row<'_>,
    columns: usize,
    places: &[(Field, usize)],
) -> Result<PromptOrder, RowProblem> {
    let problem = |reason: String| RowProblem {
        field: None,
        text: shortened(row.raw),
        reason,
    };
    if row.unclosed {
        return Err(problem(
            "a quotation mark is opened here and never closed".into(),
        ));
    }
    let cells = row.cells.len();
    if cells != columns {
        return Err(problem(format!(
            "the row has {cells} {}, but the first row names {columns} {}; a cell with a \
             comma or a line break in it stands in quotation marks",
            if cells == 1 { "cell" } else { "cells" },
            if columns == 1 { "column" } else { "columns" },
        )));
    }
    order(
        places
            .iter()
            .filter_map(|(field, place)| Some((*field, row.cells.get(*place)?))),
    )
}

/// A row that is not blank.
struct Row<'a> {
    /// The line it begins on, from 1.
    line: u32,
    cells: StringRecord,
    raw: &'a str,
    /// It has a quotation mark that nothing closes before the end of the file.
    unclosed: bool,
}

/// The rows of a table that are not blank.
struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    reader: csv::Reader<&'a [u8]>,
    /// Where the reader began in the text.
    base: usize,
    /// How far lines are counted, and the line that this place is on.
    counted: (usize, u32),
    new_starts: u32,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        Self {
            text,
            delimiter,
            reader: reader(text, delimiter),
            base: 0,
            counted: (0, 1),
            new_starts: 0,
        }
    }

    fn at(&self) -> usize {
        let byte = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.base.saturating_add(byte).min(self.text.len())
    }

    fn line_of(&mut self, at: usize) -> u32 {
        let (from, line) = self.counted;
        let passed = self.text.as_bytes()[from..at].iter();
        let passed = passed.filter(|byte| **byte == b'\n').count();
        let line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.counted = (at, line);
        line
    }

    /// True when the text ends within quotation marks: then a further row is no row of
    /// its own, but belongs to the last cell.
    fn is_unclosed(&self, raw: &str) -> bool {
        if !raw.contains('"') {
            return false;
        }
        let probe = format!("{raw}\nx");
        reader(&probe, self.delimiter).into_records().count() < 2
    }

    /// Goes on in the line after `line_start`; what was swallowed by a cell that never
    /// ends is read as rows again.
    fn start_behind_line(&mut self, line_start: usize) {
        self.new_starts += 1;
        let rest = &self.text[line_start..];
        let next = rest
            .find('\n')
            .map_or(self.text.len(), |at| line_start + at + 1);
        self.base = next;
        self.reader = reader(&self.text[next..], self.delimiter);
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        loop {
            let before = self.at();
            let mut cells = StringRecord::new();
            // Text is text already, rows may have any length, and memory doesn't fail.
            if !self.reader.read_record(&mut cells).unwrap_or(false) {
                return None;
            }
            let after = self.at();
            let span = &self.text[before..after];
            // Blank lines are passed over together with the row behind them.
            let start = before + (span.len() - span.trim_start_matches('\n').len());
            let raw = self.text[start..after].trim_end_matches('\n');
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let unclosed = after == self.text.len() && self.is_unclosed(raw);
            let line = self.line_of(start);
            if unclosed && self.new_starts < NEW_STARTS_MAX {
                self.start_behind_line(start);
            }
            return Some(Row {
                line,
                cells,
                raw,
                unclosed,
            });
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
