//! Whatever anybody does in whatever order, a case stays lawful.

use budayang_rules::clock::{PauseReason, Stage};
use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::decide::{Change, Outcome, Situation, decide};
use super::{
    Act, Actor, Case, Channel, Defect, Event, Material, MaterialState, MissingMaterial, Spot, State, clocks, perform,
    transitions,
};
use crate::catalog::Item;
use crate::identity::{Citizen, Grant, Officer, Role};

const APPLICANT: Uuid = Uuid::from_u128(1);
const ROLES: [Role; 4] = [Role::Clerk, Role::Reviewer, Role::Decider, Role::Supervisor];

/// A case on paper, as the database would hold it.
struct File {
    item: Item,
    case: Case,
    events: Vec<Event>,
    materials: Vec<Material>,
    today: NaiveDate,
}

fn at(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(2, 0, 0).unwrap().and_utc()
}

impl File {
    /// Filed on 22 January 2020 with the proof of health promised for later.
    fn new() -> Self {
        let item: Item =
            toml::from_str(include_str!("../../tests/it/support/packs/test-office/items/shop.toml")).unwrap();
        let today: NaiveDate = "2020-01-22".parse().unwrap();
        let case = Case {
            id: Uuid::nil(),
            no: String::new(),
            item_code: item.code.as_str().into(),
            edition_id: Uuid::nil(),
            item_name: item.name.zh.clone(),
            subject_id: APPLICANT,
            filed_by: APPLICANT,
            channel: Channel::Web,
            division: item.division.as_str().into(),
            body_code: item.body.code.clone(),
            state: State::Submitted,
            version: 1,
            answers: serde_json::json!({}),
            delivery: None,
            assigned_to: None,
            phone: None,
            phone_last4: String::new(),
            due: None,
            provisional: false,
            yellow_from: None,
            missing_due: None,
            received_at: Some(at(today)),
            created_at: at(today),
            updated_at: at(today),
            idempotency_key: String::new(),
            receipt_hash: String::new(),
        };
        let promised = Material {
            id: Uuid::from_u128(7),
            case_id: case.id,
            key: "health".into(),
            name: "健康证明".into(),
            state: MaterialState::Promised,
            source: "promise".into(),
            file_id: None,
            bytes: 0,
            promise: Some("我承诺".into()),
            due: None,
            created_at: at(today),
        };
        let mut file = Self { item, case, events: Vec::new(), materials: vec![promised], today };
        let limits = clocks::limits_of(&file.item);
        file.write(&Actor::System, Act::Submit { limits, channel: Channel::Web }, State::Submitted);
        file
    }

    fn situation(&self) -> Situation<'_> {
        Situation {
            case: &self.case,
            events: &self.events,
            materials: &self.materials,
            item: &self.item,
            calendar: clocks::calendar(),
            today: self.today,
        }
    }

    fn write(&mut self, actor: &Actor, act: Act, state: State) {
        self.case.state = state;
        self.events.push(Event {
            id: Uuid::nil(),
            case_id: self.case.id,
            seq: self.events.len() as i32 + 1,
            act: act.verb().key().into(),
            state,
            actor_kind: actor.kind().into(),
            actor_id: actor.id(),
            actor_name: String::new(),
            at: at(self.today),
            data: serde_json::to_value(&act).unwrap(),
        });
        self.case.updated_at = at(self.today);
        perform::project(&mut self.case, &self.events, &self.materials);
    }

    /// Does it if it is lawful; says whether it was.
    fn attempt(&mut self, actor: &Actor, act: Act) -> bool {
        let Ok(Outcome { act, state, materials }) = decide(&self.situation(), actor, act) else { return false };
        for change in materials {
            let (Change::State { id, .. } | Change::Due { id, .. } | Change::Given { id, .. }) = &change;
            let row = self.materials.iter_mut().find(|row| row.id == *id).unwrap();
            match change {
                Change::State { to, .. } => row.state = to,
                Change::Due { due, .. } => (row.state, row.due) = (MaterialState::Missing, Some(due)),
                Change::Given { file, .. } => (row.state, row.file_id) = (MaterialState::Supplied, Some(file)),
            }
        }
        self.write(actor, act, state);
        true
    }
}

fn applicant() -> Actor {
    Actor::Citizen(Citizen { session: Uuid::nil(), subject: APPLICANT, name: "演示".into(), grade: 3, acting: None })
}

