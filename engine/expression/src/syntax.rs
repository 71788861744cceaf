//! The tree of a parsed expression.

use std::sync::Arc;

use crate::token::Symbol;
use crate::{Span, Value};

/// The longest text of an expression, in bytes.
pub const MAXIMUM_LENGTH: usize = 16_384;

/// The highest tree of an expression, in operations inside one another.
pub const MAXIMUM_HEIGHT: u16 = 100;

/// A parsed expression.
#[derive(Clone, Debug)]
pub struct Expression {
    pub(crate) source: Arc<str>,
    pub(crate) root: Tree,
}

#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) span: Span,
    pub(crate) height: u16,
    pub(crate) node: Node,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Constant(Value),
    Name(Arc<str>),
    Field(Box<Tree>, Arc<str>, Span),
    Index(Box<Tree>, Box<Tree>),
    Negate(Box<Tree>),
    Not(Box<Tree>),
    Binary(Operator, Box<Tree>, Box<Tree>),
    Call { function: Arc<str>, name: Span, arguments: Vec<Tree> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Join,
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Operator {
    /// The sign or word, with spaces where printed.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Join => "&",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    /// How tightly it binds; comparisons do not chain.
    pub(crate) fn level(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual | Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Join => 5,
            Self::Add | Self::Subtract => 6,
            Self::Multiply | Self::Divide => 7,
        }
    }

    pub(crate) fn of_symbol(symbol: Symbol) -> Option<Self> {
        Some(match symbol {
            Symbol::Plus => Self::Add,
            Symbol::Minus => Self::Subtract,
            Symbol::Times => Self::Multiply,
            Symbol::Divide => Self::Divide,
            Symbol::Join => Self::Join,
            Symbol::Equal => Self::Equal,
            Symbol::NotEqual => Self::NotEqual,
            Symbol::Less => Self::Less,
            Symbol::LessOrEqual => Self::LessOrEqual,
            Symbol::Greater => Self::Greater,
            Symbol::GreaterOrEqual => Self::GreaterOrEqual,
            Symbol::Open | Symbol::Close | Symbol::OpenIndex | Symbol::CloseIndex | Symbol::Comma | Symbol::Dot => {
                return None;
            }
        })
    }
}

/// Level of `not`, between `and` and the comparisons.
pub(crate) const NOT_LEVEL: u8 = 3;
/// Level of the sign, above the products.
pub(crate) const SIGN_LEVEL: u8 = 8;

/// Words that are no names of fields unless quoted.
pub(crate) const WORDS: &[&str] = &["and", "or", "not", "if", "then", "else", "true", "false", "missing"];

impl Tree {
    /// A leaf.
    pub(crate) fn leaf(span: Span, node: Node) -> Self {
        Self { span, height: 1, node }
    }
}
