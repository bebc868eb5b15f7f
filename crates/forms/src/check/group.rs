//! Groups: the same fields for each of several things, row by row.

use serde_json::{Map, Value};

use super::{Asked, Context, Row, fields};
use crate::answers::is_blank;
use crate::fault::Counted;
use crate::{Facts, Fault, Field, GroupRules, Item, Problem};

type Rows<'f> = Vec<Vec<Asked<'f>>>;

pub(super) fn rows<'f>(
    field: &'f Field,
    rules: &'f GroupRules,
    value: &Value,
    facts: &Facts<'_>,
    context: &Context<'_>,
    path: &str,
) -> (Rows<'f>, Result<Option<Value>, Vec<Fault>>) {
    let fault = |problem: Problem| vec![problem.at(path.to_owned(), field, None)];
    let given = match value {
        Value::Array(rows) => rows,
        value if is_blank(value) => return (Vec::new(), Ok(None)),
        _ => return (Vec::new(), Err(fault(Problem::WrongShape))),
    };
    let most = rules.most();
    if given.len() > most {
        return (Vec::new(), Err(fault(Problem::TooMany { max: most, of: Counted::Items })));
    }
    let (mut asked, mut clean, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (index, value) in given.iter().enumerate() {
        let blank = Map::new();
        let values = match value {
            Value::Object(values) => values,
            value if is_blank(value) => &blank,
            _ => {
                asked.push(Vec::new());
                faults.extend(fault(Problem::WrongShape));
                continue;
            }
        };
        let row = Row { path: &format!("{path}.{index}"), item: Item { number: index + 1, name: rules.item.clone() } };
        let outcome = fields(&rules.fields, values, &mut Facts::within(facts), context, Some(&row));
        asked.push(outcome.asked);
        // A row that was added and left blank asks for nothing.
        if !is_blank(value) {
            faults.extend(outcome.faults);
            clean.push(outcome.clean);
        }
    }
    clean.retain(|row| !row.is_empty());
    let least = rules.min.unwrap_or(0);
    if faults.is_empty() && !clean.is_empty() && clean.len() < least {
        faults = fault(Problem::TooFew { min: least, of: Counted::Items });
    }
    let answer = match clean {
        _ if !faults.is_empty() => Err(faults),
        rows if rows.is_empty() => Ok(None),
        rows => Ok(Some(Value::Array(rows.into_iter().map(Value::Object).collect()))),
    };
    (asked, answer)
}
