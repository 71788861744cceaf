//! The designer's front end: a Leptos application in the desktop shell's web view.
//!
//! In: templates, pictures and findings from the shell. Out: edits, as whole revisions of the template. It owns the
//! live document through the headless `editor` crate, so that no gesture waits for the shell.

#![expect(unreachable_pub, reason = "the component macro makes public what stands inside this program only")]

mod canvas;
mod commands;
mod components;
mod designer;
mod drawer;
mod editing;
mod edits;
mod files;
mod frame;
mod icons;
mod language;
mod lengths;
mod library;
mod live;
mod looks;
mod native;
mod palette;
mod panels;
mod preview;
mod publish;
mod status;
mod theme;
mod top_bar;
mod viewer;
mod welcome;

fn main() {
    leptos::mount::mount_to_body(frame::Frame);
}
