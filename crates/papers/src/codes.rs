//! QR codes 二维码 and Code 128 bar codes 条形码, drawn as SVG.

use std::fmt::Write;

use barcoders::sym::code128::Code128;
use qrcode::{EcLevel, QrCode};

use crate::PaperError;

/// The quiet zone of ISO/IEC 18004, in modules.
const QUIET: usize = 4;

/// A QR code for a web page: its text is its label, its ink is the `color` of the element (black unless a style sheet says otherwise) on white.
/// Up to 2,331 bytes of text fit.
pub fn qr_svg(text: &str) -> Result<String, PaperError> {
    let (side, path) = modules(text, QUIET)?;
    let label = escape(text);
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="二维码 QR: {label}" color="#000" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="currentColor" d="{path}"/></svg>"##
    ))
}

/// The same for a paper, which labels it and leaves white space round it itself.
pub(crate) fn qr(text: &str) -> Result<String, PaperError> {
    let (side, path) = modules(text, 0)?;
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"><path fill="#000" d="{path}"/></svg>"##
    ))
}

/// The side with its quiet zone, and the dark modules as the path of their runs.
fn modules(text: &str, quiet: usize) -> Result<(usize, String), PaperError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PaperError::QrTooLong(text.len()))?;
    let width = code.width();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
    let mut path = String::new();
    for (y, row) in dark.chunks(width).enumerate() {
        runs(row, |x, length| bar(&mut path, x + quiet, y + quiet, length, 1));
    }
    Ok((width + 2 * quiet, path))
}

/// A Code 128 bar code of a waybill number, with quiet zones of ten modules.
pub(crate) fn barcode(text: &str) -> Result<String, PaperError> {
    let refused = || PaperError::Barcode(text.chars().take(48).collect());
    if text.is_empty() || text.len() > 48 || !text.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        return Err(refused());
    }
    // Set C holds two digits in a symbol, set B everything printable.
    let pairs_of_digits = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_digit());
    let start = if pairs_of_digits { '\u{0106}' } else { '\u{0181}' };
    let bars = Code128::new(format!("{start}{text}")).map_err(|_| refused())?.encode();
    let dark: Vec<bool> = bars.into_iter().map(|bar| bar == 1).collect();
    let (width, height) = (dark.len() + 20, 60);
    let mut path = String::new();
    runs(&dark, |x, length| bar(&mut path, x + 10, 0, length, height));
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"><path fill="#000" d="{path}"/></svg>"##
    ))
}

/// Calls `draw` with the start and the length of each dark run.
fn runs(row: &[bool], mut draw: impl FnMut(usize, usize)) {
    let mut x = 0;
    for run in row.chunk_by(|a, b| a == b) {
        if run[0] {
            draw(x, run.len());
        }
        x += run.len();
    }
}

fn bar(path: &mut String, x: usize, y: usize, width: usize, height: usize) {
    write!(path, "M{x} {y}h{width}v{height}h-{width}z").expect("invariant: writing to a String cannot fail");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
