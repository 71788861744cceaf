//! Where everything on a page is, in a compact binary form.
//!
//! The front end reads it beside the page's picture, so that hit tests, handles and the inspector need no round
//! trip. All numbers are little-endian. A page: the magic number, page width and height (i32 EMU), the number of
//! names (u32), the names (u16 length, UTF-8), the number of boxes (u32), the boxes (left, top, width, height as
//! i32 EMU, name of the object as u32, `u32::MAX` where there is none, and its instance as u32).

use std::collections::BTreeMap;

const MAGIC: u32 = 0x3157_4647;
const NONE: u32 = u32::MAX;
const BOX_BYTES: usize = 24;

/// The boxes of one page, in z-order from the back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// Page width in EMU.
    pub width: i32,
    /// Page height in EMU.
    pub height: i32,
    /// One for each item on the page.
    pub boxes: Vec<GeometryBox>,
}

/// What one object drew at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeometryBox {
    /// EMU from the page's left edge.
    pub left: i32,
    /// EMU from the page's top edge.
    pub top: i32,
    /// EMU.
    pub width: i32,
    /// EMU.
    pub height: i32,
    /// The object's id.
    pub object: Option<String>,
    /// Which of its instances: the number of the row from 0 for what a table row drew, else 0.
    pub instance: u32,
}

/// The bytes are no geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeometryError;

impl std::fmt::Display for GeometryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the page's geometry is damaged")
    }
}

impl std::error::Error for GeometryError {}

impl Geometry {
    /// The compact form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut names = Names::default();
        let mut boxes = Vec::with_capacity(self.boxes.len() * BOX_BYTES);
        for item in &self.boxes {
            for number in [item.left, item.top, item.width, item.height] {
                boxes.extend_from_slice(&number.to_le_bytes());
            }
            boxes.extend_from_slice(&names.number(item.object.as_deref()).to_le_bytes());
            boxes.extend_from_slice(&item.instance.to_le_bytes());
        }
        let mut bytes = Vec::with_capacity(boxes.len() + names.bytes.len() + 20);
        bytes.extend_from_slice(&MAGIC.to_le_bytes());
        bytes.extend_from_slice(&self.width.to_le_bytes());
        bytes.extend_from_slice(&self.height.to_le_bytes());
        bytes.extend_from_slice(&names.count.to_le_bytes());
        bytes.extend_from_slice(&names.bytes);
        bytes.extend_from_slice(&(self.boxes.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&boxes);
        bytes
    }

    /// Reads the compact form.
    ///
    /// # Errors
    /// The bytes are cut short or of another kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GeometryError> {
        let mut rest = bytes;
        if u32::from_le_bytes(take(&mut rest)?) != MAGIC {
            return Err(GeometryError);
        }
        let width = i32::from_le_bytes(take(&mut rest)?);
        let height = i32::from_le_bytes(take(&mut rest)?);
        let mut names = Vec::new();
        for _ in 0..u32::from_le_bytes(take(&mut rest)?) {
            let length = usize::from(u16::from_le_bytes(take(&mut rest)?));
            let (name, after) = rest.split_at_checked(length).ok_or(GeometryError)?;
            names.push(std::str::from_utf8(name).map_err(|_| GeometryError)?);
            rest = after;
        }
        let count = u32::from_le_bytes(take(&mut rest)?) as usize;
        if rest.len() != count.checked_mul(BOX_BYTES).ok_or(GeometryError)? {
            return Err(GeometryError);
        }
        let name_of = |number: u32| match number {
            NONE => Ok(None),
            number => names.get(number as usize).map(|name| Some((*name).to_owned())).ok_or(GeometryError),
        };
        let mut boxes = Vec::with_capacity(count);
        for _ in 0..count {
            boxes.push(GeometryBox {
                left: i32::from_le_bytes(take(&mut rest)?),
                top: i32::from_le_bytes(take(&mut rest)?),
                width: i32::from_le_bytes(take(&mut rest)?),
                height: i32::from_le_bytes(take(&mut rest)?),
                object: name_of(u32::from_le_bytes(take(&mut rest)?))?,
                instance: u32::from_le_bytes(take(&mut rest)?),
            });
        }
        Ok(Self { width, height, boxes })
    }
}

#[derive(Default)]
struct Names<'a> {
    numbers: BTreeMap<&'a str, u32>,
    bytes: Vec<u8>,
    count: u32,
}

impl<'a> Names<'a> {
    fn number(&mut self, name: Option<&'a str>) -> u32 {
        let Some(name) = name else { return NONE };
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        // Ids and instance paths are short; one that is not stays without a name rather than break the form.
        let Ok(length) = u16::try_from(name.len()) else { return NONE };
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(name.as_bytes());
        self.numbers.insert(name, self.count);
        self.count += 1;
        self.count - 1
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], GeometryError> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(GeometryError)?;
    *rest = tail;
    Ok(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Geometry {
        let item = |left, object: Option<&str>, instance| GeometryBox {
            left,
            top: -5,
            width: 100,
            height: 20,
            object: object.map(str::to_owned),
            instance,
        };
        Geometry {
            width: 7_560_310,
            height: 10_692_130,
            boxes: vec![item(1, Some("o_7k2"), 0), item(2, Some("o_7k2"), 3), item(3, None, 0)],
        }
    }

    #[test]
    fn geometry_survives_the_compact_form() {
        assert_eq!(Geometry::from_bytes(&page().to_bytes()), Ok(page()));
    }

    #[test]
    fn cut_or_changed_bytes_are_an_error_and_never_a_panic() {
        let good = page().to_bytes();
        for length in 0..good.len() {
            assert_eq!(Geometry::from_bytes(&good[..length]), Err(GeometryError), "{length} bytes");
        }
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 0xFF;
            let _ = Geometry::from_bytes(&bad);
        }
    }
}
