//! Whether a font that carries Chinese is installed: papers need one, and no crate brings one.

use std::path::{Path, PathBuf};

/// Names of font files that are known to carry the characters of GB 18030, or most of them.
const CHINESE: &[&str] =
    &["notosanscjk", "notoserifcjk", "notosanssc", "notoserifsc", "sourcehan", "pingfang", "msyh", "simsun"];
const DEEPEST: usize = 4;

/// The package of Debian and Ubuntu that brings one.
pub const PACKAGE: &str = "fonts-noto-cjk";

/// The first Chinese font in the system's folders and the user's own.
pub fn chinese() -> Option<PathBuf> {
    folders().iter().find_map(|folder| search(folder, DEEPEST))
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"]
            .iter()
            .map(PathBuf::from)
            .collect();
    if let Some(own) = std::env::var_os("HOME").map(PathBuf::from) {
        folders.extend([".fonts", ".local/share/fonts", "Library/Fonts"].map(|folder| own.join(folder)));
    }
    folders
}

fn search(folder: &Path, depth: usize) -> Option<PathBuf> {
    let paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let font = paths.iter().find(|path| is_chinese(path)).cloned();
    font.or_else(|| {
        let inner = paths.iter().filter(|path| depth > 0 && path.is_dir());
        inner.into_iter().find_map(|path| search(path, depth - 1))
    })
}

fn is_chinese(path: &Path) -> bool {
    let font = path.extension().is_some_and(|ext| ["ttf", "ttc", "otf", "otc"].iter().any(|known| ext == *known));
    let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase().replace(['-', '_', ' '], "");
    font && CHINESE.iter().any(|known| name.starts_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_fonts_are_known_by_their_file_names() {
        assert!(is_chinese(Path::new("opentype/noto/NotoSansCJK-Regular.ttc")));
        assert!(is_chinese(Path::new("SourceHanSansCN-Regular.otf")));
        assert!(!is_chinese(Path::new("DejaVuSans.ttf")));
        assert!(!is_chinese(Path::new("NotoSansCJK-LICENSE.txt")));
    }

    #[test]
    fn a_font_is_found_in_an_inner_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("opentype/noto")).unwrap();
        assert_eq!(search(folder.path(), DEEPEST), None);
        let font = folder.path().join("opentype/noto/NotoSerifCJK-Bold.ttc");
        std::fs::write(&font, "").unwrap();
        assert_eq!(search(folder.path(), DEEPEST), Some(font));
    }
}
