//! Why a file was not taken, and what to do about it.

use budayang_forms::Lang;
use thiserror::Error;

use super::Kind;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum FileRefusal {
    #[error("empty")]
    Empty,
    #[error("larger than {max} bytes")]
    TooLarge { max: u64 },
    #[error("more than {max} files")]
    TooMany { max: usize },
    #[error("not of a kind that is taken")]
    Kind,
    /// A kind that is taken elsewhere, but not here.
    #[error("not of a kind that is taken here")]
    NotHere { kinds: Vec<Kind> },
    #[error("cannot be read to its end")]
    Broken,
    #[error("locked with a password")]
    Encrypted,
    #[error("grows without bounds when unpacked")]
    Bomb,
    #[error("has a program in it")]
    Macros,
    /// Wider, higher or with more pixels than any scan needs.
    #[error("a picture with too many pixels")]
    TooManyPixels,
    #[error("a virus was found")]
    Virus,
    /// The scanner that the operator set does not answer: nothing is taken unscanned then.
    #[error("the scanner does not answer")]
    ScannerAway,
    /// Pictures cannot be put together, because no paper can be printed on this machine.
    #[error("no font for papers")]
    NoPapers,
    #[error("not stored: {0}")]
    Store(String),
}

impl FileRefusal {
    /// For the person who chose the file.
    pub(crate) fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Empty => "这个文件是空的，请换一个文件".into(),
            Self::TooLarge { max } => format!("文件不能大于{}，请压缩或分成几个文件", super::size(*max)),
            Self::TooMany { max } => format!("最多上传{max}个文件，请移除不需要的，或把几张照片合成一份"),
            Self::Kind => "没有认出这个文件。可以上传PDF、JPG、PNG、WebP、DOCX、XLSX、OFD格式的文件".into(),
            Self::NotHere { kinds } => format!("这里请上传{}格式的文件", endings(kinds, "、")),
            Self::Broken => "文件不完整，打不开。请在自己的设备上打开看看，重新保存后再上传".into(),
            Self::Encrypted => "文件加了密码，工作人员看不到内容。请去掉密码后再上传".into(),
            Self::Bomb => "文件展开后过大，没有接收。请另存为普通文档后再上传".into(),
            Self::Macros => "文档里带有宏程序，没有接收。请另存为不带宏的文档后再上传".into(),
            Self::TooManyPixels => "图片尺寸过大，请缩小到每边12000像素以内再上传".into(),
            Self::Virus => "文件里发现病毒，没有接收。请先给设备查毒，再换一个干净的文件".into(),
            Self::ScannerAway => "文件检查暂时停了，没有接收。请稍后再传，已填写的内容不会丢失".into(),
            Self::NoPapers => "暂时不能合成文件，请直接上传PDF，或逐张上传图片".into(),
            Self::Store(_) => "文件没有保存成功，请稍后再传".into(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Empty => "This file is empty. Choose another one".into(),
            Self::TooLarge { max } => format!("The file must be no larger than {}", super::size(*max)),
            Self::TooMany { max } => format!("At most {max} files fit. Remove some, or merge pictures into one"),
            Self::Kind => "This file was not recognised. PDF, JPG, PNG, WebP, DOCX, XLSX and OFD are taken".into(),
            Self::NotHere { kinds } => format!("Choose a file of one of these types: {}", endings(kinds, ", ")),
            Self::Broken => "The file is incomplete. Open it on your own device, save it again and upload that".into(),
            Self::Encrypted => "The file is locked with a password. Take the password off and upload it again".into(),
            Self::Bomb => "The file grows too large when unpacked. Save it as a plain document and upload that".into(),
            Self::Macros => "The document has macros in it. Save it without macros and upload that".into(),
            Self::TooManyPixels => "The picture is too large. Keep each side within 12,000 pixels".into(),
            Self::Virus => "A virus was found in this file. Clean your device and choose another file".into(),
            Self::ScannerAway => {
                "Files cannot be checked at the moment. Please upload it later; nothing else is lost".into()
            }
            Self::NoPapers => {
                "Pictures cannot be merged at the moment. Upload a PDF, or the pictures one by one".into()
            }
            Self::Store(_) => "The file was not stored. Please upload it again later".into(),
        }
    }
}

fn endings(kinds: &[Kind], between: &str) -> String {
    kinds.iter().map(|kind| kind.ending().to_uppercase()).collect::<Vec<_>>().join(between)
}
