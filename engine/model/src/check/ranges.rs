//! Values that can be written but mean nothing.

use diagnostics::{Code, Diagnostics, ObjectId};
use units::Emu;

use super::fault;
use crate::{
    BlockKind, CharacterFormat, ColumnWidth, Duplex, ElementRef, Finishing, FinishingScope, MediumEject, MediumMap,
    Object, ParagraphFormat, RowTemplate, Shape, StrokeStyle, Table,
};

/// The ranges of one element.
struct Ranges<'a> {
    owner: ObjectId,
    findings: &'a mut Diagnostics,
}

pub(super) fn check(element: ElementRef<'_>, findings: &mut Diagnostics) {
    let mut ranges = Ranges { owner: element.id(), findings };
    match element {
        ElementRef::Face(face) => ranges.weight(Some(face.weight)),
        ElementRef::Style(style) => {
            ranges.characters(&style.character);
            ranges.paragraph(&style.paragraph);
        }
        ElementRef::Object(object) => ranges.object(object),
        ElementRef::Block(block) => {
            ranges.not_below_zero("space_before", block.space_before);
            ranges.not_below_zero("space_after", block.space_after);
            match &block.content {
                BlockKind::Table(table) => ranges.table(table),
                BlockKind::Objects(group) => ranges.not_below_zero("height", group.height),
                BlockKind::Spacer(spacer) => ranges.not_below_zero("height", spacer.height),
                BlockKind::Paragraphs(_) | BlockKind::PageBreak(_) => {}
            }
        }
        ElementRef::Paragraph(paragraph) => ranges.paragraph(&paragraph.format),
        ElementRef::Run(run) => ranges.characters(&run.format),
        ElementRef::Column(column) => match &column.width {
            ColumnWidth::Fixed(fixed) => ranges.not_below_zero("length", fixed.length),
            ColumnWidth::Share(share) => ranges.number("parts", share.parts.into(), 1, u16::MAX.into()),
        },
        ElementRef::Row(row) => {
            ranges.not_below_zero("height", row.height);
            ranges.stroke("rule_above", row.rule_above.as_ref());
            ranges.stroke("rule_below", row.rule_below.as_ref());
        }
        ElementRef::Cell(cell) => ranges.number("span", cell.span.into(), 1, u16::MAX.into()),
        ElementRef::MediumMap(map) => ranges.medium_map(map),
        ElementRef::Template(template) => ranges.finishing(&template.outputs.afp.finishing, |scope| {
            matches!(scope, FinishingScope::Document | FinishingScope::PrintFile)
        }),
        ElementRef::Font(_)
        | ElementRef::Swatch(_)
        | ElementRef::Field(_)
        | ElementRef::Variable(_)
        | ElementRef::Master(_)
        | ElementRef::Frame(_)
        | ElementRef::Section(_)
        | ElementRef::Tab(_)
        | ElementRef::Rule(_)
        | ElementRef::Index(_)
        | ElementRef::ResourceName(_) => {}
    }
}

