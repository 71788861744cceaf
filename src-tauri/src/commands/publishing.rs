//! Commands of the Publish dialog.

use std::sync::Arc;

use protocol::{Failure, OutboxEntry, PublishRequest};
use tauri::State;

use crate::delivery::Courier;
use crate::session::Session;
use crate::store::{NewPackage, Store};

/// Packs, signs and queues the template, and lets it be delivered.
#[tauri::command(async)]
pub(crate) fn publish(
    request: PublishRequest,
    template: String,
    session: State<'_, Arc<Session>>,
    store: State<'_, Arc<Store>>,
    courier: State<'_, Courier>,
) -> Result<Vec<OutboxEntry>, Failure> {
    let server = request.server.trim().trim_end_matches('/');
    if !(server.starts_with("http://") || server.starts_with("https://")) {
        return Err(Failure::new("server", format!("“{server}” is no server address"))
            .hint("an address begins with http:// or https://"));
    }
    let package = session.package(template.as_bytes(), &store.signing_secret()?, &request.user)?;
    store.queue(&NewPackage {
        name: &package.name,
        template: &package.template,
        server,
        user: &request.user,
        hash: &package.hash,
        key: &package.key,
        package: &package.bytes,
    })?;
    if !request.password.is_empty() {
        courier.remember(server, &request.user, &request.password);
    }
    courier.wake();
    store.outbox()
}

/// What is queued, and how far it has come.
#[tauri::command(async)]
pub(crate) fn outbox(store: State<'_, Arc<Store>>) -> Result<Vec<OutboxEntry>, Failure> {
    store.outbox()
}
