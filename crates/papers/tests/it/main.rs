//! Papers are printed and read back.

mod hostile;
mod papers;
mod support;
