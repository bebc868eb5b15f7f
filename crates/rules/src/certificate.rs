//! Electronic certificate identifiers 电子证照标识 (GB/T 36901-2018, GB/T 36904-2018).

use std::fmt;

use crate::{check, typed};

/// The object identifier under which all electronic certificates stand.
const ROOT: &str = "1.2.156.3005.2";

/// `1.2.156.3005.2.{type 21}.{issuer 18}.{serial}.{version 3}.{check}`; the check character is ISO 7064 MOD 37,36 over the
/// four fields joined without root and dots.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CertificateId(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    #[error("电子证照标识应为“1.2.156.3005.2.证照类型.颁发机构.流水号.版本.校验位”，请核对是否抄写完整")]
    Shape,
    #[error("{field}“{value}”应为{expected}")]
    Field { field: &'static str, value: String, expected: &'static str },
    #[error("电子证照标识的校验位对不上，可能有一位抄错，请对照证照核对")]
    Check,
}

impl CertificateId {
    /// `kind` is the certificate type code 证照类型代码 (21 characters), `issuer` a unified social credit code, `serial` at most 64 characters.
    pub fn new(kind: &str, issuer: &str, serial: &str, version: u16) -> Result<Self, CertificateFault> {
        let version = format!("{version:03}");
        field("证照类型代码", kind, 21..=21, "21位数字和大写字母")?;
        field("颁发机构代码", issuer, 18..=18, "18位统一社会信用代码")?;
        field("流水号", serial, 1..=64, "1至64位数字和大写字母")?;
        field("版本号", &version, 3..=3, "3位数字，从001到999")?;
        let check = check::hybrid(&[kind, issuer, serial, &version].concat(), check::ALPHANUMERIC)
            .ok_or(CertificateFault::Shape)?;
        Ok(Self(format!("{ROOT}.{kind}.{issuer}.{serial}.{version}.{check}")))
    }

    pub fn parse(text: &str) -> Result<Self, CertificateFault> {
        let text = typed::tidied(text).to_ascii_uppercase();
        let fields = text.strip_prefix(ROOT).and_then(|rest| rest.strip_prefix('.')).ok_or(CertificateFault::Shape)?;
        let [kind, issuer, serial, version, _] = fields.split('.').collect::<Vec<_>>()[..] else {
            return Err(CertificateFault::Shape);
        };
        field("版本号", version, 3..=3, "3位数字，从001到999")?;
        let number = version.parse().map_err(|_| CertificateFault::Shape)?;
        let right = Self::new(kind, issuer, serial, number)?;
        if right.0 == text { Ok(right) } else { Err(CertificateFault::Check) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Certificate type code.
    pub fn kind(&self) -> &str {
        self.field(0)
    }

    /// Unified social credit code of the organ that issued it.
    pub fn issuer(&self) -> &str {
        self.field(1)
    }

    pub fn serial(&self) -> &str {
        self.field(2)
    }

    pub fn version(&self) -> u16 {
        self.field(3).parse().expect("invariant: a stored version is three digits")
    }

    fn field(&self, index: usize) -> &str {
        self.0[ROOT.len() + 1..].split('.').nth(index).expect("invariant: a stored identifier has all its fields")
    }
}

impl fmt::Display for CertificateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CertificateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CertificateId({self})")
    }
}

typed::read_by_parse!(CertificateId, CertificateFault);

fn field(
    name: &'static str,
    value: &str,
    length: std::ops::RangeInclusive<usize>,
    expected: &'static str,
) -> Result<(), CertificateFault> {
    let only_digits = name == "版本号";
    let fits = |c: u8| c.is_ascii_digit() || (c.is_ascii_uppercase() && !only_digits);
    if length.contains(&value.len()) && value.bytes().all(fits) {
        Ok(())
    } else {
        Err(CertificateFault::Field { field: name, value: value.to_owned(), expected })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VECTOR: &str = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";

    #[test]
    fn the_known_vector() {
        let id = CertificateId::new("11100000000013338W011", "11430000006122244L", "20230000403", 1).unwrap();
        assert_eq!(id.to_string(), VECTOR);
        let read = CertificateId::parse(VECTOR).unwrap();
        assert_eq!(read.kind(), "11100000000013338W011");
        assert_eq!((read.issuer(), read.serial(), read.version()), ("11430000006122244L", "20230000403", 1));
    }

    #[test]
    fn a_slip_is_told_from_a_torn_copy() {
        let slip = VECTOR.replace("20230000403", "20230000408");
        assert_eq!(CertificateId::parse(&slip).unwrap_err(), CertificateFault::Check);
        assert_eq!(CertificateId::parse(&VECTOR[..60]).unwrap_err(), CertificateFault::Shape);
        assert_eq!(CertificateId::parse("").unwrap_err(), CertificateFault::Shape);
    }

    #[test]
    fn a_field_that_does_not_fit_is_named() {
        let fault = CertificateId::new("11100000000013338W011", "1143", "1", 1).unwrap_err();
        assert_eq!(fault.to_string(), "颁发机构代码“1143”应为18位统一社会信用代码");
        assert!(CertificateId::new("11100000000013338W011", "11430000006122244L", "1", 1000).is_err());
        assert!(CertificateId::parse(&VECTOR.replace(".001.", ".+01.")).is_err());
    }

    proptest! {
        #[test]
        fn what_was_made_is_read(serial in "[0-9A-Z]{1,40}", version in 1u16..1000) {
            let id = CertificateId::new("11100000000013338W011", "11430000006122244L", &serial, version).unwrap();
            prop_assert_eq!(CertificateId::parse(id.as_str()).unwrap(), id);
        }

        #[test]
        fn one_wrong_character_is_found(place in 15usize..VECTOR.len(), other in 0usize..36) {
            let mut bytes = VECTOR.as_bytes().to_vec();
            prop_assume!(bytes[place] != b'.' && bytes[place] != check::ALPHANUMERIC[other]);
            bytes[place] = check::ALPHANUMERIC[other];
            let text = String::from_utf8(bytes).unwrap();
            prop_assert!(CertificateId::parse(&text).is_err());
        }
    }
}
