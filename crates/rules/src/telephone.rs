//! Telephone numbers as they stand in service guides and as people type them.

use crate::typed;

/// A mainland number in its usual writing: `13812345678`, `020-83134173`, `020-38356454-1`, `12345`, `400-700-0690`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Telephone {
    text: String,
    line: Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Line {
    Mobile,
    /// Lengths of the area code (0 when none was given) and of the number behind it.
    Landline {
        area: usize,
        number: usize,
    },
    /// 110, 12345, 95598, 400-…: `area` as above, for those written with one.
    Service {
        area: usize,
        number: usize,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TelephoneFault {
    #[error("请填写电话号码")]
    Empty,
    #[error("手机号码应为11位，还差{missing}位")]
    MobileTooShort { missing: usize },
    #[error("手机号码应为11位，多了{extra}位")]
    MobileTooLong { extra: usize },
    #[error("第{position}位“{found}”不会出现在电话号码里，请只填写一个号码，固定电话写作“区号-号码”")]
    Character { position: usize, found: char },
    #[error("没有认出这个号码：手机号码为11位，固定电话写作“区号-号码”，例如 020-83134173")]
    Unknown,
}

impl TelephoneFault {
    /// The same message in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "Please enter a telephone number".into(),
            Self::MobileTooShort { missing } => format!("A mobile number has 11 digits; {missing} still missing"),
            Self::MobileTooLong { extra } => format!("A mobile number has 11 digits; this is {extra} too many"),
            Self::Character { position, found } => {
                format!("Character {position}, “{found}”, cannot stand in a number; please enter one number only")
            }
            Self::Unknown => {
                "This is no number we know: mobile numbers have 11 digits, landlines are written 020-83134173".into()
            }
        }
    }
}

impl Telephone {
    /// Takes +86, any kind of dash, brackets round the area code, and an extension after `-` or 转.
    pub fn parse(text: &str) -> Result<Self, TelephoneFault> {
        let text = spelled(text);
        if text.is_empty() {
            return Err(TelephoneFault::Empty);
        }
        if let Some((position, found)) = typed::first_misfit(&text, |_, c| c.is_ascii_digit() || c == '-') {
            return Err(TelephoneFault::Character { position, found });
        }
        let digits = text.replace('-', "");
        if matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) && digits.len() > 6 {
            return mobile(digits);
        }
        if digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800")) {
            let text = format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..]);
            return Ok(Self { text, line: Line::Service { area: 0, number: 12 } });
        }
        fixed(&text).ok_or(TelephoneFault::Unknown)
    }

    /// Every number of a line such as `020-83527072；020-83805040 或 12348`.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, TelephoneFault> {
        text.split(['、', '，', ',', '；', ';', '/', '或', '。'])
            .filter(|part| !part.trim().is_empty())
            .map(Self::parse)
            .collect()
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn is_mobile(&self) -> bool {
        self.line == Line::Mobile
    }

    /// Whether somebody elsewhere in the country can dial it as it is written: guides must give the area code.
    pub fn has_area_code(&self) -> bool {
        matches!(self.line, Line::Landline { area: 1.., .. } | Line::Service { area: 1.., .. })
    }

    /// Hotlines, emergency and enterprise numbers: not personal data.
    pub fn is_service(&self) -> bool {
        matches!(self.line, Line::Service { .. })
    }

    /// `138****5678`, `020-****4173`; service numbers belong to nobody and stay as they are.
    pub fn masked(&self) -> String {
        match self.line {
            Line::Mobile => typed::starred(&self.text, 3, 4),
            Line::Service { .. } => self.text.clone(),
            Line::Landline { area, number } => {
                let start = if area > 0 { area + 1 } else { 0 };
                let (head, rest) = self.text.split_at(start);
                let (own, tail) = rest.split_at(number);
                format!("{head}{}{tail}", typed::starred(own, 0, 4))
            }
        }
    }

    /// The last four digits of the number itself, without an extension: what a person gives to follow a case.
    pub fn last_four(&self) -> &str {
        let own = match self.line {
            Line::Mobile => self.text.as_str(),
            Line::Landline { area, number } | Line::Service { area, number } => {
                let start = if area > 0 { area + 1 } else { 0 };
                &self.text[start..start + number]
            }
        };
        &own[own.len().saturating_sub(4)..]
    }
}

typed::read_by_parse!(Telephone, TelephoneFault);
typed::masked_debug!(Telephone);

/// One spelling for dashes, brackets, 转 and the country code.
fn spelled(text: &str) -> String {
    let mut spelled = String::new();
    for c in typed::tidied(text).chars() {
        match c {
            '转' | '(' | ')' | '—' | '–' | '－' | '―' | '‐' | '−' | '-' => {
                if !spelled.is_empty() && !spelled.ends_with('-') {
                    spelled.push('-');
                }
            }
            _ => spelled.push(c),
        }
    }
    let spelled = spelled.trim_end_matches('-');
    let national = spelled.strip_prefix("+86").or_else(|| spelled.strip_prefix("0086")).unwrap_or(spelled);
    national.trim_start_matches('-').to_owned()
}

