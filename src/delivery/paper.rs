//! What is printed: the data of a certificate and of a label, and the printing itself.

use std::sync::LazyLock;

use budayang_forms::{Answers, Lang, Masked, Reader, shown};
use budayang_papers::{Lang as PaperLang, PaperError, Setting, Template};
use chrono::NaiveDate;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::catalog::Item;
use crate::web::formal_day;

/// Typesetting keeps a core busy: no more at once than there are cores.
static PRESSES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)));

/// Why a paper cannot be printed; each says what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrintError {
    #[error("{0}")]
    NoFont(String),
    #[error("{0}")]
    Paper(#[from] PaperError),
    /// A certificate with a blot for a name would be worthless.
    #[error("没有字体能显示“{}”，文书不能出。请安装 Debian 软件包 fonts-hanazono 或用 --font-dir 指定含有这些字的字体后再制证", .0.iter().collect::<String>())]
    Rare(Vec<char>),
    #[error("服务包里没有文书模板 {0}，请在事项的 result.template 改正路径，或补上这个文件")]
    NoTemplate(String),
    #[error("打印没有完成，请再试一次")]
    Stopped,
}

/// Sets a paper. Characters that no font has are refused, not blotted.
pub(crate) async fn print(
    app: &App,
    template: Template,
    data: Value,
    title: &str,
    date: NaiveDate,
) -> Result<Vec<u8>, PrintError> {
    let papers = app.papers.as_ref().map_err(|none| PrintError::NoFont(none.to_string()))?.clone();
    let setting = Setting { title: title.to_owned(), lang: PaperLang::Zh, date };
    let _press = PRESSES.acquire().await.map_err(|_| PrintError::Stopped)?;
    let printed = tokio::task::spawn_blocking(move || papers.print(&template, &data, &setting)).await;
    let printed = printed.map_err(|_| PrintError::Stopped)??;
    if printed.missing.is_empty() { Ok(printed.pdf) } else { Err(PrintError::Rare(printed.missing)) }
}

/// The answers that a result shows, label and value, in the order that the item names them. Sensitive ones stay masked.
pub(super) fn lines(app: &App, item: &Item, answers: &Value) -> Vec<(String, String)> {
    let answers = Answers(answers.as_object().cloned().unwrap_or_default());
    let (Some(form), Some(result)) = (&item.form, &item.result) else { return Vec::new() };
    let places = app.divisions.names();
    let line = |key: &String| {
        let (field, value) = (form.field(key)?, answers.get(key)?);
        let masked = if field.is_sensitive() { Masked::Yes } else { Masked::No };
        let text = shown(field, value, &Reader { masked, names: &places, ..Reader::new(Lang::Zh) });
        (!text.is_empty()).then(|| (field.name(Lang::Zh).to_owned(), text))
    };
    result.shows.iter().filter_map(line).collect()
}

/// What the certificate's template wants.
pub(super) struct CertificatePaper<'a> {
    pub facts: &'a super::seal::Facts<'a>,
    pub number_label: &'a str,
    pub statement: Option<String>,
    pub verify: &'a str,
    pub code: &'a str,
    pub key: &'a str,
    pub demo: bool,
}

impl CertificatePaper<'_> {
    pub(super) fn data(&self) -> Value {
        let facts = self.facts;
        let items: Vec<Value> =
            facts.shown.iter().map(|(label, value)| json!({ "label": label, "value": value })).collect();
        let mut data = json!({
            "title": facts.title,
            "number": facts.number,
            "holder": { "name": facts.holder, "number_label": self.number_label, "number": facts.holder_number },
            "items": items,
            "organ": facts.organ,
            "issued": formal_day(Lang::Zh, facts.issued),
            "qr": self.code,
            "verify": self.verify,
            "signature": { "algorithm": "SM2（SM3摘要）", "key": self.key },
            "demo": self.demo,
        });
        if let Some(until) = facts.until {
            let span = format!("{}至{}", formal_day(Lang::Zh, facts.issued), formal_day(Lang::Zh, until));
            data["validity"] = span.into();
        }
        if let Some(statement) = &self.statement {
            data["statement"] = statement.as_str().into();
        }
        data
    }
}
