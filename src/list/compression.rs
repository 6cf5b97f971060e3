//! Lists in gzip, zstd, bzip2 or xz: unpacked while they are read, and packed again as they are written; bzip2 and xz as gzip.
//!
//! Nothing is unpacked to disk. It must never take a damaged file for a short one, and never unpack without end.

use super::file::FileReader;
use super::gunzip::Gunzip;
use bzip2::bufread::MultiBzDecoder;
use flate2::Compression;
use flate2::write::GzEncoder;
use lzma_rust2::XzReader;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    None,
    Gzip,
    Zstd,
    /// Results of a list in bzip2 or xz are packed in gzip.
    Bzip2,
    Xz,
}

/// What a list may unpack to without being looked at askance, in octets, and how many times its size beyond that. A text that is
/// repeated in each row shrinks to a thousandth, so only what takes too long to read counts.
const UNPACKED_OCTETS_FREE: u64 = 1 << 30;
const UNPACKED_TIMES_MAX: u64 = 500;

/// The rows that a list may have without being looked at askance. Beyond that each is at least one octet of the packed file, for its
/// address is none that came before.
const ROWS_FREE: u64 = 2_000_000;

/// `BZh` could begin a word; a bzip2 file goes on with its block size, and the digits of pi or, if it is empty, of its square root.
const BZIP2_BLOCK: &[u8] = b"\x31\x41\x59\x26\x53\x59";
const BZIP2_END: &[u8] = b"\x17\x72\x45\x38\x50\x90";

/// What unpacking xz may take, in KiB: twice what `xz -9` needs.
const XZ_MEMORY_KIB_MAX: u32 = 136 << 10;

impl Packing {
    /// How a file is packed that begins with `head`.
    pub(super) fn of(head: &[u8]) -> Packing {
        if head.starts_with(b"\x1f\x8b\x08") {
            Packing::Gzip
        } else if head.starts_with(b"\x28\xb5\x2f\xfd") {
            Packing::Zstd
        } else if head.starts_with(b"\xfd7zXZ\0") {
            Packing::Xz
        } else if head.starts_with(b"BZh") && matches!(head.get(4..10), Some(BZIP2_BLOCK | BZIP2_END)) {
            Packing::Bzip2
        } else {
            Packing::None
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Packing::None => "file",
            Packing::Gzip => "gzip file",
            Packing::Zstd => "zstd file",
            Packing::Bzip2 => "bzip2 file",
            Packing::Xz => "xz file",
        }
    }

    /// A word for people, where there is something to say.
    pub fn word(self) -> Option<&'static str> {
        Some(self.name().trim_end_matches(" file")).filter(|_| self != Packing::None)
    }

    /// What is inside of a file.
    pub(super) fn unpack(self, file: FileReader) -> io::Result<Box<dyn Read + Send>> {
        self.unpack_noting(file, Arc::default())
    }

    /// The same; `tail` is set when something follows behind the packed data.
    pub(super) fn unpack_noting(self, file: FileReader, tail: Arc<AtomicBool>) -> io::Result<Box<dyn Read + Send>> {
        let packed_octets = file.octets();
        if self == Packing::None {
            return Ok(Box::new(file));
        }
        Ok(Box::new(bounded(self.decoder_noting(file, tail)?, self.name(), packed_octets)))
    }

    /// What is inside, without a bound.
    pub(super) fn decoder(self, input: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
        self.decoder_noting(input, Arc::default())
    }

    fn decoder_noting(
        self,
        input: impl Read + Send + 'static,
        tail: Arc<AtomicBool>,
    ) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Packing::None => Box::new(input),
            Packing::Gzip => Box::new(Gunzip::new(BufReader::with_capacity(1 << 16, input), tail)),
            Packing::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::new(input)?;
                // 128 MiB, what the zstd program takes without being asked.
                decoder.window_log_max(27)?;
                Box::new(decoder)
            }
            Packing::Bzip2 => Box::new(MultiBzDecoder::new(BufReader::with_capacity(1 << 16, input))),
            Packing::Xz => {
                let input = BufReader::with_capacity(1 << 16, input);
                Box::new(XzReader::new_mem_limit(input, true, XZ_MEMORY_KIB_MAX))
            }
        })
    }
}

