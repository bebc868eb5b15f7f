//! A service item (政务服务事项) with all elements of the national implementation list (实施清单, standards §1).

use budayang_forms::{Form, Question, Text};
use budayang_rules::division::DivisionCode;
use budayang_rules::item::{
    Audience, BodyKind, HandledAcross, HandlingForm, ItemCode, ItemType, Kind, MaterialForm, MaterialKind,
    MaterialSource, Necessity, OnlineDepth,
};
use budayang_rules::limit::TimeLimit;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a pack file, an import and the database hold. TOML in packs, JSON in the database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// 实施编码, 31 characters, 33 for a handling item.
    pub code: ItemCode,
    pub name: Text,
    /// Everyday names: 驾照 for 机动车驾驶证.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// The item whose elements this one inherits (基本目录 or the parent level's item).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<ItemCode>,
    #[serde(rename = "type")]
    pub kind_of_power: ItemType,
    pub division: DivisionCode,
    pub body: Body,
    /// 示例: the elements are an example, not the organ's published list.
    #[serde(default)]
    pub sample: bool,
    #[serde(default)]
    pub state: ItemState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<LegalBasis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_of_power: Option<String>,
    /// 即办件 or 承诺件.
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory_limit: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_limit: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// 特殊程序 such as hearing, test, appraisal: what it is and how long it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_procedures: Vec<SpecialProcedure>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intermediary: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    pub audiences: Vec<Audience>,
    /// Theme codes (standards §1), natural persons'.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Theme codes, legal persons'.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_themes: Vec<String>,
    pub access: Access,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultOf>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionAndAnswer>,
    /// Real-name grade that an applicant needs, 0 to 3 (standards §3).
    #[serde(default)]
    pub real_name_grade: u8,
    /// Asked before the form, so that nobody fills it in vain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Question>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// The import's own fields that have no place in the standard, kept as they came.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub local: serde_json::Map<String, serde_json::Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum ItemState {
    #[default]
    Open,
    /// 暂停: stays listed, says why and until when.
    Paused { reason: Text, until: Option<NaiveDate> },
    /// 取消: stays listed, says why.
    Cancelled { reason: Text },
}

impl ItemState {
    /// The state's name in addresses and tables.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused { .. } => "paused",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

/// 实施机构.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Body {
    pub name: String,
    /// Unified social credit code; real data has organs whose code fails the check: the lint says so.
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<BodyKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entrusted: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LegalBasis {
    pub law: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpecialProcedure {
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fee {
    pub item: Text,
    pub standard: Text,
    pub basis: String,
    /// In fen, when it is one amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reductions: Option<Text>,
    #[serde(default)]
    pub online_payment: bool,
}

/// How the service is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Access {
    pub forms: Vec<HandlingForm>,
    /// Visits to the counter (到办事现场次数).
    pub visits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit_reason: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across: Option<HandledAcross>,
    pub appointment: bool,
    pub courier: bool,
    pub self_service: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_depth: Option<OnlineDepth>,
    /// Elsewhere on the web, when not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_address: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub halls: Vec<Hall>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consultation_telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_telephone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hall {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Material {
    /// Stable inside the item: cases name it.
    pub key: String,
    pub name: Text,
    pub necessity: Necessity,
    pub form: MaterialForm,
    pub kind: MaterialKind,
    pub source: MaterialSource,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    #[serde(default)]
    pub originals: u8,
    #[serde(default)]
    pub copies: u8,
    /// Paper size such as A4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// 受理标准: what makes it acceptable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Files of the pack: the blank form and the filled sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_sample: Option<String>,
    /// Days that 容缺后补 leaves to supply it, when necessity is "may follow later".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows_within: Option<TimeLimit>,
    /// Only needed when the form's answers say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<budayang_forms::Condition>,
}

/// What the applicant gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResultOf {
    pub name: Text,
    pub kind: ResultForm,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// How long a certificate holds; none: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_years: Option<u8>,
    /// Certificate type code of 21 characters (standards §3), when an electronic certificate is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_type: Option<String>,
    /// Answers of the form that the certificate shows, by field key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<String>,
    /// A typst template of the pack instead of the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// 证照 or 批文 or another paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultForm {
    Certificate,
    Approval,
    Other,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuestionAndAnswer {
    pub question: Text,
    pub answer: Text,
}
