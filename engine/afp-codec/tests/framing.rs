//! Every framing that files of this field have: each is built here from the same fields, found by looking at the bytes,
//! read back field by field, and written again byte for byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use afp_codec::framing::{JunkReason, LOOK_AHEAD, Prefix, RawLine, RecordFraming};
use afp_codec::{FieldId, FieldWriter, Framing, Record, Records, rewrite};

/// A structured field without X'5A'.
fn field(id: u32, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 8).unwrap().to_be_bytes();
    [&length[..], &id.to_be_bytes()[1..], &[0, 0, 0], data].concat()
}

/// A document of two pages, field by field.
fn fields() -> Vec<Vec<u8>> {
    let page = || {
        [
            field(0xD3_A8AF, &[0xD7, 0xF1, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40]),
            field(0xD3_A6AF, &[0, 0, 0x38, 0x40, 0x38, 0x40, 0, 0x2F, 0xD0, 0, 0x3D, 0xE0, 0, 0, 0]),
            field(0xD3_EEEE, &[0x5A; 300]),
            field(0xD3_EE9B, &[0x2B, 0xD3, 4, 0xC7, 0, 100, 4, 0xD2, 0, 50]),
            field(0xD3_A9AF, &[]),
        ]
    };
    let document = [field(0xD3_A8A8, &[0xC4; 10])];
    document.into_iter().chain(page()).chain(page()).chain([field(0xD3_A9A8, &[])]).collect()
}

fn marked(field: &[u8]) -> Vec<u8> {
    [&[0x5A], field].concat()
}

/// A record behind its length.
fn record(framing: RecordFraming, content: &[u8]) -> Vec<u8> {
    let width = if matches!(framing.prefix, Prefix::Two | Prefix::TwoLittle) { 2 } else { 4 };
    let length = content.len() + if framing.counts_itself { width } else { 0 };
    let short = u16::try_from(length).unwrap();
    let long = u32::try_from(length).unwrap();
    let prefix = match framing.prefix {
        Prefix::Two => short.to_be_bytes().to_vec(),
        Prefix::TwoLittle => short.to_le_bytes().to_vec(),
        Prefix::Descriptor => vec![short.to_be_bytes()[0], short.to_be_bytes()[1], 0, 0],
        Prefix::Four => long.to_be_bytes().to_vec(),
        Prefix::FourLittle => long.to_le_bytes().to_vec(),
    };
    [prefix, content.to_vec()].concat()
}

fn records_of(bytes: &[u8]) -> Vec<Record<'_>> {
    Records::new(bytes).collect()
}

/// The fields that are read, and that they and everything between them make up the file again.
fn read(bytes: &[u8]) -> Vec<FieldId> {
    let records = records_of(bytes);
    assert_eq!(records.iter().flat_map(|record| record.bytes().to_vec()).collect::<Vec<_>>(), bytes);
    let (again, _) = rewrite(bytes).unwrap();
    assert!(again == bytes, "written differently");
    let mut at = 0;
    for record in &records {
        assert_eq!(record.offset(), at);
        at += record.bytes().len() as u64;
    }
    let id = |record: &Record<'_>| match record {
        Record::Field(field) => Some(field.id),
        Record::Line(_) | Record::Junk { .. } => None,
    };
    records.iter().filter_map(id).collect()
}

fn damage(bytes: &[u8]) -> Vec<(u64, JunkReason)> {
    let junk = |record: &Record<'_>| match record {
        Record::Junk { offset, reason, .. } if reason.is_damage() => Some((*offset, *reason)),
        _ => None,
    };
    records_of(bytes).iter().filter_map(junk).collect()
}

fn ids() -> Vec<FieldId> {
    fields().iter().map(|field| FieldId::from_bytes([field[2], field[3], field[4]])).collect()
}

fn assert_framing(bytes: &[u8], framing: Framing) {
    let found = Framing::detect(bytes);
    assert_eq!((found.framing, found.damage), (framing, 0), "{framing}");
    assert_eq!(read(bytes), ids(), "{framing}");
    assert_eq!(damage(bytes), [], "{framing}");
}