fn officer(role: Role) -> Actor {
    let division = budayang_rules::division::DivisionCode::parse("440104").unwrap();
    let grants = vec![Grant { role, body: None, division }];
    Actor::Officer(Officer { session: Uuid::nil(), id: Uuid::from_u128(2), name: "演示".into(), grants })
}

fn actor(number: u8) -> Actor {
    match number % 6 {
        0 => applicant(),
        1 => Actor::System,
        role => officer(ROLES[usize::from(role) - 2]),
    }
}

fn act(number: u8, today: NaiveDate) -> Act {
    let reason = || "理由".to_owned();
    let due = today.checked_add_days(Days::new(3)).unwrap();
    match number % 26 {
        0 => Act::PreCheck,
        1 => Act::Receive,
        2 => {
            let defect = Defect { at: Spot::Field("name".into()), what: "请写全名".into() };
            Act::AskCorrection { defects: vec![defect], reason: Some(reason()), due: None }
        }
        3 => Act::Correct { answers: Default::default() },
        4 | 5 => Act::Accept { missing: vec![MissingMaterial { key: "health".into(), due }] },
        6 => Act::Accept { missing: Vec::new() },
        7 => Act::AcceptBySilence,
        8 => Act::Decline { reason: reason() },
        9 => Act::NotOurs { organ: "别处".into(), reason: reason() },
        10 => Act::Return { reason: reason() },
        11 => Act::Review,
        12 => Act::Pause { procedure: PauseReason::Hearing, reason: reason(), notice: reason() },
        13 => Act::Resume,
        14 => Act::Extend { days: 5, reason: reason() },
        15 => Act::Supply { key: "health".into(), file: Uuid::from_u128(9), name: "a.pdf".into(), bytes: 1 },
        16 => Act::EndOverdue { missing: Vec::new() },
        17 | 18 => Act::Grant { reason: reason() },
        19 => Act::Refuse { reason: reason(), basis: reason() },
        20 => Act::Produce { certificate: "1".into() },
        21 => Act::Dispatch { parcel: "1".into() },
        22 => Act::Deliver { how: "print".into() },
        23 => Act::Close,
        24 => Act::Withdraw { reason: reason() },
        _ => Act::Rate { grade: 1 },
    }
}

proptest! {
    #[test]
    fn no_sequence_of_acts_leaves_the_table(steps in prop::collection::vec((0u8..26, 0u8..6, 0u64..9), 1..60)) {
        let mut file = File::new();
        for (number, who, days) in steps {
            file.today = file.today.checked_add_days(Days::new(days)).unwrap();
            let (before, who, act) = (file.case.state, actor(who), act(number, file.today));
            let missing = file.materials.iter().any(|row| row.state == MaterialState::Missing);
            if !file.attempt(&who, act.clone()) {
                continue;
            }
            let line = transitions::of(act.verb(), before);
            prop_assert!(line.is_some_and(|line| line.to.unwrap_or(before) == file.case.state));
            prop_assert!(!before.is_over() || file.case.state == State::Rated);
            prop_assert!(!missing || !matches!(file.case.state, State::Granted | State::Refused));
        }
    }

    /// While nothing happens, time only passes: days used grow, days left shrink, the last day stays.
    #[test]
    fn a_clock_left_alone_only_runs(steps in prop::collection::vec((0u8..26, 0u8..6, 0u64..5), 1..30), wait in 1u64..40) {
        let mut file = File::new();
        for (number, who, days) in steps {
            file.today = file.today.checked_add_days(Days::new(days)).unwrap();
            let act = act(number, file.today);
            file.attempt(&actor(who), act);
        }
        let mut before = file.situation().clock();
        for _ in 0..wait {
            file.today = file.today.succ_opt().unwrap();
            let now = file.situation().clock();
            if now.stage == before.stage && now.stage != Stage::Renewed {
                prop_assert!(now.days_used >= before.days_used);
                prop_assert!(now.days_left <= before.days_left);
                prop_assert_eq!(now.due, before.due);
            }
            before = now;
        }
    }
}

#[test]
fn every_state_can_be_reached_and_an_act_leads_to_one_place_only() {
    for state in State::ALL {
        let reached = state == State::Submitted || transitions::TABLE.iter().any(|line| line.to == Some(state));
        assert!(reached, "{state:?}");
    }
    for (at, line) in transitions::TABLE.iter().enumerate() {
        for other in &transitions::TABLE[at + 1..] {
            let both = line.from.iter().any(|state| other.from.contains(state));
            assert!(line.act != other.act || !both, "{:?} stands twice", line.act);
        }
    }
}
