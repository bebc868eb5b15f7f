//! A document of the index: one service item as it is searched.

use serde::{Deserialize, Serialize};

/// One service item (事项). `code` is its identity: a later document with the same code takes its place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Implementation code (实施编码), 31 characters as a rule.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names under which people know it.
    pub aliases: Vec<String>,
    /// A few sentences; searched only when names find nothing.
    pub summary: String,
    /// Name of the organ that answers for it (实施机构).
    pub body: String,
    /// Unified social credit code of that organ.
    pub body_code: String,
    /// Division, 12 digits (GB/T 2260 with GB/T 10114); the nation is `000000000000`.
    pub division: String,
    /// Code of the item type (事项类型), e.g. `01` for 行政许可.
    pub kind: String,
    /// Themes (办事主题).
    pub themes: Vec<String>,
    /// Who it is for (服务对象).
    pub audiences: Vec<String>,
    /// Visits to the counter (到办事现场次数).
    pub visits: u8,
    /// Can be done online.
    pub online: bool,
    /// Popularity, 0 upwards, e.g. cases a month; it lifts slowly (by its logarithm).
    pub weight: f32,
    /// Neither paused nor cancelled; closed items stay listed, further down.
    pub open: bool,
}
