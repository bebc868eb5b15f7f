//! Measures the promise: 806,000 synthetic items, searches with facets, time to open, memory.
//!
//! `cargo run --release -p budayang-search --example latency [items] [searches]`

use std::time::{Duration, Instant};

use budayang_search::{Document, Everyday, Index, Query};

const SUBJECTS: &str = "机动车驾驶证 居民身份证 居住证 普通护照 往来港澳通行证 往来台湾通行证 住房公积金 企业职工养老保险 城乡居民医疗保险 失业保险金 工伤保险 \
    生育保险 不动产权 国有建设用地使用权 抵押权 最低生活保障 特困人员救助供养 残疾人证 老年人优待证 营业执照 个体工商户 有限责任公司 食品经营许可 药品经营许可 \
    医疗机构执业许可 公共场所卫生许可 烟草专卖零售许可 建筑工程施工许可 建设工程规划许可 取水许可 排污许可 林木采伐许可 教师资格 律师执业证 护士执业 医师执业 \
    职业技能等级 专业技术资格 义务教育入学 国家助学金 生源地信用助学贷款 婚姻登记 生育登记 收养登记 户口登记 户口迁移 殡葬服务 法律援助 公证 人民调解 个人所得税 \
    增值税 契税 车辆购置税 发票 船舶登记 渔业捕捞许可 养犬登记 图书馆读者证 文物保护单位 道路货物运输 网络预约出租汽车 危险化学品经营许可 户外广告 特种设备使用 \
    无偿献血 预防接种 退役军人优待证 人事档案 劳动能力鉴定 就业创业证 创业担保贷款 外国人来华工作许可 宗教活动场所 社会团体 民办学校 旅行社 测绘资质 矿产资源勘查";
const ACTIONS: &str = "核发 初次申领 申领 变更 变更登记 补领 换领 换发 注销 注销登记 延续 撤销 备案 审批 认定 设立登记 转移登记 信息查询 进度查询 证明打印 \
    提取 缴费申报 参保登记 关系转移接续 待遇申领 年度报告 年度检验 补贴发放 资格认证 投诉举报 政策咨询 预约 公示 异议处理 遗失补办 业务受理 结果查询";
const KINDS: &str = " （个人） （企业） （法人） （非本市户籍） （本市户籍） （首次） （到期） （遗失） （代办） （跨省通办） （简易程序） （未成年人） （境外人员） （农村居民）";
const THEMES: &str = "生育收养 户籍办理 民族宗教 教育科研 就业创业 设立变更 准营准办 职业资格 婚姻登记 优待抚恤 规划建设 住房保障 社会保障 证件办理 交通出行 旅游观光 \
    出境入境 消费维权 公共安全 司法公证 知识产权 环保气象 医疗卫生 文化体育 公用事业 离职退休 死亡殡葬";
const OFFICES: &str = "公安局 人力资源和社会保障局 民政局 市场监督管理局 自然资源局 住房和城乡建设局 交通运输局 卫生健康局 教育局 司法局 税务局 生态环境局 农业农村局 水务局 文化和旅游局";

