//! Tokens to a tree.

use std::sync::Arc;

use crate::syntax::{Expression, MAXIMUM_HEIGHT, MAXIMUM_LENGTH, NOT_LEVEL, Node, Operator, SIGN_LEVEL, Tree, WORDS};
use crate::token::{Symbol, Token, tokens};
use crate::{Finding, Span, Value};

/// How deep the parser calls itself.
const MAXIMUM_NESTING: u16 = 48;

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    nesting: u16,
}

impl Expression {
    /// Parses the text of an expression.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Self, Finding> {
        if text.len() > MAXIMUM_LENGTH {
            return Err(Finding::too_complex(Span::new(0, text.len())));
        }
        let mut parser = Parser { tokens: tokens(text)?, at: 0, nesting: 0 };
        if let (Token::End, span) = parser.peek() {
            return Err(Finding::syntax(span, "the expression is empty", "write a field, as in customer.name"));
        }
        let root = parser.expression()?;
        match parser.peek() {
            (Token::End, _) => Ok(Self { source: text.into(), root }),
            (token, span) => Err(unexpected(&token, span, "an operator or the end")),
        }
    }

    /// The text it was parsed from.
    pub fn source(&self) -> &str {
        &self.source
    }
}

fn unexpected(token: &Token, span: Span, wanted: &str) -> Finding {
    let reason = match token {
        Token::Word(word) if WORDS.contains(&&**word) => format!("the word {word} stands where {wanted} is needed"),
        Token::Word(name) | Token::Quoted(name) => format!("the name {name} stands where {wanted} is needed"),
        Token::Number(number) => format!("the number {number} stands where {wanted} is needed"),
        Token::Text(_) => format!("a text stands where {wanted} is needed"),
        Token::Symbol(symbol) => format!("{} stands where {wanted} is needed", symbol.text()),
        Token::End => format!("the expression ends where {wanted} is needed"),
    };
    let advice = match token {
        Token::End => "complete it",
        Token::Word(word) if WORDS.contains(&&**word) => "a field of this name stands in backquotes, `like this`",
        Token::Word(_) | Token::Quoted(_) | Token::Number(_) | Token::Text(_) => "is an operator or a comma missing?",
        Token::Symbol(_) => "is something missing before it?",
    };
    Finding::syntax(span, reason, advice)
}

impl Parser {
    fn peek(&self) -> (Token, Span) {
        self.tokens.get(self.at).or(self.tokens.last()).cloned().unwrap_or((Token::End, Span::default()))
    }

