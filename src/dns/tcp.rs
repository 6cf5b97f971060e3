//! One question over TCP, for an answer that did not fit into a datagram. The message is read as it came: what stands beside an
//! absence, such as an Extended DNS Error, must not be lost on the way.

use super::RecordKind;
use super::message::{End, Match, Query, Reading, matches, read};
use crate::domain::Domain;
use crate::facts::Failure;
use hickory_proto::op::Message;
use std::io;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Asks over a connection of its own. Takes as long as the server takes: the caller bounds the time.
pub(super) async fn ask(server: SocketAddr, name: &Domain, kind: RecordKind) -> Result<Reading, Failure> {
    let query = Query::new(name, kind, 0).ok_or(Failure::Malformed)?;
    let id = rand::random();
    let mut datagram = Vec::new();
    query.write(id, true, &mut datagram);
    let answer = exchange(server, &datagram).await.map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => Failure::Timeout,
        // It hung up in the middle of its answer.
        io::ErrorKind::UnexpectedEof => Failure::Malformed,
        _ => Failure::Network,
    })?;
    let is_answer = answer.get(..2) == Some(&id.to_be_bytes()[..])
        && matches!(matches(query.question(), &answer), Match::Answer | Match::OtherCase | Match::BareError);
    let message = Message::from_vec(&answer).map_err(|_| Failure::Malformed)?;
    if !is_answer || message.metadata.truncation {
        return Err(Failure::Malformed);
    }
    let reading = read(&message, name, kind);
    match reading.end {
        End::Failed(failure) => Err(failure),
        _ => Ok(reading),
    }
}

/// Sends a message and receives one, each behind its length (RFC 1035 §4.2.2).
async fn exchange(server: SocketAddr, query: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let octets = u16::try_from(query.len()).map_err(io::Error::other)?;
    // In one piece: some servers want the length and the message in one segment (RFC 7766 §8).
    stream.write_all(&[&octets.to_be_bytes()[..], query].concat()).await?;
    let octets = stream.read_u16().await?;
    let mut answer = vec![0; usize::from(octets)];
    stream.read_exact(&mut answer).await?;
    Ok(answer)
}
