//! `formwright inspect`.

use std::io::{self, Write};
use std::path::Path;

use formwright::afp_codec::Framing;
use formwright::afp_codec::dump::{FieldNodes, Node, tree};
use formwright::afp_codec::framing::{DETECTION_BYTES, Detection};
use serde_json::{Value, json};

use crate::arguments::Inspect;
use crate::files;
use crate::report::{Done, Failed};

pub(crate) fn run(call: &Inspect) -> Result<Done, Failed> {
    let bytes = files::read(&call.input)?;
    let head = bytes.get(..DETECTION_BYTES).unwrap_or(&bytes);
    let Detection { framing, fields, lines, damage, .. } = Framing::detect(head);
    let told = format!("{framing}: {fields} fields, {lines} lines, {damage} damaged stretches in the first records");
    files::write(Path::new("-"), |out| {
        if call.json {
            eprintln!("{told}");
            let nodes = tree(&bytes);
            serde_json::to_writer_pretty(&mut *out, &nodes.iter().map(to_json).collect::<Vec<_>>())?;
            writeln!(out)
        } else {
            writeln!(out, "{told}")?;
            FieldNodes::new(&bytes).try_for_each(|(depth, node)| show(&node, depth, out))
        }
    })
    .or_else(ignore_closed_pipe)?;
    Ok(Done::Fine)
}

/// A reader that has seen enough (`| head`) is no failure.
pub(crate) fn ignore_closed_pipe(fault: diagnostics::Diagnostic) -> Result<(), diagnostics::Diagnostic> {
    let broken = io::Error::from(io::ErrorKind::BrokenPipe).to_string();
    let closed = fault.argument("reason").is_some_and(|reason| reason.to_string().to_lowercase().starts_with(&broken));
    if closed { Ok(()) } else { Err(fault) }
}

fn show(node: &Node, depth: usize, out: &mut dyn Write) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    writeln!(
        out,
        "{:#010X} {:>6}  {indent}{} {}{}{}",
        node.offset,
        node.length,
        node.acronym,
        node.name,
        if node.meaning.is_empty() { "" } else { "  " },
        node.meaning
    )?;
    node.children.iter().try_for_each(|child| show(child, depth + 1, out))
}

fn to_json(node: &Node) -> Value {
    json!({
        "offset": node.offset,
        "length": node.length,
        "acronym": node.acronym,
        "name": node.name,
        "meaning": node.meaning,
        "children": node.children.iter().map(to_json).collect::<Vec<_>>(),
    })
}
