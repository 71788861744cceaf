//! Pages with the most extreme values: lowered and encoded without a panic, and still by the rules.

#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "shared by the tests, each of which uses its part"
)]
mod support;

use std::sync::LazyLock;

use afp_write::{Encoder, Options, Plan, PrintFile, Spool};
use lower::{Capabilities, Lowering};
use proptest::prelude::*;
use scene::{
    Barcode, ContentBuilder, Dash, Decoration, Definitions, DocumentInfo, FaceId, FillRule, Glyph, Group, Image,
    ImageFormat, ImageId, ImageSource, Include, IncludeId, IncludeKind, Item, LineCap, LineJoin, Mask, Origin, Page,
    Path, PathItem, PixelColour, Pixmap, Placed, Rule, Segment, Stroke, SymbolKind,
};
use support::build::definitions;
use support::rules::check_print_file;
use units::{Colour, Emu, FontSize, Point, QuarterTurn, Rect, Size, SpotId, Transform};

static DEFINITIONS: LazyLock<Definitions> = LazyLock::new(|| {
    let mut all = definitions();
    for colour in [PixelColour::Bilevel, PixelColour::Rgb, PixelColour::Rgba] {
        let (name, format) = (format!("{colour:?}"), ImageFormat::Raw);
        all.images.push(ImageSource { name, width: 3, height: 2, colour, format, bytes: vec![77; 24].into() });
    }
    for kind in [IncludeKind::Overlay, IncludeKind::PageSegment] {
        let mut content = ContentBuilder::new();
        let rect = Rect::new(Emu::ZERO, Emu::ZERO, Emu::new(9_000), Emu::new(9_000));
        content.push(Item::Rule(Rule { rect, colour: Colour::BLACK }), Origin::None);
        let size = Size::new(Emu::new(90_000), Emu::new(90_000));
        all.includes.push(Include { name: format!("{kind:?}"), kind, size, content: content.finish(), library: None });
    }
    all
});

fn length() -> impl Strategy<Value = Emu> {
    prop_oneof![
        Just(Emu::ZERO),
        Just(Emu::new(i32::MIN)),
        Just(Emu::MAX),
        Just(Emu::new(1)),
        any::<i32>().prop_map(Emu::new),
        (-2_000_000i32..9_000_000).prop_map(Emu::new),
        (-2_000_000i32..9_000_000).prop_map(Emu::new),
        (-2_000_000i32..9_000_000).prop_map(Emu::new),
    ]
}

fn point() -> impl Strategy<Value = Point> {
    (length(), length()).prop_map(|(x, y)| Point::new(x, y))
}

fn rect() -> impl Strategy<Value = Rect> {
    (point(), point()).prop_map(|(a, b)| Rect::from_corners(a, b))
}

fn colour() -> impl Strategy<Value = Colour> {
    prop::sample::select(vec![
        Colour::BLACK,
        Colour::DeviceDefault,
        Colour::Gray(9),
        Colour::Lab(200, -100, 100),
        Colour::Oca(0xFFFF),
        Colour::Highlight { number: u16::MAX, coverage: 255, shading: 255 },
        Colour::Spot(SpotId(9), 200),
    ])
}

fn turn() -> impl Strategy<Value = QuarterTurn> {
    prop::sample::select(vec![QuarterTurn::Zero, QuarterTurn::One, QuarterTurn::Two, QuarterTurn::Three])
}

fn path() -> impl Strategy<Value = Path> {
    let segment = prop_oneof![
        point().prop_map(Segment::Move),
        point().prop_map(Segment::Line),
        point().prop_map(Segment::Line),
        (point(), point(), point()).prop_map(|(a, b, c)| Segment::Cubic(a, b, c)),
        Just(Segment::Close),
    ];
    prop::collection::vec(segment, 0..9).prop_map(|segments| Path { segments })
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let cap = prop::sample::select(vec![LineCap::Flat, LineCap::Square, LineCap::Round]);
    let join = prop::sample::select(vec![LineJoin::Miter, LineJoin::Round, LineJoin::Bevel]);
    let dash = prop::option::of(prop::collection::vec(length(), 0..4).prop_map(|lengths| Dash { lengths }));
    (length(), colour(), cap, join, dash).prop_map(|(width, colour, cap, join, dash)| Stroke {
        width,
        colour,
        cap,
        join,
        dash,
    })
}

fn transform() -> impl Strategy<Value = Transform> {
    let factor = || prop::sample::select(vec![0, 65_536, -65_536, 30_000, 98_304, i32::MAX, i32::MIN]);
    prop_oneof![
        Just(Transform::IDENTITY),
        point().prop_map(Transform::translate),
        (factor(), factor(), factor(), factor(), point()).prop_map(|(a, b, c, d, at)| Transform {
            a,
            b,
            c,
            d,
            e: at.x,
            f: at.y
        }),
    ]
}

/// An item, with runs to be made when the page is.
#[derive(Clone, Debug)]
enum Wild {
    Run(Point, QuarterTurn, u16, u16, Colour, Vec<(u16, Emu, Emu, u32)>),
    Item(Item),
    Group(Transform, Option<Path>, u8, Vec<Wild>),
}

