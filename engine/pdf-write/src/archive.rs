//! What a file for the archive has besides: its colours by profiles, and the claim to be PDF/A-2b (ISO 19005-2).

use std::io::{self, Write};

use pdf_writer::Ref;

use crate::content::Content;
use crate::deflate::Deflate;
use crate::objects::Objects;
use crate::srgb;

/// The press that inks are meant for on a screen too.
const PRESS: &[u8] = include_bytes!("../../../assets/colour/CGATS001Compat-v2-micro.icc");

/// Writes the profile of the light that colours are meant in.
pub(crate) fn write_light<W: Write>(objects: &mut Objects<W>, id: Ref) -> io::Result<()> {
    objects.stream(id, "/N 3", &Deflate::dense().compress(&srgb::profile()))
}

/// Writes the profile of the press that inks are meant for.
pub(crate) fn write_press<W: Write>(objects: &mut Objects<W>, id: Ref) -> io::Result<()> {
    objects.stream(id, "/N 4", &Deflate::dense().compress(PRESS))
}

/// The output intent of the catalog (ISO 19005-2, 6.2.3).
pub(crate) fn output_intent(catalog: &mut Content, light: Ref) {
    catalog.text("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)");
    catalog.text("/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    catalog.integer(light.get() as u64).text(" 0 R>>]");
}

/// The entry of resources that says what inks mean (ISO 32000-1, 8.6.5.6).
pub(crate) fn default_inks(spaces: &mut Content, press: Ref) {
    spaces.text("/DefaultCMYK[/ICCBased ").integer(press.get() as u64).text(" 0 R]");
}
