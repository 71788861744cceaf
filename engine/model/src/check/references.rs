//! What elements name must be there: swatches, styles, fonts, masters; and no style or swatch leads back to itself.

use std::collections::BTreeSet;

use diagnostics::{Code, Diagnostics, ObjectId};

use super::fault;
use crate::{
    BlockKind, CharacterFormat, ColourRef, ElementRef, Object, Shape, StrokeStyle, Swatch, Template, TextStyle,
};

/// What can be named.
pub(super) struct Known {
    swatches: BTreeSet<ObjectId>,
    styles: BTreeSet<ObjectId>,
    fonts: BTreeSet<ObjectId>,
    masters: BTreeSet<ObjectId>,
}

impl Known {
    pub(super) fn of(template: &Template) -> Self {
        Self {
            swatches: template.swatches.iter().map(|swatch| swatch.id).collect(),
            styles: template.styles.iter().map(|style| style.id).collect(),
            fonts: template.fonts.iter().map(|font| font.id).collect(),
            masters: template.masters.iter().map(|master| master.id).collect(),
        }
    }
}

/// The references of one element.
struct References<'a> {
    owner: ObjectId,
    known: &'a Known,
    findings: &'a mut Diagnostics,
}

pub(super) fn check(element: ElementRef<'_>, known: &Known, findings: &mut Diagnostics) {
    let mut references = References { owner: element.id(), known, findings };
    match element {
        ElementRef::Font(font) => references.fonts("fallback", &font.fallback),
        ElementRef::Swatch(swatch) => references.colour("colour", Some(swatch.colour)),
        ElementRef::Style(style) => {
            references.style("based_on", style.based_on);
            references.characters(&style.character);
        }
        ElementRef::Object(object) => references.object(object),
        ElementRef::Section(section) => {
            references.master("first", Some(section.masters.first));
            references.master("next", section.masters.next);
        }
        ElementRef::Block(block) => {
            if let BlockKind::Table(table) = &block.content {
                references.colour("zebra", table.zebra);
            }
        }
        ElementRef::Paragraph(paragraph) => references.style("style", paragraph.style),
        ElementRef::Run(run) => {
            references.style("style", run.style);
            references.characters(&run.format);
        }
        ElementRef::Row(row) => {
            references.colour("fill", row.fill);
            references.stroke("rule_above", row.rule_above.as_ref());
            references.stroke("rule_below", row.rule_below.as_ref());
        }
        ElementRef::Cell(cell) => references.colour("fill", cell.fill),
        ElementRef::Rule(rule) => references.style("style", Some(rule.style)),
        ElementRef::Template(_)
        | ElementRef::Face(_)
        | ElementRef::Field(_)
        | ElementRef::Variable(_)
        | ElementRef::Master(_)
        | ElementRef::Frame(_)
        | ElementRef::Tab(_)
        | ElementRef::Column(_)
        | ElementRef::Index(_)
        | ElementRef::MediumMap(_)
        | ElementRef::ResourceName(_) => {}
    }
}

impl References<'_> {
    fn object(&mut self, object: &Object) {
        match &object.shape {
            Shape::Text(text) => {
                self.colour("fill", text.fill);
                self.stroke("stroke", text.stroke.as_ref());
            }
            Shape::Rectangle(rectangle) => {
                self.colour("fill", rectangle.fill);
                self.stroke("stroke", rectangle.stroke.as_ref());
            }
            Shape::Ellipse(ellipse) => {
                self.colour("fill", ellipse.fill);
                self.stroke("stroke", ellipse.stroke.as_ref());
            }
            Shape::Line(line) => self.stroke("stroke", Some(&line.stroke)),
            Shape::Path(path) => {
                self.colour("fill", path.fill);
                self.stroke("stroke", path.stroke.as_ref());
            }
            Shape::Barcode(barcode) => {
                self.colour("colour", Some(barcode.colour));
                self.style("readable_style", barcode.readable_style);
            }
            Shape::Chart(chart) => {
                chart.colours.iter().for_each(|colour| self.colour("colours", Some(*colour)));
                self.style("legend", chart.legend.as_ref().and_then(|legend| legend.style));
            }
            Shape::Image(_) | Shape::Group(_) | Shape::Library(_) => {}
        }
    }

    fn characters(&mut self, format: &CharacterFormat) {
        self.fonts("font", format.font.as_slice());
        self.colour("colour", format.colour);
    }

    fn stroke(&mut self, property: &'static str, stroke: Option<&StrokeStyle>) {
        self.colour(property, stroke.map(|stroke| stroke.colour));
    }

    fn colour(&mut self, property: &'static str, colour: Option<ColourRef>) {
        if let Some(ColourRef::Swatch(id)) = colour {
            self.named(property, "swatch", self.known.swatches.contains(&id), id);
        }
    }

    fn style(&mut self, property: &'static str, style: Option<ObjectId>) {
        if let Some(id) = style {
            self.named(property, "style", self.known.styles.contains(&id), id);
        }
    }

    fn fonts(&mut self, property: &'static str, fonts: &[ObjectId]) {
        for id in fonts {
            self.named(property, "font", self.known.fonts.contains(id), *id);
        }
    }

    fn master(&mut self, property: &'static str, master: Option<ObjectId>) {
        if let Some(id) = master {
            self.named(property, "master", self.known.masters.contains(&id), id);
        }
    }

    fn named(&mut self, property: &'static str, kind: &'static str, known: bool, name: ObjectId) {
        if !known {
            let finding = fault(Code::TemplateUnknownReference, self.owner, Some(property));
            self.findings.push(finding.with("kind", kind).with("name", name.as_str()));
        }
    }
}

/// Styles based on themselves, and swatches whose colour is themselves, over any number of steps.
pub(super) fn loops(template: &Template, findings: &mut Diagnostics) {
    let base_of = |style: &TextStyle| style.based_on;
    let colour_of = |swatch: &Swatch| match swatch.colour {
        ColourRef::Swatch(id) => Some(id),
        ColourRef::Value(_) => None,
    };
    let styles: Vec<_> = template.styles.iter().map(|style| (style.id, base_of(style), style.name.as_str())).collect();
    let swatches: Vec<_> =
        template.swatches.iter().map(|swatch| (swatch.id, colour_of(swatch), swatch.name.as_str())).collect();
    for (kind, property, chain) in [("style", "based_on", styles), ("swatch", "colour", swatches)] {
        for &(id, next, name) in &chain {
            if leads_back(id, next, &chain) {
                let shown = if name.is_empty() { id.as_str() } else { name };
                findings.push(fault(Code::TemplateLoop, id, Some(property)).with("kind", kind).with("name", shown));
            }
        }
    }
}

fn leads_back(id: ObjectId, mut next: Option<ObjectId>, chain: &[(ObjectId, Option<ObjectId>, &str)]) -> bool {
    for _ in 0..chain.len() {
        match next {
            Some(at) if at == id => return true,
            Some(at) => next = chain.iter().find(|(known, _, _)| *known == at).and_then(|(_, next, _)| *next),
            None => return false,
        }
    }
    false
}
