//! Identity numbers: vectors of the standards, the faults people make, and every single slip.

use budayang_rules::identity::{Home, IdentityFault, IdentityKind, IdentityNumber, Sex};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn fault(text: &str) -> IdentityFault {
    IdentityNumber::parse(text).unwrap_err()
}

#[test]
fn the_vector_of_gb_11643() {
    let number = IdentityNumber::parse("11010519491231002X").unwrap();
    assert_eq!(number.kind(), IdentityKind::Resident);
    assert_eq!(number.birth_date(), Some(day(1949, 12, 31)));
    assert_eq!(number.sex(), Some(Sex::Female));
    assert_eq!(number.masked(), "110***********002X");
}

#[test]
fn the_vector_of_the_immigration_administration() {
    let number = IdentityNumber::parse("932682198501010017").unwrap();
    assert_eq!(number.kind(), IdentityKind::ForeignPermanent);
    assert_eq!(number.birth_date(), Some(day(1985, 1, 1)));
    assert_eq!(number.sex(), Some(Sex::Male));
}

#[test]
fn the_old_foreign_number_still_counts() {
    let number = IdentityNumber::parse("can110074010101").unwrap();
    assert_eq!(number.kind(), IdentityKind::ForeignPermanentOld);
    assert_eq!((number.birth_date(), number.sex()), (None, None));
    assert_eq!(fault("CAN11007401010").to_string(), "旧版外国人永久居留证号应为15位，还差1位");
}

#[test]
fn a_hong_kong_permit() {
    let number = IdentityNumber::parse("810000199001010019").unwrap();
    assert_eq!(number.kind(), IdentityKind::ResidencePermit(Home::HongKong));
    assert_eq!(number.kind().zh(), "港澳居民居住证");
}

#[test]
fn what_people_type_is_put_right() {
    let number = IdentityNumber::parse(" １１０１０５ 19491231 002x ").unwrap();
    assert_eq!(number.as_str(), "11010519491231002X");
}

#[test]
fn a_missing_digit_is_counted() {
    assert_eq!(fault("11010519491231002").to_string(), "身份证号应为18位，还差1位");
    assert_eq!(fault("11010519491231002X7").to_string(), "身份证号应为18位，多了1位");
    assert_eq!(fault("  "), IdentityFault::Empty);
}

#[test]
fn a_wrong_character_is_shown_with_its_place() {
    assert_eq!(fault("1101O519491231002X"), IdentityFault::Character { position: 5, found: 'O' });
    assert_eq!(fault("01010519491231002X"), IdentityFault::Character { position: 1, found: '0' });
    assert_eq!(fault("身份证"), IdentityFault::Character { position: 1, found: '身' });
}

#[test]
fn a_date_that_does_not_exist_is_told() {
    assert_eq!(fault("110105194902300021"), IdentityFault::Date { year: 1949, month: 2, day: 30 });
    assert_eq!(fault("110105000001010021"), IdentityFault::Date { year: 0, month: 1, day: 1 });
    assert_eq!(fault("110105999912310021"), IdentityFault::Date { year: 9999, month: 12, day: 31 });
}

#[test]
fn a_first_generation_number_is_explained() {
    assert_eq!(fault("110105491231002"), IdentityFault::FirstGeneration);
}

#[test]
fn personal_data_stays_out_of_logs() {
    let number = IdentityNumber::parse("11010519491231002X").unwrap();
    assert_eq!(format!("{number:?}"), "IdentityNumber(\"110***********002X\")");
}

#[test]
fn serde_checks_what_it_reads() {
    let number: IdentityNumber = serde_json::from_str("\"11010519491231002x\"").unwrap();
    assert_eq!(serde_json::to_string(&number).unwrap(), "\"11010519491231002X\"");
    assert!(serde_json::from_str::<IdentityNumber>("\"110105194912310021\"").is_err());
}

/// Numbers made by the weights of GB 11643, not by the code under test.
fn valid() -> impl Strategy<Value = String> {
    (110_000u32..660_000, 0i64..80_000, 0u32..1000).prop_map(|(division, days, sequence)| {
        let birth = day(1850, 1, 1) + chrono::Duration::days(days);
        let body = format!("{division}{}{sequence:03}", birth.format("%Y%m%d"));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.chars().filter_map(|c| c.to_digit(10)).zip(weights).map(|(d, w)| d * w).sum();
        let check = "10X98765432".chars().nth(sum as usize % 11).unwrap();
        format!("{body}{check}")
    })
}

proptest! {
    #[test]
    fn a_valid_number_is_taken(number in valid()) {
        let parsed = IdentityNumber::parse(&number).unwrap();
        prop_assert_eq!(parsed.as_str(), number.as_str());
    }

    #[test]
    fn one_wrong_digit_is_found(number in valid(), place in 0usize..18, shift in 1u8..10) {
        let mut bytes = number.into_bytes();
        bytes[place] = match bytes[place] {
            b'X' => b'0' + shift,
            digit => b'0' + (digit - b'0' + shift) % 10,
        };
        let wrong = String::from_utf8(bytes).unwrap();
        prop_assert!(IdentityNumber::parse(&wrong).is_err());
    }

    #[test]
    fn two_swapped_neighbours_are_found(number in valid(), place in 0usize..17) {
        let mut bytes = number.into_bytes();
        prop_assume!(bytes[place] != bytes[place + 1]);
        bytes.swap(place, place + 1);
        let wrong = String::from_utf8(bytes).unwrap();
        prop_assert!(IdentityNumber::parse(&wrong).is_err());
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,24}") {
        let _ = IdentityNumber::parse(&text);
    }
}
