//! The messages in Chinese.

use super::{Counted, Fault, Item, Part, Problem, Wanted};
use crate::Lang;
use crate::typed::{plain, yuan};

pub(super) fn message(fault: &Fault) -> String {
    let sentence = sentence(fault.name.get(Lang::Zh), &fault.problem);
    match &fault.item {
        Some(Item { number, name: Some(name) }) => format!("{}{number}：{sentence}", name.get(Lang::Zh)),
        Some(Item { number, name: None }) => format!("第{number}项：{sentence}"),
        None => sentence,
    }
}

fn sentence(name: &str, problem: &Problem) -> String {
    match problem {
        Problem::Missing(wanted) => missing(name, *wanted),
        Problem::OnlyOne => format!("{name}只需填写一个"),
        Problem::WrongShape => format!("请重新填写{name}"),
        Problem::TooShort { min, lacks } => format!("{name}至少{min}个字，还差{lacks}个字"),
        Problem::TooLong { max, over } => format!("{name}最多{max}个字，现在多了{over}个字"),
        Problem::Pattern(pattern) => format!("{name}应为{}", pattern.wanted(Lang::Zh)),
        Problem::NotANumber => format!("{name}请用数字填写，如12"),
        Problem::NotWhole => format!("{name}应为整数"),
        Problem::TooManyDigits { max } => format!("{name}最多{max}位数字"),
        Problem::NumberUnder { min, unit } => format!("{name}不能小于{}{}", plain(*min), of(unit)),
        Problem::NumberOver { max, unit } => format!("{name}不能大于{}{}", plain(*max), of(unit)),
        Problem::NotMoney => format!("{name}请用数字填写，单位为元，如1,234.50"),
        Problem::MoneyDecimals => format!("{name}最多两位小数"),
        Problem::MoneyUnder { min } => format!("{name}不能少于{}元", yuan(*min)),
        Problem::MoneyOver { max } => format!("{name}不能超过{}元", yuan(*max)),
        Problem::NotADate => format!("{name}请按年月日填写，如2020-02-27"),
        Problem::DateLacks(Part::Year) => format!("请补上{name}的年份"),
        Problem::DateLacks(Part::Month) => format!("请补上{name}的月份"),
        Problem::DateLacks(Part::Day) => format!("请补上{name}的日"),
        Problem::Year => format!("{name}的年份应为四位数，如1985"),
        Problem::Month => format!("{name}的月份应为1至12"),
        Problem::Day { year, month, last } => format!("{name}的日应为1至{last}，{year}年{month}月共{last}天"),
        Problem::DateBefore { min } => format!("{name}不能早于{}", min.format("%Y年%-m月%-d日")),
        Problem::DateAfter { max } => format!("{name}不能晚于{}", max.format("%Y年%-m月%-d日")),
        Problem::NotAnOption => format!("{name}请从所列选项中选择"),
        Problem::TooFew { min, of: Counted::Options } => format!("{name}请至少选择{min}项"),
        Problem::TooFew { min, of: Counted::Files } => format!("{name}请至少上传{min}个文件"),
        Problem::TooFew { min, of: Counted::Items } => format!("{name}请至少填写{min}项"),
        Problem::TooMany { max, of: Counted::Options } => format!("{name}最多选择{max}项"),
        Problem::TooMany { max, of: Counted::Files } => format!("{name}最多上传{max}个文件"),
        Problem::TooMany { max, of: Counted::Items } => format!("{name}最多填写{max}项"),
        Problem::NoSuchDivision => format!("{name}没有找到这个行政区划，请重新选择"),
        Problem::DivisionTooBroad { level } => format!("{name}请选择到{}", level.name(Lang::Zh)),
        Problem::DivisionOutside => format!("{name}不在本服务的办理范围内，请重新选择"),
        Problem::NotMobile => format!("{name}应为11位手机号码"),
        Problem::Code { zh, .. } => zh.clone(),
    }
}

fn missing(name: &str, wanted: Wanted) -> String {
    let question = ["是否", "什么", "哪", "几", "多少", "怎"].iter().any(|word| name.contains(word));
    match wanted {
        Wanted::Fill | Wanted::Choose if question => format!("请回答：{name}"),
        Wanted::Fill => format!("请填写{name}"),
        Wanted::Choose => format!("请选择{name}"),
        Wanted::Upload => format!("请上传{name}"),
        Wanted::Agree => format!("请阅读并勾选“{name}”"),
        Wanted::Add => format!("请至少填写一项{name}"),
    }
}

fn of(unit: &Option<crate::Text>) -> &str {
    unit.as_ref().map_or("", |unit| unit.get(Lang::Zh))
}
