//! The number itself.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::IdentityFault as Fault;
use crate::{check, typed};

/// An identity number that was checked. What was checked depends on its [`IdentityKind`].
///
/// The division in it is not compared with today's divisions: one that was abolished stays valid.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdentityNumber {
    text: String,
    kind: IdentityKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityKind {
    /// 公民身份号码, GB 11643: division 6, birth 8, sequence 3 (odd male, even female), MOD 11-2 check.
    Resident,
    /// 港澳台居民居住证, built like a resident's number with 810000, 820000 or 830000 as the division (State Council Office 2018 no. 81).
    ResidencePermit(Home),
    /// 外国人永久居留身份证 since 2023-12-01: 9, province 2, nationality 3 (ISO 3166-1 numeric), birth 8, sequence 3, MOD 11-2 check
    /// (machine-reading rules of the National Immigration Administration, 2023 version).
    ForeignPermanent,
    /// The same document before: nationality 3 letters and 12 digits. Its check digit has no published rule, so none is checked.
    ForeignPermanentOld,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Home {
    HongKong,
    Macao,
    Taiwan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    pub fn zh(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

impl IdentityKind {
    /// The name of the document that carries the number.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Resident => "居民身份证",
            Self::ResidencePermit(Home::Taiwan) => "台湾居民居住证",
            Self::ResidencePermit(_) => "港澳居民居住证",
            Self::ForeignPermanent | Self::ForeignPermanentOld => "外国人永久居留身份证",
        }
    }
}

impl IdentityNumber {
    /// Takes what people type: blanks, full-width digits and a small x are put right first.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = typed::tidied(text).to_ascii_uppercase();
        let kind = match text.chars().next() {
            None => return Err(Fault::Empty),
            Some(c) if c.is_ascii_uppercase() => check_old_foreign(&text)?,
            Some(_) => check_eighteen(&text)?,
        };
        Ok(Self { text, kind })
    }

    pub fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The full number: personal data, for storing and comparing only.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `None` for the old foreign number, whose year has two digits only.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        match self.kind {
            IdentityKind::ForeignPermanentOld => None,
            _ => birth(&self.text).ok(),
        }
    }

    /// `None` for the old foreign number, which does not carry it.
    pub fn sex(&self) -> Option<Sex> {
        if self.kind == IdentityKind::ForeignPermanentOld {
            return None;
        }
        let sequence = self.text.as_bytes().get(16)?;
        Some(if sequence % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// The first three and the last four characters, stars between: `110***********002X`.
    pub fn masked(&self) -> String {
        typed::starred(&self.text, 3, 4)
    }
}

typed::read_by_parse!(IdentityNumber, Fault);
typed::masked_debug!(IdentityNumber);

fn check_eighteen(text: &str) -> Result<IdentityKind, Fault> {
    if text.len() == 15 && text.bytes().all(|c| c.is_ascii_digit()) {
        return Err(Fault::FirstGeneration);
    }
    if let Some((position, found)) = typed::first_misfit(text, |position, c| match position {
        1 => matches!(c, '1'..='9'),
        18 => c.is_ascii_digit() || c == 'X',
        // What stands behind the end is a matter of length, said below.
        19.. => true,
        _ => c.is_ascii_digit(),
    }) {
        return Err(Fault::Character { position, found });
    }
    check_length(text, "身份证号", 18)?;
    birth(text)?;
    let (body, last) = text.split_at(17);
    if !check::mod_11_2(body).is_some_and(|c| last.starts_with(c)) {
        return Err(Fault::Check);
    }
    Ok(match &text[..6] {
        "810000" => IdentityKind::ResidencePermit(Home::HongKong),
        "820000" => IdentityKind::ResidencePermit(Home::Macao),
        "830000" => IdentityKind::ResidencePermit(Home::Taiwan),
        division if division.starts_with('9') => IdentityKind::ForeignPermanent,
        _ => IdentityKind::Resident,
    })
}

fn check_old_foreign(text: &str) -> Result<IdentityKind, Fault> {
    if let Some((position, found)) = typed::first_misfit(text, |position, c| match position {
        1..=3 => c.is_ascii_uppercase(),
        16.. => true,
        _ => c.is_ascii_digit(),
    }) {
        return Err(Fault::Character { position, found });
    }
    check_length(text, "旧版外国人永久居留证号", 15)?;
    Ok(IdentityKind::ForeignPermanentOld)
}

fn check_length(text: &str, document: &'static str, expected: usize) -> Result<(), Fault> {
    match text.chars().count() {
        length if length < expected => Err(Fault::TooShort { document, expected, missing: expected - length }),
        length if length > expected => Err(Fault::TooLong { document, expected, extra: length - expected }),
        _ => Ok(()),
    }
}

/// Digits 7 to 14. Years outside 1800–2199 are slips of the pen, whatever the calendar says about them.
fn birth(text: &str) -> Result<NaiveDate, Fault> {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let (year, month, day) = (part(6..10), part(10..12), part(12..14));
    let fault = Fault::Date { year: year as i32, month, day };
    NaiveDate::from_ymd_opt(year as i32, month, day).filter(|date| (1800..2200).contains(&date.year())).ok_or(fault)
}
