//! What files may be uploaded.

use serde::{Deserialize, Serialize};

use crate::Lang;

/// Files are checked when they arrive, with [`FileRules::admit`]; the answer holds their ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_count: Option<usize>,
    /// Endings without the dot: `["pdf", "jpg"]`; nothing means whatever the site takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u64>,
    /// The key of the item's material that these files are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
}

impl FileRules {
    pub fn most(&self) -> usize {
        self.max_count.unwrap_or(1)
    }

    /// Whether a file of this name and size may be uploaded here.
    pub fn admit(&self, name: &str, bytes: u64) -> Result<(), FileRefusal> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !self.accept.is_empty() && !self.accept.iter().any(|one| one.eq_ignore_ascii_case(ending)) {
            return Err(FileRefusal::Ending { accept: self.accept.clone() });
        }
        match self.max_bytes {
            _ if bytes == 0 => Err(FileRefusal::Empty),
            Some(max) if bytes > max => Err(FileRefusal::Size { max }),
            _ => Ok(()),
        }
    }
}

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    Ending { accept: Vec<String> },
    Empty,
    Size { max: u64 },
}

impl FileRefusal {
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Ending { accept }, Lang::Zh) => format!("请上传{}格式的文件", accept.join("、")),
            (Self::Ending { accept }, Lang::En) => {
                format!("Choose a file of one of these types: {}", accept.join(", "))
            }
            (Self::Empty, Lang::Zh) => "这个文件是空的，请换一个文件".to_owned(),
            (Self::Empty, Lang::En) => "This file is empty. Choose another one".to_owned(),
            (Self::Size { max }, Lang::Zh) => format!("文件不能大于{}，请压缩或换一个文件", size(*max)),
            (Self::Size { max }, Lang::En) => format!("The file must be no larger than {}", size(*max)),
        }
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_admitted_by_ending_and_size() {
        let rules = FileRules { accept: vec!["pdf".into()], max_bytes: Some(10_000_000), ..FileRules::default() };
        assert_eq!(rules.admit("身份证.PDF", 2_000), Ok(()));
        assert_eq!(rules.admit("身份证.exe", 2_000).unwrap_err().message(Lang::Zh), "请上传pdf格式的文件");
        assert_eq!(
            rules.admit("身份证.pdf", 10_000_001).unwrap_err().message(Lang::Zh),
            "文件不能大于10 MB，请压缩或换一个文件"
        );
    }
}
