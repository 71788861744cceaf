//! Times as RFC 3339 writes them, for the universal time stamp.

use afp_codec::triplets::{Triplet, UniversalTimeStamp};

use crate::error::WriteError;

/// The universal date and time stamp of a time (MO:DCA triplet X'72').
pub(crate) fn stamp(time: &str) -> Result<Triplet<'static>, WriteError> {
    parse(time).map(Triplet::UniversalTimeStamp).ok_or_else(|| WriteError::Time(time.to_owned()))
}

fn parse(time: &str) -> Option<UniversalTimeStamp> {
    let number = |from: usize, to: usize| -> Option<u16> {
        let digits = time.get(from..to)?;
        if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
    };
    let small = |from: usize, low: u16, high: u16| {
        number(from, from + 2).filter(|value| (low..=high).contains(value)).and_then(|value| u8::try_from(value).ok())
    };
    let sign =
        |at: usize, wanted: &[u8]| time.as_bytes().get(at).is_some_and(|byte| wanted.contains(byte)).then_some(());
    sign(4, b"-")?;
    sign(7, b"-")?;
    sign(10, b"Tt ")?;
    sign(13, b":")?;
    sign(16, b":")?;
    let mut zone_at = 19;
    if time.as_bytes().get(19) == Some(&b'.') {
        zone_at = 20 + time.get(20..)?.bytes().take_while(u8::is_ascii_digit).count();
    }
    let zone = match time.as_bytes().get(zone_at)? {
        b'Z' | b'z' => 0,
        b'+' => 1,
        b'-' => 2,
        _ => return None,
    };
    let (zone_hours, zone_minutes, end) = if zone == 0 {
        (0, 0, zone_at + 1)
    } else {
        sign(zone_at + 3, b":")?;
        (small(zone_at + 1, 0, 23)?, small(zone_at + 4, 0, 59)?, zone_at + 6)
    };
    (time.len() == end).then_some(())?;
    Some(UniversalTimeStamp {
        year: number(0, 4)?,
        month: small(5, 1, 12)?,
        day: small(8, 1, 31)?,
        hour: small(11, 0, 23)?,
        minute: small(14, 0, 59)?,
        second: small(17, 0, 59)?,
        // 0 coordinated universal time, 1 ahead of it, 2 behind.
        zone,
        zone_hours,
        zone_minutes,
        ..UniversalTimeStamp::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use afp_codec::Wire;

    #[test]
    fn a_time_becomes_a_stamp() {
        // MO:DCA X'72': reserved, year, month, day, hour, minute, second, zone, its hours and minutes.
        let bytes = stamp("2026-01-31T08:09:10.5-03:30").unwrap().to_bytes().unwrap();
        assert_eq!(bytes, [0x0D, 0x72, 0x00, 0x07, 0xEA, 1, 31, 8, 9, 10, 2, 3, 30]);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for bad in ["", "2026-01-31", "2026-13-31T08:00:00Z", "2026-01-31T08:00:00", "2026-01-31T08:00:00Z "] {
            assert!(stamp(bad).is_err(), "{bad:?}");
        }
    }
}
