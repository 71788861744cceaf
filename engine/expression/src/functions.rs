//! The table of functions: names, parameters, results.

/// A function of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    AddDays,
    AddMonths,
    Average,
    Case,
    Concat,
    Contains,
    Count,
    Date,
    Day,
    DaysBetween,
    Decimal,
    Default,
    Empty,
    EndsWith,
    Exists,
    First,
    If,
    Join,
    Last,
    Left,
    Length,
    Lower,
    Map,
    Max,
    Middle,
    Min,
    Money,
    Month,
    Number,
    Replace,
    Right,
    Round,
    Sort,
    StartsWith,
    Sum,
    Text,
    Trim,
    Upper,
    Where,
    Year,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameter {
    Any,
    Boolean,
    Currency,
    DatePattern,
    /// A date, or a text that writes one as `2026-10-31`.
    DateOrText,
    Decimal,
    Decimals,
    /// Text, or a decimal, date or boolean to be shown as text.
    Displayed,
    List,
    Locale,
    /// A count of decimals, or a pattern such as `#,##0.00`.
    NumberFormat,
    Text,
    TextOrDecimal,
    TextOrList,
}

/// What a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    Boolean,
    Date,
    Decimal,
    Text,
    /// A value of the list in the first argument.
    Element,
    /// The checker has a rule of its own for this function.
    Special,
}

/// What a missing argument does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The result is missing, with a warning.
    Warns,
    /// The result is missing.
    Passes,
    /// The function deals with it.
    Taken,
}

/// One row of the table.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) function: Function,
    pub(crate) name: &'static str,
    pub(crate) parameters: &'static [Parameter],
    /// How many arguments it needs.
    pub(crate) required: usize,
    /// The last parameter may stand any number of times.
    pub(crate) repeats: bool,
    pub(crate) gives: Gives,
    pub(crate) missing: Missing,
    pub(crate) usage: &'static str,
}

/// A function as shown to people who write expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunctionHelp {
    /// Its name.
    pub name: &'static str,
    /// How it is called, with examples of arguments.
    pub usage: &'static str,
}

/// All functions, by name.
pub fn function_help() -> impl Iterator<Item = FunctionHelp> {
    SIGNATURES.iter().map(|signature| FunctionHelp { name: signature.name, usage: signature.usage })
}

pub(crate) fn signature(name: &str) -> Option<&'static Signature> {
    SIGNATURES.binary_search_by(|signature| signature.name.cmp(name)).ok().and_then(|place| SIGNATURES.get(place))
}

macro_rules! signatures {
    ($($function:ident $name:literal ($($parameter:ident),*) $required:literal $repeats:ident $gives:ident $missing:ident $usage:literal;)*) => {
        /// Sorted by name.
        pub(crate) const SIGNATURES: &[Signature] = &[$(Signature {
            function: Function::$function,
            name: $name,
            parameters: &[$(Parameter::$parameter),*],
            required: $required,
            repeats: signatures!($repeats),
            gives: Gives::$gives,
            missing: Missing::$missing,
            usage: $usage,
        },)*];
    };
    (once) => { false };
    (repeats) => { true };
}

