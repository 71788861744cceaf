//! What a template says about its AFP output, in the words of the writer.

use std::collections::BTreeMap;

use afp_write::{
    Finishing, FinishingOperation, FinishingScope, FontName, FontParts, FormDefinition, IndexEncoding, IndexLevel,
    MediumMap, Options, RenderingIntent, SheetEdge, TextEncoding,
};
use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use fonts::Face;
use layout::Assets as _;
use model::{AfpEncoding, AfpIndexDocument, AfpIndexEncoding, AfpOutput, ResourceName};
use scene::Definitions;
use units::{Point, QuarterTurn};

use crate::{Prepared, Source, profile};

impl Prepared {
    /// The writer's options for pages within these definitions, which are the job's as lowered for AFP.
    pub(crate) fn afp_options(&self, lowered: &Definitions, source_map: bool) -> Options {
        let afp = &self.template().outputs.afp;
        Options {
            profile: profile::profile(afp),
            colour_resources: profile::colour_resources(afp),
            identity: self.identity,
            text: match afp.encoding {
                AfpEncoding::Utf16 => TextEncoding::Utf16,
                AfpEncoding::Utf8 => TextEncoding::Utf8,
            },
            index: match afp.index_encoding {
                AfpIndexEncoding::EbcdicElseUtf16 => IndexEncoding::EbcdicElseUtf16,
                AfpIndexEncoding::Ebcdic => IndexEncoding::Ebcdic,
                AfpIndexEncoding::Utf16 => IndexEncoding::Utf16,
            },
            index_document: match afp.index_document {
                AfpIndexDocument::None => IndexLevel::None,
                AfpIndexDocument::Groups => IndexLevel::Groups,
                AfpIndexDocument::Pages => IndexLevel::Pages,
            },
            names: self.names_in(lowered),
            fonts: self.font_names.clone(),
            form: form_definition(afp),
            time: self.time.clone(),
            source_map,
            ..Options::default()
        }
    }

    /// The chosen names by what lowered definitions are called: a picture may be another one there.
    fn names_in(&self, lowered: &Definitions) -> BTreeMap<String, String> {
        let images = &self.definitions().images;
        let called = |of: &String| {
            let place = images.iter().position(|image| image.name == *of);
            place.and_then(|place| lowered.images.get(place)).map_or_else(|| of.clone(), |image| image.name.clone())
        };
        self.resource_names.iter().map(|(of, name)| (called(of), name.clone())).collect()
    }
}

/// Names that a template chooses.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    /// By master id or by the name that a picture has in the definitions, its content's hash.
    pub resources: BTreeMap<String, String>,
    pub fonts: Vec<FontName>,
}

/// The names that a template chooses; one for what it does not have, or that a font cannot have, is a finding.
pub(crate) fn chosen_names(source: &Source, faces: &[Face], diagnostics: &mut Diagnostics) -> Chosen {
    let mut names = Chosen::default();
    for chosen in &source.template.outputs.afp.resource_names {
        let at = |property| Location::Object { object: chosen.id, property: Some(property), range: None };
        if source.template.masters.iter().any(|master| master.id.as_str() == chosen.of) {
            names.resources.insert(chosen.of.clone(), chosen.name.clone());
        } else if let Some(bytes) = source.asset(&chosen.of) {
            names.resources.insert(layout::picture_name(&bytes), chosen.name.clone());
        } else if let Some(face) = faces.iter().find(|face| face.full_name() == chosen.of) {
            if let Some((property, reason)) = font_name_fault(chosen, face, &source.template.outputs.afp) {
                let fault = Diagnostic::new(Code::ResourceName).with("name", chosen.name.as_str());
                diagnostics.push(fault.with("reason", reason).at(at(property)));
            }
            let (face, name) = (chosen.of.clone(), chosen.name.clone());
            names.fonts.push(FontName { face, size: chosen.size, part: chosen.part, name });
        } else {
            let unknown = Diagnostic::new(Code::TemplateUnknownReference)
                .with("kind", "master, asset or font")
                .with("name", chosen.of.as_str());
            diagnostics.push(unknown.at(at("of")));
        }
    }
    names
}

/// What a classic file's font cannot be called, by property, and why.
fn font_name_fault(chosen: &ResourceName, face: &Face, afp: &AfpOutput) -> Option<(&'static str, &'static str)> {
    if profile::profile(afp).is_interchange() {
        return None;
    }
    let double = match chosen.part {
        0 => false,
        part => {
            let parts = FontParts::of(face);
            if usize::from(part) >= parts.count {
                return Some(("part", "the face has no such part"));
            }
            parts.double
        }
    };
    match chosen.name.chars().count() {
        5.. if double => Some(("name", "a double-byte font's name has at most four characters before its section")),
        7.. => Some(("name", "a font's name has at most six characters behind X0, C0 and T1")),
        _ => None,
    }
}

