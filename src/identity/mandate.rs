//! Acting for somebody else: an agent (经办人) for a legal person, a helper for an elder who consented.

use budayang_rules::credit_code::CreditCode;
use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::challenge::HelperAsked;
use super::registration::natural;
use super::tables::mandate::{MandateKind, Model as Mandate};
use super::tables::subject::{Model as Subject, SubjectKind};
use super::{Citizen, store};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::{Tx, already_there};
use crate::web::Error;

/// A manager's mandate has no end of its own.
pub(super) const FOREVER: NaiveDate = NaiveDate::from_ymd_opt(2999, 12, 31).expect("invariant: a day of the calendar");
/// A helper's consent is asked again after a year.
const LONGEST_HELP: Days = Days::new(365);

/// Why a mandate cannot be given; each names its field and the key of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MandateFault {
    /// The legal person has a manager already, who may name agents.
    Managed,
    /// Nobody is registered under this name and number.
    Unknown,
    /// The name does not belong to the number.
    Mismatch,
    Oneself,
    Days,
    NotManager,
}

impl MandateFault {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Managed => "mandate-managed",
            Self::Unknown => "mandate-unknown",
            Self::Mismatch => "mandate-mismatch",
            Self::Oneself => "mandate-oneself",
            Self::Days => "mandate-days",
            Self::NotManager => "mandate-not-manager",
        }
    }
}

/// A legal person as its manager registers it.
pub(super) struct Company {
    pub name: String,
    pub number: CreditCode,
    pub representative: String,
}

