//! Slips of the hand: a homophone, a missing, wrong, doubled or swapped character, a typing error in pinyin.

use crate::lexicon::{Entry, Lexicon};
use crate::pinyin;
use crate::words::is_han;

/// The word that a stretch of text was meant to be; `None` when nothing known is near.
pub(crate) fn mend(text: &str, lexicon: &Lexicon) -> Option<String> {
    if text.chars().all(is_han) {
        homophone(text, lexicon).or_else(|| alike(text, lexicon)).or_else(|| neighbour(text, lexicon))
    } else if text.len() >= 4 && text.chars().all(|c| c.is_ascii_lowercase()) {
        mistyped(text, lexicon)
    } else {
        None
    }
}

/// A known word that sounds exactly the same: 驾使证 → 驾驶证.
pub(crate) fn homophone(text: &str, lexicon: &Lexicon) -> Option<String> {
    let ways = pinyin::ways(text);
    let same = ways.iter().flat_map(|way| lexicon.sounding(&way.concat(), 4));
    same.filter(|e| e.text != text && e.text.chars().count() == text.chars().count())
        .max_by_key(|e| e.count)
        .map(|e| e.text.clone())
}

/// A known word that sounds almost the same to many speakers (zh and z, n and l, ing and in).
fn alike(text: &str, lexicon: &Lexicon) -> Option<String> {
    let sound = |way: &[&str]| way.iter().map(|s| pinyin::loose(s)).collect::<Vec<_>>();
    let wanted = sound(pinyin::ways(text).first()?);
    let head = wanted.first()?.chars().next()?;
    let near = lexicon.sounds().filter(|(key, e)| {
        e.text.len() == text.len()
            && (key.starts_with(head) || (head == 'l' && key.starts_with('n')))
            && pinyin::ways(&e.text).iter().any(|way| sound(way) == wanted)
    });
    near.max_by_key(|(_, e)| e.count).map(|(_, e)| e.text.clone())
}

/// A known word one edit away; a wrong character counts only in words of three and more.
fn neighbour(text: &str, lexicon: &Lexicon) -> Option<String> {
    let wanted: Vec<char> = text.chars().collect();
    let mut letters = Vec::new();
    let near = lexicon.entries.iter().filter_map(|entry| {
        letters.clear();
        letters.extend(entry.text.chars());
        let slip = edit(&wanted, &letters)?;
        let trusted = match slip {
            Slip::Missing => wanted.len() >= 2,
            Slip::Wrong | Slip::Swapped => wanted.len() >= 3,
            Slip::Extra => wanted.len() >= 4,
        };
        trusted.then_some((slip, entry))
    });
    best(near)
}

/// Pinyin one typing error away from that of a known word.
fn mistyped(text: &str, lexicon: &Lexicon) -> Option<String> {
    best(lexicon.sounds().filter_map(|(key, entry)| Some((edit(text.as_bytes(), key.as_bytes())?, entry))))
}

fn best<'a>(near: impl Iterator<Item = (Slip, &'a Entry)>) -> Option<String> {
    near.max_by_key(|(_, e)| (e.everyday, e.count)).map(|(_, e)| e.text.clone())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    Missing,
    Wrong,
    Extra,
    Swapped,
}

/// The one edit that leads from what was typed to what was meant.
fn edit<T: PartialEq>(typed: &[T], meant: &[T]) -> Option<Slip> {
    if typed.len().abs_diff(meant.len()) > 1 {
        return None;
    }
    let before = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let most = typed.len().min(meant.len()) - before;
    let after = typed.iter().rev().zip(meant.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (t, m) = (&typed[before..typed.len() - after], &meant[before..meant.len() - after]);
    match (t, m) {
        ([], [_]) => Some(Slip::Missing),
        ([_], []) => Some(Slip::Extra),
        ([_], [_]) => Some(Slip::Wrong),
        ([a, b], [c, d]) if a == d && b == c => Some(Slip::Swapped),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_told_from_two() {
        assert_eq!(edit(b"jiazhoa", b"jiazhao"), Some(Slip::Swapped));
        assert_eq!(edit(b"shenfenzhen", b"shenfenzheng"), Some(Slip::Missing));
        assert_eq!(edit(b"abc", b"xbz"), None);
        assert_eq!(edit(b"abc", b"abc"), None);
    }
}
