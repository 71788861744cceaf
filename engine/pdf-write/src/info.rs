//! What the document says of itself (ISO 32000-1, 14.3).

use scene::DocumentInfo;

use crate::content::Content;

/// Writes a text string: as it is where it is ASCII, else as UTF-16 (7.9.2.2).
pub(crate) fn text_string(content: &mut Content, text: &str) {
    if text.is_ascii() {
        content.string(text.bytes());
    } else {
        content.string([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)));
    }
}

/// The document information dictionary.
pub(crate) fn dictionary(info: &DocumentInfo) -> Content {
    let mut body = Content::default();
    body.text("<<");
    for (key, text) in [("/Title", &info.title), ("/Author", &info.author), ("/Subject", &info.subject)] {
        if !text.is_empty() {
            body.text(key);
            text_string(&mut body, text);
        }
    }
    body.text("/Producer(Formwright)");
    if let Some(date) = info.time.as_deref().and_then(date) {
        body.text("/CreationDate(").text(&date).text(")/ModDate(").text(&date).text(")");
    }
    body.text(">>");
    body
}

/// The metadata stream: where a time is given, since readers hold its dates against those of the dictionary, and in
/// every file for the archive, which claims there to be one.
pub(crate) fn xmp(info: &DocumentInfo, archive: bool) -> Option<String> {
    let time = info.time.as_deref().filter(|time| date(time).is_some());
    if time.is_none() && !archive {
        return None;
    }
    let mut text = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n",
    );
    let mut alternative = |name: &str, value: &str| {
        if !value.is_empty() {
            let value = escape(value);
            text.push_str(&format!(
                "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{name}>\n"
            ));
        }
    };
    alternative("dc:title", &info.title);
    alternative("dc:description", &info.subject);
    if !info.author.is_empty() {
        let author = escape(&info.author);
        text.push_str(&format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"));
    }
    if !info.language.is_empty() {
        let language = escape(&info.language);
        text.push_str(&format!("<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n"));
    }
    if let Some(time) = time.map(escape) {
        text.push_str(&format!("<xmp:CreateDate>{time}</xmp:CreateDate>\n<xmp:ModifyDate>{time}</xmp:ModifyDate>\n"));
    }
    text.push_str("<pdf:Producer>Formwright</pdf:Producer>\n</rdf:Description>\n");
    if archive {
        text.push_str(
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
             <pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n</rdf:Description>\n",
        );
    }
    text.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    Some(text)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `2026-03-31T12:00:00+02:00` as `D:20260331120000+02'00` (7.9.4); none where the time is of another form.
fn date(time: &str) -> Option<String> {
    let shape = |range: std::ops::Range<usize>, pattern: &str| {
        let part = time.get(range)?;
        let fits = part.len() == pattern.len()
            && part.bytes().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                b'T' => byte.eq_ignore_ascii_case(&b'T'),
                other => byte == other,
            });
        fits.then_some(part)
    };
    let digits: String = shape(0..19, "0000-00-00T00:00:00")?.chars().filter(char::is_ascii_digit).collect();
    let rest = time.get(19..)?;
    let zone = rest.trim_start_matches('.').trim_start_matches(|digit: char| digit.is_ascii_digit());
    let zone = if rest.starts_with('.') { zone } else { rest };
    if zone.eq_ignore_ascii_case("z") {
        return Some(format!("D:{digits}Z"));
    }
    let start = time.len().checked_sub(6)?;
    if start != time.len() - zone.len() {
        return None;
    }
    let zone = shape(start..time.len(), "+00:00").or_else(|| shape(start..time.len(), "-00:00"))?;
    Some(format!("D:{digits}{}", zone.replace(':', "'")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_pdf_dates() {
        assert_eq!(date("2026-03-31T12:00:05+02:00").as_deref(), Some("D:20260331120005+02'00"));
        assert_eq!(date("2026-03-31T12:00:05.123Z").as_deref(), Some("D:20260331120005Z"));
        for bad in ["", "2026-03-31", "2026-03-31T12:00:05", "2026-03-31T12:00:05+2", "2026-03-31T12:00:05é00:00"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn nothing_is_dated_without_a_time() {
        let info = DocumentInfo { title: "A & B".to_owned(), ..DocumentInfo::default() };
        assert_eq!(xmp(&info, false), None);
        let kept = xmp(&info, true).unwrap();
        assert!(kept.contains("<pdfaid:part>2<") && !kept.contains("Date>"));
        assert!(!String::from_utf8(dictionary(&info).bytes).unwrap().contains("Date"));
        let dated = DocumentInfo { time: Some("2026-03-31T12:00:05Z".to_owned()), ..info };
        assert!(xmp(&dated, false).unwrap().contains("A &amp; B"));
    }
}
