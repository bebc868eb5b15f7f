//! What a person typed, made ready for checking.

/// Full-width characters become half-width, and everything blank or invisible goes.
pub(crate) fn tidied(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .map(half_width)
        .collect()
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The first character that `fits` refuses, with its position counted from 1 as people count.
pub(crate) fn first_misfit(text: &str, fits: impl Fn(usize, char) -> bool) -> Option<(usize, char)> {
    text.chars().enumerate().map(|(index, c)| (index + 1, c)).find(|&(position, c)| !fits(position, c))
}

/// The same text with every character but the first `head` and the last `tail` starred.
pub(crate) fn starred(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    if length <= head + tail {
        return "*".repeat(length);
    }
    text.chars().enumerate().map(|(i, c)| if i < head || i >= length - tail { c } else { '*' }).collect()
}

/// Serde and `FromStr` by way of `parse`: a value that was read is a value that was checked.
macro_rules! read_by_parse {
    ($type:ident, $fault:ident) => {
        impl std::str::FromStr for $type {
            type Err = $fault;
            fn from_str(text: &str) -> Result<Self, $fault> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $type {
            type Error = $fault;
            fn try_from(text: String) -> Result<Self, $fault> {
                Self::parse(&text)
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// `Debug` that shows the masked form only: personal data must not reach a log.
macro_rules! masked_debug {
    ($type:ident) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($type)).field(&self.masked()).finish()
            }
        }
    };
}

pub(crate) use {masked_debug, read_by_parse};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_ideographic_blanks_are_taken() {
        assert_eq!(tidied(" １１０　105Ｘ\u{200b}"), "110105X");
    }

    #[test]
    fn a_short_text_is_starred_wholly() {
        assert_eq!(starred("12345678", 3, 2), "123***78");
        assert_eq!(starred("1234", 3, 4), "****");
    }
}
