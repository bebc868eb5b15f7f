//! Queries of this room.

mod draft;
mod file;
mod own;
mod queue;
mod read;
mod running_out;
mod write;

pub(super) use draft::{add_draft, count_drafts, draft, draft_locked, drafts, drop_drafts, forgotten, save_draft};
pub(crate) use file::file;
pub(super) use own::{PER_PAGE, Standing, own, own_counts};
pub(crate) use queue::{Colouring, Filter, counts, queue};
pub(super) use read::{by_id, by_no, events, material, materials, messages, of_subject, uses_file_of_officer};
pub(super) use running_out::{Awaited, missing, reminders, running_out};
pub(super) use write::{
    add_event, add_material, add_message, apply, drop_material, drop_materials, drop_promise, save,
};