    fn take(&mut self) -> (Token, Span) {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn take_symbol(&mut self, symbol: Symbol) -> Option<Span> {
        match self.tokens.get(self.at) {
            Some((Token::Symbol(found), span)) if *found == symbol => {
                self.at += 1;
                Some(*span)
            }
            _ => None,
        }
    }

    fn take_word(&mut self, word: &str) -> Option<Span> {
        match self.tokens.get(self.at) {
            Some((Token::Word(found), span)) if **found == *word => {
                self.at += 1;
                Some(*span)
            }
            _ => None,
        }
    }

    fn need_symbol(&mut self, symbol: Symbol, wanted: &str) -> Result<Span, Finding> {
        self.take_symbol(symbol).ok_or_else(|| {
            let (token, span) = self.peek();
            unexpected(&token, span, wanted)
        })
    }

    /// A tree above others, unless it is too high.
    fn above(&self, span: Span, below: &[u16], node: Node) -> Result<Tree, Finding> {
        let height = 1 + below.iter().copied().max().unwrap_or(0);
        if height > MAXIMUM_HEIGHT { Err(Finding::too_complex(span)) } else { Ok(Tree { span, height, node }) }
    }

    fn expression(&mut self) -> Result<Tree, Finding> {
        self.nesting += 1;
        if self.nesting > MAXIMUM_NESTING {
            return Err(Finding::too_complex(self.peek().1));
        }
        let tree = self.binary(1);
        self.nesting -= 1;
        tree
    }

    fn operator(&self) -> Option<Operator> {
        match self.tokens.get(self.at) {
            Some((Token::Symbol(symbol), _)) => Operator::of_symbol(*symbol),
            Some((Token::Word(word), _)) if **word == *"and" => Some(Operator::And),
            Some((Token::Word(word), _)) if **word == *"or" => Some(Operator::Or),
            _ => None,
        }
    }

    /// Operators of at least a level, by climbing.
    fn binary(&mut self, level: u8) -> Result<Tree, Finding> {
        let mut left = self.unary(level)?;
        while let Some(operator) = self.operator().filter(|operator| operator.level() >= level) {
            let place = self.take().1;
            let own = operator.level();
            let right = self.binary(own + 1)?;
            let comparison = Operator::Equal.level();
            if own == comparison && self.operator().is_some_and(|next| next.level() == comparison) {
                let reason = "comparisons do not chain";
                return Err(Finding::syntax(place.to(self.peek().1), reason, "write a < b and b < c"));
            }
            let (span, heights) = (left.span.to(right.span), [left.height, right.height]);
            left = self.above(span, &heights, Node::Binary(operator, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn unary(&mut self, level: u8) -> Result<Tree, Finding> {
        self.nesting += 1;
        if self.nesting > MAXIMUM_NESTING {
            return Err(Finding::too_complex(self.peek().1));
        }
        let tree = if level <= NOT_LEVEL
            && let Some(start) = self.take_word("not")
        {
            let operand = self.binary(NOT_LEVEL)?;
            self.above(start.to(operand.span), &[operand.height], Node::Not(Box::new(operand)))
        } else if let Some(start) = self.take_symbol(Symbol::Minus) {
            let operand = self.unary(SIGN_LEVEL)?;
            self.above(start.to(operand.span), &[operand.height], Node::Negate(Box::new(operand)))
        } else {
            self.postfix()
        };
        self.nesting -= 1;
        tree
    }

    fn postfix(&mut self) -> Result<Tree, Finding> {
        let mut base = self.primary()?;
        loop {
            if self.take_symbol(Symbol::Dot).is_some() {
                let (token, span) = self.take();
                let name = match token {
                    Token::Word(name) | Token::Quoted(name) => name,
                    other => return Err(unexpected(&other, span, "the name of a field")),
                };
                let height = [base.height];
                base = self.above(base.span.to(span), &height, Node::Field(Box::new(base), name, span))?;
            } else if self.take_symbol(Symbol::OpenIndex).is_some() {
                let index = self.expression()?;
                let end = self.need_symbol(Symbol::CloseIndex, "]")?;
                let heights = [base.height, index.height];
                base = self.above(base.span.to(end), &heights, Node::Index(Box::new(base), Box::new(index)))?;
            } else {
                return Ok(base);
            }
        }
    }

    fn primary(&mut self) -> Result<Tree, Finding> {
        let (token, span) = self.take();
        match token {
            Token::Number(number) => Ok(Tree::leaf(span, Node::Constant(number.into()))),
            Token::Text(text) => Ok(Tree::leaf(span, Node::Constant(Value::Text(text)))),
            Token::Quoted(name) => Ok(Tree::leaf(span, Node::Name(name))),
            Token::Symbol(Symbol::Open) => {
                let inner = self.expression()?;
                let end = self.need_symbol(Symbol::Close, ")")?;
                Ok(Tree { span: span.to(end), ..inner })
            }
            Token::Word(word) => self.word(word, span),
            other => Err(unexpected(&other, span, "a value")),
        }
    }

    fn word(&mut self, word: Arc<str>, span: Span) -> Result<Tree, Finding> {
        match &*word {
            "true" => return Ok(Tree::leaf(span, Node::Constant(true.into()))),
            "false" => return Ok(Tree::leaf(span, Node::Constant(false.into()))),
            "missing" => return Ok(Tree::leaf(span, Node::Constant(Value::Missing))),
            "if" if !self.has_arguments() => return self.if_then_else(word, span),
            "if" => {}
            other if WORDS.contains(&other) => return Err(unexpected(&Token::Word(word), span, "a value")),
            _ => {}
        }
        if self.take_symbol(Symbol::Open).is_none() {
            return Ok(Tree::leaf(span, Node::Name(word)));
        }
        let mut arguments = Vec::new();
        let end = loop {
            if arguments.is_empty()
                && let Some(end) = self.take_symbol(Symbol::Close)
            {
                break end;
            }
            arguments.push(self.expression()?);
            if self.take_symbol(Symbol::Comma).is_none() {
                break self.need_symbol(Symbol::Close, "a comma or )")?;
            }
        };
        self.call(word, span, span.to(end), arguments)
    }

    fn call(&self, function: Arc<str>, name: Span, span: Span, arguments: Vec<Tree>) -> Result<Tree, Finding> {
        let heights: Vec<u16> = arguments.iter().map(|argument| argument.height).collect();
        self.above(span, &heights, Node::Call { function, name, arguments })
    }

    /// Whether brackets with a comma follow: `if(a, b, c)`, not `if (a) then b else c`.
    fn has_arguments(&self) -> bool {
        let mut open = 0u32;
        for (token, _) in self.tokens.get(self.at..).unwrap_or_default() {
            match token {
                Token::Symbol(Symbol::Open | Symbol::OpenIndex) => open += 1,
                Token::Symbol(Symbol::Close | Symbol::CloseIndex) if open <= 1 => return false,
                Token::Symbol(Symbol::Close | Symbol::CloseIndex) => open -= 1,
                Token::Symbol(Symbol::Comma) if open == 1 => return true,
                _ if open == 0 => return false,
                _ => {}
            }
        }
        false
    }

    fn if_then_else(&mut self, word: Arc<str>, start: Span) -> Result<Tree, Finding> {
        let condition = self.expression()?;
        self.need_word("then")?;
        let one = self.expression()?;
        self.need_word("else")?;
        let other = self.expression()?;
        let span = start.to(other.span);
        self.call(word, start, span, vec![condition, one, other])
    }

    fn need_word(&mut self, word: &str) -> Result<Span, Finding> {
        self.take_word(word).ok_or_else(|| {
            let (token, span) = self.peek();
            unexpected(&token, span, word)
        })
    }
}
