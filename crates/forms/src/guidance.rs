//! A questionnaire with published rules and an outcome (自查规则): what to do, where to go, whom to call. The rules are data
//! with a version and a source, so that anybody can read why an advice was given.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::definition::fault;
use crate::{Answers, Condition, Context, DefinitionFault, Fault, Form, Text, check, facts, faults_of_definition};

/// Questions, and outcomes in the order in which they are tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    pub version: String,
    pub published: NaiveDate,
    /// Whose rules these are.
    pub source: Text,
    pub form: Form,
    pub outcomes: Vec<Advice>,
}

/// What a person is advised; the first outcome whose condition holds counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    pub key: String,
    pub urgency: Urgency,
    /// None: for everybody who is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    pub title: Text,
    pub steps: Vec<Text>,
    /// Capabilities of the site that help, such as `fever-clinics`.
    #[serde(default)]
    pub go: Vec<String>,
    /// Telephone numbers, the most urgent first.
    #[serde(default)]
    pub call: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Nothing to do beyond what everybody does.
    Calm,
    /// Watch and tell the community.
    Watch,
    /// To a clinic today.
    Soon,
    /// Call now.
    Now,
}

impl Guidance {
    /// The advice for these answers, or what is missing in them.
    pub fn advise(&self, answers: &Answers, context: &Context<'_>) -> Result<Option<&Advice>, Vec<Fault>> {
        check(&self.form, answers, context)?;
        let facts = facts(&self.form, answers, context);
        Ok(self.outcomes.iter().find(|advice| advice.when.as_ref().is_none_or(|when| when.holds(&facts))))
    }

    /// Everything that is wrong with the rules; nothing when they may be published.
    pub fn faults(&self) -> Vec<DefinitionFault> {
        let mut faults = faults_of_definition(&self.form);
        let everybody = self.outcomes.iter().position(|advice| advice.when.is_none());
        if everybody.is_none_or(|index| index + 1 != self.outcomes.len()) {
            faults.push(fault(
                "outcomes",
                ("最后一个结果、且只有它，应不带 when", "the last outcome, and only it, has no `when`"),
                ("让其余所有人都落到最后一个结果", "Let everybody who is left come to the last outcome"),
            ));
        }
        for advice in &self.outcomes {
            let unknown = advice.when.iter().flat_map(Condition::fields).find(|field| self.form.field(field).is_none());
            if unknown.is_some() {
                faults.push(fault(
                    &format!("outcomes.{}", advice.key),
                    ("when 里有表单没有的字段", "`when` names a field that the form does not have"),
                    ("请改为表单里的字段", "Name a field of the form"),
                ));
            }
            if advice.steps.is_empty() {
                faults.push(fault(
                    &format!("outcomes.{}", advice.key),
                    ("没有写怎么做", "the outcome has no steps"),
                    ("请至少写一步", "Write at least one step"),
                ));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const RULES: &str = r#"
version = "1"
published = "2020-02-05"
source = "示例"
[[form.sections]]
key = "signs"
title = "症状"
[[form.sections.fields]]
key = "breath"
label = "呼吸困难？"
kind = "choice"
options = [{ key = "yes", label = "是" }, { key = "no", label = "否" }]
[[form.sections.fields]]
key = "temperature"
label = "体温"
kind = "number"
min = 34
max = 43
[[outcomes]]
key = "call"
urgency = "now"
when = { field = "breath", is = "yes" }
title = "马上打120"
steps = ["不要自己去医院"]
call = ["120"]
[[outcomes]]
key = "clinic"
urgency = "soon"
when = { field = "temperature", over = 37.3 }
title = "去发热门诊"
steps = ["戴口罩"]
[[outcomes]]
key = "fine"
urgency = "calm"
title = "继续观察"
steps = ["勤洗手"]
"#;

    fn advised(answers: serde_json::Value) -> Option<String> {
        let rules: Guidance = toml::from_str(RULES).unwrap();
        let context = Context { today: "2020-02-05".parse().unwrap(), division_exists: &|_| true };
        let answers = Answers(answers.as_object().unwrap().clone());
        rules.advise(&answers, &context).ok().flatten().map(|advice| advice.key.clone())
    }

    #[test]
    fn the_first_rule_that_holds_counts() {
        assert_eq!(advised(json!({"breath": "yes", "temperature": 38})).as_deref(), Some("call"));
        assert_eq!(advised(json!({"breath": "no", "temperature": 37.4})).as_deref(), Some("clinic"));
        assert_eq!(advised(json!({"breath": "no", "temperature": 37.3})).as_deref(), Some("fine"));
    }

    #[test]
    fn no_advice_on_half_the_answers() {
        assert_eq!(advised(json!({"breath": "yes"})), None);
    }

    #[test]
    fn rules_that_leave_somebody_without_advice_are_refused() {
        let mut rules: Guidance = toml::from_str(RULES).unwrap();
        assert_eq!(rules.faults(), []);
        rules.outcomes.pop();
        assert_eq!(rules.faults().len(), 1);
    }
}
