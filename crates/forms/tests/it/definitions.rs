//! A pack is checked before it is published.

use budayang_forms::{Form, Lang, faults_of_definition};

use crate::support::{BIRTH, birth};

/// `path: problem` of a form whose one section holds these fields.
fn faults(fields: &str) -> Vec<String> {
    let form: Form = toml::from_str(&format!("[[sections]]\nkey = \"s\"\ntitle = \"节\"\n{fields}")).unwrap();
    faults_of_definition(&form).iter().map(|fault| format!("{}: {}", fault.path, fault.problem)).collect()
}

fn field(key: &str, rest: &str) -> String {
    format!("[[sections.fields]]\nkey = \"{key}\"\nlabel = \"字段\"\n{rest}\n")
}

#[test]
fn a_sound_form_has_no_faults() {
    assert_eq!(faults_of_definition(&birth()), []);
}

#[test]
fn a_form_survives_json_and_toml() {
    let form = birth();
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
    let written = toml::to_string(&form).unwrap();
    assert_eq!(toml::from_str::<Form>(&written).unwrap(), form);
}

#[test]
fn a_misspelled_setting_is_refused_by_name() {
    for (right, wrong) in
        [("mobile_only", "mobileonly"), ("max_count", "maxcount"), ("intro", "introduction"), ("within", "inside")]
    {
        let fault = toml::from_str::<Form>(&BIRTH.replace(right, wrong)).unwrap_err().to_string();
        assert!(fault.contains(wrong), "{wrong}: {fault}");
    }
}

#[test]
fn a_fault_says_where_and_what_to_do() {
    let form: Form = toml::from_str("sections = []").unwrap();
    let faults = faults_of_definition(&form);
    assert_eq!(faults[0].message(Lang::Zh), "form：表单没有内容。请至少写一个 sections");
    assert_eq!(faults[0].message(Lang::En), "form: the form is empty. Write at least one section");
}

#[test]
fn keys_are_plain_and_used_once() {
    let address = "kind = \"address\"";
    assert_eq!(faults(&[field("home", address), field("home", address)].concat()), ["s.home: 键“home”用了两次"]);
    assert_eq!(faults(&field("Home-1", address)), ["s.Home-1: 键“Home-1”不合规则"]);
}

#[test]
fn conditions_look_back_at_fields_that_exist() {
    let yes = "kind = \"choice\"\noptions = [\"yes\", \"no\"]";
    let when = |test: &str| field("b", &format!("kind = \"address\"\nwhen = {{ {test} }}"));
    let after = |test: &str| faults(&[field("a", yes), when(test)].concat());
    assert_eq!(after("field = \"a\", is = \"yes\""), [""; 0]);
    assert_eq!(after("field = \"c\", is = \"yes\""), ["s.b: 条件里的“c”不存在"]);
    assert_eq!(after("field = \"a\", is = \"maybe\""), ["s.b: “a”不会等于条件里的值"]);
    assert_eq!(after("field = \"a\", over = 3"), ["s.b: “a”不能比较大小"]);
    assert_eq!(after("age_of = \"a\", over = 3"), ["s.b: “a”不能算出年龄"]);
    assert_eq!(after("field = \"a\", within = \"42\""), ["s.b: “a”不能这样用 within"]);
    assert_eq!(after("all = []"), ["s.b: 条件列表是空的"]);
    let ahead = faults(&[when("field = \"c\", is = \"yes\""), field("c", yes)].concat());
    assert_eq!(ahead, ["s.b: 条件里的“c”排在后面"]);
    assert_eq!(faults(&when("field = \"b\", answered = true")), ["s.b: 条件里的“b”排在后面"]);
}

#[test]
fn limits_leave_room_for_an_answer() {
    assert_eq!(faults(&field("a", "kind = \"number\"\nmin = 3\nmax = 2")), ["s.a: min 大于 max，没有可填的答案"]);
    assert_eq!(
        faults(&field("a", "kind = \"date\"\nmin = \"today\"\nmax = \"today-1d\"")),
        ["s.a: min 大于 max，没有可填的答案"]
    );
    assert_eq!(faults(&field("a", "kind = \"choice\"\noptions = []")), ["s.a: 没有选项"]);
    assert_eq!(faults(&field("a", "kind = \"choices\"\noptions = [\"x\", \"x\"]")), ["s.a: 键“x”用了两次"]);
    assert_eq!(faults(&field("a", "kind = \"division\"\nwithin = \"广东\"")), ["s.a: within 不是行政区划代码"]);
    assert_eq!(faults(&field("a", "kind = \"file\"\naccept = [\".pdf\"]")), ["s.a: accept 应为扩展名，不带点"]);
}

#[test]
fn what_is_known_has_a_path() {
    assert_eq!(
        faults(&field("a", "kind = \"address\"\nknown = \"subject.shoe_size\"")),
        ["s.a: 没有“subject.shoe_size”这个已知信息"]
    );
    assert_eq!(faults(&field("a", "kind = \"address\"\nknown = \"vault.business_licence.address\"")), [""; 0]);
}

#[test]
fn a_group_holds_no_group() {
    let inner = "{ key = \"b\", label = \"内\", kind = \"group\", fields = [{ key = \"c\", label = \"里\", kind = \"address\" }] }";
    assert_eq!(faults(&field("a", &format!("kind = \"group\"\nfields = [{inner}]"))), ["s.a.b: 组里不能再有组"]);
}
