//! The rows of this room.

pub(crate) mod account;
pub(crate) mod attempt;
pub(crate) mod challenge;
pub(crate) mod consent;
pub(crate) mod deletion;
pub(crate) mod federation;
pub(crate) mod grant;
pub(crate) mod login_code;
pub(crate) mod mandate;
pub(crate) mod officer;
pub(crate) mod session;
pub(crate) mod subject;
