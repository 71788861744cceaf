//! Headers of pictures are read within bounds, whatever the bytes.

use graphics::image::{Header, ImageError, probe};
use graphics::outline;
use proptest::prelude::*;
use scene::{ImageFormat, PixelColour};

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32).to_be_bytes()[..], name, body, &[0; 4]].concat()
}

fn png(width: u32, height: u32, kind: u8, more: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, kind, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &header)[..], more, &chunk(b"IDAT", &[])].concat()
}

fn jpeg(width: u16, height: u16, components: u8) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16];
    bytes.extend(b"JFIF\0\x01\x02\x01");
    bytes.extend([1, 44, 1, 44, 0, 0, 0xFF, 0xC0, 0, 17, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.push(components);
    bytes
}

#[test]
fn a_png_tells_its_size_colour_and_resolution() {
    let resolution = chunk(b"pHYs", &[&11_811u32.to_be_bytes()[..], &11_811u32.to_be_bytes(), &[1]].concat());
    assert_eq!(
        probe(&png(640, 480, 2, &resolution)),
        Ok(Header {
            format: ImageFormat::Png,
            width: 640,
            height: 480,
            colour: PixelColour::Rgb,
            dots_per_inch: Some((300, 300))
        })
    );
    assert_eq!(probe(&png(1, 1, 3, &chunk(b"tRNS", &[0]))).map(|header| header.colour), Ok(PixelColour::Rgba));
    assert_eq!(probe(&png(1, 1, 0, &[])).map(|header| header.colour), Ok(PixelColour::Gray));
}

#[test]
fn a_jpeg_tells_its_size_colour_and_resolution() {
    assert_eq!(
        probe(&jpeg(640, 480, 3)),
        Ok(Header {
            format: ImageFormat::Jpeg,
            width: 640,
            height: 480,
            colour: PixelColour::Rgb,
            dots_per_inch: Some((300, 300))
        })
    );
    assert_eq!(probe(&jpeg(1, 1, 4)).map(|header| header.colour), Ok(PixelColour::Cmyk));
}

#[test]
fn what_is_no_picture_or_too_large_is_refused() {
    assert_eq!(probe(b"GIF89a"), Err(ImageError::Unknown));
    assert_eq!(probe(&[]), Err(ImageError::Unknown));
    assert_eq!(probe(&png(40_000, 1, 2, &[])), Err(ImageError::TooLarge { width: 40_000, height: 1 }));
    assert!(matches!(probe(&png(0, 1, 2, &[])), Err(ImageError::Damaged { .. })));
    let whole = png(3, 3, 2, &[]);
    for length in 8..whole.len() - 12 {
        assert!(matches!(probe(&whole[..length]), Err(ImageError::Damaged { .. })), "{length}");
    }
}

proptest! {
    #[test]
    fn changed_headers_never_break_the_probe(at in 0usize..60, to in any::<u8>(), cut in 0usize..80) {
        for whole in [png(640, 480, 2, &chunk(b"pHYs", &[0; 9])), jpeg(640, 480, 3)] {
            let mut bytes = whole;
            bytes.truncate(cut);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = to;
            }
            let _ = probe(&bytes);
        }
    }

    #[test]
    fn any_text_is_an_outline_or_refused(text in "[MLCZ0-9 \\-é]{0,60}") {
        let _ = outline::parse(&text);
    }
}
