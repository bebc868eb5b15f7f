//! Pinyin without tones: how a word sounds, its initials, and whether letters may spell it.

use pinyin::ToPinyin;

/// Characters of official names with a second common reading; a word with one of them is known under both.
const SECOND_READINGS: &[(char, &str)] = &[
    ('行', "hang"),
    ('重', "chong"),
    ('长', "zhang"),
    ('会', "kuai"),
    ('调', "tiao"),
    ('传', "zhuan"),
    ('藏', "zang"),
    ('参', "shen"),
    ('朝', "zhao"),
    ('车', "ju"),
    ('还', "huan"),
    ('降', "xiang"),
    ('校', "jiao"),
    ('率', "lv"),
    ('奇', "ji"),
    ('给', "ji"),
    ('弹', "tan"),
    ('曾', "zeng"),
    ('乐', "yue"),
    ('厦', "xia"),
    ('卡', "qia"),
    ('解', "xie"),
    ('单', "shan"),
    ('都', "du"),
    ('差', "chai"),
];

/// Most ways in which one word is kept; more second readings than that are left aside.
const MOST_WAYS: usize = 4;

/// ü is typed as v.
fn first_reading(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|p| match p.plain() {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        plain => plain,
    })
}

/// The ways to say a word, syllable by syllable; none when a character has no reading.
pub(crate) fn ways(word: &str) -> Vec<Vec<&'static str>> {
    let mut ways: Vec<Vec<&'static str>> = vec![Vec::new()];
    for c in word.chars() {
        let Some(first) = first_reading(c) else { return Vec::new() };
        let second =
            SECOND_READINGS.iter().find(|(han, _)| *han == c).map(|(_, reading)| *reading).filter(|r| *r != first);
        if let Some(second) = second.filter(|_| ways.len() < MOST_WAYS) {
            let mut other = ways.clone();
            other.iter_mut().for_each(|way| way.push(second));
            ways.iter_mut().for_each(|way| way.push(first));
            ways.append(&mut other);
        } else {
            ways.iter_mut().for_each(|way| way.push(first));
        }
    }
    ways
}

/// The letters of a mixed text in their commonest reading: `jia照` gives `jiazhao`.
pub(crate) fn letters(text: &str) -> String {
    text.chars().fold(String::new(), |mut letters, c| {
        match first_reading(c) {
            Some(reading) => letters.push_str(reading),
            None => letters.push(c),
        }
        letters
    })
}

pub(crate) fn initials(syllables: &[&str]) -> String {
    syllables.iter().filter_map(|s| s.chars().next()).collect()
}

/// What many speakers do not tell apart: zh and z, ch and c, sh and s, n and l, ing and in, eng and en, ang and an.
pub(crate) fn loose(syllable: &str) -> String {
    let body = syllable.replacen('h', "", usize::from(syllable.len() > 1 && "zcs".contains(&syllable[..1])));
    let body = body.strip_suffix('g').unwrap_or(&body);
    match body.strip_prefix('n') {
        Some(rest) => format!("l{rest}"),
        None => body.to_owned(),
    }
}

/// Whether letters spell the syllables, each in full or by its beginning; only the last may be broken off anywhere.
pub(crate) fn spells(letters: &str, syllables: &[&str]) -> bool {
    let Some((first, rest)) = syllables.split_first() else { return letters.is_empty() };
    if letters.is_empty() {
        return false;
    }
    if let Some(after) = letters.strip_prefix(first)
        && spells(after, rest)
    {
        return true;
    }
    if rest.is_empty() && first.starts_with(letters) {
        return true;
    }
    let heads = [first.get(..2).filter(|head| head.ends_with('h')), first.get(..1)];
    heads.into_iter().flatten().any(|head| letters.strip_prefix(head).is_some_and(|after| spells(after, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_with_two_readings_is_known_under_both() {
        let sounds: Vec<String> = ways("银行").iter().map(|w| w.concat()).collect();
        assert!(sounds.contains(&"yinhang".to_owned()), "{sounds:?}");
    }

    #[test]
    fn the_letter_v_stands_for_an_umlaut() {
        assert_eq!(ways("法律"), [["fa", "lv"]]);
    }

    #[test]
    fn letters_may_mix_full_syllables_and_initials() {
        let word = ["shen", "fen", "zheng"];
        assert!(spells("sfzheng", &word) && spells("shenfz", &word) && spells("shenfenzhe", &word));
        assert!(!spells("sfj", &word) && !spells("sf", &word));
    }
}
