//! Kind, limits, fees, result, themes, materials.

use budayang_rules::credit_code::CreditCode;
use budayang_rules::item::{ItemType, Kind};
use budayang_rules::themes::{self, Class};

use super::super::{Item, ResultForm};
use super::{Finding, found};

/// A licence explains itself in at least so many steps.
const LICENCE_STEPS: usize = 5;

pub(super) fn check(item: &Item, findings: &mut Vec<Finding>) {
    limits(item, findings);
    fees(item, findings);
    result(item, findings);
    themes(item, findings);
    licence(item, findings);
    for material in item.materials.iter().filter(|material| is_vague(&material.name.zh)) {
        let message = format!("材料“{}”没有说清是什么", material.name);
        found(findings, "vague-material", message, "逐项写明材料名称，不使用“其他材料”“等”之类的兜底条款");
    }
    body(item, findings);
}

fn limits(item: &Item, findings: &mut Vec<Finding>) {
    let on_the_spot = item.promised_limit.is_some_and(|limit| limit.value == 0);
    if item.kind == Kind::OnTheSpot && item.promised_limit.is_some() && !on_the_spot {
        found(findings, "kind-and-limit", "办件类型是即办件，承诺时限却不是即办", "改为承诺件，或把承诺时限改为即办");
    }
    if item.kind != Kind::OnTheSpot && on_the_spot {
        found(findings, "kind-and-limit", "承诺时限是即办，办件类型却不是即办件", "把办件类型改为即办件");
    }
    if let (Some(promised), Some(statutory)) = (&item.promised_limit, &item.statutory_limit)
        && promised.no_longer_than(statutory) == Some(false)
    {
        let message = format!("承诺时限{promised}比法定时限{statutory}长");
        found(findings, "promised-limit", message, "承诺时限不得超过法定时限，请缩短");
    }
    if item.statutory_limit.is_none() && item.promised_limit.is_none() {
        found(findings, "no-limit", "没有写明办理时限", "补充法定时限或承诺时限");
    }
}

fn fees(item: &Item, findings: &mut Vec<Finding>) {
    for fee in &item.fees {
        let missing: Vec<&str> = [
            (fee.item.is_blank(), "收费项目"),
            (fee.standard.is_blank(), "收费标准"),
            (fee.basis.trim().is_empty(), "收费依据"),
            (!fee.online_payment, "网上支付"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect();
        if !missing.is_empty() {
            let message = format!("收费“{}”缺少{}", fee.item, missing.join("、"));
            found(findings, "fee", message, "收费的事项应写明项目、标准和依据，并支持网上支付");
        }
    }
}

fn result(item: &Item, findings: &mut Vec<Finding>) {
    let Some(result) = &item.result else {
        return found(findings, "result", "没有写明办理结果", "补充结果名称、类型和样本");
    };
    match (result.kind, &result.certificate_type) {
        (ResultForm::Certificate, None) => {
            found(findings, "result-certificate", "结果是证照，却没有证照类型代码", "补充21位证照类型代码");
        }
        (ResultForm::Approval | ResultForm::Other, Some(_)) => {
            found(findings, "result-certificate", "结果不是证照，却有证照类型代码", "把结果类型改为证照，或删去代码");
        }
        _ => {}
    }
    if result.sample.is_none() {
        found(findings, "result-sample", "办理结果没有样本", "上传结果样本");
    }
}

fn themes(item: &Item, findings: &mut Vec<Finding>) {
    let natural = item.audiences.iter().any(|audience| audience.is_natural());
    let legal = item.audiences.iter().any(|audience| !audience.is_natural());
    for (class, codes, served, whom) in
        [(Class::Natural, &item.themes, natural, "自然人"), (Class::Legal, &item.legal_themes, legal, "法人")]
    {
        if served && codes.is_empty() {
            let message = format!("服务对象有{whom}，却没有{whom}主题");
            found(findings, "theme-and-audience", message, "补充与服务对象相符的主题");
        }
        if !served && !codes.is_empty() {
            let message = format!("有{whom}主题，服务对象却没有{whom}");
            found(findings, "theme-and-audience", message, "删去不相符的主题，或补充服务对象");
        }
        for local in codes.iter().filter(|code| themes::theme(class, code).is_none()) {
            let message = format!("“{local}”不在国家{whom}主题分类里");
            found(findings, "local-theme", message, "改用国家主题分类，或归入“地方特色”");
        }
    }
}

fn licence(item: &Item, findings: &mut Vec<Finding>) {
    if item.kind_of_power != ItemType::Licence {
        return;
    }
    if item.questions.is_empty() {
        found(findings, "licence-questions", "行政许可没有常见问题", "至少写一条常见问题和解答");
    }
    let steps = item.steps.len();
    if steps < LICENCE_STEPS {
        let message = format!("行政许可的办理流程只有{steps}个环节");
        found(findings, "licence-steps", message, "写明申请、受理、审查、决定、送达等至少五个环节");
    }
}

fn body(item: &Item, findings: &mut Vec<Finding>) {
    if item.body.code != item.code.credit_code() {
        let message = format!("实施编码的前18位{}与实施机构代码{}不一致", item.code.credit_code(), item.body.code);
        found(findings, "body-code", message, "核对实施机构和实施编码");
    } else if let Err(fault) = CreditCode::parse(&item.body.code) {
        let message = format!("实施机构的统一社会信用代码{}：{fault}", item.body.code);
        found(findings, "body-code", message, "向机构编制部门核对代码");
    }
}

fn is_vague(name: &str) -> bool {
    ["其他材料", "其它材料", "其他相关材料", "其它相关材料", "其他有关材料", "其他需要的材料", "需要提供的其他"]
        .iter()
        .any(|vague| name.contains(vague))
}
