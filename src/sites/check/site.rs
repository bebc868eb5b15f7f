//! Faults of `site.toml`.

use std::collections::BTreeMap;

use super::Finder;
use crate::divisions::Known;
use crate::sites::capability::Capability;
use crate::sites::colour::LEAST_CONTRAST;
use crate::sites::column::Article;
use crate::sites::position::Step;
use crate::sites::site::Site;

const FILE: &str = "site.toml";

pub(super) fn check(
    site: &Site,
    articles: &BTreeMap<String, Vec<Article>>,
    codes: &[String],
    divisions: &Known,
    found: &mut Finder<'_>,
) {
    id(site, found);
    for (key, text) in [("brand", &site.brand), ("owner", &site.owner)] {
        if text.is_blank() {
            found.add(FILE, &[Step::Key(key)], format!("{key} 是空的"), "请写上名称");
        }
    }
    if !divisions.has(&site.division) {
        let what = format!("没有“{}”这个行政区划", site.division.short());
        found.add(FILE, &[Step::Key("division")], what, "请对照 GB/T 2260，全国写 000000");
    }
    if let Some(accent) = site.accent.as_ref().filter(|accent| accent.contrast_with_white() < LEAST_CONTRAST) {
        let what = format!("颜色{accent}与白色的对比度是{:.2}，小于{LEAST_CONTRAST}", accent.contrast_with_white());
        found.add(FILE, &[Step::Key("accent")], what, "请换一种更深的颜色");
    }
    capabilities(site, found);
    for (index, code) in site.hot_items.iter().enumerate() {
        if !codes.iter().any(|known| known == code.as_str()) {
            let what = format!("hot-items 里的{code}不在这些服务包里");
            found.warn(FILE, &[Step::Key("hot-items"), Step::Index(index)], what, "请核对编码，或删去它");
        }
    }
    for (group, services) in site.zone.services.iter().enumerate() {
        for (index, code) in
            services.items.iter().enumerate().filter(|(_, code)| !codes.iter().any(|one| one == code.as_str()))
        {
            let steps =
                [Step::Key("zone"), Step::Key("services"), Step::Index(group), Step::Key("items"), Step::Index(index)];
            let what = format!("“{}”里的{code}不在这些服务包里", services.name);
            found.add(FILE, &steps, what, "请核对编码，或删去它");
        }
    }
    let has = |key: &str| site.capabilities.iter().any(|on| on.key == key);
    if has("zone-services") && site.zone.services.iter().all(|group| group.items.is_empty()) {
        let steps = [Step::Key("zone"), Step::Key("services")];
        found.warn(FILE, &steps, "开通了 zone-services，但没有列出事项", "请在 [[zone.services]] 里写 name 和 items");
    }
    for head in &site.columns {
        if articles.get(&head.key).is_none_or(Vec::is_empty) {
            let what = format!("栏目“{}”没有已发布的文章，页面上不会出现", head.name);
            found.warn(
                FILE,
                &[Step::Key("columns"), Step::Keyed(&head.key)],
                what,
                format!("请在 columns/{}/ 写文章，或删去栏目", head.key),
            );
        }
    }
    for key in articles.keys().filter(|key| site.columns.iter().all(|head| head.key != **key)) {
        found.add(
            FILE,
            &[Step::Key("columns")],
            format!("目录 columns/{key}/ 没有写进 site.toml"),
            "请加一段 [[columns]]，写明 key 和 name",
        );
    }
}

fn id(site: &Site, found: &mut Finder<'_>) {
    let sound = !site.id.is_empty()
        && site.id.len() <= 60
        && site.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !sound {
        let what = format!("id “{}”不能作网址的一段", site.id);
        return found.add(FILE, &[Step::Key("id")], what, "请只用小写字母、数字和连字符，最多60个");
    }
    let folder = found.folder.name.rsplit('/').next().unwrap_or_default().to_owned();
    if folder != site.id && folder != "." {
        let what = format!("id “{}”与目录名“{folder}”不同", site.id);
        found.add(FILE, &[Step::Key("id")], what, "请改成一样");
    }
}

fn capabilities(site: &Site, found: &mut Finder<'_>) {
    for (index, on) in site.capabilities.iter().enumerate() {
        let steps = [Step::Key("capabilities"), Step::Index(index), Step::Key("key")];
        if site.capabilities[..index].iter().any(|earlier| earlier.key == on.key) {
            found.add(FILE, &steps, format!("能力“{}”写了两次", on.key), "请删去一个");
        }
        match Capability::find(&on.key) {
            None => found.warn(
                FILE,
                &steps,
                format!("不认识能力“{}”", on.key),
                "请对照 docs/add-a-service.md 的能力表；网站不会显示它",
            ),
            Some(capability) if !capability.works => {
                let what = format!("这个版本还没有能力“{}”（{}）", on.key, capability.zh);
                found.warn(FILE, &steps, what, "网站暂时不显示它，有了以后会自动出现");
            }
            Some(_) => {}
        }
    }
}
