//! What can go wrong with a paper, in words for whoever has to mend it.

use std::path::PathBuf;

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use crate::world::Desk;

/// No font with Chinese characters was found, so no paper can be printed.
#[derive(Debug, thiserror::Error)]
#[error("没有找到中文字体，无法打印文书。请安装 Debian 软件包 fonts-noto-cjk（apt-get install fonts-noto-cjk），或用 --font-dir 指定放有中文字体的文件夹。已查找：{}", looked(.dirs, *.system))]
pub struct NoChineseFont {
    pub dirs: Vec<PathBuf>,
    /// Whether the system's font folders were searched, too.
    pub system: bool,
}

fn looked(dirs: &[PathBuf], system: bool) -> String {
    let mut places: Vec<String> = dirs.iter().map(|dir| dir.display().to_string()).collect();
    if system {
        places.push("系统字体文件夹".into());
    }
    places.join("、")
}

#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    #[error("{what}有 {bytes} 字节，超过 {limit} 字节的上限，请精简后再打印")]
    TooLarge { what: &'static str, bytes: usize, limit: usize },
    #[error("附图名称“{0}”不能使用：请用字母、数字、点、连字符和下划线，不超过64个字符")]
    AssetName(String),
    #[error("二维码内容有 {0} 字节，放不下，请改用较短的网址")]
    QrTooLong(usize),
    #[error("条形码“{0}”不能编码：请用1至48个字母、数字或英文标点")]
    Barcode(String),
    #[error("文书模板需要修改：{}", .0.join("；"))]
    Template(Vec<String>),
    #[error("文书共 {pages} 页，超过 {limit} 页的上限")]
    TooManyPages { pages: usize, limit: usize },
    #[error("文书在 {seconds} 秒内没有排完，已停止，请检查模板中的循环")]
    TooLong { seconds: f32 },
    #[error("有模板仍在超时运行，暂不打印自带模板的文书，请先检查该模板")]
    Busy,
    #[error("排版程序意外停止，文书没有生成：{0}")]
    Stopped(String),
}

/// At most so many faults of a template are told at once.
const FAULTS: usize = 5;

/// Says where in the template a fault stands.
pub(crate) fn explain(desk: &Desk, found: &[SourceDiagnostic]) -> PaperError {
    PaperError::Template(found.iter().take(FAULTS).map(|fault| sentence(desk, fault)).collect())
}

fn sentence(desk: &Desk, fault: &SourceDiagnostic) -> String {
    let mut said = match place(desk, fault) {
        Some(place) => format!("{place}：{}", fault.message),
        None => fault.message.to_string(),
    };
    for hint in &fault.hints {
        said.push_str(&format!("（{}）", hint.v));
    }
    said
}

fn place(desk: &Desk, fault: &SourceDiagnostic) -> Option<String> {
    let id = fault.span.id()?;
    let name = id.vpath().get_without_slash();
    let line = desk.range(fault.span).and_then(|range| desk.source(id).ok()?.lines().byte_to_line(range.start));
    Some(match line {
        Some(line) => format!("{name} 第{}行", line + 1),
        None => name.to_string(),
    })
}
