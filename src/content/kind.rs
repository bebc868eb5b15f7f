//! Kinds of pieces: what each is made of and how it comes before the public.

use super::field::{Control, Field, may, must};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// 栏目文章
    Article,
    /// 直播
    Live,
    /// 辟谣
    Rumour,
    /// 热线
    Hotline,
    /// 封路
    Closure,
}

/// Verdicts on a rumour (结论), by their keys.
pub(super) const VERDICTS: [&str; 4] = ["false", "inaccurate", "true", "unproven"];

/// Kinds of hotlines, in the order of the directory.
pub(super) const HOTLINES: [&str; 9] =
    ["12345", "health", "cdc", "emergency", "psychology", "supervision", "market", "traffic", "other"];

const ARTICLE: &[Field] = &[
    must("title", Control::Line(120)),
    may("title_en", Control::Line(200)),
    must("column", Control::Column),
    must("source", Control::Line(100)),
    must("body", Control::Markdown(20_000)),
    may("sample", Control::Yes),
];

const LIVE: &[Field] = &[
    must("at", Control::Moment),
    must("text", Control::Text(800)),
    may("source", Control::Line(100)),
    may("link", Control::Link),
    may("sample", Control::Yes),
];

const RUMOUR: &[Field] = &[
    must("title", Control::Line(200)),
    must("verdict", Control::Choice(&VERDICTS)),
    may("summary", Control::Text(500)),
    must("body", Control::Text(8_000)),
    may("source", Control::Line(100)),
    may("link", Control::Link),
    may("day", Control::Day),
    must("division", Control::Division),
    may("sample", Control::Yes),
];

const HOTLINE: &[Field] = &[
    must("title", Control::Line(100)),
    must("telephones", Control::Telephones),
    must("kind", Control::Choice(&HOTLINES)),
    may("hours", Control::Line(100)),
    may("note", Control::Text(300)),
    must("division", Control::Division),
    may("sample", Control::Yes),
];

const CLOSURE: &[Field] = &[
    must("road", Control::Line(60)),
    must("entrance", Control::Line(80)),
    may("direction", Control::Line(80)),
    must("division", Control::Division),
    must("since", Control::Moment),
    may("until", Control::Moment),
    must("reason", Control::Text(300)),
    may("source", Control::Line(100)),
    may("link", Control::Link),
    may("sample", Control::Yes),
];

impl Kind {
    pub(crate) const ALL: [Self; 5] = [Self::Article, Self::Live, Self::Rumour, Self::Hotline, Self::Closure];

    /// The word in the database, in addresses and in the key `content-kind-{key}` of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Live => "live",
            Self::Rumour => "rumour",
            Self::Hotline => "hotline",
            Self::Closure => "closure",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The capability that shows it.
    pub(crate) fn capability(self) -> &'static str {
        match self {
            Self::Article => "columns",
            Self::Live => "live",
            Self::Rumour => "rumours",
            Self::Hotline => "hotlines",
            Self::Closure => "road-closures",
        }
    }

    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Article => ARTICLE,
            Self::Live => LIVE,
            Self::Rumour => RUMOUR,
            Self::Hotline => HOTLINE,
            Self::Closure => CLOSURE,
        }
    }

    /// Stands at one site; the others stand wherever a site's division meets theirs.
    pub(crate) fn of_site(self) -> bool {
        matches!(self, Self::Article | Self::Live)
    }

    /// Minutes count: an editor may publish alone. What was published stays on record, corrections are marked.
    pub(crate) fn at_once(self) -> bool {
        matches!(self, Self::Live | Self::Closure)
    }
}
