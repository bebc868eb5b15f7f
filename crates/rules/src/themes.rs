//! Themes 主题 of service items: one table for natural persons, one for legal persons (GB/T 39046-2020 annex A; English names ours).

use serde::{Deserialize, Serialize};

use crate::item::Audience;

/// Whose table: the same code means different things in the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// 自然人
    Natural,
    /// 法人
    Legal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Theme {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

impl Class {
    pub const ALL: &'static [Self] = &[Self::Natural, Self::Legal];

    pub fn of(audience: Audience) -> Self {
        if audience.is_natural() { Self::Natural } else { Self::Legal }
    }

    /// The whole table in the order of the standard.
    pub fn themes(self) -> &'static [Theme] {
        match self {
            Self::Natural => NATURAL,
            Self::Legal => LEGAL,
        }
    }
}

pub fn theme(class: Class, code: &str) -> Option<&'static Theme> {
    class.themes().iter().find(|theme| theme.code == code)
}

/// By Chinese name; a note in brackets behind it, as some sources write, does not matter.
pub fn by_name(class: Class, name: &str) -> Option<&'static Theme> {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    class.themes().iter().find(|theme| theme.zh == bare)
}

const fn theme_of(code: &'static str, zh: &'static str, en: &'static str) -> Theme {
    Theme { code, zh, en }
}

static NATURAL: &[Theme] = &[
    theme_of("005", "生育收养", "Birth and adoption"),
    theme_of("010", "户籍办理", "Household registration"),
    theme_of("015", "民族宗教", "Ethnic and religious affairs"),
    theme_of("020", "教育科研", "Education and research"),
    theme_of("025", "入伍服役", "Military service"),
    theme_of("030", "就业创业", "Jobs and starting a business"),
    theme_of("035", "设立变更", "Setting up and changes"),
    theme_of("040", "准营准办", "Permission to operate"),
    theme_of("045", "抵押质押", "Mortgages and pledges"),
    theme_of("050", "职业资格", "Professional qualifications"),
    theme_of("055", "行政缴费", "Administrative fees"),
    theme_of("060", "婚姻登记", "Marriage"),
    theme_of("065", "优待抚恤", "Care and pensions for service"),
    theme_of("070", "规划建设", "Planning and building"),
    theme_of("075", "住房保障", "Housing"),
    theme_of("085", "社会保障", "Social security"),
    theme_of("090", "证件办理", "Identity documents"),
    theme_of("095", "交通出行", "Travel and transport"),
    theme_of("100", "旅游观光", "Tourism"),
    theme_of("105", "出境入境", "Entry and exit"),
    theme_of("110", "消费维权", "Consumer rights"),
    theme_of("115", "公共安全", "Public safety"),
    theme_of("120", "司法公证", "Justice and notaries"),
    theme_of("125", "知识产权", "Intellectual property"),
    theme_of("130", "环保绿化", "Environment and greening"),
    theme_of("135", "文化体育", "Culture and sport"),
    theme_of("140", "公用事业", "Public utilities"),
    theme_of("145", "医疗卫生", "Health"),
    theme_of("150", "离职退休", "Leaving work and retirement"),
    theme_of("155", "死亡殡葬", "Death and funerals"),
    theme_of("998", "地方特色", "Local specialities"),
    theme_of("999", "其他", "Other"),
];

static LEGAL: &[Theme] = &[
    theme_of("005", "设立变更", "Setting up and changes"),
    theme_of("010", "准营准办", "Permission to operate"),
    theme_of("015", "资质认证", "Qualifications and certification"),
    theme_of("020", "年检年审", "Annual checks"),
    theme_of("025", "税收财务", "Taxes and finance"),
    theme_of("030", "人力资源", "Human resources"),
    theme_of("035", "社会保障", "Social security"),
    theme_of("040", "投资审批", "Investment approval"),
    theme_of("045", "融资信贷", "Financing and credit"),
    theme_of("050", "抵押质押", "Mortgages and pledges"),
    theme_of("055", "商务贸易", "Commerce and trade"),
    theme_of("060", "招标拍卖", "Tenders and auctions"),
    theme_of("065", "海关口岸", "Customs and ports"),
    theme_of("070", "涉外服务", "Foreign affairs"),
    theme_of("075", "农林牧渔", "Farming, forestry and fishery"),
    theme_of("085", "国土和规划建设", "Land, planning and building"),
    theme_of("090", "交通运输", "Transport"),
    theme_of("095", "环保绿化", "Environment and greening"),
    theme_of("100", "应对气候变化", "Climate change"),
    theme_of("105", "水务气象", "Water and weather"),
    theme_of("110", "医疗卫生", "Health"),
    theme_of("115", "科技创新", "Science and innovation"),
    theme_of("120", "文体教育", "Culture, sport and education"),
    theme_of("125", "知识产权", "Intellectual property"),
    theme_of("130", "民族宗教", "Ethnic and religious affairs"),
    theme_of("135", "质量技术", "Quality and technology"),
    theme_of("140", "检验检疫", "Inspection and quarantine"),
    theme_of("145", "安全生产", "Safety at work"),
    theme_of("150", "公安消防", "Police and fire protection"),
    theme_of("155", "司法公证", "Justice and notaries"),
    theme_of("160", "公用事业", "Public utilities"),
    theme_of("165", "法人注销", "Closing down"),
    theme_of("170", "档案文物", "Archives and relics"),
    theme_of("998", "地方特色", "Local specialities"),
    theme_of("999", "其他", "Other"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_in_two_tables() {
        assert_eq!(theme(Class::Natural, "005").map(|theme| theme.zh), Some("生育收养"));
        assert_eq!(theme(Class::Legal, "005").map(|theme| theme.zh), Some("设立变更"));
        assert_eq!(theme(Class::Natural, "080"), None);
    }

    #[test]
    fn names_of_real_guides_are_found() {
        assert_eq!(by_name(Class::Natural, "社会保障（社会保险、社会救助）").map(|theme| theme.code), Some("085"));
        assert_eq!(by_name(Class::of(Audience::Enterprise), "知识产权").map(|theme| theme.code), Some("125"));
        assert_eq!(by_name(Class::Natural, "找工作"), None);
    }

    #[test]
    fn codes_rise_and_names_differ() {
        for class in Class::ALL {
            let themes = class.themes();
            assert!(themes.windows(2).all(|pair| pair[0].code < pair[1].code));
            let names: std::collections::BTreeSet<_> = themes.iter().map(|theme| theme.zh).collect();
            assert_eq!(names.len(), themes.len());
        }
    }
}
