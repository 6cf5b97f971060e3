//! Whether the resolver of a run can be believed: what was heard of it is held against what it says when it is asked again.

use crate::dns::Gather;
use crate::domain::Domain;
use crate::judge::Trust;

/// A name that the resolver denies wrongly, if there is one: a name that surely exists, or one of its denials at random. Both are asked about
/// at the same time, since somebody may wait before a form.
pub(crate) async fn denied(gather: &Gather, trust: &Trust) -> Option<Domain> {
    let (wrongly, at_random) = tokio::join!(denied_wrongly(gather, trust), denied_at_random(gather, trust.denials()));
    wrongly.or(at_random)
}

/// A name that surely exists and that the resolver denies, if there is one.
pub(crate) async fn denied_wrongly(gather: &Gather, trust: &Trust) -> Option<Domain> {
    if gather.is_whole_world() {
        return None;
    }
    if let Some(provider) = trust.denied_provider() {
        return Some(provider.clone());
    }
    match gather.first_without_mail(&trust.doubts()).await {
        Some(name) => Some(name),
        None => gather.first_denied(trust.proofs(), trust.found_a_name()).await,
    }
}

/// The first of these names, all of which were denied, that the resolver finds when it is asked again.
pub(crate) async fn denied_at_random(gather: &Gather, names: impl IntoIterator<Item = &Domain>) -> Option<Domain> {
    if gather.is_whole_world() { None } else { gather.first_found(names).await }
}
