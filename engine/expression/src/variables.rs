//! Computed variables: named expressions, each of which may use those before it.

use std::sync::Arc;

use crate::{Environment, Expression, Finding, Names, Program, Value};

/// Computed variables, checked.
#[derive(Debug, Default)]
pub struct Variables {
    programs: Vec<Program>,
}

/// The values of computed variables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariablesOutcome {
    /// The values in the order of the variables.
    pub values: Vec<Value>,
    /// What went wrong, with the number of the variable, from 0.
    pub findings: Vec<(usize, Finding)>,
}

impl Variables {
    /// Checks named expressions in order and adds their names: each sees those before it. They must be the first
    /// variables of `names`, so that [`Environment::variables`] begins with their values.
    ///
    /// # Errors
    /// All that is wrong, each with the number of its variable, from 0. The names are added all the same.
    pub fn check(variables: &[(Arc<str>, Expression)], names: &mut Names) -> Result<Self, Vec<(usize, Finding)>> {
        let mut programs = Vec::with_capacity(variables.len());
        let mut findings = Vec::new();
        for (number, (name, expression)) in variables.iter().enumerate() {
            let kind = match expression.check(names) {
                Ok(program) => {
                    let kind = program.kind().clone();
                    programs.push(program);
                    kind
                }
                Err(inner) => {
                    findings.extend(inner.into_iter().map(|finding| (number, finding)));
                    crate::Type::Any
                }
            };
            names.add_variable(Arc::clone(name), kind);
        }
        if findings.is_empty() { Ok(Self { programs }) } else { Err(findings) }
    }

    /// The programs in order.
    pub fn programs(&self) -> &[Program] {
        &self.programs
    }

    /// The values for a record.
    pub fn evaluate(&self, environment: &Environment<'_>) -> VariablesOutcome {
        let mut outcome = VariablesOutcome::default();
        for (number, program) in self.programs.iter().enumerate() {
            let result = program.evaluate(&Environment { variables: &outcome.values, ..*environment });
            outcome.findings.extend(result.findings.into_iter().map(|finding| (number, finding)));
            outcome.values.push(result.value);
        }
        outcome
    }
}
