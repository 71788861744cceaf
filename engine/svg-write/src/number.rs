//! Numbers and text as SVG writes them.

use units::{Emu, Transform};

/// A number with at most `decimals` decimals, without trailing zeros.
pub(crate) fn number(out: &mut String, value: f64, decimals: usize) {
    let text = format!("{value:.decimals$}");
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { text.as_str() };
    out.push_str(if text == "-0" { "0" } else { text });
}

/// A length in points.
pub(crate) fn length(out: &mut String, length: Emu) {
    number(out, length.to_points(), 3);
}

/// A `transform` attribute; nothing for the identity.
pub(crate) fn transform(out: &mut String, transform: Transform) {
    if transform != Transform::IDENTITY {
        let [a, b, c, d, e, f] = transform.to_points();
        matrix(out, [a, b, c, d, e, f]);
    }
}

/// A `transform` attribute of six numbers.
pub(crate) fn matrix(out: &mut String, factors: [f64; 6]) {
    out.push_str(" transform=\"matrix(");
    for (at, factor) in factors.into_iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        number(out, factor, if at < 4 { 6 } else { 3 });
    }
    out.push_str(")\"");
}

/// Text for an element or an attribute in double quotes; what XML 1.0 cannot hold is replaced.
pub(crate) fn escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
}

/// ` name="#rrggbb"`.
pub(crate) fn colour(out: &mut String, name: &str, [red, green, blue]: [u8; 3]) {
    out.push_str(&format!(" {name}=\"#{red:02x}{green:02x}{blue:02x}\""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_text_is_safe() {
        let mut out = String::new();
        number(&mut out, -0.0004, 3);
        out.push(' ');
        number(&mut out, 1200.5, 3);
        out.push(' ');
        escaped(&mut out, "a<b>&\"\u{1}");
        assert_eq!(out, "0 1200.5 a&lt;b&gt;&amp;&quot;\u{FFFD}");
    }
}
