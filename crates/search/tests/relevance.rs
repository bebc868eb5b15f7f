//! Everyday searches over real item names: what a person means must stand among the first ten.
//!
//! The names are read from the folder in `BUDAYANG_REAL_DATA`; without it the test says that it was skipped.

use std::path::PathBuf;

use budayang_search::{Document, Everyday, Index, Query};

/// What is typed, and words of which one must stand in the name of a hit among the first ten.
const SEARCHES: &[(&str, &[&str])] = &[
    ("驾照", &["驾驶证"]),
    ("驾照换证", &["驾驶证"]),
    ("jiazhao", &["驾驶证"]),
    ("jsz", &["驾驶证"]),
    ("驾使证", &["驾驶证"]),
    ("机动车驾驶证", &["驾驶证"]),
    ("港澳通行证", &["往来港澳通行证"]),
    ("gatxz", &["港澳通行证"]),
    ("台湾签注", &["往来台湾通行证"]),
    ("护照", &["护照"]),
    ("huzhao", &["护照"]),
    ("居住证", &["居住证"]),
    ("暂住证", &["居住证"]),
    ("身份证", &["身份证"]),
    ("身分证", &["身份证"]),
    ("sfz", &["身份证"]),
    ("低保", &["最低生活保障"]),
    ("dibao", &["最低生活保障"]),
    ("残疾证", &["残疾人证"]),
    ("五保户", &["特困人员"]),
    ("退休金", &["养老保险"]),
    ("养老金", &["养老保险"]),
    ("丧葬费", &["死亡待遇", "丧葬"]),
    ("失业金", &["失业保险"]),
    ("社保", &["社会保险", "社保"]),
    ("律师证", &["律师执业"]),
    ("教师证", &["教师资格"]),
    ("教资", &["教师资格"]),
    ("jiaoshizige", &["教师资格"]),
    ("法律援助", &["法律援助"]),
    ("falvyuanzhu", &["法律援助"]),
    ("遗嘱", &["遗嘱"]),
    ("亲属关系证明", &["亲属关系"]),
    ("出生证", &["出生"]),
    ("环评", &["环境影响"]),
    ("施工证", &["施工许可"]),
    ("公积金提取", &["公积金"]),
    ("个税", &["个人所得税"]),
    ("开发票", &["发票"]),
    ("退税", &["退税", "多缴"]),
    ("契税", &["契税"]),
    ("导游证", &["导游"]),
    ("护士证", &["护士"]),
    ("药店", &["药品"]),
    ("借书证", &["读者", "图书馆", "借书"]),
    ("自考", &["自学考试", "自考"]),
    ("高考", &["高考", "高等学校招生"]),
    ("职称", &["职称", "专业技术资格"]),
    ("消防验收", &["消防验收"]),
    ("投诉", &["投诉", "举报"]),
    ("外国人就业", &["外国人"]),
    ("建造师", &["建造师"]),
    ("jianzaoshi", &["建造师"]),
    ("建造师注册", &["建造师"]),
    ("取水许可", &["取水许可"]),
    ("曲水许可", &["取水许可"]),
    ("网约车", &["网络预约出租汽车"]),
    ("怎么办理营业执照", &["营业执照", "设立登记"]),
];

fn items() -> Option<Vec<Document>> {
    let path = PathBuf::from(std::env::var_os("BUDAYANG_REAL_DATA")?).join("items-guangdong.jsonl");
    let text = std::fs::read_to_string(path).ok()?;
    let item = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row of JSON");
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let daily = Some(text("matter_daily")).filter(|daily| daily != "无").unwrap_or_default();
        let aliases = daily.split([',', '，', '、']).map(str::to_owned).collect();
        let list = |key: &str| {
            row[key].as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
        };
        Document {
            code: text("TASK_CODE"),
            name: text("TASK_NAME"),
            aliases,
            summary: text("accept_standard"),
            body: text("DEPT_NAME"),
            body_code: text("ORGCODE"),
            division: format!("{}000000", text("AREACODE")),
            kind: text("TASK_TYPE"),
            themes: list("theme_category"),
            audiences: list("service_object_name"),
            visits: text("visit_number").parse().unwrap_or(0),
            open: true,
            ..Document::default()
        }
    };
    Some(text.lines().map(item).collect())
}

#[test]
fn people_find_what_they_mean_among_the_first_ten() {
    let Some(items) = items() else {
        eprintln!("skipped: BUDAYANG_REAL_DATA does not name a folder with items-guangdong.jsonl");
        return;
    };
    let names: std::collections::HashMap<String, String> =
        items.iter().map(|i| (i.code.clone(), i.name.clone())).collect();
    let anywhere = |words: &[&str]| items.iter().any(|i| words.iter().any(|w| i.name.contains(w)));
    let index = Index::in_memory(Everyday::built_in()).expect("an index");
    index.rebuild(items.clone().into_iter()).expect("a rebuild");
    let (mut asked, mut good, mut rank) = (0, 0, 0.0);
    for (text, wanted) in SEARCHES.iter().filter(|(_, wanted)| anywhere(wanted)) {
        let found = index.find(&Query { text: (*text).into(), limit: 10, ..Query::default() }).expect("a search");
        let is_wanted = |code: &str| wanted.iter().any(|word| names[code].contains(word));
        let place = found.hits.iter().position(|hit| is_wanted(&hit.code));
        asked += 1;
        good += usize::from(place.is_some());
        rank += place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        if place != Some(0) {
            let top: Vec<&String> = found.hits.iter().take(4).map(|hit| &names[&hit.code]).collect();
            eprintln!("{text}: place {place:?} of {}, meant {:?}, first {top:?}", found.total, found.meant);
        }
    }
    eprintln!("{good} of {asked} searches good, mean reciprocal rank {:.3}", rank / f64::from(asked));
    assert!(asked >= 40, "only {asked} searches fit this data");
    assert!(good as f64 >= 0.95 * f64::from(asked), "{good} of {asked}");
}
