//! All results of a list in one ZIP archive, made when it is asked for.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Packs these files of a folder into a temporary file, which vanishes with its handle.
pub fn packed(folder: &Path, names: &[&'static str]) -> io::Result<File> {
    let mut archive = ZipWriter::new(tempfile::tempfile_in(folder)?);
    for name in names {
        let mut file = File::open(folder.join(name))?;
        let is_large = file.metadata()?.len() >= u64::from(u32::MAX);
        archive.start_file(*name, SimpleFileOptions::default().large_file(is_large)).map_err(io::Error::other)?;
        io::copy(&mut file, &mut archive)?;
    }
    let mut file = archive.finish().map_err(io::Error::other)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}
