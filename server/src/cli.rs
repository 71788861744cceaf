//! The command line of the server.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::environment::SystemEnvironment;
use crate::routes::router;
use crate::service::Server;
use crate::store::Role;
use crate::{hexadecimal, listen, password};

#[derive(Debug, Parser)]
#[command(name = "formwright-server", version, about = "Versions of templates, publishing and rendering for a team")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve requests until told to stop.
    Serve {
        /// The folder of the database and the packages; made when it is not there.
        #[arg(long, env = "FORMWRIGHT_DATA")]
        data: PathBuf,
        /// Where to listen; port 0 takes a free one. The address is printed on standard output.
        #[arg(long, env = "FORMWRIGHT_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Look after the folder; the server may run meanwhile.
    #[command(subcommand)]
    Admin(Admin),
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make a user; the password is the first line of a file or of standard input.
    Create {
        /// The folder of the database; made when it is not there.
        #[arg(long, env = "FORMWRIGHT_DATA")]
        data: PathBuf,
        /// The name to sign in with.
        #[arg(long)]
        name: String,
        /// What the user may do: administrator, publisher or reviewer.
        #[arg(long, default_value = "administrator", value_parser = role)]
        role: Role,
        /// A file whose first line is the password.
        #[arg(long)]
        password_file: Option<PathBuf>,
    },
    /// Follow the audit trail and read every package; fails when something was changed.
    Verify {
        /// The folder of the database.
        #[arg(long, env = "FORMWRIGHT_DATA")]
        data: PathBuf,
    },
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_word(word).ok_or_else(|| format!("one of {}", Role::ALL.map(Role::word).join(", ")))
}

/// Runs the program: 0 fine, 1 the work failed or found something, 2 the call was wrong.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve { data, listen } => serve(&data, listen),
        Command::Admin(Admin::Create { data, name, role, password_file }) => {
            create(&data, &name, role, password_file.as_deref())
        }
        Command::Admin(Admin::Verify { data }) => verify(&data),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("formwright-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn serve(data: &Path, listen: SocketAddr) -> anyhow::Result<ExitCode> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().json().flatten_event(true).with_span_list(false).with_target(false);
    log.with_writer(std::io::stderr).with_env_filter(filter).init();
    let server = Server::open(data, Arc::new(SystemEnvironment))?;
    if !server.has_users()? {
        tracing::warn!("nobody can sign in yet: make the first user by `formwright-server admin create`");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| format!("listening on {listen}"))?;
        let stop = told_to_stop()?;
        let address = listener.local_addr()?;
        println!("http://{address}");
        std::io::stdout().flush()?;
        tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
        listen::serve(listener, router(&server), stop).await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Ends with an interrupt or, on Unix, a request to terminate; both are watched from now on.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        // Where an interrupt cannot be watched, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn create(data: &Path, name: &str, role: Role, password_file: Option<&Path>) -> anyhow::Result<ExitCode> {
    let password = match password_file {
        Some(path) => {
            let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
            first_line(std::io::BufReader::new(file)).with_context(|| path.display().to_string())?
        }
        None => {
            let input = std::io::stdin();
            if input.is_terminal() {
                eprint!("password (it is shown; --password-file avoids that): ");
            }
            first_line(input.lock()).context("standard input")?
        }
    };
    let server = Server::open(data, Arc::new(SystemEnvironment))?;
    let user = server.create_user(name, role, &password, "command line")?;
    println!("{} may sign in as {}", user.name, user.role.word());
    Ok(ExitCode::SUCCESS)
}

/// The first line, of which no more is read than a password may have.
fn first_line(input: impl std::io::BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    std::io::Read::take(input, password::LONGEST as u64 + 2).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn verify(data: &Path) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(data.join("packages").is_dir(), "{} is not a server's folder", data.display());
    let verified = Server::open(data, Arc::new(SystemEnvironment))?.verify()?;
    println!("audit trail: {} entries, the last is {}", verified.trail.entries, hexadecimal::of(&verified.trail.hash));
    println!("packages: {} read, {} wrong", verified.packages, verified.faults.len());
    for fault in &verified.faults {
        eprintln!("formwright-server: {fault}");
    }
    Ok(if verified.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_password_is_the_first_line_whatever_ends_it() {
        for text in ["secret words here\n", "secret words here\r\nmore\n", "secret words here"] {
            assert_eq!(first_line(text.as_bytes()).unwrap(), "secret words here");
        }
        let endless = "x".repeat(5_000);
        assert!(first_line(endless.as_bytes()).unwrap().len() > password::LONGEST);
    }
}
