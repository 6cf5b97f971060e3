//! Colours of a terminal, as ECMA-48 numbers them.

use super::Style;

pub const GREEN: &str = "32";
pub const RED: &str = "31";
pub const YELLOW: &str = "33";
pub const BLUE: &str = "34";
pub const DIM: &str = "2";
pub const BOLD: &str = "1";

/// A text in a colour, where the screen has colours; as it is where the colour is empty.
pub fn painted(text: &str, colour: &str, style: Style) -> String {
    if style.colour && !colour.is_empty() { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
}
