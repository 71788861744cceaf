//! What is kept from page to page, and from one version of a template to the next.

use std::collections::HashMap;
use std::sync::Arc;

use fonts::Face;
use scene::{Definitions, ImageSource};

use crate::canvas::Canvas;
use crate::decode::{Decoded, decode};
use crate::glyphs::GlyphMasks;
use crate::renderer::PixelRect;
use crate::resample::Orientation;

/// How many bytes of decoded pictures are kept, and as many of pictures fitted to the page.
const MOST_BYTES: usize = 128 << 20;

/// How many pictures of other jobs and pages are kept.
const MOST_OTHERS: usize = 64;

/// How many faces are kept.
const MOST_FACES: usize = 256;

/// Glyph masks and pictures, kept between renderers. Faces and pictures are known by content, so that definitions made
/// anew from the same files still find them.
#[derive(Default)]
pub struct Caches {
    faces: Vec<Face>,
    images: Vec<ImageSource>,
    /// Places in the pictures by name; the content decides among those of one name.
    image_names: HashMap<String, Vec<u32>>,
    pub(crate) glyphs: GlyphMasks,
    decoded: HashMap<u32, Result<Arc<Decoded>, String>>,
    decoded_bytes: usize,
    fitted: HashMap<FittedKey, Canvas>,
    fitted_bytes: usize,
}

/// A picture fitted to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FittedKey {
    pub(crate) image: u32,
    pub(crate) orientation: Orientation,
    pub(crate) ink: Option<[u8; 3]>,
    /// The bits of left, top, right, bottom.
    pub(crate) place: [u64; 4],
    pub(crate) window: PixelRect,
}

impl Caches {
    /// Empty caches.
    pub fn new() -> Self {
        Self::default()
    }

    /// The numbers here of a job's faces and pictures. Pictures of other jobs and
    /// pages are forgotten when there are many.
    pub(crate) fn enter(&mut self, definitions: &Definitions) -> (Vec<u32>, Vec<u32>) {
        if self.faces.len() > MOST_FACES {
            self.faces.clear();
            self.glyphs.clear();
        }
        let faces = definitions.faces.iter().map(|face| place_of(&mut self.faces, face)).collect();
        if self.images.len() > definitions.images.len() + MOST_OTHERS {
            self.images.clear();
            self.image_names.clear();
            self.decoded.clear();
            self.fitted.clear();
            (self.decoded_bytes, self.fitted_bytes) = (0, 0);
        }
        let images = definitions.images.iter().map(|image| self.place_of_image(image)).collect();
        (faces, images)
    }

    fn place_of_image(&mut self, wanted: &ImageSource) -> u32 {
        let places = self.image_names.entry(wanted.name.clone()).or_default();
        let known = places.iter().find(|&&place| self.images.get(place as usize) == Some(wanted));
        if let Some(place) = known {
            return *place;
        }
        let place = self.images.len() as u32;
        places.push(place);
        self.images.push(wanted.clone());
        place
    }

    /// A picture's pixels.
    pub(crate) fn decoded(&mut self, number: u32, source: &ImageSource) -> Result<Arc<Decoded>, String> {
        if let Some(decoded) = self.decoded.get(&number) {
            return decoded.clone();
        }
        let decoded = decode(source).map(Arc::new);
        self.decoded_bytes += decoded.as_ref().map_or(0, |decoded| decoded.bytes.len());
        if self.decoded_bytes > MOST_BYTES {
            self.decoded.clear();
            self.decoded_bytes = decoded.as_ref().map_or(0, |decoded| decoded.bytes.len());
        }
        self.decoded.insert(number, decoded.clone());
        decoded
    }

    /// A picture as it was fitted before, or as `make` fits it now.
    pub(crate) fn fitted(&mut self, key: FittedKey, make: impl FnOnce() -> Canvas) -> &Canvas {
        if self.fitted_bytes > MOST_BYTES {
            self.fitted.clear();
            self.fitted_bytes = 0;
        }
        let bytes = &mut self.fitted_bytes;
        self.fitted.entry(key).or_insert_with(|| {
            let canvas = make();
            *bytes += canvas.pixels.len();
            canvas
        })
    }
}

fn place_of<T: Clone + PartialEq>(known: &mut Vec<T>, wanted: &T) -> u32 {
    let place = known.iter().position(|one| one == wanted).unwrap_or_else(|| {
        known.push(wanted.clone());
        known.len() - 1
    });
    place as u32
}
