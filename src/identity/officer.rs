//! A member of staff who is logged in with both factors, and what they may do where.

use budayang_rules::division::DivisionCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug)]
pub(crate) struct Officer {
    pub session: Uuid,
    pub id: Uuid,
    pub name: String,
    pub grants: Vec<Grant>,
}

/// A role inside one body (by credit code) and one division with everything below it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub role: Role,
    /// `None`: every body of the division.
    pub body: Option<String>,
    pub division: DivisionCode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// 受理 accepts, asks for corrections.
    Clerk,
    /// 审查 reviews, pauses.
    Reviewer,
    /// 决定 grants and refuses.
    Decider,
    /// 负责人 extends, allows a second correction notice, answers bad ratings.
    Supervisor,
    /// 编辑 keeps the catalogue and content.
    Editor,
    /// 系统管理员: settings, packs, accounts.
    SystemAdmin,
    /// 安全管理员: roles.
    SecurityAdmin,
    /// 审计管理员: the audit trail.
    AuditAdmin,
}

/// An officer as others see them in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfficerCard {
    pub id: Uuid,
    pub name: String,
}

impl Role {
    pub(crate) const ALL: [Self; 8] = [
        Self::Clerk,
        Self::Reviewer,
        Self::Decider,
        Self::Supervisor,
        Self::Editor,
        Self::SystemAdmin,
        Self::SecurityAdmin,
        Self::AuditAdmin,
    ];

    /// The word in the database, in forms and in the key `role-{key}` of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Reviewer => "reviewer",
            Self::Decider => "decider",
            Self::Supervisor => "supervisor",
            Self::Editor => "editor",
            Self::SystemAdmin => "system-admin",
            Self::SecurityAdmin => "security-admin",
            Self::AuditAdmin => "audit-admin",
        }
    }

    /// Whether it is one of the three administrators, whom no one person may be together.
    pub(crate) fn administers(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin)
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl Officer {
    pub(crate) fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether the officer holds a role for this body in this division.
    pub(crate) fn may(&self, role: Role, body: &str, division: &DivisionCode) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.covers(body, division))
    }
}

impl Officer {
    /// Where an officer works who handles no cases.
    pub(crate) fn other_desk(&self) -> Option<&'static str> {
        let handles = |role: Role| !role.administers() && role != Role::Editor;
        if self.grants.iter().any(|grant| handles(grant.role)) {
            return None;
        }
        let doors = [
            (Role::SystemAdmin, "/admin"),
            (Role::SecurityAdmin, "/admin/security"),
            (Role::AuditAdmin, "/admin/audit"),
        ];
        doors.into_iter().find(|(role, _)| self.has(*role)).map(|(_, door)| door)
    }

    /// How far this officer administers other officers.
    pub(super) fn scope(&self) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(|grant| grant.role == Role::SecurityAdmin)
    }
}

impl Grant {
    /// Whether everything that the other one covers lies inside this one; roles are not compared.
    pub(super) fn encloses(&self, other: &Self) -> bool {
        (self.body.is_none() || self.body == other.body) && self.division.contains(&other.division)
    }

    pub(crate) fn covers(&self, body: &str, division: &DivisionCode) -> bool {
        self.body.as_deref().is_none_or(|own| own == body) && self.division.contains(division)
    }
}
