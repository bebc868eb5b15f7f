//! Bank card numbers, for refunds and benefits.

use crate::{check, typed};

/// 银行卡号: 12 to 19 digits with a Luhn check digit (ISO/IEC 7812-1).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BankCard(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BankCardFault {
    #[error("请填写银行卡号")]
    Empty,
    #[error("银行卡号为12至19位数字，现在只有{length}位")]
    TooShort { length: usize },
    #[error("银行卡号为12至19位数字，现在有{length}位")]
    TooLong { length: usize },
    #[error("银行卡号只有数字，第{position}位“{found}”请核对")]
    Character { position: usize, found: char },
    #[error("银行卡号的最后一位校验码对不上，可能有一位写错，请对照卡面逐位核对")]
    Check,
}

impl BankCard {
    /// Blanks and hyphens between the groups are taken away.
    pub fn parse(text: &str) -> Result<Self, BankCardFault> {
        let text = typed::tidied(text).replace('-', "");
        if text.is_empty() {
            return Err(BankCardFault::Empty);
        }
        if let Some((position, found)) = typed::first_misfit(&text, |_, c| c.is_ascii_digit()) {
            return Err(BankCardFault::Character { position, found });
        }
        match text.len() {
            length @ ..12 => Err(BankCardFault::TooShort { length }),
            length @ 20.. => Err(BankCardFault::TooLong { length }),
            _ if !check::luhn(&text) => Err(BankCardFault::Check),
            _ => Ok(Self(text)),
        }
    }

    /// The full number: personal data, for storing and paying only.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits behind stars, as banks print them: `************0005`.
    pub fn masked(&self) -> String {
        typed::starred(&self.0, 0, 4)
    }
}

typed::read_by_parse!(BankCard, BankCardFault);
typed::masked_debug!(BankCard);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_test_card_is_taken_and_masked() {
        let card = BankCard::parse("6200 0000 0000 0005").unwrap();
        assert_eq!(card.as_str(), "6200000000000005");
        assert_eq!(card.masked(), "************0005");
    }

    #[test]
    fn slips_are_told_apart() {
        assert_eq!(BankCard::parse("6200000000000050").unwrap_err(), BankCardFault::Check);
        assert_eq!(BankCard::parse("62000000000").unwrap_err(), BankCardFault::TooShort { length: 11 });
        assert_eq!(
            BankCard::parse("6200x00000000005").unwrap_err(),
            BankCardFault::Character { position: 5, found: 'x' }
        );
    }
}
