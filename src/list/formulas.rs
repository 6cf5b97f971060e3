//! Formulas whose results are not there. Programs that write workbooks without computing them leave such cells behind, and a
//! spreadsheet fills them in when it is opened. Nobody knows what stands in one; it must never be taken for nothing.

use super::detect::look;

/// A formula out of a workbook as a person types it.
pub(super) fn typed(formula: &str) -> String {
    // What the file calls functions that came later.
    format!("={}", formula.replace("_xlfn.", "").replace("_xlws.", ""))
}

/// Whether a cell holds a formula instead of its result: `=A2&"@example.com"`, `=LOWER(B7)`, `=Sheet1!C4`.
pub fn is_formula(cell: &[u8]) -> bool {
    let Some(formula) = look::trim(cell).strip_prefix(b"=") else { return false };
    // An `@` in front takes one value out of several; anywhere else outside of quotes it is that of an address.
    let formula = formula.strip_prefix(b"@").unwrap_or(formula);
    let outside: Vec<&[u8]> = formula.split(|byte| *byte == b'"').step_by(2).collect();
    !outside.iter().any(|part| part.contains(&b'@')) && outside.iter().any(|part| calls(part) || refers(part))
}

/// Whether a function is called.
fn calls(text: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
    memchr::memchr_iter(b'(', text).any(|at| text[..at].last().is_some_and(is_name))
}

/// Whether a cell is named, such as `A2` or `$AB$10`.
fn refers(text: &[u8]) -> bool {
    text.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'$').any(|word| {
        let word: Vec<u8> = word.iter().copied().filter(|byte| *byte != b'$').collect();
        let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let row = &word[letters..];
        (1..=3).contains(&letters)
            && (1..=7).contains(&row.len())
            && row[0] != b'0'
            && row.iter().all(u8::is_ascii_digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_addresses_and_texts() {
        for formula in [
            "=A2&\"@example.com\"",
            " =LOWER(B7)",
            "=Sheet1!C4",
            "=$AB$10",
            "=@B2",
            "=HYPERLINK(\"mailto:\"&C3)",
            "=CONCATENATE(first,\"@\",host)",
            "=IF(D2=\"\",\"\",D2)",
        ] {
            assert!(is_formula(formula.as_bytes()), "{formula}");
        }
        for other in
            ["", "=", "=ann", "=a1@example.com", "==ann.lee1@example.com", "=ann (work) lee", "A2", "= yes =", "=?"]
        {
            assert!(!is_formula(other.as_bytes()), "{other}");
        }
        assert_eq!(typed("_xlfn.CONCAT(A1,\"x\")"), "=CONCAT(A1,\"x\")");
    }
}
