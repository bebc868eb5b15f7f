//! Documents that are archives inside: read within bounds, so that a small file cannot grow without end.

use std::borrow::Cow;
use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::result::{ZipError, ZipResult};

use super::{FileRefusal, Kind};

const MOST_ENTRIES: usize = 2_000;
/// All entries together, unpacked.
const MOST_BYTES: u64 = 100 << 20;
/// Office texts shrink to a tenth; a bomb shrinks to a thousandth.
const MOST_RATIO: u64 = 200;
/// Below this even a high ratio does no harm.
const HARMLESS: u64 = 1 << 20;

/// Tells the kind by the parts that each must have, and unpacks everything into nothing to see how large it is.
pub(super) fn judge(file: impl Read + Seek) -> Result<Kind, FileRefusal> {
    let mut archive = ZipArchive::new(file).map_err(|_| FileRefusal::Broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(FileRefusal::Bomb);
    }
    let kind = kind(archive.file_names())?;
    let mut total = 0;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => FileRefusal::Encrypted,
            _ => FileRefusal::Broken,
        })?;
        let (packed, room) = (entry.compressed_size().max(1), MOST_BYTES - total);
        // What the entry says about its own size is not believed.
        let bytes = io::copy(&mut entry.take(room + 1), &mut io::sink()).map_err(|_| FileRefusal::Broken)?;
        total += bytes;
        if bytes > room || (bytes > HARMLESS && bytes / packed > MOST_RATIO) {
            return Err(FileRefusal::Bomb);
        }
    }
    Ok(kind)
}

fn kind<'a>(names: impl Iterator<Item = ZipResult<Cow<'a, str>>>) -> Result<Kind, FileRefusal> {
    let mut kind = None;
    for name in names {
        match name.map_err(|_| FileRefusal::Broken)?.as_ref() {
            "word/document.xml" => kind = Some(Kind::Docx),
            "xl/workbook.xml" => kind = Some(Kind::Xlsx),
            "OFD.xml" => kind = Some(Kind::Ofd),
            // A program inside a document is not a document.
            macros if macros.ends_with("vbaProject.bin") => return Err(FileRefusal::Macros),
            _ => {}
        }
    }
    kind.ok_or(FileRefusal::Kind)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(entries: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap()
    }

    #[test]
    fn a_document_is_known_by_its_parts() {
        assert_eq!(judge(archive(&[("word/document.xml", b"<w/>")])), Ok(Kind::Docx));
        assert_eq!(judge(archive(&[("OFD.xml", b"<ofd/>")])), Ok(Kind::Ofd));
        assert_eq!(judge(archive(&[("readme.txt", b"hello")])), Err(FileRefusal::Kind));
    }

    #[test]
    fn a_bomb_is_found_before_it_grows() {
        let zeros = vec![0; 8 << 20];
        assert_eq!(judge(archive(&[("word/document.xml", &zeros)])), Err(FileRefusal::Bomb));
    }

    #[test]
    fn a_document_with_a_program_in_it_is_refused() {
        let document = archive(&[("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")]);
        assert_eq!(judge(document), Err(FileRefusal::Macros));
    }
}
