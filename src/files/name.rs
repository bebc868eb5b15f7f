//! Names of files as people may see them again: no folders, no control characters, the ending of what they are.

use super::Kind;

const LONGEST: usize = 80;

/// `..\\..\\身份证.exe` that holds a picture becomes `身份证.jpg`.
pub(super) fn tidied(name: &str, kind: Kind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    // Characters that turn the direction of writing can make one ending look like another.
    let odd = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '"' | '<' | '>' | '|' | ':' | '*' | '?')
    };
    let stem: String = stem.chars().filter(|c| !odd(c)).take(LONGEST).collect();
    let stem = stem.trim_matches(['.', ' ']);
    format!("{}.{}", if stem.is_empty() { "file" } else { stem }, kind.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_tells_the_truth() {
        assert_eq!(tidied("../../etc/passwd", Kind::Pdf), "passwd.pdf");
        assert_eq!(tidied("C:\\docs\\身份证.exe", Kind::Jpeg), "身份证.jpg");
        assert_eq!(tidied("..", Kind::Png), "file.png");
        assert_eq!(tidied("a\r\nSet-Cookie: x.pdf", Kind::Pdf), "aSet-Cookie x.pdf");
        assert_eq!(tidied(&"长".repeat(300), Kind::Pdf).chars().count(), 84);
    }
}
