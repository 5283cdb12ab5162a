//! The register a school keeps, as a spreadsheet: a row per agreement, and sheets of what belongs to them.
//!
//! In: the reports of the agreements and the language. Out: the bytes of an XLSX file, the same for the same reports.
//! Not here: where the file goes (`cli`), and tidy tables for statistics ([`tables`](super::tables)).
//!
//! Every cell is a number, a date or a string: there is no formula in the file, so words of an agreement cannot become
//! one.

mod said;
mod sheets;
mod values;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::terminal::About;
use super::wire::Document;
use super::words::{Tongue, Word, word};
use said::Said;

/// Why there is no register: more agreements than a sheet has rows.
pub type RegisterError = XlsxError;

/// A4.
const PAPER: u8 = 9;
/// Characters a cell may hold, with room for those that count double.
const LONGEST: usize = 16_000;
/// Most rows of a sheet, the first one included.
const MOST_ROWS: usize = 1_048_576;

/// A sheet to be written.
struct Sheet {
    name: Said,
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
}

/// A column with its heading.
struct Column {
    heading: Said,
    /// In characters.
    width: f64,
    input: Input,
}

/// What the officer may put into a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    /// It is the program's.
    None,
    /// Words of his own.
    Note,
    /// Yes or no.
    Done,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Empty,
    Text(String),
    Number(f64),
    /// Year, month, day.
    Date(u16, u8, u8),
}

/// The register of `documents`, in their order.
///
/// # Errors
/// When there are more rows than a sheet holds.
pub fn register(documents: &[Document], about: &About, tongue: Tongue) -> Result<Vec<u8>, RegisterError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(about, tongue)?);
    for sheet in sheets::sheets(documents, about, tongue) {
        write_sheet(workbook.add_worksheet(), &sheet, tongue)?;
    }
    write_about(workbook.add_worksheet(), documents, about, tongue)?;
    workbook.save_to_buffer()
}

/// The file bears the date of the fact tables: a register may not depend on the day it is made.
fn properties(about: &About, tongue: Tongue) -> Result<DocProperties, RegisterError> {
    let as_of = about.tool.facts_as_of.as_deref().map(values::date);
    let made = match as_of {
        Some(Value::Date(year, month, day)) => ExcelDateTime::from_ymd(year, month, day)?,
        _ => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    Ok(DocProperties::new()
        .set_title(said::TITLE.of(tongue))
        .set_author(format!("dpa-analyser {}", about.tool.version))
        .set_creation_datetime(&made))
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, tongue: Tongue) -> Result<(), RegisterError> {
    if sheet.rows.len() >= MOST_ROWS {
        return Err(XlsxError::RowColumnLimitError);
    }
    worksheet.set_name(sheet.name.of(tongue))?;
    let formats = Formats::new();
    for (at, column) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(at, column.width)?;
        worksheet.write_string_with_format(0, at, column.heading.of(tongue), &formats.heading)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, value) in (0..).zip(cells) {
            write_value(worksheet, row, column, value, &formats)?;
        }
    }
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    worksheet.set_freeze_panes(1, 2)?;
    worksheet.autofilter(0, 0, last_row, last_column)?;
    for (at, column) in (0..).zip(&sheet.columns) {
        if let Some(validation) = validation(column.input, tongue)? {
            worksheet.add_data_validation(1, at, last_row.max(1), at, &validation)?;
        }
    }
    set_up_page(worksheet);
    worksheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn set_up_page(worksheet: &mut Worksheet) {
    worksheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_footer("&L&A&R&P / &N");
}

fn write_value(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    formats: &Formats,
) -> Result<(), RegisterError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            worksheet.write_string_with_format(row, column, values::cut(text, LONGEST), &formats.text)?;
        }
        Value::Number(number) => {
            worksheet.write_number_with_format(row, column, *number, &formats.number)?;
        }
        Value::Date(year, month, day) => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day)?;
            worksheet.write_datetime_with_format(row, column, &date, &formats.date)?;
        }
    }
    Ok(())
}

fn validation(input: Input, tongue: Tongue) -> Result<Option<DataValidation>, RegisterError> {
    let (title, message) = match input {
        Input::None => return Ok(None),
        Input::Note => (said::NOTE.of(tongue), said::NOTE_HELP.of(tongue)),
        Input::Done => (said::DONE.of(tongue), said::DONE_HELP.of(tongue)),
    };
    let validation = match input {
        Input::Done => {
            let answers = [said::YES.of(tongue), said::NO.of(tongue)];
            DataValidation::new().allow_list_strings(&answers)?.set_error_message(said::DONE_HELP.of(tongue))?
        }
        _ => DataValidation::new().allow_any_value(),
    };
    Ok(Some(validation.set_input_title(title)?.set_input_message(message)?))
}

struct Formats {
    heading: Format,
    text: Format,
    number: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            heading: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00E7_EBF0))
                .set_border_bottom(FormatBorder::Thin),
            // `@` keeps a spreadsheet from taking a string for something else when the cell is edited.
            text: top().set_text_wrap().set_num_format("@"),
            number: top().set_num_format("General"),
            date: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }
}

/// What the register is and is not, what made it, and the digest of every file.
fn write_about(
    worksheet: &mut Worksheet,
    documents: &[Document],
    about: &About,
    tongue: Tongue,
) -> Result<(), RegisterError> {
    worksheet.set_name(said::ABOUT.of(tongue))?;
    let formats = Formats::new();
    worksheet.set_column_width(0, 34)?;
    worksheet.set_column_width(1, 100)?;
    let mut row = 0;
    for (label, text) in sheets::about(documents, about, tongue) {
        worksheet.write_string_with_format(row, 0, values::cut(&label, LONGEST), &formats.heading)?;
        worksheet.write_string_with_format(row, 1, values::cut(&text, LONGEST), &formats.text)?;
        row += 1;
    }
    worksheet.write_string_with_format(row + 1, 0, word(tongue, Word::File), &formats.heading)?;
    worksheet.write_string_with_format(row + 1, 1, word(tongue, Word::Digest), &formats.heading)?;
    for (at, document) in (row + 2..).zip(documents.iter().take(MOST_ROWS / 2)) {
        worksheet.write_string_with_format(
            at,
            0,
            values::cut(&values::line(&document.source.path), LONGEST),
            &formats.text,
        )?;
        let digest = document.source.digest.as_deref().unwrap_or("–");
        worksheet.write_string_with_format(at, 1, digest, &formats.text)?;
    }
    set_up_page(worksheet);
    Ok(())
}

#[cfg(test)]
mod tests;
