//! Group commit: concurrent submissions are written by one writer in one transaction, and answered after it is on disk.

use tokio::sync::{mpsc, oneshot};

use crate::cases::{self, Filed, Filing};
use crate::db::{Db, DbErr};

/// Submissions that may wait; one more is asked to come back in a moment.
const QUEUE: usize = 2_048;
/// Submissions of one transaction.
const BATCH: usize = 256;

/// The way in for submissions; cheap to clone.
#[derive(Clone)]
pub(crate) struct Intake(mpsc::Sender<Waiting>);

struct Waiting {
    filing: Filing,
    answer: oneshot::Sender<Result<Filed, IntakeError>>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum IntakeError {
    /// Nothing was taken: the same submission can be sent again.
    #[error("the queue is full")]
    Full,
    /// It is not known whether it was taken: sending it again with the same key finds out.
    #[error("the writer has gone")]
    Gone,
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl Intake {
    /// Starts the writer; it ends when the last handle is dropped.
    pub(crate) fn start(db: Db) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        tokio::spawn(write(db, receiver));
        Self(sender)
    }

    /// Hands in a submission and waits until it is on disk. The same key twice gives the first one's answer.
    pub(crate) async fn file(&self, filing: Filing) -> Result<Filed, IntakeError> {
        let (answer, filed) = oneshot::channel();
        self.0.try_send(Waiting { filing, answer }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => IntakeError::Full,
            mpsc::error::TrySendError::Closed(_) => IntakeError::Gone,
        })?;
        filed.await.map_err(|_| IntakeError::Gone)?
    }
}

async fn write(db: Db, mut queue: mpsc::Receiver<Waiting>) {
    let mut waiting = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut waiting, BATCH).await > 0 {
        let (filings, answers): (Vec<_>, Vec<_>) = waiting.drain(..).map(|one| (one.filing, one.answer)).unzip();
        match commit(&db, &filings).await {
            Ok(filed) => {
                for (answer, filed) in answers.into_iter().zip(filed) {
                    // Whoever hung up can ask again with the same key.
                    let _ = answer.send(Ok(filed));
                }
            }
            Err(error) if filings.len() == 1 => {
                answers.into_iter().for_each(|answer| drop(answer.send(Err(IntakeError::Database(error.clone())))));
            }
            Err(error) => {
                tracing::warn!(%error, "a batch was refused; its submissions are tried one by one");
                for (filing, answer) in filings.iter().zip(answers) {
                    let filed = commit(&db, std::slice::from_ref(filing)).await;
                    let _ = answer.send(filed.map(|mut filed| filed.remove(0)).map_err(IntakeError::Database));
                }
            }
        }
    }
}

/// One transaction; one answer for each filing, in their order.
async fn commit(db: &Db, filings: &[Filing]) -> Result<Vec<Filed>, DbErr> {
    let tx = db.begin().await?;
    let filed = cases::file(&tx, filings).await?;
    tx.commit().await?;
    Ok(filed)
}
