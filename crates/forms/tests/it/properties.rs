//! Whatever comes in, an answer comes out.

use budayang_forms::{Answers, Known, Lang, Limits, Masked, Reader, check, missing, posted, prefill, shown, typed};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::support::{birth, context};

/// Keys of the form, of its group, and others.
const KEYS: [&str; 18] = [
    "name",
    "number",
    "telephone",
    "senior_card",
    "married",
    "partner_number",
    "wedding",
    "children",
    "child_name",
    "birthday",
    "school",
    "income",
    "hardship",
    "home",
    "card",
    "proof",
    "rooms",
    "promise",
];

/// Values that come near what the form wants, so that deep branches are reached.
const NEAR: [&str; 23] = [
    "yes",
    "no",
    "王芳",
    "11010519491231002X",
    "138 1234 5678",
    "2012-5-1",
    "20190501",
    "9999-12-31",
    "0000-00-00",
    "2,000.50",
    "1.234",
    "-0",
    "３",
    "440106",
    "440199",
    "4111111111111111",
    "失业",
    "on",
    "　",
    "\u{0}",
    "\u{200b} ",
    "\u{0}a\r\nb\u{202e}",
    "",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![3 => proptest::sample::select(&NEAR[..]).prop_map(str::to_owned), 1 => any::<String>()]
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![9 => proptest::sample::select(&KEYS[..]).prop_map(str::to_owned), 1 => any::<String>()]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (-10..4_000i64).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        5 => word().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((key(), inner), 0..5)
                .prop_map(|pairs| Value::from(pairs.into_iter().collect::<Map<_, _>>())),
            (word(), word(), word()).prop_map(|(year, month, day)| json!({ "year": year, "month": month, "day": day })),
        ]
    })
}

fn answers() -> impl Strategy<Value = Answers> {
    proptest::collection::vec((key(), value()), 0..24).prop_map(Answers::from_iter)
}

/// Answers in which most fields are right, so that a whole check often passes.
fn likely() -> impl Strategy<Value = Answers> {
    let children = proptest::collection::vec(
        (word(), prop_oneof![Just("2012/5/1"), Just("2019-05-01")], word())
            .prop_map(|(name, born, school)| json!({ "child_name": name, "birthday": born, "school": school })),
        0..4,
    );
    let odd = proptest::collection::vec((key(), value()), 0..2);
    (children, prop_oneof![Just("no"), Just("yes")], 0..400_000i64, odd).prop_map(|(children, married, income, odd)| {
        let mut answers: Answers = serde_json::from_value(json!({
            "name": "　王 芳", "number": "11010519491231002x", "telephone": "+86 138-1234-5678", "married": married,
            "partner_number": "11010519491231002X", "wedding": "1975年5月1日", "children": children, "income": income,
            "hardship": "大病", "home": "4401 06", "card": "4111 1111 1111 1111", "proof": ["a", "a"], "rooms": "3.0",
            "promise": "on",
        }))
        .unwrap();
        answers.0.extend(odd);
        answers
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_json_is_checked_and_every_fault_says_something(answers in answers()) {
        let form = birth();
        missing(&form, &answers, &context());
        if let Err(faults) = check(&form, &answers, &context()) {
            for fault in faults {
                prop_assert!(!fault.message(Lang::Zh).is_empty());
                prop_assert!(!fault.message(Lang::En).is_empty());
            }
        }
    }

    #[test]
    fn checking_clean_answers_again_changes_nothing(answers in prop_oneof![answers(), likely()]) {
        let form = birth();
        if let Ok(clean) = check(&form, &answers, &context()) {
            prop_assert_eq!(check(&form, &clean, &context()), Ok(clean));
        }
    }

    #[test]
    fn any_answer_can_be_printed_and_typed_again(key in key(), value in value()) {
        let form = birth();
        for field in form.fields().filter(|field| field.key == key) {
            for masked in [Masked::Yes, Masked::No] {
                shown(field, &value, &Reader { masked, ..Reader::new(Lang::Zh) });
            }
            typed(field, &value);
        }
    }

    #[test]
    fn anything_can_be_posted_and_nothing_gets_lost(
        pairs in proptest::collection::vec((name(), word()), 0..30)
    ) {
        let form = birth();
        for section in &form.sections {
            let posted = posted(section, &pairs, &Limits::default()).unwrap();
            for (name, _) in &pairs {
                let key = name.split('.').next().unwrap();
                let is_there = posted.answers.get(key).is_some() || posted.unknown.contains(name);
                prop_assert!(is_there, "{}", name);
            }
            let _ = check(&form, &posted.answers, &context());
        }
    }

    #[test]
    fn what_was_posted_can_be_posted_again(typed_in in word()) {
        let form = birth();
        for section in &form.sections {
            for field in section.fields.iter().filter(|field| !field.kind.takes_many()) {
                let post = |text: &str| posted(section, &[(field.key.clone(), text.to_owned())], &Limits::default()).unwrap().answers;
                let first = post(&typed_in);
                let again = first.get(&field.key).map(|value| post(&typed(field, value)));
                prop_assert_eq!(again, Some(first));
            }
        }
    }

    #[test]
    fn what_is_filled_in_passes_its_own_check(answers in answers(), name in value(), division in value()) {
        let form = birth();
        let mut known = Known::default();
        let source = budayang_forms::Source { kind: budayang_forms::SourceKind::Vault, as_of: context().today };
        known.add("subject.name", name, source.clone());
        known.add("subject.division", division, source);
        let mut filled_in = answers.clone();
        let filled = prefill(&form, &known, &answers, &context());
        for one in &filled {
            filled_in.set(&one.field.key, one.value.clone());
        }
        if let Err(faults) = check(&form, &filled_in, &context()) {
            for one in &filled {
                prop_assert!(faults.iter().all(|fault| fault.path != one.field.key));
            }
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => key(),
        2 => (0..4u32, key()).prop_map(|(row, key)| format!("children.{row}.{key}")),
        1 => (key(), prop_oneof![Just("year"), Just("month"), Just("day")]).prop_map(|(key, part)| format!("{key}.{part}")),
        1 => any::<String>(),
    ]
}
