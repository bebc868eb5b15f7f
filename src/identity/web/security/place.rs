//! A role with its place, as administrators type and read it.

use budayang_rules::credit_code::CreditCode;
use budayang_rules::division::DivisionCode;

use crate::identity::tables::grant::Model as GrantRow;
use crate::identity::web::faults::Faults;
use crate::identity::{Grant, Role};
use crate::web::{Posted, Visit};

/// Division and body of a form; what cannot be understood goes to the faults.
pub(super) fn typed(visit: &Visit, form: &Posted, faults: &mut Faults) -> Option<(DivisionCode, Option<String>)> {
    let english = visit.lang() == budayang_forms::Lang::En;
    let division = match DivisionCode::parse(form.get("division")) {
        Ok(code) if visit.app.divisions.tree().name(&code).is_some() || code == DivisionCode::NATION => Some(code),
        Ok(_) => {
            faults.add("division", visit.t("staff-division-unknown"));
            None
        }
        Err(_) => {
            faults.add("division", visit.t("staff-division-form"));
            None
        }
    };
    let body = match form.get("body") {
        "" => Some(None),
        code => match CreditCode::parse(code) {
            Ok(code) => Some(Some(code.as_str().to_owned())),
            Err(fault) => {
                faults.add("body", if english { fault.en() } else { fault.to_string() });
                None
            }
        },
    };
    Some((division?, body?))
}

/// 受理 · 广东省广州市越秀区 · 91….
pub(super) fn shown(visit: &Visit, row: &GrantRow) -> String {
    let division = DivisionCode::parse(&row.division).ok();
    let place = match division {
        Some(DivisionCode::NATION) => visit.t("staff-nation"),
        Some(code) => Some(visit.app.divisions.tree().path_name(&code))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| row.division.clone()),
        None => row.division.clone(),
    };
    let role = visit.t(&format!("role-{}", row.role));
    match &row.body {
        Some(body) => format!("{role} · {place} · {body}"),
        None => format!("{role} · {place}"),
    }
}

/// The roles to choose from.
pub(super) fn roles(visit: &Visit, chosen: impl Fn(&str) -> bool) -> Vec<(&'static str, String, bool)> {
    Role::ALL.map(|role| (role.key(), visit.t(&format!("role-{}", role.key())), chosen(role.key()))).into()
}

/// The administrator's own place, to begin with.
pub(super) fn own(grants: &[Grant]) -> (String, String) {
    let own = grants.iter().find(|grant| grant.role == Role::SecurityAdmin);
    own.map_or_else(Default::default, |grant| (grant.division.to_string(), grant.body.clone().unwrap_or_default()))
}
