//! The messages in English.

use super::{Counted, Fault, Item, Part, Problem, Wanted};
use crate::Lang;
use crate::typed::{plain, yuan};

pub(super) fn message(fault: &Fault) -> String {
    let sentence = match &fault.problem {
        Problem::Code { en, .. } => en.clone(),
        problem => format!("{}: {}", fault.name.get(Lang::En), clause(problem)),
    };
    match &fault.item {
        Some(Item { number, name: Some(name) }) => format!("{} {number}: {sentence}", name.get(Lang::En)),
        Some(Item { number, name: None }) => format!("Item {number}: {sentence}"),
        None => sentence,
    }
}

fn clause(problem: &Problem) -> String {
    match problem {
        Problem::Missing(Wanted::Fill) => "fill this in".to_owned(),
        Problem::Missing(Wanted::Choose) => "choose an answer".to_owned(),
        Problem::Missing(Wanted::Upload) => "upload a file".to_owned(),
        Problem::Missing(Wanted::Agree) => "read this and tick the box".to_owned(),
        Problem::Missing(Wanted::Add) => "add at least one".to_owned(),
        Problem::OnlyOne => "give one answer only".to_owned(),
        Problem::WrongShape => "please answer this again".to_owned(),
        Problem::TooShort { min, lacks } => format!("at least {min} characters, {lacks} more to go"),
        Problem::TooLong { max, over } => format!("at most {max} characters, {over} too many now"),
        Problem::Pattern(pattern) => format!("this must be {}", pattern.wanted(Lang::En)),
        Problem::NotANumber => "write a number, such as 12".to_owned(),
        Problem::NotWhole => "this must be a whole number".to_owned(),
        Problem::TooManyDigits { max } => format!("at most {max} digits"),
        Problem::NumberUnder { min, unit } => format!("this must be at least {}{}", plain(*min), of(unit)),
        Problem::NumberOver { max, unit } => format!("this must be at most {}{}", plain(*max), of(unit)),
        Problem::NotMoney => "write an amount in yuan, such as 1,234.50".to_owned(),
        Problem::MoneyDecimals => "at most two decimals".to_owned(),
        Problem::MoneyUnder { min } => format!("this must be at least CNY {}", yuan(*min)),
        Problem::MoneyOver { max } => format!("this must be at most CNY {}", yuan(*max)),
        Problem::NotADate => "write year, month and day, such as 2020-02-27".to_owned(),
        Problem::DateLacks(Part::Year) => "add the year".to_owned(),
        Problem::DateLacks(Part::Month) => "add the month".to_owned(),
        Problem::DateLacks(Part::Day) => "add the day".to_owned(),
        Problem::Year => "the year must have four digits, such as 1985".to_owned(),
        Problem::Month => "the month must be 1 to 12".to_owned(),
        Problem::Day { year, month, last } => format!("the day must be 1 to {last} in month {month} of {year}"),
        Problem::DateBefore { min } => format!("this must be {} or later", min.format("%-d %B %Y")),
        Problem::DateAfter { max } => format!("this must be {} or earlier", max.format("%-d %B %Y")),
        Problem::NotAnOption => "choose one of the answers in the list".to_owned(),
        Problem::TooFew { min, of: Counted::Options } => format!("choose at least {min}"),
        Problem::TooFew { min, of: Counted::Files } => format!("upload at least {min} files"),
        Problem::TooFew { min, of: Counted::Items } => format!("add at least {min}"),
        Problem::TooMany { max, of: Counted::Options } => format!("choose at most {max}"),
        Problem::TooMany { max, of: Counted::Files } => format!("upload at most {max} files"),
        Problem::TooMany { max, of: Counted::Items } => format!("add at most {max}"),
        Problem::NoSuchDivision => "we know no such division. Choose again".to_owned(),
        Problem::DivisionTooBroad { level } => format!("choose down to the {}", level.name(Lang::En)),
        Problem::DivisionOutside => "this place is outside the area of the service. Choose again".to_owned(),
        Problem::NotMobile => "this must be a mobile number of 11 digits".to_owned(),
        Problem::Code { en, .. } => en.clone(),
    }
}

fn of(unit: &Option<crate::Text>) -> String {
    unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.get(Lang::En)))
}
