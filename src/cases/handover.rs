//! How the result is to come to the applicant.

use budayang_rules::telephone::Telephone;
use serde::{Deserialize, Serialize};

use super::Case;
use crate::catalog::Item;

/// What the applicant chose; kept with the draft and then with the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "kebab-case")]
pub(crate) enum Delivery {
    /// 寄递
    Courier { name: String, phone: String, address: String },
    /// 自行打印 the electronic result
    Print,
    /// 到大厅领取
    Hall,
}

impl Delivery {
    /// The ways that an item offers.
    pub(crate) fn ways(item: &Item) -> Vec<&'static str> {
        let mut ways = vec!["print"];
        if item.access.courier {
            ways.insert(0, "courier");
        }
        if !item.access.halls.is_empty() {
            ways.push("hall");
        }
        ways
    }

    pub(crate) fn way(&self) -> &'static str {
        match self {
            Self::Courier { .. } => "courier",
            Self::Print => "print",
            Self::Hall => "hall",
        }
    }

    /// Reads a choice; the names of the fields that are not right.
    pub(crate) fn parse(
        item: &Item,
        way: &str,
        name: &str,
        phone: &str,
        address: &str,
    ) -> Result<Self, Vec<&'static str>> {
        if !Self::ways(item).contains(&way) {
            return Err(vec!["way"]);
        }
        match way {
            "print" => return Ok(Self::Print),
            "hall" => return Ok(Self::Hall),
            _ => {}
        }
        let fits = |text: &str, least: usize, most: usize| (least..=most).contains(&text.trim().chars().count());
        let mut wrong = Vec::new();
        if !fits(name, 1, 50) {
            wrong.push("name");
        }
        let telephone = Telephone::parse(phone);
        if telephone.is_err() {
            wrong.push("phone");
        }
        if !fits(address, 6, 200) {
            wrong.push("address");
        }
        match (telephone, wrong.is_empty()) {
            (Ok(telephone), true) => Ok(Self::Courier {
                name: name.trim().to_owned(),
                phone: telephone.as_str().to_owned(),
                address: address.trim().to_owned(),
            }),
            _ => Err(wrong),
        }
    }
}

impl Case {
    /// None for a case that came in without a choice: the organ asks, or keeps it at the window.
    pub(crate) fn delivery_choice(&self) -> Option<Delivery> {
        serde_json::from_value(self.delivery.clone()?).ok()
    }
}
