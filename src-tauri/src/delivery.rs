//! Delivers what is queued in the outbox, in the background: at once, and again every few seconds until the server has
//! it. Nothing is lost by a server that is down, by a kill, or by being offline.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use protocol::{Delivery, Failure, OutboxEntry, ServerVersion, SignIn, SignedIn};

use crate::store::{Parcel, Store};

/// Between two attempts.
const PAUSE: Duration = Duration::from_secs(4);

/// The longest a request may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The way to the background thread.
pub(crate) struct Courier {
    wake: Sender<()>,
    /// Passwords given since the program started, by server and user; never on disk.
    passwords: Arc<Mutex<BTreeMap<(String, String), String>>>,
}

impl Courier {
    /// Starts the thread. `tell` is called with the outbox whenever it changed.
    pub(crate) fn start(store: Arc<Store>, tell: impl Fn(Vec<OutboxEntry>) + Send + 'static) -> Self {
        let (wake, woken) = channel();
        let passwords = Arc::default();
        let round = Round { store, passwords: Arc::clone(&passwords), agent: agent() };
        std::thread::spawn(move || round.run_until_closed(&woken, &tell));
        Self { wake, passwords }
    }

    /// Remembers a password while the program runs.
    pub(crate) fn remember(&self, server: &str, user: &str, password: &str) {
        let mut passwords = self.passwords.lock().unwrap_or_else(PoisonError::into_inner);
        passwords.insert((server.to_owned(), user.to_owned()), password.to_owned());
    }

    /// Tries now.
    pub(crate) fn wake(&self) {
        // Without its thread the program is ending.
        let _ = self.wake.send(());
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_config(
        ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(PATIENCE))
            .build(),
    )
}

struct Round {
    store: Arc<Store>,
    passwords: Arc<Mutex<BTreeMap<(String, String), String>>>,
    agent: ureq::Agent,
}

/// A server's answer: its status and its body.
struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    /// What the server says in a problem document, or its status.
    fn reason(&self) -> String {
        serde_json::from_str::<serde_json::Value>(&self.body)
            .ok()
            .and_then(|problem| problem["detail"].as_str().map(str::to_owned))
            .unwrap_or_else(|| format!("the server answered {}", self.status))
    }
}

fn waiting(reason: impl std::fmt::Display) -> Delivery {
    Delivery::Waiting { reason: reason.to_string() }
}

impl Round {
    fn run_until_closed(&self, woken: &Receiver<()>, tell: &impl Fn(Vec<OutboxEntry>)) {
        loop {
            if let Err(failure) = self.deliver_all(tell) {
                eprintln!("formwright-designer: outbox: {failure}");
            }
            match woken.recv_timeout(PAUSE) {
                Ok(()) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn deliver_all(&self, tell: &impl Fn(Vec<OutboxEntry>)) -> Result<(), Failure> {
        let before = self.store.outbox()?;
        for parcel in self.store.parcels()? {
            let delivery = self.deliver(&parcel)?;
            self.store.note_attempt(parcel.id, &delivery)?;
        }
        let after = self.store.outbox()?;
        if after != before {
            tell(after);
        }
        Ok(())
    }

    fn deliver(&self, parcel: &Parcel) -> Result<Delivery, Failure> {
        let mut token = self.store.session(&parcel.server, &parcel.user)?;
        // A kept session may be void by now: one more attempt with a fresh one.
        for _ in 0..2 {
            let held = match token.take() {
                Some(token) => token,
                None => match self.sign_in(parcel)? {
                    Ok(token) => token,
                    Err(delivery) => return Ok(delivery),
                },
            };
            let key = format!("{}/api/v1/keys/{}", parcel.server, parcel.key);
            let registered = match self.put(&key, &held, &[]) {
                Ok(answer) => answer,
                Err(error) => return Ok(waiting(error)),
            };
            if registered.status == 401 {
                self.store.keep_session(&parcel.server, &parcel.user, None)?;
                continue;
            }
            if registered.status >= 400 {
                return Ok(judge(&registered));
            }
            let versions = format!("{}/api/v1/templates/{}/versions", parcel.server, parcel.template);
            let uploaded = match self.put(&versions, &held, &parcel.package) {
                Ok(answer) => answer,
                Err(error) => return Ok(waiting(error)),
            };
            if uploaded.status == 401 {
                self.store.keep_session(&parcel.server, &parcel.user, None)?;
                continue;
            }
            return Ok(judge(&uploaded));
        }
        Ok(Delivery::SignInNeeded)
    }

    /// A fresh session's token, or why there is none.
    fn sign_in(&self, parcel: &Parcel) -> Result<Result<String, Delivery>, Failure> {
        let who = (parcel.server.clone(), parcel.user.clone());
        let password = self.passwords.lock().unwrap_or_else(PoisonError::into_inner).get(&who).cloned();
        let Some(password) = password else { return Ok(Err(Delivery::SignInNeeded)) };
        let request = SignIn { user: parcel.user.clone(), password };
        let address = format!("{}/api/v1/auth/sign-in", parcel.server);
        let answer = match self.agent.post(&address).send_json(&request).map(read) {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) | Err(error) => return Ok(Err(waiting(error))),
        };
        if answer.status != 200 {
            // A wrong password is not tried again: that would lock the account.
            self.passwords.lock().unwrap_or_else(PoisonError::into_inner).remove(&who);
            return Ok(Err(if answer.status == 401 { Delivery::SignInNeeded } else { waiting(answer.reason()) }));
        }
        match serde_json::from_str::<SignedIn>(&answer.body) {
            Ok(signed_in) => {
                self.store.keep_session(&parcel.server, &parcel.user, Some(&signed_in.token))?;
                Ok(Ok(signed_in.token))
            }
            Err(error) => Ok(Err(waiting(format!("the server's answer is not understood: {error}")))),
        }
    }

    fn put(&self, address: &str, token: &str, body: &[u8]) -> Result<Answer, ureq::Error> {
        let request = self
            .agent
            .put(address)
            .header("Authorization", format!("Bearer {token}"))
            .header("Content-Type", "application/octet-stream");
        read(request.send(body)?)
    }
}

fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Answer, ureq::Error> {
    let status = response.status().as_u16();
    Ok(Answer { status, body: response.body_mut().read_to_string()? })
}

/// What an answer to an upload means for the parcel.
fn judge(answer: &Answer) -> Delivery {
    match answer.status {
        200 | 201 => match serde_json::from_str::<ServerVersion>(&answer.body) {
            Ok(version) => Delivery::Delivered { version: version.version },
            Err(error) => waiting(format!("the server's answer is not understood: {error}")),
        },
        // Too busy, or failing inside: later it may work.
        408 | 425 | 429 | 500.. => waiting(answer.reason()),
        _ => Delivery::Refused { reason: answer.reason() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, body: body.to_owned() }
    }

    #[test]
    fn an_accepted_package_is_delivered_and_a_refused_one_is_not_tried_again() {
        let accepted = answer(201, r#"{"template":"t_1","version":3,"hash":"aa"}"#);
        assert_eq!(judge(&accepted), Delivery::Delivered { version: 3 });
        let refused = answer(422, r#"{"detail":"the package's signature does not fit its content"}"#);
        assert!(matches!(judge(&refused), Delivery::Refused { reason } if reason.contains("signature")));
        assert!(matches!(judge(&answer(503, "")), Delivery::Waiting { .. }));
    }
}
