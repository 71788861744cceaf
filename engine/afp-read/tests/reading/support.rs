//! AFP files laid out by hand, field by field, in hexadecimal.

use std::path::Path;

/// The bytes of hexadecimal text; blanks and line ends are passed over.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(16).unwrap() as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// A structured field: identifier and data, the rest of the introducer put before it.
pub(crate) fn field(id: &str, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 8).unwrap().to_be_bytes();
    [&[0x5A], &length[..], &hex(id)[..], &[0, 0, 0], data].concat()
}

/// A file, one field a line: the identifier, and the data.
pub(crate) fn file(lines: &str) -> Vec<u8> {
    lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .flat_map(|line| {
            let (id, data) = line.split_at(6);
            field(id, &hex(data))
        })
        .collect()
}

/// A font to put into files.
pub(crate) fn font() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts/IBMPlexSans-Regular.ttf");
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// UTF-16BE in hexadecimal.
pub(crate) fn utf16(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

/// A resource group with the font as "Test Face" (MO:DCA: BRS with X'01' 1200, X'02' use 01, X'10', X'21').
pub(crate) fn font_resource() -> Vec<u8> {
    let name = utf16("Test Face");
    let full = format!("{:02X}020100{name}", name.len() / 2 + 4);
    let class = "18100041 0000DC00 06072B12000401013300000000000000".to_owned();
    let mut bytes = file(&format!(
        "D3A8CE E3E3C6F0F0F0F0F0 0000 0601000004B0 {full} {class} 0A219200000000000000
         D3A892 E3E3C6F0F0F0F0F0 0601000004B0 {full} {class}"
    ));
    for part in font().chunks(32_000) {
        bytes.extend(field("D3EE92", part));
    }
    bytes.extend(file("D3A992 E3E3C6F0F0F0F0F0\n D3A9CE E3E3C6F0F0F0F0F0"));
    bytes
}

/// An active environment group: the font as local id 1 in UTF-16BE and 2 in UTF-8, 10 pt; a page of 8,000 × 10,000
/// units of 1/1440 inch; text of the same.
pub(crate) fn environment() -> Vec<u8> {
    let name = utf16("Test Face");
    let full = format!("{:02X}02DE00{name}", name.len() / 2 + 4);
    let class = "18100041 0000A800 06072B12000401013300000000000000";
    let descriptor = "108B402000C8000000000003 00010000";
    let group = |lid: &str, more: &str| {
        let body = format!("0601000004B0 {full} {class} {descriptor} {more} 0502BE00{lid}").replace(' ', "");
        format!("{:04X}{body}", body.len() / 2 + 2)
    };
    file(&format!(
        "D3A8C9
         D3ABC3 {} {}
         D3A6AF 0000 3840 3840 001F40 002710 000000
         D3B19B 0000 3840 3840 001F40 002710 0000
         D3A9C9",
        group("01", ""),
        group("02", "065072007807")
    ))
}

/// A document of one page with the fields given between environment group and End Page.
pub(crate) fn document(resources: &[u8], fields: &[u8]) -> Vec<u8> {
    [
        file("D3A8C6"),
        font_resource(),
        resources.to_vec(),
        file("D3A9C6\n D3A8A8 C4D6C3F0F0F0F0F1 0000\n D3A8AF D7C1C7C5F0F0F0F1"),
        environment(),
        fields.to_vec(),
        file("D3A9AF\n D3A9A8"),
    ]
    .concat()
}

/// A text object of one PTX.
pub(crate) fn text(data: &str) -> Vec<u8> {
    file(&format!("D3A89B\n D3EE9B {data}\n D3A99B"))
}

/// A 2 × 1 TIFF picture, red and blue (TIFF 6.0, section 6).
pub(crate) fn tiff() -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let entries: [(u16, u16, u32, u32); 9] = [
        (256, 3, 1, 2),
        (257, 3, 1, 1),
        (258, 3, 3, 122),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, 128),
        (277, 3, 1, 3),
        (278, 3, 1, 1),
        (279, 4, 1, 6),
    ];
    bytes.extend(9u16.to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(0u32.to_le_bytes());
    bytes.extend([8, 0, 8, 0, 8, 0]);
    bytes.extend([255, 0, 0, 0, 0, 255]);
    bytes
}

