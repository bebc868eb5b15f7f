//! `budayang admin officer`: the first administrator of an installation, and the way back for the last one.

use std::process::ExitCode;

use budayang_rules::credit_code::{CreditCode, CreditCodeFault};
use budayang_rules::division::DivisionCode;
use clap::{Args, Subcommand};
use thiserror::Error;
use url::Url;

use super::staff::{self, Appointment};
use super::{Grant, Role, store};
use crate::audit::Actor;
use crate::clock::{Clock, Random};
use crate::config::Storage;
use crate::db::{Db, DbErr};

#[derive(Args, Debug)]
pub struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Members of staff.
    #[command(subcommand)]
    Officer(OfficerVerb),
}

#[derive(Subcommand, Debug)]
enum OfficerVerb {
    /// Make an officer and print the link that lets them in, once, within three days.
    Add(Add),
    /// Print a new link for an officer who lost password or authenticator; the old ones end at once.
    Invite(Invite),
}

#[derive(Args, Debug)]
struct Add {
    /// The name to log in with.
    #[arg(long)]
    account: String,
    /// The officer's own name.
    #[arg(long)]
    name: String,
    /// clerk, reviewer, decider, supervisor, editor, system-admin, security-admin or audit-admin; may be repeated.
    #[arg(long = "role", required = true, value_parser = role)]
    roles: Vec<Role>,
    /// Code of the division where the roles hold, with everything below it.
    #[arg(long, default_value = "000000000000", value_parser = division)]
    division: DivisionCode,
    /// Credit code of the one body for which they hold; without it, every body of the division.
    #[arg(long, value_parser = body)]
    body: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Args, Debug)]
struct Invite {
    /// The name that the officer logs in with.
    #[arg(long)]
    account: String,
    #[command(flatten)]
    place: Place,
}

#[derive(Args, Debug)]
struct Place {
    /// The public address of the site, for the link.
    #[arg(long, default_value = "http://127.0.0.1:8080", env = "BUDAYANG_PUBLIC_URL")]
    public_url: Url,
    #[command(flatten)]
    storage: Storage,
}

#[derive(Debug, Error)]
enum CommandError {
    #[error("账号要有3到40个小写字母、数字、点或横线 (an account has 3 to 40 of a-z 0-9 . _ -)")]
    Account,
    #[error("{0}")]
    Fault(String),
    #[error("没有账号“{0}”，或者已经停用 (no such account, or it is closed)")]
    Unknown(String),
    #[error("数据库没有写成，什么都没有改变：{0}")]
    Database(#[from] DbErr),
}

impl Command {
    /// The last line of output is the link.
    pub async fn run(self) -> ExitCode {
        let What::Officer(verb) = self.what;
        let done = match verb {
            OfficerVerb::Add(add) => add.run().await,
            OfficerVerb::Invite(invite) => invite.run().await,
        };
        match done {
            Ok(link) => {
                println!("{link}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        }
    }
}

impl Add {
    async fn run(self) -> Result<String, CommandError> {
        if !staff::is_account(&self.account) {
            return Err(CommandError::Account);
        }
        let grant = |role: &Role| Grant { role: *role, body: self.body.clone(), division: self.division };
        let grants = self.roles.iter().map(grant).collect();
        let who = Appointment { account: self.account, name: self.name, grants };
        let (clock, random) = (Clock::default(), Random::default());
        let tx = Db::open(&self.place.storage).await?.begin().await?;
        let made = staff::appoint((&clock, &random), &tx, Actor::System, &who, "budayang admin officer add").await?;
        let invitation =
            made.map_err(|fault| CommandError::Fault(crate::web::t(budayang_forms::Lang::Zh, fault.key(), &[])))?;
        tx.commit().await?;
        Ok(self.place.link(&invitation.path()))
    }
}

impl Invite {
    async fn run(self) -> Result<String, CommandError> {
        let (clock, random) = (Clock::default(), Random::default());
        let db = Db::open(&self.place.storage).await?;
        let officer = store::officers::by_account(&db, &self.account).await?;
        let officer = officer.filter(|officer| officer.left_at.is_none());
        let officer = officer.ok_or(CommandError::Unknown(self.account))?;
        let tx = db.begin().await?;
        let by = Actor::System;
        let made = staff::invite_again((&clock, &random), &tx, by, officer.id, "budayang admin officer invite").await?;
        tx.commit().await?;
        Ok(self.place.link(&made.path()))
    }
}

impl Place {
    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

fn role(typed: &str) -> Result<Role, String> {
    Role::from_key(typed).ok_or_else(|| format!("one of {}", Role::ALL.map(Role::key).join(", ")))
}

fn division(typed: &str) -> Result<DivisionCode, String> {
    DivisionCode::parse(typed).map_err(|fault| fault.to_string())
}

fn body(typed: &str) -> Result<String, String> {
    CreditCode::parse(typed).map(|code| code.as_str().to_owned()).map_err(|fault: CreditCodeFault| fault.to_string())
}
