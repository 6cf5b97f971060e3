//! The document around everything, with its forms.

use crate::reason::Lang;
use crate::report::html::{CSS, parts::section, script_policy};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

const OWN_CSS: &str = include_str!("style.css");
/// Style comes from this server, and so do forms go there; nothing else is loaded, and no script is run, except where a page says so.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What stands in the forms.
#[derive(Default)]
pub struct Form {
    pub addresses: String,
    pub domain: String,
    pub ips: String,
    pub helo: String,
    pub bounce: String,
}

pub fn css() -> String {
    format!("{CSS}{OWN_CSS}")
}

/// The page with these forms, and above them what came of one.
pub fn document(form: &Form, result: Markup, lang: Lang) -> Response {
    let title = lang.text("serve-check-before-you-send");
    let body = html! {
        (result)
        (super::lists::form(lang))
        (addresses(form, lang))
        div class="pair" {
            (sender(form, lang))
            (bounce(form, lang))
        }
    };
    framed(title, None, body, lang)
}

/// The same page, on which the script of reports may run.
pub fn with_script(mut page: Response) -> Response {
    if let Ok(policy) = format!("{POLICY}; {}", script_policy()).parse() {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page
}

/// The button for those who showed the token in a form.
pub fn logout(lang: Lang) -> Markup {
    html! {
        form method="post" action="/logout" { button type="submit" { (lang.text("serve-logout")) } }
    }
}

/// The page before all others, where the server has a token.
pub fn login(why: Option<&str>, lang: Lang) -> Response {
    let title = lang.text("serve-login");
    let body = html! {
        @if let Some(why) = why {
            section class="problem" role="alert" { p { (why) } }
        }
        section {
            h2 { (title) }
            form method="post" action="/login" {
                label for="token" { (lang.text("serve-login-token")) }
                input id="token" type="password" name="token" required autocomplete="current-password";
                button type="submit" { (title) }
            }
        }
    };
    framed(title, None, body, lang)
}

/// A page with this in it, which loads itself again after so many seconds, if at all.
pub fn framed(title: &str, again_s: Option<u32>, body: Markup, lang: Lang) -> Response {
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                @if let Some(seconds) = again_s { meta http-equiv="refresh" content=(seconds); }
                title { "presend · " (title) }
                link rel="stylesheet" href="/style.css";
            }
            body {
                main {
                    header {
                        h1 { a href="/" { "presend" } }
                        p { (lang.text("serve-find-out-before-you-send-what")) }
                    }
                    (body)
                    footer {
                        p { (lang.text("serve-what-you-check-here-goes-to")) }
                        p { "presend " (env!("CARGO_PKG_VERSION")) " · " a href="/openapi.json" { (lang.text("serve-api")) } }
                    }
                }
            }
        }
    };
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
    (headers, markup.into_string()).into_response()
}

/// A card with a form, its fields in it.
fn card(title: &str, action: &str, fields: Markup, button: &str) -> Markup {
    section(
        title,
        html! {
            form method="post" action=(action) autocomplete="off" {
                (fields)
                button type="submit" { (button) }
            }
        },
    )
}

fn addresses(form: &Form, lang: Lang) -> Markup {
    let fields = html! {
        label for="addresses" { (lang.text("serve-e-mail-addresses-one-a-line")) }
        textarea id="addresses" name="addresses" rows="3" required spellcheck="false" autocapitalize="none" {
            // A parser of HTML drops a line feed that comes first.
            "\n" (form.addresses)
        }
    };
    let title = lang.text("serve-check-addresses");
    card(title, "/check", fields, title)
}

fn sender(form: &Form, lang: Lang) -> Markup {
    let fields = html! {
        label for="domain" { (lang.text("serve-domain-of-your-from-address")) }
        input id="domain" name="domain" required spellcheck="false" autocapitalize="none" placeholder="example.com" value=(form.domain);
        label for="ips" { (lang.text("serve-ip-addresses-that-you-send-from")) }
        input id="ips" name="ips" spellcheck="false" value=(form.ips);
        label for="helo" { (lang.text("serve-helo-name-of-your-server-optional")) }
        input id="helo" name="helo" spellcheck="false" autocapitalize="none" value=(form.helo);
    };
    card(lang.text("serve-check-your-own-set-up"), "/sender", fields, lang.text("serve-check-the-set-up"))
}

fn bounce(form: &Form, lang: Lang) -> Markup {
    let fields = html! {
        label for="bounce" { (lang.text("serve-what-came-back-the-whole-message")) }
        textarea id="bounce" name="bounce" rows="6" required spellcheck="false" { "\n" (form.bounce) }
    };
    card(lang.text("serve-understand-a-bounce"), "/bounce", fields, lang.text("serve-explain"))
}
