//! Small pages against bytes written by hand, with the clause that says so.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "shared by the tests, each of which uses its part"
)]
mod support;

use scene::{Barcode, ContentBuilder, Decoration, Definitions, Glyph, Item, Origin, Rule, SymbolKind, TextRun};
use support::build::{Style, at, definitions, encode, page, plain, push_text, rect, run, small_size, unit};
use units::{Colour, Emu, Point, QuarterTurn, Size};

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .lines()
        .map(|line| line.split('#').next().unwrap())
        .flat_map(str::bytes)
        .filter(u8::is_ascii_hexdigit)
        .collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

/// The bytes from the first occurrence of a field's identifier on, as many as wanted.
fn from_field(bytes: &[u8], id: &str, count: usize) -> Vec<u8> {
    let id = hex(id);
    let at = bytes.windows(3).position(|window| window == id).unwrap() - 3;
    bytes[at..(at + count).min(bytes.len())].to_vec()
}

#[track_caller]
fn assert_bytes(found: &[u8], wanted: &str) {
    let wanted = hex(wanted);
    let show = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ");
    assert_eq!(show(found), show(&wanted));
}

#[test]
fn a_page_with_one_rule() {
    let page = page(small_size(), |builder| {
        builder.push(Item::Rule(Rule { rect: rect(100, 200, 300, 50), colour: Colour::BLACK }), Origin::None);
    });
    assert_bytes(
        &encode(&definitions(), &page),
        "5A 0010 D3A8AF 00 0000 D7F0F0F0F0F0F0F1      # BPG P0000001 (MO:DCA 5)
         5A 0008 D3A8C9 00 0000                       # BAG
         5A 0017 D3A6AF 00 0000 00 00 3840 3840 0003E8 0007D0 000000   # PGD 10 inches, 14400, 1000 x 2000
         5A 0016 D3B19B 00 0000 00 00 3840 3840 0003E8 0007D0 0000     # PTD
         5A 0008 D3A9C9 00 0000                       # EAG
         5A 0008 D3A89B 00 0000                       # BPT
         5A 001D D3EE9B 00 0000                       # PTX
            2BD3 0475 0008                            # STC black, chained (PTOCA 4)
            04C7 0064  04D3 00C8                      # AMI 100, AMB 200
            07E4 012C 0032 00                         # DIR 300 long, 50 wide, ends the chain
         5A 0008 D3A99B 00 0000                       # EPT
         5A 0010 D3A9AF 00 0000 D7F0F0F0F0F0F0F1      # EPG",
    );
}

#[test]
fn upright_text_is_one_move_and_one_string() {
    let definitions = definitions();
    let page = page(small_size(), |builder| push_text(builder, &definitions, "AB", at(100, 200), plain()));
    let bytes = encode(&definitions, &page);
    assert_bytes(
        &from_field(&bytes, "D3EE9B", 32),
        "5A 001F D3EE9B 00 0000
            2BD3 03F1 01                              # SCFL 1
            0475 0008                                 # STC black
            04C7 0064  04D3 00C8                      # AMI, AMB
            06DA 0041 0042                            # TRN in UTF-16BE, ends the chain",
    );
}

