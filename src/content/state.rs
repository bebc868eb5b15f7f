//! States of a piece, and who may move it from one to the next.

use uuid::Uuid;

use super::kind::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// 草稿
    Draft,
    /// 待审
    Review,
    /// 已发布
    Published,
    /// 已撤回
    Withdrawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Write,
    Submit,
    /// 退回
    Return,
    Publish,
    Withdraw,
}

/// Why an act cannot be done; the key of its sentence is `content-refused-{key}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("not within this officer's roles")]
    NotYours,
    #[error("not in this state")]
    State,
    #[error("the author cannot review")]
    OwnWork,
    #[error("a reason is missing")]
    NoReason,
    #[error("somebody changed it meanwhile")]
    Changed,
}

impl State {
    pub(crate) const ALL: [Self; 4] = [Self::Draft, Self::Review, Self::Published, Self::Withdrawn];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Draft => "",
            Self::Review => "calm",
            Self::Published => "good",
            Self::Withdrawn => "warn",
        }
    }
}

impl Act {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Submit => "submit",
            Self::Return => "return",
            Self::Publish => "publish",
            Self::Withdraw => "withdraw",
        }
    }

    /// Whether it must say why.
    pub(crate) fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Withdraw)
    }
}

impl Refusal {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::NotYours => "content-refused-not-yours",
            Self::State => "content-refused-state",
            Self::OwnWork => "content-refused-own-work",
            Self::NoReason => "content-refused-no-reason",
            Self::Changed => "content-refused-changed",
        }
    }
}

/// What an officer is to a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hand {
    pub id: Uuid,
    pub edits: bool,
    /// 负责人, or another editor.
    pub reviews: bool,
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub kind: Kind,
    pub state: State,
    /// Whoever wrote the newest edition.
    pub author: Option<Uuid>,
    /// Whether the public sees an edition of it now.
    pub public: bool,
}

/// The state after an act, or why it cannot be done. A second pair of eyes publishes what somebody else wrote.
pub(crate) fn next(standing: Standing, act: Act, hand: Hand) -> Result<State, Refusal> {
    let entitled = match act {
        Act::Write | Act::Submit => hand.edits,
        Act::Return | Act::Publish | Act::Withdraw => hand.reviews,
    };
    if !entitled {
        return Err(Refusal::NotYours);
    }
    match (act, standing.state) {
        (Act::Write, State::Draft | State::Published | State::Withdrawn) => Ok(State::Draft),
        (Act::Submit, State::Draft) => Ok(State::Review),
        (Act::Return, State::Review) => Ok(State::Draft),
        (Act::Publish, State::Draft) if standing.kind.at_once() && hand.edits => Ok(State::Published),
        (Act::Publish, State::Review) if standing.author == Some(hand.id) && !standing.kind.at_once() => {
            Err(Refusal::OwnWork)
        }
        (Act::Publish, State::Review) => Ok(State::Published),
        (Act::Withdraw, _) if standing.public => Ok(State::Withdrawn),
        _ => Err(Refusal::State),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FENG: Uuid = Uuid::from_u128(1);
    const ZHENG: Uuid = Uuid::from_u128(2);

    fn standing(kind: Kind, state: State) -> Standing {
        Standing { kind, state, author: Some(FENG), public: state == State::Published }
    }

    fn hand(id: Uuid) -> Hand {
        Hand { id, edits: true, reviews: true }
    }

    #[test]
    fn nobody_reviews_their_own_article() {
        let waiting = standing(Kind::Article, State::Review);
        assert_eq!(next(waiting, Act::Publish, hand(FENG)), Err(Refusal::OwnWork));
        assert_eq!(next(waiting, Act::Publish, hand(ZHENG)), Ok(State::Published));
        let draft = standing(Kind::Article, State::Draft);
        assert_eq!(next(draft, Act::Publish, hand(ZHENG)), Err(Refusal::State));
    }

    #[test]
    fn the_fast_lane_is_for_what_cannot_wait() {
        for kind in Kind::ALL {
            let published = next(standing(kind, State::Draft), Act::Publish, hand(FENG)) == Ok(State::Published);
            assert_eq!(published, matches!(kind, Kind::Live | Kind::Closure), "{kind:?}");
        }
    }

    #[test]
    fn a_supervisor_who_is_no_editor_publishes_but_does_not_write() {
        let supervisor = Hand { edits: false, ..hand(ZHENG) };
        assert_eq!(next(standing(Kind::Rumour, State::Draft), Act::Write, supervisor), Err(Refusal::NotYours));
        assert_eq!(next(standing(Kind::Rumour, State::Review), Act::Publish, supervisor), Ok(State::Published));
        assert_eq!(next(standing(Kind::Live, State::Draft), Act::Publish, supervisor), Err(Refusal::State));
    }

    #[test]
    fn only_what_is_public_is_withdrawn() {
        assert_eq!(next(standing(Kind::Article, State::Draft), Act::Withdraw, hand(ZHENG)), Err(Refusal::State));
        let corrected = Standing { public: true, ..standing(Kind::Article, State::Draft) };
        assert_eq!(next(corrected, Act::Withdraw, hand(ZHENG)), Ok(State::Withdrawn));
        assert_eq!(
            next(standing(Kind::Article, State::Published), Act::Withdraw, Hand::default()),
            Err(Refusal::NotYours)
        );
    }
}
