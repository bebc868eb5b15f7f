//! Map approval numbers 审图号 (Map Management Regulations 地图管理条例, article 22): a map shown to the public carries one, such
//! as `GS(2020)3184号`, `GS京(2022)1061号` or `粤S(2021)013号`.

use std::fmt;
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapApproval(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是审图号，审图号像这样：GS(2020)3184号、粤S(2021)013号")]
pub struct NoMapApproval(String);

impl MapApproval {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MapApproval {
    type Err = NoMapApproval;

    fn from_str(text: &str) -> Result<Self, NoMapApproval> {
        let tidied: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let tidied = tidied.replace('（', "(").replace('）', ")");
        let sound = || {
            let (organ, rest) = tidied.split_once('(')?;
            let (year, rest) = rest.split_once(')')?;
            let serial = rest.strip_suffix('号')?;
            let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
            let organ_sound = organ.starts_with("GS") || (organ.ends_with('S') && organ.chars().count() == 2);
            (organ_sound && year.len() == 4 && digits(year) && digits(serial)).then_some(())
        };
        sound().map(|()| Self(tidied.clone())).ok_or_else(|| NoMapApproval(text.chars().take(40).collect()))
    }
}

impl fmt::Display for MapApproval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_ministry_and_of_provinces() {
        for number in ["GS(2020)3184号", "GS（2019）1822号", "GS京(2022)1061号", "粤S(2021)013号"] {
            assert!(number.parse::<MapApproval>().is_ok(), "{number}");
        }
        assert_eq!("GS（2019） 1822号".parse::<MapApproval>().unwrap().to_string(), "GS(2019)1822号");
    }

    #[test]
    fn nothing_else_passes_for_one() {
        for number in ["", "2020", "GS(2020)号", "GS(20)12号", "ABS(2020)12号", "GS(2020)3184"] {
            assert!(number.parse::<MapApproval>().is_err(), "{number}");
        }
    }
}
