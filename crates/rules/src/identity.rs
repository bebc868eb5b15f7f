//! Numbers of identity documents: resident identity, residence permits, foreigners' permanent residence, passports.

mod fault;
mod number;
mod passport;

pub use fault::IdentityFault;
pub use number::{Home, IdentityKind, IdentityNumber, Sex};
pub use passport::{Passport, PassportFault};
