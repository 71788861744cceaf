//! How structured fields follow one another, and their introducers.

use afp_codec::framing::JunkReason;

use crate::finding::Findings;
use crate::located::Seen;
use crate::rule::rule_list;

rule_list! {
    BYTES_BETWEEN "bytes-between-fields" [ARCHITECTURE]
        "structured fields follow one another without other bytes between them", "MO:DCA 3 Structured Field Syntax";
    DAMAGED "introducer-damaged" [ARCHITECTURE]
        "an introducer has a length of 8 or more, an identifier that begins with X'D3', and an extension and padding that lie inside the field",
        "MO:DCA 3 table 6";
    CUT_OFF "field-cut-off" [ARCHITECTURE]
        "the file holds as many bytes of a structured field as its length says", "MO:DCA 3 table 6 SFLength";
    TOO_LONG "field-length" [ARCHITECTURE]
        "a structured field is at most 32,767 bytes long", "MO:DCA 3 table 6 SFLength";
    RESERVED_FLAGS "introducer-flags-reserved" [ARCHITECTURE]
        "bits 1, 3 and 5 to 7 of the introducer's flags are zero", "MO:DCA 3 table 6 FlagByte";
    TOO_LONG_IS3 "is3-field-length" [IS3]
        "a structured field is at most 32,752 bytes long", "MO:DCA 7 IS/3 2.2";
    TOO_LONG_OLD "field-length-8192" [IS1 CLASSIC]
        "a structured field is at most 8,192 bytes long", "MO:DCA 3 SFLength";
    FLAGS "introducer-flags" [IS1 IS3]
        "the introducer's flags are zero: no extension, no segmentation, no padding",
        "MO:DCA 7 IS/1 note 4, IS/3 2.2";
}

/// Bytes that are no structured field.
pub(crate) fn junk(offset: u64, reason: JunkReason, first: u8, length: usize, out: &mut Findings<'_>) {
    match reason {
        JunkReason::BlockDescriptor => {}
        JunkReason::NoCarriageControl | JunkReason::LineEnds | JunkReason::Fill => {
            out.report(BYTES_BETWEEN, offset, || {
                format!("X'{first:02X}' stands where the X'5A' of a structured field should ({length} bytes)")
            });
        }
        JunkReason::BadIntroducer | JunkReason::BadLength => {
            out.report(DAMAGED, offset, || format!("no structured field can be read here ({length} bytes)"));
        }
        JunkReason::Truncated => {
            out.report(CUT_OFF, offset, || format!("the file ends {length} bytes into this structured field"));
        }
    }
}

/// The introducer of a structured field.
pub(crate) fn introducer(seen: &Seen<'_>, out: &mut Findings<'_>) {
    let raw = &seen.raw;
    let length = raw.bytes.len().saturating_sub(1);
    if length > 32_767 {
        out.report(TOO_LONG, raw.offset, || format!("this {} is {length} bytes long", raw.id));
    } else if length > 32_752 {
        out.report(TOO_LONG_IS3, raw.offset, || format!("this {} is {length} bytes long", raw.id));
    }
    if length > 8_192 {
        out.report(TOO_LONG_OLD, raw.offset, || format!("this {} is {length} bytes long", raw.id));
    }
    if raw.flags & 0x57 != 0 {
        out.report(RESERVED_FLAGS, raw.offset, || format!("the flags of this {} are X'{:02X}'", raw.id, raw.flags));
    } else if raw.flags != 0 {
        out.report(FLAGS, raw.offset, || format!("the flags of this {} are X'{:02X}'", raw.id, raw.flags));
    }
}
