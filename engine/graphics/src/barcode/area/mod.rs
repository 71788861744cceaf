//! Symbols whose modules are spread over an area.

pub(super) mod aztec;
pub(super) mod data_matrix;
mod matrix;
pub(super) mod maxicode;
pub(super) mod pdf417;
pub(super) mod qr;

pub(super) use matrix::Matrix;

/// A stretch of data: bytes, or a change of the character set that they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'d> {
    Bytes(std::borrow::Cow<'d, [u8]>),
    /// An extended channel interpretation, or a codeword of PDF417.
    Escape(u32),
}

/// Splits data at its escapes: `\` and so many digits; `\\` is a reverse solidus.
///
/// # Errors
/// In words, where something else follows a reverse solidus.
pub(super) fn parts(data: &[u8], escapes: Option<usize>) -> Result<Vec<Part<'_>>, String> {
    let Some(digits) = escapes else { return Ok(vec![Part::Bytes(data.into())]) };
    let mut parts = Vec::new();
    let mut bytes = Vec::new();
    let mut rest = data;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        if let Some(after) = after.strip_prefix(b"\\") {
            bytes.push(b'\\');
            rest = after;
            continue;
        }
        let number = after.get(..digits).and_then(|digits| super::digits::values(digits).ok());
        let number = number.ok_or_else(|| format!("{digits} digits or another one must follow a reverse solidus"))?;
        if !bytes.is_empty() {
            parts.push(Part::Bytes(std::mem::take(&mut bytes).into()));
        }
        parts.push(Part::Escape(number.iter().fold(0, |number, &digit| number * 10 + u32::from(digit))));
        rest = after.get(digits..).unwrap_or_default();
    }
    if !bytes.is_empty() {
        parts.push(Part::Bytes(bytes.into()));
    }
    Ok(parts)
}
