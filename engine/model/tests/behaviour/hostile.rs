//! Damaged and malicious documents: an answer in bounded time, never a panic.

use std::time::{Duration, Instant};

use model::Template;

const GOOD: [&str; 2] = [include_str!("../formats/letter.0.json"), include_str!("../formats/letter.1.json")];

/// Whatever can be read can be written and read again.
fn read(bytes: &[u8]) -> bool {
    let Ok((template, _)) = Template::from_bytes("hostile.json", bytes) else { return false };
    let text = template.to_json();
    let (again, _) = Template::from_json("again.json", &text).expect("what was written can be read");
    assert!(again == template, "it comes back the same: {text}");
    template.check();
    true
}

#[test]
fn damaged_documents_give_diagnostics_and_never_panic() {
    let mut state = 42u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % bound.max(1)
    };
    let pieces: [&[u8]; 12] =
        [b"{", b"}", b"[", b"]", b"\"", b",", b":", b"-1", b"1e999", b"\\ud800", b"null", b"99999999999999999999"];
    let mut survivors = 0;
    for turn in 0..6_000 {
        let mut bytes = GOOD[turn % 2].as_bytes().to_vec();
        for _ in 0..=below(4) {
            let at = below(bytes.len());
            match below(6) {
                0 => bytes[at] ^= 1 << below(8),
                1 => drop(bytes.splice(at..at, pieces[below(12)].iter().copied())),
                2 => drop(bytes.drain(at..(at + below(40)).min(bytes.len()))),
                3 => bytes.truncate(at),
                4 => {
                    let piece = bytes[at..(at + below(200)).min(bytes.len())].to_vec();
                    let to = below(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => {
                    // A digit into another: values stay values.
                    if let Some(digit) = bytes.iter_mut().skip(at).find(|byte| byte.is_ascii_digit()) {
                        *digit = b'0' + below(10) as u8;
                    }
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        survivors += usize::from(read(&bytes));
    }
    assert!(survivors > 100, "only {survivors} mutants could be read: the mutation is too coarse to test anything");
}

#[test]
fn large_and_deep_documents_are_answered_in_time() {
    let started = Instant::now();
    let members: String = (0..200_000).map(|number| format!("\"k{number}\":0,")).collect();
    let unknown = format!("{{{members}\"format\":1}}");
    assert!(!read(unknown.as_bytes()));
    let wrong = format!("{{\"format\":1,\"styles\":[{}0]}}", "0,".repeat(500_000));
    assert!(!read(wrong.as_bytes()));
    assert!(!read("[".repeat(1_000_000).as_bytes()));
    assert!(!read("{\"a\":".repeat(1_000_000).as_bytes()));
    assert!(!read(&[0xFF, 0xFE, 0x00]));
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn rectangles_hold_nothing_that_would_be_lost() {
    let good = GOOD[1];
    let text = good.replacen("\"rect\": {", "\"rect\": {\"depth\": 4,", 1);
    assert_ne!(text, good);
    let error = Template::from_json("t.json", &text).unwrap_err().to_string();
    assert!(error.contains("depth must be absent: this is a rectangle"), "{error}");
}
