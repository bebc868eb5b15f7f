//! Choosing a place, level by level.

use crate::support::TestApp;

#[tokio::test]
async fn the_picker_goes_down_to_the_communities() {
    let app = TestApp::start().await;
    let provinces = app.visitor().get("/divisions/000000/children").await.expect(200).json();
    assert_eq!(provinces.as_array().map(Vec::len), Some(34));
    let streets = app.visitor().get("/divisions/440104/children").await.expect(200).json();
    assert_eq!(streets[0]["name"], "洪桥街道");
    let communities = app.visitor().get("/divisions/440104001/children").await.expect(200).json();
    assert_eq!(communities[0]["name"], "三眼井社区居委会");
}

#[tokio::test]
async fn a_place_has_a_page_without_script() {
    let app = TestApp::start().await;
    let page = app.visitor().get("/divisions/440104").await.expect(200);
    assert_eq!(page.find("h1"), ["越秀区"]);
    assert!(page.find(".crumbs a").contains(&"广州市".to_owned()));
    assert!(page.text.contains("/divisions/440104001"), "{}", page.text);
}

#[tokio::test]
async fn an_unknown_place_is_not_found_and_a_broken_code_says_how_it_looks() {
    let app = TestApp::start().await;
    app.visitor().get("/divisions/999999/children").await.expect(404);
    let answer = app.visitor().get("/divisions/44x/children").await.expect(400);
    assert!(answer.text.contains("第3位"), "{}", answer.text);
}
