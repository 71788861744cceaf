//! A program and the values of its names, to a value.

mod calls;
mod paths;

use std::cmp::Ordering;
use std::sync::Arc;

use diagnostics::{Code as DiagnosticCode, Diagnostic};
use rust_decimal::Decimal;

use crate::program::{Code, Each, Operation};
use crate::syntax::Operator;
use crate::{Environment, Finding, Program, Span, Value};

/// The most steps an evaluation takes; a step is an operation, a value of a list passed, or eight bytes of text made.
pub const MAXIMUM_STEPS: u32 = 1_000_000;

/// How many findings an evaluation keeps.
const MAXIMUM_FINDINGS: usize = 16;

/// How many values a trace keeps.
const MAXIMUM_TRACE: usize = 500;

/// What an evaluation gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The value; missing where something went wrong.
    pub value: Value,
    /// What went wrong, and what is worth a warning.
    pub findings: Vec<Finding>,
}

/// The value of a part of the expression.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceStep {
    /// Which part.
    pub span: Span,
    /// Its value; inside `where`, `map` and `sort` that for the first row.
    pub value: Value,
}

/// An evaluation with the values of all parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// What it gave.
    pub outcome: Outcome,
    /// The values of the parts, inner ones before outer ones; parts that were not needed are not there.
    pub steps: Vec<TraceStep>,
}

/// Why an operation has no value.
enum Trouble {
    Arithmetic(&'static str),
    /// The argument at a place is not what is needed.
    Type(usize, &'static str),
    /// The argument at a place is a format without sense.
    Format(usize, &'static str),
}

struct Evaluator<'e> {
    environment: &'e Environment<'e>,
    source: &'e str,
    items: Vec<Value>,
    fuel: u32,
    findings: Vec<Finding>,
    /// How many findings there were, those not kept too.
    found: u32,
    /// Inside `default`, `exists` and `empty` a missing value is no surprise.
    quiet: bool,
    trace: Option<Vec<TraceStep>>,
}

impl Program {
    /// The value for these names.
    pub fn evaluate(&self, environment: &Environment<'_>) -> Outcome {
        self.run(environment, None).outcome
    }

    /// The value for these names, and those of all parts.
    pub fn trace(&self, environment: &Environment<'_>) -> Trace {
        self.run(environment, Some(Vec::new()))
    }

    fn run(&self, environment: &Environment<'_>, trace: Option<Vec<TraceStep>>) -> Trace {
        let mut evaluator = Evaluator {
            environment,
            source: &self.source,
            items: Vec::new(),
            fuel: MAXIMUM_STEPS,
            findings: Vec::new(),
            found: 0,
            quiet: false,
            trace,
        };
        let value = evaluator.value(&self.code);
        let value = if evaluator.exhausted() { Value::Missing } else { value };
        let outcome = Outcome { value, findings: evaluator.findings };
        Trace { outcome, steps: evaluator.trace.unwrap_or_default() }
    }
}

/// The order of two values of one type; `None` where there is none.
fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Decimal(left), Value::Decimal(right)) => Some(left.cmp(right)),
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

impl<'e> Evaluator<'e> {
    /// The value of a part of the program.
    fn value(&mut self, code: &'e Code) -> Value {
        if !self.spend(1, code.span) {
            return Value::Missing;
        }
        let value = match &code.operation {
            Operation::Constant(value) => value.clone(),
            Operation::Path(root, steps) => self.path(code.span, root, steps),
            Operation::Select(base, steps) => {
                let base = self.value(base);
                self.steps(code.span, base, steps)
            }
            Operation::Negate(operand) => match self.decimal(operand) {
                Some(number) => (Decimal::ZERO - number).into(),
                None => Value::Missing,
            },
            Operation::Not(operand) => (!self.condition(operand)).into(),
            Operation::Binary(operator, left, right) => self.binary(code.span, *operator, left, right),
            Operation::Case(parts) => self.case(parts),
            Operation::Each(each, list, body) => self.each(*each, list, body),
            Operation::Call(signature, arguments, prepared) => self.call(code.span, signature, arguments, prepared),
        };
        if let Some(trace) = &mut self.trace
            && trace.len() < MAXIMUM_TRACE
        {
            trace.push(TraceStep { span: code.span, value: value.clone() });
        }
        value
    }

