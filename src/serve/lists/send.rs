//! Files, sent piece by piece: read on a thread of its own, and no faster than the client takes them.

use axum::body::{Body, Bytes};
use futures_util::stream;
use std::fs::File;
use std::io::{self, Read};
use tokio::sync::mpsc;

/// Octets of one piece.
const PIECE_OCTETS: usize = 64 << 10;
/// Pieces that wait for the client.
const PIECES_WAITING: usize = 4;

/// The content of a file, from where it stands.
pub fn body(mut file: File) -> Body {
    let (send, receive) = mpsc::channel::<io::Result<Bytes>>(PIECES_WAITING);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = vec![0; PIECE_OCTETS];
            let read = file.read(&mut piece);
            let is_last = !matches!(read, Ok(1..));
            let sent = match read {
                Ok(0) => return,
                Ok(octets) => {
                    piece.truncate(octets);
                    send.blocking_send(Ok(piece.into()))
                }
                Err(error) => send.blocking_send(Err(error)),
            };
            // Who asked may have gone.
            if is_last || sent.is_err() {
                return;
            }
        }
    });
    Body::from_stream(stream::unfold(receive, |mut receive| async move { Some((receive.recv().await?, receive)) }))
}
