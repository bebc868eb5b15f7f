//! Faults of an item: codes, references to materials, fields and files, its form.

use budayang_forms::{Condition, DefinitionFault, Kind, Lang, faults_of_definition, faults_of_questions};
use budayang_rules::item::{Audience, Necessity};
use budayang_rules::themes::{self, Class};

use super::Finder;
use crate::catalog::Item;
use crate::divisions::Known;
use crate::sites::position::Step;

pub(super) fn check(path: &str, item: &Item, codes: &[String], divisions: &Known, found: &mut Finder<'_>) {
    identity(path, item, codes, divisions, found);
    theme_codes(path, item, found);
    materials(path, item, found);
    result(path, item, found);
    for fault in item.form.iter().flat_map(faults_of_definition) {
        form_fault(path, &fault, found);
    }
    for fault in faults_of_questions(&item.eligibility) {
        let key = fault.path.clone();
        let steps = [Step::Key("eligibility"), Step::Keyed(&key)];
        found.add(path, &steps, format!("{}：{}", fault.path, fault.problem.get(Lang::Zh)), fault.remedy.zh);
    }
    for (section, field, material) in file_fields(item) {
        if item.materials.iter().all(|one| one.key != material) {
            let steps = [
                Step::Key("form"),
                Step::Key("sections"),
                Step::Keyed(section),
                Step::Key("fields"),
                Step::Keyed(field),
                Step::Key("material"),
            ];
            found.add(path, &steps, format!("字段“{field}”的材料“{material}”不存在"), "请改为 materials 里的 key");
        }
    }
}

fn identity(path: &str, item: &Item, codes: &[String], divisions: &Known, found: &mut Finder<'_>) {
    if item.code.credit_code() != item.body.code {
        let what = format!("实施编码的前18位{}与机构代码{}不同", item.code.credit_code(), item.body.code);
        found.add(path, &[Step::Key("body"), Step::Key("code")], what, "请改成一样");
    } else if let Some(fault) = item.code.credit_code_fault() {
        found.add(path, &[Step::Key("code")], format!("机构的统一社会信用代码有误：{fault}"), "请向登记机关核对");
    }
    if !divisions.has(&item.division) {
        let what = format!("没有“{}”这个行政区划", item.division.short());
        found.add(path, &[Step::Key("division")], what, "请对照 GB/T 2260 和统计用区划代码");
    }
    if let Some(base) = item.base.as_ref().filter(|base| !codes.iter().any(|code| code == base.as_str())) {
        found.add(
            path,
            &[Step::Key("base")],
            format!("继承的事项{base}不在这些服务包里"),
            "请加上那个事项，或删去 base",
        );
    }
    if item.real_name_grade > 3 {
        found.add(path, &[Step::Key("real-name-grade")], "实名等级应为0至3", "请改为0至3");
    }
}

fn theme_codes(path: &str, item: &Item, found: &mut Finder<'_>) {
    let natural = item.audiences.iter().copied().any(Audience::is_natural);
    for (key, class, theme_codes) in
        [("themes", Class::Natural, &item.themes), ("legal-themes", Class::Legal, &item.legal_themes)]
    {
        for (index, code) in theme_codes.iter().enumerate().filter(|(_, code)| themes::theme(class, code).is_none()) {
            found.add(
                path,
                &[Step::Key(key), Step::Index(index)],
                format!("没有主题“{code}”"),
                "请用 GB/T 39046 附录A的三位代码",
            );
        }
    }
    if natural && item.themes.is_empty() && item.base.is_none() {
        found.warn(path, &[Step::Key("audiences")], "面向个人的事项没有主题，按主题找不到它", "请写 themes");
    }
}

fn materials(path: &str, item: &Item, found: &mut Finder<'_>) {
    for (index, material) in item.materials.iter().enumerate() {
        let at = |key| [Step::Key("materials"), Step::Index(index), Step::Key(key)];
        if item.materials[..index].iter().any(|earlier| earlier.key == material.key) {
            found.add(path, &at("key"), format!("材料的 key “{}”用了两次", material.key), "请给其中一个另起名字");
        }
        if material.necessity == Necessity::MayFollow && material.follows_within.is_none() {
            found.add(path, &at("necessity"), "可容缺后补的材料没有写补交期限", "请写 follows-within");
        }
        for (key, file) in [("blank", &material.blank), ("filled-sample", &material.filled_sample)] {
            file_is_there(path, &at(key), file.as_deref(), found);
        }
        for field in material.when.iter().flat_map(Condition::fields) {
            if item.base.is_none() && item.form.as_ref().is_none_or(|form| form.field(field).is_none()) {
                found.add(path, &at("when"), format!("条件里的“{field}”不是表单的字段"), "请改为表单里的 key");
            }
        }
    }
}

fn result(path: &str, item: &Item, found: &mut Finder<'_>) {
    let Some(result) = &item.result else { return };
    file_is_there(path, &[Step::Key("result"), Step::Key("sample")], result.sample.as_deref(), found);
    file_is_there(path, &[Step::Key("result"), Step::Key("template")], result.template.as_deref(), found);
    for (index, key) in result.shows.iter().enumerate() {
        if item.base.is_none() && item.form.as_ref().is_none_or(|form| form.field(key).is_none()) {
            let steps = [Step::Key("result"), Step::Key("shows"), Step::Index(index)];
            found.add(path, &steps, format!("证照要显示的“{key}”不是表单的字段"), "请改为表单里的 key");
        }
    }
    if result.certificate_type.as_ref().is_some_and(|code| code.len() != 21) {
        found.add(
            path,
            &[Step::Key("result"), Step::Key("certificate-type")],
            "证照类型代码应为21位",
            "请写定义机构代码18位加顺序号3位",
        );
    }
}

fn file_is_there(path: &str, steps: &[Step<'_>], file: Option<&str>, found: &mut Finder<'_>) {
    if let Some(file) = file.filter(|file| !file.starts_with("files/") || !found.has(file)) {
        found.add(path, steps, format!("服务包里没有文件“{file}”"), "请把文件放到 files/ 下面，并写成 files/名称");
    }
}

/// The path of a fault is `section.field` or `section.field.child`.
fn form_fault(path: &str, fault: &DefinitionFault, found: &mut Finder<'_>) {
    let mut keys = fault.path.split('.');
    let section = keys.next().unwrap_or_default();
    let mut steps = vec![Step::Key("form"), Step::Key("sections"), Step::Keyed(section)];
    for key in keys {
        steps.extend([Step::Key("fields"), Step::Keyed(key)]);
    }
    found.add(path, &steps, format!("{}：{}", fault.path, fault.problem.get(Lang::Zh)), fault.remedy.zh.clone());
}

/// Fields that take files for a material: section, field, material.
fn file_fields(item: &Item) -> Vec<(&str, &str, &str)> {
    let sections = item.form.iter().flat_map(|form| &form.sections);
    let fields = sections.flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    fields
        .filter_map(|(section, field)| match &field.kind {
            Kind::File(rules) => Some((section.key.as_str(), field.key.as_str(), rules.material.as_deref()?)),
            _ => None,
        })
        .collect()
}
