//! Images laid out by hand, drawn to the pictures they mean.

use afp_read::{AfpDocument, ReadOptions, ReadPage};
use diagnostics::Code;
use scene::{Image, ImageFormat, ImageSource, Item, PixelColour};
use units::{Colour, Emu, QuarterTurn, Rect};

use crate::support::{document, field, file, hex};

pub(crate) fn open(fields: &[u8]) -> (AfpDocument, ReadPage) {
    let document = AfpDocument::open(document(&[], fields), &ReadOptions::default());
    let page = document.page(0).unwrap();
    (document, page)
}

/// The pictures of a page with their places.
pub(crate) fn pictures(page: &ReadPage) -> Vec<(Image, &ImageSource)> {
    page.page
        .content
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Image(image) => Some((image.clone(), page.definitions.image(image.image)?)),
            _ => None,
        })
        .collect()
}

pub(crate) fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
    let [x, y, width, height] = [x, y, width, height].map(Emu::from_l_units);
    Rect::new(x, y, width, height)
}

/// An image of so many points at 1440 an inch, positioned at 1000, 2000: the self-defining fields of its segment.
fn image(width: u16, height: u16, segment: &[u8]) -> Vec<u8> {
    let mut bytes = file(&format!(
        "D3A8FB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 {width:06X} {height:06X}
         D3AC6B 0117 0003E8 0007D0 0000 2D00 00 000000 000000 0000 2D00 01
         D3ABFB 0005 030400
         D3A6FB 00 3840 3840 {width:04X} {height:04X} F604 0000 0002
         D3A9C7"
    ));
    bytes.extend(field("D3EEFB", segment));
    bytes.extend(file("D3A9FB"));
    bytes
}

/// The segment of one image content: its parameters and data in hexadecimal.
fn content(width: u16, height: u16, parameters: &str, data: &str) -> Vec<u8> {
    let data = hex(data);
    [
        hex("7000 9101FF"),
        hex(&format!("9409 00 3840 3840 {width:04X} {height:04X} {parameters}")),
        if data.is_empty() { Vec::new() } else { [&hex(&format!("FE92 {:04X}", data.len()))[..], &data].concat() },
        hex("9300 7100"),
    ]
    .concat()
}

/// The picture of an image with one content.
fn picture(width: u16, height: u16, parameters: &str, data: &str) -> (PixelColour, Vec<u8>) {
    let (document, page) = open(&image(width, height, &content(width, height, parameters, data)));
    let found = pictures(&page);
    let [(placed, source)] = &found[..] else { panic!("{:?} {:?}", page.diagnostics, document.diagnostics()) };
    assert_eq!(placed.rect, rect(1000, 2000, width.into(), height.into()));
    (source.colour, source.bytes.to_vec())
}

#[test]
fn every_lossless_compression_gives_the_same_picture() {
    // Two rows of eight points: four white and four black; all black.
    let end = "000000000001".repeat(2);
    let bits = |text: &str| {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let bytes = digits.chunks(8).map(|byte| byte.iter().enumerate().map(|(at, bit)| bit << (7 - at)).sum::<u8>());
        bytes.map(|byte| format!("{byte:02X}")).collect::<String>()
    };
    let eol = "000000000001";
    // T.4: white 4 1011, 0 00110101, black 4 011, 8 000101; T.6: horizontal 001.
    for (compression, data) in [
        ("03 01", "0FFF".to_owned()),
        ("03 01 01", "F0FF".to_owned()),
        ("03 03", "FF0F".to_owned()),
        ("03 04", "0FFF".to_owned()),
        ("01 01", bits(&format!("1011011 {eol}0 00100110101000101 {end}"))),
        ("82 01", bits(&format!("0011011011 00100110101000101 {end}"))),
        ("80 01", bits(&format!("{eol}1011011 {eol}00110101000101 {}", eol.repeat(6)))),
        ("81 01", bits(&format!("{eol}1 1011011 {eol}0 00100110101000101 {}", format!("{eol}1").repeat(6)))),
        ("09 01", bits("1011011 0 00110101000101")),
        ("06 01", "0000 0002 33FF 0001 0003 FE7FFF".to_owned()),
        ("0C 01", "010FFF".to_owned()),
        // Clear, 15, 255, end: codes of nine bits.
        ("0D 01", bits("100000000 000001111 011111111 100000001")),
    ] {
        let encoding = format!("95{:02X} {compression} 960101", hex(compression).len());
        assert_eq!(picture(8, 2, &encoding, &data), (PixelColour::Bilevel, vec![0x0F, 0xFF]), "{compression}");
    }
}

