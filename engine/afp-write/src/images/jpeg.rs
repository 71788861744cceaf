//! What JPEG files say of themselves.

/// What a JPEG file says of itself (ITU-T T.81, B.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The marker of the frame header, X'C0' baseline to X'CA'.
    pub process: u8,
    /// Whether the components are red, green, blue (Adobe marker segment, transform 0).
    pub is_rgb: bool,
}

/// The first frame header of a file; none for what is no JPEG file.
pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut rest = bytes.get(2..)?;
    let mut is_rgb = false;
    while let [0xFF, marker, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = rest.get(4..length.checked_add(2)?)?;
        match marker {
            // Neither tables (C4), extensions (C8) nor arithmetic conditioning (CC).
            0xC0..=0xCF if ![0xC4, 0xC8, 0xCC].contains(&marker) => {
                let components = body.get(5).copied()?;
                return Some(Frame { process: marker, is_rgb: is_rgb && components == 3 });
            }
            0xEE if body.starts_with(b"Adobe") => is_rgb = body.get(11) == Some(&0),
            _ => {}
        }
        rest = rest.get(length + 2..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_header_is_found_behind_other_segments() {
        let adobe = |transform: u8| {
            let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xEE, 0, 14];
            bytes.extend(b"Adobe");
            bytes.extend([0, 100, 0, 0, 0, 0, transform]);
            bytes.extend([0xFF, 0xC4, 0, 2, 0xFF, 0xC2, 0, 8, 8, 0, 1, 0, 1, 3]);
            bytes
        };
        assert_eq!(frame(&adobe(0)), Some(Frame { process: 0xC2, is_rgb: true }));
        assert_eq!(frame(&adobe(1)), Some(Frame { process: 0xC2, is_rgb: false }));
        assert_eq!(frame(&[0xFF, 0xD8, 0xFF]), None);
        assert_eq!(frame(b"no picture"), None);
    }
}
