//! Asking: the self-check by published rules.

use crate::support::TestApp;

const ADDRESS: &str = "/s/hunan-zone/c/self-check";

#[tokio::test]
async fn grave_signs_lead_to_120_whatever_else_is_said() {
    let app = TestApp::start().await;
    let answers = [("grave", "yes"), ("temperature", "36.5"), ("frail", "no")];
    let advice = app.visitor().post(ADDRESS, &answers).await.expect(200);
    assert!(advice.find(".notice.bad h2").contains(&"马上打120".to_owned()), "{}", advice.text);
    assert_eq!(advice.attribute(".actions a", "href").as_deref(), Some("tel:120"));
}

#[tokio::test]
async fn contact_and_fever_lead_to_a_fever_clinic_of_this_site() {
    let app = TestApp::start().await;
    let answers = [("grave", "no"), ("temperature", "37.6"), ("contact", "case"), ("frail", "no")];
    let advice = app.visitor().post(ADDRESS, &answers).await.expect(200);
    assert!(advice.text.contains("今天就去发热门诊"), "{}", advice.text);
    assert!(advice.text.contains("37.6"), "the answers are read back");
    assert_eq!(advice.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let page = app.visitor().post(ADDRESS, &[("temperature", "99"), ("frail", "yes")]).await.expect(422);
    assert_eq!(page.attribute("#temperature", "value").as_deref(), Some("99"));
    assert!(page.find(".field-error").len() >= 2, "{}", page.text);
}

#[tokio::test]
async fn the_rules_say_whose_they_are_and_which_version() {
    let app = TestApp::start().await;
    let page = app.visitor().get(ADDRESS).await.expect(200);
    assert!(page.text.contains("规则版本：演示第1版") && page.text.contains("未经卫生健康部门核定"), "{}", page.text);
}
