//! The desktop shell, as the front end calls it: commands, raw bytes, events.
//!
//! The only file that knows how the shell is reached. Answers are `protocol` types.

use std::future::Future;

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use protocol::Failure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Calls a command with named arguments, any value that serialises to a JSON object.
pub(crate) async fn call<T: DeserializeOwned>(command: &str, arguments: &impl Serialize) -> Result<T, Failure> {
    let json = serde_json::to_string(arguments).map_err(|error| Failure::new("front-end", error.to_string()))?;
    let arguments = js_sys::JSON::parse(&json).map_err(|error| read_failure(&error))?;
    let answer = invoke(command, &arguments, &JsValue::UNDEFINED).await?;
    read(&answer)
}

/// Calls a command with a body of raw bytes and named numbers beside it.
pub(crate) async fn send<T: DeserializeOwned>(
    command: &str,
    body: &[u8],
    numbers: &[(&str, u64)],
) -> Result<T, Failure> {
    let headers = Object::new();
    for (name, number) in numbers {
        set(&headers, name, &JsValue::from_str(&number.to_string()));
    }
    let options = Object::new();
    set(&options, "headers", &headers);
    let answer = invoke(command, &Uint8Array::from(body), &options).await?;
    read(&answer)
}

/// Calls `react` each time the shell sends the event.
pub(crate) fn listen<T: DeserializeOwned>(event: &str, react: impl Fn(T) + 'static) {
    let Ok(function) = member(&["event", "listen"]) else { return };
    let closure = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        if let Ok(payload) = Reflect::get(&event, &JsValue::from_str("payload"))
            && let Ok(value) = read(&payload)
        {
            react(value);
        }
    });
    // The front end listens as long as the window lives.
    if function.call2(&JsValue::NULL, &JsValue::from_str(event), closure.as_ref()).is_ok() {
        closure.forget();
    }
}

/// The bytes behind an address of the preview scheme.
pub(crate) async fn fetch_bytes(address: &str) -> Result<Vec<u8>, Failure> {
    let window = leptos::prelude::window();
    let response = JsFuture::from(window.fetch_with_str(address)).await.map_err(|error| read_failure(&error))?;
    let response: web_sys::Response = response.dyn_into().map_err(|error| read_failure(&error))?;
    if !response.ok() {
        return Err(Failure::new("preview", format!("{address}: {}", response.status())));
    }
    let buffer = response.array_buffer().map_err(|error| read_failure(&error))?;
    let buffer = JsFuture::from(buffer).await.map_err(|error| read_failure(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The address of a path of the preview scheme on this system.
pub(crate) fn preview_address(path: &str) -> String {
    let is_windows = leptos::prelude::window().navigator().user_agent().is_ok_and(|agent| agent.contains("Windows"));
    let origin = if is_windows { "http://preview.localhost" } else { "preview://localhost" };
    format!("{origin}/{path}")
}

/// Runs a future in the background.
pub(crate) fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

async fn invoke(command: &str, arguments: &JsValue, options: &JsValue) -> Result<JsValue, Failure> {
    let function = member(&["core", "invoke"])?;
    let promise = function
        .call3(&JsValue::NULL, &JsValue::from_str(command), arguments, options)
        .map_err(|error| read_failure(&error))?;
    JsFuture::from(promise.unchecked_into::<Promise>()).await.map_err(|error| read_failure(&error))
}

fn member(path: &[&str]) -> Result<Function, Failure> {
    let absent = || Failure::new("front-end", "this page only works inside the designer's window");
    let mut value: JsValue = leptos::prelude::window().into();
    for name in std::iter::once(&"__TAURI__").chain(path) {
        value = Reflect::get(&value, &JsValue::from_str(name)).map_err(|_| absent())?;
    }
    value.dyn_into().map_err(|_| absent())
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Failure> {
    let json = js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string());
    serde_json::from_str(json.as_deref().unwrap_or("null"))
        .map_err(|error| Failure::new("front-end", format!("the shell's answer is not understood: {error}")))
}

fn read_failure(value: &JsValue) -> Failure {
    read(value).unwrap_or_else(|_| {
        let message = value
            .as_string()
            .or_else(|| value.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())))
            .unwrap_or_else(|| format!("{value:?}"));
        Failure::new("shell", message)
    })
}
