//! `/s/{site}/c/self-declaration` and `/s/{site}/c/clues`: one page, one receipt.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_forms::{Answers, Context, Fault, Form, Kind as FieldKind, Known, Limits, check, pages, posted, prefill};
use budayang_rules::division::DivisionCode;
use uuid::Uuid;

use crate::app::App;
use crate::community::declaration::{Kind, PLACE};
use crate::community::declare::{Declarant, KEPT, Receipt, declare};
use crate::identity;
use crate::sheet::{FieldView, Input, Sheet};
use crate::sites::{self, Pack};
use crate::web::{Error, Frame, Posted, Purse, Visit, page};

pub(super) fn routes() -> Router<App> {
    let mut routes = Router::new();
    for kind in Kind::ALL {
        let show = move |visit: Visit, jar: CookieJar, path: Path<String>| show(visit, jar, path, kind);
        let send = move |visit: Visit, path: Path<String>, form: Posted| send(visit, path, form, kind);
        routes = routes.route(&format!("/s/{{site}}/c/{}", kind.key()), get(show).post(send));
    }
    routes
}

#[derive(Template)]
#[template(path = "community/form.html")]
struct FormPage {
    frame: Frame,
    id: String,
    kind: &'static str,
    /// The form's own: sent twice, it is one declaration.
    key: Uuid,
    fields: Vec<FieldView>,
    faults: Vec<(String, String)>,
    kept: u64,
}

#[derive(Template)]
#[template(path = "community/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    id: String,
    kind: &'static str,
    receipt: Receipt,
    kept: u64,
}

/// A form as it stands at a site: places are chosen inside the site's own.
fn form_of(visit: &Visit, pack: &Pack, kind: Kind) -> Result<Form, Error> {
    let national = || visit.app.sites.pack(sites::NATIONAL).and_then(|pack| pack.forms.get(kind.key()));
    let mut form = pack.forms.get(kind.key()).or_else(national).ok_or(Error::NotFound)?.clone();
    let home = pack.site.division;
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        if let FieldKind::Division(rules) = &mut field.kind
            && field.key == PLACE
            && home != DivisionCode::NATION
        {
            rules.within.get_or_insert_with(|| home.short().to_owned());
        }
    }
    Ok(form)
}

async fn show(visit: Visit, jar: CookieJar, Path(id): Path<String>, kind: Kind) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, kind.key())?;
    let form = form_of(&visit, place.pack, kind)?;
    let key = visit.app.random.id(visit.app.clock.now());
    page(&form_page(&visit, place.frame.clone(), place.pack, kind, &form, key, Answers::default(), &[]).await?)
}

async fn send(visit: Visit, Path(id): Path<String>, sent: Posted, kind: Kind) -> Result<Response, Error> {
    let place = sites::place(&visit, CookieJar::new(), &id, kind.key())?;
    visit.app.limits.spend(Purse::Submit, &visit.address.to_string())?;
    let form = form_of(&visit, place.pack, kind)?;
    let key = Uuid::parse_str(sent.get("key")).map_err(|_| Error::bad(visit.t("community-no-key")))?;
    let mut answers = Answers::default();
    for section in &form.sections {
        let read = posted(section, sent.pairs(), &Limits::default())
            .map_err(|much| Error::refused(StatusCode::PAYLOAD_TOO_LARGE, much.message(visit.lang())))?;
        answers.replace(section, read.answers);
    }
    // Without script the lists of a place are opened one by one.
    let opens_a_list = sent.pairs().iter().any(|(name, _)| name.ends_with(".next"));
    let exists = exists(&visit);
    let checked = check(&form, &answers, &context(&visit, &exists));
    let faults = match checked {
        _ if opens_a_list => Vec::new(),
        Ok(clean) => {
            let who = Declarant {
                site: &id,
                home: place.pack.site.division,
                kept: kept(place.pack),
                subject: visit.citizen().map(|citizen| citizen.on_behalf_of()),
            };
            let receipt = declare(&visit.app, kind, &who, &form, &clean, key).await?;
            let kept = kept(place.pack);
            return page(&ReceiptPage { frame: place.frame.clone(), id, kind: kind.key(), receipt, kept });
        }
        Err(faults) => faults,
    };
    let template = form_page(&visit, place.frame.clone(), place.pack, kind, &form, key, answers, &faults).await?;
    let mut answer = page(&template)?;
    if !opens_a_list {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// Days that the zone keeps what people declare.
fn kept(pack: &Pack) -> u64 {
    pack.site.zone.keep_days.unwrap_or(KEPT)
}

fn context<'a>(visit: &Visit, exists: &'a dyn Fn(&str) -> bool) -> Context<'a> {
    Context { today: visit.app.clock.today(), division_exists: exists }
}

fn exists(visit: &Visit) -> impl Fn(&str) -> bool + use<> {
    let tree = visit.app.divisions.tree();
    move |code: &str| DivisionCode::parse(code).is_ok_and(|code| tree.name(&code).is_some())
}

#[expect(clippy::too_many_arguments, reason = "a page is made of what the request had")]
async fn form_page(
    visit: &Visit,
    frame: Frame,
    pack: &Pack,
    kind: Kind,
    form: &Form,
    key: Uuid,
    mut answers: Answers,
    faults: &[Fault],
) -> Result<FormPage, Error> {
    let known = match visit.citizen().filter(|_| answers.is_empty()) {
        Some(citizen) => identity::known_answers(&visit.app.db, citizen).await?,
        None => Known::default(),
    };
    let exists = exists(visit);
    let context = context(visit, &exists);
    let mut sources = BTreeMap::new();
    for one in prefill(form, &known, &Answers::default(), &context) {
        answers.set(&one.field.key, one.value);
        sources.insert(one.field.key.clone(), one.source);
    }
    let divisions = visit.app.divisions.tree();
    let sheet = Sheet { lang: visit.lang(), divisions: &divisions, answers: &answers, sources: &sources, faults };
    let asked = pages(form, &answers, &context);
    Ok(FormPage {
        frame,
        id: pack.site.id.clone(),
        kind: kind.key(),
        key,
        fields: asked.iter().flat_map(|page| sheet.section(page.section, &page.fields)).collect(),
        faults: faults.iter().map(|fault| (fault.path.clone(), fault.message(visit.lang()))).collect(),
        kept: kept(pack),
    })
}
