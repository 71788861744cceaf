//! Masters, sections and the blocks of their flows.

use diagnostics::{Code, Diagnostic, Location, ObjectId};
use expression::{Dependencies, Program};
use model::{Block, BlockKind};
use units::{Emu, Point, Rect};

use super::Compiler;
use crate::PageGeometry;
use crate::plan::{BlockKindPlan, BlockPlan, FramePlan, GroupPlan, MasterObject, MasterPlan, SectionPlan, all};

impl Compiler<'_> {
    /// All masters; their objects are not yet split into overlay and the rest.
    pub(super) fn masters(&mut self) -> Vec<MasterPlan> {
        let names = self.names.clone();
        let template = self.template;
        template
            .masters
            .iter()
            .map(|master| {
                let page = Rect::new(Emu::ZERO, Emu::ZERO, master.size.width, master.size.height);
                for object in master.objects.iter().filter(|object| !object.hidden) {
                    let turned = units::Transform::rotate_about(object.rotation, object.rect.centre());
                    if !turned.apply_bounds(object.rect).touches(page) {
                        let at = Location::Object { object: object.id, property: Some("rect"), range: None };
                        self.diagnostics.push(Diagnostic::new(Code::OutsidePage).at(at));
                    }
                }
                MasterPlan {
                    id: master.id,
                    size: master.size,
                    overlay: None,
                    overlay_geometry: PageGeometry::default(),
                    objects: self
                        .objects(&master.objects, &names, 0)
                        .into_iter()
                        .map(|plan| MasterObject { plan, in_overlay: false })
                        .collect(),
                    frames: master
                        .frames
                        .iter()
                        .filter(|frame| frame.rect.width > Emu::ZERO && frame.rect.height > Emu::ZERO)
                        .map(|frame| FramePlan { id: frame.id, rect: frame.rect })
                        .collect(),
                    medium_map: master.medium_map.as_ref().map(|name| self.text(name, &names, master.id, "medium_map")),
                }
            })
            .collect()
    }

    /// All sections that have a master.
    pub(super) fn sections(&mut self) -> Vec<SectionPlan> {
        let names = self.names.clone();
        let template = self.template;
        let mut sections = Vec::new();
        for section in &template.sections {
            let Some(first) = self.master(section.masters.first, section.id) else { continue };
            let next = section.masters.next.and_then(|next| self.master(next, section.id)).unwrap_or(first);
            let frames = |master: usize| {
                let has_room = |frame: &model::Frame| frame.rect.width > Emu::ZERO && frame.rect.height > Emu::ZERO;
                template.masters.get(master).is_some_and(|master| master.frames.iter().any(has_room))
            };
            let mut blocks: &[Block] = &section.blocks;
            if !blocks.is_empty() && !frames(next) {
                let at = Location::Object { object: section.id, property: Some("masters"), range: None };
                self.diagnostics.push(
                    Diagnostic::new(Code::TemplateFieldMissing)
                        .with("field", "a frame on the master for following pages")
                        .at(at),
                );
                blocks = &[];
            }
            sections.push(SectionPlan {
                id: section.id,
                when: self.condition(section.when.as_ref(), &names, section.id, "when"),
                first,
                next,
                blocks: blocks.iter().filter_map(|block| self.block(block)).collect(),
            });
        }
        sections
    }

    fn master(&mut self, id: ObjectId, section: ObjectId) -> Option<usize> {
        let place = self.template.masters.iter().position(|master| master.id == id);
        if place.is_none() {
            self.unknown("master", &id, section, "masters");
        }
        place
    }

    fn block(&mut self, block: &Block) -> Option<BlockPlan> {
        let names = self.names.clone();
        let (content, inside) = match &block.content {
            BlockKind::Paragraphs(source) => {
                let paragraphs = self.paragraphs(&source.paragraphs, &[], &names, block.id);
                let inside = all(paragraphs.iter().map(|paragraph| paragraph.dependencies));
                (BlockKindPlan::Paragraphs(paragraphs), inside)
            }
            BlockKind::Table(source) => {
                let table = self.table(source, &names, block.id)?;
                let rows = [&table.header, &table.carried, &table.brought, &table.footer, &table.empty];
                let rows = rows.into_iter().flatten().chain([&table.body]).map(|row| row.dependencies);
                let inside = all(rows).and(table.rows.dependencies());
                (BlockKindPlan::Table(Box::new(table)), inside)
            }
            BlockKind::Objects(source) => {
                let objects = self.objects(&source.objects, &names, 0);
                let height = source.height.max(Emu::ZERO);
                self.check_inside(&source.objects, block.id);
                // What objects show does not move what flows, but is drawn with it.
                let inside = all(objects.iter().map(|object| object.dependencies));
                (BlockKindPlan::Objects(GroupPlan { height, objects }), inside)
            }
            BlockKind::Spacer(spacer) => (BlockKindPlan::Spacer(spacer.height.max(Emu::ZERO)), Dependencies::default()),
            BlockKind::PageBreak(_) => (BlockKindPlan::PageBreak, Dependencies::default()),
        };
        let visible_when = self.condition(block.visible_when.as_ref(), &names, block.id, "visible_when");
        let own = visible_when.as_ref().map(Program::dependencies).unwrap_or_default();
        Some(BlockPlan {
            id: block.id,
            visible_when,
            space_before: block.space_before.max(Emu::ZERO),
            space_after: block.space_after.max(Emu::ZERO),
            keep_with_next: block.keep_with_next,
            content,
            dependencies: inside.and(own),
        })
    }

    /// Objects of a flow that no page can show.
    fn check_inside(&mut self, objects: &[model::Object], block: ObjectId) {
        let widest = self.template.masters.iter().flat_map(|master| &master.frames).map(|frame| frame.rect.width).max();
        for object in objects.iter().filter(|object| !object.hidden) {
            let Some(widest) = widest else { continue };
            let room = Rect::from_corners(Point::ORIGIN, Point::new(widest, Emu::MAX / 4));
            if !object.rect.touches(room) && object.rotation == units::Angle::ZERO {
                let outside = Diagnostic::new(Code::OutsidePage);
                let property = Some("rect");
                self.diagnostics.push(
                    outside.at(Location::Object { object: object.id, property, range: None }).at(Location::Object {
                        object: block,
                        property: None,
                        range: None,
                    }),
                );
            }
        }
    }
}
