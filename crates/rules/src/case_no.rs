//! Case numbers 办件编号: digits only, so that they can be read out on the telephone and typed on any phone.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::division::DivisionCode;
use crate::{check, typed};

/// 21 digits: division 6, date yymmdd 6, random 8, check 1 (ISO 7064 MOD 11,10). The national exchange allows up to 50 characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseNo(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseNoFault {
    #[error("请填写办件编号，它在受理回执和短信里")]
    Empty,
    #[error("办件编号应为21位数字，还差{missing}位")]
    TooShort { missing: usize },
    #[error("办件编号应为21位数字，多了{extra}位")]
    TooLong { extra: usize },
    #[error("办件编号只有数字，第{position}位“{found}”请核对")]
    Character { position: usize, found: char },
    #[error("办件编号里可能有一位写错，请对照回执逐位核对")]
    Check,
}

impl CaseNoFault {
    /// The same message in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "Please enter the case number; it stands on your receipt and in our message to you".into(),
            Self::TooShort { missing } => format!("A case number has 21 digits; {missing} still missing"),
            Self::TooLong { extra } => format!("A case number has 21 digits; this is {extra} too many"),
            Self::Character { position, found } => {
                format!("A case number has digits only; please look at character {position}, “{found}”")
            }
            Self::Check => "One digit may be wrong; please compare the number with your receipt".into(),
        }
    }
}

impl CaseNo {
    /// `random` is any random number; its last eight digits are used. Two cases may meet: the store's unique key decides, and draws again.
    pub fn new(division: &DivisionCode, date: NaiveDate, random: u64) -> Self {
        let year = date.year().rem_euclid(100);
        let place = &division.as_str()[..6];
        let body = format!("{place}{year:02}{:02}{:02}{:08}", date.month(), date.day(), random % 100_000_000);
        let check = check::hybrid(&body, check::DIGITS).expect("invariant: a case number is made of digits");
        Self(format!("{body}{check}"))
    }

    /// Blanks and hyphens are ignored.
    pub fn parse(text: &str) -> Result<Self, CaseNoFault> {
        let text = typed::tidied(text).replace(['-', '—', '–'], "");
        if text.is_empty() {
            return Err(CaseNoFault::Empty);
        }
        if let Some((position, found)) = typed::first_misfit(&text, |_, c| c.is_ascii_digit()) {
            return Err(CaseNoFault::Character { position, found });
        }
        match text.len() {
            length if length < 21 => return Err(CaseNoFault::TooShort { missing: 21 - length }),
            length if length > 21 => return Err(CaseNoFault::TooLong { extra: length - 21 }),
            _ => {}
        }
        let (body, last) = text.split_at(20);
        if !check::hybrid(body, check::DIGITS).is_some_and(|c| last.starts_with(c)) {
            return Err(CaseNoFault::Check);
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `440106-200122-1234-56789`: groups that can be read out.
    pub fn grouped(&self) -> String {
        let no = &self.0;
        format!("{}-{}-{}-{}", &no[..6], &no[6..12], &no[12..16], &no[16..])
    }
}

impl fmt::Display for CaseNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CaseNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseNo({self})")
    }
}

typed::read_by_parse!(CaseNo, CaseNoFault);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tianhe() -> DivisionCode {
        DivisionCode::parse("440106").unwrap()
    }

    fn a_case(random: u64) -> CaseNo {
        CaseNo::new(&tianhe(), NaiveDate::from_ymd_opt(2020, 1, 22).unwrap(), random)
    }

    #[test]
    fn it_carries_place_and_day_and_is_read_back() {
        let no = a_case(9_012_345_678);
        assert!(no.as_str().starts_with("44010620012212345678"));
        assert_eq!(CaseNo::parse(&no.grouped()).unwrap(), no);
        assert_eq!(CaseNo::parse(&format!(" {no} ")).unwrap(), no);
    }

    #[test]
    fn the_message_says_how_to_mend_it() {
        let no = a_case(1);
        assert_eq!(CaseNo::parse(&no.as_str()[..20]).unwrap_err(), CaseNoFault::TooShort { missing: 1 });
        assert_eq!(CaseNo::parse("无").unwrap_err(), CaseNoFault::Character { position: 1, found: '无' });
        assert_eq!(CaseNo::parse("-").unwrap_err(), CaseNoFault::Empty);
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(CaseNo::new(&tianhe(), date, u64::MAX).as_str().len(), 21);
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_found(random: u64, place in 0usize..21, shift in 1u8..10) {
            let mut bytes = a_case(random).as_str().as_bytes().to_vec();
            bytes[place] = b'0' + (bytes[place] - b'0' + shift) % 10;
            let wrong = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(CaseNo::parse(&wrong).unwrap_err(), CaseNoFault::Check);
        }
    }
}
