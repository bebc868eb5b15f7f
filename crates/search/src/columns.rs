//! One consistent view of the index: a searcher, the lexicon, and the fast fields that every hit touches, decoded once into flat arrays.

use std::collections::BTreeSet;

use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

use crate::Result;
use crate::everyday::Everyday;
use crate::labels::Labels;
use crate::lexicon::Lexicon;
use crate::schema::Fields;

/// What a search sees from its first to its last step, whatever is written meanwhile.
pub(crate) struct Snapshot {
    pub(crate) searcher: Searcher,
    pub(crate) segments: Vec<Columns>,
    /// Division codes in order, so that all divisions below one are neighbours.
    pub(crate) divisions: Vec<String>,
    pub(crate) bodies: Vec<String>,
    pub(crate) labels: Labels,
    pub(crate) lexicon: Lexicon,
}

/// Per document of a segment: numbers of its division, body and profile in the snapshot, and what ranks it.
pub(crate) struct Columns {
    pub(crate) division: Vec<u32>,
    pub(crate) body: Vec<u32>,
    pub(crate) profile: Vec<u32>,
    /// Place of its name among the names of the segment.
    pub(crate) title: Vec<u32>,
    pub(crate) weight: Vec<f32>,
}

impl Snapshot {
    pub(crate) fn read(searcher: Searcher, fields: &Fields, everyday: &Everyday) -> Result<Self> {
        let lexicon = Lexicon::read(&searcher, fields.phrase, everyday)?;
        let divisions = values(&searcher, "division")?;
        let bodies = values(&searcher, "body_code")?;
        let profiles = values(&searcher, "profile")?;
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let weight = reader.fast_fields().f64("weight")?;
            segments.push(Columns {
                division: numbers(reader, "division", &divisions)?,
                body: numbers(reader, "body_code", &bodies)?,
                profile: numbers(reader, "profile", &profiles)?,
                title: ordinals(reader, "title")?,
                weight: (0..reader.max_doc()).map(|doc| weight.first(doc).unwrap_or(0.0) as f32).collect(),
            });
        }
        let labels = Labels::read(&profiles);
        Ok(Self { searcher, segments, divisions, bodies, labels, lexicon })
    }

    /// The text of a column for one document.
    pub(crate) fn text(&self, column: &str, segment: u32, doc: u32) -> Result<String> {
        let mut text = String::new();
        if let Some(column) = self.searcher.segment_reader(segment).fast_fields().str(column)?
            && let Some(ord) = column.ords().first(doc)
        {
            column.ord_to_str(ord, &mut text)?;
        }
        Ok(text)
    }
}

/// All values of a column over all segments, in order, each once.
fn values(searcher: &Searcher, column: &str) -> Result<Vec<String>> {
    let mut all = BTreeSet::new();
    for reader in searcher.segment_readers() {
        if let Some(column) = reader.fast_fields().str(column)? {
            all.extend(dictionary(&column)?);
        }
    }
    Ok(all.into_iter().collect())
}

fn dictionary(column: &StrColumn) -> Result<Vec<String>> {
    let mut values = Vec::with_capacity(column.dictionary().num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        values.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(values)
}

fn ordinals(reader: &SegmentReader, column: &str) -> Result<Vec<u32>> {
    let Some(column) = reader.fast_fields().str(column)? else { return Ok(vec![0; reader.max_doc() as usize]) };
    Ok((0..reader.max_doc()).map(|doc| column.ords().first(doc).unwrap_or(0) as u32).collect())
}

fn numbers(reader: &SegmentReader, name: &str, all: &[String]) -> Result<Vec<u32>> {
    let mut numbers = ordinals(reader, name)?;
    if let Some(column) = reader.fast_fields().str(name)? {
        let place: Vec<u32> =
            dictionary(&column)?.iter().map(|value| all.partition_point(|known| known < value) as u32).collect();
        numbers.iter_mut().for_each(|number| *number = place.get(*number as usize).copied().unwrap_or(0));
    }
    Ok(numbers)
}
