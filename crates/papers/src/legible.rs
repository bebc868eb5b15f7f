//! Makes texts printable before they are set, and names what cannot be printed.

use serde_json::Value;

use crate::fonts::Fonts;

/// The geta mark 〓 stands, by an old custom of printers, where a character is wanting.
const WANTING: char = '〓';

/// The data with every text printable, and the characters that no font has, each once, in order.
pub(crate) fn legible(data: &Value, fonts: &Fonts) -> (Value, Vec<char>) {
    let mut missing = Vec::new();
    let data = value(data, fonts, &mut missing);
    (data, missing)
}

fn value(data: &Value, fonts: &Fonts, missing: &mut Vec<char>) -> Value {
    match data {
        Value::String(written) => Value::String(text(written, fonts, missing)),
        Value::Array(items) => items.iter().map(|item| value(item, fonts, missing)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(key, field)| (key.clone(), value(field, fonts, missing))).collect()
        }
        other => other.clone(),
    }
}

fn text(written: &str, fonts: &Fonts, missing: &mut Vec<char>) -> String {
    let mut printed = String::with_capacity(written.len());
    for c in written.chars().filter_map(plain) {
        if c.is_whitespace() || joins(c) || (!is_private(c) && fonts.have(c)) {
            printed.push(c);
            continue;
        }
        if !missing.contains(&c) {
            missing.push(c);
        }
        printed.push(if fonts.have(WANTING) { WANTING } else { '?' });
    }
    printed
}

/// Leaves out what has no place on paper: controls, and marks that turn the direction of writing and could make a document say what it does not.
pub(crate) fn plain(c: char) -> Option<char> {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' if !joins(c) => None,
        c if c.is_control() || is_noncharacter(c) => None,
        c => Some(c),
    }
}

/// Joiners and variation selectors change their neighbours and need no glyph.
fn joins(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The archive standard PDF/A-2a refuses private characters, since nobody else can read them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe
}
