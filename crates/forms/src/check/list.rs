//! Options, files and declarations.

use serde_json::Value;

use crate::fault::Counted;
use crate::{ChoiceRules, ChoicesRules, FileRules, Problem};

/// The id of a file is short; anything longer is none.
const LONGEST_ID: usize = 200;

pub(super) fn choice(rules: &ChoiceRules, value: &Value) -> Result<Value, Problem> {
    let key = value.as_str().ok_or(Problem::WrongShape)?.trim();
    match rules.options.iter().any(|option| option.key == key) {
        true => Ok(key.into()),
        false => Err(Problem::NotAnOption),
    }
}

/// In the order of the definition, each once.
pub(super) fn choices(rules: &ChoicesRules, value: &Value) -> Result<Value, Problem> {
    let ticked = words(value)?;
    if ticked.iter().any(|key| !rules.options.iter().any(|option| option.key == *key)) {
        return Err(Problem::NotAnOption);
    }
    let mut kept: Vec<&str> = rules.options.iter().map(|option| option.key.as_str()).collect();
    kept.retain(|key| ticked.contains(key));
    counted(kept.len(), rules.min, rules.max, Counted::Options)?;
    Ok(kept.into())
}

pub(super) fn files(rules: &FileRules, value: &Value) -> Result<Value, Problem> {
    let mut ids: Vec<&str> = Vec::new();
    for id in words(value)? {
        if id.len() > LONGEST_ID || id.chars().any(char::is_control) {
            return Err(Problem::WrongShape);
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
        counted(ids.len(), None, Some(rules.most()), Counted::Files)?;
    }
    Ok(ids.into())
}

/// Agreed, or as good as left blank.
pub(super) fn declaration(value: &Value) -> Result<Option<Value>, Problem> {
    match value {
        Value::Bool(true) => Ok(Some(true.into())),
        Value::Bool(false) => Ok(None),
        Value::String(word) => match word.trim() {
            "yes" | "on" | "true" => Ok(Some(true.into())),
            "no" | "off" | "false" => Ok(None),
            _ => Err(Problem::WrongShape),
        },
        _ => Err(Problem::WrongShape),
    }
}

/// The words of a list without blanks; a single word is a list of one.
fn words(value: &Value) -> Result<Vec<&str>, Problem> {
    let words: Vec<&str> = match value {
        Value::String(word) => vec![word],
        Value::Array(words) => words.iter().map(Value::as_str).collect::<Option<_>>().ok_or(Problem::WrongShape)?,
        _ => return Err(Problem::WrongShape),
    };
    Ok(words.into_iter().map(str::trim).filter(|word| !word.is_empty()).collect())
}

fn counted(count: usize, min: Option<usize>, max: Option<usize>, of: Counted) -> Result<(), Problem> {
    if let Some(min) = min.filter(|min| count < *min) {
        return Err(Problem::TooFew { min, of });
    }
    match max {
        Some(max) if count > max => Err(Problem::TooMany { max, of }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ticked_options_are_kept_in_order_and_once() {
        let rules =
            ChoicesRules { options: ["发热", "咳嗽", "乏力"].map(option).into(), min: None, max: Some(2) };
        assert_eq!(choices(&rules, &json!(["咳嗽", "发热", "咳嗽"])), Ok(json!(["发热", "咳嗽"])));
        assert_eq!(choices(&rules, &json!(["发热", "头痛"])), Err(Problem::NotAnOption));
        let all = json!(["发热", "咳嗽", "乏力"]);
        assert_eq!(choices(&rules, &all), Err(Problem::TooMany { max: 2, of: Counted::Options }));
    }

    #[test]
    fn one_file_unless_more_are_allowed() {
        assert_eq!(files(&FileRules::default(), &json!("0190")), Ok(json!(["0190"])));
        assert_eq!(
            files(&FileRules::default(), &json!(["0190", "0191"])),
            Err(Problem::TooMany { max: 1, of: Counted::Files })
        );
    }

    fn option(word: &str) -> crate::Choice {
        crate::Choice::new(word, word.into())
    }
}