impl Ranges<'_> {
    fn object(&mut self, object: &Object) {
        match &object.shape {
            Shape::Text(text) => {
                self.not_below_zero("padding", text.padding);
                self.stroke("stroke", text.stroke.as_ref());
            }
            Shape::Rectangle(rectangle) => {
                self.not_below_zero("radius", rectangle.radius);
                self.stroke("stroke", rectangle.stroke.as_ref());
            }
            Shape::Ellipse(ellipse) => self.stroke("stroke", ellipse.stroke.as_ref()),
            Shape::Line(line) => self.stroke("stroke", Some(&line.stroke)),
            Shape::Path(path) => self.stroke("stroke", path.stroke.as_ref()),
            Shape::Barcode(barcode) => {
                self.number("module", barcode.module.into(), 1, u8::MAX.into());
                self.number("correction", barcode.correction.into(), 0, 3);
                self.number("ratio", barcode.ratio.into(), 200, 300);
                self.number("variant", barcode.variant.into(), 1, 9);
                self.number("version", barcode.version.into(), 0, 40);
                self.number("mode", barcode.mode.into(), 2, 6);
                self.number("row_height", barcode.row_height.into(), 1, 100);
                if let Some(security) = barcode.security {
                    self.number("security", security.into(), 0, 95);
                }
            }
            Shape::Chart(chart) => {
                self.number("hole", chart.hole.into(), 0, 1_000);
                self.not_below_zero("diameter", chart.diameter);
                self.not_below_zero("gap", chart.gap);
                if chart.colours.is_empty() {
                    self.out_of_range("colours", "empty", "one colour or more");
                }
            }
            Shape::Image(_) | Shape::Group(_) | Shape::Library(_) => {}
        }
    }

    fn medium_map(&mut self, map: &MediumMap) {
        self.number("copies", map.copies.into(), 1, u8::MAX.into());
        self.number("up", map.up.into(), 0, 4);
        for (property, overlays) in [("front_overlays", &map.front_overlays), ("back_overlays", &map.back_overlays)] {
            if overlays.len() > 8 {
                self.out_of_range(property, &overlays.len().to_string(), "up to 8 overlays");
            }
        }
        if map.rotation.quarter_turn().is_none() {
            self.out_of_range("rotation", &map.rotation.millidegrees().to_string(), "0, 90000, 180000 or 270000");
        }
        self.finishing(&map.finishing, |scope| {
            matches!(scope, FinishingScope::Sheet | FinishingScope::Collection | FinishingScope::Continued)
        });
        // An eject to the back needs a side to go to (MO:DCA BMM).
        if map.eject == MediumEject::Back && map.duplex == Duplex::Simplex {
            self.out_of_range("eject", "back", "a medium map with two sides");
        }
    }

    /// Finishing of a medium map or of documents: its scope belongs there, and the operation suits the scope.
    fn finishing(&mut self, finishing: &[Finishing], belongs: fn(FinishingScope) -> bool) {
        for one in finishing {
            if !belongs(one.scope) {
                let allowed = "sheet, collection or continued in a medium map, document or print_file outside of them";
                self.out_of_range("finishing", one.scope.keyword(), allowed);
            } else if !one.operation.suits(one.scope) {
                let allowed = if one.scope == FinishingScope::Sheet {
                    "punching, folds, cuts and trimming of each sheet"
                } else {
                    "anything but a Z-fold, which is made of each sheet"
                };
                self.out_of_range("finishing", one.operation.keyword(), allowed);
            }
            self.number("count", one.count.into(), 0, 122);
            if let Some(offset) = one.offset {
                self.not_below_zero("offset", offset);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.not_below_zero("gap", table.gap);
        self.not_below_zero("padding", table.padding);
        self.not_below_zero("padding_vertical", table.padding_vertical);
        if table.columns.is_empty() {
            self.out_of_range("columns", "empty", "one column or more");
        }
        let more = [&table.header, &table.carried, &table.brought, &table.footer, &table.empty];
        for row in more.into_iter().flatten().chain([&table.body]) {
            self.covers(row, table.columns.len());
        }
    }

    /// The cells of a row cover no more columns than there are.
    fn covers(&mut self, row: &RowTemplate, columns: usize) {
        let mut covered = 0;
        for cell in &row.cells {
            covered += usize::from(cell.span);
            if covered > columns {
                let finding = fault(Code::TemplateOutOfRange, cell.id, Some("span"));
                let finding = finding.with("field", "span").with("value", i64::from(cell.span));
                self.findings.push(finding.with("range", format!("as much as the {columns} columns leave")));
                return;
            }
        }
    }

    fn characters(&mut self, format: &CharacterFormat) {
        self.weight(format.weight);
    }

    fn weight(&mut self, weight: Option<u16>) {
        if let Some(weight) = weight {
            self.number("weight", weight.into(), 100, 900);
        }
    }

    fn paragraph(&mut self, format: &ParagraphFormat) {
        if let Some(height) = format.line_height {
            self.number("line_height", height.into(), 100, 10_000);
        }
        for (property, space) in [("space_before", format.space_before), ("space_after", format.space_after)] {
            self.not_below_zero(property, space.unwrap_or(Emu::ZERO));
        }
    }

    fn stroke(&mut self, property: &'static str, stroke: Option<&StrokeStyle>) {
        let Some(stroke) = stroke else { return };
        self.not_below_zero(property, stroke.width);
        if stroke.dash.iter().any(|&length| length < Emu::ZERO)
            || (!stroke.dash.is_empty() && stroke.dash.iter().all(|&length| length == Emu::ZERO))
        {
            self.out_of_range(property, "a broken line of no length", "lengths not below 0, one above 0");
        }
    }

    fn not_below_zero(&mut self, property: &'static str, length: Emu) {
        if length < Emu::ZERO {
            self.out_of_range(property, &length.get().to_string(), "0 or more");
        }
    }

    fn number(&mut self, property: &'static str, value: i64, least: i64, most: i64) {
        if !(least..=most).contains(&value) {
            self.out_of_range(property, &value.to_string(), &format!("{least} to {most}"));
        }
    }

    fn out_of_range(&mut self, property: &'static str, value: &str, range: &str) {
        let finding = fault(Code::TemplateOutOfRange, self.owner, Some(property));
        self.findings.push(finding.with("field", property).with("value", value).with("range", range));
    }
}
