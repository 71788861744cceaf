//! The rules, one subject a file: each file lists its rules and holds the checks for them.

mod bar_codes;
mod claims;
mod fonts;
mod form;
pub(crate) mod framing;
mod function_sets;
mod graphics;
mod images;
mod index;
pub(crate) mod order;
mod placement;
mod resources;
pub(crate) mod structure;
mod text;
mod triplets;
mod units;

use crate::finding::Findings;
use crate::located::Seen;
use crate::nest::{Nest, Open};
use crate::rule::Rule;
use crate::walk::ObjectData;

/// All rules by subject, in the order of the list.
pub(crate) const RULES: &[(&str, &[&Rule])] = &[
    ("framing", framing::RULES),
    ("structure", structure::RULES),
    ("order", order::RULES),
    ("triplets", triplets::RULES),
    ("units", units::RULES),
    ("placement", placement::RULES),
    ("text", text::RULES),
    ("graphics", graphics::RULES),
    ("images", images::RULES),
    ("bar codes", bar_codes::RULES),
    ("fonts", fonts::RULES),
    ("resources", resources::RULES),
    ("form definition", form::RULES),
    ("index", index::RULES),
    ("interchange sets", claims::RULES),
];

/// What a subject is told on the way through the file.
trait Subject {
    /// A structured field. The object that a Begin field opens, or that an End field ends, is the innermost one.
    fn field(&mut self, _nest: &Nest, _seen: &Seen<'_>, _out: &mut Findings<'_>) {}

    /// The data of the innermost object, all fields joined; the object is about to be closed.
    fn data(&mut self, _nest: &Nest, _data: &ObjectData, _out: &mut Findings<'_>) {}

    /// An object has been closed, by its End field where `ended` says so; `nest` is what it stood in.
    fn close(&mut self, _nest: &Nest, _closed: &Open, _ended: bool, _out: &mut Findings<'_>) {}

    /// The file is at its end.
    fn finish(&mut self, _out: &mut Findings<'_>) {}
}

macro_rules! subjects {
    ($($name:ident: $kind:ty,)*) => {
        /// Every subject with what it remembers of the file.
        #[derive(Debug, Default)]
        pub(crate) struct Subjects {
            claims: claims::Claims,
            $($name: $kind,)*
        }

        impl Subjects {
            /// A Begin field, before it is held against what it stands in: it may claim an interchange set.
            pub(crate) fn before(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
                self.claims.before(nest, seen, out);
            }

            pub(crate) fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
                framing::introducer(seen, out);
                structure::field(nest, seen, out);
                triplets::field(nest, seen, out);
                self.claims.field(nest, seen, out);
                $(self.$name.field(nest, seen, out);)*
            }

            pub(crate) fn data(&mut self, nest: &Nest, data: &ObjectData, out: &mut Findings<'_>) {
                $(self.$name.data(nest, data, out);)*
            }

            pub(crate) fn close(&mut self, nest: &Nest, closed: &Open, ended: bool, out: &mut Findings<'_>) {
                $(self.$name.close(nest, closed, ended, out);)*
                self.claims.close(nest, closed, ended, out);
            }

            pub(crate) fn finish(&mut self, out: &mut Findings<'_>) {
                $(self.$name.finish(out);)*
                self.claims.finish(out);
            }
        }
    };
}

subjects! {
    units: units::Units,
    placement: placement::Placement,
    text: text::Texts,
    graphics: graphics::Graphics,
    images: images::Images,
    bar_codes: bar_codes::BarCodes,
    fonts: fonts::Fonts,
    resources: resources::Resources,
    form: form::FormMaps,
    index: index::Index,
}
