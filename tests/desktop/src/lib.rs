//! Drives the real window of the designer: a display without a screen, WebKit's WebDriver, and the built program.
//!
//! In: the programs cargo built and the tools of the system. Out: a window one can click and look at. It must not
//! know the designer's code, only what is on its screen.

mod display;
mod fixture;
mod server;
mod webdriver;

pub use display::Display;
pub use fixture::{Designer, Tools, free_port};
pub use server::{PASSWORD, Server, USER};
pub use webdriver::{Element, Key, Session};
