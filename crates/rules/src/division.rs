//! Administrative division codes 行政区划代码 (GB/T 2260 and GB/T 10114): 12 digits = 2+2+2+3+3.

use std::fmt;

pub use crate::item::Level;
use crate::typed;

/// A division by its 12 digits. Whether it exists, and when, is for the tree of divisions to say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DivisionCode([u8; 12]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DivisionFault {
    #[error("行政区划代码应为2、4、6、9或12位数字，现在是{length}位")]
    Length { length: usize },
    #[error("行政区划代码只有数字，第{position}位“{found}”请核对")]
    Character { position: usize, found: char },
    #[error("行政区划代码的前两位是省级代码，不能为00")]
    Province,
}

/// Where each level's digits end, from the nation down.
const ENDS: [(Level, usize); 6] = [
    (Level::Nation, 0),
    (Level::Province, 2),
    (Level::City, 4),
    (Level::County, 6),
    (Level::Township, 9),
    (Level::Village, 12),
];

impl DivisionCode {
    /// 全国
    pub const NATION: Self = Self(*b"000000000000");

    /// Takes 2, 4, 6, 9 or 12 digits; what is missing is zero.
    pub fn parse(text: &str) -> Result<Self, DivisionFault> {
        let text = typed::tidied(text);
        if let Some((position, found)) = typed::first_misfit(&text, |_, c| c.is_ascii_digit()) {
            return Err(DivisionFault::Character { position, found });
        }
        if !matches!(text.len(), 2 | 4 | 6 | 9 | 12) {
            return Err(DivisionFault::Length { length: text.len() });
        }
        let mut code = Self::NATION;
        code.0[..text.len()].copy_from_slice(text.as_bytes());
        if code.0.starts_with(b"00") && code != Self::NATION {
            return Err(DivisionFault::Province);
        }
        Ok(code)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("invariant: only ASCII digits are ever stored")
    }

    /// The lowest level whose digits are not all zero; never [`Level::ByLevel`].
    pub fn level(&self) -> Level {
        self.lowest().0
    }

    /// The digits that count: `44` for Guangdong, nothing for the nation. Codes of everything inside start with it.
    pub fn prefix(&self) -> &str {
        &self.as_str()[..self.lowest().1]
    }

    /// Six digits down to the county, nine for a township, twelve for a village.
    pub fn short(&self) -> &str {
        &self.as_str()[..self.lowest().1.max(6)]
    }

    /// The division above. Levels that a place does not have are passed over: above a township of Dongguan (441900003) stands
    /// the city (441900), which has no counties.
    pub fn parent(&self) -> Option<Self> {
        let (_, end) = self.lowest();
        let shorter = ENDS.iter().rev().map(|&(_, shorter)| shorter).filter(|&shorter| shorter < end);
        shorter.map(|shorter| self.cut(shorter)).find(|above| above != self)
    }

    /// From itself up to the nation.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> + use<> {
        std::iter::successors(Some(*self), Self::parent)
    }

    /// Itself and everything inside it.
    pub fn contains(&self, other: &Self) -> bool {
        other.as_str().starts_with(self.prefix())
    }

    fn lowest(&self) -> (Level, usize) {
        let significant = 12 - self.0.iter().rev().take_while(|&&c| c == b'0').count();
        ENDS.into_iter().find(|&(_, end)| significant <= end).unwrap_or((Level::Village, 12))
    }

    fn cut(&self, end: usize) -> Self {
        let mut code = Self::NATION;
        code.0[..end].copy_from_slice(&self.0[..end]);
        code
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DivisionCode({self})")
    }
}

typed::read_by_parse!(DivisionCode, DivisionFault);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn division(text: &str) -> DivisionCode {
        DivisionCode::parse(text).unwrap()
    }

    #[test]
    fn short_codes_are_padded() {
        assert_eq!(division("44"), division("440000"));
        assert_eq!(division("440106").as_str(), "440106000000");
        assert_eq!(division("00"), DivisionCode::NATION);
    }

    #[test]
    fn levels_and_short_forms() {
        for (text, level, short, prefix) in [
            ("00", Level::Nation, "000000", ""),
            ("44", Level::Province, "440000", "44"),
            ("4401", Level::City, "440100", "4401"),
            ("440106", Level::County, "440106", "440106"),
            ("440106001", Level::Township, "440106001", "440106001"),
            ("440106001007", Level::Village, "440106001007", "440106001007"),
            ("50", Level::Province, "500000", "50"),
            ("110100", Level::City, "110100", "1101"),
            ("440110", Level::County, "440110", "440110"),
        ] {
            let code = division(text);
            assert_eq!((code.level(), code.short(), code.prefix()), (level, short, prefix), "{text}");
        }
    }

    #[test]
    fn the_way_up_from_a_village() {
        let up: Vec<String> = division("440106001007").ancestors().map(|code| code.short().to_owned()).collect();
        assert_eq!(up, ["440106001007", "440106001", "440106", "440100", "440000", "000000"]);
    }

    #[test]
    fn a_city_without_counties() {
        assert_eq!(division("441900003").parent(), Some(division("441900")));
    }

    #[test]
    fn what_lies_inside() {
        assert!(DivisionCode::NATION.contains(&division("44")));
        assert!(division("44").contains(&division("440106001")));
        assert!(division("4401").contains(&division("4401")));
        assert!(!division("440106").contains(&division("4401")));
        assert!(!division("45").contains(&division("440106")));
    }

    #[test]
    fn faults() {
        assert_eq!(DivisionCode::parse("44010").unwrap_err(), DivisionFault::Length { length: 5 });
        assert_eq!(DivisionCode::parse("44010a").unwrap_err(), DivisionFault::Character { position: 6, found: 'a' });
        assert_eq!(DivisionCode::parse("000100").unwrap_err(), DivisionFault::Province);
        assert_eq!(DivisionCode::parse("").unwrap_err(), DivisionFault::Length { length: 0 });
    }

    proptest! {
        #[test]
        fn every_way_up_ends_at_the_nation(text in "[1-8][0-9]{11}") {
            let code = division(&text);
            prop_assert_eq!(code.ancestors().last(), Some(DivisionCode::NATION));
            prop_assert!(code.ancestors().count() <= 6);
            prop_assert!(code.ancestors().all(|above| above.contains(&code)));
            prop_assert_eq!(division(code.prefix()), code);
        }
    }
}
