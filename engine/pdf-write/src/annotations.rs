//! Links (ISO 32000-1, 12.5.6.5).

use pdf_writer::Ref;
use units::{Emu, Rect};

use crate::content::{Content, Frame};

/// The beginning of a link annotation on a page of a height.
fn begin(content: &mut Content, rect: Rect, height: Emu) {
    let frame = Frame { height };
    // Printed, not hidden: what files for the archive want to have said (ISO 19005-2, 6.3.2).
    content.text("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    content.length(rect.x).length(frame.y(rect.bottom()));
    content.length(rect.right()).length(frame.y(rect.y)).text("]");
}

/// A link to a web address.
pub(crate) fn web(content: &mut Content, rect: Rect, height: Emu, address: &str) {
    begin(content, rect, height);
    content.text("/A<</S/URI/URI");
    // An address is 7-bit text: what is not is escaped as addresses do it.
    let escaped = address.bytes().flat_map(|byte| {
        let plain = byte.is_ascii_graphic().then_some(byte);
        let high = |nibble: u8| b"0123456789ABCDEF".get(usize::from(nibble)).copied().unwrap_or(b'0');
        let coded = [b'%', high(byte >> 4), high(byte & 15)];
        plain.into_iter().chain(coded.into_iter().filter(move |_| plain.is_none()))
    });
    content.string(escaped);
    content.text(">>>>");
}

/// A link to a place on a page.
pub(crate) fn place(content: &mut Content, rect: Rect, height: Emu, page: Ref, page_height: Emu, top: Emu) {
    begin(content, rect, height);
    content.text("/Dest[").integer(page.get() as u64).text(" 0 R/XYZ null ");
    content.length(Frame { height: page_height }.y(top)).text("null]>>");
}

/// A link whose object is nowhere in its group: it stays a place without a target.
pub(crate) fn nowhere(content: &mut Content, rect: Rect, height: Emu) {
    begin(content, rect, height);
    content.text(">>");
}
