//! A small template with one of everything that is edited, laid out by hand.

use editor::{CaretLine, Editor, Millis, Modifiers, PageBox, PageGeometry, Pointer};
use model::{ObjectId, Template};
use units::{Emu, Point, Rect, Size};

const SMALL: &str = include_str!("small.json");

/// The template.
pub(crate) fn template() -> Template {
    Template::from_json("small.json", SMALL).unwrap().0
}

/// An editor on its two pages.
pub(crate) fn editor() -> Editor {
    editor_with_seed(7)
}

/// The same with other new ids.
pub(crate) fn editor_with_seed(seed: u64) -> Editor {
    let mut editor = Editor::new(template(), seed).unwrap();
    editor.set_pages(pages());
    editor
}

/// What layout would tell: frames, blocks, rows and cells; objects of masters the editor places itself.
pub(crate) fn pages() -> Vec<PageGeometry> {
    let mm = |x, y, width, height| {
        let mm = Emu::from_millimetres;
        Rect::new(mm(x), mm(y), mm(width), mm(height))
    };
    let drawn = |object: &str, instance, rect| PageBox { object: id(object), instance, rect };
    let mut first = vec![
        drawn("w_first", 0, mm(20, 100, 170, 170)),
        drawn("b_text", 0, mm(20, 100, 170, 10)),
        drawn("b_cards", 0, mm(20, 115, 170, 20)),
        drawn("b_table", 0, mm(20, 140, 170, 30)),
    ];
    for (row, y) in [(0, 150), (1, 160)] {
        first.push(drawn("c_date", row, mm(20, y, 85, 10)));
        first.push(drawn("c_amount", row, mm(105, y, 85, 10)));
    }
    vec![
        PageGeometry { size: Size::A4, boxes: first },
        PageGeometry { size: Size::A4, boxes: vec![drawn("w_next", 0, mm(20, 30, 170, 240))] },
    ]
}

/// An id by its text.
pub(crate) fn id(text: &str) -> ObjectId {
    text.parse().unwrap()
}

/// A place in millimetres.
pub(crate) fn at(x: i32, y: i32) -> Point {
    Point::new(Emu::from_millimetres(x), Emu::from_millimetres(y))
}

/// The pointer on the first page, with snapping off; a screen pixel is a quarter of a millimetre.
pub(crate) fn pointer(x: i32, y: i32) -> Pointer {
    Pointer {
        page: 0,
        point: at(x, y),
        pixel: Emu::new(9_000),
        modifiers: Modifiers { control: true, ..Modifiers::default() },
        clicks: 1,
        time: Millis(0),
    }
}

/// Presses, drags and releases.
pub(crate) fn drag(editor: &mut Editor, from: Pointer, to: Pointer) {
    editor.pointer_down(from);
    editor.pointer_move(to);
    editor.pointer_up(to);
}

/// Presses and releases.
pub(crate) fn click(editor: &mut Editor, at: Pointer) {
    editor.pointer_down(at);
    editor.pointer_up(at);
}

/// Millimetres.
pub(crate) fn mm(value: i32) -> Emu {
    Emu::from_millimetres(value)
}

/// An object's rectangle.
pub(crate) fn rect_of(editor: &Editor, object: &str) -> Rect {
    editor.document().object(id(object)).unwrap().rect
}

/// A pointer with other keys held down.
pub(crate) fn with(pointer: Pointer, change: impl Fn(&mut Modifiers)) -> Pointer {
    let mut pointer = pointer;
    change(&mut pointer.modifiers);
    pointer
}

/// "Dear {{ name }}, hello" on one line: the field is one step, 10 mm wide; each other character 1 mm.
pub(crate) fn line() -> CaretLine {
    let text = "Dear {{ name }}, hello";
    let mut stops = vec![(0, mm(25))];
    let (mut offset, mut x) = (0, 25);
    while offset < text.len() {
        (offset, x) = if offset == 5 { (15, x + 10) } else { (offset + 1, x + 1) };
        stops.push((offset, mm(x)));
    }
    let rect = Rect::new(mm(25), mm(22), mm(30), mm(4));
    CaretLine { page: 0, paragraph: id("p_one"), instance: 0, rect, stops }
}
