//! One structured field out of bytes (MO:DCA "Structured Field Introducer").

use super::record::{EXTENSION, INTRODUCER, JunkReason, PADDED, RawField};
use super::shape::Framing;
use crate::fields::FieldId;

/// The length and the identifier of an introducer at `at`, where it can be one.
pub(super) fn introducer(bytes: &[u8], at: usize) -> Option<(usize, FieldId)> {
    let &[l0, l1, i0, i1, i2] = bytes.get(at..)?.first_chunk()?;
    let length = usize::from(u16::from_be_bytes([l0, l1]));
    (length >= INTRODUCER && i0 == 0xD3).then(|| (length, FieldId::from_bytes([i0, i1, i2])))
}

/// The field whose introducer stands `lead` bytes behind `start`. Offsets count from `base`.
pub(super) fn field(
    bytes: &[u8],
    start: usize,
    lead: usize,
    base: u64,
    framing: Framing,
) -> Result<RawField<'_>, JunkReason> {
    let left = bytes.get(start..).unwrap_or_default();
    let (lead, left) = left.split_at_checked(lead).ok_or(JunkReason::Truncated)?;
    let Some(&[l0, l1, i0, i1, i2, flags, s0, s1]) = left.first_chunk::<INTRODUCER>() else {
        return Err(JunkReason::Truncated);
    };
    let length = usize::from(u16::from_be_bytes([l0, l1]));
    if length < INTRODUCER || i0 != 0xD3 {
        return Err(JunkReason::BadIntroducer);
    }
    let body = left.get(..length).ok_or(JunkReason::Truncated)?;
    let mut data = body.get(INTRODUCER..).unwrap_or_default();
    let mut extension = None;
    if flags & EXTENSION != 0 {
        let size = usize::from(*data.first().ok_or(JunkReason::BadIntroducer)?);
        extension = Some(data.get(1..size).ok_or(JunkReason::BadIntroducer)?);
        data = data.get(size..).unwrap_or_default();
    }
    let mut padding: &[u8] = &[];
    if flags & PADDED != 0 {
        let size = match data {
            [.., p0, p1, 0] => usize::from(u16::from_be_bytes([*p0, *p1])),
            [.., last] => usize::from(*last),
            [] => return Err(JunkReason::BadIntroducer),
        };
        let start = data.len().checked_sub(size).ok_or(JunkReason::BadIntroducer)?;
        (data, padding) = data.split_at_checked(start).ok_or(JunkReason::BadIntroducer)?;
    }
    Ok(RawField {
        offset: base + start as u64,
        framing,
        lead,
        id: FieldId::from_bytes([i0, i1, i2]),
        flags,
        sequence: u16::from_be_bytes([s0, s1]),
        extension,
        data,
        padding,
        bytes: bytes.get(start..start + lead.len() + length).unwrap_or_default(),
    })
}
