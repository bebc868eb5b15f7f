//! A private PostgreSQL server: its own folder, its own port, and gone when its value is dropped.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::process::{self, Background};

/// The package of Debian and Ubuntu that brings the server.
pub const PACKAGE: &str = "postgresql";

const USER: &str = "budayang";
const START_LIMIT: Duration = Duration::from_secs(60);
/// The data are thrown away, so durability may go; every test process brings a pool of its own.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=400",
    "shared_buffers=128MB",
    "jit=off",
    "unix_socket_directories=",
    "listen_addresses=127.0.0.1",
];

/// A running server. Fields are dropped in order: the server stops before its folder goes.
pub struct Server {
    _server: Background,
    _folder: TempDir,
    url: String,
}

impl Server {
    /// Starts an empty server as an ordinary user, even when this program runs as root.
    pub fn start() -> Result<Self> {
        let Some(initdb) = find("initdb") else { bail!("PostgreSQL is not installed") };
        // Links may lead to it from elsewhere; its siblings lie beside the real one.
        let postgres = initdb.canonicalize()?.with_file_name("postgres");
        let owner = Owner::find()?;

        let folder = tempfile::Builder::new().prefix("budayang-postgres-").tempdir()?;
        let data = folder.path().join("data");
        let password = folder.path().join("password");
        let secret = secret()?;
        fs::write(&password, &secret)?;
        owner.give(folder.path())?;
        owner.give(&password)?;

        let mut create = owner.command(&initdb);
        create.args([
            "--username",
            USER,
            "--auth",
            "scram-sha-256",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--no-sync",
        ]);
        create.arg("--pwfile").arg(&password).arg("--pgdata").arg(&data);
        create.current_dir(folder.path()).stdout(File::create(folder.path().join("initdb.log"))?);
        process::run(&mut create)?;

        let port = free_port()?;
        let log = folder.path().join("server.log");
        let mut serve = owner.command(&postgres);
        serve.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        serve.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        serve.current_dir(folder.path()).stdout(File::create(&log)?).stderr(File::options().append(true).open(&log)?);
        // Out of the terminal's group: Ctrl-C must reach the tests first, not their database.
        serve.process_group(0);
        // SIGQUIT is PostgreSQL's immediate shutdown.
        let mut server = Background::start(&mut serve, Signal::QUIT)?;
        server
            .wait_until(START_LIMIT, || is_ready(&data, port))
            .with_context(|| format!("PostgreSQL did not start:\n{}", fs::read_to_string(&log).unwrap_or_default()))?;
        let url = format!("postgres://{USER}:{secret}@127.0.0.1:{port}/postgres");
        Ok(Self { _server: server, _folder: folder, url })
    }

    /// The address of the server's maintenance database; its user may create others.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// A program of the newest installed server: Debian keeps them out of `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let folders: Vec<PathBuf> = versions.iter().rev().map(|version| version.join("bin")).collect();
    crate::places::program(&[program], &folders)
}

/// The server writes "ready" on the last line of its lock file when it takes connections.
fn is_ready(data: &Path, port: u16) -> bool {
    let lock = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    lock.lines().last().is_some_and(|line| line.trim() == "ready") && TcpStream::connect(("127.0.0.1", port)).is_ok()
}

/// A port that nobody listens on at the moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A password for one run: other users of this machine can reach the port.
fn secret() -> Result<String> {
    let mut bytes = [0; 16];
    std::io::Read::read_exact(&mut File::open("/dev/urandom")?, &mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whom the server runs as: PostgreSQL refuses root.
enum Owner {
    Myself,
    Other { uid: u32, gid: u32 },
}

impl Owner {
    fn find() -> Result<Self> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Myself);
        }
        let users = fs::read_to_string("/etc/passwd").context("cannot look for a user to run PostgreSQL as")?;
        let named = ["postgres", "nobody"].iter().find_map(|name| account(&users, name));
        let (uid, gid) = named.context("PostgreSQL refuses root, and there is neither a user postgres nor nobody")?;
        Ok(Self::Other { uid, gid })
    }

    fn give(&self, path: &Path) -> Result<()> {
        if let Self::Other { uid, gid } = *self {
            std::os::unix::fs::chown(path, Some(uid), Some(gid))?;
        }
        Ok(())
    }

    fn command(&self, program: &Path) -> Command {
        match *self {
            Self::Myself => Command::new(program),
            Self::Other { uid, gid } => {
                let mut command = Command::new("setpriv");
                command.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}")).arg("--clear-groups");
                // If this program is killed outright, the server still follows it.
                command.args(["--pdeathsig", "QUIT", "--"]).arg(program).env_remove("HOME");
                command
            }
        }
    }
}

/// The numbers of a user and its group in the text of `/etc/passwd`.
fn account(users: &str, name: &str) -> Option<(u32, u32)> {
    let fields: Vec<&str> =
        users.lines().map(|line| line.split(':').collect()).find(|fields: &Vec<&str>| fields[0] == name)?;
    Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_read_from_the_password_file() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n";
        assert_eq!(account(users, "postgres"), Some((101, 104)));
        assert_eq!(account(users, "nobody"), None);
    }

    #[test]
    fn a_private_server_starts_and_stops() {
        if find("initdb").is_none() {
            eprintln!("PostgreSQL is not installed: `cargo xtask doctor` says how to install it");
            return;
        }
        let server = Server::start().unwrap();
        let folder = server._folder.path().to_owned();
        let address = server.url().split('@').nth(1).unwrap().trim_end_matches("/postgres").to_owned();
        assert!(TcpStream::connect(&address).is_ok());
        drop(server);
        assert!(TcpStream::connect(&address).is_err());
        assert!(!folder.exists());
    }
}
