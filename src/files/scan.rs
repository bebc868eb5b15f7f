//! Scanning by a ClamAV daemon, when the operator set one.

use std::time::Duration;

use clamav_client::tokio::{Socket, Tcp, scan_buffer};

use super::FileRefusal;

const LONGEST: Duration = Duration::from_secs(30);

/// The word that the database keeps: clean, or unscanned without a scanner.
pub(super) async fn scan(clamd: Option<&str>, bytes: &[u8]) -> Result<&'static str, FileRefusal> {
    let Some(address) = clamd else { return Ok("unscanned") };
    let answer = tokio::time::timeout(LONGEST, async {
        match address.strip_prefix("unix:") {
            Some(path) => scan_buffer(bytes, Socket { socket_path: path }, None).await,
            None => scan_buffer(bytes, Tcp { host_address: address }, None).await,
        }
    });
    match answer.await {
        Ok(Ok(answer)) => verdict(&answer),
        Ok(Err(error)) => {
            tracing::error!(%error, "the virus scanner does not answer");
            Err(FileRefusal::ScannerAway)
        }
        Err(_) => Err(FileRefusal::ScannerAway),
    }
}

fn verdict(answer: &[u8]) -> Result<&'static str, FileRefusal> {
    match clamav_client::clean(answer) {
        Ok(true) => Ok("clean"),
        Ok(false) if answer.windows(5).any(|word| word == b"FOUND") => Err(FileRefusal::Virus),
        _ => Err(FileRefusal::ScannerAway),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_scanner_says() {
        assert_eq!(verdict(b"stream: OK\0"), Ok("clean"));
        assert_eq!(verdict(b"stream: Eicar-Signature FOUND\0"), Err(FileRefusal::Virus));
        assert_eq!(verdict(b"INSTREAM size limit exceeded. ERROR\0"), Err(FileRefusal::ScannerAway));
    }
}
