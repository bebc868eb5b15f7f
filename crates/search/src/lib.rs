//! The full-text index of the service catalogue: Chinese words, pinyin, everyday words, slips of the hand, and counts beside every result.
//!
//! It knows nothing of the product: documents go in, codes come out. `Index` is the whole surface.
//!
//! How a search is read: the text is cut into groups (`query`), a group offers alternatives (what was typed, its official names, what a
//! pinyin may spell), every group must be met inside one field. When nothing is found a slip is mended (`slips`), then fewer groups suffice.

mod columns;
mod document;
mod everyday;
mod facets;
mod index;
mod labels;
mod lexicon;
mod nearness;
mod pinyin;
mod query;
mod reading;
mod schema;
mod slips;
mod suggest;
mod words;

pub use document::Document;
pub use everyday::Everyday;
pub use facets::Facets;
pub use index::{Found, Hit, Index};
pub use query::{Query, REACH};
pub use suggest::Suggestion;

/// What can go wrong with the index itself; no text that a person types is an error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of the index cannot be read or written.
    #[error("检索库的文件夹读写不成功：{0}")]
    Folder(#[from] std::io::Error),
    /// The index on disk is damaged or of another version; it can be rebuilt from the database at any time.
    #[error("检索库不可用，可从数据库重建：{0}")]
    Index(#[from] tantivy::TantivyError),
    /// A table of everyday words is not in the expected shape.
    #[error("日常说法表读不懂：{0}")]
    Everyday(#[from] toml::de::Error),
}

/// Result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
