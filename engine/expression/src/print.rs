//! An expression as text again: one form for each tree, with no brackets but those needed.

use std::fmt::{self, Write};

use crate::syntax::{Expression, NOT_LEVEL, Node, SIGN_LEVEL, Tree, WORDS};
use crate::token::is_plain_name;
use crate::{BuiltIn, Value};

/// A name of a field as an expression writes it: in backquotes where its characters or the language need them.
///
/// A name with a backquote in it cannot be written.
pub fn quote_name(name: &str) -> String {
    if is_plain_name(name) && !WORDS.contains(&name) { name.to_owned() } else { format!("`{name}`") }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tree(&self.root, 0, f)
    }
}

fn text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\t' => f.write_str("\\t")?,
            other => f.write_char(other)?,
        }
    }
    f.write_char('"')
}

/// Writes a tree where operators below `level` need brackets.
fn tree(tree_: &Tree, level: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let own = match &tree_.node {
        Node::Binary(operator, ..) => operator.level(),
        Node::Not(_) => NOT_LEVEL,
        Node::Negate(_) => SIGN_LEVEL,
        _ => u8::MAX,
    };
    if own < level {
        f.write_char('(')?;
        node(&tree_.node, own, f)?;
        f.write_char(')')
    } else {
        node(&tree_.node, own, f)
    }
}

fn node(node: &Node, own: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match node {
        Node::Constant(Value::Text(constant)) => text(constant, f),
        Node::Constant(Value::Missing) => f.write_str("missing"),
        Node::Constant(constant) => write!(f, "{constant}"),
        Node::Name(name) => f.write_str(&quote_name(name)),
        Node::Field(base, name, _) => {
            tree(base, u8::MAX, f)?;
            let plain = is_plain_name(name);
            if plain { write!(f, ".{name}") } else { write!(f, ".`{name}`") }
        }
        Node::Index(base, index) => {
            tree(base, u8::MAX, f)?;
            f.write_char('[')?;
            tree(index, 0, f)?;
            f.write_char(']')
        }
        Node::Negate(operand) => {
            f.write_char('-')?;
            tree(operand, own, f)
        }
        Node::Not(operand) => {
            f.write_str("not ")?;
            tree(operand, own, f)
        }
        Node::Binary(operator, left, right) => {
            let comparison = own == crate::syntax::Operator::Equal.level();
            tree(left, if comparison { own + 1 } else { own }, f)?;
            write!(f, " {} ", operator.text())?;
            tree(right, own + 1, f)
        }
        Node::Call { function, arguments, .. } => {
            write!(f, "{function}(")?;
            for (number, argument) in arguments.iter().enumerate() {
                if number > 0 {
                    f.write_str(", ")?;
                }
                tree(argument, 0, f)?;
            }
            f.write_char(')')
        }
    }
}

impl fmt::Display for BuiltIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