/// Reads what a file of so many octets unpacks to. `name` says in messages what that file is.
pub(super) fn bounded<R: Read>(input: R, name: &'static str, packed_octets: u64) -> Unpacked<R> {
    Unpacked { input, name, octets: 0, line_feeds: 0, returns: 0, packed_octets }
}

/// Says what is wrong in words of its own, and ends what would not end.
pub(super) struct Unpacked<R> {
    input: R,
    name: &'static str,
    octets: u64,
    line_feeds: u64,
    returns: u64,
    packed_octets: u64,
}

/// The most records that a packed file of so many octets has.
pub(super) fn rows_max(packed_octets: u64) -> u64 {
    packed_octets.max(ROWS_FREE)
}

/// What is said of a file with more.
pub(super) fn too_many_rows(name: &str) -> io::Error {
    let what = format!("the {name} unpacks to more rows than it has octets, as no list does; {UNPACK_IT}");
    io::Error::new(ErrorKind::InvalidData, what)
}

const UNPACK_IT: &str = "if it is one, unpack it first";

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let name = self.name;
        match self.input.read(buf) {
            Ok(count) => {
                self.octets += count as u64;
                self.line_feeds += memchr::memchr_iter(b'\n', &buf[..count]).count() as u64;
                self.returns += memchr::memchr_iter(b'\r', &buf[..count]).count() as u64;
                if self.line_feeds.max(self.returns) > rows_max(self.packed_octets) {
                    return Err(too_many_rows(name));
                }
                if self.octets > UNPACKED_OCTETS_FREE && self.octets / UNPACKED_TIMES_MAX > self.packed_octets {
                    let what = format!(
                        "the {name} unpacks to more than {UNPACKED_TIMES_MAX} times its size, as no list does; {UNPACK_IT}"
                    );
                    return Err(io::Error::new(ErrorKind::InvalidData, what));
                }
                Ok(count)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                Err(io::Error::new(error.kind(), format!("the {name} is cut off; copy or download it again")))
            }
            Err(error) if error.kind() == ErrorKind::OutOfMemory => Err(io::Error::new(
                error.kind(),
                format!("the {name} takes too much memory to unpack; unpack it first"),
            )),
            Err(error) => {
                Err(io::Error::new(error.kind(), format!("the {name} is damaged ({error}); copy or download it again")))
            }
        }
    }
}

/// A file that is written, packed or not.
pub enum Packed {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
    Zstd(Box<zstd::stream::write::Encoder<'static, BufWriter<File>>>),
}

impl Packed {
    pub fn new(file: File, packing: Packing) -> io::Result<Packed> {
        let file = BufWriter::with_capacity(1 << 16, file);
        Ok(match packing {
            Packing::None => Packed::Plain(file),
            Packing::Gzip | Packing::Bzip2 | Packing::Xz => {
                Packed::Gzip(Box::new(GzEncoder::new(file, Compression::default())))
            }
            Packing::Zstd => Packed::Zstd(Box::new(zstd::stream::write::Encoder::new(file, 0)?)),
        })
    }

    /// Writes what is left, with the end of the packing.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Packed::Plain(mut file) => file.flush(),
            Packed::Gzip(encoder) => encoder.finish()?.flush(),
            Packed::Zstd(encoder) => encoder.finish()?.flush(),
        }
    }
}

impl Write for Packed {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        match self {
            Packed::Plain(file) => file.write(buf),
            Packed::Gzip(encoder) => encoder.write(buf),
            Packed::Zstd(encoder) => encoder.write(buf),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Packed::Plain(file) => file.flush(),
            Packed::Gzip(encoder) => encoder.flush(),
            Packed::Zstd(encoder) => encoder.flush(),
        }
    }
}
