//! The same statement as XSL-FO, for Apache FOP.

use super::data::statement;

/// Column heading, width in points, alignment.
const COLUMNS: [(&str, u32, &str); 5] = [
    ("Date", 65, "start"),
    ("Details", 200, "start"),
    ("Reference", 80, "start"),
    ("Amount", 80, "end"),
    ("Balance", 90, "end"),
];

const HEAD: &str = r#"<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format">
<fo:layout-master-set><fo:simple-page-master master-name="page" page-width="210mm" page-height="297mm" margin="40pt">
<fo:region-body margin-top="10pt" margin-bottom="20pt"/><fo:region-after extent="15pt"/>
</fo:simple-page-master></fo:layout-master-set>
"#;

/// A document of so many statements.
pub(crate) fn document(count: u32) -> String {
    let mut out = String::from(HEAD);
    for number in 0..count {
        sequence(number, &mut out);
    }
    out.push_str("</fo:root>\n");
    out
}

fn block(text: &str, attributes: &str, out: &mut String) {
    out.push_str(&format!("<fo:block{attributes}>{text}</fo:block>"));
}

fn cell(text: &str, align: &str, attributes: &str, out: &mut String) {
    out.push_str(&format!("<fo:table-cell{attributes}>"));
    block(text, &format!(" text-align=\"{align}\""), out);
    out.push_str("</fo:table-cell>");
}

fn sequence(number: u32, out: &mut String) {
    let one = statement(number);
    let last = format!("last{number}");
    out.push_str(
        "<fo:page-sequence master-reference=\"page\" initial-page-number=\"1\" force-page-count=\"no-force\" \
         font-family=\"Helvetica\" font-size=\"9pt\"><fo:static-content flow-name=\"xsl-region-after\">",
    );
    let pages = format!("Page <fo:page-number/> of <fo:page-number-citation-last ref-id=\"{last}\"/>");
    block(&pages, " text-align=\"right\"", out);
    out.push_str("</fo:static-content><fo:flow flow-name=\"xsl-region-body\">");
    out.push_str("<fo:block-container background-color=\"#193280\" height=\"30pt\" width=\"120pt\"><fo:block/></fo:block-container>");
    block("Account statement", " font-size=\"16pt\"", out);
    block(&one.name, "", out);
    for line in &one.address {
        block(line, "", out);
    }
    block(&format!("IBAN {}", one.iban), " space-before=\"20pt\"", out);
    block(&format!("Opening {}", one.opening), "", out);
    block(&format!("Closing {}", one.closing), " space-after=\"60pt\"", out);
    out.push_str("<fo:table table-layout=\"fixed\" width=\"100%\">");
    for (_, width, _) in COLUMNS {
        out.push_str(&format!("<fo:table-column column-width=\"{width}pt\"/>"));
    }
    out.push_str("<fo:table-header><fo:table-row background-color=\"#e6e6f0\">");
    for (title, _, align) in COLUMNS {
        cell(title, align, "", out);
    }
    out.push_str("</fo:table-row></fo:table-header><fo:table-body>");
    for row in &one.transactions {
        out.push_str("<fo:table-row height=\"16pt\">");
        for (value, (_, _, align)) in row.iter().zip(COLUMNS) {
            cell(value, align, " border-bottom=\"0.3pt solid #999999\"", out);
        }
        out.push_str("</fo:table-row>");
    }
    out.push_str("</fo:table-body></fo:table>");
    out.push_str(&format!("<fo:block id=\"{last}\"/></fo:flow></fo:page-sequence>\n"));
}
