//! Filling in an application the way a person does.

use image::{DynamicImage, ImageFormat};

use super::{Answer, Visitor};

/// 演示小店许可: a licence with a question before the form, a necessary material and one that may follow.
pub const SHOP: &str = "11440104MB2D4T015L4440111999002";

/// A small photograph.
pub fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(32, 24).write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture");
    bytes.into_inner()
}

impl Visitor {
    /// Begins a draft for the shop and returns its address.
    pub async fn begin_shop(&self) -> String {
        let begun = self.post(&format!("/items/{SHOP}/apply"), &[("local", "yes")]).await.expect(303);
        begun.location().to_owned()
    }

    /// Fills in everything but the materials.
    pub async fn fill_shop(&self, draft: &str) {
        let owner = [("name", "演示李明"), ("phone", "13800000001")];
        self.post(&format!("{draft}/sections/owner"), &owner).await.expect(303);
        let shop = [("shop_name", "演示小吃店"), ("food", "yes"), ("kitchen", "12")];
        self.post(&format!("{draft}/sections/shop"), &shop).await.expect(303);
        self.post(&format!("{draft}/delivery"), &[("way", "print")]).await.expect(303);
    }

    /// Uploads the photograph and promises the proof of health.
    pub async fn give_materials(&self, draft: &str) {
        self.upload(&format!("{draft}/materials/photo"), &[("photo", "店面.jpg", &photo())]).await.expect(303);
        self.post(&format!("{draft}/materials/health/promise"), &[("promise", "yes")]).await.expect(303);
    }

    /// Sends the draft; the answer leads to the receipt.
    pub async fn send_draft(&self, draft: &str) -> Answer {
        self.post(&format!("{draft}/submission"), &[("declaration", "yes")]).await
    }
}

/// A shop licence applied for without the proof of health: its number.
pub async fn filed_shop(li: &Visitor) -> String {
    let draft = li.begin_shop().await;
    li.fill_shop(&draft).await;
    li.give_materials(&draft).await;
    let sent = li.send_draft(&draft).await.expect(303);
    sent.location().split('/').nth(2).expect("a number").to_owned()
}
