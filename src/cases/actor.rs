//! Who acts on a case, with the authority that they hold over it.

use budayang_rules::division::DivisionCode;
use uuid::Uuid;

use super::Case;
use crate::identity::{Citizen, Officer, Role};

/// Somebody in front of the portal, somebody at the desk, or the clock.
#[derive(Clone, Debug)]
pub(crate) enum Actor {
    Citizen(Citizen),
    Officer(Officer),
    System,
}

impl Actor {
    /// As events and messages keep it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Citizen(_) => "citizen",
            Self::Officer(_) => "officer",
            Self::System => "system",
        }
    }

    pub(crate) fn id(&self) -> Option<Uuid> {
        match self {
            Self::Citizen(citizen) => Some(citizen.subject),
            Self::Officer(officer) => Some(officer.id),
            Self::System => None,
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Citizen(citizen) => &citizen.name,
            Self::Officer(officer) => &officer.name,
            Self::System => "",
        }
    }

    /// Whether it is the subject of the case, or acts for it now.
    pub(super) fn is_applicant_of(&self, case: &Case) -> bool {
        match self {
            Self::Citizen(citizen) => is_theirs(citizen, case),
            _ => false,
        }
    }

    pub(super) fn holds(&self, role: Role, case: &Case) -> bool {
        match self {
            Self::Officer(officer) => holds(officer, role, case),
            _ => false,
        }
    }
}

/// One's own affairs stay visible while acting for somebody else; theirs only as long as one acts for them.
pub(super) fn is_theirs(citizen: &Citizen, case: &Case) -> bool {
    case.subject_id == citizen.subject || case.subject_id == citizen.on_behalf_of()
}

fn holds(officer: &Officer, role: Role, case: &Case) -> bool {
    DivisionCode::parse(&case.division).is_ok_and(|division| officer.may(role, &case.body_code, &division))
}