/// Registers a legal person; who does so manages it. Its real-name grade stays basic until an organ has checked it.
pub(super) async fn register_company(
    app: &App,
    citizen: &Citizen,
    company: Company,
) -> Result<Result<(), MandateFault>, Error> {
    let now = app.clock.now();
    let subject = Subject {
        id: app.random.id(now),
        kind: SubjectKind::Legal,
        name: company.name,
        number: company.number.as_str().to_owned(),
        number_kind: "credit-code".into(),
        representative: Some(company.representative),
        phone: None,
        address: None,
        grade: 1,
        created_at: now,
    };
    let principal = subject.id;
    let tx = app.db.begin().await?;
    match store::subjects::add(&tx, subject).await {
        Err(error) if already_there(&error) => return Ok(Err(MandateFault::Managed)),
        written => written?,
    }
    let consent = "登记人声明受该单位委托管理账户";
    give(app, &tx, MandateKind::Manager, (principal, citizen.subject), citizen.subject, FOREVER, consent).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// A manager names an agent, who must be registered under this name and number.
pub(super) async fn name_agent(
    app: &App,
    citizen: &Citizen,
    company: Uuid,
    (name, number): (&str, &str),
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Result<(), MandateFault>, Error> {
    if !manages(app, citizen.subject, company).await? {
        return Ok(Err(MandateFault::NotManager));
    }
    if until < from || until < app.clock.today() {
        return Ok(Err(MandateFault::Days));
    }
    let agent = store::subjects::by_number(&app.db, number).await?;
    let Some(agent) = agent.filter(|agent| agent.name == name && agent.kind == SubjectKind::Natural) else {
        return Ok(Err(MandateFault::Unknown));
    };
    if agent.id == citizen.subject {
        return Ok(Err(MandateFault::Oneself));
    }
    let now = app.clock.now();
    let mandate = Mandate {
        id: app.random.id(now),
        kind: MandateKind::Agent,
        principal: company,
        agent: agent.id,
        from_day: from,
        until_day: until,
        given_by: citizen.subject,
        given_at: now,
        consent: "管理人授权".into(),
        revoked_by: None,
        revoked_at: None,
    };
    let tx = app.db.begin().await?;
    write(app, &tx, mandate).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether help may be asked for, before a code goes to the elder.
pub(super) async fn may_help(app: &App, asked: &HelperAsked) -> Result<Result<(), MandateFault>, Error> {
    let today = app.clock.today();
    if asked.until < today || asked.until > today + LONGEST_HELP {
        return Ok(Err(MandateFault::Days));
    }
    let Some(elder) = store::subjects::by_number(&app.db, &asked.number).await? else { return Ok(Ok(())) };
    Ok(match elder {
        elder if elder.id == asked.helper => Err(MandateFault::Oneself),
        // The consent must come from the telephone that the elder has with us, not from one that the helper names.
        elder if elder.name != asked.name || elder.phone.as_deref() != Some(asked.phone.as_str()) => {
            Err(MandateFault::Mismatch)
        }
        _ => Ok(()),
    })
}

/// The elder consented with the code: writes the mandate, and the elder when they were not known yet.
pub(super) async fn help(app: &App, tx: &Tx, asked: &HelperAsked) -> Result<(), Error> {
    let known = store::subjects::by_number(&app.db, &asked.number).await?;
    let principal = match known {
        Some(elder) => elder.id,
        None => {
            let elder = natural(app, &asked.name, &asked.number, &asked.number_kind, &asked.phone);
            let id = elder.id;
            store::subjects::add(tx, elder).await?;
            id
        }
    };
    let consent = format!("本人用发到本人手机的验证码同意{}代办，至{}", asked.helper_name, asked.until);
    give(app, tx, MandateKind::Helper, (principal, asked.helper), principal, asked.until, &consent).await
}

/// Takes a mandate back: the agent, the principal, who gave it, or the principal's manager may.
pub(super) async fn revoke(app: &App, citizen: &Citizen, id: Uuid) -> Result<(), Error> {
    let mandate = store::mandates::mandate(&app.db, id).await?.ok_or(Error::NotFound)?;
    let own = [mandate.agent, mandate.principal, mandate.given_by].contains(&citizen.subject);
    if !own && !manages(app, citizen.subject, mandate.principal).await? {
        return Err(Error::NotFound);
    }
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    if store::mandates::revoke(&tx, id, citizen.subject, now).await? {
        record(app, &tx, Actor::Citizen(citizen.subject), "mandate-revoke", &mandate).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Acts under a mandate from now on, or for oneself again.
pub(super) async fn switch(app: &App, citizen: &Citizen, mandate: Option<Uuid>) -> Result<(), Error> {
    if let Some(id) = mandate {
        let mandate = store::mandates::mandate(&app.db, id).await?;
        let today = app.clock.today();
        mandate.filter(|m| m.agent == citizen.subject && m.holds_on(today)).ok_or(Error::NotFound)?;
    }
    let tx = app.db.begin().await?;
    store::sessions::act_under(&tx, citizen.session, mandate).await?;
    tx.commit().await?;
    Ok(())
}

async fn manages(app: &App, person: Uuid, company: Uuid) -> Result<bool, Error> {
    let own = store::mandates::of_agent(&app.db, person).await?;
    let today = app.clock.today();
    Ok(own.iter().any(|m| m.kind == MandateKind::Manager && m.principal == company && m.holds_on(today)))
}

async fn give(
    app: &App,
    tx: &Tx,
    kind: MandateKind,
    (principal, agent): (Uuid, Uuid),
    given_by: Uuid,
    until_day: NaiveDate,
    consent: &str,
) -> Result<(), Error> {
    let now = app.clock.now();
    let mandate = Mandate {
        id: app.random.id(now),
        kind,
        principal,
        agent,
        from_day: app.clock.today(),
        until_day,
        given_by,
        given_at: now,
        consent: consent.to_owned(),
        revoked_by: None,
        revoked_at: None,
    };
    write(app, tx, mandate).await
}

async fn write(app: &App, tx: &Tx, mandate: Mandate) -> Result<(), Error> {
    record(app, tx, Actor::Citizen(mandate.given_by), "mandate-give", &mandate).await?;
    Ok(store::mandates::add(tx, mandate).await?)
}

async fn record(app: &App, tx: &Tx, actor: Actor, act: &str, mandate: &Mandate) -> Result<(), Error> {
    let detail = json!({ "principal": mandate.principal, "agent": mandate.agent, "until": mandate.until_day });
    let object = format!("mandate {}", mandate.id);
    audit::record(tx, &Entry { actor, act, object, detail, at: app.clock.now() }).await?;
    Ok(())
}
