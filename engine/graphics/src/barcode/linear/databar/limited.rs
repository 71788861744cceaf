//! DataBar Limited: 13 digits, the first 0 or 1, in two characters around a check character (ISO/IEC 24724, 6).

use super::widths::of_value;
use super::{article, widths_of};

/// Groups of values: the first, modules and widest of the odd elements, widest of the even ones, arrangements of the even
/// ones (table 7).
const GROUPS: [(u64, u32, u32, u32, u64); 7] = [
    (0, 17, 6, 3, 28),
    (183_064, 13, 5, 4, 728),
    (820_064, 9, 3, 6, 6_454),
    (1_000_776, 15, 5, 4, 203),
    (1_491_021, 11, 4, 5, 2_408),
    (1_979_845, 19, 8, 1, 1),
    (1_996_939, 7, 1, 8, 16_632),
];

/// The check characters' elements but the last two, which are one module each (table 8).
#[rustfmt::skip]
const CHECKS: [&str; 89] = [
    "111111111133", "111111111232", "111111111331", "111111121132", "111111121231", "111111131131",
    "111112111132", "111112111231", "111112121131", "111113111131", "111211111132", "111211111231",
    "111211121131", "111212111131", "111311111131", "121111111132", "121111111231", "121111121131",
    "121112111131", "121211111131", "131111111131", "111111112123", "111111112222", "111111112321",
    "111111122122", "111111122221", "111111132121", "111112112122", "111112112221", "111112122121",
    "111113112121", "111211112122", "111211112221", "111211122121", "111212112121", "111311112121",
    "121111112122", "121111112221", "121111122121", "121112112121", "121211112121", "131111112121",
    "111111113113", "111111113212", "111111123112", "111211113112", "121111113112", "111111211123",
    "111111211222", "111111211321", "111111221122", "111211211122", "111211211221", "111211221121",
    "111212211121", "111311211121", "121111211122", "121111211221", "121211211121", "111121111123",
    "111121111222", "111121111321", "111121121122", "111121121221", "111122111122", "121121111122",
    "121121111221", "121121121121", "121122111121", "121221111121", "131121111121", "112111111123",
    "112111111222", "112111111321", "112111121122", "112111121221", "112111131121", "112112111122",
    "112112111221", "112211111122", "211111111222", "211111111321", "211111121122", "211111121221",
    "211111131121", "211112111221", "211112121121", "211211111221", "211111112212",
];

fn character(value: u64) -> Vec<u32> {
    let Some(&(first, odd_modules, odd_widest, even_widest, total)) =
        GROUPS.iter().rev().find(|group| group.0 <= value)
    else {
        return Vec::new();
    };
    let rest = value - first;
    let odd = of_value(rest / total, odd_modules, 7, odd_widest, false);
    let even = of_value(rest % total, 26 - odd_modules, 7, even_widest, true);
    odd.into_iter().zip(even).flat_map(|(odd, even)| [odd, even]).collect()
}

/// One row of 79 modules, of which the last five stay light.
pub(in super::super::super) fn limited(data: &[u8]) -> Result<Vec<u32>, String> {
    let number = article(data)?;
    if number >= 2_000_000_000_000 {
        return Err("its first digit is 0 or 1".into());
    }
    let (left, right) = (character(number / 2_013_571), character(number % 2_013_571));
    // Weights are the powers of 3 modulus 89 over all 28 elements.
    let mut weight = 1;
    let mut sum = 0;
    for &width in left.iter().chain(&right) {
        sum += weight * width;
        weight = weight * 3 % 89;
    }
    let check = CHECKS.get((sum % 89) as usize).copied().unwrap_or_default();
    let check = check.bytes().map(|digit| u32::from(digit - b'0')).chain([1, 1]);
    let elements: Vec<u32> = [1, 1].into_iter().chain(left).chain(check).chain(right).chain([1, 1]).collect();
    Ok(widths_of(&elements))
}
