//! A display without a screen, by Xvfb, and pictures of what is on it.
//!
//! The pictures come from the display's own memory, which Xvfb keeps in a file in the form of `XWDFile.h`: what is
//! there is what a screen would show.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// A running Xvfb; it ends with this value.
pub struct Display {
    server: Child,
    memory: TempDir,
    /// What `DISPLAY` is set to, `:99`.
    pub name: String,
}

impl Display {
    /// Starts Xvfb on a free display of that size in pixels.
    ///
    /// # Errors
    /// Xvfb is missing or does not start.
    pub fn start(width: u32, height: u32) -> Result<Self> {
        let memory = TempDir::new()?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{width}x{height}x24")])
            .arg("-fbdir")
            .arg(memory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        let output = server.stdout.take().context("reading the display's number")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).context("reading the display's number")?;
        let name = format!(":{}", number.trim());
        ensure!(name.len() > 1, "Xvfb ended before it named its display");
        Ok(Self { server, memory, name })
    }

    /// Saves a picture of the display as PNG.
    ///
    /// # Errors
    /// Xvfb's memory is not in the form expected, or the file cannot be written.
    pub fn picture(&self, file: &Path) -> Result<()> {
        let bytes = std::fs::read(self.memory.path().join("Xvfb_screen0")).context("reading Xvfb's memory")?;
        let (width, height, pixels) = read_window_dump(&bytes).context("Xvfb's memory is in an unknown form")?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(std::fs::File::create(file)?), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&pixels).with_context(|| format!("writing {}", file.display()))
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // An Xvfb that ended by itself needs no end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Width, height and RGB bytes of a dump of 32-bit pixels, blue first.
fn read_window_dump(bytes: &[u8]) -> Option<(u32, u32, Vec<u8>)> {
    // The header is a list of 32-bit numbers, most significant byte first.
    let number = |place: usize| {
        let at = bytes.get(place * 4..place * 4 + 4)?;
        Some(u32::from_be_bytes(at.try_into().ok()?))
    };
    let (header, width, height) = (number(0)?, number(4)?, number(5)?);
    let (bits, line, colours) = (number(11)?, number(12)?, number(19)?);
    if bits != 32 {
        return None;
    }
    // A colour entry is 12 bytes.
    let start = usize::try_from(header).ok()? + usize::try_from(colours).ok()? * 12;
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    for row in 0..height as usize {
        let at = start + row * line as usize;
        for pixel in bytes.get(at..at + width as usize * 4)?.chunks_exact(4) {
            pixels.extend([pixel[2], pixel[1], pixel[0]]);
        }
    }
    Some((width, height, pixels))
}
