//! Pointer and keyboard: what each gesture does.

use crate::common::{at, click, drag, editor, id, mm, pointer, rect_of, with};
use editor::{Axis, HandlePlace, Key, MarqueeRule, Millis, Modifiers, Property, Selection, Tool};
use units::{Emu, Rect};

#[test]
fn a_drag_moves_the_object_under_the_pointer_in_one_step() {
    let mut editor = editor();
    let before = editor.revision();
    drag(&mut editor, pointer(40, 70), pointer(50, 75));
    assert_eq!(rect_of(&editor, "o_code"), Rect::new(mm(30), mm(65), mm(50), mm(15)));
    assert_eq!(editor.selection().single(), Some(id("o_code")));
    assert_eq!((editor.revision(), editor.history().names().0.len()), (before + 1, 1));
    assert!(editor.undo());
    assert_eq!(*editor.template(), crate::common::template());
    assert!(editor.redo());
    assert_eq!(rect_of(&editor, "o_code").x, mm(30));
}

#[test]
fn while_dragging_the_document_stands_still_and_a_ghost_moves() {
    let mut editor = editor();
    editor.pointer_down(pointer(40, 70));
    editor.pointer_move(pointer(50, 75));
    assert_eq!(*editor.template(), crate::common::template());
    let ghost = editor.feedback().ghosts[0];
    assert_eq!((ghost.id, ghost.rect.x, ghost.from.x), (Some(id("o_code")), mm(30), mm(20)));
    assert!(editor.feedback().label.is_some());
}

#[test]
fn escape_during_a_drag_leaves_no_trace() {
    let mut editor = editor();
    editor.select(Selection::of(id("o_box")));
    editor.pointer_down(pointer(40, 70));
    editor.pointer_move(pointer(50, 75));
    assert!(editor.key(Key::Escape, Modifiers::default(), Millis(0)).used);
    assert_eq!(editor.selection().single(), Some(id("o_box")));
    assert_eq!((editor.revision(), editor.history().undo_name()), (1, None));
    assert_eq!(*editor.feedback(), editor::Feedback::default());
    assert!(!editor.pointer_up(pointer(50, 75)).used);
    assert_eq!(*editor.template(), crate::common::template());
}

#[test]
fn shift_keeps_a_drag_on_one_axis_and_alt_drags_a_copy() {
    let mut editor = editor();
    editor.pointer_down(pointer(40, 70));
    let to = with(pointer(60, 73), |held| held.shift = true);
    editor.pointer_move(to);
    editor.pointer_up(to);
    assert_eq!(rect_of(&editor, "o_code").origin(), at(40, 60));
    let copies = editor.document().siblings(id("o_code")).len();
    editor.pointer_down(with(pointer(60, 70), |held| held.alt = true));
    let to = with(pointer(60, 80), |held| held.alt = true);
    editor.pointer_move(to);
    assert!(editor.feedback().duplicating);
    editor.pointer_up(to);
    let siblings = editor.document().siblings(id("o_code"));
    assert_eq!(siblings.len(), copies + 1);
    let copy = editor.selection().single().unwrap();
    assert_eq!(editor.document().object(copy).unwrap().rect.origin(), at(40, 70));
    assert_eq!(editor.document().next_sibling(id("o_code")), Some(copy));
}

#[test]
fn edges_snap_to_neighbours_and_the_guide_shows_it() {
    let mut editor = editor();
    let free = |x, y| with(pointer(x, y), |held| held.control = false);
    editor.pointer_down(free(40, 70));
    let mut to = free(40, 71);
    to.point.x += Emu::new(30_000);
    to.point.y = mm(60) + mm(70) - mm(60) + mm(4);
    editor.pointer_move(to);
    // The bar code's left edge is back at the box's left edge and the margin, 20 mm.
    assert_eq!(editor.feedback().ghosts[0].rect.x, mm(20));
    assert!(editor.feedback().guides.iter().any(|guide| guide.axis == Axis::Vertical && guide.position == mm(20)));
}

#[test]
fn a_handle_resizes_and_a_group_takes_its_objects_along() {
    let mut editor = editor();
    editor.select(Selection::of(id("o_group")));
    let handle = editor.handles().into_iter().find(|handle| handle.place == HandlePlace::BottomRight).unwrap();
    assert_eq!(handle.at, at(180, 80));
    drag(&mut editor, pointer(180, 80), pointer(240, 95));
    assert_eq!(rect_of(&editor, "o_group"), Rect::new(mm(120), mm(50), mm(120), mm(45)));
    assert_eq!(rect_of(&editor, "o_inner2"), Rect::new(mm(80), mm(30), mm(40), mm(15)));
    editor.undo();
    assert_eq!(*editor.template(), crate::common::template());
}

