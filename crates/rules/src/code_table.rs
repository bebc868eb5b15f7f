//! One macro for the code tables of the standards.

/// An enum whose values have a code (exchange with other platforms), a key (files and addresses), and names in both languages.
macro_rules! code_table {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $code:literal $key:literal $zh:literal $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = concat!("`", $code, "` ", $zh)] #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// Every value in the order of the standard.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The standard's code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The name in files and addresses, as serde writes it.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            pub fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),+ }
            }

            pub fn en(self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }

            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }

            /// By the Chinese name, for sources whose codes differ from the standard's.
            pub fn from_zh(zh: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.zh() == zh.trim())
            }
        }
    };
}

pub(crate) use code_table;
