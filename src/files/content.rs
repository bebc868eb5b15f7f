//! Where content lies: the data folder, or an S3-compatible store. A content is stored once, under its hash.

use std::sync::Arc;

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::config::Storage;

/// Files looked at together: each may need the memory of a large picture.
const AT_ONCE: usize = 4;

#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("文件夹打不开 (the folder for files cannot be opened): {0}")]
    Folder(#[from] std::io::Error),
    #[error("文件存储打不开，请检查 --files (the store for files cannot be opened): {0}")]
    Store(#[from] object_store::Error),
}

/// The store of contents.
pub(crate) struct Files {
    store: Arc<dyn ObjectStore>,
    pub(super) at_work: Semaphore,
}

impl Files {
    pub(crate) fn open(storage: &Storage) -> Result<Self, FilesError> {
        let store: Arc<dyn ObjectStore> = match &storage.files {
            Some(url) => {
                let settings = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
                let settings = settings.map(|(name, value)| (name.to_ascii_lowercase(), value));
                let (store, prefix) = object_store::parse_url_opts(url, settings)?;
                Arc::new(PrefixStore::new(store, prefix))
            }
            None => {
                let folder = storage.data_dir.join("files");
                std::fs::create_dir_all(&folder)?;
                Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
            }
        };
        Ok(Self { store, at_work: Semaphore::new(AT_ONCE) })
    }

    /// Stores a content and returns its hash. Storing the same content again changes nothing.
    pub(super) async fn put(&self, content: Bytes) -> Result<String, object_store::Error> {
        let hash = hex::encode(Sha256::digest(&content));
        self.store.put(&place(&hash), PutPayload::from_bytes(content)).await?;
        Ok(hash)
    }

    pub(super) async fn get(&self, hash: &str) -> Result<Bytes, object_store::Error> {
        self.store.get(&place(hash)).await?.bytes().await
    }

    /// The content piece by piece, for those who only pass it on.
    pub(super) async fn stream(
        &self,
        hash: &str,
    ) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>, object_store::Error> {
        Ok(self.store.get(&place(hash)).await?.into_stream().map_err(Into::into).boxed())
    }
}

/// Two levels, so that no folder holds millions.
fn place(hash: &str) -> Path {
    Path::from_iter([hash.get(..2).unwrap_or("__"), hash])
}
