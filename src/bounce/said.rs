//! What the server itself said, without what the reporting program put around it, and the moment at which it said so. Nothing
//! here decides.

use super::status::{Status, reply_code_at_start};

/// The moment of a delivery at which the refusal came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Not known: the text does not say.
    #[default]
    Unknown,
    /// The greeting of the server, HELO or EHLO.
    Greeting,
    /// MAIL FROM: the server knows the sender, and has not yet heard of the recipient.
    MailFrom,
    /// RCPT TO: the server has heard of the recipient.
    RcptTo,
    /// DATA or BDAT, or the end of the message behind it.
    Data,
}

/// The words of the server, and when they came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'t> {
    pub(super) text: &'t str,
    pub(super) stage: Stage,
}

impl<'t> Said<'t> {
    pub(super) fn of(text: &'t str) -> Said<'t> {
        let mut said = Said { text: text.trim(), stage: Stage::Unknown };
        said.without_postfix();
        said.without_exim();
        said.without_qmail_and_sendmail();
        said.without_gloss();
        said
    }

    /// Postfix: `host mx.example.com[192.0.2.1] said: 550 ... (in reply to RCPT TO command)`, `host ... refused to talk to me: 554 ...`.
    fn without_postfix(&mut self) {
        if let Some(at) = self.text.rfind("(in reply to ") {
            self.stage = stage_of(&self.text[at + "(in reply to ".len()..]);
            self.text = self.text[..at].trim_end();
        }
        let text = self.text;
        if text.starts_with("host ")
            || text.contains("]: host ")
            || text.contains(": host ")
            || text.contains("> host ")
        {
            if let Some(at) = text.find(" refused to talk to me: ") {
                (self.text, self.stage) = (&text[at + 1..], Stage::Greeting);
            } else if let Some(at) = text.find(" said: ")
                // What another server said of the sender.
                && !text[..at].contains("Sender address rejected")
            {
                self.text = &text[at + " said: ".len()..];
            }
        }
    }

    /// Exim: `SMTP error from remote mail server after RCPT TO:<x>: host mx [192.0.2.1]: 550 ...`.
    fn without_exim(&mut self) {
        let Some(at) = self.text.find("SMTP error from remote mail") else { return };
        let rest = &self.text[at..];
        if let Some(after) = rest.find(" after ") {
            let command = &rest[after + " after ".len()..];
            self.stage = stage_of(command);
            if let Some(host) = command.find("]: ") {
                self.text = &command[host + "]: ".len()..];
            }
        }
    }

    /// qmail: `Connected to 192.0.2.1 but sender was rejected.`; sendmail: `>>> MAIL From:<x>` before `<<< 550 ...`.
    fn without_qmail_and_sendmail(&mut self) {
        if self.stage != Stage::Unknown {
            return;
        }
        if self.text.contains("but sender was rejected") || self.text.contains("but greeting failed") {
            self.stage = Stage::MailFrom;
        } else if let Some(answer) = self.text.find("<<< ")
            && let Some(asked) = self.text[..answer].rfind(">>> ")
        {
            self.stage = stage_of(&self.text[asked + 4..]);
        }
    }

    /// PowerMTA: `5.1.1 (bad destination mailbox address)` before the reply, which it makes itself from the reply code.
    fn without_gloss(&mut self) {
        let Some((_, end)) = Status::at_start(self.text) else { return };
        let Some(gloss) = self.text[end..].trim_start().strip_prefix('(') else { return };
        let Some((_, reply)) = gloss.split_once(')') else { return };
        let reply = reply.trim_start_matches([' ', ',', ';', ':']).trim_start_matches("smtp;").trim_start();
        if reply_code_at_start(reply).is_some() {
            self.text = reply;
        }
    }

    /// A reply further inside of the text, which a program or another server quotes: `... (user@host:550 5.1.1 unknown)`.
    pub(super) fn quoted(&self) -> Option<Said<'t>> {
        let first = reply_code_at_start(self.text);
        let starts = self.text.char_indices().filter(|(at, c)| matches!(c, '4' | '5') && opens(self.text, *at));
        let mut replies = starts.take(REPLIES_MAX).filter_map(|(at, _)| {
            let code = reply_code_at_start(&self.text[at..])?;
            let goes_on = self.text[at + 3..].trim_start_matches([' ', '-']);
            let is_reply = at > 0 && Some(code) != first && goes_on.len() > 3 && goes_on.starts_with(begins_words);
            is_reply.then_some(at)
        });
        replies.next().map(|at| Said { text: &self.text[at..], stage: self.stage })
    }
}

/// The most places of a text that are looked at for a reply.
const REPLIES_MAX: usize = 200;

fn opens(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "<(:;\"'[>{-：「『（".contains(c))
}

fn begins_words(c: char) -> bool {
    c.is_alphabetic() || "<\"'[(#45".contains(c)
}

fn stage_of(command: &str) -> Stage {
    let command = command.trim_start();
    let begins = |word: &str| command.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if begins("RCPT") {
        Stage::RcptTo
    } else if begins("MAIL") {
        Stage::MailFrom
    } else if begins("HELO") || begins("EHLO") || begins("initial") {
        Stage::Greeting
    } else if begins("end of") || begins("DATA") || begins("BDAT") || begins("sending data") || begins(".") {
        Stage::Data
    } else if begins("pipelined") {
        stage_of(command.get("pipelined".len()..).unwrap_or_default())
    } else {
        Stage::Unknown
    }
}

/// The first word that is a reply code. Codes seldom stand far from the start; `(host 450 said` is none.
pub(super) fn reply_code(text: &str) -> Option<u16> {
    const WORDS_MAX: usize = 60;
    let mut last_was_unit = false;
    for word in text.split_whitespace().take(WORDS_MAX) {
        let word = word.trim_start_matches(['(', '<', '"', '\'', '#', '[', ':', ';', '-', '>']);
        // `smtp;550 ...` and `said:550 ...` have the code behind a sign.
        let word = word.rsplit_once([';', ':']).map_or(word, |(_, rest)| if rest.len() >= 3 { rest } else { word });
        if !last_was_unit && let Some(code) = reply_code_at_start(word) {
            return Some(code);
        }
        last_was_unit =
            matches!(word, "size" | "of" | "than" | "maximum" | "limit" | "for" | "exceeds" | "id" | "line");
    }
    None
}