#[test]
fn fields_behind_5a() {
    let bytes: Vec<u8> = fields().iter().flat_map(|field| marked(field)).collect();
    assert_framing(&bytes, Framing::CarriageControl);
}

#[test]
fn fields_without_5a() {
    assert_framing(&fields().concat(), Framing::Bare);
}

#[test]
fn records_behind_lengths_of_every_form_and_both_ways_of_counting() {
    for prefix in [Prefix::Two, Prefix::TwoLittle, Prefix::Descriptor, Prefix::Four, Prefix::FourLittle] {
        for counts_itself in [true, false] {
            let framing = RecordFraming { prefix, counts_itself, blocks: false };
            let bytes: Vec<u8> = fields().iter().flat_map(|field| record(framing, &marked(field))).collect();
            assert_framing(&bytes, Framing::Records(framing));
        }
    }
}

#[test]
fn records_without_5a_behind_descriptor_words() {
    let framing = RecordFraming { prefix: Prefix::Descriptor, counts_itself: true, blocks: false };
    let bytes: Vec<u8> = fields().iter().flat_map(|field| record(framing, field)).collect();
    assert_framing(&bytes, Framing::Records(framing));
}

#[test]
fn blocks_of_records() {
    let framing = RecordFraming { prefix: Prefix::Descriptor, counts_itself: true, blocks: true };
    let records: Vec<Vec<u8>> = fields().iter().map(|field| record(framing, &marked(field))).collect();
    let mut bytes = Vec::new();
    for block in records.chunks(5) {
        let block = block.concat();
        bytes.extend(u16::try_from(block.len() + 4).unwrap().to_be_bytes());
        bytes.extend([0, 0]);
        bytes.extend(block);
    }
    assert_framing(&bytes, Framing::Records(framing));
}

#[test]
fn records_of_one_length_are_filled_up() {
    let framing = RecordFraming { prefix: Prefix::Two, counts_itself: false, blocks: false };
    let filled = |field: &Vec<u8>| {
        let mut content = marked(field);
        content.resize(400, 0x40);
        record(framing, &content)
    };
    assert_framing(&fields().iter().flat_map(filled).collect::<Vec<_>>(), Framing::Records(framing));
}

#[test]
fn line_ends_between_records_and_filling_behind_the_last_are_no_damage() {
    for end in [&b"\r\n"[..], b"\n", &[0x25], &[0x15]] {
        let bytes: Vec<u8> = fields().iter().flat_map(|field| [&marked(field)[..], end].concat()).collect();
        assert_framing(&bytes, Framing::CarriageControl);
    }
    let mut bytes: Vec<u8> = fields().iter().flat_map(|field| marked(field)).collect();
    bytes.extend([0x1A; 3]);
    assert_framing(&bytes, Framing::CarriageControl);
}

#[test]
fn several_documents_stand_in_one_file() {
    let bytes: Vec<u8> = fields().iter().chain(&fields()).flat_map(|field| marked(field)).collect();
    assert_eq!(read(&bytes), [ids(), ids()].concat());
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let line = |record: &Record<'_>| match record {
        Record::Line(RawLine { data, .. }) => Some(data.to_vec()),
        _ => None,
    };
    records_of(bytes).iter().filter_map(line).collect()
}

/// "1HELLO WORLD" and " !LINE", with ANSI carriage control, in EBCDIC: the second has an X'5A'.
const HOST_LINES: [&[u8]; 2] =
    [&[0xF1, 0xC8, 0xC5, 0xD3, 0xD3, 0xD6, 0x40, 0xE6, 0xD6, 0xD9, 0xD3, 0xC4], &[0x40, 0x5A, 0xD3, 0xC9, 0xD5, 0xC5]];

