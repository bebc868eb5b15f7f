//! What a person may type and what is found then.

use budayang_search::{Document, Everyday, Index, Query, REACH};

const NATION: &str = "000000000000";
const PROVINCE: &str = "440000000000";
const CITY: &str = "440100000000";
const COUNTY: &str = "440103000000";

fn item(code: &str, name: &str) -> Document {
    Document { code: code.into(), name: name.into(), division: CITY.into(), open: true, ..Document::default() }
}

/// A small catalogue of real kinds of services.
fn catalogue() -> Index {
    let items = [
        ("A01", "机动车驾驶证申领"),
        ("A02", "机动车驾驶证补领"),
        ("A03", "居民身份证补领"),
        ("A04", "住房公积金提取"),
        ("A05", "不动产登记"),
        ("A06", "最低生活保障对象认定"),
        ("A07", "企业设立登记"),
        ("A08", "老年人优待证办理"),
        ("A09", "居住证申领"),
        ("A10", "普通护照签发"),
        ("A11", "内资企业银行账户备案"),
        ("A12", "ETC电子标签申请"),
        ("A13", "基本医疗保险参保登记"),
        ("A14", "渔业捕捞许可"),
    ];
    index(items.map(|(code, name)| item(code, name)))
}

fn index(items: impl IntoIterator<Item = Document>) -> Index {
    let index = Index::in_memory(Everyday::built_in()).expect("an index in memory");
    index.rebuild(items.into_iter()).expect("a rebuild");
    index
}

fn ask(text: &str) -> Query {
    Query { text: text.into(), ..Query::default() }
}

fn codes(index: &Index, query: &Query) -> Vec<String> {
    index.find(query).expect("a search").hits.into_iter().map(|hit| hit.code).collect()
}

fn first(text: &str) -> String {
    codes(&catalogue(), &ask(text)).into_iter().next().unwrap_or_default()
}

#[test]
fn everyday_word_finds_the_official_name() {
    assert!(["A01", "A02"].contains(&&*first("驾照")));
    assert_eq!(first("房产证"), "A05");
    assert_eq!(first("低保"), "A06");
    assert_eq!(first("老年证"), "A08");
    assert_eq!(first("办执照"), "A07");
}

#[test]
fn one_everyday_word_may_mean_several_services() {
    let index = index([item("B1", "住房公积金提取"), item("B2", "社会保险登记"), item("B3", "护照签发")]);
    let mut found = codes(&index, &ask("五险一金"));
    found.sort();
    assert_eq!(found, ["B1", "B2"]);
}

#[test]
fn a_question_is_understood_without_its_fillers() {
    assert_eq!(first("怎么办理身份证补领？"), "A03");
}

#[test]
fn single_character() {
    assert_eq!(first("渔"), "A14");
}

#[test]
fn pinyin_full() {
    assert!(["A01", "A02"].contains(&&*first("jiashizheng")));
    assert!(["A01", "A02"].contains(&&*first("jiazhao")));
}

#[test]
fn pinyin_broken_off() {
    assert_eq!(first("gongjij"), "A04");
}

#[test]
fn initials() {
    assert_eq!(first("gjj"), "A04");
    assert!(codes(&catalogue(), &ask("jz")).iter().any(|code| code == "A01"));
}

#[test]
fn initials_of_two_words_together() {
    assert_eq!(first("gjjtq"), "A04");
}

#[test]
fn pinyin_and_characters_mixed() {
    assert_eq!(first("gjj提取"), "A04");
    assert_eq!(first("身份z补领"), "A03");
    assert!(["A01", "A02"].contains(&&*first("jia照")));
}

#[test]
fn a_second_reading_is_known() {
    assert_eq!(first("yinhang"), "A11");
}

#[test]
fn latin_in_a_name_is_found_in_any_case() {
    assert_eq!(first("etc"), "A12");
    assert_eq!(first("ＥＴＣ"), "A12");
}

#[test]
fn homophone_slip() {
    let found = catalogue().find(&ask("驾使证")).expect("a search");
    assert_eq!(found.meant.as_deref(), Some("驾驶证"));
    assert_eq!(found.total, 2);
}

#[test]
fn missing_character() {
    let found = catalogue().find(&ask("公积提取")).expect("a search");
    assert_eq!(found.hits[0].code, "A04");
    assert!(catalogue().find(&ask("居民份证")).expect("a search").hits.iter().any(|hit| hit.code == "A03"));
}

#[test]
fn typing_error_in_pinyin() {
    let found = catalogue().find(&ask("jiashizhegn")).expect("a search");
    assert!(found.meant.is_some() && found.total == 2, "{found:?}");
}