    fn exhausted(&self) -> bool {
        self.fuel == 0
    }

    /// Takes steps from what is left; `false` when the evaluation has taken too many.
    fn spend(&mut self, steps: usize, span: Span) -> bool {
        let left = self.fuel.saturating_sub(u32::try_from(steps).unwrap_or(u32::MAX));
        if left == 0 {
            self.find(Finding::too_complex(span));
        }
        self.fuel = left;
        left > 0
    }

    /// Keeps a finding; what follows from having no steps left is none.
    fn find(&mut self, finding: Finding) {
        if self.exhausted() {
            return;
        }
        self.found += 1;
        if self.findings.len() < MAXIMUM_FINDINGS && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Reports why an operation on these arguments has no value.
    fn trouble(&mut self, span: Span, arguments: &[(Span, Value)], trouble: &Trouble) -> Value {
        let argument = |place: usize| arguments.get(place).cloned().unwrap_or((span, Value::Missing));
        let finding = match trouble {
            Trouble::Arithmetic(reason) => {
                Finding::new(span, Diagnostic::new(DiagnosticCode::ExpressionArithmetic).with("reason", *reason))
            }
            Trouble::Type(place, expected) => {
                let (span, value) = argument(*place);
                Finding::mismatch(span, &value.kind(), expected, "the data is of another type here")
            }
            Trouble::Format(place, reason) => {
                Finding::syntax(argument(*place).0, *reason, "see the manual for formats")
            }
        };
        self.find(finding);
        Value::Missing
    }

    /// Warns that a part has no value, unless its own evaluation said so.
    fn missing(&mut self, span: Span, found_before: u32) {
        if !self.quiet && self.found == found_before {
            let field = span.of(self.source).to_owned();
            let diagnostic = Diagnostic::new(DiagnosticCode::ExpressionMissingValue).with("field", field);
            self.find(Finding::new(span, diagnostic));
        }
    }

    fn found(&self) -> u32 {
        self.found
    }

    fn decimal(&mut self, code: &'e Code) -> Option<Decimal> {
        let found = self.found;
        match self.value(code) {
            Value::Decimal(number) => Some(number),
            Value::Missing => {
                self.missing(code.span, found);
                None
            }
            other => {
                self.trouble(code.span, &[(code.span, other)], &Trouble::Type(0, "decimal"));
                None
            }
        }
    }

    /// Whether a condition is met: a missing value is not.
    fn condition(&mut self, code: &'e Code) -> bool {
        match self.value(code) {
            Value::Boolean(condition) => condition,
            Value::Missing => false,
            other => {
                self.trouble(code.span, &[(code.span, other)], &Trouble::Type(0, "boolean"));
                false
            }
        }
    }

    fn binary(&mut self, span: Span, operator: Operator, left: &'e Code, right: &'e Code) -> Value {
        match operator {
            Operator::And => (self.condition(left) && self.condition(right)).into(),
            Operator::Or => (self.condition(left) || self.condition(right)).into(),
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide => {
                let (left, right) = (self.decimal(left), self.decimal(right));
                let (Some(left), Some(right)) = (left, right) else { return Value::Missing };
                let result = match operator {
                    Operator::Add => left.checked_add(right),
                    Operator::Subtract => left.checked_sub(right),
                    Operator::Multiply => left.checked_mul(right),
                    _ if right.is_zero() => {
                        return self.trouble(span, &[], &Trouble::Arithmetic("division by zero"));
                    }
                    _ => left.checked_div(right),
                };
                match result {
                    Some(number) => number.into(),
                    None => self.trouble(span, &[], &Trouble::Arithmetic("the result has more than 28 digits")),
                }
            }
            Operator::Join => {
                let mut text = String::new();
                let joined = self.push_displayed(left, &mut text) && self.push_displayed(right, &mut text);
                if joined { Value::text(text) } else { Value::Missing }
            }
            Operator::Equal => (self.value(left) == self.value(right)).into(),
            Operator::NotEqual => (self.value(left) != self.value(right)).into(),
            Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
                self.ordered(operator, left, right)
            }
        }
    }

