//! Reading an event back.

use super::{Act, Event};

impl Event {
    /// The act with all it says; none only for a row of a newer program.
    pub(crate) fn act(&self) -> Option<Act> {
        serde_json::from_value(self.data.clone()).ok()
    }
}
