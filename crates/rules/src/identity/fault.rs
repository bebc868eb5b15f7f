//! What is wrong with an identity number, and how to mend it.

/// The message never repeats the number, only the one character that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    #[error("请填写身份证件号码")]
    Empty,
    #[error("{document}应为{expected}位，还差{missing}位")]
    TooShort { document: &'static str, expected: usize, missing: usize },
    #[error("{document}应为{expected}位，多了{extra}位")]
    TooLong { document: &'static str, expected: usize, extra: usize },
    #[error("第{position}位“{found}”不会出现在这个位置，请对照证件核对")]
    Character { position: usize, found: char },
    #[error("第7至14位表示出生日期，{year}年{month}月{day}日不是可能的出生日期，请对照证件核对")]
    Date { year: i32, month: u32, day: u32 },
    #[error("校验码与前面的数字对不上，可能有一位写错或相邻两位写反，请对照证件逐位核对")]
    Check,
    /// 15-digit numbers of the first generation ended on 2013-01-01 (Resident Identity Card Law, decision of 2011).
    #[error("15位身份证号已于2013年1月1日停止使用，请填写18位公民身份号码")]
    FirstGeneration,
}

impl IdentityFault {
    /// The same message in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "Please enter the number of your identity document".into(),
            Self::TooShort { expected, missing, .. } => format!("The number has {expected} characters; {missing} still missing"),
            Self::TooLong { expected, extra, .. } => format!("The number has {expected} characters; this is {extra} too many"),
            Self::Character { position, found } => {
                format!("Character {position}, “{found}”, cannot stand there; please compare it with your document")
            }
            Self::Date { year, month, day } => {
                format!("Digits 7 to 14 are the date of birth, and {year:04}-{month:02}-{day:02} cannot be one")
            }
            Self::Check => {
                "The check character does not fit: one digit may be wrong, or two neighbours swapped. Please compare digit by digit".into()
            }
            Self::FirstGeneration => "Numbers of 15 digits ended on 1 January 2013; please enter the one of 18".into(),
        }
    }
}
