//! How languages write numbers, amounts and dates: a small table, after the Unicode CLDR.

/// How a language and region writes numbers, amounts and dates.
#[derive(Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language tag (BCP 47).
    pub tag: &'static str,
    pub(crate) decimal: char,
    pub(crate) group: char,
    /// The sign of the currency stands after the number, with a no-break space.
    pub(crate) currency_after: bool,
    pub(crate) months: [&'static str; 12],
    pub(crate) months_short: [&'static str; 12],
    /// From Monday.
    pub(crate) weekdays: [&'static str; 7],
    pub(crate) weekdays_short: [&'static str; 7],
    pub(crate) date_short: &'static str,
    pub(crate) date_medium: &'static str,
    pub(crate) date_long: &'static str,
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const ENGLISH_WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ENGLISH_WEEKDAYS_SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const CHINESE_MONTHS: [&str; 12] =
    ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];

static LOCALES: [Locale; 5] = [
    Locale {
        tag: "en-GB",
        decimal: '.',
        group: ',',
        currency_after: false,
        months: ENGLISH_MONTHS,
        months_short: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
        weekdays: ENGLISH_WEEKDAYS,
        weekdays_short: ENGLISH_WEEKDAYS_SHORT,
        date_short: "dd/MM/yyyy",
        date_medium: "d MMM yyyy",
        date_long: "d MMMM yyyy",
    },
    Locale {
        tag: "en-US",
        decimal: '.',
        group: ',',
        currency_after: false,
        months: ENGLISH_MONTHS,
        months_short: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        weekdays: ENGLISH_WEEKDAYS,
        weekdays_short: ENGLISH_WEEKDAYS_SHORT,
        date_short: "M/d/yy",
        date_medium: "MMM d, yyyy",
        date_long: "MMMM d, yyyy",
    },
    Locale {
        tag: "zh-Hant-TW",
        decimal: '.',
        group: ',',
        currency_after: false,
        months: CHINESE_MONTHS,
        months_short: CHINESE_MONTHS,
        weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
        weekdays_short: ["週一", "週二", "週三", "週四", "週五", "週六", "週日"],
        date_short: "yyyy/M/d",
        date_medium: "yyyy年M月d日",
        date_long: "yyyy年M月d日",
    },
    Locale {
        tag: "de-DE",
        decimal: ',',
        group: '.',
        currency_after: true,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        months_short: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
        weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        weekdays_short: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        date_short: "dd.MM.yy",
        date_medium: "dd.MM.yyyy",
        date_long: "d. MMMM yyyy",
    },
    Locale {
        tag: "fr-FR",
        decimal: ',',
        group: '\u{202f}',
        currency_after: true,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        months_short: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        weekdays_short: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        date_short: "dd/MM/yyyy",
        date_medium: "d MMM yyyy",
        date_long: "d MMMM yyyy",
    },
];

impl Locale {
    /// The sign between the whole and its decimals.
    pub fn decimal_sign(&self) -> char {
        self.decimal
    }

    /// British English, for templates that name no language.
    pub fn british() -> &'static Self {
        &LOCALES[0]
    }

    /// All that are known.
    pub fn all() -> &'static [Self] {
        &LOCALES
    }

    /// The nearest to a language tag: the tag itself, or else one of the same language and script (Chinese of Hong
    /// Kong, Macao and Taiwan is in traditional characters). `None` for a language that is not known.
    pub fn find(tag: &str) -> Option<&'static Self> {
        if let Some(exact) = LOCALES.iter().find(|locale| locale.tag.eq_ignore_ascii_case(tag)) {
            return Some(exact);
        }
        let mut parts = tag.split(['-', '_']);
        let language = parts.next()?;
        if language.eq_ignore_ascii_case("zh") {
            let traditional =
                |part: &str| ["hant", "tw", "hk", "mo"].iter().any(|known| part.eq_ignore_ascii_case(known));
            return parts.any(traditional).then_some(&LOCALES[2]);
        }
        LOCALES.iter().find(|locale| locale.tag.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_the_nearest_locale() {
        let find = |tag| Locale::find(tag).map(|locale| locale.tag);
        assert_eq!(find("en-gb"), Some("en-GB"));
        assert_eq!(find("en-AU"), Some("en-GB"));
        assert_eq!(find("zh-TW"), Some("zh-Hant-TW"));
        assert_eq!(find("zh_Hant"), Some("zh-Hant-TW"));
        assert_eq!(find("zh-CN"), None);
        assert_eq!(find("de"), Some("de-DE"));
        assert_eq!(find("xx"), None);
        assert_eq!(find(""), None);
    }
}
