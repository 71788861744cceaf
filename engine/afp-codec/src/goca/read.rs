//! Taking graphics data apart into drawing orders (GOCA "Drawing Order Formats").

use std::borrow::Cow;

use super::orders::Order;
use crate::error::EncodeError;

/// A drawing order with its place in the joined graphics data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderItem<'a> {
    /// Offset of its first byte.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
    /// The order.
    pub order: Order<'a>,
}

/// The drawing orders of graphics data, segment introducers included. Never fails and never loses a byte.
#[derive(Debug, Clone)]
pub struct Orders<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Orders<'a> {
    /// Starts at the first byte of the joined data.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Starts at an order inside the data; places count from the beginning of all.
    #[must_use]
    pub fn starting_at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }
}

/// Whether an order is its code and one operand byte (bit pattern 0xxx1xxx).
fn is_two_bytes(code: u16) -> bool {
    code < 0x100 && code & 0x88 == 0x08
}

impl<'a> Iterator for Orders<'a> {
    type Item = OrderItem<'a>;

    fn next(&mut self) -> Option<OrderItem<'a>> {
        let left = self.bytes.get(self.at..)?;
        let at = self.at;
        let (length, order) = match *left {
            [] => return None,
            [0x00, ..] => (1, Order::decode_body(0, &[])),
            [0xFE, qualifier, l0, l1, ref rest @ ..] => {
                let length = usize::from(u16::from_be_bytes([l0, l1]));
                let code = u16::from_be_bytes([0xFE, qualifier]);
                match rest.get(..length) {
                    Some(body) => (4 + length, Order::decode_body(code, body)),
                    None => (left.len(), Order::Damaged(Cow::Borrowed(left))),
                }
            }
            [0xFE, ..] => (left.len(), Order::Damaged(Cow::Borrowed(left))),
            [code, ref rest @ ..] => {
                let code = u16::from(code);
                let (head, length) = if is_two_bytes(code) {
                    (1, 1)
                } else {
                    (2, rest.first().map_or(usize::MAX, |&length| usize::from(length)))
                };
                match left.get(head..).and_then(|body| body.get(..length)) {
                    Some(body) => (head + length, Order::decode_body(code, body)),
                    None => (left.len(), Order::Damaged(Cow::Borrowed(left))),
                }
            }
        };
        self.at += length;
        Some(OrderItem { at, length, order })
    }
}

/// Appends a drawing order.
///
/// # Errors
/// More operands than the length of the order can count.
pub fn write_order(order: &Order<'_>, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    if matches!(order, Order::Damaged(_)) {
        return order.write_body(out);
    }
    let code = order.code();
    let [high, low] = code.to_be_bytes();
    let start = out.len();
    if code == 0 {
        out.push(0);
        return Ok(());
    }
    if code >= 0xFE00 {
        out.extend_from_slice(&[high, low, 0, 0]);
        order.write_body(out)?;
        let length = out.len() - start - 4;
        let limit = usize::from(u16::MAX);
        let bytes = u16::try_from(length).map_err(|_| EncodeError::TooLong { what: "drawing order", length, limit })?;
        if let Some(place) = out.get_mut(start + 2..start + 4) {
            place.copy_from_slice(&bytes.to_be_bytes());
        }
        return Ok(());
    }
    out.push(low);
    if is_two_bytes(code) {
        order.write_body(out)?;
        let length = out.len() - start - 1;
        return if length == 1 {
            Ok(())
        } else {
            Err(EncodeError::TooLong { what: "drawing order", length, limit: 1 })
        };
    }
    out.push(0);
    order.write_body(out)?;
    let length = out.len() - start - 2;
    match (u8::try_from(length), out.get_mut(start + 1)) {
        (Ok(length), Some(place)) => {
            *place = length;
            Ok(())
        }
        _ => Err(EncodeError::TooLong { what: "drawing order", length, limit: 255 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, Source};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

        #[test]
        fn every_order_reads_back_what_was_written(seed in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut source = Source::new(&seed);
            for _ in Order::DESCRIBED {
                let order = Order::sample(&mut source);
                let mut out = Vec::new();
                if write_order(&order, &mut out).is_err() {
                    continue;
                }
                let found: Vec<_> = Orders::new(&out).map(|item| item.order).collect();
                prop_assert_eq!(&found, &vec![order]);
            }
        }

        #[test]
        fn any_bytes_come_back_unchanged(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut out = Vec::new();
            for item in Orders::new(&bytes) {
                write_order(&item.order, &mut out).unwrap();
            }
            prop_assert_eq!(out, bytes);
        }
    }
}