#[test]
fn a_turned_object_resizes_along_its_own_sides() {
    let mut editor = editor();
    // 20 × 10 turned by 90° about (90, 65): on the page it spans x 85–95, y 55–75; its right side points down.
    editor.select(Selection::of(id("o_turned")));
    let right = editor.handles().into_iter().find(|handle| handle.place == HandlePlace::Right).unwrap();
    assert_eq!(right.at, at(90, 75));
    drag(&mut editor, pointer(90, 75), pointer(90, 85));
    let rect = rect_of(&editor, "o_turned");
    assert_eq!((rect.width, rect.height, rect.centre()), (mm(30), mm(10), at(90, 70)));
}

#[test]
fn a_line_is_changed_by_its_ends() {
    let mut editor = editor();
    editor.select(Selection::of(id("o_line")));
    assert_eq!(editor.handles().len(), 2);
    drag(&mut editor, pointer(120, 40), pointer(100, 10));
    assert_eq!(rect_of(&editor, "o_line"), Rect::new(mm(80), mm(10), mm(20), mm(10)));
    assert_eq!(editor.property(id("o_line"), editor::PropertyName::Rising), Some(Property::Rising(true)));
}

#[test]
fn clicks_select_toggle_go_through_and_into_groups() {
    let mut editor = editor();
    click(&mut editor, pointer(30, 25));
    assert_eq!(editor.selection().single(), Some(id("o_text")));
    click(&mut editor, with(pointer(30, 25), |held| held.alt = true));
    assert_eq!(editor.selection().single(), Some(id("o_box")), "what lies below the text");
    click(&mut editor, with(pointer(125, 55), |held| held.shift = true));
    assert_eq!(editor.selection().ids(), [id("o_box"), id("o_group")]);
    click(&mut editor, with(pointer(125, 55), |held| held.shift = true));
    assert_eq!(editor.selection().ids(), [id("o_box")]);
    let mut double = pointer(125, 55);
    double.clicks = 2;
    click(&mut editor, double);
    assert_eq!(
        (editor.selection().single(), editor.selection().entered()),
        (Some(id("o_inner1")), Some(id("o_group")))
    );
    click(&mut editor, pointer(170, 75));
    assert_eq!(editor.selection().single(), Some(id("o_inner2")));
    editor.key(Key::Escape, Modifiers::default(), Millis(0));
    assert_eq!((editor.selection().single(), editor.selection().entered()), (Some(id("o_group")), None));
    click(&mut editor, pointer(160, 30));
    assert!(editor.selection().is_empty(), "what is locked lets the pointer through");
}

#[test]
fn a_marquee_takes_what_it_touches_or_only_what_it_holds() {
    let mut editor = editor();
    drag(&mut editor, pointer(10, 10), pointer(90, 45));
    assert_eq!(editor.selection().ids(), [id("o_box"), id("o_text"), id("o_line")]);
    editor.set_marquee_rule(MarqueeRule::Contain);
    drag(&mut editor, pointer(10, 10), pointer(90, 45));
    assert_eq!(editor.selection().ids(), [id("o_box"), id("o_text")]);
    editor.pointer_down(pointer(10, 10));
    editor.pointer_move(pointer(12, 12));
    editor.cancel();
    assert_eq!(editor.selection().ids(), [id("o_box"), id("o_text")]);
}

#[test]
fn what_flows_is_selected_but_not_dragged() {
    let mut editor = editor();
    drag(&mut editor, pointer(50, 105), pointer(50, 150));
    assert_eq!(editor.selection().single(), Some(id("b_text")));
    assert_eq!(editor.revision(), 1);
    let mut double = pointer(50, 155);
    double.clicks = 2;
    click(&mut editor, double);
    assert_eq!((editor.selection().single(), editor.selection().entered()), (Some(id("c_date")), Some(id("b_table"))));
    // An object in a block of objects moves inside the block.
    drag(&mut editor, pointer(50, 130), pointer(55, 130));
    assert_eq!(rect_of(&editor, "o_card").x, mm(5));
}

#[test]
fn every_tool_places_by_a_drag_and_by_a_click() {
    for tool in Tool::ALL.into_iter().filter(|tool| *tool != Tool::Select) {
        let mut editor = editor();
        editor.set_tool(tool);
        drag(&mut editor, pointer(60, 200), pointer(100, 240));
        let id = editor.selection().single().unwrap();
        assert_eq!(editor.document().object(id).unwrap().rect, Rect::new(mm(60), mm(200), mm(40), mm(40)), "{tool:?}");
        assert_eq!(editor.tool(), Tool::Select);
        editor.set_tool(tool);
        click(&mut editor, pointer(60, 200));
        assert_ne!(editor.selection().single(), Some(id), "{tool:?}");
        assert_eq!(editor.document().place(id).unwrap().parent, crate::common::id("m_first"));
        editor.end_text();
        editor.undo();
        editor.undo();
        assert_eq!(*editor.template(), crate::common::template(), "{tool:?}");
    }
}