#[test]
fn the_font_is_mapped_as_a_data_object_font() {
    let definitions = definitions();
    let page = page(small_size(), |builder| push_text(builder, &definitions, "A", at(100, 200), plain()));
    let bytes = encode(&definitions, &page);
    let found = from_field(&bytes, "D3ABC3", 3 + 6 + 73);
    // The name is made from a hash; its place is what matters here.
    let name = found[61..77].to_vec();
    let name: String = name.chunks(2).map(|pair| char::from(pair[1])).collect();
    assert!(name.starts_with('F') && name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
    let spelt: String = name.bytes().map(|byte| format!("00{byte:02X}")).collect();
    assert_bytes(
        &found,
        &format!(
            "5A 0051 D3ABC3 00 0000
             0049                                              # one group of 73 bytes (MO:DCA MDR)
             18 10 00 41 0000 A800 06072B12000401013300000000000000   # class 41, TrueType/OpenType
             10 8B 40 20 00C8 0000 0000 0003 0001 0000         # inline only, 10 pt, Unicode
             06 01 0000 04B0                                   # CCSID 1200
             14 02 DE 00 {spelt}
             05 02 BE 00 01                                    # local id 1"
        ),
    );
}

#[test]
fn text_down_the_page_has_its_axes_turned() {
    let definitions = definitions();
    let style = Style { turn: QuarterTurn::One, ..plain() };
    let page = page(small_size(), |builder| push_text(builder, &definitions, "A", at(900, 300), style));
    let bytes = encode(&definitions, &page);
    // I runs down from the top right corner, B to the left (PTOCA "Orientation"): I = 300, B = 1000 − 900.
    assert_bytes(
        &from_field(&bytes, "D3EE9B", 36),
        "5A 0023 D3EE9B 00 0000
            2BD3 06F7 2D00 5A00 03F1 01
            0475 0008
            04C7 012C  04D3 0064  04DA 0041",
    );
}

#[test]
fn a_left_out_colour_is_the_device_default() {
    let definitions = definitions();
    let style = Style { colour: Colour::DeviceDefault, ..plain() };
    let page = page(small_size(), |builder| push_text(builder, &definitions, "A", at(1, 2), style));
    assert_bytes(
        &from_field(&encode(&definitions, &page), "D3EE9B", 18),
        "5A 001D D3EE9B 00 0000 2BD3 03F1 01 0475 FF07",
    );
}

fn barcode(kind: SymbolKind, data: &[u8], size: Size) -> Item {
    Item::Barcode(Box::new(Barcode {
        kind,
        data: data.to_vec(),
        escapes: false,
        origin: at(100, 200),
        turn: QuarterTurn::Zero,
        module_mils: 10,
        height: unit(288),
        ratio_percent: 250,
        drawn: false,
        colour: Colour::DeviceDefault,
        bars: Vec::new(),
        size,
    }))
}

#[test]
fn code_128_is_a_bar_code_object() {
    let page = page(small_size(), |builder| {
        builder.push(barcode(SymbolKind::Code128, b"AB-12", Size::new(unit(400), unit(288))), Origin::None);
    });
    let bytes = encode(&definitions(), &page);
    assert_bytes(
        &from_field(&bytes, "D3A8EB", 400),
        "5A 0008 D3A8EB 00 0000                                      # BBC
         5A 0008 D3A8C7 00 0000                                      # BOG
         5A 001C D3A66B 00 0000 03 43 01 08 4B 00 00 3840 3840 09 4C 02 0002A0 0001F8   # OBD
         5A 0020 D3AC6B 00 0000 01 17 000064 0000C8 0000 2D00 00 000000 000000 0000 2D00 01   # OBP
         5A 000D D3ABEB 00 0000 0005 03 04 00                        # MBC position
         5A 001F D3A6EB 00 0000 00 00 3840 3840 02A0 01F8 0000 11 02 FF FF07 0A 0120 01 FFFF   # BDD (BCOCA BSD)
         5A 0008 D3A9C7 00 0000                                      # EOG
         5A 0012 D3EEEB 00 0000 80 0000 0000 C1C260F1F2              # BDA: no readable line, code page 1303
         5A 0008 D3A9EB 00 0000
         5A 0010 D3A9AF 00 0000 D7F0F0F0F0F0F0F1",
    );
}

#[test]
fn two_dimensional_symbols_say_their_size_and_take_data_as_it_is() {
    let module = units::Emu::new(9_144);
    let qr = page(small_size(), |builder| {
        let kind = SymbolKind::qr(1);
        builder.push(barcode(kind, b"A\\B", Size::new(module * 25, module * 25)), Origin::None);
    });
    // BCOCA QR: ignore escapes, no conversion, version 2, level M, no application indicator.
    assert_bytes(
        &from_field(&encode(&definitions(), &qr), "D3EEEB", 26),
        "5A 0019 D3EEEB 00 0000 80 0000 0000 40 00 02 01 00 00 00 00 00 415C42",
    );
    let matrix = page(small_size(), |builder| {
        builder.push(barcode(SymbolKind::DATA_MATRIX, b"A", Size::new(module * 18, module * 18)), Origin::None);
    });
    // BCOCA Data Matrix: ignore escapes, 18 by 18.
    assert_bytes(
        &from_field(&encode(&definitions(), &matrix), "D3EEEB", 25),
        "5A 0018 D3EEEB 00 0000 80 0000 0000 40 0012 0012 00 00 0000 00 41",
    );
}

#[test]
fn a_colour_of_its_own_is_an_extended_colour() {
    let definitions = definitions();
    for (colour, wanted) in [
        (Colour::Rgb(1, 2, 3), "0F81 00 01 00000000 08080800 010203"),
        (Colour::Cmyk(1, 2, 3, 4), "1081 00 04 00000000 08080808 01020304"),
        (Colour::Gray(255 - 9), "1081 00 04 00000000 08080808 00000009"),
        (Colour::Highlight { number: 2, coverage: 60, shading: 0 }, "1081 00 06 00000000 10080800 0002 3C 00"),
    ] {
        let page = page(small_size(), |builder| {
            push_text(builder, &definitions, "A", at(1, 2), Style { colour, ..plain() });
        });
        let found = from_field(&encode(&definitions, &page), "D3EE9B", 400);
        assert_bytes(&found[14..14 + hex(wanted).len()], wanted);
    }
}

#[test]
fn underlined_text_is_underscored_and_what_follows_is_not() {
    let definitions = definitions();
    let underlined = Style { decoration: Decoration { underline: true, strike: false }, ..plain() };
    let page = page(small_size(), |builder| {
        push_text(builder, &definitions, "A", at(100, 200), underlined);
        push_text(builder, &definitions, "B", at(300, 200), plain());
    });
    assert_bytes(
        &from_field(&encode(&definitions, &page), "D3EE9B", 44),
        "5A 002B D3EE9B 00 0000
            2BD3 03F1 01  0377 01  0475 0008          # USC on (PTOCA 4)
            04C7 0064  04D3 00C8  04DB 0041
            0377 00  04C7 012C  04DA 0042             # USC off",
    );
}

/// `A` and a 2 raised by 40 units, at 100, 200; says where they end.
fn push_raised(builder: &mut ContentBuilder, definitions: &Definitions) -> Emu {
    let plain_run = run(builder, definitions, "A2", at(100, 200), plain(), &[]);
    let raise = |glyph: &Glyph| Glyph { across: if glyph.cluster == 1 { unit(-40) } else { unit(0) }, ..*glyph };
    let raised: Vec<Glyph> = builder.content().glyphs(&plain_run).iter().map(raise).collect();
    let TextRun { face, size, colour, origin, turn, advance, decoration, .. } = plain_run;
    let run = builder.run(face, size, colour, origin, turn, advance, raised, "A2", decoration);
    builder.push(Item::Text(run), Origin::None);
    origin.x + advance
}

#[test]
fn a_raised_glyph_leaves_the_baseline_where_it_is() {
    let definitions = definitions();
    let page = page(small_size(), |builder| {
        push_raised(builder, &definitions);
        push_text(builder, &definitions, "B", at(500, 200), plain());
    });
    let found = from_field(&encode(&definitions, &page), "D3EE9B", 400);
    let after = found.windows(4).position(|window| window == [0x04, 0xDB, 0x00, 0x41]).unwrap() + 4;
    // "2" at 100 + 129 or so; TBM towards the I axis by 40, then back; no baseline is set anew.
    assert_bytes(
        &found[after..after + 25],
        &format!(
            "04C7 {:02X}{:02X}  0679 03 00 0028  04DB 0032
             04C7 01F4  0379 01  04DA 0042",
            found[after + 2],
            found[after + 3]
        ),
    );
}

#[test]
fn a_line_at_the_height_of_raised_text_has_a_baseline_of_its_own() {
    let definitions = definitions();
    let page = page(small_size(), |builder| {
        let end = push_raised(builder, &definitions);
        push_text(builder, &definitions, "B", Point::new(end, unit(160)), plain());
    });
    let found = from_field(&encode(&definitions, &page), "D3EE9B", 400);
    assert!(found.windows(4).any(|window| window == [0x04, 0xD3, 0x00, 0xA0]), "AMB 160 in {found:02X?}");
}
