//! Notices and decisions as PDF, for the applicant and the officers of the case.

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use budayang_forms::Lang;
use budayang_papers::Template;
use serde_json::{Value, json};

use crate::app::App;
use crate::cases::{self, Act, Case, Event};
use crate::catalog::{self, Item};
use crate::clock::local_day;
use crate::delivery::{self, PrintError};
use crate::identity;
use crate::web::{Error, Visit, Who, formal_day};

/// 行政复议法 art. 20 (sixty days), 行政诉讼法 art. 46 (six months).
const REMEDY: &str = "如果您不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/papers/{file}", get(pdf))
}

/// Whether an act is told on paper.
pub(super) fn has_paper(act: &Act) -> bool {
    title(act).is_some()
}

async fn pdf(visit: Visit, Path((no, file)): Path<(String, String)>) -> Result<Response, Error> {
    let db = &visit.app.db;
    let case = match &visit.who {
        Who::Citizen(citizen) => cases::for_citizen(db, citizen, &no).await?,
        Who::Officer(officer) => cases::for_officer(db, officer, &no).await?,
        Who::Nobody => return Err(Error::LogIn { door: "/login", back: visit.path.clone() }),
    };
    let case = case.ok_or(Error::NotFound)?;
    let id: uuid::Uuid = file.strip_suffix(".pdf").and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
    let events = cases::history(db, &case).await?;
    let (event, act) = events
        .iter()
        .find(|event| event.id == id)
        .and_then(|event| Some((event, event.act()?)))
        .ok_or(Error::NotFound)?;
    let title = title(&act).ok_or(Error::NotFound)?;
    let edition = catalog::edition(db, case.edition_id).await?;
    let edition = edition.ok_or_else(|| Error::Broken("a case without its edition".into()))?;
    let subject = identity::subject(db, case.subject_id).await?.ok_or(Error::NotFound)?;
    let demo = visit.app.config.demo || edition.item.sample;
    let data = notice(&edition.item, &case, event, &act, &subject.name, title, demo);
    let printed = delivery::print(&visit.app, Template::decision(), data, title, local_day(event.at)).await;
    let pdf = printed.map_err(|error| match error {
        PrintError::NoFont(why) => Error::refused(axum::http::StatusCode::SERVICE_UNAVAILABLE, why),
        error @ PrintError::Rare(_) => Error::conflict(error.to_string()),
        error => Error::Broken(error.to_string()),
    })?;
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, pdf).into_response())
}

fn title(act: &Act) -> Option<&'static str> {
    Some(match act {
        Act::AskCorrection { .. } => "申请材料补正通知书",
        Act::Accept { .. } | Act::AcceptBySilence => "受理通知书",
        Act::Decline { .. } => "不予受理通知书",
        Act::NotOurs { .. } => "不属于本机关职权范围告知书",
        Act::NoLicenceNeeded { .. } => "不需要取得行政许可告知书",
        Act::Return { .. } => "退件通知书",
        Act::Pause { .. } => "特别程序告知书",
        Act::Extend { .. } => "延长办理期限告知书",
        Act::Grant { .. } => "准予决定书",
        Act::Refuse { .. } => "不予许可决定书",
        _ => return None,
    })
}

fn notice(item: &Item, case: &Case, event: &Event, act: &Act, addressee: &str, title: &str, demo: bool) -> Value {
    let filed = formal_day(Lang::Zh, local_day(case.created_at));
    let opening = format!("您于{filed}提出“{}”申请（办件编号{}）。", case.item_name, case.no);
    let mut data = json!({
        "organ": item.body.name,
        "title": title,
        "number": format!("{}-{:02}", case.no, event.seq),
        "addressee": addressee,
        "date": formal_day(Lang::Zh, local_day(event.at)),
        "demo": demo,
    });
    if let Some(telephone) = &item.access.consultation_telephone {
        data["contact"] = telephone.as_str().into();
    }
    let mut say = |told: String| data["paragraphs"] = json!([opening.as_str(), told]);
    match act {
        Act::AskCorrection { defects, due, .. } => {
            say("经审查，还需要补正下列全部内容。这是一次性告知。".into());
            data["list_title"] = "需要补正的全部内容".into();
            let name = |key: &str| {
                let material = item.materials.iter().find(|material| material.key == key);
                let field = || item.form.as_ref().and_then(|form| form.field(key));
                material
                    .map(|material| material.name.zh.clone())
                    .or_else(|| field().map(|field| field.name(Lang::Zh).to_owned()))
                    .unwrap_or_else(|| key.to_owned())
            };
            data["list"] = defects.iter().map(|d| json!({ "title": name(d.at.key()), "detail": d.what })).collect();
            let until = due.map_or_else(String::new, |due| format!("请于{}前补正。", formal_day(Lang::Zh, due)));
            data["after"] =
                json!([format!("{until}补正所用的时间不计入办理期限。逾期没有补正的，申请将退回，您可以重新申请。")]);
            data["basis"] = json!(["《中华人民共和国行政许可法》第三十二条第一款第四项。"]);
        }
        Act::Accept { missing } if missing.is_empty() => say("经审查，申请材料齐全，符合法定形式，现予受理。".into()),
        Act::Accept { missing } => {
            say("经审查，现予容缺受理。请按承诺补交下列材料，补齐前不作出决定。".into());
            data["list_title"] = "需要补交的材料".into();
            let line = |material: &cases::MissingMaterial| {
                let name = item.materials.iter().find(|known| known.key == material.key);
                let name = name.map_or(material.key.as_str(), |known| known.name.zh.as_str());
                json!({ "title": name, "detail": format!("最晚{}", formal_day(Lang::Zh, material.due)) })
            };
            data["list"] = missing.iter().map(line).collect();
        }
        Act::AcceptBySilence => {
            say("本机关没有在五个工作日内告知补正，自收到申请材料之日起即为受理。".into());
            data["basis"] = json!(["《中华人民共和国行政许可法》第三十二条第一款第四项。"]);
        }
        Act::NotOurs { organ, reason } => say(format!("您申请的事项不属于本机关职权范围，请向{organ}申请。{reason}")),
        Act::Pause { procedure, notice, .. } => {
            say(format!("依法需要{}，所需时间不计入办理期限。{notice}", procedure.zh()));
            data["basis"] = json!(["《中华人民共和国行政许可法》第四十五条。"]);
        }
        Act::Extend { days, reason } => {
            say(format!("经本机关负责人批准，办理期限延长{days}个工作日。理由：{reason}"));
            data["basis"] = json!(["《中华人民共和国行政许可法》第四十二条。"]);
        }
        Act::Refuse { reason, basis } => {
            say(format!("经审查，现决定不予许可。理由：{reason}"));
            data["basis"] = json!([basis]);
            data["remedy"] = json!([REMEDY]);
        }
        Act::Decline { reason } => {
            say(format!("经审查，现决定不予受理。理由：{reason}"));
            data["remedy"] = json!([REMEDY]);
        }
        Act::Grant { reason } => say(format!("经审查，现决定准予。{reason}")),
        Act::NoLicenceNeeded { reason } => say(format!("您申请的事项依法不需要取得行政许可。{reason}")),
        other => say(other.reason().unwrap_or_default().to_owned()),
    }
    data
}