const TEXTS: &[&str] = &[
    "驾照",
    "驾驶证",
    "机动车驾驶证换领",
    "身份证",
    "身份证遗失补办",
    "居住证",
    "公积金",
    "公积金提取",
    "养老保险",
    "养老保险关系转移",
    "医保",
    "社保",
    "失业金",
    "低保",
    "残疾证",
    "老年证",
    "房产证",
    "不动产登记",
    "营业执照",
    "办执照",
    "开公司",
    "食品经营许可",
    "五险一金",
    "准生证",
    "结婚证",
    "教师证",
    "律师证",
    "施工许可",
    "建设工程规划许可",
    "取水",
    "狗证",
    "护照",
    "港澳通行证",
    "发票",
    "个税",
    "公证",
    "法律援助",
    "怎么办理身份证",
    "公安局",
    "民政局 低保",
    "证",
    "税",
    "水",
    "登记",
    "注销",
    "变更",
    "jiazhao",
    "jz",
    "gjj",
    "gjjtq",
    "sfz",
    "jiashizheng",
    "yanglaobaoxian",
    "yingyezhizhao",
    "gjj提取",
    "jia照",
    "身份z",
    "驾使证",
    "身分证",
    "公积提取",
    "养老报险",
    "jiazhoa",
    "jiashizhegn",
    "不存在的东西",
    "zzzz",
    "",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let items: usize = arguments.next().map_or(Ok(806_000), |n| n.parse())?;
    let searches: usize = arguments.next().map_or(Ok(10_000), |n| n.parse())?;
    let dir = tempfile::tempdir()?;

    let index = Index::open(dir.path(), Everyday::built_in())?;
    let start = Instant::now();
    index.rebuild(documents(items))?;
    println!("built {} items in {:.1?}, resident {} MB", index.len(), start.elapsed(), resident());
    let start = Instant::now();
    index.update(vec![documents(1).next().ok_or("no item")?], &[])?;
    println!("updated one item in {:.1?}", start.elapsed());
    drop(index);

    let start = Instant::now();
    let index = Index::open(dir.path(), Everyday::built_in())?;
    println!("opened in {:.1?}, resident {} MB", start.elapsed(), resident());

    let mut dice = Dice(7);
    let mut all = Vec::new();
    let mut by_text = vec![(Duration::ZERO, 0, 0usize); TEXTS.len()];
    for _ in 0..searches {
        let at = dice.roll(TEXTS.len());
        let query = Query { text: TEXTS[at].into(), division: filter(&mut dice), limit: 10, ..Query::default() };
        let start = Instant::now();
        let found = index.find(&query)?;
        let took = start.elapsed();
        all.push(took);
        by_text[at] = (by_text[at].0 + took, by_text[at].1 + 1, by_text[at].2.max(found.total));
    }
    print_times("search with facets", &mut all);
    let mut slow: Vec<_> =
        by_text.iter().zip(TEXTS).map(|((sum, times, most), text)| (*sum / (*times).max(1), text, most)).collect();
    slow.sort_by_key(|(mean, ..)| std::cmp::Reverse(*mean));
    slow.iter()
        .take(12)
        .for_each(|(mean, text, most)| println!("  {mean:>9.1?} on average, up to {most} hits: {text:?}"));

    let mut typed: Vec<Duration> = Vec::new();
    for text in TEXTS {
        let start = Instant::now();
        index.suggest(text, 8);
        typed.push(start.elapsed());
    }
    print_times("suggest", &mut typed);
    println!("resident {} MB", resident());
    Ok(())
}

/// Half of the searches are made in one county, city or province.
fn filter(dice: &mut Dice) -> Option<String> {
    (dice.roll(2) == 0).then(|| division([0, 1, 100, 2_000][dice.roll(4)] + dice.roll(30)))
}

fn documents(count: usize) -> impl Iterator<Item = Document> {
    let words = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
    let (subjects, actions, themes, offices) = (words(SUBJECTS), words(ACTIONS), words(THEMES), words(OFFICES));
    let kinds: Vec<&str> = KINDS.split(' ').collect();
    let mut dice = Dice(1);
    (0..count).map(move |n| {
        let (subject, action, place) = (dice.roll(subjects.len()), dice.roll(actions.len()), dice.roll(3_300));
        // The national catalogue fixes type, themes and audiences of an item; places differ in visits and in what goes online.
        let mut fixed = Dice((subject * actions.len() + action) as u64);
        let office = offices[subject % offices.len()];
        let theme = themes[subject % themes.len()];
        let audiences =
            [&["自然人"][..], &["企业法人"], &["自然人", "企业法人"], &["自然人", "企业法人", "社会组织法人"]]
                [dice.roll(4)];
        Document {
            code: format!("11{place:07}{n:022}"),
            name: format!("{}{}{}", subjects[subject], actions[action], kinds[dice.roll(kinds.len())]),
            summary: format!("符合法定条件的申请人可向{office}申请办理{}有关事项", subjects[subject]),
            body: format!("示例{place}{office}"),
            body_code: format!("11{place:07}{:09}", subject % offices.len()),
            division: division(place),
            kind: ["01", "05", "07", "20", "21"][fixed.roll(5)].into(),
            themes: vec![theme.to_owned(), themes[fixed.roll(themes.len())].to_owned()],
            audiences: audiences.iter().map(|a| (*a).to_owned()).collect(),
            visits: dice.roll(3) as u8,
            online: dice.roll(4) > 0,
            weight: dice.roll(1_000) as f32,
            open: dice.roll(50) > 0,
            ..Document::default()
        }
    })
}

/// The nation, 31 provinces, about 300 cities, then counties.
fn division(n: usize) -> String {
    match n {
        0 => "000000000000".into(),
        1..=31 => format!("{}0000000000", n + 10),
        32..=340 => format!("{}{:02}00000000", n % 31 + 11, n / 31),
        _ => format!("{}{:02}{:02}000000", n % 31 + 11, n / 31 % 10 + 1, n / 310 + 1),
    }
}

/// A small linear congruential generator: the same items on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn print_times(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{what}: {} times, p50 {:.2?}, p90 {:.2?}, p99 {:.2?}, most {:.2?}",
        times.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

/// Resident memory in MB, from Linux's own account.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
