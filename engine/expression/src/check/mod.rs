//! A tree and the names with their types, to a program.

mod calls;
mod paths;

use std::sync::Arc;

use crate::functions::Parameter;
use crate::program::{Code, Operation};
use crate::syntax::{Node, Operator, Tree};
use crate::{Dependencies, Expression, Finding, Names, Program, Span, Type, Value};

struct Checker<'n> {
    names: &'n Names,
    source: &'n str,
    /// Types of the rows that `where`, `map`, `sort` go through, outermost first.
    items: Vec<Type>,
    findings: Vec<Finding>,
    dependencies: Dependencies,
}

impl Expression {
    /// Checks the expression against the names it may use.
    ///
    /// # Errors
    /// All that is wrong, each with its place.
    pub fn check(&self, names: &Names) -> Result<Program, Vec<Finding>> {
        let mut checker = Checker {
            names,
            source: &self.source,
            items: Vec::new(),
            findings: Vec::new(),
            dependencies: Dependencies::default(),
        };
        let (code, kind) = checker.tree(&self.root);
        if checker.findings.is_empty() {
            let dependencies = checker.dependencies;
            Ok(Program { source: Arc::clone(&self.source), code, kind, dependencies })
        } else {
            Err(checker.findings)
        }
    }
}

/// What is found wrong stands for any value, so that one mistake is reported once.
const WRONG: Operation = Operation::Constant(Value::Missing);

impl Checker<'_> {
    fn tree(&mut self, tree: &Tree) -> (Code, Type) {
        let (operation, kind) = match &tree.node {
            Node::Constant(value) => (Operation::Constant(value.clone()), value.kind()),
            Node::Name(_) | Node::Field(..) | Node::Index(..) => self.path(tree),
            Node::Negate(operand) => {
                let code = self.needing(operand, &Type::Decimal, "only numbers have a sign");
                (Operation::Negate(Box::new(code)), Type::Decimal)
            }
            Node::Not(operand) => {
                let code = self.condition(operand);
                (Operation::Not(Box::new(code)), Type::Boolean)
            }
            Node::Binary(operator, left, right) => self.binary(tree.span, *operator, left, right),
            Node::Call { function, name, arguments } => self.call(tree.span, function, *name, arguments),
        };
        (Code { span: tree.span, operation }, kind)
    }

    /// A tree whose value must be of a type.
    fn needing(&mut self, tree: &Tree, needed: &Type, advice: &str) -> Code {
        let (code, kind) = self.tree(tree);
        if !kind.fits(needed) {
            self.findings.push(Finding::mismatch(tree.span, &kind, needed, advice));
        }
        code
    }

    fn condition(&mut self, tree: &Tree) -> Code {
        self.needing(tree, &Type::Boolean, "compare it with something, as in amount < 0")
    }

    fn binary(&mut self, span: Span, operator: Operator, left: &Tree, right: &Tree) -> (Operation, Type) {
        let ((left, kinds), kind) = match operator {
            Operator::Or | Operator::And => ((self.condition(left), self.condition(right)), Type::Boolean),
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide => {
                let advice = match operator {
                    Operator::Add => "texts are joined with &",
                    _ => "decimal(text) reads a number from a text",
                };
                let left = self.needing(left, &Type::Decimal, advice);
                ((left, self.needing(right, &Type::Decimal, advice)), Type::Decimal)
            }
            Operator::Join => {
                let left = self.argument(left, Parameter::Displayed);
                ((left.0, self.argument(right, Parameter::Displayed).0), Type::Text)
            }
            Operator::Equal
            | Operator::NotEqual
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => ((self.comparison(span, operator, left, right)), Type::Boolean),
        };
        (Operation::Binary(operator, Box::new(left), Box::new(kinds)), kind)
    }

    fn comparison(&mut self, span: Span, operator: Operator, left: &Tree, right: &Tree) -> (Code, Code) {
        let (left, left_kind) = self.tree(left);
        let (right, right_kind) = self.tree(right);
        if left_kind.join(&right_kind).is_none() {
            let advice = "both sides of a comparison are of one type; decimal(…), date(…), text(…) change it";
            self.findings.push(Finding::mismatch(right.span, &right_kind, &left_kind, advice));
        } else if !matches!(operator, Operator::Equal | Operator::NotEqual) {
            let unordered = |kind: &Type| matches!(kind, Type::Boolean | Type::List(_) | Type::Record(_));
            if let Some(kind) = [left_kind, right_kind].into_iter().find(unordered) {
                let advice = "only decimals, texts and dates have an order";
                self.findings.push(Finding::mismatch(span, &kind, &"decimal, text or date", advice));
            }
        }
        (left, right)
    }
}
