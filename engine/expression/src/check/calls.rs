//! Calls of functions: their arguments, results, and what is made ready of constant formats.

use diagnostics::{Code as DiagnosticCode, Diagnostic};

use super::{Checker, WRONG};
use crate::currency::Currency;
use crate::date_format::DatePattern;
use crate::functions::{Function, Gives, Parameter, SIGNATURES, Signature, signature};
use crate::names::did_you_mean;
use crate::number_format::NumberPattern;
use crate::program::{Code, Each, Operation, Prepared};
use crate::syntax::Tree;
use crate::{Finding, Locale, Span, Type, Value};

impl Checker<'_> {
    pub(super) fn call(&mut self, span: Span, function: &str, name: Span, arguments: &[Tree]) -> (Operation, Type) {
        let Some(signature) = signature(function) else {
            let known = SIGNATURES.iter().map(|signature| signature.name);
            let advice = did_you_mean(function, known, "the manual lists the functions");
            let diagnostic = Diagnostic::new(DiagnosticCode::ExpressionUnknownFunction);
            self.findings.push(Finding::new(name, diagnostic.with("function", function).with("advice", advice)));
            return (WRONG, Type::Any);
        };
        let odd_case = signature.function == Function::Case && arguments.len().is_multiple_of(2);
        if !signature.takes(arguments.len()) || odd_case {
            let expected =
                if odd_case { "conditions and values in turn, and a last value".to_owned() } else { signature.arity() };
            let diagnostic = Diagnostic::new(DiagnosticCode::ExpressionArguments)
                .with("function", signature.name)
                .with("expected", expected)
                .with("found", arguments.len())
                .with("advice", format!("write {}", signature.usage));
            self.findings.push(Finding::new(span, diagnostic));
            return (WRONG, Type::Any);
        }
        match signature.function {
            Function::If | Function::Case => self.case(arguments),
            Function::Where => self.each(Each::Where, arguments),
            Function::Map => self.each(Each::Map, arguments),
            Function::Sort => self.each(Each::Sort, arguments),
            Function::Default => self.default(signature, arguments),
            Function::Min | Function::Max => self.extreme(signature, arguments),
            _ => self.plain_call(signature, arguments),
        }
    }

    fn case(&mut self, arguments: &[Tree]) -> (Operation, Type) {
        let mut kind = None;
        let mut codes = Vec::with_capacity(arguments.len());
        for (place, argument) in arguments.iter().enumerate() {
            if place % 2 == 0 && place + 1 < arguments.len() {
                codes.push(self.condition(argument));
            } else {
                let (code, found) = self.tree(argument);
                kind = self.joined(kind, found, &code);
                codes.push(code);
            }
        }
        (Operation::Case(codes.into()), kind.unwrap_or_default())
    }

    /// The common type of values of which one is chosen; the word `missing` goes with any.
    fn joined(&mut self, kind: Option<Type>, found: Type, code: &Code) -> Option<Type> {
        let known = match kind {
            _ if matches!(code.operation, Operation::Constant(Value::Missing)) => return kind,
            None => return Some(found),
            Some(known) => known,
        };
        let joined = known.join(&found);
        if joined.is_none() {
            let advice = "the values to choose from are of one type; text(…) makes text of any";
            self.findings.push(Finding::mismatch(code.span, &found, &known, advice));
        }
        joined.or(Some(known))
    }

    fn default(&mut self, signature: &'static Signature, arguments: &[Tree]) -> (Operation, Type) {
        let mut kind = None;
        let mut codes = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let (code, found) = self.tree(argument);
            kind = self.joined(kind, found, &code);
            codes.push(code);
        }
        (Operation::Call(signature, codes.into(), Prepared::default()), kind.unwrap_or_default())
    }

    fn extreme(&mut self, signature: &'static Signature, arguments: &[Tree]) -> (Operation, Type) {
        let mut kind = None;
        let mut codes = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let (code, found) = self.tree(argument);
            let found = match found {
                Type::List(element) if arguments.len() == 1 => (*element).clone(),
                other => other,
            };
            if matches!(found, Type::Boolean | Type::List(_) | Type::Record(_)) {
                let advice = format!("write {} or {}(one, other)", signature.usage, signature.name);
                self.findings.push(Finding::mismatch(argument.span, &found, &"decimal, text or date", &advice));
            } else {
                kind = self.joined(kind, found, &code);
            }
            codes.push(code);
        }
        (Operation::Call(signature, codes.into(), Prepared::default()), kind.unwrap_or_default())
    }

    fn each(&mut self, each: Each, arguments: &[Tree]) -> (Operation, Type) {
        let [list, body] = arguments else { return (WRONG, Type::Any) };
        let (list_code, kind) = self.argument(list, Parameter::List);
        self.items.push(if matches!(kind, Type::List(_)) { kind.row() } else { Type::Any });
        let (body, gives) = match each {
            Each::Where => (self.condition(body), kind),
            Each::Map => {
                let (code, element) = self.tree(body);
                (code, Type::list(element))
            }
            Each::Sort => {
                let (code, key) = self.tree(body);
                if matches!(key, Type::Boolean | Type::List(_) | Type::Record(_)) {
                    let advice = "only decimals, texts and dates have an order";
                    self.findings.push(Finding::mismatch(code.span, &key, &"decimal, text or date", advice));
                }
                (code, kind)
            }
        };
        self.items.pop();
        (Operation::Each(each, Box::new(list_code), Box::new(body)), gives)
    }

    fn plain_call(&mut self, signature: &'static Signature, arguments: &[Tree]) -> (Operation, Type) {
        let mut prepared = Prepared::default();
        let mut first = Type::Any;
        let mut codes = Vec::with_capacity(arguments.len());
        for (place, argument) in arguments.iter().enumerate() {
            let parameter = signature.parameter(place);
            let (code, kind) = self.argument(argument, parameter);
            self.prepare(parameter, &code, &mut prepared);
            if place == 0 {
                first = kind;
            }
            codes.push(code);
        }
        let gives = match signature.gives {
            Gives::Boolean => Type::Boolean,
            Gives::Date => Type::Date,
            Gives::Decimal => Type::Decimal,
            Gives::Text => Type::Text,
            Gives::Element => first.row(),
            Gives::Special if arguments.len() > 1 => Type::Text,
            Gives::Special => Type::Date,
        };
        (Operation::Call(signature, codes.into(), prepared), gives)
    }

    pub(super) fn argument(&mut self, tree: &Tree, parameter: Parameter) -> (Code, Type) {
        let (code, kind) = self.tree(tree);
        let fits = match parameter {
            Parameter::Any => true,
            Parameter::Boolean => kind.fits(&Type::Boolean),
            Parameter::DateOrText => kind.fits(&Type::Date) || kind == Type::Text,
            Parameter::Decimal => kind.fits(&Type::Decimal),
            Parameter::Decimals => kind.fits(&Type::list(Type::Decimal)),
            Parameter::Displayed => !matches!(kind, Type::List(_) | Type::Record(_)),
            Parameter::List => kind.fits(&Type::list(Type::Any)),
            Parameter::NumberFormat | Parameter::TextOrDecimal => kind.fits(&Type::Text) || kind == Type::Decimal,
            Parameter::Text | Parameter::Currency | Parameter::DatePattern | Parameter::Locale => {
                kind.fits(&Type::Text)
            }
            Parameter::TextOrList => kind.fits(&Type::Text) || matches!(kind, Type::List(_)),
        };
        if !fits {
            let advice = match (parameter, &kind) {
                (Parameter::Decimal, Type::Text) => "decimal(text) reads a number from a text",
                (Parameter::Text, Type::Decimal | Type::Date | Type::Boolean) => "text(…) makes text of any value",
                (Parameter::Displayed, Type::List(_)) => "join(list, \", \") makes text of a list",
                (Parameter::Displayed, Type::Record(_)) => "choose a field of the record",
                (Parameter::List | Parameter::Decimals, _) => "give a repeated field, as in transactions.amount",
                _ => "give a value of the right type",
            };
            self.findings.push(Finding::mismatch(tree.span, &kind, &parameter.text(), advice));
        }
        (code, kind)
    }

    /// Makes constant formats ready, and finds those that mean nothing.
    fn prepare(&mut self, parameter: Parameter, code: &Code, prepared: &mut Prepared) {
        let Operation::Constant(Value::Text(text)) = &code.operation else { return };
        let outcome = match parameter {
            Parameter::NumberFormat => NumberPattern::parse(text).map(|pattern| prepared.number = Some(pattern)),
            Parameter::DatePattern => DatePattern::parse(text).map(|pattern| prepared.date = Some(pattern)),
            Parameter::Currency => Currency::parse(text).map(|currency| prepared.currency = Some(currency)),
            Parameter::Locale => match Locale::find(text) {
                Some(locale) => {
                    prepared.locale = Some(locale);
                    Ok(())
                }
                None => Err("the language is not known"),
            },
            _ => Ok(()),
        };
        if let Err(reason) = outcome {
            self.findings.push(Finding::syntax(code.span, reason, &format!("write {}", parameter.text())));
        }
    }
}
