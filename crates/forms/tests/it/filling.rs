//! Somebody fills in the form, page by page.

use budayang_forms::{Form, Lang, Masked, Reader, State, check, check_section, missing, pages, shown, unknown};
use serde_json::json;

use crate::support::{answers, birth, context, said};

#[test]
fn a_blank_page_says_what_to_fill_in() {
    let faults = check_section(&birth(), "applicant", &answers(json!({})), &context()).unwrap_err();
    assert_eq!(said(&faults), ["name: 请填写姓名", "number: 请填写身份证号", "telephone: 请填写手机号码"]);
}

#[test]
fn a_question_opens_when_its_condition_holds() {
    let (form, context) = (birth(), context());
    let asked = |answers| {
        let pages = pages(&form, &answers, &context);
        pages[1].fields.iter().map(|asked| asked.field.key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(asked(answers(json!({}))), ["married", "children"]);
    assert_eq!(asked(answers(json!({ "married": "yes" }))), ["married", "partner_number", "children"]);
}

#[test]
fn a_hidden_answer_counts_as_none_and_is_dropped() {
    let hidden = answers(json!({ "married": "no", "partner_number": "11010519491231002X", "wedding": "2019-10-01" }));
    let clean = check_section(&birth(), "family", &hidden, &context()).unwrap();
    assert_eq!(clean.into_answers(), answers(json!({ "married": "no" })));
}

#[test]
fn an_answer_that_is_wrong_opens_nothing() {
    let wrong = answers(json!({ "married": "yes", "partner_number": "110105194912310021" }));
    let faults = check_section(&birth(), "family", &wrong, &context()).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].path, "partner_number");
}

#[test]
fn age_is_read_from_an_identity_number() {
    let (form, context) = (birth(), context());
    let born_in_1949 = answers(json!({ "number": "11010519491231002X" }));
    let asked = pages(&form, &born_in_1949, &context);
    assert!(asked[0].fields.iter().any(|asked| asked.field.key == "senior_card"));
}

#[test]
fn the_rows_of_a_group_are_checked_one_by_one() {
    let two = answers(json!({
        "married": "no",
        "children": [
            { "child_name": "王小明", "birthday": "2019-05-01" },
            { "child_name": "", "birthday": { "year": "2012", "month": "13", "day": "1" } },
        ],
    }));
    let faults = check_section(&birth(), "family", &two, &context()).unwrap_err();
    assert_eq!(
        said(&faults),
        ["children.1.child_name: 子女2：请填写姓名", "children.1.birthday: 子女2：出生日期的月份应为1至12"]
    );
}

