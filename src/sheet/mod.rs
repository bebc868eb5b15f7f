//! A form on a page: its fields as they are shown, with what was typed, where it came from and what is wrong with it.

mod fields;
mod places;

pub(crate) use fields::{FieldView, Input, OptionView, Sheet};