#[test]
fn compressions_that_cannot_be_read_are_outlined_and_told() {
    for compression in ["08", "0A", "0B", "FE"] {
        let segment = content(8, 2, &format!("9502 {compression}01 960101"), "0FFF");
        let (_, page) = open(&image(8, 2, &segment));
        let found: Vec<Code> = page.diagnostics.iter().map(|finding| finding.code).collect();
        assert_eq!(found, [Code::AfpImage], "X'{compression}'");
        assert!(pictures(&page).is_empty());
        let outlines = page.page.content.items.iter().filter_map(|placed| match &placed.item {
            Item::Path(path) => path.path.bounds(),
            _ => None,
        });
        assert_eq!(outlines.collect::<Vec<_>>(), [rect(1000, 2000, 8, 2)], "X'{compression}'");
    }
}

#[test]
fn points_have_one_to_many_bits() {
    // Grey from the size alone; light, colour differences and inks by the structure.
    assert_eq!(picture(2, 1, "960104", "F3"), (PixelColour::Gray, vec![255, 51]));
    assert_eq!(picture(2, 1, "960110", "FFFF8000"), (PixelColour::Gray, vec![255, 128]));
    let rgb = "960118 9B08 00 01 000000 080808";
    assert_eq!(picture(1, 1, rgb, "010203"), (PixelColour::Rgb, vec![1, 2, 3]));
    let negative = "960108 9B06 80 12 000000 08";
    assert_eq!(picture(2, 1, negative, "00FF"), (PixelColour::Gray, vec![255, 0]));
    let inks = "960120 9B09 00 04 000000 08080808";
    assert_eq!(picture(1, 1, inks, "01020304"), (PixelColour::Cmyk, vec![1, 2, 3, 4]));
}

#[test]
fn every_image_content_of_a_segment_is_drawn_with_parameters_of_its_own() {
    let segment = hex("7000 9101FF 9409 00 3840 3840 0008 0001 9502 0301 960101 FE92 0001 81 9300 \
         9101FF 9409 00 3840 3840 0002 0001 960108 FE92 0002 1020 9300 7100");
    let (_, page) = open(&image(8, 1, &segment));
    let found = pictures(&page);
    let sources: Vec<_> = found.iter().map(|(_, source)| (source.colour, source.bytes.to_vec())).collect();
    assert_eq!(sources, [(PixelColour::Bilevel, vec![0x81]), (PixelColour::Gray, vec![0x10, 0x20])]);
    assert_eq!(found[0].0.mask.map(|mask| mask.colour), Some(Colour::Oca(2)));
    assert_eq!(found[1].0.rect, rect(1000, 2000, 2, 1));
}

#[test]
fn image_data_may_be_cut_at_any_byte() {
    let segment = content(8, 2, "9502 0301 960101", "0FFF");
    for cut in 1..segment.len() {
        let mut fields = image(8, 2, &segment[..cut]);
        let end = fields.len() - file("D3A9FB").len();
        fields.splice(end..end, field("D3EEFB", &segment[cut..]));
        let (_, page) = open(&fields);
        assert_eq!(pictures(&page)[0].1.bytes[..], [0x0F, 0xFF], "cut at {cut}");
    }
}

#[test]
fn tiles_have_places_resolutions_and_colours_of_their_own() {
    let segment = hex("7000 9101FF FEBB 0002 0000 \
         8C00 B508 00000000 00000000 B608 00000008 00000001 9502 0301 960101 FE92 0001 81 8D00 \
         8C00 B508 00000008 00000000 B609 00000002 00000001 02 960108 FE92 0002 1020 8D00 \
         8C00 B508 00000000 00000004 B608 00000010 00000002 9502 2001 \
         B70B 01 000000 08080800 00B761 8D00 \
         9300 7100");
    let (document, page) = open(&image(16, 6, &segment));
    assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
    let found = pictures(&page);
    let places: Vec<Rect> = found.iter().map(|(placed, _)| placed.rect).collect();
    assert_eq!(places, [rect(1000, 2000, 8, 1), rect(1008, 2000, 4, 2), rect(1000, 2004, 16, 2)]);
    let colours: Vec<_> = found.iter().map(|(placed, _)| placed.mask.map(|mask| mask.colour)).collect();
    assert_eq!(colours, [Some(Colour::Oca(2)), None, Some(Colour::Rgb(0, 0xB7, 0x61))]);
    assert_eq!(found[2].1.bytes[..], [0x80], "a solid tile is one point, stretched");
}