#[test]
fn what_is_written_well_is_not_mended() {
    assert_eq!(catalogue().find(&ask("驾驶证")).expect("a search").meant, None);
}

#[test]
fn when_nothing_fits_half_of_it_suffices() {
    let index = index([item("B1", "劳动争议申请仲裁"), item("B2", "护照签发")]);
    assert_eq!(codes(&index, &ask("劳动仲裁")), ["B1"]);
}

#[test]
fn the_code_finds_its_item() {
    let index = index([item("11440000006939756B2440101007000", "价格申报"), item("B2", "其他申报")]);
    assert_eq!(codes(&index, &ask("11440000006939756b2440101007000")), ["11440000006939756B2440101007000"]);
}

#[test]
fn the_summary_counts_only_when_names_find_nothing() {
    let index = index([item("B1", "护照签发"), Document { summary: "凭护照办理签注".into(), ..item("B2", "签注") }]);
    assert_eq!(codes(&index, &ask("护照")), ["B1"]);
    assert_eq!(codes(&index, &ask("凭护照")), ["B2"]);
}

#[test]
fn filters_and_counts_agree() {
    let kinds = ["01", "07", "21"];
    let index = index((0..60).map(|n| Document {
        kind: kinds[n % 3].into(),
        themes: vec![["生育", "户籍"][n % 2].into(), "证件".into()],
        audiences: vec![["自然人", "企业法人"][n / 30].into()],
        body_code: format!("1144000000693975{}X", n % 4),
        visits: (n % 3) as u8,
        online: n % 5 == 0,
        ..item(&format!("C{n:02}"), "居住证申领")
    }));
    let all = index.find(&ask("居住证")).expect("a search");
    assert_eq!(all.total, 60);
    for (kind, count) in &all.facets.kind {
        let found = index.find(&Query { kind: Some(kind.clone()), ..ask("居住证") }).expect("a search");
        assert_eq!(found.total as u64, *count);
    }
    for (theme, count) in &all.facets.theme {
        assert_eq!(
            index.find(&Query { theme: Some(theme.clone()), ..ask("居住证") }).expect("a search").total as u64,
            *count
        );
    }
    for (body, count) in &all.facets.body {
        assert_eq!(
            index.find(&Query { body: Some(body.clone()), ..ask("居住证") }).expect("a search").total as u64,
            *count
        );
    }
    let online = index
        .find(&Query { online: Some(true), visits: Some(0), audience: Some("自然人".into()), ..ask("") })
        .expect("a search");
    assert_eq!(online.total, (0..30).filter(|n| n % 5 == 0 && n % 3 == 0).count());
    assert_eq!(online.facets.online, [("true".to_owned(), online.total as u64)]);
}

#[test]
fn a_division_shows_what_its_people_can_use() {
    let at = |code: &str, division: &str| Document { division: division.into(), ..item(code, "居住证申领") };
    let index = index([
        at("nation", NATION),
        at("province", PROVINCE),
        at("city", CITY),
        at("county", COUNTY),
        at("sister", "440104000000"),
        at("elsewhere", "330000000000"),
    ]);
    let here = |division: &str| codes(&index, &Query { division: Some(division.into()), ..ask("居住证") });
    assert_eq!(here(COUNTY), ["county", "city", "province", "nation"]);
    assert!(!here(CITY).contains(&"elsewhere".to_owned()) && here(CITY).contains(&"sister".to_owned()));
}

#[test]
fn nearest_level_first() {
    let at =
        |code: &str, division: &str, weight| Document {
            division: division.into(), weight, ..item(code, "居住证申领")
        };
    let index = index([at("province", PROVINCE, 50.0), at("county", COUNTY, 0.0), at("city", CITY, 5.0)]);
    for text in ["", "居住证"] {
        assert_eq!(codes(&index, &Query { division: Some(CITY.into()), ..ask(text) }), ["city", "province", "county"]);
    }
}

#[test]
fn empty_text_lists_by_weight_then_name() {
    let weighty = |code: &str, name: &str, weight| Document { weight, ..item(code, name) };
    let index =
        index([weighty("1", "乙", 1.0), weighty("2", "丙", 9.0), weighty("3", "丁", 1.0), weighty("4", "一", 1.0)]);
    assert_eq!(codes(&index, &ask("")), ["2", "4", "3", "1"]);
}

#[test]
fn closed_items_stay_listed_further_down() {
    let index =
        index([Document { open: false, weight: 9.0, ..item("closed", "居住证申领") }, item("open", "居住证签注申领")]);
    assert_eq!(codes(&index, &ask("居住证")), ["open", "closed"]);
    assert_eq!(codes(&index, &ask("")), ["open", "closed"]);
}

