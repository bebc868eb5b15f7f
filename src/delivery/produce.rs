//! 制证: from a granted case to a signed result in its owner's hands.

use budayang_forms::Lang;
use budayang_papers::Template;
use budayang_rules::certificate::CertificateId;
use budayang_rules::credit_code::CreditCode;
use budayang_rules::identity::IdentityNumber;
use chrono::Months;
use sha2::{Digest, Sha256};

use super::paper::{CertificatePaper, PrintError, lines, print};
use super::seal::Facts;
use super::{Certificate, KeyError, SigningKey, courier, store};
use crate::app::App;
use crate::cases::{self, Act, ActError, Actor, Case, State, Verb};
use crate::catalog::{self, Edition, Item, ResultForm};
use crate::db::{DbErr, Tx};
use crate::files::{self, Allowed, FileRefusal};
use crate::identity::{self, Subject, SubjectKind};

/// Why no result came out; each says what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProduceError {
    #[error(transparent)]
    Act(#[from] ActError),
    #[error(transparent)]
    Print(#[from] PrintError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("结果文件没有存下来，请稍后再试：{0:?}")]
    File(FileRefusal),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl ProduceError {
    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Act(error) => error.message(lang),
            other => other.to_string(),
        }
    }
}

/// Makes the certificate, signs it, keeps it, and moves the case on. If the applicant asked for the courier, the parcel
/// waits for its label.
pub(crate) async fn produce(app: &App, actor: &Actor, case: &Case) -> Result<Case, ProduceError> {
    if case.state != State::Granted || !may_produce(actor, case) {
        let refusal = if case.state == State::Granted { ActError::NotYours } else { ActError::NotNow };
        return Err(refusal.into());
    }
    let edition = catalog::edition(&app.db, case.edition_id).await?.ok_or(ActError::NotNow)?;
    let subject = identity::subject(&app.db, case.subject_id).await?.ok_or(ActError::NotNow)?;
    let (certificate, pdf) = draw_up(app, case, &edition, &subject).await?;
    let name = format!("{}.pdf", certificate.title);
    let stored = files::keep(app, Some(case.subject_id), &name, pdf.into(), &Allowed::anything())
        .await
        .map_err(ProduceError::File)?;
    let certificate = Certificate { file_id: stored.id, ..certificate };

    let tx = app.db.begin().await?;
    let act = Act::Produce { certificate: certificate.number.clone() };
    let changed = cases::act_in(app, &tx, actor, case, act).await?;
    let public = app.keys.public();
    let since = app.clock.now();
    store::keep_key(&tx, SigningKey { id: public.id.clone(), public_key: public.pem.clone(), since }).await?;
    courier::ask_as_filed(app, &tx, case, &certificate).await?;
    let (title, number) = (&certificate.title, Some(certificate.number.clone()));
    files::put_by(app, &tx, case.subject_id, stored.id, title, number, certificate.until).await?;
    store::add(&tx, certificate).await?;
    tx.commit().await?;
    Ok(changed)
}

/// 送达, and with it the case is done.
pub(crate) async fn deliver(app: &App, actor: &Actor, case: &Case, how: &str) -> Result<Case, ActError> {
    let tx = app.db.begin().await?;
    let closed = deliver_in(app, &tx, actor, case, how).await?;
    tx.commit().await?;
    Ok(closed)
}

pub(super) async fn deliver_in(app: &App, tx: &Tx, actor: &Actor, case: &Case, how: &str) -> Result<Case, ActError> {
    let delivered = cases::act_in(app, tx, actor, case, Act::Deliver { how: how.to_owned() }).await?;
    cases::act_in(app, tx, &Actor::System, &delivered, Act::Close).await
}

fn may_produce(actor: &Actor, case: &Case) -> bool {
    cases::possible(actor, case).contains(&Verb::Produce)
}

