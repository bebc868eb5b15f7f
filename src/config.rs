//! What an operator may set: one structure per concern, read from the command line and the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use budayang_rules::map_approval::MapApproval;
use clap::Args;
use openidconnect::IssuerUrl;
use url::Url;

/// Settings of a serving node.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Fill an empty data folder with marked sample data, accounts and all packs.
    #[arg(long)]
    pub demo: bool,

    #[command(flatten)]
    pub storage: Storage,

    /// Address that people reach.
    #[arg(long, default_value = "127.0.0.1:8080", env = "BUDAYANG_LISTEN")]
    pub listen: SocketAddr,

    /// Address for operators only: /metrics.
    #[arg(long, env = "BUDAYANG_OPERATIONS_LISTEN")]
    pub operations_listen: Option<SocketAddr>,

    /// The public address of this site, as people type it; default: http:// and the listening address.
    #[arg(long, env = "BUDAYANG_PUBLIC_URL")]
    pub public_url: Option<Url>,

    /// Proxies in front whose X-Forwarded-For is believed; none by default.
    #[arg(long, env = "BUDAYANG_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<std::net::IpAddr>,

    /// Folder of packs beside the ones that ship in the program.
    #[arg(long, env = "BUDAYANG_PACKS")]
    pub packs: Option<PathBuf>,

    /// Folders with fonts that carry Chinese; the system's folders are searched as well.
    #[arg(long, env = "BUDAYANG_FONT_DIR")]
    pub font_dir: Vec<PathBuf>,

    /// ClamAV daemon that scans uploads: host:port or unix:/path.
    #[arg(long, env = "BUDAYANG_CLAMD")]
    pub clamd: Option<String>,

    /// Do not limit how often one address may ask: for load measurements only.
    #[arg(long, hide = true)]
    pub no_rate_limits: bool,

    /// Gateway for short messages: each is posted there as JSON {id, phone, text}.
    #[arg(long, env = "BUDAYANG_SMS_GATEWAY")]
    pub sms_gateway: Option<Url>,

    /// Sent to the gateway as a bearer token.
    #[arg(long, env = "BUDAYANG_SMS_TOKEN", hide_env_values = true)]
    pub sms_token: Option<String>,

    #[command(flatten)]
    pub oidc: Oidc,

    #[command(flatten)]
    pub map: ApprovedMap,
}

/// A map of divisions that its operator had approved: without its approval number (审图号) it is refused, and the program
/// shows its own grid of tiles, which is no map.
#[derive(Args, Clone, Debug, Default)]
pub struct ApprovedMap {
    /// Approved map of the divisions: .svg, .png or .jpg, drawn as it was approved.
    #[arg(id = "map_file", long = "map-file", env = "BUDAYANG_MAP_FILE", requires = "map_approval")]
    pub file: Option<PathBuf>,
    /// Its approval number, such as GS(2020)3184号.
    #[arg(id = "map_approval", long = "map-approval", env = "BUDAYANG_MAP_APPROVAL", requires = "map_file")]
    pub approval: Option<MapApproval>,
}

impl ApprovedMap {
    /// What stands below the map; `None` without a map.
    pub(crate) fn number(&self) -> Option<String> {
        self.file.as_ref().and(self.approval.as_ref()).map(ToString::to_string)
    }
}

/// Where data lives.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// Folder for the embedded database, files and keys.
    #[arg(long, default_value = "var/budayang", env = "BUDAYANG_DATA_DIR")]
    pub data_dir: PathBuf,

    /// postgres://… instead of the embedded database.
    #[arg(long, env = "BUDAYANG_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// s3://bucket/prefix instead of the data folder for files; credentials come from AWS_* variables.
    #[arg(long, env = "BUDAYANG_FILES")]
    pub files: Option<Url>,
}

/// An OpenID Connect provider that people may log in with.
#[derive(Args, Clone, Debug, Default)]
pub struct Oidc {
    /// Its address exactly as it calls itself, with or without a slash at the end.
    #[arg(id = "oidc_issuer", long = "oidc-issuer", env = "BUDAYANG_OIDC_ISSUER", value_parser = issuer, requires = "oidc_client_id")]
    pub issuer: Option<IssuerUrl>,
    #[arg(id = "oidc_client_id", long = "oidc-client-id", env = "BUDAYANG_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    pub client_id: Option<String>,
    #[arg(long = "oidc-client-secret", env = "BUDAYANG_OIDC_CLIENT_SECRET", hide_env_values = true)]
    pub client_secret: Option<String>,
    /// File with the client's secret, instead of the secret itself.
    #[arg(
        long = "oidc-client-secret-file",
        env = "BUDAYANG_OIDC_CLIENT_SECRET_FILE",
        conflicts_with = "client_secret"
    )]
    pub client_secret_file: Option<PathBuf>,
    /// The provider's name on the log-in button.
    #[arg(id = "oidc_name", long = "oidc-name", env = "BUDAYANG_OIDC_NAME", default_value = "统一身份认证")]
    pub name: String,
}

fn issuer(typed: &str) -> Result<IssuerUrl, String> {
    IssuerUrl::new(typed.to_owned()).map_err(|error| error.to_string())
}

impl Config {
    /// The address to print in links, QR codes and papers, without a trailing slash.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }
}
