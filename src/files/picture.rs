//! Pictures are decoded within bounds and written anew, upright: place, time and device of a photograph stay with its owner.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{FileRefusal, Kind};

const LONGEST_SIDE: u32 = 12_000;
const MOST_MEMORY: u64 = 256 << 20;
/// Text in a photographed document stays sharp.
const QUALITY: u8 = 88;

/// The same picture without anything but its pixels, and its kind: a WebP becomes a JPEG that every desk can open.
pub(super) fn cleaned(bytes: &[u8], format: ImageFormat) -> Result<(Vec<u8>, Kind), FileRefusal> {
    let picture = upright(bytes, format)?;
    let mut out = Vec::new();
    if format == ImageFormat::Png {
        picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).map_err(|_| FileRefusal::Broken)?;
        return Ok((out, Kind::Png));
    }
    Ok((jpeg(&picture, QUALITY)?, Kind::Jpeg))
}

/// No larger than a page needs, for papers made of several pictures.
pub(super) fn page(bytes: &[u8], format: ImageFormat, longest: u32) -> Result<Vec<u8>, FileRefusal> {
    let picture = upright(bytes, format)?;
    let large = picture.width().max(picture.height()) > longest;
    let picture = if large { picture.resize(longest, longest, image::imageops::FilterType::Triangle) } else { picture };
    jpeg(&picture, 80)
}

fn upright(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, FileRefusal> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    decoder.set_limits(limits).map_err(refusal)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(FileRefusal::TooManyPixels);
    }
    let turned = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, FileRefusal> {
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, quality);
    // JPEG has no transparency; what was transparent turns black without this.
    let flat = DynamicImage::ImageRgb8(picture.to_rgb8());
    flat.write_with_encoder(encoder).map_err(|_| FileRefusal::Broken)?;
    Ok(out)
}

fn refusal(error: image::ImageError) -> FileRefusal {
    match error {
        image::ImageError::Limits(_) => FileRefusal::TooManyPixels,
        _ => FileRefusal::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG that says it is 60,000 pixels wide and high: 10 GB in memory.
    #[test]
    fn a_picture_bomb_is_refused_by_its_head() {
        let mut png =
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\xea\x60\x00\x00\xea\x60\x08\x06\x00\x00\x00".to_vec();
        png.extend(crc(&png[12..29]).to_be_bytes());
        png.extend(b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e");
        assert_eq!(cleaned(&png, ImageFormat::Png), Err(FileRefusal::TooManyPixels));
    }

    #[test]
    fn a_photograph_loses_where_it_was_taken() {
        let plain = jpeg(&DynamicImage::new_rgb8(8, 6), 90).unwrap();
        let mut tagged = plain[..2].to_vec();
        tagged.extend(b"\xff\xe1\x00\x18Exif\x00\x00GPS 23.13N 113E");
        tagged.extend([0]);
        tagged.extend(&plain[2..]);
        let (clean, kind) = cleaned(&tagged, ImageFormat::Jpeg).unwrap();
        assert_eq!(kind, Kind::Jpeg);
        assert!(!clean.windows(3).any(|window| window == b"GPS"));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        sum.sum()
    }
}
