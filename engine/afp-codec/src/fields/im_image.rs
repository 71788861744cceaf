//! IM image, the oldest raster image of AFP (MO:DCA appendix "IM Image Object").

use crate::structure::structure;
use crate::values::{OcaColour, Rotation, UnitBase};
use crate::wire::{I24, Reserved};

structure! {
    /// IM Image Input Descriptor (IID).
    pub struct ImImageDescriptor {
        constant: [u8; 12] = "constant",
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X points per unit base",
        y_units: u16 = "Y points per unit base",
        x_size: u16 = "X size in points",
        y_size: u16 = "Y size in points",
        constant_2: [u8; 6] = "constant",
        x_cell: u16 = "default cell width",
        y_cell: u16 = "default cell height",
        constant_3: [u8; 2] = "constant",
        colour: OcaColour = "colour",
    }
}

structure! {
    /// IM Image Output Control (IOC).
    pub struct ImImageOutput {
        x: I24 = "X offset",
        y: I24 = "Y offset",
        x_rotation: Rotation = "rotation of the X axis",
        y_rotation: Rotation = "rotation of the Y axis",
        reserved: Reserved<8> = "reserved",
        x_magnification: u16 = "X magnification in thousandths",
        y_magnification: u16 = "Y magnification in thousandths",
        constant: Option<[u8; 2]> = "constant",
    }
}

structure! {
    /// IM Image Cell Position (ICP).
    pub struct ImImageCell {
        x: u16 = "X offset",
        y: u16 = "Y offset",
        x_size: u16 = "cell width",
        y_size: u16 = "cell height",
        x_fill: u16 = "fill width",
        y_fill: u16 = "fill height",
    }
}
