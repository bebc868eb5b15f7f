//! `/me/mandates`: for whom one acts, who acts for one, and asking for either.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use budayang_rules::credit_code::CreditCode;
use budayang_rules::mask;
use chrono::NaiveDate;
use uuid::Uuid;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::{Challenge, HelperAsked};
use crate::identity::mandate::{self, Company, MandateFault};
use crate::identity::tables::mandate::{MandateKind, Model as Mandate};
use crate::identity::{Citizen, Subject, registration, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, page, redirect, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/me/mandates", get(show))
        .route("/me/mandates/company", post(company))
        .route("/me/mandates/agent", post(agent))
        .route("/me/mandates/helper", post(helper))
        .route("/me/mandates/{id}/revocation", post(revoke))
        .route("/me/acting", post(switch))
}

struct Row {
    id: Uuid,
    kind: String,
    name: String,
    days: String,
    usable: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "identity/mandates.html")]
struct Page {
    frame: Frame,
    acting: Option<String>,
    mine: Vec<Row>,
    others: Vec<Row>,
    /// Legal persons that the citizen manages: id and name.
    companies: Vec<(Uuid, String)>,
    today: NaiveDate,
    in_a_year: NaiveDate,
    form: HashMap<String, String>,
    faults: Faults,
}

impl Page {
    fn value(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }

    async fn new(visit: &Visit, citizen: &Citizen) -> Result<Self, Error> {
        let db = &visit.app.db;
        let today = visit.app.clock.today();
        let mine = store::mandates::of_agent(db, citizen.subject).await?;
        let managed = |m: &&Mandate| m.kind == MandateKind::Manager && m.holds_on(today);
        let companies: Vec<Uuid> = mine.iter().filter(managed).map(|m| m.principal).collect();
        let principals: Vec<Uuid> = companies.iter().copied().chain([citizen.subject]).collect();
        let mut others = store::mandates::for_principals(db, &principals).await?;
        others.retain(|m| m.agent != citizen.subject);
        let people: Vec<Uuid> = mine.iter().chain(&others).flat_map(|m| [m.principal, m.agent]).collect();
        let people = store::subjects::subjects(db, &people).await?;
        let acting = citizen.acting.as_ref();
        Ok(Self {
            frame: visit.frame(visit.t("identity-mandates")).verb("me").crumb(visit.t("identity-me"), "/me"),
            acting: acting.map(|acting| acting.name.clone()),
            mine: mine.iter().map(|m| row(visit, m, people.get(&m.principal), acting.map(|a| a.mandate))).collect(),
            others: others.iter().map(|m| row(visit, m, people.get(&m.agent), None)).collect(),
            companies: companies.iter().filter_map(|id| people.get(id).map(|who| (*id, who.name.clone()))).collect(),
            today,
            in_a_year: today + chrono::Days::new(365),
            form: HashMap::new(),
            faults: Faults::default(),
        })
    }
}

fn row(visit: &Visit, mandate: &Mandate, whom: Option<&Subject>, current: Option<Uuid>) -> Row {
    let name = whom.map_or_else(String::new, |who| match mandate.kind {
        MandateKind::Helper => mask::name(&who.name),
        _ => who.name.clone(),
    });
    let days = match mandate.until_day {
        mandate::FOREVER => visit.t("mandate-no-end"),
        until => format!("{} – {until}", mandate.from_day),
    };
    let kind = match mandate.kind {
        MandateKind::Manager => "mandate-manager",
        MandateKind::Agent => "mandate-agent",
        MandateKind::Helper => "mandate-helper",
    };
    Row {
        id: mandate.id,
        kind: visit.t(kind),
        name,
        days,
        usable: mandate.holds_on(visit.app.clock.today()),
        current: current == Some(mandate.id),
    }
}

async fn show(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    page(&Page::new(&visit, &citizen).await?)
}

async fn company(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    let mut faults = Faults::default();
    let (name, representative) = (form.get("company-name"), form.get("company-representative"));
    for (field, value) in [("company-name", name), ("company-representative", representative)] {
        if value.is_empty() || value.chars().count() > 100 {
            faults.add(field, visit.t("mandate-name-empty"));
        }
    }
    let number = CreditCode::parse(form.get("company-number"));
    let fault = match number {
        Err(fault) => {
            let english = visit.lang() == budayang_forms::Lang::En;
            faults.add("company-number", if english { fault.en() } else { fault.to_string() });
            None
        }
        Ok(_) if !faults.is_empty() => None,
        Ok(number) => {
            let company = Company { name: name.into(), number, representative: representative.into() };
            match mandate::register_company(&visit.app, &citizen, company).await? {
                Ok(()) => return Ok(redirect_saying("/me/mandates", &visit.t("mandate-company-added"))),
                Err(fault) => Some(fault),
            }
        }
    };
    mend(&visit, &citizen, &form, faults, fault.map(|fault| ("company-number", fault))).await
}

