//! The Publish dialog: where to, who, and how far what is queued has come.

use leptos::prelude::*;
use protocol::{Delivery, OutboxEntry, PublishRequest};
use serde_json::json;

use crate::components::Dialog;
use crate::designer::designer;
use crate::language::{t, text, text_with};
use crate::native;
use crate::status::bytes;

/// The dialog.
#[component]
pub(crate) fn Publish() -> impl IntoView {
    let designer = designer();
    let settings = designer.settings.get_untracked();
    let first = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let server = RwSignal::new(first(settings.server, "http://127.0.0.1:8080"));
    let user = RwSignal::new(settings.user);
    let password = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<protocol::Failure>);
    let outbox = designer.outbox;
    native::spawn(async move {
        if let Ok(entries) = native::call::<Vec<OutboxEntry>>("outbox", &json!({})).await {
            outbox.set(entries);
        }
    });
    let close = move || designer.publish_is_open.set(false);
    let publish = move || {
        let Some(template) = designer.editing.template_text() else { return };
        let request = PublishRequest {
            server: server.get_untracked(),
            user: user.get_untracked(),
            password: password.get_untracked(),
        };
        is_busy.set(true);
        failure.set(None);
        native::spawn(async move {
            match native::call::<Vec<OutboxEntry>>("publish", &json!({ "request": request, "template": template }))
                .await
            {
                Ok(entries) => {
                    outbox.set(entries);
                    designer.note_publish_target(&server.get_untracked(), &user.get_untracked());
                }
                Err(problem) => failure.set(Some(problem)),
            }
            is_busy.set(false);
        });
    };
    let entries = move || {
        outbox
            .get()
            .into_iter()
            .map(|entry| {
                let (class, state) = delivery_words(&entry.delivery);
                view! {
                    <div class="parcel" data-state=class>
                        <b>{entry.name}</b>
                        <span class=format!("state {class}")>{state}</span>
                        <span class="where mono">{format!("{} · {}", entry.server, bytes(entry.bytes))}</span>
                    </div>
                }
            })
            .collect_view()
    };
    let line = move |label: &'static str, id: &'static str, kind: &'static str, value: RwSignal<String>| {
        view! {
            <div class="form-row">
                <label for=id>{move || text(label)}</label>
                <div class="field">
                    <input
                        id=id
                        type=kind
                        spellcheck="false"
                        autocomplete="off"
                        prop:value=move || value.get()
                        on:input=move |event| value.set(event_target_value(&event))
                        on:keydown=move |event: web_sys::KeyboardEvent| {
                            if event.key() == "Enter" {
                                publish();
                            }
                        }
                    />
                </div>
            </div>
        }
    };
    let footer = move || {
        view! {
            <button class="button" on:click=move |_| close()>{t!("close")}</button>
            <button
                class="button primary"
                id="publish-send"
                disabled=move || is_busy.get() || user.get().is_empty()
                on:click=move |_| publish()
            >
                {t!("publish-send")}
            </button>
        }
    };
    view! {
        <Dialog title="publish-title" close=close footer=footer>
            <p>{t!("publish-text")}</p>
            {line("publish-server", "publish-server", "text", server)}
            {line("publish-user", "publish-user", "text", user)}
            {line("publish-password", "publish-password", "password", password)}
            {move || failure.get().map(|failure| view! { <div class="banner error" role="alert">{failure.to_string()}</div> })}
            <Show when=move || outbox.with(|entries| !entries.is_empty())>
                <div class="outbox" id="outbox" aria-live="polite">
                    <h2>{t!("outbox-title")}</h2>
                    {entries}
                </div>
            </Show>
        </Dialog>
    }
}

/// The state's class and its words.
fn delivery_words(delivery: &Delivery) -> (&'static str, String) {
    match delivery {
        Delivery::Waiting { reason } if reason.is_empty() => ("waiting", text("outbox-sending")),
        Delivery::Waiting { reason } => ("waiting", text_with("outbox-waiting", &[("reason", reason.clone())])),
        Delivery::SignInNeeded => ("waiting", text("outbox-sign-in")),
        Delivery::Delivered { version } => {
            ("delivered", text_with("outbox-delivered", &[("version", version.to_string())]))
        }
        Delivery::Refused { reason } => ("refused", text_with("outbox-refused", &[("reason", reason.clone())])),
    }
}
