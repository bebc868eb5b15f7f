//! An icon for each theme, by Lucide's names; the same theme has the same icon for persons and for organisations.

pub(super) fn theme_icon(zh: &str) -> &'static str {
    match zh {
        "生育收养" => "baby",
        "户籍办理" => "house",
        "民族宗教" => "church",
        "教育科研" | "文体教育" => "graduation-cap",
        "入伍服役" => "shield-check",
        "就业创业" | "人力资源" => "briefcase",
        "设立变更" => "store",
        "准营准办" => "file-check",
        "抵押质押" => "key-round",
        "职业资格" | "资质认证" => "badge-check",
        "行政缴费" => "wallet",
        "婚姻登记" => "heart",
        "优待抚恤" => "heart-handshake",
        "规划建设" | "国土和规划建设" => "hammer",
        "住房保障" => "building-2",
        "社会保障" => "users",
        "证件办理" => "id-card",
        "交通出行" | "交通运输" => "bus",
        "旅游观光" => "map",
        "出境入境" => "plane",
        "消费维权" => "receipt",
        "公共安全" | "公安消防" => "flame",
        "司法公证" => "scale",
        "知识产权" => "lightbulb",
        "环保绿化" => "trees",
        "文化体育" => "palette",
        "公用事业" | "水务气象" => "droplets",
        "医疗卫生" => "stethoscope",
        "离职退休" => "sun",
        "死亡殡葬" => "flower",
        "年检年审" => "calendar-clock",
        "税收财务" => "banknote",
        "投资审批" => "rocket",
        "融资信贷" => "hand-coins",
        "商务贸易" => "package",
        "招标拍卖" => "scroll-text",
        "海关口岸" => "ship",
        "涉外服务" => "globe",
        "农林牧渔" => "wheat",
        "应对气候变化" => "leaf",
        "科技创新" => "flask-conical",
        "质量技术" => "settings",
        "检验检疫" => "microscope",
        "安全生产" => "factory",
        "法人注销" => "log-out",
        "档案文物" => "archive",
        "地方特色" => "map-pin",
        _ => "list",
    }
}

#[cfg(test)]
mod tests {
    use super::theme_icon;
    use budayang_rules::themes::Class;

    #[test]
    fn every_theme_but_the_rest_has_its_own_picture() {
        let themes = Class::ALL.iter().flat_map(|class| class.themes());
        for theme in themes.filter(|theme| theme.zh != "其他") {
            assert_ne!(theme_icon(theme.zh), "list", "{}", theme.zh);
        }
    }
}
