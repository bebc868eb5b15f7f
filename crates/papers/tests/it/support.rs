//! Reads printed papers back with programs that are not ours.

use std::sync::{Arc, LazyLock};

use budayang_papers::{Lang, Papers, Printed, Setting, Template};
use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect};
use serde_json::Value;

/// The fonts of this machine, found once for all tests.
pub(crate) fn papers() -> Papers {
    static PAPERS: LazyLock<Papers> = LazyLock::new(|| Papers::find_fonts(&[]).expect("tests need fonts-noto-cjk"));
    PAPERS.clone()
}

pub(crate) fn setting(title: &str) -> Setting {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    Setting { title: title.into(), lang: Lang::Zh, date }
}

pub(crate) fn print(template: &Template, data: &Value) -> Printed {
    papers().print(template, data, &setting("示例")).unwrap()
}

/// A small template around `body`.
pub(crate) fn template(body: &str) -> Template {
    Template::from_source(&format!("#import \"/house.typ\": *\n{body}")).unwrap()
}

/// The text that a reader would copy, without its spaces.
pub(crate) fn text(pdf: &[u8]) -> String {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let settings = InterpreterSettings::default();
    let mut words = Words::default();
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let mut context =
            Context::new(Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, page.xref(), settings.clone());
        interpret_page(page, &mut context, &mut words);
    }
    words.0.split_whitespace().collect()
}

/// The texts of all QR codes on the first page.
pub(crate) fn qr_codes(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let page = &pdf.pages()[0];
    let settings = hayro::RenderSettings {
        x_scale: 3.0,
        y_scale: 3.0,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        ..Default::default()
    };
    let interpreter = InterpreterSettings { font_resolver: Arc::new(|_| None), ..Default::default() };
    let picture = hayro::render(page, &hayro::RenderCache::new(), &interpreter, &settings);
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = picture.data_as_u8_slice();
    let mut grey = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[(y * width + x) * 4 + 1]);
    grey.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

#[derive(Default)]
struct Words(String);

impl<'a> Device<'a> for Words {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, _: Affine, _: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        match glyph.as_unicode() {
            Some(hayro::hayro_interpret::hayro_cmap::BfString::Char(c)) => self.0.push(c),
            Some(hayro::hayro_interpret::hayro_cmap::BfString::String(s)) => self.0.push_str(&s),
            None => self.0.push('\u{fffd}'),
        }
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
