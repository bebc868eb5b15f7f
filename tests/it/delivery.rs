//! Results: made, signed, checked, taken back, printed, sent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sm2::dsa::signature::Verifier;
use sm2::dsa::{Signature, VerifyingKey};
use sm2::pkcs8::DecodePublicKey;

use super::support::TestApp;

/// Checks a signature as a stranger does: with the published key and nothing else of ours.
async fn holds(app: &TestApp, number: &str, content: &str) -> bool {
    let visitor = app.visitor();
    let signed = visitor.get(&format!("/verify/{number}/signature")).await.expect(200).json();
    let published = visitor.get("/.well-known/budayang-keys.json").await.expect(200).json();
    let key = published["keys"].as_array().expect("keys").iter().find(|key| key["id"] == signed["key"]).expect("a key");
    let key = sm2::PublicKey::from_public_key_pem(key["public_key"].as_str().expect("PEM")).expect("an SM2 key");
    let key = VerifyingKey::new(published["signer"].as_str().expect("signer"), key).expect("a verifying key");
    let der = STANDARD.decode(signed["signature"].as_str().expect("base64")).expect("base64");
    key.verify(content.as_bytes(), &Signature::from_der(&der).expect("DER")).is_ok()
}

#[tokio::test]
async fn a_result_is_checked_with_the_published_key_alone() {
    let app = TestApp::start().await;
    let no = app.granted(Value::Null).await;
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    let content = app.text_of("certificates", "content", "case_no", &no).await;
    assert!(number.starts_with("1.2.156.3005.2.11440000MB2D4T031B001.11440104MB2D4T015L."), "{number}");
    assert!(holds(&app, &number, &content).await);
    assert!(!holds(&app, &number, &content.replace("演示李明", "演示王芳")).await);
    let page = app.visitor().get(&format!("/verify/{number}")).await.expect(200);
    assert!(page.text.contains("真实有效") && page.text.contains("演**明") && !page.text.contains("演示李明"));
}

#[tokio::test]
async fn an_unknown_number_is_told_so() {
    let app = TestApp::start().await;
    let page = app.visitor().get("/verify/1.2.156.3005.2.nothing").await.expect(200);
    assert!(page.text.contains("没有查到"));
}

#[tokio::test]
async fn a_row_that_was_changed_behind_the_program_is_not_called_genuine() {
    let app = TestApp::start().await;
    let no = app.granted(Value::Null).await;
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    app.overwrite("certificates", "content", "{}", "case_no", &no).await;
    let page = app.visitor().get(&format!("/verify/{number}")).await.expect(200);
    assert!(page.text.contains("记录与电子签名不符") && !page.text.contains("真实有效"));
}

#[tokio::test]
async fn its_owner_prints_it_and_the_case_is_closed() {
    let app = TestApp::start().await;
    let no = app.granted(Value::Null).await;
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    let li = app.citizen("li").await;
    assert_eq!(li.get("/me/certificates").await.expect(200).find("tbody th a"), ["老年人优待证"]);
    let pdf = li.get(&format!("/me/certificates/{number}.pdf")).await.expect(200);
    assert!(pdf.bytes.starts_with(b"%PDF"));
    assert_eq!(app.text_of("cases", "state", "no", &no).await, "closed");
    let checked = app.visitor().upload("/verify", &[("file", "card.pdf", &pdf.bytes)]).await.expect(200);
    assert!(checked.text.contains("真实有效"));
    app.citizen("wang").await.get(&format!("/me/certificates/{number}.pdf")).await.expect(404);
}

#[tokio::test]
async fn a_result_taken_back_says_why_and_stands_on_the_list() {
    let app = TestApp::start().await;
    let no = app.granted(Value::Null).await;
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    let path = format!("/desk/certificates/{number}/revocation");
    app.officer("clerk").await.post(&path, &[("reason", "误发")]).await.expect(404);
    let supervisor = app.officer("supervisor").await;
    supervisor.post(&path, &[("reason", " ")]).await.expect(422);
    supervisor.post(&path, &[("reason", "材料不实")]).await.expect(303);
    supervisor.post(&path, &[("reason", "再来一次")]).await.expect(409);
    let page = app.visitor().get(&format!("/verify/{number}")).await.expect(200);
    assert!(page.text.contains("已撤销") && page.text.contains("材料不实"));
    let list = app.visitor().get("/.well-known/budayang-revocations.json").await.expect(200).json();
    assert_eq!(list["revoked"][0]["id"], number);
}

#[tokio::test]
async fn a_parcel_goes_from_the_wish_to_the_door() {
    let app = TestApp::with(|config| config.demo = true).await;
    let wish = json!({ "way": "courier", "name": "演示李明", "phone": "13800000001", "address": "广东省广州市越秀区演示路1号" });
    let no = app.granted(wish).await;
    let clerk = app.officer("clerk").await;
    let parcels = clerk.get("/desk/parcels").await.expect(200);
    assert!(parcels.text.contains("广东省广州市越秀区****") && !parcels.text.contains("演示路1号"));
    let send = parcels.attribute("td form", "action").expect("a form");
    clerk.post(&send, &[]).await.expect(303);
    clerk.post(&send, &[]).await.expect(409);
    let label = send.replace("/waybill", "/label.pdf");
    assert!(clerk.get(&label).await.expect(200).bytes.starts_with(b"%PDF"));
    let waybill = app.text_of("parcels", "waybill", "case_no", &no).await;
    assert_eq!(app.text_of("cases", "state", "no", &no).await, "dispatched");
    let courier = format!("/demo/courier/{waybill}");
    for state in ["collected", "in-transit", "delivered"] {
        app.visitor().post(&courier, &[("state", state)]).await.expect(303);
    }
    assert_eq!(app.text_of("cases", "state", "no", &no).await, "closed");
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    let page = app.citizen("li").await.get(&format!("/me/certificates/{number}")).await.expect(200);
    assert_eq!(page.find(".step").len(), 3);
}

#[tokio::test]
async fn the_owner_asks_for_the_courier_afterwards() {
    let app = TestApp::start().await;
    let no = app.granted(Value::Null).await;
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    let li = app.citizen("li").await;
    let path = format!("/me/certificates/{number}/parcel");
    let fields = [("receiver", "演示李明"), ("telephone", "138"), ("address", "演示路1号")];
    let refused = li.post(&path, &fields).await.expect(422);
    assert_eq!(refused.attribute("#address", "value").as_deref(), Some("演示路1号"));
    let fields = [("receiver", "演示李明"), ("telephone", "13800000001"), ("address", "演示路1号")];
    li.post(&path, &fields).await.expect(303);
    assert_eq!(app.text_of("parcels", "state", "case_no", &no).await, "asked");
    app.visitor().get("/demo/courier").await.expect(404);
}
