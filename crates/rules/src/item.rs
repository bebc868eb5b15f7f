//! Service items: implementation codes and the code tables of their elements (GB/T 39046-2020 annex A, GB/T 39554-2020).

mod code;
mod tables;

pub use code::{ItemCode, ItemCodeFault};
pub use tables::{
    Audience, BodyKind, HandledAcross, HandlingForm, ItemType, Kind, Level, MaterialForm, MaterialKind, MaterialSource,
    Necessity, OnlineDepth, OnlineGrade, ResultKind, Satisfaction, SpecialProcedure,
};
