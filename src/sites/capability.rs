//! Capabilities (能力): everything that a site can do, each built once. A pack switches them on, names and orders them.

/// The six verbs that group capabilities on a site; `staff` stands behind the counter, and some of it is shown as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Read,
    Find,
    Apply,
    Ask,
    Rate,
    Me,
    Staff,
}

/// One line of the table: stable key, verb, names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Capability {
    pub key: &'static str,
    pub verb: Verb,
    pub zh: &'static str,
    pub en: &'static str,
    /// Whether this version of the program has it: a site never shows one that it has not.
    pub works: bool,
}

impl Verb {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Find => "find",
            Self::Apply => "apply",
            Self::Ask => "ask",
            Self::Rate => "rate",
            Self::Me => "me",
            Self::Staff => "staff",
        }
    }

    /// The verbs that have a page on every site; 我的 is the same for all of them and lives at `/me`.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        [Self::Read, Self::Find, Self::Apply, Self::Ask, Self::Rate].into_iter().find(|verb| verb.key() == key)
    }

    /// Where a staff capability's public side stands: figures are looked up.
    pub(crate) fn shown_under(self) -> Self {
        if self == Self::Staff { Self::Find } else { self }
    }
}

impl Capability {
    pub(crate) fn find(key: &str) -> Option<&'static Self> {
        CAPABILITIES.iter().find(|capability| capability.key == key)
    }

    pub(crate) fn icon(&self) -> &'static str {
        match self.key {
            "columns" => "book-open",
            "live" => "clock",
            "rumours" => "shield-check",
            "hotlines" => "phone",
            "road-closures" => "car",
            "zone-services" => "file-check",
            "themes" => "list",
            "guides" => "file-text",
            "online" => "file-pen-line",
            "mobile" => "phone",
            "ratings" => "star",
            "courier-result" => "truck",
            "missing-materials" => "hourglass",
            "portal-directory" => "globe",
            "epidemic-status" => "activity",
            "epidemic-map" => "grid-3x3",
            "epidemic-charts" => "chart-line",
            "region-digest" => "layout-grid",
            "self-check" => "stethoscope",
            "self-declaration" => "file-pen-line",
            "clues" => "message-circle-question",
            "statistics" => "scale",
            _ => "info",
        }
    }
}

const fn has(key: &'static str, verb: Verb, zh: &'static str, en: &'static str) -> Capability {
    Capability { key, verb, zh, en, works: true }
}

const fn will(key: &'static str, verb: Verb, zh: &'static str, en: &'static str) -> Capability {
    Capability { key, verb, zh, en, works: false }
}