signatures! {
    Abs "abs" (Decimal) 1 once Decimal Warns "abs(amount)";
    AddDays "add_days" (DateOrText, Decimal) 2 once Date Warns "add_days(date, 30)";
    AddMonths "add_months" (DateOrText, Decimal) 2 once Date Warns "add_months(date, 1)";
    Average "average" (Decimals) 1 once Decimal Passes "average(transactions.amount)";
    Case "case" (Any, Any, Any) 3 repeats Special Taken "case(status = \"open\", 1, status = \"closed\", 2, 0)";
    Concat "concat" (Displayed) 1 repeats Text Taken "concat(first_name, \" \", last_name)";
    Contains "contains" (Text, Text) 2 once Boolean Passes "contains(details, \"refund\")";
    Count "count" (List) 1 once Decimal Taken "count(transactions)";
    Date "date" (DateOrText, DatePattern, Locale) 1 once Special Warns "date(period.from, \"d MMMM yyyy\")";
    Day "day" (DateOrText) 1 once Decimal Warns "day(date)";
    DaysBetween "days_between" (DateOrText, DateOrText) 2 once Decimal Warns "days_between(period.from, period.to)";
    Decimal "decimal" (TextOrDecimal) 1 once Decimal Passes "decimal(\"12.50\")";
    Default "default" (Any, Any) 2 repeats Special Taken "default(customer.title, \"\")";
    Empty "empty" (Any) 1 once Boolean Taken "empty(notices)";
    EndsWith "ends_with" (Text, Text) 2 once Boolean Passes "ends_with(details, \"Leeds\")";
    Exists "exists" (Any) 1 once Boolean Taken "exists(customer.title)";
    First "first" (List) 1 once Element Passes "first(transactions)";
    If "if" (Boolean, Any, Any) 3 once Special Taken "if(amount < 0, \"out\", \"in\")";
    Join "join" (List, Text) 2 once Text Passes "join(customer.address, \", \")";
    Last "last" (List) 1 once Element Passes "last(transactions)";
    Left "left" (Text, Decimal) 2 once Text Passes "left(account.number, 4)";
    Length "length" (TextOrList) 1 once Decimal Taken "length(customer.name)";
    Lower "lower" (Text) 1 once Text Passes "lower(customer.name)";
    Map "map" (List, Any) 2 once Special Taken "map(transactions, abs(amount))";
    Max "max" (Any) 1 repeats Special Taken "max(transactions.amount)";
    Middle "middle" (Text, Decimal, Decimal) 3 once Text Passes "middle(account.iban, 5, 4)";
    Min "min" (Any) 1 repeats Special Taken "min(transactions.amount)";
    Money "money" (Decimal, Currency, Locale) 2 once Text Warns "money(account.closing, \"GBP\")";
    Month "month" (DateOrText) 1 once Decimal Warns "month(date)";
    Number "number" (Decimal, NumberFormat, Locale) 1 once Text Warns "number(amount, \"+#,##0.00\")";
    Replace "replace" (Text, Text, Text) 3 once Text Passes "replace(account.iban, \" \", \"\")";
    Right "right" (Text, Decimal) 2 once Text Passes "right(account.number, 4)";
    Round "round" (Decimal, Decimal) 1 once Decimal Warns "round(amount, 2)";
    Sort "sort" (List, Any) 2 once Special Taken "sort(transactions, amount)";
    StartsWith "starts_with" (Text, Text) 2 once Boolean Passes "starts_with(details, \"Card\")";
    Sum "sum" (Decimals) 1 once Decimal Taken "sum(transactions.amount)";
    Text "text" (Displayed) 1 once Text Passes "text(number)";
    Trim "trim" (Text) 1 once Text Passes "trim(customer.name)";
    Upper "upper" (Text) 1 once Text Passes "upper(customer.name)";
    Where "where" (List, Any) 2 once Special Taken "where(transactions, amount < 0)";
    Year "year" (DateOrText) 1 once Decimal Warns "year(date)";
}

impl Signature {
    /// What the argument at a place must be.
    pub(crate) fn parameter(&self, place: usize) -> Parameter {
        self.parameters.get(place).or(self.parameters.last()).copied().unwrap_or(Parameter::Any)
    }

    /// Whether it takes so many arguments.
    pub(crate) fn takes(&self, count: usize) -> bool {
        count >= self.required && (self.repeats || count <= self.parameters.len())
    }

    /// How many arguments it takes, in words.
    pub(crate) fn arity(&self) -> String {
        let plural = |count: usize| if count == 1 { "1 argument".to_owned() } else { format!("{count} arguments") };
        if self.repeats {
            format!("at least {}", plural(self.required))
        } else if self.required == self.parameters.len() {
            plural(self.required)
        } else {
            format!("{} to {}", self.required, plural(self.parameters.len()))
        }
    }
}

impl Parameter {
    /// In words.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Boolean => "boolean",
            Self::Currency => "a currency such as \"GBP\"",
            Self::DatePattern => "a date pattern such as \"d MMMM yyyy\"",
            Self::DateOrText => "date",
            Self::Decimal => "decimal",
            Self::Decimals => "list of decimal",
            Self::Displayed => "text",
            Self::List => "list",
            Self::Locale => "a language such as \"en-GB\"",
            Self::NumberFormat => "a count of decimals or a pattern such as \"#,##0.00\"",
            Self::Text => "text",
            Self::TextOrDecimal => "text",
            Self::TextOrList => "text or list",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Expression;

    #[test]
    fn the_table_is_sorted_and_its_examples_parse() {
        assert!(SIGNATURES.is_sorted_by(|left, right| left.name < right.name));
        for signature in SIGNATURES {
            assert!(Expression::parse(signature.usage).is_ok(), "{}", signature.usage);
        }
    }
}
