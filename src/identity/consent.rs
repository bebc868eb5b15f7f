//! What people may agree to and withdraw (Personal Information Protection Law, articles 14 and 15).

/// A use of personal data that nobody has to agree to in order to be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// News of one's cases by short message.
    ShortMessages,
    /// Answers of earlier cases are offered again.
    EarlierAnswers,
}

impl Purpose {
    pub(crate) const ALL: [Self; 2] = [Self::ShortMessages, Self::EarlierAnswers];

    /// The word in the database and in the key `consent-{key}` of its text.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::ShortMessages => "short-messages",
            Self::EarlierAnswers => "earlier-answers",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }
}