#[test]
fn line_data_between_fields_is_lines() {
    let framing = RecordFraming { prefix: Prefix::Descriptor, counts_itself: true, blocks: false };
    let mut bytes = Vec::new();
    for field in &fields() {
        bytes.extend(record(framing, &marked(field)));
        HOST_LINES.iter().for_each(|line| bytes.extend(record(framing, line)));
    }
    assert_eq!(read(&bytes), ids());
    assert_eq!(damage(&bytes), []);
    assert_eq!(lines(&bytes).len(), 2 * ids().len());
    assert_eq!(lines(&bytes)[..2], HOST_LINES);

    let plain: Vec<u8> = fields()
        .iter()
        .flat_map(|field| [&marked(field)[..], HOST_LINES[0], &[0x15], HOST_LINES[1], &[0x15]].concat())
        .collect();
    assert_eq!(read(&plain), ids());
    assert_eq!(damage(&plain), []);
    assert_eq!(lines(&plain)[..2], HOST_LINES);

    let western: Vec<u8> =
        fields().iter().flat_map(|field| [&marked(field)[..], b"1Zebra\r\n", b" second\r\n"].concat()).collect();
    assert_eq!((read(&western), damage(&western)), (ids(), vec![]));
    assert_eq!(lines(&western)[..2], [&b"1Zebra"[..], b" second"]);
}

#[test]
fn a_length_that_lies_loses_one_field_and_no_other() {
    for framing in [None, Some(RecordFraming { prefix: Prefix::Descriptor, counts_itself: true, blocks: false })] {
        let put = |field: &Vec<u8>| match framing {
            None => marked(field),
            Some(framing) => record(framing, &marked(field)),
        };
        let place: usize = fields().iter().take(4).map(|field| put(field).len()).sum();
        for lie in [7u16, 12, 60, 500, 0x7FFF, 0xFFFF] {
            let mut bytes: Vec<u8> = fields().iter().flat_map(&put).collect();
            let length = place + put(&fields()[4]).len() - fields()[4].len();
            bytes[length..length + 2].copy_from_slice(&lie.to_be_bytes());
            let found = read(&bytes);
            let rest = &ids()[5..];
            assert!(found.ends_with(rest), "{framing:?} {lie}: {found:?}");
            assert!(found.len() >= ids().len() - 1, "{framing:?} {lie}");
            assert!(damage(&bytes).iter().all(|(offset, _)| *offset >= place as u64), "{framing:?} {lie}");
            assert!(!damage(&bytes).is_empty() || lie == 12, "{framing:?} {lie}");
        }
    }
}

#[test]
fn a_record_length_that_lies_loses_nothing() {
    let framing = RecordFraming { prefix: Prefix::Two, counts_itself: true, blocks: false };
    let whole: Vec<Vec<u8>> = fields().iter().map(|field| record(framing, &marked(field))).collect();
    let place: usize = whole.iter().take(4).map(Vec::len).sum();
    for lie in [0u16, 1, 9, 40, 0x7FFF] {
        let mut bytes = whole.concat();
        bytes[place..place + 2].copy_from_slice(&lie.to_be_bytes());
        assert_eq!(read(&bytes), ids(), "{lie}");
    }
}

#[test]
fn damage_is_passed_over_in_every_framing() {
    for (framing, whole) in in_every_framing() {
        let mut bytes = Vec::new();
        for (number, field) in whole.iter().enumerate() {
            if number == 6 {
                bytes.extend([0xFF, 0x01, 0x02, 0xD3, 0x99, 0x00, 0x7E]);
            }
            bytes.extend(field);
        }
        assert_eq!(read(&bytes), ids(), "{framing}");
        assert_eq!(damage(&bytes).len(), 1, "{framing}");
    }
}

/// The file in each framing, field by field.
fn in_every_framing() -> Vec<(Framing, Vec<Vec<u8>>)> {
    let put = |framing: Framing| {
        let one = |field: &Vec<u8>| match framing {
            Framing::CarriageControl => marked(field),
            Framing::Bare => field.clone(),
            Framing::Records(framing) => record(framing, &marked(field)),
        };
        (framing, fields().iter().map(one).collect())
    };
    let records = [Prefix::Two, Prefix::Descriptor, Prefix::Four]
        .map(|prefix| Framing::Records(RecordFraming { prefix, counts_itself: true, blocks: false }));
    [Framing::CarriageControl, Framing::Bare].into_iter().chain(records).map(put).collect()
}

