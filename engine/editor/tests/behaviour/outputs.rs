//! Outputs and resources of libraries.

use editor::{EditName, Millis, Property, PropertyName};
use model::{AfpProfile, LibraryKind, Shape};
use units::{Emu, Rect, Size};

use crate::common::editor;

#[test]
fn a_change_of_the_outputs_is_one_step_and_none_where_nothing_changes() {
    let mut editor = editor();
    let before = editor.template().clone();
    editor.change_outputs(|outputs| outputs.afp.profile = AfpProfile::Classic, Millis(1)).unwrap();
    editor.change_outputs(|outputs| outputs.afp.form_definition = "F1".to_owned(), Millis(2)).unwrap();
    editor.change_outputs(|_| {}, Millis(3)).unwrap();
    assert_eq!(editor.history().names().0, [EditName::Output, EditName::Output], "quick steps are not joined");
    editor.undo();
    assert_eq!(editor.template().outputs.afp.profile, AfpProfile::Classic);
    editor.undo();
    assert_eq!(*editor.template(), before);
}

#[test]
fn a_resource_as_large_as_the_page_covers_it_and_a_small_one_stands_in_its_middle() {
    let mut editor = editor();
    let small = Size::new(Emu::from_millimetres(50), Emu::from_millimetres(20));
    let huge = Size::new(Emu::from_millimetres(500), Emu::from_millimetres(600));
    for (size, left, top) in [(Size::A4, 0, 0), (small, 80, 138), (huge, 0, 0)] {
        let id = editor.place_library(LibraryKind::Overlay, "O1STAMP", size, 0, Millis(1)).unwrap();
        let Some(Property::Rect(rect)) = editor.property(id, PropertyName::Rect) else {
            panic!("an object has a place")
        };
        let corner = Size::new(Emu::from_millimetres(left), Emu::from_millimetres(top));
        assert!((rect.x - corner.width).abs() < Emu::from_millimetres(1), "{rect:?}");
        assert!((rect.y - corner.height).abs() < Emu::from_millimetres(1), "{rect:?}");
        assert_eq!(rect, Rect::new(rect.x, rect.y, size.width, size.height));
        assert!(matches!(editor.document().object(id).map(|object| &object.shape), Some(Shape::Library(_))));
        assert_eq!(editor.selection().single(), Some(id));
    }
}
