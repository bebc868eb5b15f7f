//! Implementation codes 实施编码.

use std::fmt;

use super::Level;
use crate::credit_code::{CreditCode, CreditCodeFault};
use crate::typed;

/// 31 characters: body's unified social credit code 18, level 1, base code 12; a handling item 办理项 adds 2.
///
/// Only the shape is checked. Real organs have codes that GB 32100 does not know; [`ItemCode::credit_code_fault`] tells them apart.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemCode(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ItemCodeFault {
    #[error("实施编码应为31位（办理项为33位），现在是{length}位")]
    Length { length: usize },
    #[error("实施编码只有数字和大写字母，第{position}位“{found}”请核对")]
    Character { position: usize, found: char },
    #[error("实施编码第19位是行使层级，应为1至7，现在是“{found}”")]
    Level { found: char },
}

impl ItemCode {
    pub fn parse(text: &str) -> Result<Self, ItemCodeFault> {
        let text = typed::tidied(text).to_ascii_uppercase();
        if let Some((position, found)) = typed::first_misfit(&text, |_, c| c.is_ascii_alphanumeric()) {
            return Err(ItemCodeFault::Character { position, found });
        }
        if !matches!(text.len(), 31 | 33) {
            return Err(ItemCodeFault::Length { length: text.len() });
        }
        match Level::from_code(&text[18..19]) {
            Some(_) => Ok(Self(text)),
            None => Err(ItemCodeFault::Level { found: char::from(text.as_bytes()[18]) }),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The 18 characters of the body that answers for the item.
    pub fn credit_code(&self) -> &str {
        &self.0[..18]
    }

    /// What GB 32100 finds wrong with them, if anything.
    pub fn credit_code_fault(&self) -> Option<CreditCodeFault> {
        CreditCode::parse(self.credit_code()).err()
    }

    pub fn level(&self) -> Level {
        Level::from_code(&self.0[18..19]).expect("invariant: the level was checked when the code was parsed")
    }

    /// Base code 基本编码: one item has the same at every level.
    pub fn base(&self) -> &str {
        &self.0[19..31]
    }

    /// The two characters of a handling item.
    pub fn handling(&self) -> Option<&str> {
        self.0.get(31..).filter(|tail| !tail.is_empty())
    }

    /// First part of the base code: province (`00` for the nation).
    pub fn base_province(&self) -> &str {
        &self.base()[..2]
    }

    /// Second part of the base code: type of item.
    pub fn base_type(&self) -> &str {
        &self.base()[2..4]
    }

    /// Third part of the base code: department.
    pub fn base_department(&self) -> &str {
        &self.base()[4..6]
    }

    /// Fourth part of the base code: main item 主项.
    pub fn main_item(&self) -> &str {
        &self.base()[6..9]
    }

    /// Fifth part of the base code: sub-item 子项. `000` has no sub-items; letters such as `00Y` mark an item that has.
    pub fn sub_item(&self) -> &str {
        &self.base()[9..]
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ItemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemCode({self})")
    }
}

typed::read_by_parse!(ItemCode, ItemCodeFault);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> ItemCode {
        ItemCode::parse(text).unwrap()
    }

    #[test]
    fn the_vectors_of_the_standard() {
        let urumqi = code("11650000010183859F2650116013001");
        assert_eq!(
            (urumqi.credit_code(), urumqi.level(), urumqi.base()),
            ("11650000010183859F", Level::Province, "650116013001")
        );
        let guangzhou = code("11440100007483172Q3440106043001");
        assert_eq!((guangzhou.level(), guangzhou.credit_code_fault()), (Level::City, None));
        assert_eq!((guangzhou.base_province(), guangzhou.base_type(), guangzhou.base_department()), ("44", "01", "06"));
        assert_eq!((guangzhou.main_item(), guangzhou.sub_item(), guangzhou.handling()), ("043", "001", None));
    }

    #[test]
    fn a_handling_item_and_a_base_code_with_letters() {
        assert_eq!(code("11440000006939756B244010100700001").handling(), Some("01"));
        assert_eq!(code("11440000006940116U244010200200y").sub_item(), "00Y");
    }

    #[test]
    fn a_real_organ_with_an_unusual_code_is_taken_and_found() {
        let unusual = code("TE440000GD030003VV2442199374000");
        assert_eq!(unusual.credit_code_fault(), Some(CreditCodeFault::Character { position: 17, found: 'V' }));
    }

    #[test]
    fn the_message_says_what_is_wrong() {
        assert_eq!(
            ItemCode::parse("11440100007483172Q344010604300").unwrap_err(),
            ItemCodeFault::Length { length: 30 }
        );
        assert_eq!(
            ItemCode::parse("11440100007483172Q8440106043001").unwrap_err(),
            ItemCodeFault::Level { found: '8' }
        );
        assert_eq!(
            ItemCode::parse("11440100-07483172Q3440106043001").unwrap_err(),
            ItemCodeFault::Character { position: 9, found: '-' }
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,34}") {
            if let Ok(code) = ItemCode::parse(&text) {
                let _ = (code.level(), code.sub_item(), code.handling(), code.credit_code_fault());
            }
        }
    }
}
