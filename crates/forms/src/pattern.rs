//! Named shapes of a text. Named ones only: a pack brings no regular expressions that could stall a server.

use serde::{Deserialize, Serialize};

use crate::Lang;

/// What a text must look like beyond its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// A Chinese or foreign name: letters of any script, spaces, and the marks `·-.'` between them.
    PersonName,
    Digits,
    LettersAndDigits,
    /// Six digits (邮政编码).
    Postcode,
    Email,
    /// A plate of a motor vehicle (机动车号牌, GA 36): 京A12345, and one character more for new energy vehicles.
    LicencePlate,
    /// 5 to 20 capital letters and digits; a passport number has no check digit.
    Passport,
    WebAddress,
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const PLATE_ENDS: &str = "挂学警港澳";

impl Pattern {
    /// Brings what people type to one form: plates and passports in capitals, no spaces inside numbers.
    pub(crate) fn tidy(self, text: &str) -> String {
        match self {
            Self::PersonName => text.replace(['•', '・', '．'], "·"),
            Self::Digits | Self::LettersAndDigits | Self::Postcode => without_spaces(&half_width(text)),
            Self::LicencePlate => without_spaces(&half_width(text)).replace(['·', '•'], "").to_uppercase(),
            Self::Passport => without_spaces(&half_width(text)).to_ascii_uppercase(),
            Self::Email | Self::WebAddress => half_width(text),
        }
    }

    pub fn fits(self, text: &str) -> bool {
        let chars = || text.chars();
        match self {
            Self::PersonName => {
                chars().any(char::is_alphabetic) && chars().all(|c| c.is_alphabetic() || "·-.' ’".contains(c))
            }
            Self::Digits => !text.is_empty() && chars().all(|c| c.is_ascii_digit()),
            Self::LettersAndDigits => !text.is_empty() && chars().all(|c| c.is_ascii_alphanumeric()),
            Self::Postcode => text.len() == 6 && chars().all(|c| c.is_ascii_digit()),
            Self::Email => is_email(text),
            Self::LicencePlate => is_plate(text),
            Self::Passport => {
                (5..=20).contains(&text.len()) && chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            }
            Self::WebAddress => {
                let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
                host.is_some_and(|host| host.contains('.') && !host.starts_with('.'))
                    && !chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
            }
        }
    }

    /// What is wanted, to follow 应为 or "must be".
    pub fn wanted(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::PersonName, Lang::Zh) => "证件上的姓名，不含数字和符号",
            (Self::Digits, Lang::Zh) => "数字",
            (Self::LettersAndDigits, Lang::Zh) => "英文字母和数字",
            (Self::Postcode, Lang::Zh) => "6位数字，如100017",
            (Self::Email, Lang::Zh) => "电子邮箱地址，如 name@example.cn",
            (Self::LicencePlate, Lang::Zh) => "完整的车牌号，如京A12345",
            (Self::Passport, Lang::Zh) => "5至20位字母和数字，如E12345678",
            (Self::WebAddress, Lang::Zh) => "以 https:// 开头的网址",
            (Self::PersonName, Lang::En) => "the name as it stands in the document, without digits or signs",
            (Self::Digits, Lang::En) => "digits only",
            (Self::LettersAndDigits, Lang::En) => "letters and digits only",
            (Self::Postcode, Lang::En) => "six digits, such as 100017",
            (Self::Email, Lang::En) => "an e-mail address, such as name@example.cn",
            (Self::LicencePlate, Lang::En) => "a whole plate number, such as 京A12345",
            (Self::Passport, Lang::En) => "5 to 20 letters and digits, such as E12345678",
            (Self::WebAddress, Lang::En) => "a web address that starts with https://",
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    !name.is_empty()
        && !name.contains('@')
        && text.len() <= 254
        && host.split('.').count() >= 2
        && host.split('.').all(|label| !label.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"(),;".contains(c))
}

fn is_plate(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let [province, office, rest @ ..] = chars.as_slice() else { return false };
    let Some((last, middle)) = rest.split_last() else { return false };
    let letter_or_digit = |c: &char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"IO".contains(*c));
    PROVINCES.contains(*province)
        && office.is_ascii_uppercase()
        && (5..=6).contains(&rest.len())
        && middle.iter().all(letter_or_digit)
        && (letter_or_digit(last) || PLATE_ENDS.contains(*last))
}

/// Full-width letters, digits, signs and spaces (Ａ１，　) as plain ones.
pub(crate) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

pub(crate) fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn takes(pattern: Pattern, typed: &str, kept: &str) {
        let tidy = pattern.tidy(typed);
        assert_eq!(tidy, kept);
        assert!(pattern.fits(&tidy), "{tidy}");
    }

    #[test]
    fn names_of_all_peoples_are_names() {
        for name in ["王芳", "迪丽热巴·迪力木拉提", "欧阳娜娜", "𠮷田", "Jean-Luc O'Brien"] {
            takes(Pattern::PersonName, name, name);
        }
        takes(Pattern::PersonName, "阿凡提•买买提", "阿凡提·买买提");
        assert!(!Pattern::PersonName.fits("王芳2"));
        assert!(!Pattern::PersonName.fits("--"));
    }

    #[test]
    fn plates_are_brought_to_capitals() {
        takes(Pattern::LicencePlate, "京a·12345", "京A12345");
        takes(Pattern::LicencePlate, "粤ＢＤ12345", "粤BD12345");
        takes(Pattern::LicencePlate, "鄂A1234挂", "鄂A1234挂");
        assert!(!Pattern::LicencePlate.fits("京A1234"));
        assert!(!Pattern::LicencePlate.fits("京AI2345"));
    }

    #[test]
    fn addresses_of_mail_and_web() {
        takes(Pattern::Email, "li.fang@mail.example.cn", "li.fang@mail.example.cn");
        assert!(!Pattern::Email.fits("li.fang@mail"));
        assert!(!Pattern::Email.fits("a@b@example.cn"));
        assert!(Pattern::WebAddress.fits("https://www.gov.cn/zhengce"));
        assert!(!Pattern::WebAddress.fits("javascript:alert(1)"));
    }
}