    fn ordered(&mut self, operator: Operator, left: &'e Code, right: &'e Code) -> Value {
        let mut sides = [Value::Missing, Value::Missing];
        for (side, code) in sides.iter_mut().zip([left, right]) {
            let found = self.found;
            *side = self.value(code);
            if side.is_missing() {
                self.missing(code.span, found);
                return Value::Missing;
            }
        }
        let [one, other] = sides;
        match order(&one, &other) {
            Some(order) => match operator {
                Operator::Less => order.is_lt(),
                Operator::LessOrEqual => order.is_le(),
                Operator::Greater => order.is_gt(),
                _ => order.is_ge(),
            }
            .into(),
            None => self.trouble(
                right.span,
                &[(right.span, other)],
                &Trouble::Type(0, "a value that compares with the other"),
            ),
        }
    }

    /// Adds what a value looks like to a text; a missing value looks like nothing.
    fn push_displayed(&mut self, code: &'e Code, text: &mut String) -> bool {
        use std::fmt::Write;
        let value = self.value(code);
        if matches!(value, Value::List(_) | Value::Record(_)) {
            self.trouble(code.span, &[(code.span, value)], &Trouble::Type(0, "text"));
            return false;
        }
        let before = text.len();
        // Writing to a String does not fail.
        let _ = write!(text, "{value}");
        self.spend((text.len() - before) / 8, code.span)
    }

    fn case(&mut self, parts: &'e [Code]) -> Value {
        let mut rest = parts;
        while let [condition, value, others @ ..] = rest {
            if self.condition(condition) {
                return self.value(value);
            }
            rest = others;
        }
        rest.first().map_or(Value::Missing, |otherwise| self.value(otherwise))
    }

    fn each(&mut self, each: Each, list: &'e Code, body: &'e Code) -> Value {
        let values = self.value(list);
        if values.is_missing() {
            return Value::Missing;
        }
        let mut results = Vec::new();
        let mut keys = Vec::new();
        let mut outer_trace = None;
        for (number, item) in values.rows().iter().enumerate() {
            if number == 1 {
                outer_trace = self.trace.take();
            }
            self.items.push(item.clone());
            match each {
                Each::Where if self.condition(body) => results.push(item.clone()),
                Each::Where => {}
                Each::Map => results.push(self.value(body)),
                Each::Sort => keys.push((self.value(body), item.clone())),
            }
            self.items.pop();
            if self.exhausted() {
                break;
            }
        }
        if outer_trace.is_some() {
            self.trace = outer_trace;
        }
        if each == Each::Sort {
            // Values without an order, missing ones among them, keep their place at the end.
            keys.sort_by(|(left, _), (right, _)| {
                let kind = |value: &Value| match value {
                    Value::Decimal(_) => 0,
                    Value::Date(_) => 1,
                    Value::Text(_) => 2,
                    _ => 3,
                };
                kind(left).cmp(&kind(right)).then(order(left, right).unwrap_or(Ordering::Equal))
            });
            results = keys.into_iter().map(|(_, item)| item).collect();
        }
        Value::list(results)
    }

    /// A text that was made, charged for.
    fn text(&mut self, text: String, span: Span) -> Value {
        if self.spend(text.len() / 8, span) { Value::Text(Arc::from(text)) } else { Value::Missing }
    }
}
