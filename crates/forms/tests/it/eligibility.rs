//! Is this service for me?

use budayang_forms::{Lang, Question, Screening, faults_of_questions, screen};
use serde_json::json;

use crate::support::answers;

fn questions() -> Vec<Question> {
    #[derive(serde::Deserialize)]
    struct Pack {
        questions: Vec<Question>,
    }
    let pack: Pack = toml::from_str(
        r#"
        [[questions]]
        key = "lost_work"
        question = "您是否已经失业？"
        ends = { no = "失业保险金只发给失业人员" }

        [[questions]]
        key = "why"
        question = "失业的原因"
        options = [{ key = "dismissed", label = "单位解除合同" }, { key = "left", label = "本人辞职" }]

        [[questions]]
        key = "pressed"
        question = "是否因单位拖欠工资等原因被迫辞职？"
        when = { field = "why", is = "left" }
        [questions.ends.no]
        reason = "本人意愿中断就业的，不能领取失业保险金"
        instead = { text = "失业补助金", href = "/items?q=失业补助金" }
        "#,
    )
    .unwrap();
    pack.questions
}

#[test]
fn one_question_follows_another() {
    let questions = questions();
    assert_eq!(screen(&questions, &answers(json!({}))), Screening::Next(&questions[0]));
    assert_eq!(screen(&questions, &answers(json!({ "lost_work": "yes" }))), Screening::Next(&questions[1]));
    let left = answers(json!({ "lost_work": "yes", "why": "left" }));
    assert_eq!(screen(&questions, &left), Screening::Next(&questions[2]));
}

#[test]
fn a_question_that_does_not_matter_is_skipped() {
    let dismissed = answers(json!({ "lost_work": "yes", "why": "dismissed", "pressed": "no" }));
    assert_eq!(screen(&questions(), &dismissed), Screening::Eligible);
}

#[test]
fn an_end_gives_its_reason_and_what_to_do_instead() {
    let questions = questions();
    let by_choice = answers(json!({ "lost_work": "yes", "why": "left", "pressed": "no" }));
    let Screening::NotEligible { question, reason, instead } = screen(&questions, &by_choice) else { panic!() };
    assert_eq!(question.key, "pressed");
    assert_eq!(reason.get(Lang::Zh), "本人意愿中断就业的，不能领取失业保险金");
    assert_eq!(instead.unwrap().href.as_deref(), Some("/items?q=失业补助金"));
}

#[test]
fn an_answer_that_is_no_option_is_asked_again() {
    let questions = questions();
    assert_eq!(screen(&questions, &answers(json!({ "lost_work": "maybe" }))), Screening::Next(&questions[0]));
    assert_eq!(screen(&questions, &answers(json!({ "lost_work": ["no"] }))), Screening::Next(&questions[0]));
}

#[test]
fn questions_are_checked_before_anybody_is_asked() {
    assert_eq!(faults_of_questions(&questions()), []);
    let mut wrong = questions();
    let end = wrong[0].ends["no"].clone();
    wrong[0].ends.insert("yes".into(), end.clone());
    wrong[1].ends.insert("fired".into(), end);
    let problems: Vec<String> = faults_of_questions(&wrong).iter().map(|fault| fault.problem.to_string()).collect();
    assert_eq!(problems, ["每个答案都不能办理", "ends 里的“fired”不是选项"]);
}
