//! Bars and spaces side by side. Each symbology gives widths in hundredths of a module, a bar first.

pub(super) mod codabar;
pub(super) mod code128;
pub(super) mod code39;
pub(super) mod code93;
pub(super) mod databar;
pub(super) mod ean;
pub(super) mod msi;
pub(super) mod two_of_five;

/// One module.
pub(super) const MODULE: u32 = 100;

/// The most characters of a symbol; longer ones cannot be scanned.
const LONGEST: usize = 255;

/// Digits of a pattern, `1` to `9`, as widths.
fn modules(pattern: &str) -> impl Iterator<Item = u32> {
    pattern.bytes().map(|digit| u32::from(digit.saturating_sub(b'0')) * MODULE)
}

/// Letters of a pattern, `n` narrow and `w` wide, as widths.
fn two_widths(pattern: &str, wide: u32) -> impl Iterator<Item = u32> {
    pattern.bytes().map(move |letter| if letter == b'w' { wide } else { MODULE })
}

fn too_long(length: usize) -> Result<(), String> {
    if length > LONGEST {
        return Err(format!("it has {length} characters, {LONGEST} is the limit"));
    }
    Ok(())
}
