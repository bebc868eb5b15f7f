//! Texts: tidied, measured in characters.

use serde_json::Value;

use crate::{Pattern, Problem, TextRules};

const ADDRESS: TextRules = TextRules { min: Some(4), max: Some(200), pattern: None, rows: None };

/// Nothing, when only invisible characters were typed.
pub(super) fn text(rules: &TextRules, value: &Value) -> Result<Option<Value>, Problem> {
    let written = value.as_str().ok_or(Problem::WrongShape)?;
    let tidy = tidied(written, rules.is_long(), rules.pattern);
    let count = tidy.chars().count();
    if count == 0 {
        return Ok(None);
    }
    if let Some(min) = rules.min.filter(|min| count < *min) {
        return Err(Problem::TooShort { min, lacks: min - count });
    }
    if count > rules.longest() {
        return Err(Problem::TooLong { max: rules.longest(), over: count - rules.longest() });
    }
    match rules.pattern {
        Some(pattern) if !pattern.fits(&tidy) => Err(Problem::Pattern(pattern)),
        _ => Ok(Some(tidy.into())),
    }
}

pub(super) fn address(value: &Value) -> Result<Option<Value>, Problem> {
    text(&ADDRESS, value)
}

/// No control characters and none that turn the direction of what follows, line breaks only where there are lines, no space around.
fn tidied(written: &str, lines: bool, pattern: Option<Pattern>) -> String {
    let one_break = written.replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = one_break
        .chars()
        .map(|c| if c == '\t' || (c == '\n' && !lines) { ' ' } else { c })
        .filter(|c| *c == '\n' || !is_unseen(*c))
        .collect();
    let plain = plain.trim();
    // Tidying may uncover a space at the end, where a full-width one stood.
    pattern.map_or_else(|| plain.to_owned(), |pattern| pattern.tidy(plain).trim().to_owned())
}

fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_tidied() {
        let line = TextRules::default();
        assert_eq!(text(&line, &"　王芳\u{0}\r\n".into()), Ok(Some("王芳".into())));
        let lines = TextRules { rows: Some(4), ..TextRules::default() };
        assert_eq!(text(&lines, &"一\r\n二".into()), Ok(Some("一\n二".into())));
    }

    #[test]
    fn a_text_that_nobody_can_see_is_none() {
        assert_eq!(text(&TextRules::default(), &"\u{200B}\u{0}\u{202E}".into()), Ok(None));
    }

    #[test]
    fn a_text_is_measured_in_characters() {
        let rules = TextRules { min: Some(2), max: Some(3), ..TextRules::default() };
        assert_eq!(text(&rules, &"王".into()), Err(Problem::TooShort { min: 2, lacks: 1 }));
        assert_eq!(text(&rules, &"𠮷田王芳".into()), Err(Problem::TooLong { max: 3, over: 1 }));
    }
}
