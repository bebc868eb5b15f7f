//! A second application asks nothing that is known.

use budayang_forms::{Form, Known, Lang, Source, SourceKind, check, missing, prefill};
use serde_json::json;

use crate::support::{answers, birth, context};

fn profile() -> Source {
    Source { kind: SourceKind::Profile, as_of: "2020-02-12".parse().unwrap() }
}

fn fangs() -> Known {
    let mut known = Known::default();
    known.add("subject.name", "王芳", profile());
    known.add("subject.identity_number", "11010519491231002X", profile());
    known.add("subject.telephone", "020-83134173", profile());
    known.add("subject.division", "440106000000", profile());
    known
}

#[test]
fn known_answers_are_filled_in_where_they_fit() {
    let form = birth();
    let filled = prefill(&form, &fangs(), &answers(json!({})), &context());
    let keys: Vec<&str> = filled.iter().map(|filled| filled.field.key.as_str()).collect();
    // The telephone is a landline where a mobile is asked, and the division is not asked yet.
    assert_eq!(keys, ["name", "number"]);
    assert_eq!(filled[0].source.message(Lang::Zh), "来自您的账户资料（2020年2月12日）");
}

#[test]
fn what_a_person_typed_or_cleared_is_left_alone() {
    let form = birth();
    let touched = answers(json!({ "name": "王", "number": null }));
    assert!(prefill(&form, &fangs(), &touched, &context()).is_empty());
}

#[test]
fn a_question_that_opens_is_filled_in_too() {
    let form = birth();
    let filled = prefill(&form, &fangs(), &answers(json!({ "married": "no" })), &context());
    assert!(filled.iter().any(|filled| filled.field.key == "home"));
}

#[test]
fn an_earlier_case_teaches_what_it_asked() {
    let form = birth();
    let case =
        Source { kind: SourceKind::Case { no: "4401062020021200017".into() }, as_of: "2020-02-20".parse().unwrap() };
    let mut known = fangs();
    known.learn(&form, &answers(json!({ "name": "王芳芳", "telephone": "13812345678" })), &case);
    let filled = prefill(&form, &known, &answers(json!({})), &context());
    let values: Vec<_> = filled.iter().map(|filled| filled.value.as_str().unwrap()).collect();
    assert_eq!(values, ["王芳芳", "11010519491231002X", "13812345678"]);
    let mut given = answers(json!({}));
    for filled in filled {
        given.set(&filled.field.key, filled.value);
    }
    assert!(missing(&form, &given, &context())[0].is_settled());
    assert!(check(&form, &given, &context()).is_err());
}

#[test]
fn what_is_known_of_the_applicant_is_not_offered_for_somebody_else() {
    let form: Form = toml::from_str(
        r#"
        [[sections]]
        key = "s"
        title = "给谁办"
        [[sections.fields]]
        key = "for_whom"
        label = "给谁办"
        kind = "choice"
        options = ["自己", "家人"]
        [[sections.fields]]
        key = "elder"
        label = "老人姓名"
        kind = "text"
        known = "subject.name"
        known_when = { field = "for_whom", is = "自己" }
        "#,
    )
    .unwrap();
    let filled = |whom: &str| prefill(&form, &fangs(), &answers(json!({ "for_whom": whom })), &context()).len();
    assert_eq!((filled("自己"), filled("家人")), (1, 0));
}
