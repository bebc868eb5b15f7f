//! What a file is, told by its content: names and what a browser says are not believed.

use std::io::Cursor;

use image::ImageFormat;

use super::{FileRefusal, archive};

/// The kinds that organs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Pdf,
    Jpeg,
    Png,
    Webp,
    Docx,
    Xlsx,
    /// 版式文档 GB/T 33190
    Ofd,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Webp, Self::Docx, Self::Xlsx, Self::Ofd];
    pub(crate) const PICTURES: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Ofd => "ofd",
        }
    }

    pub(crate) fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ofd => "application/ofd",
        }
    }

    pub(crate) fn is_picture(self) -> bool {
        Self::PICTURES.contains(&self)
    }

    pub(super) fn format(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::Webp => Some(ImageFormat::WebP),
            _ => None,
        }
    }

    /// Looks at the content. An archive is unpacked as far as its bounds allow, so that a bomb shows itself here.
    pub(super) fn judge(bytes: &[u8]) -> Result<Self, FileRefusal> {
        if bytes.is_empty() {
            return Err(FileRefusal::Empty);
        }
        match infer::get(bytes).map(|kind| kind.mime_type()) {
            Some("application/pdf") => pdf(bytes),
            Some("image/jpeg") => Ok(Self::Jpeg),
            Some("image/png") => Ok(Self::Png),
            Some("image/webp") => Ok(Self::Webp),
            _ if bytes.starts_with(b"PK\x03\x04") => archive::judge(Cursor::new(bytes)),
            // Word and Excel wrap an encrypted document in the older container.
            _ if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && holds(bytes, &utf16("EncryptedPackage")) => {
                Err(FileRefusal::Encrypted)
            }
            _ => Err(FileRefusal::Kind),
        }
    }
}

fn pdf(bytes: &[u8]) -> Result<Kind, FileRefusal> {
    let end = &bytes[bytes.len().saturating_sub(2_048)..];
    if !holds(end, b"%%EOF") {
        return Err(FileRefusal::Broken);
    }
    if holds(bytes, b"/Encrypt") { Err(FileRefusal::Encrypted) } else { Ok(Kind::Pdf) }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_named_pdf_is_no_pdf() {
        assert_eq!(Kind::judge(b"MZ\x90\x00\x03\x00\x00\x00"), Err(FileRefusal::Kind));
        assert_eq!(Kind::judge(b"<html><script>1</script></html>"), Err(FileRefusal::Kind));
        assert_eq!(Kind::judge(b""), Err(FileRefusal::Empty));
    }

    #[test]
    fn a_pdf_is_whole_and_open() {
        assert_eq!(Kind::judge(b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"), Ok(Kind::Pdf));
        assert_eq!(Kind::judge(b"%PDF-1.4\n1 0 obj"), Err(FileRefusal::Broken));
        assert_eq!(Kind::judge(b"%PDF-1.4\ntrailer << /Encrypt 5 0 R >>\n%%EOF"), Err(FileRefusal::Encrypted));
    }
}
