//! A shared server for a test, with one user who may publish.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// The user's name.
pub const USER: &str = "ada";
/// The user's password.
pub const PASSWORD: &str = "correct horse battery";

/// A running server; it ends with this value.
pub struct Server {
    process: Child,
    /// `http://127.0.0.1:…`.
    pub address: String,
}

impl Server {
    /// Makes the user; once for a data folder.
    ///
    /// # Errors
    /// The server's program fails.
    pub fn create_user(program: &Path, data: &Path) -> Result<()> {
        let file: PathBuf = data.with_extension("password");
        std::fs::write(&file, PASSWORD)?;
        let created = Command::new(program)
            .args(["admin", "create", "--name", USER, "--data"])
            .arg(data)
            .arg("--password-file")
            .arg(&file)
            .stdout(Stdio::null())
            .status()?;
        ensure!(created.success(), "the first administrator cannot be made");
        Ok(())
    }

    /// Starts the server on its data folder at a port.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(program: &Path, data: &Path, port: u16) -> Result<Self> {
        let process = Command::new(program)
            .args(["serve", "--data"])
            .arg(data)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("starting the server")?;
        let server = Self { process, address: format!("http://127.0.0.1:{port}") };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            ensure!(started.elapsed() < Duration::from_secs(20), "the server does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// How many versions the server has of a template.
    ///
    /// # Errors
    /// It does not answer as expected.
    pub fn versions(&self, template: &str) -> Result<usize> {
        let sign_in = serde_json::json!({ "user": USER, "password": PASSWORD });
        let mut answer = ureq::post(format!("{}/api/v1/auth/sign-in", self.address)).send_json(&sign_in)?;
        let token = answer.body_mut().read_json::<serde_json::Value>()?;
        let token = token["token"].as_str().context("a token")?;
        let mut answer = ureq::get(format!("{}/api/v1/templates/{template}/versions", self.address))
            .header("Authorization", format!("Bearer {token}"))
            .call()?;
        let versions = answer.body_mut().read_json::<serde_json::Value>()?;
        Ok(versions.as_array().context("a list of versions")?.len())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that ended by itself needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
