//! Uploads of all sorts: honest ones, and those that are not what they say.

use std::io::Write;

use axum::body::Body;
use axum::http::{Method, header};
use futures::StreamExt;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::filing::photo;
use crate::support::{Answer, TestApp, Visitor};

async fn upload(li: &Visitor, name: &str, content: &[u8]) -> Answer {
    let draft = li.begin_shop().await;
    li.upload(&format!("{draft}/materials/photo"), &[("photo", name, content)]).await
}

#[tokio::test]
async fn an_uploaded_picture_comes_back_to_its_owner_only() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    li.upload(&format!("{draft}/materials/photo"), &[("photo", "../../店 面.JPG", &photo())]).await.expect(303);
    let page = li.get(&format!("{draft}/materials")).await.expect(200);
    let href = page.attribute(".file-item a", "href").expect("the file is listed");
    assert!(page.text.contains("店 面.jpg") && !page.text.contains("../"), "{}", page.text);
    let file = li.get(&href).await.expect(200);
    assert_eq!((file.header("content-type"), file.header("x-content-type-options")), ("image/jpeg", "nosniff"));
    assert!(file.header("content-disposition").contains("filename*=UTF-8''%E5%BA%97%20%E9%9D%A2.jpg"));
    app.citizen("wang").await.get(&href).await.expect(404);
    app.officer("clerk").await.get(&href).await.expect(404);
    app.visitor().get(&href).await.expect(303);
}

#[tokio::test]
async fn files_that_are_not_what_they_say_are_refused() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let empty = upload(&li, "a.pdf", b"").await.expect(422);
    assert!(empty.text.contains("这个文件是空的"), "{}", empty.text);
    let program = upload(&li, "身份证.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00").await.expect(422);
    assert!(program.text.contains("没有认出这个文件"), "{}", program.text);
    upload(&li, "a.pdf", b"%PDF-1.7\ntrailer<</Encrypt 1 0 R>>\n%%EOF").await.expect(422);
    upload(&li, "a.jpg", &photo()[..40]).await.expect(422);
}

#[tokio::test]
async fn a_zip_bomb_is_refused() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let mut bomb = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("word/document.xml", SimpleFileOptions::default()).expect("an entry");
    bomb.write_all(&vec![0; 20 << 20]).expect("zeros");
    let bomb = bomb.finish().expect("an archive").into_inner();
    let refused = upload(&li, "申请表.docx", &bomb).await.expect(422);
    assert!(refused.text.contains("展开后过大"), "{}", refused.text);
}

#[tokio::test]
async fn a_file_without_end_is_stopped_early() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    let path = format!("{draft}/materials/photo");
    let kind = "multipart/form-data; boundary=edge";
    let announced = li
        .request(Method::POST, &path)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_LENGTH, 1 << 30)
        .body(Body::empty());
    li.send(announced.expect("a request")).await.expect(413);

    let head = "--edge\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n";
    let first = futures::stream::once(async move { Ok::<_, std::io::Error>(bytes::Bytes::from(head)) });
    let piece = bytes::Bytes::from(vec![0xff; 1 << 16]);
    // A network pauses between its pieces; a stream that never does would be buffered as one.
    let rest = futures::stream::repeat_with(move || Ok(piece.clone())).then(|piece| async {
        tokio::task::yield_now().await;
        piece
    });
    let endless = first.chain(rest);
    let request = li.request(Method::POST, &path).header(header::CONTENT_TYPE, kind).body(Body::from_stream(endless));
    let refused = li.send(request.expect("a request")).await.expect(413);
    assert!(refused.text.contains("文件不能大于10.0 MB"), "{}", refused.text);
}

#[tokio::test]
async fn a_large_scan_is_taken() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let scan = [b"%PDF-1.4\n".as_slice(), &vec![b'x'; 3 << 20], b"\n%%EOF\n"].concat();
    upload(&li, "扫描.pdf", &scan).await.expect(303);
}

#[tokio::test]
async fn pictures_become_one_document() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    let path = format!("{draft}/materials/photo");
    li.upload(&path, &[("photo", "1.jpg", &photo()), ("photo", "2.jpg", &photo())]).await.expect(303);
    li.post(&format!("{path}/merge"), &[]).await.expect(303);
    let page = li.get(&format!("{draft}/materials")).await.expect(200);
    assert_eq!(page.find(".file-item").len(), 1, "{}", page.text);
    let file = li.get(&page.attribute(".file-item a", "href").expect("the document")).await.expect(200);
    assert!(file.bytes.starts_with(b"%PDF"));
}

#[tokio::test]
async fn the_vault_asks_for_a_name_and_a_real_date() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let date: [(&str, &str, &[u8]); 5] = [
        ("name", "", "身份证".as_bytes()),
        ("expires.year", "", b"0"),
        ("expires.month", "", b"2"),
        ("expires.day", "", b"30"),
        ("file", "a.jpg", &photo()),
    ];
    let refused = li.upload("/me/vault", &date).await.expect(422);
    assert!(refused.text.contains("有效期应是一个日期"), "{}", refused.text);
    li.upload("/me/vault", &[date[0], date[4]]).await.expect(303);
    let vault = li.get("/me/vault").await.expect(200);
    assert!(vault.text.contains("身份证") && vault.text.contains("C级"), "{}", vault.text);
}
