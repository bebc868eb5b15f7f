//! UTF-8 or GB18030, told apart by the file itself.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The encoding under which most lines that are not plain ASCII can be read: a few damaged lines do not turn the file around.
pub(super) fn of(file: File) -> std::io::Result<&'static Encoding> {
    let (mut reader, mut line) = (BufReader::new(file), Vec::new());
    let (mut good, mut bad) = (0_u64, 0_u64);
    while good + bad < 10_000 && reader.by_ref().take(1 << 20).read_until(b'\n', &mut line)? > 0 {
        if !line.is_ascii() {
            let utf8 = std::str::from_utf8(&line).is_ok();
            (good, bad) = if utf8 { (good + 1, bad) } else { (good, bad + 1) };
        }
        line.clear();
    }
    Ok(if bad > good { GB18030 } else { UTF_8 })
}

/// The text of these bytes; a reason when they are no text in this encoding.
pub(super) fn decode<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, String> {
    let (text, _, damaged) = encoding.decode(bytes);
    if damaged {
        Err(format!("有不是{}编码的字节，请另存为UTF-8后再导入", encoding.name()))
    } else {
        Ok(text)
    }
}