async fn agent(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    visit.app.limits.spend(Purse::Guess, &citizen.subject.to_string())?;
    let mut faults = Faults::default();
    let company: Option<Uuid> = form.get("agent-company").parse().ok();
    if company.is_none() {
        faults.add("agent-company", visit.t("mandate-choose-company"));
    }
    let number = number(&visit, &form, "agent-number", &mut faults);
    let from = day(&visit, &form, "agent-from", &mut faults);
    let until = day(&visit, &form, "agent-until", &mut faults);
    let (Some(company), Some((number, _)), Some(from), Some(until)) = (company, number, from, until) else {
        return mend(&visit, &citizen, &form, faults, None).await;
    };
    let whom = (form.get("agent-name"), number.as_str());
    match mandate::name_agent(&visit.app, &citizen, company, whom, (from, until)).await? {
        Ok(()) => Ok(redirect_saying("/me/mandates", &visit.t("mandate-agent-added"))),
        Err(fault) => {
            let field = if fault == MandateFault::Days { "agent-until" } else { "agent-number" };
            mend(&visit, &citizen, &form, faults, Some((field, fault))).await
        }
    }
}

/// Asks for an elder's consent: the code goes to the elder's own telephone.
async fn helper(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::Guess, &citizen.subject.to_string())?;
    let mut faults = Faults::default();
    let name = form.get("elder-name");
    if name.is_empty() || name.chars().count() > 60 {
        faults.add("elder-name", visit.t("identity-name-empty"));
    }
    let number = number(&visit, &form, "elder-number", &mut faults);
    let phone = door::mobile(&visit, form.get("elder-phone"));
    if let Err(fault) = &phone {
        faults.add("elder-phone", fault);
    }
    let until = day(&visit, &form, "elder-until", &mut faults);
    let (true, Some((number, number_kind)), Ok(phone), Some(until)) = (faults.is_empty(), number, phone, until) else {
        return mend(&visit, &citizen, &form, faults, None).await;
    };
    let asked = HelperAsked {
        helper: citizen.subject,
        helper_name: citizen.name.clone(),
        name: name.to_owned(),
        number,
        number_kind: number_kind.to_owned(),
        phone: phone.as_str().to_owned(),
        until,
    };
    if let Err(fault) = mandate::may_help(app, &asked).await? {
        let field = if fault == MandateFault::Days { "elder-until" } else { "elder-number" };
        return mend(&visit, &citizen, &form, faults, Some((field, fault))).await;
    }
    let challenge = Challenge::Helper(asked);
    challenge.send_code(app).await?;
    door::step(app, &challenge, redirect("/code")).await
}

async fn revoke(visit: Visit, citizen: Citizen, Path(id): Path<Uuid>) -> Result<Response, Error> {
    mandate::revoke(&visit.app, &citizen, id).await?;
    Ok(redirect_saying("/me/mandates", &visit.t("mandate-revoked")))
}

async fn switch(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    let chosen = match form.get("mandate") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound)?),
    };
    mandate::switch(&visit.app, &citizen, chosen).await?;
    Ok(redirect(match form.back() {
        "/" => "/me",
        back => back,
    }))
}

fn number(visit: &Visit, form: &Posted, field: &'static str, faults: &mut Faults) -> Option<(String, &'static str)> {
    let english = visit.lang() == budayang_forms::Lang::En;
    registration::checked_number(false, form.get(field), english).map_err(|fault| faults.add(field, fault)).ok()
}

/// A day from the three boxes of a date.
fn day(visit: &Visit, form: &Posted, field: &'static str, faults: &mut Faults) -> Option<NaiveDate> {
    let part = |name: &str| form.get(&format!("{field}.{name}")).parse::<u32>().ok();
    let day = (|| NaiveDate::from_ymd_opt(i32::try_from(part("year")?).ok()?, part("month")?, part("day")?))();
    let day = day.filter(|day| (2000..3000).contains(&chrono::Datelike::year(day)));
    if day.is_none() {
        faults.add(field, visit.t("mandate-day-unknown"));
    }
    day
}

/// The page again with what was typed and what is to be mended.
async fn mend(
    visit: &Visit,
    citizen: &Citizen,
    form: &Posted,
    mut faults: Faults,
    fault: Option<(&'static str, MandateFault)>,
) -> Result<Response, Error> {
    if let Some((field, fault)) = fault {
        faults.add(field, visit.t(fault.key()));
    }
    let mut shown = Page::new(visit, citizen).await?;
    shown.form = form.pairs().iter().cloned().collect();
    shown.faults = faults;
    door::unfit(&shown)
}
