//! `/s/{site}/c/self-check`: questions, and by the pack's published rules what to do, where to go, whom to call. The answers
//! are about health: they are posted, never stored, never logged, and stand in no address.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_forms::{Advice, Answers, Context, Fault, Guidance, Lang, Limits, Reader, Urgency, pages, posted, shown};

use crate::app::App;
use crate::sheet::{FieldView, Input, Sheet};
use crate::sites::{self, Pack};
use crate::web::{Error, Frame, Posted, Visit, page};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/self-check", get(ask).post(advise))
}

#[derive(Template)]
#[template(path = "ask/self_check.html")]
struct QuestionsPage {
    frame: Frame,
    id: String,
    rules: Rules,
    fields: Vec<FieldView>,
    faults: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "ask/advice.html")]
struct AdvicePage {
    frame: Frame,
    id: String,
    rules: Rules,
    kind: &'static str,
    title: String,
    steps: Vec<String>,
    /// Where to go: name and address of the site's own pages.
    go: Vec<(String, String)>,
    call: Vec<String>,
    /// What was answered, to check it and to read it out to a doctor.
    answers: Vec<(String, String)>,
}

/// Which rules these are.
struct Rules {
    version: String,
    published: String,
    source: String,
}

async fn ask(visit: Visit, jar: CookieJar, Path(id): Path<String>) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "self-check")?;
    let guidance = guidance(&visit, place.pack)?;
    place.show(&visit, &questions(&visit, place.frame.clone(), id, guidance, &Answers::default(), &[]))
}

async fn advise(visit: Visit, Path(id): Path<String>, form: Posted) -> Result<Response, Error> {
    let place = sites::place(&visit, CookieJar::new(), &id, "self-check")?;
    let guidance = guidance(&visit, place.pack)?;
    let mut answers = Answers::default();
    for section in &guidance.form.sections {
        let read = posted(section, form.pairs(), &Limits::default())
            .map_err(|much| Error::refused(StatusCode::PAYLOAD_TOO_LARGE, much.message(visit.lang())))?;
        answers.replace(section, read.answers);
    }
    let context = Context { today: visit.app.clock.today(), division_exists: &|_| true };
    match guidance.advise(&answers, &context) {
        Ok(Some(advice)) => page(&advice_page(&visit, place.frame.clone(), place.pack, guidance, advice, &answers)),
        Ok(None) => Err(Error::Broken(format!("the rules of {id} leave somebody without advice"))),
        Err(faults) => {
            let mut answer = page(&questions(&visit, place.frame.clone(), id, guidance, &answers, &faults))?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

/// The site's own rules, else the national ones.
fn guidance<'a>(visit: &'a Visit, pack: &'a Pack) -> Result<&'a Guidance, Error> {
    let national = || visit.app.sites.pack(sites::NATIONAL).and_then(|pack| pack.self_check.as_ref());
    pack.self_check.as_ref().or_else(national).ok_or(Error::NotFound)
}

fn questions(
    visit: &Visit,
    frame: Frame,
    id: String,
    guidance: &Guidance,
    answers: &Answers,
    faults: &[Fault],
) -> QuestionsPage {
    let context = Context { today: visit.app.clock.today(), division_exists: &|_| true };
    let (divisions, sources) = (visit.app.divisions.tree(), BTreeMap::new());
    let sheet = Sheet { lang: visit.lang(), divisions: &divisions, answers, sources: &sources, faults };
    let asked = pages(&guidance.form, answers, &context);
    QuestionsPage {
        frame,
        id,
        rules: rules(visit, guidance),
        fields: asked.iter().flat_map(|page| sheet.section(page.section, &page.fields)).collect(),
        faults: faults.iter().map(|fault| (fault.path.clone(), fault.message(visit.lang()))).collect(),
    }
}

fn advice_page(
    visit: &Visit,
    frame: Frame,
    pack: &Pack,
    guidance: &Guidance,
    advice: &Advice,
    answers: &Answers,
) -> AdvicePage {
    let lang: Lang = visit.lang();
    let (shown_here, reader) = (pack.site.shown(lang), Reader::new(lang));
    let go = advice.go.iter().filter_map(|key| shown_here.iter().find(|shown| shown.capability.key == key));
    let context = Context { today: visit.app.clock.today(), division_exists: &|_| true };
    let asked = pages(&guidance.form, answers, &context);
    let fields = asked.iter().flat_map(|page| &page.fields).map(|asked| asked.field);
    AdvicePage {
        frame,
        id: pack.site.id.clone(),
        rules: rules(visit, guidance),
        kind: match advice.urgency {
            Urgency::Now => "bad",
            Urgency::Soon => "warn",
            Urgency::Watch => "",
            Urgency::Calm => "good",
        },
        title: advice.title.get(lang).to_owned(),
        steps: advice.steps.iter().map(|step| step.get(lang).to_owned()).collect(),
        go: go.map(|shown| (shown.name.clone(), shown.href.clone())).collect(),
        call: advice.call.clone(),
        answers: fields
            .filter_map(|field| Some((field.name(lang).to_owned(), shown(field, answers.get(&field.key)?, &reader))))
            .collect(),
    }
}

fn rules(visit: &Visit, guidance: &Guidance) -> Rules {
    Rules {
        version: guidance.version.clone(),
        published: visit.day(guidance.published),
        source: guidance.source.get(visit.lang()).to_owned(),
    }
}