#[test]
fn a_transparency_mask_hides_points_of_any_colour() {
    let mask = "8E00 9409 00 3840 3840 0002 0001 9502 0301 FE92 0001 80 8F00";
    let gray = hex(&format!("7000 9101FF 9409 00 3840 3840 0002 0001 960108 {mask} FE92 0002 1020 9300 7100"));
    let (_, page) = open(&image(2, 1, &gray));
    let (_, source) = pictures(&page)[0].clone();
    assert_eq!(source.colour, PixelColour::Rgba);
    assert_eq!(source.bytes[..], [0x10, 0x10, 0x10, 255, 0x20, 0x20, 0x20, 0]);
    let bits = hex(&format!("7000 9101FF 9409 00 3840 3840 0002 0001 960101 {mask} FE92 0001 C0 9300 7100"));
    let (_, page) = open(&image(2, 1, &bits));
    assert_eq!(pictures(&page)[0].1.bytes[..], [0x80]);
}

#[test]
fn bands_are_put_together_and_may_be_left_empty() {
    let segment =
        hex("7000 9101FF 9409 00 3840 3840 0002 0001 9502 0301 960120 98050408080808 9B09 00 04 000000 08080808 \
         FE9C 0003 01 0000 FE9C 0003 02 0000 FE9C 0005 03 0000 0506 FE9C 0005 04 0000 0708 9300 7100");
    let (_, page) = open(&image(2, 1, &segment));
    let (_, source) = pictures(&page)[0].clone();
    assert_eq!((source.colour, &source.bytes[..]), (PixelColour::Cmyk, &[0, 0, 5, 7, 0, 0, 6, 8][..]));
}

#[test]
fn jpeg_stays_as_it_is_where_nothing_has_to_change() {
    let jpeg = small_jpeg();
    let digits: String = jpeg.iter().map(|byte| format!("{byte:02X}")).collect();
    for subsampling in ["FECE 0008 0106 020201010101", "CEFE 0800 0106 020201010101", ""] {
        let (_, page) = open(&image(8, 8, &content(8, 8, &format!("9502 8301 960108 {subsampling}"), &digits)));
        let (_, source) = pictures(&page)[0].clone();
        assert_eq!((source.format, &source.bytes[..]), (ImageFormat::Jpeg, &jpeg[..]), "{subsampling}");
    }
    // Dark for light: the points have to be known.
    let negative = picture(8, 8, "9502 8301 960108 9B06 80 12 000000 08", &digits);
    assert_eq!(negative, (PixelColour::Gray, vec![127; 64]));
}

/// A grey JPEG picture of 8 × 8 points of level 128 (ITU-T T.81 annex B): tables with one code each, and one block
/// whose differences are all zero.
fn small_jpeg() -> Vec<u8> {
    let table = |class: &str| hex(&format!("FFC4 0014 {class} 01{} 00", "00".repeat(15)));
    [
        hex(&format!("FFD8 FFDB 0043 00 {}", "01".repeat(64))),
        hex("FFC0 000B 08 0008 0008 01 01 11 00"),
        table("00"),
        table("10"),
        hex("FFDA 0008 01 01 00 00 3F 00 3F FFD9"),
    ]
    .concat()
}

#[test]
fn pictures_that_claim_more_than_allowed_are_told_and_take_no_memory() {
    for parameters in ["9502 8201 960101", "9502 0301 960118", "9502 0D01 960108"] {
        let segment = content(0x7FFF, 0x7FFF, parameters, "00");
        let (_, page) = open(&image(0x7FFF, 0x7FFF, &segment));
        assert!(pictures(&page).is_empty());
        assert_eq!(page.diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::AfpImage]);
    }
}

