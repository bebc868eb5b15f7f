//! A form that asks everything, and a day on which it is asked.

use budayang_forms::{Answers, Context, Fault, Form, Lang};
use serde_json::Value;

/// 生育登记, much as a pack would write it.
pub(crate) const BIRTH: &str = r#"
[[sections]]
key = "applicant"
title = { zh = "申请人", en = "Applicant" }

[[sections.fields]]
key = "name"
label = { zh = "姓名", en = "Name" }
kind = "text"
pattern = "person-name"
max = 40
known = "subject.name"
sensitive = true

[[sections.fields]]
key = "number"
label = { zh = "身份证号", en = "Identity number" }
kind = "identity-number"
known = "subject.identity_number"

[[sections.fields]]
key = "telephone"
label = "手机号码"
kind = "telephone"
mobile_only = true
known = "subject.telephone"

[[sections.fields]]
key = "senior_card"
label = "老年优待证号"
kind = "text"
required = false
when = { age_of = "number", at_least = 60 }

[[sections]]
key = "family"
title = "家庭"
intro = "请按结婚证填写。"

[[sections.fields]]
key = "married"
label = "是否已婚"
kind = "choice"
options = [{ key = "yes", label = { zh = "是", en = "Yes" } }, { key = "no", label = { zh = "否", en = "No" } }]

[[sections.fields]]
key = "partner_number"
label = "配偶身份证号"
kind = "identity-number"
when = { field = "married", is = "yes" }

[[sections.fields]]
key = "wedding"
label = "结婚登记日期"
kind = "date"
min = "1950-05-01"
max = "today"
when = { field = "partner_number", answered = true }

[[sections.fields]]
key = "children"
label = "子女"
kind = "group"
required = false
max = 3
item = { zh = "子女", en = "Child" }

[[sections.fields.fields]]
key = "child_name"
label = { zh = "姓名", en = "Name" }
kind = "text"

[[sections.fields.fields]]
key = "birthday"
label = "出生日期"
kind = "date"
max = "today"

[[sections.fields.fields]]
key = "school"
label = "就读学校"
kind = "text"
when = { age_of = "birthday", at_least = 6 }

[[sections]]
key = "benefit"
title = "补贴"
when = { any = [{ field = "children", at_least = 2 }, { field = "married", is = "no" }] }

[[sections.fields]]
key = "income"
label = "家庭月收入"
kind = "money"
max = 100_000_000

[[sections.fields]]
key = "hardship"
label = "困难情形"
kind = "choices"
options = ["失业", "大病", "残疾"]
required = false
when = { field = "income", under = 300_000 }

[[sections.fields]]
key = "home"
label = "居住地"
kind = "division"
level = "county"
within = "44"
known = "subject.division"

[[sections.fields]]
key = "card"
label = "收款银行卡号"
kind = "bank-card"

[[sections.fields]]
key = "proof"
label = "收入证明"
kind = "file"
max_count = 2
accept = ["pdf", "jpg"]

[[sections.fields]]
key = "rooms"
label = "住房间数"
kind = "number"
integer = true
min = 1
max = 20
unit = { zh = "间", en = "rooms" }
required = false

[[sections.fields]]
key = "promise"
label = "承诺"
kind = "declaration"
text = "以上内容属实。"
"#;

pub(crate) fn birth() -> Form {
    toml::from_str(BIRTH).unwrap()
}

/// 27 February 2020, in a country whose divisions all exist but 440199.
pub(crate) fn context() -> Context<'static> {
    Context { today: "2020-02-27".parse().unwrap(), division_exists: &|code| code != "440199000000" }
}

pub(crate) fn answers(json: Value) -> Answers {
    serde_json::from_value(json).unwrap()
}

/// `path: message`, as they stand in the summary at the top of a page.
pub(crate) fn said(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{}: {}", fault.path, fault.message(Lang::Zh))).collect()
}
