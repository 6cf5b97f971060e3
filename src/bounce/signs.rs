//! Whether a message without a report in fields is a bounce at all: signs in its headers and in its first words, for and against.
//! A wrong yes would suppress a living address, so one sign alone never suffices.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use std::sync::LazyLock;

/// What is looked at.
#[derive(Debug, Default)]
pub(super) struct Signs<'a> {
    pub(super) from: &'a str,
    pub(super) subject: &'a str,
    pub(super) text: &'a str,
    /// Return-Path is there and empty, as RFC 3464 §2 wants of a notification.
    pub(super) null_return_path: bool,
    pub(super) failed_recipients: bool,
    pub(super) auto_submitted: &'a str,
    /// A header that only auto-responders set.
    pub(super) from_a_responder: bool,
    /// A header that only lists and newsletters set.
    pub(super) from_a_list: bool,
}

/// The first words of a text that are looked at, in octets.
const HEAD_OCTETS: usize = 4096;
/// Signs for and against are added up; this many make a bounce.
const ENOUGH: i32 = 3;

/// Whether it is a bounce. Otherwise, what it is.
pub(super) fn is_bounce(signs: &Signs<'_>) -> Result<(), &'static str> {
    let subject = signs.subject.to_lowercase();
    let head = super::text::cut(signs.text, HEAD_OCTETS).to_lowercase();
    let answers = ANSWERS.is_match(&subject) || PASSED_ON.iter().any(|start| subject.trim_start().starts_with(start));
    let by_daemon = DAEMONS.is_match(&signs.from.to_lowercase());
    let about_failure = SUBJECTS.is_match(&subject);
    let mut points = 0;
    if by_daemon {
        points += 2;
    }
    if signs.null_return_path {
        points += 1;
    }
    if signs.failed_recipients {
        points += 4;
    }
    if about_failure {
        points += 2;
    }
    if TEXTS.is_match(&head) {
        points += 2;
    } else if WORDS.is_match(&head) {
        points += 1;
    }
    // Neither who wrote nor what about: words in the text alone are talk.
    if !by_daemon && !about_failure && !signs.failed_recipients {
        points -= 1;
    }
    if answers || signs.from_a_responder || signs.from_a_list {
        points -= 3;
    }
    if points >= ENOUGH {
        return Ok(());
    }
    Err(if answers || signs.auto_submitted.to_ascii_lowercase().contains("auto-replied") {
        "an automatic reply"
    } else {
        "not a report that mail came back"
    })
}

/// Whether a program answered, and not a person.
pub(super) fn is_automatic(signs: &Signs<'_>) -> bool {
    let is_marked = signs.auto_submitted.to_ascii_lowercase().contains("auto-replied") || signs.from_a_responder;
    !signs.from_a_list && (is_marked || ANSWERS.is_match(&signs.subject.to_lowercase()))
}

/// Whether it is a bounce even where it names no address and no reason.
pub(super) fn is_surely_one(signs: &Signs<'_>) -> bool {
    let by_daemon = DAEMONS.is_match(&signs.from.to_lowercase());
    signs.failed_recipients || by_daemon && (signs.null_return_path || SUBJECTS.is_match(&signs.subject.to_lowercase()))
}

/// Whether the report says that the server still tries.
pub(super) fn still_tries(subject: &str, text: &str) -> bool {
    let head = super::text::cut(text, HEAD_OCTETS).to_lowercase();
    (DELAYS.is_match(&subject.to_lowercase()) || DELAYS.is_match(&head)) && !FINAL.is_match(&head)
}

fn words(patterns: &str) -> AhoCorasick {
    let patterns: Vec<&str> = patterns.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    // The words are our own; were there no matcher, no text would match, and every test would say so.
    AhoCorasickBuilder::new()
        .build(patterns)
        .unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an empty matcher")))
}

/// Names of programs that report.
static DAEMONS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "mailer-daemon
         mailerdaemon
         mailer_daemon
         mail-daemon
         maildaemon
         mdaemon@
         postmaster
         mail delivery
         mail system
         mail administrator
         system administrator
         mail server
         mail router
         delivery subsystem
         delivery system
         mmdf
         pmdf
         smtp32
         mts@
         bounce@
         bounces@
         bounced@
         microsoftexchange
         microsoft exchange
         microsoft outlook
         系统退信
         系統退信
         邮件系统
         郵件系統
         邮件管理员
         メール配信システム
         uucp
         <>",
    )
});

static SUBJECTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "undeliver
         non-deliver
         nondeliver
         not deliver
         not been deliver
         delivery status
         delivery failure
         delivery failed
         delivery error
         delivery problem
         delivery report
         delivery has failed
         delivery notification
         delivery unsuccessful
         delivery delayed
         delivery incomplete
         delivery: 
         mail delivery
         failure notice
         failure notif
         failure delivery
         failed mail
         failed message
         failed delivery
         failed: 
         returned mail
         returned message
         returned to sender
         returned email
         mail returned
         return to sender
         mail error
         mail failure
         mail system error
         mail status report
         message status
         message not
         message you sent blocked
         could not be deliver
         could not send
         couldn't be deliver
         cannot be deliver
         can't be deliver
         unable to deliver
         unknown address
         unknown user
         user unknown
         email address unknown
         no such user
         invalid address
         error sending
         bounced
         rejected mail
         mail rejected
         message rejected
         blocked: 
         warning: could not
         warning: message
         dsn:
         delayed
         nachricht nicht
         unzustellbar
         nicht zugestellt
         zustellung
         fehlgeschlagen
         rückläufer
         échec
         echec
         non remis
         non distribu
         impossible de remettre
         retour de courrier
         devuelto
         no entregad
         no se pudo entregar
         error de entrega
         mancat
         non recapitat
         mancato recapito
         não entregue
         devolvid
         falha na entrega
         falha de entrega
         não foi possível
         недостав
         не доставлен
         ошибка доставки
         невозможно доставить
         nie dostarczono
         niedostarcz
         kan niet worden
         onbestelbaar
         退信
         退回
         退件
         投递失败
         投遞失敗
         发送失败
         發送失敗
         寄送失敗
         传送失败
         傳送失敗
         无法送达
         無法送達
         未送达
         未送達
         无法投递
         無法投遞
         递送失败
         遞送失敗
         传递失败
         傳遞失敗
         无法传递
         配信不能
         配信失敗
         配信エラー
         送信エラー
         送信失敗
         送信できません
         配信できません
         届きません
         届けられません
         届かなかった
         エラーメール
         배달 실패
         전송 실패
         발송 실패
         반송
         수신실패
         수신 실패",
    )
});

/// How the texts of reports begin.
static TEXTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "could not be delivered
         couldn't be delivered
         can not be delivered
         cannot be delivered
         can't be delivered
         could not deliver
         couldn't deliver
         cannot deliver
         can't deliver
         was not delivered
         wasn't delivered
         were not delivered
         not been delivered
         is not delivered
         not delivered to
         not be delivered
         unable to deliver
         undeliverable
         undelivered
         qmail-send program
         inform you that your message
         inform you that the message
         inform you that mail
         permanent fatal errors
         fatal errors
         transient non-fatal
         delivery to the following recipient
         delivery to these recipients
         delivery has failed
         delivery failed
         delivery failure
         failed to deliver
         failed delivery
         failed permanently
         did not reach
         didn't reach
         not reach the following
         has been returned
         was returned
         being returned
         returned to you
         returned mail
         the following address
         the following recipient
         following addresses failed
         these addresses failed
         failed address
         failed recipient
         transcript of session
         errors occurred
         error occurred while
         an error was detected
         problems delivering
         trouble delivering
         problem delivering
         delivery error
         sorry, we were unable
         sorry, your message to
         i'm afraid i wasn't able
         your message to the following
         message could not be
         mail could not be
         your mail to the following
         your message was rejected
         message was rejected
         has been rejected
         delivery status notification
         delivery attempt
         this is the mail system at host
         this message was created automatically by mail
         konnte nicht zugestellt
         nicht zugestellt werden
         konnte nicht gesendet
         n'a pas pu être
         n'a pas été
         impossible de remettre
         no pudo ser entregado
         no se ha podido entregar
         no se pudo entregar
         non è stato possibile
         non può essere
         não pôde ser entregue
         não foi possível entregar
         не может быть доставлен
         не было доставлено
         не удалось доставить
         не доставлено
         退信
         退回
         无法送达
         無法送達
         无法投递
         無法投遞
         未能送达
         没有送达
         投递失败
         投遞失敗
         发送失败
         不能投递
         被退
         寄送失敗
         配信できません
         送信できません
         届けられません
         送信できなかった
         お届けでき
         宛先
         配達
         배달되지
         전송하지 못
         전달되지
         수신자",
    )
});

