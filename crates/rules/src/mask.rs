//! Names and addresses as lists show them (GB/T 35273: show no more than the purpose needs).

/// 李明 → 李\*, 李小明 → 李\*明, 欧阳小明 → 欧\*\*明; 买买提·艾力 → 买\*\*·\*力; John Smith → J\*\*\* S\*\*\*\*.
pub fn name(name: &str) -> String {
    let name = name.trim();
    let dot = ['·', '•', '・', '‧'];
    if let Some((first, rest)) = name.split_once(dot) {
        let rest: Vec<&str> = rest.split(dot).collect();
        let last = rest.len() - 1;
        let others =
            rest.iter().enumerate().map(|(i, part)| ends(part, 0, usize::from(i == last && part.chars().count() > 1)));
        return std::iter::once(ends(first, 1, 0)).chain(others).collect::<Vec<_>>().join("·");
    }
    if name.chars().all(|c| c.is_ascii() || ('\u{c0}'..'\u{250}').contains(&c)) {
        return name.split_whitespace().map(|word| ends(word, 1, 0)).collect::<Vec<_>>().join(" ");
    }
    match name.chars().count() {
        0 | 1 => "*".repeat(name.chars().count()),
        2 => ends(name, 1, 0),
        _ => ends(name, 1, 1),
    }
}

/// The address down to its county or district, then four stars whatever followed, so that not even the length tells.
/// An address that names no division keeps its first two characters.
pub fn address(address: &str) -> String {
    let address = address.trim();
    let kept = county_end(address).or_else(|| address.char_indices().nth(2).map(|(at, _)| at));
    match kept {
        Some(end) => format!("{}****", &address[..end]),
        None => "*".repeat(address.chars().count()),
    }
}

/// The byte behind 县, 区 or 旗, else behind 市, else behind 省; 自治区, 自治县 and 自治旗 are looked at as what they are.
fn county_end(address: &str) -> Option<usize> {
    let behind = |marks: &[char]| {
        address
            .char_indices()
            .find(|&(at, c)| marks.contains(&c) && at > 0 && !(c == '区' && address[..at].ends_with("自治")))
            .map(|(at, c)| at + c.len_utf8())
    };
    behind(&['县', '区', '旗']).or_else(|| behind(&['市', '州', '盟'])).or_else(|| behind(&['省']))
}

fn ends(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < head || i + tail >= length { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (full, masked) in [
            ("李小明", "李*明"),
            ("李明", "李*"),
            ("欧阳小明", "欧**明"),
            ("李", "*"),
            ("买买提·艾力", "买**·*力"),
            ("阿·布都·肉孜", "阿·**·*孜"),
            ("John Smith", "J*** S****"),
            ("José", "J***"),
            (" ", ""),
        ] {
            assert_eq!(name(full), masked);
        }
    }

    #[test]
    fn addresses_keep_their_county() {
        assert_eq!(address("广东省广州市天河区体育东路12号"), "广东省广州市天河区****");
        assert_eq!(address("广西壮族自治区南宁市青秀区民族大道1号3栋"), "广西壮族自治区南宁市青秀区****");
        assert_eq!(address("广东省东莞市莞太路9号"), "广东省东莞市****");
        assert_eq!(address("幸福里12号"), "幸福****");
        assert_eq!(address("家"), "*");
    }
}
