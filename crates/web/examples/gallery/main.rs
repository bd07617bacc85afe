//! Writes every page with made-up content to a folder, in every language, so that people can look at them:
//! `cargo run -p assay-web --example gallery -- <folder>`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

mod samples;

use assay_web::pages;
use assay_web::parts::words::Lang;
use assay_web::parts::{self, assets};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::InvalidInput,
            "name a folder: cargo run -p assay-web --example gallery -- <folder>",
        )
    })?;
    fs::create_dir_all(folder.join("assets"))?;
    for name in ["assay.css", "favicon.svg"] {
        let href = assets::href(name);
        let found = assets::asset(&href).ok_or_else(|| io::Error::other(format!("{name} is not embedded")))?;
        fs::write(folder.join(href.trim_start_matches('/')), found.bytes)?;
    }
    for lang in Lang::ALL {
        for (name, markup) in samples::pages(lang) {
            write(&folder.join(format!("{name}.{}.html", lang.tag())), lang, &markup.into_string())?;
        }
    }
    Ok(())
}

/// Writes a page with its absolute addresses turned into files of the folder.
fn write(file: &Path, lang: Lang, page: &str) -> io::Result<()> {
    let tag = lang.tag();
    let page = page
        .replace("\"/assets/", "\"assets/")
        .replace("href=\"/controls/", &format!("href=\"control.{tag}.html?"))
        .replace("href=\"/controls\"", &format!("href=\"controls.{tag}.html\""))
        .replace("href=\"/\"", &format!("href=\"today.{tag}.html\""));
    fs::write(file, page)
}
