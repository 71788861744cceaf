//! The symbols of the default marker set (GOCA figure 32).

use afp_codec::goca::MarkerSymbol;

use super::curves::{Arc, Curve, Spot};

/// A marker in the middle of its cell: its lines, and whether their inside is filled. `None` for one that shows nothing.
pub(super) fn outlines(symbol: MarkerSymbol, at: Spot, width: f64, height: f64) -> Option<(Vec<Curve>, bool)> {
    let (across, up) = (width * 0.4, height * 0.4);
    let spot = |x: f64, y: f64| Spot { x: at.x + x * across, y: at.y + y * up };
    let line = |points: &[(f64, f64)]| {
        let mut points = points.iter().map(|&(x, y)| spot(x, y));
        let mut curve = Curve::new(points.next().unwrap_or(at), true);
        points.for_each(|to| curve.line(to));
        curve
    };
    let disc = |part: f64| Curve::ellipse(at, &Arc { p: across * part, q: up * part, r: 0.0, s: 0.0 });
    let closed = |points: &[(f64, f64)]| {
        let mut curve = line(points);
        curve.close();
        vec![curve]
    };
    let diamond = [(0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)];
    let square = [(-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)];
    let cross = [line(&[(-1.0, -1.0), (1.0, 1.0)]), line(&[(-1.0, 1.0), (1.0, -1.0)])];
    let plus = [line(&[(-1.0, 0.0), (1.0, 0.0)]), line(&[(0.0, -1.0), (0.0, 1.0)])];
    Some(match symbol {
        MarkerSymbol::CROSS => (cross.to_vec(), false),
        MarkerSymbol::PLUS => (plus.to_vec(), false),
        MarkerSymbol::DIAMOND => (closed(&diamond), false),
        MarkerSymbol::SQUARE => (closed(&square), false),
        MarkerSymbol::STAR_6 => {
            let [down, up] = [-1.0, 1.0].map(|y| line(&[(-0.5, -0.866 * y), (0.5, 0.866 * y)]));
            (vec![line(&[(-1.0, 0.0), (1.0, 0.0)]), down, up], false)
        }
        MarkerSymbol::STAR_8 => ([cross, plus].concat(), false),
        MarkerSymbol::FILLED_DIAMOND => (closed(&diamond), true),
        MarkerSymbol::FILLED_SQUARE => (closed(&square), true),
        MarkerSymbol::DOT => (vec![disc(0.25)], true),
        MarkerSymbol::CIRCLE => (vec![disc(0.5)], false),
        _ => return None,
    })
}
