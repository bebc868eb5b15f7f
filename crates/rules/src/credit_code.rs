//! Unified social credit code 统一社会信用代码 (GB 32100-2015).

use crate::{check, typed};

/// 18 characters: registering authority 1, kind of body 1, division 6, body 9, check 1.
///
/// The code of an organ or company is public, but that of a sole trader stands for a person: `Debug` masks it like the others.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeFault {
    #[error("请填写统一社会信用代码")]
    Empty,
    #[error("统一社会信用代码应为18位，还差{missing}位")]
    TooShort { missing: usize },
    #[error("统一社会信用代码应为18位，多了{extra}位")]
    TooLong { extra: usize },
    #[error("第{position}位“{found}”不会出现在统一社会信用代码里（不用I、O、S、V、Z，第3至8位为数字），请对照证照核对")]
    Character { position: usize, found: char },
    #[error("校验码与前面的字符对不上，可能有一位写错，请对照证照逐位核对")]
    Check,
}

impl CreditCodeFault {
    /// The same message in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "Please enter the unified social credit code".into(),
            Self::TooShort { missing } => format!("The code has 18 characters; {missing} still missing"),
            Self::TooLong { extra } => format!("The code has 18 characters; this is {extra} too many"),
            Self::Character { position, found } => {
                format!(
                    "Character {position}, “{found}”, cannot stand there (I, O, S, V and Z are not used; 3 to 8 are digits)"
                )
            }
            Self::Check => {
                "The check character does not fit: one character may be wrong. Please compare one by one".into()
            }
        }
    }
}

impl CreditCode {
    pub fn parse(text: &str) -> Result<Self, CreditCodeFault> {
        let text: String = typed::tidied(text).to_ascii_uppercase();
        if text.is_empty() {
            return Err(CreditCodeFault::Empty);
        }
        if let Some((position, found)) = typed::first_misfit(&text, |position, c| match position {
            3..=8 => c.is_ascii_digit(),
            19.. => true,
            _ => u8::try_from(c).is_ok_and(|c| check::CREDIT.contains(&c)),
        }) {
            return Err(CreditCodeFault::Character { position, found });
        }
        match text.chars().count() {
            length if length < 18 => return Err(CreditCodeFault::TooShort { missing: 18 - length }),
            length if length > 18 => return Err(CreditCodeFault::TooLong { extra: length - 18 }),
            _ => {}
        }
        let (body, last) = text.split_at(17);
        if !check::credit(body).is_some_and(|c| last.starts_with(c)) {
            return Err(CreditCodeFault::Check);
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Registering authority 登记管理部门代码, such as `1` for 机构编制 and `9` for 工商 (now market regulation).
    pub fn authority(&self) -> &str {
        &self.0[..1]
    }

    /// The six digits of the division where the body was first registered.
    pub fn division(&self) -> &str {
        &self.0[2..8]
    }

    /// The nine characters of the body 主体标识码, the organisation code of old.
    pub fn body(&self) -> &str {
        &self.0[8..17]
    }

    /// The first three and the last four characters, stars between.
    pub fn masked(&self) -> String {
        typed::starred(&self.0, 3, 4)
    }
}

typed::read_by_parse!(CreditCode, CreditCodeFault);
typed::masked_debug!(CreditCode);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_of_real_organs_are_taken() {
        for code in ["11650000010183859F", "11440100007483172Q", "11440000006939756B"] {
            assert_eq!(CreditCode::parse(&code.to_lowercase()).unwrap().as_str(), code);
        }
    }

    #[test]
    fn its_parts_have_names() {
        let code = CreditCode::parse("11440100007483172Q").unwrap();
        assert_eq!((code.authority(), code.division(), code.body()), ("1", "440100", "007483172"));
    }

    #[test]
    fn the_message_says_how_to_mend_it() {
        let said = |text: &str| CreditCode::parse(text).unwrap_err().to_string();
        assert_eq!(said("1144010000748317"), "统一社会信用代码应为18位，还差2位");
        assert_eq!(
            CreditCode::parse("1144010O007483172Q").unwrap_err(),
            CreditCodeFault::Character { position: 8, found: 'O' }
        );
        assert_eq!(CreditCode::parse("11440100007483172R").unwrap_err(), CreditCodeFault::Check);
        assert_eq!(CreditCode::parse("11440100007483172QQ").unwrap_err(), CreditCodeFault::TooLong { extra: 1 });
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(place in 0usize..18, other in 0usize..31) {
            let mut bytes = b"11440100007483172Q".to_vec();
            prop_assume!(bytes[place] != check::CREDIT[other]);
            bytes[place] = check::CREDIT[other];
            let text = String::from_utf8(bytes).unwrap();
            prop_assert!(CreditCode::parse(&text).is_err());
        }

        #[test]
        fn two_swapped_neighbours_are_found(body in "[1-9A-HJ-NP]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}", place in 0usize..17) {
            let code = format!("{body}{}", check::credit(&body).unwrap());
            prop_assert!(CreditCode::parse(&code).is_ok());
            let mut bytes = code.into_bytes();
            prop_assume!(bytes[place] != bytes[place + 1]);
            bytes.swap(place, place + 1);
            let text = String::from_utf8(bytes).unwrap();
            prop_assert!(CreditCode::parse(&text).is_err());
        }
    }
}
