//! Every operation followed by its inverse is the identity.

use editor::{Document, Operation, Property};
use model::{Element, ElementKind, ListName, ObjectId};
use proptest::prelude::*;
use units::{Angle, Emu, Rect};

/// Every id of the template.
fn ids() -> Vec<ObjectId> {
    let mut ids = Vec::new();
    crate::common::template().walk(&mut |_, element| ids.push(element.id()));
    ids
}

fn any_id() -> impl Strategy<Value = ObjectId> {
    prop::sample::select(ids())
}

fn any_list() -> impl Strategy<Value = ListName> {
    prop::sample::select(ListName::ALL)
}

fn any_property() -> impl Strategy<Value = Property> {
    let emu = || prop_oneof![9 => -1_000_000..1_000_000i32, 1 => any::<i32>()].prop_map(Emu::new);
    let side = || prop_oneof![9 => 0..1_000_000i32, 1 => any::<i32>()].prop_map(Emu::new);
    prop_oneof![
        ".{0,12}".prop_map(Property::Name),
        (emu(), emu(), side(), side()).prop_map(|(x, y, width, height)| Property::Rect(Rect::new(x, y, width, height))),
        any::<i32>().prop_map(|turn| Property::Rotation(Angle::from_millidegrees(turn))),
        any::<u8>().prop_map(Property::Opacity),
        any::<bool>().prop_map(Property::Locked),
        prop::option::of(".{0,9}").prop_map(|text| Property::VisibleWhen(text.map(model::Expression))),
        ".{0,20}".prop_map(|text| Property::Text(model::TemplateText(text))),
        any::<u16>().prop_map(Property::Span),
        prop::option::of(any_id()).prop_map(Property::Style),
        (any_id(), emu()).prop_map(|(id, position)| {
            let tab = model::TabStop { id, position, align: model::TabAlign::Left, extra: Default::default() };
            Property::Paragraph(model::ParagraphFormat { tabs: Some(vec![tab]), ..Default::default() })
        }),
    ]
}

/// Elements as they are, or with new ids: what fits and what does not.
fn any_operation() -> impl Strategy<Value = Operation> {
    let before = || prop::option::of(any_id());
    let element = || {
        (any_id(), any::<bool>(), any::<u64>()).prop_filter_map("the template itself", |(id, renew, seed)| {
            let template = crate::common::template();
            let mut element = template.find(id)?.1.to_element();
            if renew {
                let mut next = seed;
                element.renew(&mut |kind| {
                    next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ObjectId::from_random(kind.letter(), next >> 20)
                });
            }
            (element.kind() != ElementKind::Template).then_some(element)
        })
    };
    // Where something stands that belongs there, and something of its kind with some of its ids changed.
    let fitting = || {
        (any_id(), any::<prop::sample::Index>(), any::<bool>(), any::<u64>(), ".{0,6}").prop_filter_map(
            "stands in no list",
            |(id, other, at_end, seed, name)| {
                let template = crate::common::template();
                let (place, found) = template.find(id)?;
                let mut of_kind = Vec::new();
                template.walk(&mut |_, element| {
                    if element.kind() == found.kind() {
                        of_kind.push(element.to_element());
                    }
                });
                let mut element = other.get(&of_kind).clone();
                if seed % 3 > 0 {
                    let mut next = seed;
                    element.renew(&mut |kind| {
                        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        ObjectId::from_random(kind.letter(), next >> 20)
                    });
                }
                if let Element::Object(object) = &mut element {
                    object.name = name;
                }
                Some((place.parent, place.list?, (!at_end).then_some(id), element))
            },
        )
    };
    prop_oneof![
        4 => fitting().prop_map(|(parent, list, before, element)| Operation::insert(parent, list, before, element)),
        2 => (any_id(), fitting()).prop_map(|(id, (parent, list, before, _))| Operation::move_to(id, parent, list, before)),
        1 => (any_id(), any_list(), before(), element())
            .prop_map(|(parent, list, before, element)| Operation::insert(parent, list, before, element)),
        1 => any_id().prop_map(Operation::remove),
        1 => (any_id(), any_id(), any_list(), before())
            .prop_map(|(id, parent, list, before)| Operation::move_to(id, parent, list, before)),
        2 => (any_id(), any_property()).prop_map(|(id, property)| Operation::set(id, property)),
        2 => element().prop_map(Operation::replace),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_operation_and_its_inverse_leave_the_document_as_it_was(operations in prop::collection::vec(any_operation(), 1..12)) {
        let start = Document::new(crate::common::template()).unwrap();
        let mut document = start.clone();
        let mut inverses = Vec::new();
        for operation in operations {
            let before = document.clone();
            match document.apply(operation.clone()) {
                Ok(Some(inverse)) => {
                    prop_assert_ne!(&document, &before);
                    let mut back = document.clone();
                    let again = back.apply(inverse.clone()).unwrap();
                    prop_assert_eq!(&back, &before);
                    // The inverse of the inverse does the same once more.
                    back.apply(again.unwrap()).unwrap();
                    prop_assert_eq!(&back, &document);
                    inverses.push(inverse);
                }
                Ok(None) => prop_assert_eq!(&document, &before, "{:?} gave no inverse", operation),
                Err(_) => prop_assert_eq!(&document, &before, "{:?} failed and left a trace", operation),
            }
        }
        // Whatever was done, the file can be read again and its ids differ.
        let (read, _) = model::Template::from_json("again", &document.template().to_json()).unwrap();
        prop_assert_eq!(&read, document.template());
        Document::new(read).unwrap();
        for inverse in inverses.into_iter().rev() {
            document.apply(inverse).unwrap();
        }
        prop_assert_eq!(document, start);
    }
}

#[test]
fn operations_name_what_is_wrong() {
    let mut document = Document::new(crate::common::template()).unwrap();
    let id = crate::common::id;
    let mut fails = |operation: Operation| document.apply(operation).unwrap_err().to_string();
    assert_eq!(fails(Operation::remove(id("o_gone"))), "there is no element o_gone; it may have been deleted");
    assert_eq!(fails(Operation::remove(id("z_body"))), "z_body cannot be taken out of what it is a part of");
    assert_eq!(
        fails(Operation::move_to(id("o_group"), id("o_inner1"), ListName::Objects, None)),
        "o_group cannot be put into itself"
    );
    assert_eq!(
        fails(Operation::move_to(id("o_box"), id("n_one"), ListName::Blocks, None)),
        "an element of the kind object does not fit into the blocks of n_one"
    );
    assert_eq!(fails(Operation::set(id("o_box"), Property::Span(2))), "o_box has no span");
    let far = Rect::new(Emu::MAX, Emu::ZERO, Emu::ZERO, Emu::ZERO);
    assert_eq!(
        fails(Operation::set(id("o_box"), Property::Rect(far))),
        "the value is out of range: x must be a whole number of Emu, 914,400 to the inch, up to 27 metres, not the number 2147483647"
    );
}
