//! What is wrong with a definition, for `packs check`: found before anybody is asked anything.

mod conditions;
mod limits;

use conditions::Scope;

use crate::{Choice, Field, Form, Kind, Lang, Question, Text, is_known_path};

/// One thing to put right in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionFault {
    /// Keys from the section down: `applicant.children.name`.
    pub path: String,
    pub problem: Text,
    pub remedy: Text,
}

impl DefinitionFault {
    pub fn message(&self, lang: Lang) -> String {
        let (problem, remedy) = (self.problem.get(lang), self.remedy.get(lang));
        match lang {
            Lang::Zh => format!("{}：{problem}。{remedy}", self.path),
            Lang::En => format!("{}: {problem}. {remedy}", self.path),
        }
    }
}

/// A fault that another file of this crate found.
pub(crate) fn fault(path: &str, problem: (&str, &str), remedy: (&str, &str)) -> DefinitionFault {
    let (problem, remedy) = (Text::both(problem.0, problem.1), Text::both(remedy.0, remedy.1));
    DefinitionFault { path: path.to_owned(), problem, remedy }
}

/// The faults of one path, as they are found.
struct Found<'a> {
    faults: &'a mut Vec<DefinitionFault>,
    path: String,
}

impl Found<'_> {
    fn add(&mut self, problem: (&str, &str), remedy: (&str, &str)) {
        self.faults.push(DefinitionFault {
            path: self.path.clone(),
            problem: Text::both(problem.0, problem.1),
            remedy: Text::both(remedy.0, remedy.1),
        });
    }
}

/// Everything that is wrong with a form; nothing when it may be published.
pub fn faults_of_definition(form: &Form) -> Vec<DefinitionFault> {
    let mut faults = Vec::new();
    let mut scope = Scope::of(form.fields());
    if form.sections.is_empty() {
        let mut found = Found { faults: &mut faults, path: "form".into() };
        found.add(("表单没有内容", "the form is empty"), ("请至少写一个 sections", "Write at least one section"));
    }
    for (index, section) in form.sections.iter().enumerate() {
        let mut found = Found { faults: &mut faults, path: section.key.clone() };
        key(&section.key, &mut found);
        once(&section.key, form.sections[..index].iter().map(|section| section.key.as_str()), &mut found);
        words(&section.title, &mut found);
        if section.fields.is_empty() {
            found.add(
                ("这一节没有字段", "the section has no fields"),
                ("请写字段，或删去这一节", "Add fields or take the section out"),
            );
        }
        if let Some(when) = &section.when {
            scope.check(when, &mut found);
        }
        for field in &section.fields {
            let path = format!("{}.{}", section.key, field.key);
            check_field(field, &mut scope, false, Found { faults: &mut faults, path });
        }
    }
    faults
}

/// Everything that is wrong with the questions before a form.
pub fn faults_of_questions(questions: &[Question]) -> Vec<DefinitionFault> {
    let mut faults = Vec::new();
    let mut scope = Scope::default();
    for question in questions {
        let mut found = Found { faults: &mut faults, path: question.key.clone() };
        key(&question.key, &mut found);
        once(&question.key, scope.earlier(), &mut found);
        words(&question.question, &mut found);
        options(&question.options, &mut found);
        if let Some(when) = &question.when {
            scope.check(when, &mut found);
        }
        for (option, end) in &question.ends {
            if !question.options.iter().any(|one| one.key == *option) {
                found.add(
                    (&format!("ends 里的“{option}”不是选项"), &format!("“{option}” in ends is not an option")),
                    ("请改为选项的 key", "Use the key of an option"),
                );
            }
            words(&end.reason, &mut found);
        }
        if !question.options.is_empty() && question.options.iter().all(|option| question.ends.contains_key(&option.key))
        {
            found.add(
                ("每个答案都不能办理", "every answer ends the way"),
                ("请留下至少一个可以继续的选项", "Leave at least one option that goes on"),
            );
        }
        scope.options(&question.key, &question.options);
    }
    faults
}

fn check_field<'f>(field: &'f Field, scope: &mut Scope<'f>, in_group: bool, mut found: Found<'_>) {
    key(&field.key, &mut found);
    once(&field.key, scope.earlier(), &mut found);
    words(&field.label, &mut found);
    for when in field.when.iter().chain(&field.known_when) {
        scope.check(when, &mut found);
    }
    known(field, in_group, &mut found);
    limits::check(&field.kind, &mut found);
    if let Kind::Group(rules) = &field.kind {
        if in_group {
            found.add(
                ("组里不能再有组", "a group stands inside a group"),
                ("请把内层的字段移到外面", "Move the inner fields out"),
            );
        }
        if rules.fields.is_empty() {
            found.add(("组里没有字段", "the group has no fields"), ("请写 fields", "Write its fields"));
        }
        let mut inner = scope.clone();
        inner.also(&rules.fields);
        for child in &rules.fields {
            let path = format!("{}.{}", found.path, child.key);
            check_field(child, &mut inner, true, Found { faults: found.faults, path });
        }
    }
    scope.field(field);
}

/// Keys stand in addresses, in names of inputs and in columns of exports.
fn key(key: &str, found: &mut Found<'_>) {
    let sound = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.len() <= 60
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !sound {
        found.add(
            (&format!("键“{key}”不合规则"), &format!("the key “{key}” is not sound")),
            (
                "请用小写字母开头，只含小写字母、数字和下划线，最多60个",
                "Start with a small letter; use small letters, digits and underscores only, at most 60",
            ),
        );
    }
}

fn once<'k>(key: &str, mut others: impl Iterator<Item = &'k str>, found: &mut Found<'_>) {
    if others.any(|other| other == key) {
        found.add(
            (&format!("键“{key}”用了两次"), &format!("the key “{key}” is used twice")),
            ("请给其中一个另起名字", "Give one of them another name"),
        );
    }
}

fn words(text: &Text, found: &mut Found<'_>) {
    if text.is_blank() {
        found.add(
            ("文字是空的", "a wording is blank"),
            ("请写上文字，没有英文时删去 en", "Write it, or take out a blank en"),
        );
    }
}

fn known(field: &Field, in_group: bool, found: &mut Found<'_>) {
    let Some(path) = &field.known else { return };
    if in_group || matches!(field.kind, Kind::Declaration(_)) {
        found.add(
            ("组内字段和承诺不能预填", "fields of groups and declarations are not filled in"),
            ("请删去 known；整个组可以预填", "Take out known; a whole group may have one"),
        );
    }
    if !is_known_path(path) {
        found.add(
            (&format!("没有“{path}”这个已知信息"), &format!("nothing is known as “{path}”")),
            (
                "请用 subject.name 这样的路径，或以 vault.、earlier. 开头",
                "Use a path such as subject.name, or one that starts with vault. or earlier.",
            ),
        );
    }
}

fn options(options: &[Choice], found: &mut Found<'_>) {
    if options.is_empty() {
        found.add(("没有选项", "there are no options"), ("请写 options", "Write its options"));
    }
    for (index, option) in options.iter().enumerate() {
        once(&option.key, options[..index].iter().map(|option| option.key.as_str()), found);
        words(&option.label, found);
        if option.key.trim() != option.key || option.key.is_empty() {
            found.add(
                ("选项的键是空的或有空格", "the key of an option is blank or has spaces around it"),
                ("请写上键", "Write a key"),
            );
        }
    }
}
