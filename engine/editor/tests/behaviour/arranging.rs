//! What is done to a selection: order, groups, alignment, copies, properties, bound fields.

use crate::common::{at, editor, id, mm, rect_of};
use editor::{
    Alignment, Axis, DroppedField, Editor, FieldKind, Key, Millis, Modifiers, Order, Property, Selection, ShownAs,
};
use units::{Emu, Rect};

#[test]
fn quick_nudges_are_one_step_and_slow_ones_are_not() {
    let mut editor = editor();
    editor.select(Selection::of(id("o_box")));
    editor.key(Key::Right, Modifiers::default(), Millis(0));
    editor.key(Key::Right, Modifiers { shift: true, ..Modifiers::default() }, Millis(500));
    assert_eq!(rect_of(&editor, "o_box").x, mm(20) + Emu::new(3_600 + 36_000));
    editor.key(Key::Right, Modifiers::default(), Millis(5_000));
    assert_eq!(editor.history().names().0.len(), 2);
    editor.undo();
    editor.undo();
    assert_eq!(*editor.template(), crate::common::template());
}

#[test]
fn order_keeps_several_objects_in_their_order() {
    let mut editor = editor();
    let order = |editor: &Editor| {
        let ids = editor.document().siblings(id("o_box"));
        ids.iter().map(ToString::to_string).take(4).collect::<Vec<_>>().join(" ")
    };
    editor.select(Selection::of_all([id("o_box"), id("o_text")]));
    editor.reorder(Order::Forward, Millis(0)).unwrap();
    assert_eq!(order(&editor), "o_band o_line o_box o_text");
    editor.reorder(Order::Back, Millis(0)).unwrap();
    assert_eq!(order(&editor), "o_box o_text o_band o_line");
    editor.reorder(Order::Back, Millis(0)).unwrap();
    assert_eq!(order(&editor), "o_box o_text o_band o_line");
    editor.reorder(Order::Front, Millis(0)).unwrap();
    assert!(editor.document().siblings(id("o_box")).ends_with(&[id("o_box"), id("o_text")]));
    editor.reorder(Order::Backward, Millis(0)).unwrap();
    assert_eq!(editor.document().next_sibling(id("o_text")), Some(id("o_empty")));
}

#[test]
fn grouping_and_ungrouping_leave_everything_where_it_was() {
    let mut editor = editor();
    editor.select(Selection::of_all([id("o_text"), id("o_box")]));
    let places = |editor: &Editor| {
        let page = &editor.pages()[0];
        [id("o_box"), id("o_text")].map(|id| page.find(id, 0).unwrap().rect)
    };
    let before = places(&editor);
    editor.group(Millis(0)).unwrap();
    let group = editor.selection().single().unwrap();
    assert_eq!(editor.document().object(group).unwrap().rect, Rect::new(mm(20), mm(20), mm(40), mm(20)));
    assert_eq!(places(&editor), before);
    editor.ungroup(Millis(0)).unwrap();
    assert_eq!(places(&editor), before);
    assert_eq!(*editor.template(), crate::common::template());
    editor.select(Selection::of_all([id("o_box"), id("o_card")]));
    assert!(editor.group(Millis(0)).is_err());
}

#[test]
fn ungrouping_a_turned_group_keeps_the_picture() {
    let mut editor = editor();
    editor.set_property(id("o_group"), Property::Rotation(units::Angle::from_degrees(90)), Millis(0)).unwrap();
    let place = |editor: &Editor| {
        let placed = *editor.pages()[0].find(id("o_inner1"), 0).unwrap();
        (placed.rect, placed.rotation)
    };
    let before = place(&editor);
    editor.select(Selection::of(id("o_group")));
    editor.ungroup(Millis(0)).unwrap();
    assert_eq!(place(&editor), before);
    assert_eq!(editor.selection().ids(), [id("o_inner1"), id("o_inner2")]);
}

#[test]
fn aligning_and_distributing() {
    let mut editor = editor();
    editor.select(Selection::of_all([id("o_code"), id("o_box"), id("o_line")]));
    editor.align(Alignment::Left, Millis(0)).unwrap();
    assert_eq!(["o_code", "o_box", "o_line"].map(|name| rect_of(&editor, name).x), [mm(20); 3]);
    editor.undo();
    editor.select(Selection::of(id("o_code")));
    editor.align(Alignment::Centre, Millis(0)).unwrap();
    assert_eq!(rect_of(&editor, "o_code").centre().x, mm(105));
    editor.undo();
    editor.select(Selection::of_all([id("o_box"), id("o_line"), id("o_image")]));
    editor.distribute(Axis::Horizontal, Millis(0)).unwrap();
    // From 20 to 160 mm, 90 of them filled: two gaps of 25.
    assert_eq!(["o_box", "o_line", "o_image"].map(|name| rect_of(&editor, name).x), [mm(20), mm(85), mm(150)]);
}

