//! Data to codewords: ASCII encodation with digit pairs, and base 256 where bytes above 127 crowd.

const UPPER_SHIFT: u8 = 235;
const TO_BASE_256: u8 = 231;
const PAD: u8 = 129;

/// Bytes of base 256 whose length takes one codeword.
const SHORT_RUN: usize = 249;

/// Appends the codewords of data, not padded.
pub(super) fn encode(codewords: &mut Vec<u8>, data: &[u8]) {
    let plan = plan(data);
    let mut place = 0;
    while let Some(rest) = data.get(place..).filter(|rest| !rest.is_empty()) {
        let run = plan.get(place).copied().unwrap_or(0);
        if run > 0 {
            base_256(codewords, rest.get(..run).unwrap_or(rest));
            place += run;
            continue;
        }
        place += match *rest {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => {
                codewords.push((tens - b'0') * 10 + ones - b'0' + 130);
                2
            }
            [byte @ 0..=127, ..] => {
                codewords.push(byte + 1);
                1
            }
            [byte, ..] => {
                codewords.extend([UPPER_SHIFT, byte - 127]);
                1
            }
            [] => break,
        };
    }
}

/// For each place the length of the base 256 run that begins there, 0 for none: the cheapest way from there to the end.
fn plan(data: &[u8]) -> Vec<usize> {
    let mut runs = vec![0; data.len()];
    // Cost from each place on, outside and inside a run; inside also the run's length from there.
    let (mut outside, mut inside, mut length) = (vec![0; data.len() + 1], 0usize, 0usize);
    for place in (0..data.len()).rev() {
        let cost = |from: usize| outside.get(from).copied().unwrap_or(0);
        let ascii = match data.get(place..).unwrap_or_default() {
            [b'0'..=b'9', b'0'..=b'9', ..] => 1 + cost(place + 2),
            [0..=127, ..] => 1 + cost(place + 1),
            _ => 2 + cost(place + 1),
        };
        if length == 0 || cost(place + 1) < inside {
            inside = cost(place + 1);
            length = 0;
        }
        inside += 1;
        length += 1;
        let begun = inside + if length > SHORT_RUN { 3 } else { 2 };
        if let (Some(run), Some(slot)) = (runs.get_mut(place), outside.get_mut(place)) {
            *run = if begun < ascii { length } else { 0 };
            *slot = ascii.min(begun);
        }
    }
    runs
}

/// A run of bytes, each hidden by the 255-state algorithm (annex B.2).
fn base_256(codewords: &mut Vec<u8>, bytes: &[u8]) {
    codewords.push(TO_BASE_256);
    let mut push = |byte: usize| {
        let position = codewords.len() + 1;
        codewords.push(((byte + (149 * position) % 255 + 1) % 256) as u8);
    };
    if bytes.len() > SHORT_RUN {
        push(bytes.len() / 250 + 249);
        push(bytes.len() % 250);
    } else {
        push(bytes.len());
    }
    for &byte in bytes {
        push(usize::from(byte));
    }
}

/// Fills up to a symbol's capacity by the 253-state algorithm (annex B.1).
pub(super) fn pad(codewords: &mut Vec<u8>, capacity: usize) {
    if codewords.len() < capacity {
        codewords.push(PAD);
    }
    while codewords.len() < capacity {
        let position = codewords.len() + 1;
        let value = usize::from(PAD) + (149 * position) % 253 + 1;
        codewords.push(if value > 254 { value - 254 } else { value } as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(data: &[u8]) -> Vec<u8> {
        let mut codewords = Vec::new();
        super::encode(&mut codewords, data);
        codewords
    }

    #[test]
    fn the_standards_example_gives_its_codewords() {
        // ISO/IEC 16022, annex O: "123456".
        assert_eq!(encode(b"123456"), [142, 164, 186]);
    }

    #[test]
    fn many_high_bytes_go_to_base_256_and_few_do_not() {
        assert_eq!(encode(&[0xE9]).first(), Some(&UPPER_SHIFT));
        assert_eq!(encode(&[0xE9; 9]).first(), Some(&TO_BASE_256));
        assert_eq!(encode(&[0xE9; 9]).len(), 11);
    }
}
