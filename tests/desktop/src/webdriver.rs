//! The part of the WebDriver protocol the tests speak.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// The key under which the protocol names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys that are no characters, as the protocol writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Control.
    Control,
    /// Shift.
    Shift,
    /// Delete.
    Delete,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Arrow right.
    Right,
    /// Arrow down.
    Down,
}

impl Key {
    const fn sign(self) -> &'static str {
        match self {
            Self::Control => "\u{E009}",
            Self::Shift => "\u{E008}",
            Self::Delete => "\u{E017}",
            Self::Enter => "\u{E007}",
            Self::Escape => "\u{E00C}",
            Self::Right => "\u{E014}",
            Self::Down => "\u{E015}",
        }
    }
}

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(String);

/// A session with one window.
pub struct Session {
    address: String,
    agent: ureq::Agent,
}

impl Session {
    /// Starts the program through the driver at `driver`, `http://127.0.0.1:4444`.
    ///
    /// # Errors
    /// The driver does not answer or the program does not start.
    pub fn start(driver: &str, program: &Path, arguments: &[String]) -> Result<Self> {
        let agent = ureq::Agent::new_with_config(
            ureq::Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(Duration::from_secs(60)))
                .build(),
        );
        let mut session = Self { address: driver.to_owned(), agent };
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": program, "args": arguments },
        } } });
        let started = Instant::now();
        let answer = loop {
            match session.post("session", &wanted) {
                Ok(answer) => break answer,
                // The driver needs a moment until it listens.
                Err(error) if started.elapsed() > Duration::from_secs(10) => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        };
        let id = answer["sessionId"].as_str().context("the driver names no session")?;
        session.address = format!("{driver}/session/{id}");
        Ok(session)
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        // The driver waits for ever for a body without a length, which is how `send_json` sends it.
        let request = self.agent.post(format!("{}/{path}", self.address)).header("Content-Type", "application/json");
        let mut response = request.send(body.to_string())?;
        value(&response.body_mut().read_json::<Value>()?)
    }

    fn get(&self, path: &str) -> Result<Value> {
        let mut response = self.agent.get(format!("{}/{path}", self.address)).call()?;
        value(&response.body_mut().with_config().limit(64 << 20).read_json::<Value>()?)
    }

    /// Runs JavaScript in the page and gives what it returns.
    ///
    /// # Errors
    /// The script throws, or the window is gone.
    pub fn run(&self, script: &str) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs JavaScript that calls `arguments[0]` with its result, and gives that.
    ///
    /// # Errors
    /// The script throws or never calls, or the window is gone.
    pub fn run_async(&self, script: &str) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// A fingerprint of the picture in an `img` element, waited for, as it is at 100 %: the window asks for it anew
    /// whenever the zoom settles, so its own scale depends on the moment.
    ///
    /// # Errors
    /// There is none, or it cannot be fetched.
    pub fn picture_of(&self, selector: &str) -> Result<String> {
        self.find(selector)?;
        let script = format!(
            "const done = arguments[0];
             fetch(document.querySelector({selector:?}).src.replace(/@[0-9.]+$/, '@1.000'))
               .then((answer) => answer.arrayBuffer())
               .then((bytes) => {{
                 let sum = 0;
                 for (const byte of new Uint8Array(bytes)) sum = (sum * 31 + byte) % 4294967291;
                 done(`${{bytes.byteLength}} ${{sum}}`);
               }})
               .catch((error) => done(`failed: ${{error}}`));"
        );
        let picture = self.run_async(&script)?.as_str().unwrap_or_default().to_owned();
        ensure!(!picture.is_empty() && !picture.starts_with("failed"), "{selector}: {picture}");
        Ok(picture)
    }

    /// A box on the screen, left, top, width and height in pixels, of an element waited for.
    ///
    /// # Errors
    /// It does not appear.
    pub fn place_of(&self, selector: &str) -> Result<[f64; 4]> {
        self.find(selector)?;
        let place = self.run(&format!(
            "const place = document.querySelector({selector:?}).getBoundingClientRect();
             return [place.left, place.top, place.width, place.height];"
        ))?;
        let number = |at: usize| place[at].as_f64().context("a place is four numbers");
        Ok([number(0)?, number(1)?, number(2)?, number(3)?])
    }

    /// Replaces what a field holds and presses Enter.
    ///
    /// # Errors
    /// It does not appear or takes no keys.
    pub fn fill(&self, selector: &str, text: &str) -> Result<()> {
        let Element(id) = self.find(selector)?;
        self.run(&format!("document.querySelector({selector:?}).select()"))?;
        self.post(&format!("element/{id}/value"), &json!({ "text": format!("{text}{}", Key::Enter.sign()) }))?;
        Ok(())
    }

    /// Chooses a value of a list.
    ///
    /// # Errors
    /// The list does not appear or has no such value.
    pub fn choose(&self, selector: &str, value: &str) -> Result<()> {
        self.find(selector)?;
        let chosen = self.run(&format!(
            "const list = document.querySelector({selector:?});
             list.value = {value:?};
             list.dispatchEvent(new Event('change', {{ bubbles: true }}));
             return list.value;"
        ))?;
        ensure!(chosen == value, "{selector} has no value {value}");
        Ok(())
    }

    /// The element of a CSS selector, waited for.
    ///
    /// # Errors
    /// It does not appear.
    pub fn find(&self, selector: &str) -> Result<Element> {
        self.until(selector, || {
            let found = self.post("element", &json!({ "using": "css selector", "value": selector }))?;
            Ok(Element(found[ELEMENT].as_str().context("no element")?.to_owned()))
        })
    }

    /// Waits until the script gives true.
    ///
    /// # Errors
    /// It does not within the tests' patience.
    pub fn wait_for(&self, script: &str) -> Result<()> {
        self.until(script, || {
            ensure!(self.run(&format!("return Boolean({script})"))? == true, "not true");
            Ok(())
        })
    }

    fn until<T>(&self, what: &str, mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
        let started = Instant::now();
        loop {
            match attempt() {
                Ok(value) => return Ok(value),
                Err(error) if started.elapsed() > PATIENCE => return Err(error.context(format!("waiting for {what}"))),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Clicks the middle of the element.
    ///
    /// # Errors
    /// It does not appear or cannot be clicked.
    pub fn click(&self, selector: &str) -> Result<()> {
        let Element(id) = self.find(selector)?;
        self.post(&format!("element/{id}/click"), &json!({})).with_context(|| format!("clicking {selector}"))?;
        Ok(())
    }

    /// The text the element shows.
    ///
    /// # Errors
    /// It does not appear.
    pub fn text(&self, selector: &str) -> Result<String> {
        let Element(id) = self.find(selector)?;
        Ok(self.get(&format!("element/{id}/text"))?.as_str().unwrap_or_default().to_owned())
    }

    /// Types into the element.
    ///
    /// # Errors
    /// It does not appear or takes no keys.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let Element(id) = self.find(selector)?;
        self.post(&format!("element/{id}/value"), &json!({ "text": text }))?;
        Ok(())
    }

    /// Presses keys together: all but the last are held.
    ///
    /// # Errors
    /// The window is gone.
    pub fn press(&self, held: &[Key], last: &str) -> Result<()> {
        let mut actions = Vec::new();
        for key in held {
            actions.push(json!({ "type": "keyDown", "value": key.sign() }));
        }
        actions.push(json!({ "type": "keyDown", "value": last }));
        actions.push(json!({ "type": "keyUp", "value": last }));
        for key in held.iter().rev() {
            actions.push(json!({ "type": "keyUp", "value": key.sign() }));
        }
        self.perform(&json!([{ "type": "key", "id": "keyboard", "actions": actions }]))
    }

    /// Presses one key that is no character.
    ///
    /// # Errors
    /// The window is gone.
    pub fn press_key(&self, held: &[Key], key: Key) -> Result<()> {
        self.press(held, key.sign())
    }

    /// Presses the mouse at the first place, moves through the others, and lets go at the last. Pixels of the window.
    ///
    /// # Errors
    /// The window is gone.
    pub fn drag(&self, places: &[(i32, i32)]) -> Result<()> {
        let Some(((x, y), rest)) = places.split_first() else { bail!("a drag needs a place to begin") };
        let mut actions = vec![
            json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        for (x, y) in rest {
            actions.push(json!({ "type": "pointerMove", "x": x, "y": y, "duration": 40 }));
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.perform(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions
        }]))
    }

    /// Presses and lets go of the mouse in place.
    ///
    /// # Errors
    /// The window is gone.
    pub fn click_at(&self, x: i32, y: i32) -> Result<()> {
        self.drag(&[(x, y)])
    }

    fn perform(&self, sources: &Value) -> Result<()> {
        self.post("actions", &json!({ "actions": sources }))?;
        Ok(())
    }

    /// Ends the session and with it the program.
    pub(crate) fn end(&self) {
        // A window that is gone already is what is wanted.
        let _ = self.agent.delete(&self.address).call();
    }
}

fn value(answer: &Value) -> Result<Value> {
    let value = &answer["value"];
    if let Some(error) = value["error"].as_str() {
        bail!("{error}: {}", value["message"].as_str().unwrap_or_default());
    }
    Ok(value.clone())
}
