//! Prints every example paper into a folder and tells how long it took: `cargo run --example print -- FOLDER`.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use budayang_papers::{Lang, Papers, Setting, Template};
use serde_json::Value;

const ROUNDS: u32 = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder? print FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let start = Instant::now();
    let papers = Papers::find_fonts(&[])?;
    println!("fonts found in {:.0?}", start.elapsed());
    let papers_to_print = [
        ("certificate", Template::certificate(), include_str!("data/certificate.json")),
        ("receipt", Template::receipt(), include_str!("data/receipt.json")),
        ("label", Template::label(), include_str!("data/label.json")),
        ("decision", Template::decision(), include_str!("data/decision.json")),
        ("correction", Template::decision(), include_str!("data/correction.json")),
    ];
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("no such day")?;
    for (name, template, data) in papers_to_print {
        let mut data: Value = serde_json::from_str(data)?;
        let title = data["title"].as_str().unwrap_or("面单").to_owned();
        let setting = Setting { title, lang: Lang::Zh, date };
        let first = Instant::now();
        let printed = papers.print(&template, &data, &setting)?;
        let first = first.elapsed();
        std::fs::write(folder.join(name).with_extension("pdf"), &printed.pdf)?;

        // Other people's papers, so that nothing is remembered from the first.
        let rest = Instant::now();
        for round in 0..ROUNDS {
            data["number"] = format!("2026030200000{round:05}").into();
            data["qr"] = format!("https://zwfw.example.gov.cn/verify/{round:05}").into();
            papers.print(&template, &data, &setting)?;
        }
        let each = rest.elapsed() / ROUNDS;
        let kib = printed.pdf.len() as f64 / 1024.0;
        println!("{name}: {} page(s), {kib:.1} KiB, first {first:.1?}, then {each:.1?} each", printed.pages);
    }
    Ok(())
}
