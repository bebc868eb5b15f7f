//! How the service is reached: visits, courier, telephones.

use budayang_rules::item::OnlineDepth;
use budayang_rules::telephone::Telephone;

use super::super::Item;
use super::{Finding, found};

pub(super) fn check(item: &Item, findings: &mut Vec<Finding>) {
    let access = &item.access;
    let wholly_online = access.online_depth.is_some_and(|depth| depth >= OnlineDepth::Handling);
    if wholly_online && access.visits > 0 {
        let message = format!("全程网办的事项仍要到现场{}次", access.visits);
        found(findings, "wholly-online-visits", message, "到办事现场次数应为0，或降低网上办理深度");
    }
    if access.visits > 0 && access.visit_reason.as_ref().is_none_or(|reason| reason.is_blank()) {
        let message = format!("要到现场{}次，却没有写原因", access.visits);
        found(findings, "visit-reason", message, "写明必须到现场的原因");
    }
    if access.visits == 0 && !item.is_online() && !access.courier {
        found(findings, "courier", "不用到现场又不能网上办理，却不支持寄递", "开通寄递，或补充网上办理渠道");
    }
    telephones(item, findings);
}

fn telephones(item: &Item, findings: &mut Vec<Finding>) {
    let (ask, complain) = (&item.access.consultation_telephone, &item.access.complaint_telephone);
    if let (Some(ask), Some(complain)) = (ask, complain)
        && ask == complain
    {
        found(findings, "same-telephone", format!("咨询电话和投诉电话都是{ask}"), "投诉电话应与咨询电话分开");
    }
    for (which, telephone) in [("咨询电话", ask), ("投诉电话", complain)] {
        match telephone.as_deref().map(Telephone::parse_list) {
            None => found(findings, "no-telephone", format!("没有{which}"), "补充带区号的电话号码"),
            Some(Ok(numbers)) if !numbers.is_empty() && numbers.iter().all(|n| n.has_area_code() || n.is_service()) => {
            }
            Some(_) => {
                let message = format!("{which}“{}”没有区号或不是电话号码", telephone.as_deref().unwrap_or_default());
                found(findings, "area-code", message, "写作“区号-号码”，例如 020-83134173");
            }
        }
    }
}