#[test]
fn a_file_read_in_pieces_has_the_same_records() {
    for (framing, whole) in in_every_framing() {
        let mut bytes = Vec::new();
        for number in 0..80 {
            bytes.extend(whole.concat());
            if number % 7 == 3 {
                bytes.extend([0xFF, 0x01, 0x02, 0xD3, 0x99, 0x00, 0x7E]);
            }
            if number % 40 == 30 {
                // Longer than what is read at once.
                bytes.extend([0x99; 400_001]);
            }
        }
        let is_field = |record: &Record<'_>| matches!(record, Record::Field(_));
        let place = |record: Record<'_>| (record.offset(), record.bytes().len());
        let expected: Vec<(u64, usize)> = Records::with(&bytes, framing).filter(is_field).map(place).collect();
        let window = LOOK_AHEAD + 1_000;
        let (mut found, mut at) = (Vec::new(), 0usize);
        let mut resume = afp_codec::framing::Resume::default();
        while at < bytes.len() {
            let end = (at + window).min(bytes.len());
            let piece = &bytes[at..end];
            let mut records = if end == bytes.len() {
                Records::stretch(piece, at as u64, framing)
            } else {
                Records::partial(piece, at as u64, framing)
            }
            .resume(resume);
            found.extend(records.by_ref().filter(is_field).map(place));
            resume = records.state();
            at = usize::try_from(records.offset()).unwrap();
        }
        assert_eq!(found, expected, "{framing}");
    }
}

#[test]
fn lines_read_in_pieces_are_not_cut() {
    let mut bytes = marked(&fields()[0]);
    let count = 40_000;
    for number in 0..count {
        bytes.extend(format!(" line {number} of many\r\n").bytes());
    }
    bytes.extend(marked(&fields()[1]));
    let (mut found, mut at) = (0, 0usize);
    let mut resume = afp_codec::framing::Resume::default();
    while at < bytes.len() {
        let end = (at + LOOK_AHEAD + 30_000).min(bytes.len());
        let records = if end == bytes.len() { Records::stretch } else { Records::partial };
        let mut records = records(&bytes[at..end], at as u64, Framing::CarriageControl).resume(resume);
        for record in records.by_ref() {
            if let Record::Line(line) = record {
                assert_eq!(line.data, format!(" line {found} of many").as_bytes());
                found += 1;
            }
        }
        resume = records.state();
        at = usize::try_from(records.offset()).unwrap();
    }
    assert_eq!(found, count);
}

#[test]
fn a_field_with_other_data_keeps_its_framing() {
    for (framing, whole) in in_every_framing() {
        let bytes = whole.concat();
        let mut out = Vec::new();
        for record in Records::with(&bytes, framing) {
            let Record::Field(raw) = record else { panic!("{record:?}") };
            let longer = [raw.data, &[0x40; 3]].concat();
            FieldWriter::new(&mut out).write_like(&raw, &longer).unwrap();
        }
        assert_eq!(Framing::detect(&out).framing, framing);
        assert_eq!(read(&out), ids());
        assert_eq!(out.len(), bytes.len() + 3 * ids().len());
    }
}

#[test]
fn hostile_lengths_take_no_longer_than_the_bytes_do() {
    // Places that look like fields everywhere, none of which ends where another begins.
    let mut bytes = Vec::new();
    for number in 0..60_000u32 {
        bytes.extend([0x5A, 0x7F, (number % 251) as u8, 0xD3, 0xEE, 0xEE]);
    }
    assert_eq!(records_of(&bytes).iter().map(|record| record.bytes().len()).sum::<usize>(), bytes.len());
    for fill in [0x00, 0x5A, 0xD3, 0xFF] {
        let bytes = vec![fill; 300_000];
        assert_eq!(records_of(&bytes).iter().map(|record| record.bytes().len()).sum::<usize>(), bytes.len());
    }
}
