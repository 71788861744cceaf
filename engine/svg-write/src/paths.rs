//! Outlines and rectangles.

use scene::{Definitions, FillRule, LineCap, LineJoin, Path, PathItem, Segment, Stroke};
use units::{Emu, Point, Rect};

use crate::number::{colour, length};

/// The `d` of a path.
pub(crate) fn data(path: &Path) -> String {
    let mut out = String::new();
    let step = |out: &mut String, letter: char, points: &[Point]| {
        out.push(letter);
        for (at, point) in points.iter().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            length(out, point.x);
            out.push(' ');
            length(out, point.y);
        }
    };
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => step(&mut out, 'M', &[to]),
            Segment::Line(to) => step(&mut out, 'L', &[to]),
            Segment::Cubic(one, two, to) => step(&mut out, 'C', &[one, two, to]),
            Segment::Close => out.push('Z'),
        }
    }
    out
}

/// Filled upright rectangles as one path.
pub(crate) fn rects(out: &mut String, rects: &[Rect], rgb: [u8; 3]) {
    if rects.is_empty() {
        return;
    }
    out.push_str("<path");
    colour(out, "fill", rgb);
    out.push_str(" d=\"");
    for rect in rects {
        out.push('M');
        length(out, rect.x);
        out.push(' ');
        length(out, rect.y);
        out.push('h');
        length(out, rect.width);
        out.push('v');
        length(out, rect.height);
        out.push('h');
        length(out, -rect.width);
        out.push('Z');
    }
    out.push_str("\"/>\n");
}

/// An outline, filled and drawn.
pub(crate) fn item(out: &mut String, item: &PathItem, definitions: &Definitions) {
    out.push_str("<path");
    match item.fill {
        Some((fill, rule)) => {
            colour(out, "fill", definitions.to_rgb(fill));
            if rule == FillRule::EvenOdd {
                out.push_str(" fill-rule=\"evenodd\"");
            }
        }
        None => out.push_str(" fill=\"none\""),
    }
    if let Some(stroke) = &item.stroke {
        line(out, stroke, definitions);
    }
    out.push_str(&format!(" d=\"{}\"/>\n", data(&item.path)));
}

fn line(out: &mut String, stroke: &Stroke, definitions: &Definitions) {
    colour(out, "stroke", definitions.to_rgb(stroke.colour));
    out.push_str(" stroke-width=\"");
    length(out, stroke.width);
    out.push('"');
    out.push_str(match stroke.cap {
        LineCap::Flat => "",
        LineCap::Square => " stroke-linecap=\"square\"",
        LineCap::Round => " stroke-linecap=\"round\"",
    });
    // The limit of SVG, four times the width, is that of the page.
    out.push_str(match stroke.join {
        LineJoin::Miter => "",
        LineJoin::Round => " stroke-linejoin=\"round\"",
        LineJoin::Bevel => " stroke-linejoin=\"bevel\"",
    });
    let lengths = stroke.dash.as_ref().map_or(&[][..], |dash| &dash.lengths);
    if lengths.iter().any(|&dash| dash > Emu::ZERO) && lengths.iter().all(|&dash| dash >= Emu::ZERO) {
        out.push_str(" stroke-dasharray=\"");
        for (at, &dash) in lengths.iter().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            length(out, dash);
        }
        out.push('"');
    }
}
