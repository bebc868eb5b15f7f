//! What a signature stands under: the content of a result as canonical JSON (RFC 8785), and its compact form in the QR code.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::NaiveDate;
use sm3::{Digest, Sm3};

use super::keys::{KeyError, Keys, PublicKey};

/// The facts that are signed. Personal numbers come masked: the code is read by whoever sees the paper.
pub(super) struct Facts<'a> {
    pub number: &'a str,
    pub title: &'a str,
    pub holder: &'a str,
    pub holder_number: &'a str,
    pub organ: &'a str,
    pub issued: NaiveDate,
    pub until: Option<NaiveDate>,
    /// Everything else that the paper shows, label and value in order.
    pub shown: &'a [(String, String)],
}

/// Content with its signature.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    pub content: String,
    /// DER as base64.
    pub signature: String,
    pub key_id: String,
}

impl Facts<'_> {
    /// Keys in order, no blanks, all values text: the canonical form that RFC 8785 prescribes for such an object.
    fn canonical(&self) -> String {
        let mut facts = BTreeMap::from([
            ("holder", self.holder.to_owned()),
            ("id", self.number.to_owned()),
            ("issued", self.issued.to_string()),
            ("number", self.holder_number.to_owned()),
            ("organ", self.organ.to_owned()),
            ("shown", digest(self.shown)),
            ("title", self.title.to_owned()),
        ]);
        if let Some(until) = self.until {
            facts.insert("until", until.to_string());
        }
        serde_json::to_string(&facts).expect("invariant: a map of texts is always JSON")
    }

    pub(super) fn seal(&self, keys: &Keys) -> Result<Sealed, KeyError> {
        let content = self.canonical();
        let signature = keys.sign(&content)?;
        Ok(Sealed { content, signature, key_id: keys.public().id.clone() })
    }
}

impl Sealed {
    /// The text of the QR code: the address to ask, then behind `#`, which browsers never send, what a checker
    /// without a network needs: version, key, content and signature.
    pub(super) fn code(&self, address: &str) -> String {
        let content = URL_SAFE_NO_PAD.encode(&self.content);
        let signature = STANDARD.decode(&self.signature).unwrap_or_default();
        format!("{address}#1.{}.{content}.{}", self.key_id, URL_SAFE_NO_PAD.encode(signature))
    }

    pub(super) fn holds(&self, key: &PublicKey) -> bool {
        key.id == self.key_id && key.signed(&self.content, &self.signature)
    }
}

/// SM3 over `label TAB value LF` of each line, so that a changed line shows without lengthening the code.
fn digest(shown: &[(String, String)]) -> String {
    let mut digest = Sm3::new();
    for (label, value) in shown {
        digest.update(format!("{label}\t{value}\n"));
    }
    hex::encode(digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(shown: &[(String, String)]) -> Facts<'_> {
        Facts {
            number: "1",
            title: "证",
            holder: "李示例",
            holder_number: "1101**********002X",
            organ: "演示局",
            issued: NaiveDate::from_ymd_opt(2020, 1, 22).unwrap(),
            until: None,
            shown,
        }
    }

    #[test]
    fn content_has_one_form_only() {
        let empty = "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b";
        assert_eq!(
            facts(&[]).canonical(),
            format!(
                r#"{{"holder":"李示例","id":"1","issued":"2020-01-22","number":"1101**********002X","organ":"演示局","shown":"{empty}","title":"证"}}"#
            )
        );
    }

    /// As docs/certificates.md tells checkers without a network to do it.
    #[test]
    fn the_code_carries_all_that_a_checker_needs() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), &crate::clock::Random::seeded(1)).unwrap();
        let sealed = facts(&[]).seal(&keys).unwrap();
        let code = sealed.code("https://zwfw.example.gov.cn/verify/1");
        let (address, parts) = code.split_once('#').unwrap();
        assert_eq!(address, "https://zwfw.example.gov.cn/verify/1");
        let [version, key, content, signature] = parts.split('.').collect::<Vec<_>>()[..] else { panic!("{parts}") };
        let read = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
        let content = String::from_utf8(read(content)).unwrap();
        assert_eq!((version, key), ("1", keys.public().id.as_str()));
        assert!(content.contains("李示例"));
        assert!(keys.public().signed(&content, &STANDARD.encode(read(signature))));
    }

    #[test]
    fn a_changed_line_changes_the_content() {
        let line = |value: &str| [("经营项目".to_owned(), value.to_owned())];
        assert_ne!(facts(&line("热食")).canonical(), facts(&line("冷食")).canonical());
    }
}
