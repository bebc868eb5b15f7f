//! A natural person who is logged in, and for whom they act at the moment.

use budayang_rules::mask;
use uuid::Uuid;

/// Somebody in front of the portal. Every loader of personal records takes one: it is the authority to load.
#[derive(Clone, Debug)]
pub(crate) struct Citizen {
    pub session: Uuid,
    /// The natural person who logged in.
    pub subject: Uuid,
    pub name: String,
    /// Real-name grade 0 none, 1 basic, 2 middle, 3 high (standards §3).
    pub grade: u8,
    /// The legal person or the elder for whom they act now.
    pub acting: Option<Acting>,
}

/// A mandate in use: an agent for a legal person, or a helper for an elder who consented.
#[derive(Clone, Debug)]
pub(crate) struct Acting {
    pub subject: Uuid,
    pub name: String,
    pub mandate: Uuid,
}

impl Citizen {
    /// The subject whose affairs are at hand: the other one while acting for somebody.
    pub(crate) fn on_behalf_of(&self) -> Uuid {
        self.acting.as_ref().map_or(self.subject, |acting| acting.subject)
    }

    /// The name as the page's head shows it.
    pub(crate) fn shown_name(&self) -> String {
        match &self.acting {
            Some(acting) => format!("{} · {}", mask::name(&self.name), acting.name),
            None => mask::name(&self.name),
        }
    }
}