fn form_definition(afp: &AfpOutput) -> Option<FormDefinition> {
    let finishing: Vec<Finishing> = afp.finishing.iter().map(finishing).collect();
    let intent = afp.intent.map(|intent| match intent {
        model::RenderingIntent::Perceptual => RenderingIntent::Perceptual,
        model::RenderingIntent::Saturation => RenderingIntent::Saturation,
        model::RenderingIntent::RelativeColorimetric => RenderingIntent::RelativeColorimetric,
        model::RenderingIntent::AbsoluteColorimetric => RenderingIntent::AbsoluteColorimetric,
    });
    let mut maps: Vec<MediumMap> = afp.medium_maps.iter().map(medium_map).collect();
    if maps.is_empty() {
        if finishing.is_empty() && intent.is_none() {
            return None;
        }
        maps.push(MediumMap { name: PLAIN_MAP.to_owned(), ..MediumMap::default() });
    }
    let mut name = afp.form_definition.clone();
    if name.is_empty() {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{maps:?}").as_bytes());
        if !finishing.is_empty() || intent.is_some() {
            hasher.update(format!("{finishing:?}{intent:?}").as_bytes());
        }
        let hash = hasher.finalize().to_hex().to_ascii_uppercase();
        name = format!("F1{}", hash.get(..6).unwrap_or_default());
    }
    Some(FormDefinition { name, maps, finishing, intent })
}

/// The medium map of a form definition that says something of documents only.
const PLAIN_MAP: &str = "PLAIN";

fn finishing(finishing: &model::Finishing) -> Finishing {
    Finishing {
        operation: match finishing.operation {
            model::FinishingOperation::CornerStaple => FinishingOperation::CornerStaple,
            model::FinishingOperation::EdgeStitch => FinishingOperation::EdgeStitch,
            model::FinishingOperation::SaddleStitch => FinishingOperation::SaddleStitch,
            model::FinishingOperation::Punch => FinishingOperation::Punch,
            model::FinishingOperation::Fold => FinishingOperation::Fold,
            model::FinishingOperation::CentreFold => FinishingOperation::CentreFold,
            model::FinishingOperation::ZFold => FinishingOperation::ZFold,
            model::FinishingOperation::CFold => FinishingOperation::CFold,
            model::FinishingOperation::AccordionFold => FinishingOperation::AccordionFold,
            model::FinishingOperation::PerforationCut => FinishingOperation::PerforationCut,
            model::FinishingOperation::SeparationCut => FinishingOperation::SeparationCut,
            model::FinishingOperation::Trim => FinishingOperation::Trim,
            model::FinishingOperation::PerfectBind => FinishingOperation::PerfectBind,
            model::FinishingOperation::RingBind => FinishingOperation::RingBind,
        },
        scope: match finishing.scope {
            model::FinishingScope::Sheet => FinishingScope::Sheet,
            model::FinishingScope::Collection => FinishingScope::Collection,
            model::FinishingScope::Continued => FinishingScope::Continued,
            model::FinishingScope::Document => FinishingScope::Document,
            model::FinishingScope::PrintFile => FinishingScope::PrintFile,
        },
        edge: match finishing.edge {
            model::SheetEdge::Default => None,
            model::SheetEdge::Bottom => Some(SheetEdge::Bottom),
            model::SheetEdge::Right => Some(SheetEdge::Right),
            model::SheetEdge::Top => Some(SheetEdge::Top),
            model::SheetEdge::Left => Some(SheetEdge::Left),
        },
        count: finishing.count,
        // 36,000 units of length to the millimetre; X'FFFF' is kept for the printer's own place.
        offset: finishing
            .offset
            .map(|offset| u16::try_from((offset.wide() + 18_000) / 36_000).unwrap_or(0).min(0xFFFE)),
    }
}

fn medium_map(map: &model::MediumMap) -> MediumMap {
    MediumMap {
        name: map.name.clone(),
        duplex: match map.duplex {
            model::Duplex::Simplex => afp_write::Duplex::Simplex,
            model::Duplex::Normal => afp_write::Duplex::Normal,
            model::Duplex::Tumble => afp_write::Duplex::Tumble,
        },
        copies: map.copies,
        source: Some(map.source).filter(|source| *source > 0),
        media_type: Some(map.media_type.clone()).filter(|media| !media.is_empty()),
        destination: Some(map.destination).filter(|destination| *destination > 0),
        jog: map.jog,
        up: Some(map.up).filter(|up| *up > 0),
        constant: match map.constant_forms {
            model::ConstantForms::None => afp_write::ConstantForms::None,
            model::ConstantForms::Front => afp_write::ConstantForms::Front,
            model::ConstantForms::Back => afp_write::ConstantForms::Back,
            model::ConstantForms::Both => afp_write::ConstantForms::Both,
        },
        front_overlays: map.front_overlays.clone(),
        back_overlays: map.back_overlays.clone(),
        offset: Point::new(map.x, map.y),
        turn: map.rotation.quarter_turn().unwrap_or(QuarterTurn::Zero),
        size: map.size,
        orientation: match map.orientation {
            model::SheetOrientation::Portrait => afp_write::SheetOrientation::Portrait,
            model::SheetOrientation::Landscape => afp_write::SheetOrientation::Landscape,
            model::SheetOrientation::ReversePortrait => afp_write::SheetOrientation::ReversePortrait,
            model::SheetOrientation::ReverseLandscape => afp_write::SheetOrientation::ReverseLandscape,
        },
        finishing: map.finishing.iter().map(finishing).collect(),
        eject: match map.eject {
            model::MediumEject::Sheet => afp_write::Eject::Sheet,
            model::MediumEject::Partition => afp_write::Eject::Partition,
            model::MediumEject::Front => afp_write::Eject::Front,
            model::MediumEject::Back => afp_write::Eject::Back,
        },
    }
}