#[test]
fn each_row_opens_its_own_questions() {
    let (form, context) = (birth(), context());
    let two = answers(json!({ "children": [{ "birthday": "2019-05-01" }, { "birthday": "2012-05-01" }] }));
    let asked = pages(&form, &two, &context);
    let rows = &asked[1].fields.last().unwrap().rows;
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_group_has_no_more_rows_than_allowed() {
    let four = answers(json!({ "married": "no", "children": [{}, {}, {}, {}] }));
    let faults = check_section(&birth(), "family", &four, &context()).unwrap_err();
    assert_eq!(said(&faults), ["children: 子女最多填写3项"]);
}

#[test]
fn a_row_without_a_visible_answer_is_no_row() {
    let form: Form = toml::from_str(
        r#"
        [[sections]]
        key = "trips"
        title = "行程"
        [[sections.fields]]
        key = "flights"
        label = "航班"
        kind = "group"
        required = false
        fields = [{ key = "number", label = "航班号", kind = "text", required = false }]
        "#,
    )
    .unwrap();
    let unseen = answers(json!({ "flights": [{ "number": "\u{200B}" }, { "seat": "12A" }] }));
    assert_eq!(check(&form, &unseen, &context()).unwrap().into_answers(), answers(json!({})));
}

#[test]
fn every_kind_says_what_it_wants() {
    let typed = answers(json!({
        "married": "no", "income": "2,000.005", "home": "440100", "card": "1234", "proof": ["a", "b", "c"],
        "rooms": "两间", "promise": false,
    }));
    let faults = check_section(&birth(), "benefit", &typed, &context()).unwrap_err();
    assert_eq!(
        said(&faults),
        [
            "income: 家庭月收入最多两位小数",
            "home: 居住地请选择到县（市、区）",
            "card: 银行卡号为12至19位数字，现在只有4位",
            "proof: 收入证明最多上传2个文件",
            "rooms: 住房间数请用数字填写，如12",
            "promise: 请阅读并勾选“承诺”",
        ]
    );
}

#[test]
fn a_finished_form_is_normalised() {
    let clean = check(&birth(), &whole(), &context()).unwrap();
    assert_eq!(clean.text("name"), Some("王芳"));
    assert_eq!(clean.text("telephone"), Some("13812345678"));
    assert_eq!(clean.fen("income"), Some(200_050));
    assert_eq!(clean.list("hardship"), ["失业", "大病"]);
    assert_eq!(clean.text("home"), Some("440106000000"));
    assert_eq!(clean.number("rooms"), Some(3.0));
    assert!(clean.agreed("promise"));
}

#[test]
fn the_task_list_shows_how_far_one_has_come() {
    let form = birth();
    let states = |given| {
        let tasks = missing(&form, &given, &context());
        tasks.iter().map(|task| (task.section.key.clone(), task.state)).collect::<Vec<_>>()
    };
    let state = |key: &str, state| (key.to_owned(), state);
    assert_eq!(
        states(answers(json!({ "name": "王芳" }))),
        [state("applicant", State::Incomplete), state("family", State::NotStarted)]
    );
    assert_eq!(
        states(whole()),
        [state("applicant", State::Done), state("family", State::Done), state("benefit", State::Done)]
    );
}

#[test]
fn answers_of_an_older_form_are_named_and_left_behind() {
    let mut old = whole();
    old.set("fax", "020-83134173");
    assert_eq!(unknown(&birth(), &old), ["fax"]);
    assert_eq!(check(&birth(), &old, &context()).unwrap().get("fax"), None);
}

#[test]
fn answers_are_printed_in_words() {
    let form = birth();
    let clean = check(&form, &whole(), &context()).unwrap();
    let print = |key: &str, lang| shown(form.field(key).unwrap(), clean.get(key).unwrap(), &Reader::new(lang));
    assert_eq!(print("income", Lang::Zh), "2,000.50元");
    assert_eq!(print("income", Lang::En), "CNY 2,000.50");
    assert_eq!(print("married", Lang::En), "No");
    assert_eq!(print("hardship", Lang::Zh), "失业、大病");
    assert_eq!(print("rooms", Lang::Zh), "3间");
    assert_eq!(
        print("children", Lang::Zh),
        "姓名：王小明，出生日期：2019年5月1日\n姓名：王小红，出生日期：2012年5月1日，就读学校：第一小学"
    );
}

#[test]
fn names_behind_codes_are_looked_up() {
    let form = birth();
    let names = |code: &str| (code == "440106000000").then(|| "广东省广州市天河区".to_owned());
    let reader = Reader { names: &names, ..Reader::new(Lang::Zh) };
    assert_eq!(shown(form.field("home").unwrap(), &json!("440106000000"), &reader), "广东省广州市天河区");
    assert_eq!(shown(form.field("home").unwrap(), &json!("420106000000"), &reader), "420106000000");
}

#[test]
fn personal_answers_are_starred_for_lists() {
    let form = birth();
    let masked = Reader { masked: Masked::Yes, ..Reader::new(Lang::Zh) };
    let print = |key: &str, value| shown(form.field(key).unwrap(), &value, &masked);
    assert_eq!(print("number", json!("11010519491231002X")), "110***********002X");
    assert_eq!(print("telephone", json!("13812345678")), "138****5678");
    assert_eq!(print("name", json!("王小芳")), "王*芳");
    assert_eq!(print("number", json!("not a number")), "************");
}

fn whole() -> budayang_forms::Answers {
    answers(json!({
        "name": " 王芳　", "number": "11010519491231002x", "telephone": "138 1234 5678",
        "married": "no",
        "children": [
            { "child_name": "王小明", "birthday": "2019-05-01" },
            { "child_name": "王小红", "birthday": "2012/5/1", "school": "第一小学" },
        ],
        "income": "2,000.5", "hardship": ["大病", "失业"], "home": "440106", "card": "4111 1111 1111 1111",
        "proof": ["0190-a"], "rooms": "３", "promise": "yes",
    }))
}
