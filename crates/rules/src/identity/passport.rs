//! Passport numbers.

use crate::typed;

/// 护照号码: 5 to 17 letters and digits. A passport number has no check digit, so a slip cannot be found here.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Passport(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PassportFault {
    #[error("护照号码一般为5至17位字母和数字，现在是{length}位，请对照护照资料页核对")]
    Length { length: usize },
    #[error("护照号码只有字母和数字，第{position}位“{found}”请核对")]
    Character { position: usize, found: char },
}

impl Passport {
    pub fn parse(text: &str) -> Result<Self, PassportFault> {
        let text = typed::tidied(text).to_ascii_uppercase();
        if let Some((position, found)) = typed::first_misfit(&text, |_, c| c.is_ascii_alphanumeric()) {
            return Err(PassportFault::Character { position, found });
        }
        match text.len() {
            5..=17 => Ok(Self(text)),
            length => Err(PassportFault::Length { length }),
        }
    }

    /// The full number: personal data, for storing and comparing only.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first and the last two characters, stars between.
    pub fn masked(&self) -> String {
        typed::starred(&self.0, 1, 2)
    }
}

typed::read_by_parse!(Passport, PassportFault);
typed::masked_debug!(Passport);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_taken_and_masked() {
        let passport = Passport::parse("e 1234 5678").unwrap();
        assert_eq!(passport.as_str(), "E12345678");
        assert_eq!(format!("{passport:?}"), "Passport(\"E******78\")");
    }

    #[test]
    fn the_message_says_where() {
        assert_eq!(Passport::parse("E12-45678").unwrap_err().to_string(), "护照号码只有字母和数字，第4位“-”请核对");
        assert_eq!(Passport::parse("E1").unwrap_err(), PassportFault::Length { length: 2 });
    }
}
