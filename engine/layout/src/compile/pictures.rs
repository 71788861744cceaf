//! Pictures, numbered in the order first used.

use std::collections::BTreeMap;

use diagnostics::{Code, Diagnostic};
use graphics::image::{Header, ImageError, probe};
use scene::{ImageId, ImageSource};

use crate::Assets;

/// The name of a picture in the definitions: from its content, so that the same picture has the same name.
pub fn picture_name(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().get(..32).unwrap_or_default().to_owned()
}

pub(super) struct PictureBook<'t> {
    assets: &'t dyn Assets,
    images: Vec<ImageSource>,
    headers: Vec<Header>,
    by_name: BTreeMap<String, ImageId>,
    all_taken: bool,
}

impl<'t> PictureBook<'t> {
    pub(super) fn new(assets: &'t dyn Assets) -> Self {
        Self { assets, images: Vec::new(), headers: Vec::new(), by_name: BTreeMap::new(), all_taken: false }
    }

    /// The picture of an asset; a diagnostic without a place where there is none that can be used.
    pub(super) fn take(&mut self, asset: &str) -> Result<ImageId, Diagnostic> {
        if let Some(known) = self.by_name.get(asset) {
            return Ok(*known);
        }
        let about = |code| Diagnostic::new(code).with("asset", asset);
        let bytes = self.assets.asset(asset).ok_or_else(|| about(Code::ImageUnknown))?;
        let header = probe(&bytes).map_err(|error| match error {
            ImageError::TooLarge { width, height } => {
                about(Code::ImageTooLarge).with("width", width).with("height", height)
            }
            other @ (ImageError::Unknown | ImageError::Damaged { .. }) => {
                about(Code::ImageDamaged).with("reason", other.to_string())
            }
        })?;
        let id = ImageId(self.images.len() as u32);
        self.images.push(ImageSource {
            name: picture_name(&bytes),
            width: header.width,
            height: header.height,
            colour: header.colour,
            format: header.format,
            bytes,
        });
        self.headers.push(header);
        self.by_name.insert(asset.to_owned(), id);
        Ok(id)
    }

    /// Takes every asset that is a picture, for expressions to choose from.
    pub(super) fn take_all(&mut self) {
        if !std::mem::replace(&mut self.all_taken, true) {
            for name in self.assets.names() {
                // What is no picture cannot be chosen; choosing it is reported then.
                let _ = self.take(&name);
            }
        }
    }

    pub(super) fn headers(&self) -> &[Header] {
        &self.headers
    }

    pub(super) fn names(&self) -> &BTreeMap<String, ImageId> {
        &self.by_name
    }

    pub(super) fn into_images(self) -> Vec<ImageSource> {
        self.images
    }
}
