//! Words that rows keep as text: the state of a case, of a material, and the way a case came in.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Where a case stands (standards §2). A draft is not a case yet: it lives in `drafts`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(24))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// 已提交: the organ has received it, for an electronic letter arrives when it enters the system; nobody has looked yet.
    Submitted,
    /// 已预审
    PreChecked,
    /// 已收件
    Received,
    /// 待补正
    ToBeCorrected,
    /// 已补正
    Corrected,
    /// 不予受理
    NotAccepted,
    /// 不属于本机关: the event names who.
    NotOurs,
    /// 不需要取得许可
    NoLicenceNeeded,
    /// 已受理, perhaps with materials missing (容缺受理): those stand in `materials`.
    Accepted,
    /// 审查中
    Review,
    /// 特别程序: the clock stands still.
    Special,
    /// 准予
    Granted,
    /// 不予许可
    Refused,
    /// 已制证
    Produced,
    /// 已寄出
    Dispatched,
    /// 已送达
    Delivered,
    /// 已办结
    Closed,
    /// 已评价
    Rated,
    /// 已退件
    Returned,
    /// 已撤回
    Withdrawn,
    /// 已终止: the missing materials did not come in time.
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MaterialState {
    /// Given with the application, or later.
    Supplied,
    /// The applicant promised in a draft or at submission to bring it later; the organ has not agreed yet.
    Promised,
    /// 容缺: accepted without it; `due` says until when.
    Missing,
    /// Uploaded for a correction that is not sent yet.
    Pending,
    /// Stood here before a correction.
    Replaced,
}

/// How the application came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Channel {
    Web,
    Window,
    Api,
}
