//! Who did what, when.