/// Words of refusals that other mail uses too.
static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "user unknown
         no such user
         unknown user
         user not found
         mailbox is full
         mailbox full
         unsuccessful",
    )
});

/// What mail programs put before a subject that somebody answers or passes on.
const PASSED_ON: &[&str] = &[
    "re:", "re :", "fw:", "fwd:", "aw:", "wg:", "sv:", "vs:", "tr:", "rv:", "enc:", "antw:", "odp:", "ynt:", "отв:",
    "回复", "回覆", "答复", "转发", "轉寄", "转寄", "[fwd:",
];

/// Subjects of answers that people and programs give to mail that did arrive.
static ANSWERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "out of office
         out of the office
         out-of-office
         ooo:
         automatic reply
         auto reply
         auto-reply
         autoreply
         auto response
         auto-response
         autoresponse
         auto:
         autosvar
         vacation
         on holiday
         on leave
         away from
         abwesen
         automatische antwort
         réponse automatique
         absence
         respuesta automática
         fuera de la oficina
         risposta automatica
         resposta automática
         автоответ
         自动回复
         自動回覆
         自動回應
         自动答复
         自動返信
         不在通知
         부재중
         자동응답
         자동 응답
         read:
         gelesen:
         lu :
         thank you for your
         thank you for contacting
         ticket
         newsletter
         cron <
         confirm
         verify",
    )
});

static DELAYS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "warning message only
         this is a warning
         will continue to try
         will be retried
         will keep trying
         will try again
         delivery attempts will continue
         continue to be made
         still being retried
         still trying
         not yet been delivered
         not been delivered yet
         has been delayed
         is delayed
         was delayed
         delivery delayed
         delayed mail
         delayed message
         message delayed
         delivery status notification (delay)
         could not send message for past
         do not need to resend
         no need to resend
         no action is required
         verzögert
         继续尝试
         稍后重试
         延迟",
    )
});

/// Words of an end. They go before those of a delay, because reports of an end often tell of the delay before.
static FINAL: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(
        "permanent error
         permanent fatal
         failed permanently
         given up
         giving up
         gave up
         no longer
         final failure
         has been returned",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, subject: &str, text: &str, bounce: bool) {
        let signs = Signs { from, subject, text, ..Signs::default() };
        assert_eq!(is_bounce(&signs).is_ok(), bounce, "{from} {subject} {text}");
    }

    #[test]
    fn reports_are_known_by_two_signs() {
        check("MAILER-DAEMON@a.example", "failure notice", "Hi. This is the qmail-send program at a.example.", true);
        check("Mail Delivery Subsystem <x@a.example>", "Returned mail: see transcript", "", true);
        check(
            "Exchange <postmaster@a.example>",
            "Undeliverable: news",
            "Delivery has failed to these recipients",
            true,
        );
        check("PostMaster@qq.com", "来自qq.com的退信", "抱歉，您的邮件被退回来了", true);
    }

    #[test]
    fn answers_and_newsletters_are_no_reports() {
        check("ann@a.example", "Out of Office: news", "I am away. Mail could not be delivered.", false);
        check("Postmaster <postmaster@a.example>", "Automatic reply: hello", "I am on leave", false);
        check("ann@a.example", "Delivery of your parcel", "It comes tomorrow.", false);
        check("news@a.example", "Our newsletter", "Read what is new: user unknown", false);
    }

    #[test]
    fn a_server_that_still_tries_is_heard() {
        assert!(still_tries("Warning: message delayed 24 hours", "THIS IS A WARNING MESSAGE ONLY"));
        assert!(!still_tries("failure notice", "The message was delayed; this is a permanent error; I've given up."));
    }
}