/// A container with the TIFF picture, as the resource I0000001.
pub(crate) fn picture_resource() -> Vec<u8> {
    let class = "18100001 0000FC00 06072B12000401010E00000000000000";
    let mut bytes = file(&format!(
        "D3A8CE C9F0F0F0F0F0F0F1 0000 0A219200000000000000 {class}
         D3A892 C9F0F0F0F0F0F0F1 {class}"
    ));
    bytes.extend(field("D3EE92", &tiff()));
    bytes.extend(file("D3A992\n D3A9CE"));
    bytes
}

/// An overlay O1 with a rule of 100 × 20 units at 50, 60.
pub(crate) fn overlay_resource() -> Vec<u8> {
    [
        file("D3A8CE D6F1404040404040 0000 0A21FC00000000000000\n D3A8DF D6F1404040404040"),
        environment(),
        text("2BD3 04C70032 04D3003C 07E4 0064 001400"),
        file("D3A9DF D6F1404040404040\n D3A9CE D6F1404040404040"),
    ]
    .concat()
}

/// A page segment S1 with a bilevel image of 8 × 2 points at 300 an inch (IOCA, uncompressed), red.
pub(crate) fn segment_resource() -> Vec<u8> {
    file(
        "D3A8CE E2F1404040404040 0000 0A21FB00000000000000
         D3A85F E2F1404040404040
         D3A8FB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 000064 000032
         D3AC6B 0117 000010 000020 0000 2D00 00 000000 000000 0000 2D00 00
         D3ABFB 0005 030460
         D3A6FB 00 0BB8 0BB8 0008 0002 F604 0000 0002 F702010A
         D3A9C7
         D3EEFB 7000 9101FF 9409 00 0BB8 0BB8 0008 0002 9502 0301 9601 01 FE92 0002 F0
         D3EEFB 0F 9300 7100
         D3A9FB
         D3A95F E2F1404040404040
         D3A9CE E2F1404040404040",
    )
}

/// One file with all of this, for tests that damage it.
pub(crate) fn everything() -> Vec<u8> {
    let resources = [picture_resource(), overlay_resource(), segment_resource()].concat();
    let include = file(
        "D3AFD8 D6F1404040404040 0003E8 0007D0 0000
         D3AF5F E2F1404040404040 000064 0000C8
         D3AFC3 C9F0F0F0F0F0F0F1 00 92 0005A0 000B40 0000 2D00 000000 000000 01 030460 084B0000 38403840 094C02 0002D0 000168
         D3A8BB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 0000C8 0000C8
         D3AC6B 0117 0007D0 000BB8 0000 2D00 00 000000 000000 0000 2D00 01
         D3A6BB F612 40 0000 00 3840 3840 0000 0000 00C8 0000 00C8 2106 11 8000 8F 0014
         D3A9C7
         D3EEBB B20D 00 01 00000000 08080800 00FF00 68C0 C10C 0000 0000 0064 0000 0064 0064 6000 C706 0064 0064 32 00
         D3A9BB
         D3A8EB
         D3A8C7
         D3A66B 034301 084B0000 38403840 094C02 0001C8 0001C8
         D3AC6B 0117 000BB8 000BB8 0000 2D00 00 000000 000000 0000 2D00 01
         D3A6EB 00 00 3840 3840 FFFF FFFF 0000 20 02 FF 0008 0D FFFF 01 FFFF
         D3A9C7
         D3EEEB 80 0064 0032 00 00 00 01 00 00 00 00 00 414243
         D3EEEB 80 0064 00FA 00 00 00 01 00 00 00 00 00 4445
         D3A9EB",
    );
    let words = text(&format!("2BD3 03F101 04C70064 04D300C8 06DB{} 03F102 05DA414243", utf16("AB")));
    document(&resources, &[words, include].concat())
}