/// The whole vocabulary. `has` marks what works now, `will` what a later version brings.
pub(crate) static CAPABILITIES: &[Capability] = &[
    has("columns", Verb::Read, "专题栏目", "Columns"),
    has("live", Verb::Read, "疫情24小时直播", "Live updates"),
    has("rumours", Verb::Read, "疫情辟谣", "Rumours refuted"),
    will("psa", Verb::Read, "公益广告", "Public-service films"),
    will("travel-tips", Verb::Read, "出行提示", "Travel advice"),
    will("exhibitions", Verb::Read, "博物馆网上展览", "Online exhibitions"),
    will("courses", Verb::Read, "公开课", "Open courses"),
    has("epidemic-status", Verb::Find, "疫情实时数据", "Epidemic figures"),
    has("epidemic-map", Verb::Find, "疫情地图", "Epidemic map"),
    has("epidemic-charts", Verb::Find, "疫情大数据可视化分析", "Epidemic charts"),
    has("region-digest", Verb::Find, "区域信息汇总", "Regional digest"),
    will("hospitals", Verb::Find, "定点医院查询", "Designated hospitals"),
    will("fever-clinics", Verb::Find, "发热门诊查询", "Fever clinics"),
    will("nearest", Verb::Find, "就近医院一键查", "Nearest hospital"),
    will("clinic-queue", Verb::Find, "候诊信息定时播报", "Waiting at clinics"),
    will("pharmacies", Verb::Find, "定点药店", "Designated pharmacies"),
    will("fellow-travellers", Verb::Find, "确诊患者同行程查询", "Travelled with a patient"),
    will("trajectories", Verb::Find, "确诊患者活动轨迹", "Where patients went"),
    has("road-closures", Verb::Find, "高速封堵查询", "Closed expressways"),
    has("hotlines", Verb::Find, "热线与应急通讯录", "Hotlines and duty directory"),
    will("open-data", Verb::Find, "开放数据查询", "Open data"),
    will("data-map", Verb::Find, "文物地图", "Map of relics"),
    has("portal-directory", Verb::Find, "办理平台目录", "Directory of portals"),
    will("case-disclosure", Verb::Find, "办件公开", "Public list of cases"),
    has("guides", Verb::Apply, "办事指南", "Service guides"),
    has("online", Verb::Apply, "网上申报", "Apply online"),
    has("mobile", Verb::Apply, "掌上办", "On a phone"),
    will("mail-in", Verb::Apply, "材料邮寄", "Send papers by courier"),
    will("phone", Verb::Apply, "电话办", "Apply by telephone"),
    will("self-service", Verb::Apply, "自助办·自助打印", "Self-service and printing"),
    will("deferral", Verb::Apply, "延期办", "Longer deadlines"),
    has("missing-materials", Verb::Apply, "容缺受理·事后补交", "Papers may follow"),
    will("one-certificate", Verb::Apply, "一证通办", "With the identity card alone"),
    will("paperless", Verb::Apply, "无纸化", "Without paper"),
    will("video-meeting", Verb::Apply, "视频会商", "Video meetings"),
    has("courier-result", Verb::Apply, "结果寄达·办件寄递", "Results by courier"),
    will("periodic-report", Verb::Apply, "在线报送·远程监测调度", "Recurring reports"),
    will("benefit-run", Verb::Apply, "按月预发待遇", "Monthly advance benefits"),
    will("payment", Verb::Apply, "缴费", "Payments"),
    will("appointment", Verb::Apply, "电话预约·提前约", "Appointments"),
    will("hall-crowd", Verb::Apply, "大厅人员聚集情况", "How crowded halls are"),
    has("themes", Verb::Apply, "主题服务", "Services by theme"),
    will("enterprise", Verb::Apply, "涉企服务", "For enterprises"),
    has("zone-services", Verb::Apply, "疫情相关线上办理事项", "Epidemic services"),
    will("smart-qa", Verb::Ask, "智能问答", "Smart answers"),
    will("human-service", Verb::Ask, "人工服务", "Talk to a person"),
    will("consultation", Verb::Ask, "网上咨询·电话咨询", "Written questions"),
    has("self-check", Verb::Ask, "发热自查·疫情自诊", "Self-check"),
    will("telemedicine", Verb::Ask, "在线义诊·远程医疗", "Online doctors"),
    will("drug-advice", Verb::Ask, "药品咨询", "Ask a pharmacist"),
    has("self-declaration", Verb::Rate, "主动申报", "Declare travel and contact"),
    has("clues", Verb::Rate, "疫情线索提供", "Give a clue"),
    will("violations", Verb::Rate, "违规行为举报", "Report a breach"),
    will("price-reports", Verb::Rate, "价格举报", "Report high prices"),
    will("hotline-12345", Verb::Rate, "12345便民服务", "12345"),
    has("ratings", Verb::Rate, "好差评", "Rate a service"),
    will("interaction", Verb::Rate, "交流互动", "Opinions and letters"),
    will("observation-home", Verb::Staff, "居家医学观察", "Observation at home"),
    will("observation-site", Verb::Staff, "集中医学观察", "Observation on site"),
    will("collection", Verb::Staff, "数据采集分析", "Figures collected"),
    will("statistics", Verb::Staff, "办件统计", "Case statistics"),
    will("command-network", Verb::Staff, "信息传达·政策传导·决策支持·监督管理", "Orders and feedback"),
    will("mini-program", Verb::Me, "小程序·公众号入口", "Mini-programs"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_has_sixty_three_different_keys() {
        let keys: std::collections::BTreeSet<_> = CAPABILITIES.iter().map(|capability| capability.key).collect();
        assert_eq!((keys.len(), CAPABILITIES.len()), (63, 63));
    }

    #[test]
    fn a_key_is_found_and_a_slip_is_not() {
        assert_eq!(Capability::find("guides").map(|one| (one.zh, one.verb)), Some(("办事指南", Verb::Apply)));
        assert_eq!(Capability::find("guide"), None);
    }
}