fn wild() -> impl Strategy<Value = Wild> {
    let glyph = (prop_oneof![0u16..400, any::<u16>()], length(), length(), 0u32..9);
    let run = (point(), turn(), 0u16..3, any::<u16>(), colour(), prop::collection::vec(glyph, 0..6))
        .prop_map(|(at, turn, face, size, colour, glyphs)| Wild::Run(at, turn, face, size, colour, glyphs));
    let rule = (rect(), colour()).prop_map(|(rect, colour)| Item::Rule(Rule { rect, colour }));
    let fill = prop::option::of((colour(), prop::sample::select(vec![FillRule::NonZero, FillRule::EvenOdd])));
    let shape = (path(), fill, prop::option::of(stroke()))
        .prop_map(|(path, fill, stroke)| Item::Path(Box::new(PathItem { path, fill, stroke })));
    let image = (0u32..5, rect(), turn(), prop::option::of(colour())).prop_map(|(image, rect, turn, mask)| {
        Item::Image(Image { image: ImageId(image), rect, turn, mask: mask.map(|colour| Mask { colour }) })
    });
    let include = (0u32..3, point(), turn()).prop_map(|(include, at, turn)| Item::Include {
        include: IncludeId(include),
        at,
        turn,
    });
    let kind = prop::sample::select(vec![SymbolKind::Code128, SymbolKind::qr(9), SymbolKind::DATA_MATRIX]);
    let barcode = (kind, prop::collection::vec(any::<u8>(), 0..9), point(), turn(), any::<u8>(), length(), rect())
        .prop_map(|(kind, data, origin, turn, module_mils, height, bar)| {
            let size = bar.size();
            let bars = vec![bar];
            let colour = Colour::BLACK;
            let (escapes, drawn, ratio_percent) = (false, false, 250);
            Item::Barcode(Box::new(Barcode {
                kind,
                data,
                escapes,
                origin,
                turn,
                module_mils,
                height,
                ratio_percent,
                drawn,
                colour,
                bars,
                size,
            }))
        });
    let leaf = prop_oneof![run, prop_oneof![rule, shape, image, include, barcode].prop_map(Wild::Item),];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let opacity = prop::sample::select(vec![0u8, 100, 255, 255, 255]);
        (transform(), prop::option::of(path()), opacity, prop::collection::vec(inner, 0..4))
            .prop_map(|(transform, clip, opacity, items)| Wild::Group(transform, clip, opacity, items))
    })
}

fn make(wild: &Wild, builder: &mut ContentBuilder) -> Item {
    match wild {
        Wild::Item(item) => item.clone(),
        Wild::Run(at, turn, face, size, colour, glyphs) => {
            let glyphs = glyphs.iter().map(|&(id, along, across, cluster)| Glyph { id, along, across, cluster });
            let decoration = Decoration { underline: size % 2 == 0, strike: size % 3 == 0 };
            let size = FontSize::from_twentieths(*size);
            let glyphs: Vec<Glyph> = glyphs.collect();
            Item::Text(builder.run(
                FaceId(*face),
                size,
                *colour,
                *at,
                *turn,
                Emu::new(9_999),
                glyphs,
                "aé€ b",
                decoration,
            ))
        }
        Wild::Group(transform, clip, opacity, items) => {
            let items = items.iter().map(|item| Placed { item: make(item, builder), origin: Origin::None }).collect();
            Item::Group(Box::new(Group { transform: *transform, clip: clip.clone(), opacity: *opacity, items }))
        }
    }
}

fn rasterise(_: &Page, _: &Definitions, area: Rect, dpi: u32) -> Result<Pixmap, String> {
    let side = |length: Emu| u32::try_from(length.round_to(dpi as i32)).ok().filter(|side| (1..4_000).contains(side));
    let (Some(width), Some(height)) = (side(area.width), side(area.height)) else { return Err("too large".into()) };
    Ok(Pixmap { width, height, rgba: vec![128; width as usize * height as usize * 4] })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_page_makes_the_writer_panic_or_break_a_rule(
        items in prop::collection::vec(wild(), 0..8),
        width in length(),
        height in length(),
    ) {
        let mut builder = ContentBuilder::new();
        for item in &items {
            let item = make(item, &mut builder);
            builder.push(item, Origin::None);
        }
        let page = Page { size: Size::new(width, height), content: builder.finish(), number: 1, ..Page::default() };
        let capabilities = Capabilities::AFP_IS3.with_picture_dpi(72);
        let lowering = Lowering::new(capabilities, &DEFINITIONS, &rasterise);
        let lowered = lowering.page(&page);
        for placed in &lowered.page.content.items {
            match &placed.item {
                Item::Group(_) => prop_assert!(false, "a group is left"),
                Item::Path(path) => {
                    prop_assert!(path.fill.is_none_or(|(_, rule)| rule == FillRule::EvenOdd));
                    prop_assert!(!matches!(path.fill, Some((Colour::Spot(..), _))));
                }
                _ => {}
            }
        }
        let plan = Plan::new(lowering.definitions(), Options { source_map: true, ..Options::default() }).unwrap();
        let encoded = Encoder::new(&plan).page(&lowered.page, &lowered.images).unwrap();
        let mut file = PrintFile::new(&plan, Spool::in_memory());
        file.begin_document(&DocumentInfo::default()).unwrap();
        file.page(&encoded).unwrap();
        file.end_document().unwrap();
        let mut out = Vec::new();
        file.finish(&mut out).unwrap();
        // A page larger than the unit system is reported; its descriptor breaks the rule that the check holds it to.
        if width.get() < 20_000_000 && height.get() < 20_000_000 {
            check_print_file(&out);
        }
    }
}