#[test]
fn the_shorter_name_comes_first() {
    let index = index([item("long", "居住证持有人子女随迁入学资格确认申请"), item("short", "居住证申领")]);
    assert_eq!(codes(&index, &ask("居住证")), ["short", "long"]);
}

#[test]
fn update_replaces_by_code_and_removes() {
    let index = catalogue();
    let before = index.len();
    index.update(vec![item("A01", "校车驾驶资格"), item("N01", "养犬登记")], &["A04".into()]).expect("an update");
    assert_eq!(index.len(), before);
    assert_eq!(codes(&index, &ask("校车")), ["A01"]);
    assert_eq!(codes(&index, &ask("狗证")), ["N01"]);
    assert!(!codes(&index, &ask("提取")).contains(&"A04".to_owned()));
}

#[test]
fn ties_across_segments_are_broken_by_name() {
    let index = index([item("1", "丙"), item("2", "一")]);
    index.update(vec![item("3", "丁"), item("4", "乙")], &[]).expect("an update");
    assert_eq!(codes(&index, &ask("")), ["2", "3", "1", "4"]);
}

#[test]
fn rebuild_is_atomic() {
    let index = index((0..500).map(|n| item(&n.to_string(), "居住证申领")));
    std::thread::scope(|scope| {
        let rebuild = scope.spawn(|| {
            for size in [900, 500, 900] {
                index.rebuild((0..size).map(|n| item(&n.to_string(), "居住证申领"))).expect("a rebuild");
            }
        });
        while !rebuild.is_finished() {
            let found = index.find(&ask("居住证")).expect("a search");
            assert!([500, 900].contains(&found.total), "half an index: {}", found.total);
        }
    });
    assert_eq!(index.len(), 900);
}

#[test]
fn an_index_on_disk_is_there_after_a_restart() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = Index::open(dir.path(), Everyday::built_in()).expect("an index");
    assert!(index.is_empty());
    index.rebuild([item("A1", "居住证申领")].into_iter()).expect("a rebuild");
    drop(index);
    let index = Index::open(dir.path(), Everyday::built_in()).expect("an index");
    assert_eq!(codes(&index, &ask("jzz")), ["A1"]);
}

#[test]
fn suggestions_complete_words_and_name_items() {
    let suggestions = catalogue().suggest("公积", 8);
    assert!(suggestions.iter().any(|s| s.text == "公积金" && s.code.is_none()), "{suggestions:?}");
    let suggestions = catalogue().suggest("huzh", 8);
    assert!(suggestions.iter().any(|s| s.text.contains("护照") && s.code.is_none()), "{suggestions:?}");
    assert!(suggestions.iter().any(|s| s.code.as_deref() == Some("A10")), "{suggestions:?}");
}

#[test]
fn pages_follow_each_other_without_gaps() {
    let index = index((0..250).map(|n| item(&format!("{n:03}"), &format!("居住证申领{n:03}"))));
    let page = |offset| codes(&index, &Query { limit: 100, offset, ..ask("") });
    let all: Vec<String> = [page(0), page(100), page(200)].concat();
    assert_eq!(all, (0..250).map(|n| format!("{n:03}")).collect::<Vec<_>>());
}

#[test]
fn hostile_input() {
    let index = catalogue();
    let long = "证".repeat(3_400_000);
    let texts = [
        "\0\u{1f}\u{7f}",
        "!!!???（）",
        "👨‍👩‍👧‍👦🦀",
        "\u{fffd}\u{d7ff}",
        "name:* AND (",
        "a",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "١٢٣",
        "ﬁ",
        &long,
    ];
    for text in texts {
        let found = index.find(&ask(text)).expect("no text is an error");
        assert!(found.total <= index.len());
        index.suggest(text, usize::MAX);
    }
    let odd = Query {
        division: Some("四四".into()),
        theme: Some(long.clone()),
        limit: usize::MAX,
        offset: usize::MAX,
        ..ask("证")
    };
    assert_eq!(index.find(&odd).expect("no filter is an error").hits, []);
    assert_eq!(index.find(&Query { offset: REACH, limit: 10, ..ask("") }).expect("a search").hits, []);
}

#[test]
fn hostile_documents() {
    let long = "证".repeat(100_000);
    let odd = Document {
        name: long.clone(),
        summary: long.clone(),
        aliases: vec![long.clone(); 100],
        division: "x\u{1f}".into(),
        weight: f32::NAN,
        ..item("1", "")
    };
    let index = index([odd, Document::default()]);
    assert_eq!(index.len(), 2);
    assert_eq!(index.find(&ask("")).expect("a search").total, 2);
}
