//! The designer, started for a test with its own data folder.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::{Display, Session};

/// What the tests need of the machine.
pub struct Tools {
    designer: PathBuf,
}

impl Tools {
    /// The tools, or what is missing in words.
    ///
    /// # Errors
    /// A sentence that names what is missing.
    pub fn find() -> Result<Self, String> {
        for program in ["Xvfb", "WebKitWebDriver"] {
            let path = std::env::var_os("PATH").unwrap_or_default();
            if !std::env::split_paths(&path).any(|folder| folder.join(program).is_file()) {
                return Err(format!("{program} is not installed: run `cargo xtask setup`"));
            }
        }
        let designer = Self::program("formwright-designer")
            .ok_or("the designer is not built: run `cargo xtask test`, which builds it")?;
        Ok(Self { designer })
    }

    /// A program cargo built beside this test.
    pub fn program(name: &str) -> Option<PathBuf> {
        let test = std::env::current_exe().ok()?;
        let file = test.parent()?.parent()?.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        file.is_file().then_some(file)
    }

    /// The root of the checkout.
    pub fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// A copy of the sample statement that a test may change.
    ///
    /// # Errors
    /// It cannot be copied.
    pub fn copy_of_the_sample(to: &Path) -> Result<PathBuf> {
        let sample = Self::root().join("sample-data/statement");
        copy_folder(&sample, to)?;
        Ok(to.to_owned())
    }

    /// Where the pictures of the window are put, below cargo's target folder.
    pub fn pictures() -> PathBuf {
        std::env::current_exe()
            .ok()
            .and_then(|test| Some(test.parent()?.parent()?.parent()?.join("desktop-pictures")))
            .unwrap_or_else(std::env::temp_dir)
    }
}

/// A running designer; it ends with this value.
pub struct Designer {
    /// The window.
    pub window: Session,
    driver: Driver,
    display: Display,
}

/// The driver's process; it ends with this value.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that ended by itself needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Designer {
    /// Starts the designer with its data in `data`, and its arguments.
    ///
    /// # Errors
    /// Something does not start.
    pub fn start(tools: &Tools, data: &Path, arguments: &[String]) -> Result<Self> {
        Self::start_with(tools, data, arguments, &[])
    }

    /// Starts the designer with more variables in its environment.
    ///
    /// # Errors
    /// Something does not start.
    pub fn start_with(tools: &Tools, data: &Path, arguments: &[String], variables: &[(&str, &str)]) -> Result<Self> {
        Self::start_on(Display::start(1680, 1050)?, tools, data, arguments, variables)
    }

    /// Starts the designer on a display, which may be a small one.
    ///
    /// # Errors
    /// Something does not start.
    pub fn start_on(
        display: Display,
        tools: &Tools,
        data: &Path,
        arguments: &[String],
        variables: &[(&str, &str)],
    ) -> Result<Self> {
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("FORMWRIGHT_DATA_DIR", data)
            .envs(variables.iter().copied())
            .stdout(Stdio::null());
        let driver = Driver(command.spawn().context("starting WebKitWebDriver")?);
        let designer = Self {
            window: Session::start(&format!("http://127.0.0.1:{port}"), &tools.designer, arguments)?,
            driver,
            display,
        };
        designer.window.find(".app").context("the window's content")?;
        Ok(designer)
    }

    /// Saves a picture of the whole window below cargo's target folder, named without ending.
    ///
    /// # Errors
    /// The picture cannot be taken or written.
    pub fn picture(&self, name: &str) -> Result<()> {
        // What the last change shows is on the display two frames later.
        std::thread::sleep(Duration::from_millis(350));
        self.display.picture(&Tools::pictures().join(format!("{name}.png")))
    }

    /// Kills the designer's process as a crash or the system would: nothing is saved on the way.
    ///
    /// # Errors
    /// The process is not found.
    pub fn kill(self) -> Result<()> {
        let driver = self.driver.0.id();
        let children = std::fs::read_to_string(format!("/proc/{driver}/task/{driver}/children"))?;
        let designer = children.split_whitespace().next().context("the driver started no program")?;
        ensure!(Command::new("kill").args(["-9", designer]).status()?.success(), "the designer cannot be killed");
        Ok(())
    }
}

impl Drop for Designer {
    fn drop(&mut self) {
        self.window.end();
    }
}

/// A port nobody listens on just now.
///
/// # Errors
/// The system gives none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0)).context("finding a free port")?.local_addr()?.port())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
