//! How much a paper may take: bytes, pages, seconds.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::PaperError;

pub(crate) const TIME: Duration = Duration::from_secs(10);
pub(crate) const DATA: usize = 1 << 20;
pub(crate) const TEMPLATE: usize = 256 << 10;
pub(crate) const ASSETS: usize = 8 << 20;
pub(crate) const PAGES: usize = 100;
/// Typst keeps what it computed for so many further papers.
pub(crate) const MEMORY_OF_PAPERS: usize = 3;

/// Deep templates need a deeper stack than a thread of a server has.
const STACK: usize = 16 << 20;
/// So many papers may run over their time before templates of packs are refused.
const OVERDUE: usize = 2;

pub(crate) fn check(what: &'static str, bytes: usize, limit: usize) -> Result<(), PaperError> {
    if bytes > limit {
        return Err(PaperError::TooLarge { what, bytes, limit });
    }
    Ok(())
}

/// Thrown (without a message) through typst when the time is over.
pub(crate) struct Overdue;

/// Runs papers each on a thread of its own and leaves those behind that do not end.
#[derive(Clone)]
pub(crate) struct Deadline {
    longest: Duration,
    overdue: Arc<AtomicUsize>,
}

impl Deadline {
    pub(crate) fn new(longest: Duration) -> Deadline {
        Deadline { longest, overdue: Arc::default() }
    }

    pub(crate) fn run<T: Send + 'static>(
        &self,
        trusted: bool,
        work: impl FnOnce(Instant) -> T + Send + 'static,
    ) -> Result<T, PaperError> {
        if !trusted && self.overdue.load(Ordering::SeqCst) >= OVERDUE {
            return Err(PaperError::Busy);
        }
        let until = Instant::now() + self.longest;
        let parted = Arc::new(AtomicBool::new(false));
        let (done, result) = mpsc::sync_channel(1);
        let (worker_parted, overdue) = (parted.clone(), self.overdue.clone());
        let worker = move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(until)));
            // Nobody may be waiting any more; then the result is of no use.
            let _ = done.send(outcome);
            if worker_parted.swap(true, Ordering::SeqCst) {
                overdue.fetch_sub(1, Ordering::SeqCst);
            }
        };
        let thread = thread::Builder::new().name("paper".into()).stack_size(STACK);
        thread.spawn(worker).map_err(|e| PaperError::Stopped(e.to_string()))?;

        let outcome = match result.recv_timeout(self.longest) {
            Ok(outcome) => outcome,
            Err(_) => {
                self.overdue.fetch_add(1, Ordering::SeqCst);
                if !parted.swap(true, Ordering::SeqCst) {
                    return Err(self.too_long());
                }
                // It ended in the very moment of giving up.
                self.overdue.fetch_sub(1, Ordering::SeqCst);
                result.try_recv().map_err(|_| self.too_long())?
            }
        };
        outcome.map_err(|thrown| if thrown.is::<Overdue>() { self.too_long() } else { stopped(thrown.as_ref()) })
    }

    fn too_long(&self) -> PaperError {
        PaperError::TooLong { seconds: self.longest.as_secs_f32() }
    }
}

fn stopped(thrown: &(dyn Any + Send)) -> PaperError {
    let said =
        thrown.downcast_ref::<&str>().map(|s| s.to_string()).or_else(|| thrown.downcast_ref::<String>().cloned());
    PaperError::Stopped(said.unwrap_or_default())
}
