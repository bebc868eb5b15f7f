//! The fields of the index and how a document becomes them.

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};

use crate::Document;
use crate::words;

/// Changes whenever fields or tokens change: an index of another version is rebuilt, never misread.
pub(crate) const VERSION: &str = "v1";

const LONGEST_NAME: usize = 200;
const LONGEST_SUMMARY: usize = 1_000;

/// Between the parts of a profile, and between the values of one part.
const PART: char = '\u{1f}';
const VALUE: char = '\u{1e}';

#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) code: Field,
    pub(crate) name: Field,
    pub(crate) alias: Field,
    pub(crate) body: Field,
    pub(crate) about: Field,
    /// Words and short phrases of names and aliases: the lexicon.
    pub(crate) phrase: Field,
    title: Field,
    division: Field,
    body_code: Field,
    profile: Field,
    weight: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let tokens = |freqs, norms| {
            let indexing =
                TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(freqs).set_fieldnorms(norms);
            TextOptions::default().set_indexing_options(indexing)
        };
        let ranked = tokens(IndexRecordOption::WithFreqs, true);
        let plain = tokens(IndexRecordOption::Basic, false);
        let column = TextOptions::default().set_fast("raw");
        let mut schema = Schema::builder();
        let mut text = |name, options: &TextOptions| schema.add_text_field(name, options.clone());
        let (name, alias) = (text("name", &ranked), text("alias", &ranked));
        let (body, about, phrase) = (text("body", &plain), text("about", &plain), text("phrase", &plain));
        let (title, division) = (text("title", &column), text("division", &column));
        let (body_code, profile) = (text("body_code", &column), text("profile", &column));
        let code = schema.add_text_field("code", STRING | FAST);
        let weight = schema.add_f64_field("weight", FAST);
        Self {
            schema: schema.build(),
            code,
            name,
            alias,
            body,
            about,
            phrase,
            title,
            division,
            body_code,
            profile,
            weight,
        }
    }

    pub(crate) fn document(&self, item: &Document) -> TantivyDocument {
        let mut doc = TantivyDocument::new();
        doc.add_text(self.code, &item.code);
        doc.add_text(self.name, words::index_tokens(&item.name, LONGEST_NAME));
        doc.add_text(self.phrase, words::phrases(&item.name, LONGEST_NAME));
        for alias in item.aliases.iter().take(20) {
            doc.add_text(self.alias, words::index_tokens(alias, LONGEST_NAME));
            doc.add_text(self.phrase, words::phrases(alias, LONGEST_NAME));
        }
        doc.add_text(self.body, words::index_tokens(&item.body, LONGEST_NAME));
        doc.add_text(self.about, words::index_tokens(&item.summary, LONGEST_SUMMARY));
        doc.add_text(self.title, item.name.chars().take(LONGEST_NAME).collect::<String>());
        doc.add_text(self.division, item.division.chars().take(12).collect::<String>());
        doc.add_text(self.body_code, item.body_code.chars().take(64).collect::<String>());
        doc.add_text(self.profile, Profile::of(item).written());
        doc.add_f64(self.weight, if item.weight.is_finite() { f64::from(item.weight.max(0.0)) } else { 0.0 });
        doc
    }
}

/// What items have in common in thousands: kind, visits, online, open, themes, audiences. Kept once, counted as one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) kind: String,
    pub(crate) visits: u8,
    pub(crate) online: bool,
    pub(crate) open: bool,
    pub(crate) themes: Vec<String>,
    pub(crate) audiences: Vec<String>,
}

impl Profile {
    fn of(item: &Document) -> Self {
        let clean = |text: &String| text.chars().filter(|c| !c.is_control()).take(64).collect::<String>();
        let set = |values: &[String]| {
            let mut values: Vec<String> = values.iter().take(64).map(clean).filter(|v| !v.is_empty()).collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        let (themes, audiences) = (set(&item.themes), set(&item.audiences));
        Self { kind: clean(&item.kind), visits: item.visits, online: item.online, open: item.open, themes, audiences }
    }

    fn written(&self) -> String {
        let list = |values: &[String]| values.join(&VALUE.to_string());
        let bit = |yes| if yes { "1" } else { "0" };
        let (visits, themes, audiences) = (self.visits.to_string(), list(&self.themes), list(&self.audiences));
        [&*self.kind, &visits, bit(self.online), bit(self.open), &themes, &audiences].join(&PART.to_string())
    }

    pub(crate) fn read(written: &str) -> Self {
        let mut parts = written.split(PART);
        let mut next = || parts.next().unwrap_or_default();
        let list = |values: &str| values.split(VALUE).filter(|v| !v.is_empty()).map(str::to_owned).collect();
        Self {
            kind: next().to_owned(),
            visits: next().parse().unwrap_or(0),
            online: next() == "1",
            open: next() == "1",
            themes: list(next()),
            audiences: list(next()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_read_as_it_was_written() {
        let item = Document {
            kind: "01".into(),
            visits: 2,
            online: true,
            themes: vec!["生育".into(), "户籍".into()],
            ..Document::default()
        };
        let profile = Profile::of(&item);
        assert_eq!(Profile::read(&profile.written()), profile);
    }
}
