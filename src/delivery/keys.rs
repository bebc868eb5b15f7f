//! The key that signs results: SM2 with SM3 (GB/T 32918, GB/T 32905). The private half never leaves its file.

use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sm2::SecretKey;
use sm2::dsa::signature::{Signer, Verifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::Generate;
use sm2::pkcs8::{DecodePublicKey, EncodePrivateKey, EncodePublicKey, LineEnding};
use sm3::{Digest, Sm3};

use crate::clock::Random;

/// The distinguishing identifier that GM/T 0009 prescribes where nothing else was agreed; checking tools preset it.
pub(super) const SIGNER: &str = "1234567812345678";
const FILE: &str = "certificate-signing.pem";

/// Why results cannot be signed; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("签发密钥 {path} 无法读写 (the signing key cannot be read or written): {error}")]
    File { path: PathBuf, error: std::io::Error },
    #[error(
        "{path} 不是 SM2 的 PKCS#8 PEM 密钥 (not an SM2 key in PKCS#8 PEM); restore it from the backup, or move it away to begin with a new key"
    )]
    Unreadable { path: PathBuf },
    #[error("签发密钥没有生成 (no signing key could be made): {0}")]
    Making(String),
}

/// The key pair that signs on this node. Nodes of one site share the file.
pub(crate) struct Keys {
    signing: SigningKey,
    public: PublicKey,
}

/// What anybody needs to check a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicKey {
    /// SM3 of the key's SPKI form, the first 16 bytes in hexadecimal.
    pub id: String,
    /// SubjectPublicKeyInfo as PEM.
    pub pem: String,
}

impl Keys {
    /// Reads the key in `folder/keys`, or makes one at the first start. The key takes the machine's own randomness,
    /// never [`Random`]: a seeded key would be everybody's.
    pub(crate) fn open(folder: &Path, _: &Random) -> Result<Self, KeyError> {
        let folder = folder.join("keys");
        let path = folder.join(FILE);
        let secret = match std::fs::read_to_string(&path) {
            Ok(pem) => pem.parse().map_err(|_| KeyError::Unreadable { path: path.clone() })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(&folder, &path)?,
            Err(error) => return Err(KeyError::File { path, error }),
        };
        let making = |what: String| KeyError::Making(what);
        let signing = SigningKey::new(SIGNER, &secret).map_err(|error| making(error.to_string()))?;
        let public = PublicKey::of(signing.verifying_key()).map_err(making)?;
        Ok(Self { signing, public })
    }

    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The signature in DER, as base64. The nonce comes from the key and the text (RFC 6979), so no randomness is spent.
    pub(super) fn sign(&self, text: &str) -> Result<String, KeyError> {
        let signature: Signature =
            self.signing.try_sign(text.as_bytes()).map_err(|error| KeyError::Making(error.to_string()))?;
        Ok(STANDARD.encode(signature.to_der().as_bytes()))
    }
}

impl PublicKey {
    fn of(key: &VerifyingKey) -> Result<Self, String> {
        let der = key.to_public_key_der().map_err(|error| error.to_string())?;
        let pem = key.to_public_key_pem(LineEnding::LF).map_err(|error| error.to_string())?;
        Ok(Self { id: hex::encode(&Sm3::digest(der.as_bytes())[..16]), pem })
    }

    /// Whether this key signed exactly this text. A signature or key that cannot be read did not.
    pub(super) fn signed(&self, text: &str, signature: &str) -> bool {
        let read = || {
            let der = STANDARD.decode(signature).ok()?;
            let signature = Signature::from_der(&der).ok()?;
            let key = VerifyingKey::new(SIGNER, sm2::PublicKey::from_public_key_pem(&self.pem).ok()?).ok()?;
            Some((key, signature))
        };
        read().is_some_and(|(key, signature)| key.verify(text.as_bytes(), &signature).is_ok())
    }
}

fn make(folder: &Path, path: &Path) -> Result<SecretKey, KeyError> {
    let secret = SecretKey::try_generate().map_err(|error| KeyError::Making(error.to_string()))?;
    let pem = secret.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyError::Making(error.to_string()))?;
    write(folder, path, pem.as_bytes()).map_err(|error| KeyError::File { path: path.to_owned(), error })?;
    Ok(secret)
}

/// Readable by its owner only, whole or not there at all.
fn write(folder: &Path, path: &Path, pem: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".key").tempfile_in(folder)?;
    file.write_all(pem)?;
    file.as_file().sync_all()?;
    // Temporary files are made with mode 0600, and another node that was quicker keeps its key.
    file.persist_noclobber(path).map_err(|failed| failed.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_outlives_a_restart_and_nobody_else_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Keys::open(folder.path(), &Random::seeded(1)).unwrap();
        let again = Keys::open(folder.path(), &Random::seeded(2)).unwrap();
        assert_eq!(first.public(), again.public());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join("keys").join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn the_key_does_not_come_from_the_seed() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let one = Keys::open(one.path(), &Random::seeded(1)).unwrap();
        let other = Keys::open(other.path(), &Random::seeded(1)).unwrap();
        assert_ne!(one.public(), other.public());
    }

    #[test]
    fn what_was_signed_is_checked_with_the_public_half_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), &Random::seeded(1)).unwrap();
        let signature = keys.sign("食品经营许可证").unwrap();
        let public = keys.public().clone();
        assert!(public.signed("食品经营许可证", &signature));
        assert!(!public.signed("食品经营许可证。", &signature));
        assert!(!public.signed("食品经营许可证", "AAAA"));
    }

    /// The example of GB/T 32918.5, annex A.
    #[test]
    fn the_standards_own_signature() {
        let point = "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020\
                     CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
        let signature = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3\
                         B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";
        let key = VerifyingKey::from_sec1_bytes(SIGNER, &hex::decode(point).unwrap()).unwrap();
        let signature = Signature::from_slice(&hex::decode(signature).unwrap()).unwrap();
        let public = PublicKey::of(&key).unwrap();
        let der = STANDARD.encode(signature.to_der().as_bytes());
        assert!(public.signed("message digest", &der));
        assert!(!public.signed("message digests", &der));
    }

    #[test]
    fn a_damaged_key_is_told_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("keys")).unwrap();
        std::fs::write(folder.path().join("keys").join(FILE), "torn").unwrap();
        assert!(matches!(Keys::open(folder.path(), &Random::seeded(1)), Err(KeyError::Unreadable { .. })));
    }
}
