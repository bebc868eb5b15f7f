//! A browser posts a page.

use budayang_forms::{Answers, Limits, Posted, TooMuch, check_section, posted, typed};
use serde_json::json;

use crate::support::{answers, birth, context, said};

fn post(section: &str, query: &str) -> Posted {
    let pairs: Vec<(String, String)> = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    posted(birth().section(section).unwrap(), &pairs, &Limits::default()).unwrap()
}

#[test]
fn a_date_is_posted_in_one_input_or_in_three() {
    assert_eq!(post("family", "wedding=2019年10月1日").answers, answers(json!({ "wedding": "2019-10-01" })));
    assert_eq!(
        post("family", "wedding.year=2019&wedding.month=10&wedding.day=1").answers,
        answers(json!({ "wedding": "2019-10-01" }))
    );
}

#[test]
fn what_cannot_be_read_stays_as_typed() {
    let posted = post("benefit", "income=两千&rooms=三&home=44010").answers;
    assert_eq!(posted, answers(json!({ "income": "两千", "home": "44010", "rooms": "三" })));
    let parts = post("family", "wedding.year=2019&wedding.month=13&wedding.day=").answers;
    assert_eq!(parts.get("wedding"), Some(&json!({ "year": "2019", "month": "13", "day": null })));
}

#[test]
fn money_comes_back_in_yuan() {
    let posted = post("benefit", "income=1234.5").answers;
    assert_eq!(posted.fen("income"), Some(123_450));
    let form = birth();
    assert_eq!(typed(form.field("income").unwrap(), posted.get("income").unwrap()), "1,234.50");
}

#[test]
fn boxes_repeat_their_name() {
    let posted = post("benefit", "hardship=大病&hardship=失业&promise=on").answers;
    assert_eq!(posted, answers(json!({ "hardship": ["大病", "失业"], "promise": true })));
}

#[test]
fn rows_are_numbered_and_closed_up() {
    let posted = post(
        "family",
        "children.0.child_name=&children.0.birthday=&children.7.child_name=王小明&children.7.birthday.year=2019&children.7.birthday.month=5&children.7.birthday.day=1",
    );
    assert_eq!(posted.answers, answers(json!({ "children": [{ "child_name": "王小明", "birthday": "2019-05-01" }] })));
    assert!(posted.unknown.is_empty());
}

#[test]
fn names_that_nobody_asked_are_reported() {
    let posted = post("applicant", "name=王芳&is_admin=yes&children.0.child_name=小明");
    assert_eq!(posted.unknown, ["children.0.child_name", "is_admin"]);
}

#[test]
fn two_answers_to_one_question_are_both_kept() {
    let posted = post("applicant", "name=王芳&name=李芳").answers;
    assert_eq!(posted.get("name"), Some(&json!(["王芳", "李芳"])));
    let faults = check_section(&birth(), "applicant", &posted, &context()).unwrap_err();
    assert_eq!(said(&faults)[0], "name: 姓名只需填写一个");
}

#[test]
fn a_page_replaces_its_own_answers_but_not_its_files() {
    let form = birth();
    let mut held = answers(json!({ "name": "王芳", "hardship": ["失业"], "proof": ["0190-a"] }));
    held.replace(form.section("benefit").unwrap(), post("benefit", "income=1").answers);
    assert_eq!(held, answers(json!({ "name": "王芳", "proof": ["0190-a"], "income": 100 })));
}

#[test]
fn more_than_a_person_types_is_refused() {
    let form = birth();
    let section = form.section("family").unwrap();
    let limits = Limits { pairs: 3, bytes: 10, rows: 2 };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let many = vec![pair("a", ""); 4];
    assert_eq!(posted(section, &many, &limits), Err(TooMuch::Pairs { max: 3 }));
    let long = [pair("married", "yes yes yes yes")];
    assert!(matches!(posted(section, &long, &limits), Err(TooMuch::Bytes { .. })));
    let rows = ["0", "1", "2"].map(|row| (format!("children.{row}.child_name"), "x".to_owned()));
    let roomy = Limits { bytes: 100, ..limits };
    assert!(matches!(posted(section, &rows, &roomy), Err(TooMuch::Rows { .. })));
}

#[test]
fn a_field_left_blank_is_remembered_as_blank() {
    assert_eq!(post("applicant", "name=　").answers.get("name"), Some(&json!(null)));
    assert_eq!(Answers::default().get("name"), None);
}

#[test]
fn of_a_divisions_lists_the_deepest_that_agrees_with_those_above_counts() {
    let form = birth();
    let home = |codes: &[&str]| {
        let pairs: Vec<(String, String)> = codes.iter().map(|code| ("home".to_owned(), (*code).to_owned())).collect();
        let section = form.sections.iter().find(|section| section.fields.iter().any(|field| field.key == "home"));
        posted(section.unwrap(), &pairs, &Limits::default()).unwrap().answers.get("home").cloned()
    };
    assert_eq!(home(&["440000000000", "440100000000", ""]), Some(json!("440100000000")));
    assert_eq!(home(&["440000000000", "441900000000", "440104000000"]), Some(json!("441900000000")));
    assert_eq!(home(&["", ""]), Some(json!(null)));
}
