//! The tree as sorted codes and one string of names: all 660,000 villages fit in some 30 MB.

use budayang_rules::division::DivisionCode;
use serde::Serialize;

/// Names that stand in the codes' grid but in nobody's address.
const FILLERS: [&str; 5] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖"];

/// One place, as lists and pickers show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Division {
    pub code: DivisionCode,
    pub name: String,
}

/// An ancestor's code sorts right before its descendants', so a subtree is one stretch of the list.
#[derive(Default)]
pub(crate) struct Tree {
    codes: Vec<DivisionCode>,
    /// Where each name ends in `names`.
    ends: Vec<u32>,
    names: String,
    abolished: Vec<bool>,
}

impl Tree {
    /// From rows of code, name and whether it was abolished; the last row of a code counts.
    pub(crate) fn new(mut rows: Vec<(DivisionCode, String, bool)>) -> Self {
        rows.sort_by_key(|row| row.0);
        let mut tree = Self::default();
        for (index, (code, name, abolished)) in rows.iter().enumerate() {
            if rows.get(index + 1).is_some_and(|next| next.0 == *code) {
                continue;
            }
            tree.names.push_str(name);
            tree.codes.push(*code);
            tree.ends.push(u32::try_from(tree.names.len()).unwrap_or(u32::MAX));
            tree.abolished.push(*abolished);
        }
        tree
    }

    pub(crate) fn len(&self) -> usize {
        self.codes.len()
    }

    pub(crate) fn name(&self, code: &DivisionCode) -> Option<&str> {
        if *code == DivisionCode::NATION {
            return Some("全国");
        }
        self.codes.binary_search(code).ok().map(|place| self.name_at(place))
    }

    /// From the province down: 广东省广州市越秀区. Empty for a code that nobody knows.
    pub(crate) fn path_name(&self, code: &DivisionCode) -> String {
        if *code == DivisionCode::NATION {
            return "全国".to_owned();
        }
        let path = self.path(code);
        path.iter().map(|division| division.name.as_str()).filter(|name| !FILLERS.contains(name)).collect()
    }

    /// From the province down to the division itself, as far as the tree knows them.
    pub(crate) fn path(&self, code: &DivisionCode) -> Vec<Division> {
        let mut path: Vec<Division> = code
            .ancestors()
            .filter(|code| *code != DivisionCode::NATION)
            .filter_map(|code| Some(Division { code, name: self.name(&code)?.to_owned() }))
            .collect();
        path.reverse();
        path
    }

    /// The divisions right below, without abolished ones.
    pub(crate) fn children(&self, code: &DivisionCode) -> Vec<Division> {
        let mut place = self.codes.partition_point(|other| other <= code && *code != DivisionCode::NATION);
        let mut children = Vec::new();
        while let Some(child) = self.codes.get(place).filter(|child| code.contains(child)) {
            if !self.abolished[place] {
                children.push(Division { code: *child, name: self.name_at(place).to_owned() });
            }
            place += self.codes[place..].partition_point(|other| child.contains(other));
        }
        children
    }

    fn name_at(&self, place: usize) -> &str {
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.names[start..self.ends[place] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DivisionCode {
        DivisionCode::parse(text).unwrap()
    }

    fn tree() -> Tree {
        let row = |(text, name): (&str, &str)| (code(text), name.to_owned(), text == "440111");
        let rows = [
            ("440100", "广州市"),
            ("44", "广东省"),
            ("440104001", "洪桥街道"),
            ("440104", "越秀区"),
            ("440111", "已撤销区"),
            ("441900", "东莞市"),
            ("441900003", "东城街道"),
            ("11", "北京市"),
            ("110100", "市辖区"),
            ("110101", "东城区"),
        ];
        Tree::new(rows.map(row).into())
    }

    #[test]
    fn a_name_from_the_province_down() {
        assert_eq!(tree().path_name(&code("440104001")), "广东省广州市越秀区洪桥街道");
        assert_eq!(tree().path_name(&code("110101")), "北京市东城区");
        assert_eq!(tree().path_name(&DivisionCode::NATION), "全国");
        assert_eq!(tree().path_name(&code("999999")), "");
    }

    #[test]
    fn children_come_level_by_level_and_skip_levels_that_a_place_lacks() {
        let names = |text: &str| tree().children(&code(text)).into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names("00"), ["北京市", "广东省"]);
        assert_eq!(names("44"), ["广州市", "东莞市"]);
        assert_eq!(names("4401"), ["越秀区"]);
        assert_eq!(names("4419"), ["东城街道"]);
        assert!(names("441900003").is_empty());
    }

    #[test]
    fn an_abolished_division_keeps_its_name() {
        assert_eq!(tree().name(&code("440111")), Some("已撤销区"));
        assert_eq!(tree().len(), 10);
    }
}