/// An IM image at 10, 20 of its points, 240 to the inch, turned, with so many pels to a point.
fn im_image(rotation: &str, pels: &str, size: &str, cells: &str) -> Vec<u8> {
    file(&format!(
        "D3A87B
         D3A77B 00000A 000014 {rotation} 0000000000000000 {pels} {pels} FFFF
         D3A67B 000009600960000000000000 00 00 0960 0960 {size} 000000002D00 0008 0002 0001 0002
         {cells}
         D3A97B"
    ))
}

#[test]
fn a_simple_im_image_stands_where_its_output_control_says() {
    for (rotation, pels, turn, area, rows) in [
        ("0000 2D00", "03E8", QuarterTurn::Zero, rect(60, 120, 48, 12), vec![0xF0, 0x0F]),
        ("2D00 5A00", "03E8", QuarterTurn::One, rect(60 - 12, 120, 12, 48), vec![0xF0, 0x0F]),
        ("0000 2D00", "07D0", QuarterTurn::Zero, rect(60, 120, 96, 24), vec![0xFF, 0, 0xFF, 0, 0, 0xFF, 0, 0xFF]),
    ] {
        let (document, page) = open(&im_image(rotation, pels, "0008 0002", "D3EE7B F0\n D3EEEE 00\n D3EE7B 0F"));
        assert!(page.diagnostics.is_empty() && document.diagnostics().is_empty());
        let found = pictures(&page);
        let [(placed, source)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((placed.rect, placed.turn), (area, turn), "{rotation} {pels}");
        assert_eq!(placed.mask.map(|mask| mask.colour), Some(Colour::Oca(2)));
        assert_eq!(source.bytes[..], rows[..]);
    }
}

#[test]
fn the_cells_of_an_im_image_fill_their_rectangles() {
    let cells = "D3AC7B 0000 0000 FFFF FFFF 000C 0003
         D3EE7B F0 0F
         D3AC7B 0064 0032 0004 0001 FFFF FFFF
         D3EE7B F0
         D3AC7B 0000 0064 FFFF FFFF 0FA0 0002
         D3EE7B FF FF";
    let (_, page) = open(&im_image("0000 2D00", "03E8", "0000 0000", cells));
    let found = pictures(&page);
    let places: Vec<Rect> = found.iter().map(|(placed, _)| placed.rect).collect();
    // Six L-units to a point of 1/240 inch.
    assert_eq!(places, [rect(60, 120, 72, 18), rect(660, 420, 24, 6), rect(60, 720, 24_000, 12)]);
    // The cell is repeated from its left edge and cut: 8 + 4 columns, 2 + 1 rows.
    assert_eq!(found[0].1.bytes[..], [0xF0, 0xF0, 0x0F, 0x00, 0xF0, 0xF0]);
    assert_eq!(found[2].1.bytes[..], [0x80], "a rule is one point, stretched");
}

/// A file with images of every compression, for tests that damage it.
pub(crate) fn every_image() -> Vec<u8> {
    let mut fields = Vec::new();
    for (encoding, data) in [
        ("9503 030101 960101", "F0FF"),
        ("9502 0303 960104", "FF0F3355 00112233"),
        ("9502 0304 960101", "0FFF"),
        ("9502 0101 960101", "B60010 026D 1400 1001"),
        ("9502 8001 960101", "001B600135280100 1001"),
        ("9502 8101 960101", "0019B6001 026A 28001 8001"),
        ("9502 8201 960101", "36 C9A8 A001 0010 01"),
        ("9502 0901 960101", "B6 3528"),
        ("9502 0601 960101", "0000 0002 33FF 0001 0003 FE7FFF"),
        ("9502 0C01 960101", "010FFF"),
        ("9502 0D01 960108", "8003DFF010"),
        ("9502 0E01 960118 9B08 00 01 000000 080808", "8003DFF010"),
        ("9502 8401 960101", "00000000 30 00 01 00000013 00000008 00000002 0000000000000000 000000"),
    ] {
        let data: String = data.split_whitespace().collect();
        let data = &data[..data.len() / 2 * 2];
        fields.extend(image(8, 2, &content(8, 2, encoding, data)));
    }
    let cells = "D3AC7B 0000 0000 FFFF FFFF 000C 0003\n D3EE7B F0 0F";
    fields.extend(im_image("0000 2D00", "07D0", "0000 0000", cells));
    document(&[], &fields)
}
