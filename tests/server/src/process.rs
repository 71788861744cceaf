//! The server as a process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::Client;

/// The password of every user.
pub const PASSWORD: &str = "correct horse battery staple";

/// The built server, which cargo puts two folders above the tests.
///
/// # Panics
/// When it is not there.
pub fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap_or_default();
    let name = format!("formwright-server{}", std::env::consts::EXE_SUFFIX);
    let program = here.ancestors().nth(2).unwrap_or(Path::new("")).join(name);
    assert!(program.is_file(), "{} is not there: run `cargo build -p server` first", program.display());
    program
}

/// A server's folder, gone when dropped.
#[derive(Debug)]
pub struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    /// A fresh folder without users.
    ///
    /// # Panics
    /// When none can be made.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("a temporary folder: {error}"));
        Self { folder }
    }

    /// A folder with the administrator `root`, the publisher `ada` and the reviewer `eve`.
    pub fn with_users() -> Self {
        let folder = Self::empty();
        for (name, role) in [("root", "administrator"), ("ada", "publisher"), ("eve", "reviewer")] {
            let made = folder.admin(&["create", "--name", name, "--role", role], &format!("{PASSWORD}\n"));
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `formwright-server admin …` on it.
    ///
    /// # Panics
    /// When the program cannot be run.
    pub fn admin(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(program());
        command.arg("admin").args(arguments).arg("--data").arg(self.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("the server's program: {error}"));
        if let Some(mut pipe) = child.stdin.take() {
            // A program that does not want it has ended.
            let _ = pipe.write_all(input.as_bytes());
        }
        child.wait_with_output().unwrap_or_else(|error| panic!("the server's program: {error}"))
    }
}

/// A running server; killed when dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    address: String,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

impl Process {
    /// Serves a folder on a free port.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(folder: &Folder) -> Self {
        let mut command = Command::new(program());
        command.arg("serve").arg("--data").arg(folder.path()).args(["--listen", "127.0.0.1:0"]);
        command.env("RUST_LOG", "trace").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("the server's program: {error}"));
        let log = Arc::new(Mutex::new(String::new()));
        let (written, errors) = (Arc::clone(&log), child.stderr.take());
        let reader = std::thread::spawn(move || {
            for line in errors.into_iter().flat_map(|errors| BufReader::new(errors).lines()).map_while(Result::ok) {
                let mut log = written.lock().unwrap_or_else(PoisonError::into_inner);
                log.push_str(&line);
                log.push('\n');
            }
        });
        let mut address = String::new();
        if let Some(output) = child.stdout.take() {
            let _ = BufReader::new(output.take(200)).read_line(&mut address);
        }
        let process = Self { child, address: address.trim().to_owned(), log, reader: Some(reader) };
        assert!(process.address.starts_with("http://127.0.0.1:"), "no address; its log: {}", process.log());
        process
    }

    /// Somebody who is not signed in.
    pub fn client(&self) -> Client {
        Client::new(&self.address)
    }

    /// A signed-in user.
    #[must_use]
    pub fn signed_in(&self, user: &str) -> Client {
        self.client().signed_in(user, PASSWORD)
    }

    /// `127.0.0.1:…`
    pub fn socket(&self) -> &str {
        self.address.trim_start_matches("http://")
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends it as `kill -9` does.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to end and waits: how it ended, and the whole log.
    ///
    /// # Panics
    /// When it cannot be asked.
    #[cfg(unix)]
    pub fn stop(mut self) -> (std::process::ExitStatus, String) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.is_ok_and(|status| status.success()), "the server is not there any more: {}", self.log());
        let ended = self.child.wait().unwrap_or_else(|error| panic!("the server's end: {error}"));
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
        (ended, self.log())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}
