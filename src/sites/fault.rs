//! What is wrong in a pack: where, what, and how to mend it.

use std::fmt;

use serde::Serialize;

/// One fault. Lines and columns count from 1, columns in characters, as editors do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// A warning lets the pack load.
    pub warning: bool,
    pub what: String,
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, what, remedy, .. } = self;
        let kind = if self.warning { "提醒" } else { "错误" };
        write!(f, "{file}:{line}:{column}: {kind}：{what}。{remedy}")
    }
}

/// Why packs cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("服务包有{}处错误，请先运行 budayang packs check。第一处：{}", .0.len(), .0.first().map_or(String::new(), Fault::to_string))]
    Faulty(Vec<Fault>),
    #[error("服务包目录 {folder} 读不出来：{error}。请核对 --packs 的路径和读取权限")]
    Unreadable { folder: String, error: std::io::Error },
}