#[test]
fn copies_bring_their_styles_to_another_template() {
    let mut source = editor();
    source.select(Selection::of(id("o_text")));
    let text = source.copy().unwrap();
    assert!(editor::is_clipping(&text));
    let mut other = crate::common::template();
    other.styles.clear();
    other.swatches.clear();
    let mut target = Editor::new(other, 99).unwrap();
    target.set_pages(crate::common::pages());
    target.paste(&text, true, Millis(0)).unwrap();
    let pasted = target.selection().single().unwrap();
    assert_ne!(pasted, id("o_text"));
    assert_eq!(target.document().object(pasted).unwrap().rect, rect_of(&source, "o_text"));
    let styles: Vec<_> = target.template().styles.iter().map(|style| style.name.as_str()).collect();
    assert_eq!(styles, ["Body", "Head"]);
    assert_eq!(target.template().swatches.len(), 1);
    assert!(target.paste("{\"a\": 1}", true, Millis(0)).is_err());
    target.undo();
    assert!(target.template().styles.is_empty());
}

#[test]
fn dropped_fields_become_bound_objects_and_tables() {
    let mut editor = editor();
    let field = DroppedField::Value { path: "account.closing".into(), kind: FieldKind::Number };
    let text = editor.drop_field(&field, ShownAs::Text, 0, at(100, 200), Millis(0)).unwrap();
    assert_eq!(editor.document().text(text).unwrap(), "{{ number(account.closing) }}");
    assert_eq!(editor.document().object(text).unwrap().name, "closing");
    let code = editor.drop_field(&field, ShownAs::Barcode, 0, at(100, 200), Millis(0)).unwrap();
    let data = editor.property(code, editor::PropertyName::Data);
    assert_eq!(data, Some(Property::Data("{{ account.closing }}".into())));
    let rows = DroppedField::Rows {
        path: "transactions".into(),
        columns: vec![("booking_date".into(), FieldKind::Date), ("amount".into(), FieldKind::Number)],
    };
    let table = editor.drop_field(&rows, ShownAs::Text, 0, at(100, 112), Millis(0)).unwrap();
    assert_eq!(editor.document().next_sibling(table), Some(id("b_cards")));
    let json = editor.document().element(table).unwrap().to_element().to_json_line();
    assert!(json.contains("Booking date") && json.contains("{{ number(row.amount) }}"), "{json}");
    while editor.undo() {}
    assert_eq!(*editor.template(), crate::common::template());
}

#[test]
fn panels_read_common_values_and_set_all() {
    let mut editor = editor();
    editor.select(Selection::of_all([id("o_box"), id("o_band")]));
    assert_eq!(editor.common_property(editor::PropertyName::Opacity), Some(Property::Opacity(255)));
    assert_eq!(editor.common_property(editor::PropertyName::Fill), None);
    editor.set_selected(&Property::Opacity(100), Millis(0)).unwrap();
    editor.set_selected(&Property::Opacity(90), Millis(300)).unwrap();
    assert_eq!(editor.common_property(editor::PropertyName::Opacity), Some(Property::Opacity(90)));
    assert_eq!(editor.history().names().0.len(), 1);
    editor.undo();
    assert_eq!(*editor.template(), crate::common::template());
}

#[test]
fn transactions_nest_roll_back_and_vanish_when_empty() {
    let mut editor = editor();
    let name = editor::EditName::Change;
    editor.begin(name, None, Millis(0));
    editor.apply(editor::Operation::set(id("o_box"), Property::Opacity(1))).unwrap();
    editor.begin(name, None, Millis(0));
    editor.apply(editor::Operation::remove(id("o_band"))).unwrap();
    editor.roll_back();
    assert!(editor.document().contains(id("o_band")));
    assert!(editor.commit());
    assert_eq!(editor.history().names().0.len(), 1);
    editor.undo();
    editor.begin(name, None, Millis(0));
    assert!(!editor.commit());
    editor.set_property(id("o_box"), Property::Opacity(255), Millis(0)).unwrap();
    assert_eq!((editor.history().names().0.len(), editor.template() == &crate::common::template()), (0, true));
}

#[test]
fn a_group_fits_around_its_objects_when_one_of_them_moves_and_goes_with_the_last() {
    let mut editor = editor();
    let places = |editor: &Editor| {
        let page = &editor.pages()[0];
        ["o_inner1", "o_inner2"].map(|name| page.find(id(name), 0).map(|placed| placed.rect))
    };
    let before = places(&editor);
    editor.select(Selection::of(id("o_inner1")).inside(Some(id("o_group"))));
    editor.nudge(at(10, 5), Millis(0)).unwrap();
    assert_eq!(rect_of(&editor, "o_group"), Rect::new(mm(130), mm(55), mm(50), mm(25)));
    let after = places(&editor);
    assert_eq!(after[1], before[1], "the other stays where it is on the page");
    assert_eq!(after[0], before[0].map(|rect| rect.translated(at(10, 5))));
    editor.delete(Millis(0)).unwrap();
    assert_eq!(rect_of(&editor, "o_group"), Rect::new(mm(160), mm(70), mm(20), mm(10)));
    editor.select(Selection::of(id("o_inner2")));
    editor.delete(Millis(0)).unwrap();
    assert!(!editor.document().contains(id("o_group")));
    while editor.undo() {}
    assert_eq!(*editor.template(), crate::common::template());
}
