//! Rust files as tokens: comments, documentation and test code are gone, and strings are strings.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// The code of a file without its tests.
#[derive(Default)]
pub struct Code {
    pub tokens: Vec<Token>,
    /// Every path, those inside `use a::{b, c::d}` written out.
    pub paths: Vec<Path>,
}

#[derive(Debug, PartialEq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

#[derive(Debug, PartialEq)]
pub struct Path {
    pub segments: Vec<String>,
    pub line: usize,
}

impl Path {
    pub fn ends_with(&self, segments: &[&str]) -> bool {
        self.segments.len() >= segments.len()
            && self.segments.iter().rev().zip(segments.iter().rev()).all(|(have, want)| have == want)
    }

    pub fn has(&self, segment: &str) -> bool {
        self.segments.iter().any(|have| have == segment)
    }
}

impl Code {
    /// Reads a file; one that does not parse is empty here, for the compiler says more about it.
    pub fn parse(path: &str, text: &str) -> Self {
        let mut code = Self::default();
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        // The parser knows no `#!` line; none of our files has one.
        if let (false, Ok(stream)) = (is_test, TokenStream::from_str(text)) {
            code.read(stream, &[]);
        }
        code
    }

    /// Lines where these tokens follow each other; `_` stands for any one token.
    pub fn lines_with(&self, wanted: &[&str]) -> Vec<(usize, &[Token])> {
        let matches =
            |window: &[Token]| window.iter().zip(wanted).all(|(have, want)| *want == "_" || have.text == *want);
        let windows = self.tokens.windows(wanted.len()).filter(|window| matches(window));
        windows.map(|window| (window[0].line, window)).collect()
    }

    /// The text of every string literal.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter_map(|token| string(&token.text))
    }

    fn read(&mut self, stream: TokenStream, prefix: &[String]) {
        let trees = without_tests(stream);
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            match tree {
                TokenTree::Ident(_) => at = self.read_path(&trees, at, prefix),
                TokenTree::Group(group) => {
                    self.read_group(group, &[]);
                    at += 1;
                }
                TokenTree::Punct(punct) => {
                    self.push(punct.as_char().to_string(), tree);
                    at += 1;
                }
                TokenTree::Literal(literal) => {
                    self.push(Literal::to_string(literal), tree);
                    at += 1;
                }
            }
        }
    }

    /// Reads `a::b::c` from `at` on, or `a::{…}` with what is inside; gives the place after it.
    fn read_path(&mut self, trees: &[TokenTree], mut at: usize, prefix: &[String]) -> usize {
        let line = line(&trees[at]);
        let mut segments = prefix.to_vec();
        loop {
            segments.push(trees[at].to_string());
            self.push(trees[at].to_string(), &trees[at]);
            at += 1;
            if !(is_punct(trees.get(at), ':') && is_punct(trees.get(at + 1), ':')) {
                break;
            }
            match trees.get(at + 2) {
                Some(TokenTree::Ident(_)) => {
                    self.push("::".to_owned(), &trees[at]);
                    at += 2;
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.push("::".to_owned(), &trees[at]);
                    self.read_group(group, &segments);
                    return at + 3;
                }
                _ => break,
            }
        }
        self.paths.push(Path { segments, line });
        at
    }

    fn read_group(&mut self, group: &Group, prefix: &[String]) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        self.tokens.push(Token { text: open.to_owned(), line: group.span_open().start().line });
        self.read(group.stream(), prefix);
        self.tokens.push(Token { text: close.to_owned(), line: group.span_close().start().line });
    }

    fn push(&mut self, text: String, tree: &TokenTree) {
        self.tokens.push(Token { text, line: line(tree) });
    }
}

/// The content of a string literal, escapes left as they are.
pub fn string(token: &str) -> Option<&str> {
    let rest = token.strip_prefix('r').unwrap_or(token).trim_start_matches('#');
    let rest = if rest.starts_with('"') { rest } else { return None };
    rest.trim_end_matches('#').strip_prefix('"')?.strip_suffix('"')
}

fn line(tree: &TokenTree) -> usize {
    tree.span().start().line
}

fn is_punct(tree: Option<&TokenTree>, wanted: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// One level of tokens without documentation and without items under `#[cfg(test)]`.
fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let inner = is_punct(Some(&tree), '#') && is_punct(trees.peek(), '!');
        let attribute = if is_punct(Some(&tree), '#') { trees.peek().and_then(attribute) } else { None };
        match attribute.as_deref() {
            Some("test") => {
                trees.next();
                skip_item(&mut trees);
            }
            Some("doc") => {
                trees.next();
            }
            _ if inner => {
                let mark = trees.next();
                match trees.peek().and_then(self::attribute).as_deref() {
                    Some("test") => return Vec::new(),
                    Some("doc") => {
                        trees.next();
                    }
                    _ => kept.extend([Some(tree), mark].into_iter().flatten()),
                }
            }
            _ => kept.push(tree),
        }
    }
    kept
}

/// `test` for `[cfg(test)]` and its like, `doc` for documentation, else nothing of interest.
fn attribute(tree: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = tree else { return None };
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let words: Vec<String> = group.stream().into_iter().map(|tree| tree.to_string()).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["cfg", "(test)"] | ["test"] => Some("test".to_owned()),
        ["doc", "=", ..] => Some("doc".to_owned()),
        _ => None,
    }
}

fn skip_item(trees: &mut impl Iterator<Item = TokenTree>) {
    let mut is_use = false;
    for tree in trees {
        match tree {
            TokenTree::Ident(word) if word == "use" => is_use = true,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !is_use => return,
            TokenTree::Punct(punct) if punct.as_char() == ';' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        Code::parse("src/x.rs", text).paths.iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn paths_in_groups_are_written_out() {
        let found = paths("use a::{b, c::d, e::{f}};\nfn g() { h::i(j) }");
        for wanted in ["a::b", "a::c::d", "a::e::f", "h::i", "j"] {
            assert!(found.iter().any(|path| path == wanted), "{wanted} in {found:?}");
        }
    }

    #[test]
    fn tests_comments_and_documentation_are_no_code() {
        let text = "//! axum::x\n/// axum::y\n// axum::z\nfn f() {}\n#[cfg(test)]\nmod tests { use axum::Router; }\n#[cfg(test)]\nuse axum::{Json};\n#[test]\nfn t() { axum::q() }\nfn last() {}";
        let found = paths(text);
        assert!(!found.iter().any(|path| path.starts_with("axum")), "{found:?}");
        assert!(found.iter().any(|path| path == "last"), "{found:?}");
    }

    #[test]
    fn a_file_of_tests_has_no_code() {
        assert!(Code::parse("src/cases/tests.rs", "fn f() {}").tokens.is_empty());
        assert!(paths("#![cfg(test)]\nfn f() {}").is_empty());
    }

    #[test]
    fn strings_are_read_without_their_quotes() {
        assert_eq!(string("\"a\""), Some("a"));
        assert_eq!(string("r#\"a\"#"), Some("a"));
        assert_eq!(string("42"), None);
    }

    #[test]
    fn sequences_are_found_with_their_lines() {
        let code = Code::parse("src/x.rs", "fn f() {\n    g().unwrap();\n}");
        let lines: Vec<usize> = code.lines_with(&[".", "unwrap", "(", ")"]).iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2]);
    }
}
