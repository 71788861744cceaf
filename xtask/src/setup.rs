//! What the machine lacks, installed or named.
//!
//! On Debian and Ubuntu the system packages come through apt. Elsewhere their names and where to get them are
//! printed. Each step looks first and does nothing where nothing is missing, so it can be run at any time.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{programs, shell};

/// A system package and what needs it.
struct SystemPackage {
    name: &'static str,
    why: &'static str,
}

const WINDOW: &str = "the designer's window";
const TESTS: &str = "the desktop end-to-end test";

const SYSTEM_PACKAGES: [SystemPackage; 11] = [
    SystemPackage { name: "build-essential", why: "the C parts of SQLite and compression" },
    SystemPackage { name: "pkg-config", why: "finding the libraries below" },
    SystemPackage { name: "libwebkit2gtk-4.1-dev", why: WINDOW },
    SystemPackage { name: "libgtk-3-dev", why: WINDOW },
    SystemPackage { name: "librsvg2-dev", why: WINDOW },
    SystemPackage { name: "libayatana-appindicator3-dev", why: WINDOW },
    SystemPackage { name: "libxdo-dev", why: WINDOW },
    SystemPackage { name: "libssl-dev", why: WINDOW },
    SystemPackage { name: "xvfb", why: TESTS },
    SystemPackage { name: "xauth", why: TESTS },
    SystemPackage { name: "webkit2gtk-driver", why: TESTS },
];

/// Whether this build needs rustc's standard library compiled on the way, because no ready one is to be had.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmTarget {
    /// The standard library for wasm32 is installed.
    Ready,
    /// Only its source is: Debian's `rust-web-src` beside `rustc-web`.
    FromSource,
}

/// Installs or names all that is missing.
pub(crate) fn everything() -> Result<()> {
    system_packages()?;
    install_wasm_target()?;
    println!("The machine is ready.");
    Ok(())
}

fn system_packages() -> Result<()> {
    if cfg!(target_os = "linux") {
        if shell::is_on_path("apt-get") && shell::is_on_path("dpkg-query") {
            return debian_packages();
        }
        if shell::answer(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1", "gtk+-3.0"])).is_none() {
            bail!(
                "this is neither Debian nor Ubuntu: install what your distribution calls WebKitGTK 4.1 and GTK 3 \
                 (with development files), pkg-config and a C compiler, and for the desktop test Xvfb and \
                 WebKitWebDriver"
            );
        }
    } else if cfg!(target_os = "macos") {
        if shell::answer(Command::new("xcode-select").arg("-p")).is_none() {
            bail!("the Xcode command line tools are missing: run `xcode-select --install`");
        }
    } else if cfg!(target_os = "windows") {
        println!(
            "Needed on Windows: the Microsoft C++ Build Tools (workload \"Desktop development with C++\", from \
             visualstudio.microsoft.com/visual-cpp-build-tools) and the WebView2 runtime (part of Windows 11, else \
             from developer.microsoft.com/microsoft-edge/webview2)."
        );
    }
    Ok(())
}

fn debian_packages() -> Result<()> {
    let missing: Vec<&SystemPackage> = SYSTEM_PACKAGES.iter().filter(|package| !is_installed(package.name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing system packages with apt:");
    for package in &missing {
        println!("  {:<30} for {}", package.name, package.why);
    }
    if apt(&["install", "-y", "--no-install-recommends"], &missing).is_ok() {
        return Ok(());
    }
    // The lists of a fresh machine are empty or old.
    apt(&["update"], &[])?;
    apt(&["install", "-y", "--no-install-recommends"], &missing)
}

fn is_installed(package: &str) -> bool {
    shell::answer(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package])).as_deref()
        == Some("installed")
}

fn apt(action: &[&str], packages: &[&SystemPackage]) -> Result<()> {
    let is_root = shell::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else if shell::is_on_path("sudo") {
        let mut command = Command::new("sudo");
        command.arg("apt-get");
        command
    } else {
        let names: Vec<&str> = packages.iter().map(|package| package.name).collect();
        bail!("there is no sudo here; as root, run: apt-get {} {}", action.join(" "), names.join(" "));
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(action);
    shell::run(command.args(packages.iter().map(|package| package.name)))
}

/// How the front end can be compiled on this machine as it stands.
pub(crate) fn wasm_target() -> Option<WasmTarget> {
    let library =
        shell::answer(Command::new("rustc").args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]))?;
    let has_files = |folder: &str| std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if has_files(&library) {
        return Some(WasmTarget::Ready);
    }
    let sysroot = shell::answer(Command::new("rustc").args(["--print", "sysroot"]))?;
    let source = format!("{sysroot}/lib/rustlib/src/rust/library");
    (has_files(&source) && shell::is_on_path("wasm-ld")).then_some(WasmTarget::FromSource)
}

fn install_wasm_target() -> Result<()> {
    if wasm_target().is_some() {
        return Ok(());
    }
    if shell::is_on_path("rustup") {
        println!("Installing the wasm target of Rust, which the front end is compiled for");
        return shell::run(programs::cargo().map(|_| Command::new("rustup"))?.args([
            "target",
            "add",
            "wasm32-unknown-unknown",
        ]));
    }
    if shell::is_on_path("apt-get") {
        println!("Installing Debian's source of Rust's standard library, to compile the front end for wasm");
        let packages = [
            SystemPackage { name: "rust-web-src", why: "the front end" },
            SystemPackage { name: "lld", why: "the front end" },
        ];
        apt(&["install", "-y", "--no-install-recommends"], &packages.iter().collect::<Vec<_>>())?;
    }
    wasm_target().map(|_| ()).context(
        "the wasm target of Rust is missing: with rustup, run `rustup target add wasm32-unknown-unknown`; with \
         Debian's Rust, install `rustc-web cargo-web rust-web-src lld`",
    )
}
