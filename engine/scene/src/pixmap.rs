//! A drawn page.

/// The pixels of a drawn page or of a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pixmap {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue, opacity of each pixel, not premultiplied, rows from the top: `width × height × 4` bytes.
    pub rgba: Vec<u8>,
}

impl Pixmap {
    /// A pixel, none outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        self.rgba.get(at..at + 4)?.try_into().ok()
    }
}
