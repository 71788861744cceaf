//! From graphics coordinates to those of the page.

use afp_codec::goca::GraphicsDescriptor;
use afp_codec::triplets::Mapping;
use units::{Emu, Point, Rect, Size};

use super::curves::Spot;
use crate::area::{Area, Fitted};
use crate::geometry::Units;

/// Pels of the printer, in which images stand whose resolution is not given, to the inch.
const PELS: i32 = 300;

/// The window of the graphics presentation space in its area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub(super) area: Area,
    pub(super) fitted: Fitted,
    left: f64,
    top: f64,
    /// Emu in a unit.
    across: f64,
    down: f64,
    /// How much larger than its own units say all is drawn.
    scale: f64,
    pel: Emu,
}

impl Window {
    pub(super) fn new(descriptor: Option<&GraphicsDescriptor<'_>>, area: &Area) -> Self {
        /// Flag bit 3: the image resolution counts.
        const IMAGE_RESOLUTION: u8 = 0x10;
        let pel = Emu::new(Emu::PER_INCH / PELS);
        let Some(window) = descriptor.and_then(GraphicsDescriptor::window) else {
            let size = area.size.unwrap_or_default();
            let rect = Rect::new(area.content.x, area.content.y, size.width, size.height);
            let unit = f64::from(Emu::PER_L_UNIT);
            let top = f64::from(size.height.get()) / unit;
            let fitted = Fitted { rect, trims: false, repeats: false };
            return Self { area: *area, fitted, left: 0.0, top, across: unit, down: unit, scale: 1.0, pel };
        };
        let units = Units::new(window.base, window.x_units, window.base, window.y_units);
        let (width, height) =
            (i64::from(window.right) - i64::from(window.left), i64::from(window.top) - i64::from(window.bottom));
        let size: Size = units.size(width, height);
        let fitted = area.fit(Some(size), (size.width, size.height), Mapping::SCALE_TO_FIT);
        let factor = |length: Emu, parts: i64, unit: Emu| {
            if parts > 0 { f64::from(length.get()) / parts as f64 } else { f64::from(unit.get()) }
        };
        let ratio =
            |length: Emu, own: Emu| if own > Emu::ZERO { length.wide() as f64 / own.wide() as f64 } else { 1.0 };
        let points = Units::new(window.base, window.image_resolution, window.base, window.image_resolution);
        Self {
            area: *area,
            fitted,
            left: f64::from(window.left),
            top: f64::from(window.top),
            across: factor(fitted.rect.width, width, units.x.length(1)),
            down: factor(fitted.rect.height, height, units.y.length(1)),
            scale: ratio(fitted.rect.height, size.height),
            pel: if window.flags & IMAGE_RESOLUTION != 0 && window.image_resolution > 0 {
                points.x.length(1)
            } else {
                pel
            },
        }
    }

    pub(super) fn point(&self, spot: Spot) -> Point {
        let x = self.fitted.rect.x + Emu::round_from_f64((spot.x - self.left) * self.across);
        let y = self.fitted.rect.y + Emu::round_from_f64((self.top - spot.y) * self.down);
        self.area.place.point(Point::new(x, y))
    }

    /// A length of the page, such as a line width, as large as the rest is drawn.
    pub(super) fn scaled(&self, length: Emu) -> Emu {
        Emu::round_from_f64(f64::from(length.get()) * self.scale)
    }

    /// A number of units along Y, as a length of the page.
    pub(super) fn height(&self, units: f64) -> Emu {
        Emu::round_from_f64(units * self.down)
    }

    /// A number of image points, as units along X and Y.
    pub(super) fn image_points(&self, points: f64) -> (f64, f64) {
        let length = points * f64::from(self.pel.get()) * self.scale;
        (length / self.across, length / self.down)
    }

    /// A length of the page as units along X and Y.
    pub(super) fn units(&self, length: Emu) -> (f64, f64) {
        let length = f64::from(length.get()) * self.scale;
        (length / self.across, length / self.down)
    }

    /// The direction of a vector on the page, in radians clockwise from rightward.
    pub(super) fn direction(&self, across: f64, up: f64) -> f64 {
        libm::atan2(-up * self.down, across * self.across)
    }
}