fn mobile(digits: String) -> Result<Telephone, TelephoneFault> {
    match digits.len() {
        length @ ..11 => Err(TelephoneFault::MobileTooShort { missing: 11 - length }),
        11 => Ok(Telephone { text: digits, line: Line::Mobile }),
        length => Err(TelephoneFault::MobileTooLong { extra: length - 11 }),
    }
}

/// A landline or a service number, with or without area code, then at most two extensions or menu keys.
fn fixed(text: &str) -> Option<Telephone> {
    let (area, rest) = split_area(text);
    let mut parts = rest.split('-');
    let own = parts.next()?;
    let extensions: Vec<&str> = parts.collect();
    if extensions.len() > 2 || extensions.iter().any(|e| e.len() > 6) {
        return None;
    }
    let line = match own.len() {
        7 | 8 if matches!(own.as_bytes()[0], b'2'..=b'8') => Line::Landline { area: area.len(), number: own.len() },
        3 if own.starts_with("11") || own.starts_with("12") => Line::Service { area: area.len(), number: 3 },
        5 | 6
            if own.starts_with("12")
                || own.starts_with("11")
                || own.starts_with("95")
                || own.starts_with("96")
                || own.starts_with("10") =>
        {
            Line::Service { area: area.len(), number: own.len() }
        }
        _ => return None,
    };
    let text = [area, own].into_iter().chain(extensions).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    Some(Telephone { text, line })
}

/// Area codes: 010 and 02x have three digits, the others four (national numbering plan).
fn split_area(text: &str) -> (&str, &str) {
    let length = match text.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return ("", text),
    };
    match text.split_at_checked(length) {
        Some((area, rest)) if !area.contains('-') => (area, rest.strip_prefix('-').unwrap_or(rest)),
        _ => ("", text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn telephone(text: &str) -> Telephone {
        Telephone::parse(text).unwrap()
    }

    #[test]
    fn a_mobile_number_as_people_type_it() {
        let mobile = telephone("＋86 138-1234-5678");
        assert_eq!(mobile.as_str(), "13812345678");
        assert!(mobile.is_mobile() && !mobile.has_area_code());
        assert_eq!((mobile.masked().as_str(), mobile.last_four()), ("138****5678", "5678"));
        assert_eq!(format!("{mobile:?}"), "Telephone(\"138****5678\")");
    }

    #[test]
    fn a_landline_with_area_code_and_extension() {
        for text in ["020-38356454转1", "(020)38356454-1", "020 38356454－1", "02038356454-1"] {
            let landline = telephone(text);
            assert_eq!(landline.as_str(), "020-38356454-1", "{text}");
            assert_eq!((landline.masked().as_str(), landline.last_four()), ("020-****6454-1", "6454"));
            assert!(landline.has_area_code());
        }
        assert_eq!(telephone("0755-88127587").as_str(), "0755-88127587");
    }

    #[test]
    fn a_local_number_has_no_area_code() {
        assert!(!telephone("83134173").has_area_code());
        assert_eq!(telephone("83134173").masked(), "****4173");
    }

    #[test]
    fn service_numbers_of_real_guides() {
        for (text, written) in [
            ("12345", "12345"),
            ("110", "110"),
            ("020-12345", "020-12345"),
            ("020-12333–9", "020-12333-9"),
            ("020-12366-2-4", "020-12366-2-4"),
            ("020--12345-1", "020-12345-1"),
            ("020- 12316", "020-12316"),
            ("020-95598", "020-95598"),
            ("400-7000-690", "400-700-0690"),
        ] {
            let service = telephone(text);
            assert_eq!((service.as_str(), service.masked().as_str()), (written, written), "{text}");
            assert!(service.is_service());
        }
        assert_eq!(telephone("400-700-0690").last_four(), "0690");
        assert_eq!(telephone("110").last_four(), "110");
        assert!(telephone("020-12345").has_area_code() && !telephone("12345").has_area_code());
    }

    #[test]
    fn a_line_with_several_numbers() {
        let numbers = Telephone::parse_list("020-83527072；020-83805040 或 12348").unwrap();
        assert_eq!(
            numbers.iter().map(Telephone::as_str).collect::<Vec<_>>(),
            ["020-83527072", "020-83805040", "12348"]
        );
    }

    #[test]
    fn the_message_says_how_to_mend_it() {
        assert_eq!(Telephone::parse("1381234567").unwrap_err().to_string(), "手机号码应为11位，还差1位");
        assert_eq!(Telephone::parse("138123456789").unwrap_err(), TelephoneFault::MobileTooLong { extra: 1 });
        assert_eq!(Telephone::parse("无").unwrap_err(), TelephoneFault::Character { position: 1, found: '无' });
        assert_eq!(Telephone::parse("020-8313417").unwrap().as_str(), "020-8313417");
        assert_eq!(Telephone::parse("020-831").unwrap_err(), TelephoneFault::Unknown);
        assert_eq!(Telephone::parse(" ").unwrap_err(), TelephoneFault::Empty);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[-0-9（）转+a ]{0,20}") {
            if let Ok(telephone) = Telephone::parse(&text) {
                prop_assert!(!telephone.last_four().is_empty());
                prop_assert_eq!(telephone.masked().len(), telephone.as_str().len());
                prop_assert_eq!(Telephone::parse(telephone.as_str()), Ok(telephone.clone()));
            }
        }
    }
}