/// Everything but the file.
async fn draw_up(
    app: &App,
    case: &Case,
    edition: &Edition,
    subject: &Subject,
) -> Result<(Certificate, Vec<u8>), ProduceError> {
    let item = &edition.item;
    let now = app.clock.now();
    let today = app.clock.today();
    let result = item.result.as_ref();
    let title = result.map_or_else(|| format!("{}办理结果", item.name.zh), |result| result.name.zh.clone());
    let number = number(item, case);
    let until = result
        .and_then(|result| result.valid_years)
        .and_then(|years| today.checked_add_months(Months::new(12 * u32::from(years))))
        .and_then(|day| day.pred_opt());
    let shown = lines(app, item, &case.answers);
    let masked = masked(subject);
    let facts = Facts {
        number: &number,
        title: &title,
        holder: &subject.name,
        holder_number: &masked,
        organ: &item.body.name,
        issued: today,
        until,
        shown: &shown,
    };
    let sealed = facts.seal(&app.keys)?;
    let verify = format!("{}/verify/{number}", app.config.public_url());
    let paper = CertificatePaper {
        facts: &facts,
        number_label: if subject.kind == SubjectKind::Legal { "统一社会信用代码" } else { "证件号码" },
        statement: statement(item, case),
        verify: &verify,
        code: &sealed.code(&verify),
        key: &sealed.key_id,
        demo: app.config.demo || item.sample,
    };
    let pdf = print(app, template(app, edition)?, paper.data(), &title, today).await?;
    let certificate = Certificate {
        id: app.random.id(now),
        number: number.clone(),
        case_id: case.id,
        case_no: case.no.clone(),
        item_code: case.item_code.clone(),
        subject_id: case.subject_id,
        holder: subject.name.clone(),
        title: title.clone(),
        organ: item.body.name.clone(),
        body_code: case.body_code.clone(),
        division: case.division.clone(),
        issued: today,
        until,
        content: sealed.content,
        signature: sealed.signature,
        key_id: sealed.key_id,
        file_id: uuid::Uuid::nil(),
        print_hash: hex::encode(Sha256::digest(&pdf)),
        created_at: now,
    };
    Ok((certificate, pdf))
}

/// The pack's own paper where the item names one, else the built-in certificate.
fn template(app: &App, edition: &Edition) -> Result<Template, PrintError> {
    let named = edition.item.result.as_ref().and_then(|result| result.template.as_deref());
    let Some(path) = named else { return Ok(Template::certificate()) };
    let pack = edition.source.strip_prefix("pack:").and_then(|id| app.sites.pack(id));
    let source = pack.and_then(|pack| pack.file(path)).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let source = source.ok_or_else(|| PrintError::NoTemplate(path.to_owned()))?;
    Ok(Template::from_source(source)?)
}

/// The identifier of GB/T 36904 where the item has a certificate type and a proper body code, else the case's own number.
fn number(item: &Item, case: &Case) -> String {
    let kind = item.result.as_ref().and_then(|result| result.certificate_type.as_deref());
    kind.and_then(|kind| CertificateId::new(kind, &case.body_code, &case.no, 1).ok())
        .map_or_else(|| case.no.clone(), |id| id.to_string())
}

fn masked(subject: &Subject) -> String {
    match subject.kind {
        SubjectKind::Natural => IdentityNumber::parse(&subject.number).map(|number| number.masked()),
        SubjectKind::Legal => {
            return CreditCode::parse(&subject.number).map_or_else(|_| stars(&subject.number), |code| code.masked());
        }
    }
    .unwrap_or_else(|_| stars(&subject.number))
}

/// First and last character, whatever kind of number it is.
fn stars(number: &str) -> String {
    let length = number.chars().count();
    number.chars().enumerate().map(|(i, c)| if i == 0 || i + 1 == length { c } else { '*' }).collect()
}

/// A certificate speaks for itself; another paper says what was decided.
fn statement(item: &Item, case: &Case) -> Option<String> {
    let certificate = item.result.as_ref().is_some_and(|result| result.kind == ResultForm::Certificate);
    (!certificate).then(|| format!("您申请的“{}”（办件编号{}）经审查符合规定，准予办理。", item.name.zh, case.no))
}
