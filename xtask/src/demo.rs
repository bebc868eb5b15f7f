//! A demonstration server for the browser journeys, on a port of its own and with a folder that goes away.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::places;
use crate::postgres::free_port;
use crate::process::Background;

/// A debug build fills the sample data in well under a minute on two cores.
const START_LIMIT: Duration = Duration::from_secs(240);
const ANSWER_LIMIT: Duration = Duration::from_secs(2);

/// A running demonstration. Fields are dropped in order: the server stops before its folder goes.
pub struct Demo {
    _server: Background,
    _folder: TempDir,
    url: String,
}

impl Demo {
    /// Starts `budayang serve --demo` and waits until it can serve; its log goes to `e2e/out/server.log`.
    pub fn start(program: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("budayang-demo-").tempdir()?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let out = places::root().join("e2e/out");
        fs::create_dir_all(&out)?;
        let log = File::create(out.join("server.log"))?;

        let mut serve = Command::new(program);
        serve.args(["serve", "--demo", "--listen", &address, "--data-dir"]).arg(folder.path());
        serve.current_dir(places::root()).stdout(log.try_clone()?).stderr(log);
        let mut server = Background::start(&mut serve, Signal::TERM)?;
        server
            .wait_until(START_LIMIT, || answers(&address, "/readyz"))
            .context("the demonstration did not start; e2e/out/server.log says why")?;
        Ok(Self { _server: server, _folder: folder, url: format!("http://{address}") })
    }

    /// Where it serves, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Whether a GET is answered with 200.
fn answers(address: &str, path: &str) -> bool {
    let answer = || -> std::io::Result<[u8; 12]> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(ANSWER_LIMIT))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start)
    };
    answer().is_ok_and(|start| start.ends_with(b" 200"))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    fn reply(status: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]);
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").unwrap();
        });
        address
    }

    #[test]
    fn only_200_means_ready() {
        assert!(answers(&reply("200 OK"), "/readyz"));
        assert!(!answers(&reply("503 Service Unavailable"), "/readyz"));
        assert!(!answers("127.0.0.1:1", "/readyz"));
    }
}
