//! Columns (专题栏目): articles as Markdown files of a pack, with their dates, rendered without any HTML of their own.

use std::collections::BTreeMap;

use budayang_forms::Text;
use chrono::NaiveDate;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use super::fault::Fault;
use super::folder::Folder;
use super::pack::fault;
use super::position;

/// One article (文章): front matter between `+++` lines, then Markdown.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    pub key: String,
    pub head: Head,
    /// Harmless HTML.
    pub body: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Head {
    pub title: Text,
    pub date: NaiveDate,
    pub source: Text,
    /// 示例: not a real announcement.
    #[serde(default)]
    pub sample: bool,
    pub state: ArticleState,
    /// Why it was withdrawn.
    #[serde(default)]
    pub reason: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ArticleState {
    Draft,
    Published,
    Withdrawn,
}

/// All articles that were ever published by column, newest first.
pub(super) fn read(folder: &Folder, faults: &mut Vec<Fault>) -> BTreeMap<String, Vec<Article>> {
    let mut columns: BTreeMap<String, Vec<Article>> = BTreeMap::new();
    for (path, bytes) in folder.within("columns", ".md") {
        let Some((column, key)) =
            path.strip_prefix("columns/").and_then(|rest| rest.strip_suffix(".md")?.split_once('/'))
        else {
            faults.push(fault(folder, path, (1, 1), "文章不在栏目的目录里", "请放到 columns/栏目/ 下面"));
            continue;
        };
        match article(key, bytes) {
            Ok(article) if article.head.state != ArticleState::Draft => {
                columns.entry(column.to_owned()).or_default().push(article);
            }
            Ok(_) => {}
            Err((place, what)) => {
                faults.push(fault(folder, path, place, what, "文章以两行 +++ 之间的 title、date、source、state 开头"))
            }
        }
    }
    for articles in columns.values_mut() {
        articles.sort_by(|a, b| (b.head.date, &b.key).cmp(&(a.head.date, &a.key)));
    }
    columns
}

fn article(key: &str, bytes: &[u8]) -> Result<Article, ((usize, usize), String)> {
    let text = std::str::from_utf8(bytes).map_err(|_| ((1, 1), "文件不是 UTF-8 编码".to_owned()))?;
    let opened = text.strip_prefix("+++\n").ok_or_else(|| ((1, 1), "文章没有文头".to_owned()))?;
    let (head, body) = opened.split_once("\n+++\n").ok_or_else(|| ((1, 1), "文头没有结束".to_owned()))?;
    let head = toml::from_str(head).map_err(|error| {
        let (line, column) = position::at(head, error.span().map_or(0, |span| span.start));
        ((line + 1, column), error.message().trim().to_owned())
    })?;
    Ok(Article { key: key.to_owned(), head, body: html(body) })
}

/// Markdown to HTML. HTML in it is shown as text, pictures by their words, and links lead nowhere but to the web or this site.
pub(crate) fn html(markdown: &str) -> String {
    let safe =
        |address: &str| address.starts_with('/') && !address.starts_with("//") || address.starts_with("https://");
    let mut skipped = 0_usize;
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { ref dest_url, .. }) if !safe(dest_url) => {
            skipped += 1;
            None
        }
        Event::End(TagEnd::Link) if skipped > 0 => {
            skipped -= 1;
            None
        }
        other => Some(other),
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_an_article_is_only_words() {
        let body = html("<script>alert(1)</script>\n\n[点](javascript:alert(1)) <b onclick=x>粗</b> [好](/items)");
        assert!(!body.contains("<script") && !body.contains("javascript") && !body.contains("<b "), "{body}");
        assert!(body.contains("<a href=\"/items\">好</a>"), "{body}");
    }

    #[test]
    fn a_head_that_lacks_its_date_is_shown_where() {
        let ((line, _), what) =
            article("a", b"+++\ntitle = \"x\"\nsource = \"y\"\nstate = \"draft\"\n+++\nz").unwrap_err();
        assert!(line >= 1 && what.contains("date"), "{line} {what}");
    }
}
