//! Running other programs so that Ctrl-C and failures leave nothing behind.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

static INTERRUPTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// From now on a signal does not end this program at once: the step under way ends first, then its guards clean up.
pub fn listen_for_interrupts() -> Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&INTERRUPTED)).context("cannot listen for signals")?;
    }
    Ok(())
}

/// Fails when somebody asked this program to stop.
pub fn check_interrupt() -> Result<()> {
    if INTERRUPTED.load(Ordering::Relaxed) {
        bail!("interrupted");
    }
    Ok(())
}

/// Runs a command to its end with its output on screen; anything but success is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = watch(command)?;
    check_interrupt()?;
    if !status.success() {
        bail!("`{}` ended with {status}", spelled(command));
    }
    Ok(())
}

/// Runs a command quietly; true when it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The command as one would type it.
pub fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn watch(command: &mut Command) -> Result<ExitStatus> {
    let mut child = command.spawn().with_context(|| format!("cannot start `{}`", spelled(command)))?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if INTERRUPTED.load(Ordering::Relaxed) {
            end(&mut child, Signal::TERM);
        }
        std::thread::sleep(PAUSE);
    }
}

/// A program in the background that never outlives this value.
pub struct Background {
    child: Child,
    farewell: Signal,
}

impl Background {
    /// `farewell` is the signal that asks this program to stop.
    pub fn start(command: &mut Command, farewell: Signal) -> Result<Self> {
        let child = command.spawn().with_context(|| format!("cannot start `{}`", spelled(command)))?;
        Ok(Self { child, farewell })
    }

    /// Waits until `ready` holds; an early end, an interrupt or too long a wait is an error.
    pub fn wait_until(&mut self, limit: Duration, mut ready: impl FnMut() -> bool) -> Result<()> {
        let start = Instant::now();
        while !ready() {
            check_interrupt()?;
            if let Some(status) = self.child.try_wait()? {
                bail!("it ended early with {status}");
            }
            if start.elapsed() > limit {
                bail!("it was not ready after {} seconds", limit.as_secs());
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        end(&mut self.child, self.farewell);
    }
}

/// Asks a child to end, insists after a while, and collects it.
fn end(child: &mut Child, farewell: Signal) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // It may have ended by itself in this very moment; then there is nothing to ask.
        let _ = kill_process(pid, farewell);
    }
    let start = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            return;
        }
        std::thread::sleep(PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named() {
        let error = run(Command::new("false").arg("--really")).unwrap_err();
        assert!(error.to_string().contains("`false --really`"), "{error}");
    }

    #[test]
    fn a_background_program_ends_with_its_guard() {
        let sleeper = Background::start(Command::new("sleep").arg("60"), Signal::TERM).unwrap();
        let pid = Pid::from_raw(i32::try_from(sleeper.child.id()).unwrap()).unwrap();
        assert!(rustix::process::test_kill_process(pid).is_ok());
        drop(sleeper);
        assert!(rustix::process::test_kill_process(pid).is_err());
    }

    #[test]
    fn an_early_end_is_noticed() {
        let mut gone = Background::start(&mut Command::new("true"), Signal::TERM).unwrap();
        let error = gone.wait_until(PATIENCE, || false).unwrap_err();
        assert!(error.to_string().contains("ended early"), "{error}");
    }
}
