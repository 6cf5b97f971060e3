//! Sending and receiving many datagrams at once. Linux does it with one system call for a whole batch; elsewhere it is one
//! call a datagram, behind the same functions.

use super::machine::Outbox;
use std::io;
use tokio::net::UdpSocket;

/// Datagrams of one system call at most.
const BATCH: usize = 64;
/// The largest datagram that is looked at: more than was invited, and what is longer cannot be an answer to us.
const DATAGRAM_OCTETS_MAX: usize = 4096;

/// Room for one batch of datagrams.
pub(super) struct Datagrams {
    buffers: Vec<[u8; DATAGRAM_OCTETS_MAX]>,
    sizes: Vec<usize>,
}

impl Datagrams {
    pub(super) fn new() -> Datagrams {
        Datagrams { buffers: vec![[0; DATAGRAM_OCTETS_MAX]; BATCH], sizes: Vec::with_capacity(BATCH) }
    }

    /// The datagrams of the last batch.
    pub(super) fn all(&self) -> impl Iterator<Item = &[u8]> {
        self.buffers.iter().zip(&self.sizes).map(|(buffer, &size)| &buffer[..size])
    }

    /// Receives what is there, up to a batch. True when there may be more. An error is one that the system reports about
    /// the server; that nothing is there is none.
    pub(super) fn receive(&mut self, socket: &UdpSocket) -> io::Result<bool> {
        self.sizes.clear();
        match imp::receive(socket, &mut self.buffers, &mut self.sizes) {
            Ok(()) => Ok(self.sizes.len() == BATCH),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Sends what waits in an outbox. False when the system takes no more for now. An error is one that the system reports
/// about the server; what it was about is lost like any datagram.
pub(super) fn send(socket: &UdpSocket, outbox: &mut Outbox) -> io::Result<bool> {
    while !outbox.is_empty() {
        match imp::send(socket, outbox) {
            Ok(sent) => outbox.left(sent),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
            Err(error) if is_full(&error) => return Ok(false),
            Err(error) => {
                outbox.left(1);
                return Err(error);
            }
        }
    }
    Ok(true)
}

/// ENOBUFS: the queue of the network device is full.
fn is_full(error: &io::Error) -> bool {
    cfg!(unix) && error.raw_os_error() == Some(if cfg!(target_os = "linux") { 105 } else { 55 })
}

#[cfg(target_os = "linux")]
mod imp {
    use super::{BATCH, DATAGRAM_OCTETS_MAX, Outbox};
    use nix::sys::socket::{MsgFlags, MultiHeaders, recvmmsg, sendmmsg};
    use std::io::{self, IoSlice, IoSliceMut};
    use std::os::fd::AsRawFd;
    use tokio::io::Interest;
    use tokio::net::UdpSocket;

    pub(super) fn receive(
        socket: &UdpSocket,
        buffers: &mut [[u8; DATAGRAM_OCTETS_MAX]],
        sizes: &mut Vec<usize>,
    ) -> io::Result<()> {
        socket.try_io(Interest::READABLE, || {
            let mut headers: MultiHeaders<()> = MultiHeaders::preallocate(BATCH, None);
            let mut slices: Vec<[IoSliceMut<'_>; 1]> = buffers.iter_mut().map(|buf| [IoSliceMut::new(buf)]).collect();
            let flags = MsgFlags::MSG_DONTWAIT;
            let got = recvmmsg(socket.as_raw_fd(), &mut headers, slices.iter_mut(), flags, None)?;
            sizes.extend(got.map(|message| message.bytes));
            Ok(())
        })
    }

    pub(super) fn send(socket: &UdpSocket, outbox: &Outbox) -> io::Result<usize> {
        socket.try_io(Interest::WRITABLE, || {
            let slices: Vec<[IoSlice<'_>; 1]> =
                outbox.waiting().take(BATCH).map(|octets| [IoSlice::new(octets)]).collect();
            let mut headers: MultiHeaders<()> = MultiHeaders::preallocate(slices.len(), None);
            let nowhere = [None; BATCH];
            let sent = sendmmsg(socket.as_raw_fd(), &mut headers, slices.iter(), nowhere, [], MsgFlags::MSG_DONTWAIT)?;
            Ok(sent.count())
        })
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use super::{BATCH, DATAGRAM_OCTETS_MAX, Outbox};
    use std::io;
    use tokio::net::UdpSocket;

    pub(super) fn receive(
        socket: &UdpSocket,
        buffers: &mut [[u8; DATAGRAM_OCTETS_MAX]],
        sizes: &mut Vec<usize>,
    ) -> io::Result<()> {
        for buffer in buffers.iter_mut().take(BATCH) {
            match socket.try_recv(buffer) {
                Ok(octets) => sizes.push(octets),
                Err(_) if !sizes.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    pub(super) fn send(socket: &UdpSocket, outbox: &Outbox) -> io::Result<usize> {
        let Some(first) = outbox.waiting().next() else { return Ok(0) };
        socket.try_send(first).map(|_| 1)
    }
}
