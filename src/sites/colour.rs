//! A site's own colour, readable as text on white.

use serde::{Deserialize, Serialize};

/// `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Colour([u8; 3]);

/// WCAG 2.2, 1.4.3: text needs 4.5 to 1.
pub(super) const LEAST_CONTRAST: f64 = 4.5;

impl Colour {
    /// Contrast with white by WCAG's formula, from 1 to 21.
    pub(crate) fn contrast_with_white(&self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", hex::encode(self.0))
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut channels = [0; 3];
        text.strip_prefix('#')
            .filter(|digits| hex::decode_to_slice(digits, &mut channels).is_ok())
            .map(|_| Self(channels))
            .ok_or_else(|| format!("“{text}”不是颜色，请写成 #0a4690 这样"))
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(text: &str) -> f64 {
        Colour::try_from(text.to_owned()).unwrap().contrast_with_white()
    }

    #[test]
    fn contrast_as_wcag_computes_it() {
        assert!((contrast("#000000") - 21.0).abs() < 1e-9);
        assert!((contrast("#ffffff") - 1.0).abs() < 1e-9);
        // The well-known grey that just passes, and its neighbour that does not.
        assert!(contrast("#767676") >= LEAST_CONTRAST && contrast("#777777") < LEAST_CONTRAST);
    }

    #[test]
    fn something_else_is_no_colour() {
        assert!(Colour::try_from("red".to_owned()).unwrap_err().contains("#0a4690"));
    }
}
