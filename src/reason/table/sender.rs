//! The codes of `presend sender`: what is wrong with a set-up.

/// Adds these rows to the table; see `table`.
macro_rules! sender_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        SenderIprev: "sender.iprev", Note, None, "Reverse DNS of the sending address",
            why: "Receivers look up the name of the address that connects, and whether that name leads back to it.",
            fix: "Nothing needs to be done.",
            source: "RFC 8601 §3, Gmail and Yahoo sender guidelines";
        SenderPtrMissing: "sender.ptr_missing", Reject, Some(SenderDns), "Sending address without a PTR record",
            why: "An address without a name is taken for a home computer. Gmail, and many Chinese and European providers, refuse its mail.",
            fix: "Ask whoever gave you the address (host, cloud, ISP), not your registrar, for the PTR record.",
            source: "RFC 1912 §2.1, RFC 8601 §3, Gmail sender guidelines";
        SenderIpv6PtrMissing: "sender.ipv6_ptr_missing", Reject, Some(SenderDns), "IPv6 address without a PTR record",
            why: "Gmail refuses all mail over IPv6 from addresses without reverse DNS, and others do the same.",
            fix: "Ask whoever gave you the address for the PTR record, or send over IPv4 only until it is there.",
            source: "RFC 8601 §3, Gmail sender guidelines";
        SenderPtrNotConfirmed: "sender.ptr_not_confirmed", Reject, Some(SenderDns), "PTR name does not lead back to the address",
            why: "Anybody can write any name into a PTR record. Receivers believe it only when the name leads back to the address.",
            fix: "Give the PTR name an A or AAAA record with this address, or have the PTR record name a host that has one.",
            source: "RFC 8601 §3, Gmail sender guidelines";
        SenderPtrGeneric: "sender.ptr_generic", Review, Some(SenderDns), "PTR name looks like that of a home connection or a hoster's default",
            why: "Names made of the address, or with words such as dynamic or pool, mark machines that should not send mail. Many receivers refuse them or add to the spam score.",
            fix: "Ask for a PTR record with a name of your own, such as mail.example.com, which leads back to the address.",
            source: "M3AAWG Sender Best Common Practices, T-Online and GMX postmaster pages";
        SenderPtrError: "sender.ptr_error", Unknown, None, "Reverse DNS could not be found out",
            why: "The DNS did not answer for the PTR record or for its name. This does not say that it is missing. Receivers who see the same put mail off.",
            fix: "Try again. If it stays so, ask whoever runs the reverse zone, or the zone of the PTR name, to mend its servers.",
            source: "RFC 8601 §2.7.3 (temperror)";
        SenderPtrSeveral: "sender.ptr_several", Note, None, "Several PTR names",
            why: "The address has more than one name. Receivers may look at any one of them, in changing order.",
            fix: "Keep one PTR record for a sending address, with the name that the server gives in HELO.",
            source: "RFC 1912 §2.1, RFC 2181 §10.2";
        SenderPtrTooMany: "sender.ptr_too_many", Review, Some(SenderDns), "More PTR names than receivers look at",
            why: "Receivers look at ten names at most. The name that leads back may not be among them.",
            fix: "Keep one PTR record for a sending address.",
            source: "RFC 8601 §3, RFC 7208 §4.6.4";
        SenderPtrAlias: "sender.ptr_alias", Review, Some(SenderDns), "PTR name that is an alias",
            why: "A PTR record must name the host itself, not a CNAME. Some receivers do not follow it, and find no name.",
            fix: "Have the PTR record name the host that the alias leads to, or give the name an address record of its own.",
            source: "RFC 2181 §10.2, RFC 1912 §2.4";
        SenderIpv6Only: "sender.ipv6_only", Note, None, "Sending over IPv6 only",
            why: "Many mail hosts have no IPv6 address. Mail to them needs a sending address with IPv4.",
            fix: "Send over IPv4 too, or name your IPv4 address (--ip) as well.",
            source: "RFC 5321 §5.2";
        SenderIpNonPublic: "sender.ip_non_public", Reject, Some(SenderDns), "Sending address that nobody outside can see",
            why: "Private and reserved addresses are replaced on the way out, so receivers judge another address than this one.",
            fix: "Give the public address that receivers see. For mail inside a company, use --allow-non-public.",
            source: "RFC 6890, RFC 1918";
        SenderDocumentationAddress: "sender.documentation_address", Note, None, "An address for examples",
            why: "Addresses such as 192.0.2.1 and 2001:db8::1 are kept for books. In a rehearsal they stand for real ones.",
            fix: "For a real check, give the real address.",
            source: "RFC 5737, RFC 3849";
        SenderHelo: "sender.helo", Note, None, "HELO name of the sending server",
            why: "The sending server says its name at the start. Receivers look whether it is a full name that exists and fits the address.",
            fix: "Nothing needs to be done.",
            source: "RFC 5321 §2.3.5, §4.1.1.1";
        SenderHeloNotFqdn: "sender.helo_not_fqdn", Reject, Some(SenderDns), "HELO name that is no full name",
            why: "Names such as localhost or mail cannot be looked up by anybody else. Many receivers refuse them at once.",
            fix: "Set the server's HELO name (Postfix: myhostname or smtp_helo_name) to a full name that leads to its address.",
            source: "RFC 5321 §2.3.5";
        SenderHeloIpLiteral: "sender.helo_ip_literal", Reject, Some(SenderDns), "HELO with an address in place of a name",
            why: "The standard allows [192.0.2.1] for machines without a name, but real mail servers have one. Many receivers refuse it, and a bare address is not allowed at all.",
            fix: "Set the server's HELO name to a full name that leads to its address.",
            source: "RFC 5321 §4.1.3, §4.1.4";
        SenderHeloInvalid: "sender.helo_invalid", Reject, Some(SenderDns), "HELO name with characters that may not stand there",
            why: "A host name has letters, digits, hyphens and dots only. Receivers refuse a HELO with other characters, underscores among them.",
            fix: "Set the server's HELO name to a valid full name.",
            source: "RFC 5321 §4.1.2, RFC 1123 §2.1";
        SenderHeloUnresolvable: "sender.helo_unresolvable", Reject, Some(SenderDns), "HELO name that leads nowhere",
            why: "Receivers look the name up. One without an address looks made up, and many refuse it.",
            fix: "Publish an address record for the name, or set the server's HELO name to one that has it.",
            source: "RFC 5321 §2.3.5, §4.1.1.1";
        SenderHeloMismatch: "sender.helo_mismatch", Review, Some(SenderDns), "HELO name that leads to another address",
            why: "The name exists but does not lead to the address that sends. Spam filters count this against the mail.",
            fix: "Let the HELO name lead to the sending address too, or give each sending address a HELO name of its own.",
            source: "RFC 5321 §4.1.4";
        SenderHeloPtrDiffer: "sender.helo_ptr_differ", Review, Some(SenderDns), "HELO name and PTR name of different owners",
            why: "The server gives a name of one domain, and its address is named in another. Some filters count this against the mail.",
            fix: "Ask for a PTR record with the HELO name, or use the PTR name as the HELO name.",
            source: "RFC 1912 §2.1, M3AAWG Sender Best Common Practices";
        SenderHeloError: "sender.helo_error", Unknown, None, "HELO name could not be looked up",
            why: "The DNS did not answer for the HELO name. This does not say that it does not exist.",
            fix: "Try again. If it stays so, ask whoever runs the DNS of that name.",
            source: "RFC 5321 §4.1.4";
        SenderDomain: "sender.domain", Note, None, "Domain that mail comes from",
            why: "Receivers look whether the domain exists and can take an answer, before they take mail from it.",
            fix: "Nothing needs to be done.",
            source: "RFC 5321 §2.3.5, §5.1";
        SenderNotADomain: "sender.not_a_domain", Reject, None, "Text that is no domain",
            why: "A sender is checked by the domain of its From address. This text is none, so nothing was asked.",
            fix: "Write the domain alone, such as example.com, one a line: no link and no path.",
            source: "RFC 5321 §2.3.5, RFC 1035 §2.3.1";
        SenderNoDomain: "sender.no_domain", Reject, Some(SenderDns), "Sender's domain does not exist",
            why: "No server takes mail from a domain that is not in the DNS: the sender cannot be verified and bounces cannot be returned.",
            fix: "Check the spelling. Register the domain, renew it, or publish its zone.",
            source: "RFC 5321 §2.3.5, RFC 2308 §2.1";
        SenderNoMailHost: "sender.no_mail_host", Reject, Some(SenderDns), "Sender's domain takes no mail",
            why: "The domain has no MX and no address, so answers and bounces cannot be delivered. Receivers refuse mail from it.",
            fix: "Publish an MX record for the domain.",
            source: "RFC 5321 §5.1";
        SenderNullMx: "sender.null_mx", Reject, Some(SenderDns), "Sender's domain says that it takes no mail",
            why: "A null MX tells the world that nothing can be delivered to the domain. Receivers may refuse mail that comes from it.",
            fix: "Send from a domain that takes mail. Only if this one is meant to send and to take answers, give it a mail host.",
            source: "RFC 7505 §4.2";
        SenderImplicitMx: "sender.implicit_mx", Note, None, "Domain without MX, with an address",
            why: "Without MX the address of the domain is its mail host. This is allowed, but often only a web server stands there.",
            fix: "Publish an MX record that names the host which takes the mail.",
            source: "RFC 5321 §5.1";
        SenderMxDangling: "sender.mx_dangling", Reject, Some(SenderDns), "MX record that leads nowhere",
            why: "A mail host that the domain names does not exist or has no address. If it is the only one, answers and bounces are lost and receivers refuse the mail.",
            fix: "Publish the address of the mail host, or remove the MX record.",
            source: "RFC 5321 §5.1";
        SenderMxNonPublic: "sender.mx_non_public", Reject, Some(SenderDns), "Mail host with a private address only",
            why: "Nobody outside can reach the mail host. Receivers who check refuse mail from such a domain.",
            fix: "Give the mail host a public address in the public DNS.",
            source: "RFC 6890, RFC 1918";
        SenderMxLocalhost: "sender.mx_localhost", Reject, Some(SenderDns), "Mail host is the receiver's own machine",
            why: "The mail host leads to localhost or 127.0.0.1, so answers would go back to whoever sends them.",
            fix: "Let the MX record name a real mail host.",
            source: "RFC 6761 §6.3, RFC 1122 §3.2.1.3";
        SenderMxIpLiteral: "sender.mx_ip_literal", Reject, Some(SenderDns), "MX record with an address in place of a name",
            why: "An MX record must name a host. Most servers do not deliver to an address there.",
            fix: "Give the host a name with an A record, and let the MX record name it.",
            source: "RFC 5321 §5.1, RFC 1035 §3.3.9";
        SenderMxCname: "sender.mx_cname", Review, Some(SenderDns), "MX record that names an alias",
            why: "The name in an MX record may not be a CNAME. Most servers follow it; some refuse.",
            fix: "Let the MX record name the host itself.",
            source: "RFC 2181 §10.3, RFC 5321 §5.1";
        SenderMxNullAmongOthers: "sender.mx_null_among_others", Review, Some(SenderDns), "A null MX among other MX records",
            why: "A null MX says that the domain takes no mail, and the others say that it does. Some receivers believe the null MX.",
            fix: "Remove the MX record that names a single dot.",
            source: "RFC 7505 §3";
        SenderDomainError: "sender.domain_error", Unknown, None, "Domain could not be looked up",
            why: "The DNS did not answer for the domain or its mail hosts. This does not say that they do not exist. Receivers who see the same put mail off.",
            fix: "Try again, or with another server (--dns). If it stays so, the name servers of the domain need mending.",
            source: "RFC 2308 §2.1, RFC 5321 §4.2.4";
        SenderSpf: "sender.spf", Note, None, "SPF of the sender",
            why: "Receivers ask the domain of MAIL FROM which addresses may send for it.",
            fix: "Nothing needs to be done.",
            source: "RFC 7208";
        SenderSpfMissing: "sender.spf_missing", Reject, Some(SenderDns), "No SPF record",
            why: "Without SPF nobody can tell your mail from a forgery. Gmail, Yahoo and Microsoft demand SPF of bulk senders.",
            fix: "Publish a TXT record that names all addresses that send for the domain.",
            source: "RFC 7208 §4.5, Gmail and Yahoo sender guidelines";
        SenderSpfFail: "sender.spf_fail", Reject, Some(SenderDns), "SPF forbids the sending address",
            why: "The record does not name this address and ends in -all, so receivers refuse its mail, or file it as spam.",
            fix: "Add the address to the SPF record, or send from an address that stands in it.",
            source: "RFC 7208 §8.4";
        SenderSpfSoftfail: "sender.spf_softfail", Reject, Some(SenderDns), "SPF does not name the sending address",
            why: "The record does not name this address and ends in ~all. The mail does not pass SPF and is treated with suspicion.",
            fix: "Add the address to the SPF record, or send from an address that stands in it.",
            source: "RFC 7208 §8.5";
        SenderSpfNeutral: "sender.spf_neutral", Reject, Some(SenderDns), "SPF says nothing of the sending address",
            why: "The record does not name this address and says nothing of others, which counts as if there were no SPF.",
            fix: "Add the address to the SPF record, and end the record in -all or ~all.",
            source: "RFC 7208 §8.2";
        SenderSpfPermerror: "sender.spf_permerror", Reject, Some(SenderDns), "SPF record that cannot be used",
            why: "Receivers stop at a fault in the record and take the mail for one without SPF, or refuse it.",
            fix: "Mend the record.",
            source: "RFC 7208 §2.6.7, §8.7";
        SenderSpfTemperror: "sender.spf_temperror", Unknown, None, "SPF could not be found out",
            why: "The DNS did not answer for some part of the record. This does not say that it is missing or wrong. Receivers who see the same put mail off.",
            fix: "Try again. If it stays so, the name servers of that domain need mending.",
            source: "RFC 7208 §2.6.6";
        SenderSpfNearMiss: "sender.spf_near_miss", Reject, Some(SenderDns), "A text that was meant as an SPF record",
            why: "Receivers know an SPF record by v=spf1 and a blank, exactly. Anything else is not seen at all.",
            fix: "Write the record as it is shown.",
            source: "RFC 7208 §4.5";
        SenderSpfSeveral: "sender.spf_several", Reject, Some(SenderDns), "More than one SPF record",
            why: "With two records receivers use neither (permerror).",
            fix: "Put all terms into one record, and remove the others.",
            source: "RFC 7208 §3.2, §4.5";
        SenderSpfSyntax: "sender.spf_syntax", Reject, Some(SenderDns), "SPF record with a fault in its grammar",
            why: "One unreadable term spoils the whole record (permerror), for every address.",
            fix: "Correct the term, or remove it.",
            source: "RFC 7208 §4.6";
        SenderSpfPassAll: "sender.spf_pass_all", Review, Some(SenderDns), "SPF lets everybody send",
            why: "+all, or all without a sign, lets any machine on earth send in the name of the domain. Spam filters take it for the mark of a spammer.",
            fix: "Replace it by -all, or ~all while you are not sure that the record is whole.",
            source: "RFC 7208 §5.1, §8.3";
        SenderSpfNeutralAll: "sender.spf_neutral_all", Review, Some(SenderDns), "SPF says nothing of other addresses",
            why: "With ?all a forgery counts no worse than if there were no SPF.",
            fix: "Replace it by -all, or ~all while you are not sure that the record is whole.",
            source: "RFC 7208 §8.2";
        SenderSpfNoAll: "sender.spf_no_all", Review, Some(SenderDns), "SPF record without an end",
            why: "Without all or redirect the record ends as if ?all stood there: it says nothing of other addresses.",
            fix: "Add -all, or ~all, at the end.",
            source: "RFC 7208 §4.7";
        SenderSpfPtr: "sender.spf_ptr", Review, Some(SenderDns), "SPF with ptr",
            why: "The ptr mechanism is slow, loads the servers of .arpa, and should not be used. Some receivers skip it or refuse the record.",
            fix: "Replace it by a, mx, ip4 or ip6.",
            source: "RFC 7208 §5.5";
        SenderSpfTooLong: "sender.spf_too_long", Review, Some(SenderDns), "SPF record too long for one datagram",
            why: "An answer of more than 512 octets must be fetched over TCP. Some receivers never get it.",
            fix: "Shorten the record, or move parts of it into records that it includes.",
            source: "RFC 7208 §3.4";
        SenderSpfManyLookups: "sender.spf_many_lookups", Review, Some(SenderDns), "SPF near its limit of look-ups",
            why: "Receivers stop after ten look-ups. One more include at a provider, and the record breaks.",
            fix: "Remove includes that are no longer needed, or replace a and mx by ip4 and ip6.",
            source: "RFC 7208 §4.6.4";
        SenderSpfTooManyLookups: "sender.spf_too_many_lookups", Reject, Some(SenderDns), "SPF needs more than ten look-ups",
            why: "Receivers stop after ten look-ups and use nothing of the record (permerror).",
            fix: "Remove includes that are no longer needed, or replace a and mx by ip4 and ip6.",
            source: "RFC 7208 §4.6.4";
        SenderSpfVoidLookups: "sender.spf_void_lookups", Review, Some(SenderDns), "SPF with names that find nothing",
            why: "A term of the record leads to a name without records. Receivers stop at the third such term.",
            fix: "Remove the term, or mend the name.",
            source: "RFC 7208 §4.6.4";
        SenderSpfTooManyVoidLookups: "sender.spf_too_many_void_lookups", Reject, Some(SenderDns), "SPF with more than two names that find nothing",
            why: "Receivers stop at the third term that finds nothing and use nothing of the record (permerror).",
            fix: "Remove the terms that find nothing.",
            source: "RFC 7208 §4.6.4";
        SenderSpfAfterAll: "sender.spf_after_all", Review, Some(SenderDns), "SPF terms that nobody reads",
            why: "Whatever stands behind all is never looked at.",
            fix: "Move these terms before all, or remove them.",
            source: "RFC 7208 §5.1";
        SenderSpfRedirectWithAll: "sender.spf_redirect_with_all", Review, Some(SenderDns), "SPF redirect that nobody follows",
            why: "A redirect beside all is never followed.",
            fix: "Remove one of the two.",
            source: "RFC 7208 §6.1";
        SenderSpfLoop: "sender.spf_loop", Reject, Some(SenderDns), "SPF record that includes itself",
            why: "The record leads back to itself, so receivers run into the limit of look-ups (permerror).",
            fix: "Break the circle.",
            source: "RFC 7208 §4.6.4, §5.2";
        SenderSpfIncludeWithoutRecord: "sender.spf_include_without_record", Reject, Some(SenderDns), "SPF includes a domain without SPF",
            why: "An include or redirect of a domain without a record spoils the whole record (permerror).",
            fix: "Remove the term, or correct the name of the domain.",
            source: "RFC 7208 §5.2, §6.1";
        SenderSpfIncludeBroken: "sender.spf_include_broken", Reject, Some(SenderDns), "SPF includes a record that cannot be used",
            why: "A fault in an included record spoils the whole record (permerror).",
            fix: "Remove the include, or have its owner mend it.",
            source: "RFC 7208 §5.2";
        SenderSpfMechanismAsModifier: "sender.spf_mechanism_as_modifier", Review, Some(SenderDns), "SPF term with = in place of :",
            why: "With an equals sign the term is an unknown modifier, which receivers skip. What it names is not allowed.",
            fix: "Write a colon: include:example.net, ip4:192.0.2.1.",
            source: "RFC 7208 §6";
        SenderSpfTooManyExchanges: "sender.spf_too_many_exchanges", Reject, Some(SenderDns), "SPF mx with more than ten mail hosts",
            why: "Receivers stop when mx finds more than ten mail hosts (permerror).",
            fix: "Name the addresses with ip4 and ip6 in place of mx.",
            source: "RFC 7208 §4.6.4";
        SenderSpfWideRange: "sender.spf_wide_range", Review, Some(SenderDns), "SPF range so wide that strangers are in it",
            why: "A range of many thousand addresses lets other people's machines send in the name of the domain.",
            fix: "Name only the ranges that are yours.",
            source: "RFC 7208 §11.2, M3AAWG Best Practices for SPF";
        SenderSpfNonPublic: "sender.spf_non_public", Review, Some(SenderDns), "SPF with private addresses",
            why: "Receivers never see private or reserved addresses, so the term does nothing.",
            fix: "Name the public address that mail leaves from.",
            source: "RFC 6890, RFC 7208 §11.2";
        SenderSpfRepeated: "sender.spf_repeated", Note, None, "SPF term written twice",
            why: "The second one does nothing, and costs a look-up if it is an include, a or mx.",
            fix: "Remove one of them.",
            source: "RFC 7208 §4.6.4";
        SenderSpfExplanation: "sender.spf_explanation", Note, None, "SPF explanation that cannot be used",
            why: "The text for refused senders cannot be fetched. Receivers go on without it.",
            fix: "Mend the TXT record that exp names, or remove exp.",
            source: "RFC 7208 §6.2";
        SenderSpfHelo: "sender.spf_helo", Review, Some(SenderDns), "SPF of the HELO name does not allow the address",
            why: "Some receivers check the HELO name too, and bounces are checked by it alone.",
            fix: "Publish an SPF record for the HELO name that allows its address.",
            source: "RFC 7208 §2.3, §10.1.3";
        SenderIpsDiscovered: "sender.ips_discovered", Note, None, "Sending addresses taken from SPF",
            why: "No address was given, so those that the SPF record names were taken.",
            fix: "Give the addresses with --ip to check others.",
            source: "RFC 7208 §5";
        SenderDkim: "sender.dkim", Note, None, "DKIM keys",
            why: "Receivers fetch the key of a signature from the DNS.",
            fix: "Nothing needs to be done.",
            source: "RFC 6376 §3.6";
        SenderDkimMissing: "sender.dkim_missing", Reject, Some(SenderDns), "DKIM selector without a key",
            why: "Receivers cannot verify a signature whose key is not in the DNS, and count it as none.",
            fix: "Publish the key that the signer shows, under this selector, or use the selector that is published.",
            source: "RFC 6376 §3.6.2";
        SenderDkimError: "sender.dkim_error", Unknown, None, "DKIM key could not be found out",
            why: "The DNS did not answer for the key. This does not say that it is missing.",
            fix: "Try again. If it stays so, the name servers of the domain need mending.",
            source: "RFC 6376 §6.1.2";
        SenderDkimSeveral: "sender.dkim_several", Reject, Some(SenderDns), "More than one key under a DKIM selector",
            why: "Receivers take any one of them, so signatures hold by chance only.",
            fix: "Keep one key under each selector.",
            source: "RFC 6376 §3.6.2.2";
        SenderDkimCompany: "sender.dkim_company", Note, None, "Other texts beside a DKIM key",
            why: "Some receivers take the wrong text for the key.",
            fix: "Remove the other TXT records from the selector.",
            source: "RFC 6376 §3.6.2.2";
        SenderDkimRevoked: "sender.dkim_revoked", Reject, Some(SenderDns), "DKIM key that was withdrawn",
            why: "An empty p= says that the key is no longer valid. All signatures with it fail.",
            fix: "Sign with another selector, or publish the key again.",
            source: "RFC 6376 §3.6.1";
        SenderDkimMalformed: "sender.dkim_malformed", Reject, Some(SenderDns), "DKIM record that cannot be read",
            why: "Receivers do not use a record that breaks the grammar, so all signatures with it fail.",
            fix: "Publish the record as the signer shows it: v=DKIM1; k=rsa; p=...",
            source: "RFC 6376 §3.6.1";
        SenderDkimBadKey: "sender.dkim_bad_key", Reject, Some(SenderDns), "DKIM record without a usable key",
            why: "What stands in p= is no key: characters were lost, added, or cut off.",
            fix: "Copy the key again, whole. A long key is split into several strings of one record.",
            source: "RFC 6376 §3.6.1, RFC 8463 §3";
        SenderDkimUnknownAlgorithm: "sender.dkim_unknown_algorithm", Reject, Some(SenderDns), "DKIM key of an unknown kind",
            why: "Receivers know rsa and ed25519 only.",
            fix: "Publish an RSA key with 2048 bits.",
            source: "RFC 6376 §3.6.1, RFC 8463";
        SenderDkimTooShort: "sender.dkim_too_short", Reject, Some(SenderDns), "RSA key under 1024 bits",
            why: "Such keys can be broken in hours, and receivers do not accept them.",
            fix: "Publish an RSA key with 2048 bits under a new selector, and sign with it.",
            source: "RFC 8301 §3.2, Gmail sender guidelines";
        SenderDkimShort: "sender.dkim_short", Review, Some(SenderDns), "RSA key under 2048 bits",
            why: "1024 bits are still accepted, and no longer advised.",
            fix: "Publish an RSA key with 2048 bits under a new selector, and sign with it.",
            source: "RFC 8301 §3.2";
        SenderDkimTooLong: "sender.dkim_too_long", Review, Some(SenderDns), "RSA key over 4096 bits",
            why: "Receivers need not know such long keys.",
            fix: "Publish an RSA key with 2048 bits under a new selector, and sign with it.",
            source: "RFC 8301 §3.2";
        SenderDkimNoSha256: "sender.dkim_no_sha256", Reject, Some(SenderDns), "DKIM key that does not allow SHA-256",
            why: "Signers must use SHA-256, and receivers refuse SHA-1.",
            fix: "Remove h= from the record, or let it name sha256.",
            source: "RFC 8301 §3.1";
        SenderDkimNotForEmail: "sender.dkim_not_for_email", Reject, Some(SenderDns), "DKIM key that is not for e-mail",
            why: "With this s= receivers do not use the key for mail.",
            fix: "Remove s= from the record, or let it name email.",
            source: "RFC 6376 §3.6.1";
        SenderDkimTesting: "sender.dkim_testing", Review, Some(SenderDns), "DKIM in test mode",
            why: "With t=y receivers may treat signed mail as if it were not signed.",
            fix: "Remove t=y once signing works.",
            source: "RFC 6376 §3.6.1";
        SenderDkimStrict: "sender.dkim_strict", Note, None, "DKIM key for exactly this domain",
            why: "With t=s the i= of a signature may not name a subdomain.",
            fix: "Nothing needs to be done, unless you sign for subdomains.",
            source: "RFC 6376 §3.6.1";
        SenderDkimEd25519Only: "sender.dkim_ed25519_only", Review, Some(SenderDns), "Ed25519 key without an RSA key",
            why: "Many receivers, Gmail and Microsoft among them, verify RSA only.",
            fix: "Sign with an RSA key too.",
            source: "RFC 8463 §3, RFC 8463 §5";
        SenderDkimGranularity: "sender.dkim_granularity", Note, None, "DKIM record with an outdated tag",
            why: "The tag g= is no longer read.",
            fix: "Remove it.",
            source: "RFC 6376 §1, appendix C of RFC 6376";
        SenderServices: "sender.services", Note, None, "Services that send for the domain",
            why: "What a domain includes, signs with and receives by shows who sends for it. Each of them has to be in SPF or to sign.",
            fix: "Compare with the services that you use, and remove those that you no longer use.",
            source: "data/esp.tsv";
        SenderDmarc: "sender.dmarc", Note, None, "DMARC of the From domain",
            why: "Receivers look what the domain of From wants done with mail that fails, and whether SPF or DKIM fits From.",
            fix: "Nothing needs to be done.",
            source: "RFC 7489, RFC 9989";
        SenderDmarcMissing: "sender.dmarc_missing", Reject, Some(SenderDns), "No DMARC record",
            why: "Gmail, Yahoo and Microsoft demand DMARC of bulk senders, and refuse or file as spam what has none.",
            fix: "Publish a DMARC record. Begin with p=none and look at the reports.",
            source: "RFC 9989, Gmail and Yahoo sender guidelines";
        SenderDmarcError: "sender.dmarc_error", Unknown, None, "DMARC could not be found out",
            why: "The DNS did not answer for the record. This does not say that it is missing.",
            fix: "Try again. If it stays so, the name servers of the domain need mending.",
            source: "RFC 7489 §6.6.3";
        SenderDmarcSeveral: "sender.dmarc_several", Reject, Some(SenderDns), "More than one DMARC record",
            why: "With two records receivers use neither.",
            fix: "Keep one record.",
            source: "RFC 7489 §6.6.3, RFC 9989";
        SenderDmarcNearMiss: "sender.dmarc_near_miss", Reject, Some(SenderDns), "A text that was meant as a DMARC record",
            why: "Receivers know a DMARC record by v=DMARC1 at its beginning, exactly. Anything else is not seen at all.",
            fix: "Write the record as it is shown.",
            source: "RFC 7489 §6.4, RFC 9989";
        SenderDmarcMalformed: "sender.dmarc_malformed", Reject, Some(SenderDns), "DMARC record that cannot be read",
            why: "Receivers do not use a record that breaks the grammar.",
            fix: "Write the record as tag=value pairs with semicolons between them.",
            source: "RFC 7489 §6.4";
        SenderDmarcNoPolicy: "sender.dmarc_no_policy", Reject, Some(SenderDns), "DMARC record without a policy",
            why: "Without p= many receivers do not use the record.",
            fix: "Add p=none, p=quarantine or p=reject behind the version.",
            source: "RFC 7489 §6.3";
        SenderDmarcBadPolicy: "sender.dmarc_bad_policy", Reject, Some(SenderDns), "DMARC policy that there is not",
            why: "The policy is none, quarantine or reject. With any other word many receivers do not use the record.",
            fix: "Write p=none, p=quarantine or p=reject.",
            source: "RFC 7489 §6.3, §6.6.3";
        SenderDmarcPolicyNotSecond: "sender.dmarc_policy_not_second", Review, Some(SenderDns), "DMARC policy that is not the second tag",
            why: "RFC 7489 wants p= right behind the version. Some receivers do not use the record otherwise.",
            fix: "Put p= right behind v=DMARC1.",
            source: "RFC 7489 §6.4";
        SenderDmarcBadTag: "sender.dmarc_bad_tag", Review, Some(SenderDns), "DMARC tag with a value that there is not",
            why: "Receivers take the default in place of such a value.",
            fix: "Correct the value, or remove the tag.",
            source: "RFC 7489 §6.3";
        SenderDmarcUnknownTag: "sender.dmarc_unknown_tag", Review, Some(SenderDns), "DMARC tag that no standard has",
            why: "Receivers skip it. It is often a slip for another tag.",
            fix: "Correct the tag, or remove it.",
            source: "RFC 7489 §6.3, RFC 9989";
        SenderDmarcPolicyNone: "sender.dmarc_policy_none", Review, Some(SenderDns), "DMARC policy none",
            why: "With p=none forgeries are delivered like your own mail, and some receivers trust the domain less.",
            fix: "When the reports show that your own mail passes, change it to p=quarantine, then p=reject.",
            source: "RFC 7489 §6.3, §10";
        SenderDmarcWeakSubdomains: "sender.dmarc_weak_subdomains", Review, Some(SenderDns), "DMARC policy milder for subdomains",
            why: "Forgers use subdomains where sp= or np= is milder than p=.",
            fix: "Remove sp= and np=, or make them as strict as p=.",
            source: "RFC 7489 §6.3, RFC 9989";
        SenderDmarcTesting: "sender.dmarc_testing", Review, Some(SenderDns), "DMARC in test mode",
            why: "With t=y receivers do not apply the policy.",
            fix: "Remove t=y when the reports show that your own mail passes.",
            source: "RFC 9989";
        SenderDmarcPercent: "sender.dmarc_percent", Review, Some(SenderDns), "DMARC policy for a part of the mail",
            why: "With pct under 100 some forgeries are delivered.",
            fix: "Remove pct=.",
            source: "RFC 7489 §6.3";
        SenderDmarcOutdated: "sender.dmarc_outdated", Note, None, "DMARC record with outdated tags",
            why: "RFC 9989 no longer has pct, rf and ri.",
            fix: "Remove them at the next change.",
            source: "RFC 9989";
        SenderDmarcNoReports: "sender.dmarc_no_reports", Review, Some(SenderDns), "DMARC without reports",
            why: "Without rua= nobody tells you when your own mail fails, or who forges it.",
            fix: "Add rua=mailto: with an address that you read.",
            source: "RFC 7489 §6.3, §7";
        SenderDmarcBadReportAddress: "sender.dmarc_bad_report_address", Review, Some(SenderDns), "DMARC report address that cannot be used",
            why: "Reports to this address are never sent.",
            fix: "Write rua=mailto:local@example.com, with commas between several.",
            source: "RFC 7489 §6.2, §6.3";
        SenderDmarcReportsNotAuthorised: "sender.dmarc_reports_not_authorised", Review, Some(SenderDns), "DMARC reports to a domain that has not agreed",
            why: "Receivers send reports to another organisation only when it says so in its DNS.",
            fix: "Have that domain publish the TXT record that is shown, or send reports to your own domain.",
            source: "RFC 7489 §7.1";
        SenderDmarcPublicSuffix: "sender.dmarc_public_suffix", Review, Some(SenderDns), "DMARC record of a public suffix",
            why: "psd=y is for registries. For a domain of your own it breaks alignment.",
            fix: "Remove psd=y.",
            source: "RFC 9989";
        SenderDmarcInherited: "sender.dmarc_inherited", Note, None, "DMARC policy of the organisational domain",
            why: "The domain has no record of its own, so that of the domain above it counts.",
            fix: "Nothing needs to be done.",
            source: "RFC 7489 §6.6.3, RFC 9989";
        SenderDmarcTwoOrganisations: "sender.dmarc_two_organisations", Note, None, "Organisational domain that the standards see differently",
            why: "Receivers of RFC 7489 and of RFC 9989 take different domains for the organisational domain.",
            fix: "Look at the alignment of subdomains.",
            source: "RFC 9989";
        SenderDmarcSpfNotAligned: "sender.dmarc_spf_not_aligned", Review, Some(SenderDns), "MAIL FROM not aligned with From",
            why: "For DMARC the SPF result counts only when the domain of MAIL FROM belongs to that of From.",
            fix: "Use a bounce address at your own domain, or have DKIM sign with your own domain.",
            source: "RFC 7489 §3.1.2, RFC 9989";
        SenderDmarcDkimNotAligned: "sender.dmarc_dkim_not_aligned", Review, Some(SenderDns), "DKIM domain not aligned with From",
            why: "For DMARC a signature counts only when its domain belongs to that of From. SPF alone breaks when mail is forwarded.",
            fix: "Have your sending service sign with your own domain.",
            source: "RFC 7489 §3.1.1, RFC 9989";
        SenderDmarcNotAligned: "sender.dmarc_not_aligned", Reject, Some(SenderDns), "Neither SPF nor DKIM aligned with From",
            why: "DMARC fails for all mail, whatever SPF and DKIM say of themselves.",
            fix: "Use a bounce address at your own domain, and have DKIM sign with your own domain.",
            source: "RFC 7489 §3.1, RFC 9989";
        SenderDnsbl: "sender.dnsbl", Note, None, "DNS block lists",
            why: "Receivers ask block lists about the address that connects and about the domains in the mail.",
            fix: "Nothing needs to be done.",
            source: "RFC 5782";
        SenderDnsblListed: "sender.dnsbl_listed", Reject, Some(SenderBlocked), "On a block list",
            why: "Receivers who use this list refuse the mail, or file it as spam.",
            fix: "Find out why at the list's own page. Mend the cause first, then ask for removal there.",
            source: "RFC 5782 §2.1";
        SenderDnsblUnusable: "sender.dnsbl_unusable", Unknown, None, "Block list that says nothing",
            why: "A list counts only when its test entries behave. This one is dead, parked, lists everything, or refuses your DNS server, so nothing is known of you.",
            fix: "Ask through a DNS server of your own (--dns), or leave the list out.",
            source: "RFC 5782 §5, Spamhaus return codes";
        SenderMtaSts: "sender.mta_sts", Note, None, "MTA-STS",
            why: "With MTA-STS other servers deliver to your domain over TLS only. It has nothing to do with the mail that you send.",
            fix: "Nothing needs to be done.",
            source: "RFC 8461 §3.1";
        SenderTlsRpt: "sender.tls_rpt", Note, None, "TLS reports",
            why: "Other servers report to you when TLS to your mail hosts fails. It has nothing to do with the mail that you send.",
            fix: "Nothing needs to be done.",
            source: "RFC 8460 §3";
        SenderBimi: "sender.bimi", Note, None, "BIMI",
            why: "Some mail programs show your logo beside mail that passes DMARC with a strict policy.",
            fix: "Nothing needs to be done.",
            source: "draft-brand-indicators-for-message-identification";
        SenderMtaStsInvalid: "sender.mta_sts_invalid", Review, None, "MTA-STS record that nobody uses",
            why: "Other servers pass over a record that breaks the grammar, so mail to your domain is not held to TLS.",
            fix: "Write v=STSv1; id= with up to 32 letters and digits, in one record.",
            source: "RFC 8461 §3.1";
        SenderStarttls: "sender.starttls", Note, None, "TLS of a mail host",
            why: "Other servers encrypt what they deliver to you when your mail host offers STARTTLS.",
            fix: "Nothing needs to be done.",
            source: "RFC 3207, RFC 7435";
        SenderStarttlsMissing: "sender.starttls_missing", Review, None, "Mail host without STARTTLS",
            why: "Mail to you crosses the network in the clear. Servers that demand TLS do not deliver at all.",
            fix: "Turn TLS on at the mail host (Postfix: smtpd_tls_security_level = may), with a certificate for its name.",
            source: "RFC 3207 §4";
        SenderStarttlsBroken: "sender.starttls_broken", Review, None, "STARTTLS that does not work",
            why: "Servers that see the offer try it. When it fails, some deliver in the clear, and some put the mail off until it bounces.",
            fix: "Look at the log of the mail host: whether it can read its certificate and key, and whether anything on the way changes SMTP.",
            source: "RFC 3207 §4, §6, RFC 8996";
        SenderStarttlsName: "sender.starttls_name", Review, None, "Certificate of a mail host that is for other names",
            why: "Most servers deliver all the same. Those that hold you to the name, as MTA-STS makes them do, do not.",
            fix: "Get a certificate with the name of the MX record as a DNS name, or have the MX record name what the certificate has.",
            source: "RFC 9525 §6, RFC 8461 §4.1";
        SenderStarttlsExpired: "sender.starttls_expired", Reject, None, "Certificate of a mail host that has run out",
            why: "A certificate that does not hold shows that renewing it has stopped. Servers that look at certificates do not deliver.",
            fix: "Renew the certificate, have the mail server read it anew, and have both done by a machine.",
            source: "RFC 5280 §4.1.2.5";
        SenderStarttlsExpires: "sender.starttls_expires", Review, None, "Certificate of a mail host that runs out soon",
            why: "Whoever renews by machine does it about a month before. So late it may have stopped.",
            fix: "Renew the certificate and have the mail server read it anew.",
            source: "RFC 5280 §4.1.2.5";
        SenderStarttlsUntrusted: "sender.starttls_untrusted", Note, None, "Certificate of a mail host that nobody known signed",
            why: "Most servers deliver all the same. Those that follow MTA-STS do not.",
            fix: "Get a certificate from a CA that others trust, and send the certificates between it and yours along.",
            source: "RFC 7435, RFC 8461 §4.1";
        SenderStarttlsUnknown: "sender.starttls_unknown", Unknown, None, "Mail host could not be asked for TLS",
            why: "No connection came about, or the host did not want to talk to us. Many networks let nobody out to port 25. This says nothing of the host.",
            fix: "Try again from a machine that may connect to port 25.",
            source: "RFC 5321 §3.1, §4.5.3.2";
        SenderMtaStsPolicy: "sender.mta_sts_policy", Note, None, "MTA-STS policy",
            why: "The policy says to which hosts others may deliver, and whether they must not without TLS.",
            fix: "Nothing needs to be done.",
            source: "RFC 8461 §3.2";
        SenderMtaStsPolicyMissing: "sender.mta_sts_policy_missing", Review, None, "MTA-STS policy that nobody gets",
            why: "The record tells of a policy. Servers that cannot fetch it go by none, or by one that they still have.",
            fix: "Serve the policy by HTTPS as text/plain at /.well-known/mta-sts.txt of the host mta-sts.DOMAIN, without redirects and with a certificate for that name.",
            source: "RFC 8461 §3.3";
        SenderMtaStsPolicyInvalid: "sender.mta_sts_policy_invalid", Review, None, "MTA-STS policy that nobody can use",
            why: "Other servers pass over a policy that breaks the grammar, so mail to your domain is not held to TLS.",
            fix: "Write version: STSv1, mode:, max_age: and a line mx: for each mail host, each on a line of its own.",
            source: "RFC 8461 §3.2";
        SenderMtaStsPolicyMx: "sender.mta_sts_policy_mx", Reject, None, "Mail host that the MTA-STS policy does not list",
            why: "Servers that follow the policy do not deliver to a host that it does not list. With enforce, mail to you is lost.",
            fix: "Add a line mx: with the host to the policy, and then change the id of the record.",
            source: "RFC 8461 §4.1, §5";
        SenderMtaStsPolicyShort: "sender.mta_sts_policy_short", Note, None, "MTA-STS policy that is soon forgotten",
            why: "Servers keep the policy so that nobody can hide it from them. When they keep it for less than a day, that hardly helps.",
            fix: "Once all works, raise max_age to weeks, such as 1209600.",
            source: "RFC 8461 §3.2";
        SenderMtaStsPolicyUnannounced: "sender.mta_sts_policy_unannounced", Review, None, "MTA-STS policy without a record",
            why: "Other servers look for a policy only when the record says that there is one.",
            fix: "Publish a TXT record at _mta-sts with v=STSv1; id= and a new id, or take the policy away.",
            source: "RFC 8461 §3.1";
        SenderMtaStsPolicyError: "sender.mta_sts_policy_error", Unknown, None, "MTA-STS policy could not be fetched",
            why: "The web server did not answer, or said that it is ill. This does not say that there is no policy.",
            fix: "Try again. If it stays so, mend the web server of the policy.",
            source: "RFC 8461 §3.3";
        SenderTlsRptInvalid: "sender.tls_rpt_invalid", Review, None, "TLS report record that nobody uses",
            why: "Nobody sends reports to a place that cannot be read.",
            fix: "Write v=TLSRPTv1; rua=mailto: or https: with where reports are to go, in one record.",
            source: "RFC 8460 §3";
        SenderBimiInvalid: "sender.bimi_invalid", Review, None, "BIMI record that nobody uses",
            why: "Mail programs show a logo only from an SVG file at an https address.",
            fix: "Let l= name an SVG file by https, and a= a certificate by https or nothing.",
            source: "draft-brand-indicators-for-message-identification";
        SenderEmlTrace: "sender.eml_trace", Note, None, "What the received copy tells",
            why: "The receiver wrote down who handed the message over. That is taken for what was not given.",
            fix: "Nothing needs to be done. What you give yourself goes before it: --ip, --helo, --mail-from, --dkim.",
            source: "RFC 5321 §4.4";
        SenderEmlTraceUnclear: "sender.eml_trace_unclear", Note, None, "What the received copy does not tell",
            why: "Only lines that the receiver wrote are believed. Whoever sends a message can write any line below them.",
            fix: "Say what is missing: --ip ADDRESS, --helo NAME, --mail-from ADDRESS.",
            source: "RFC 5321 §4.4, RFC 8601 §5";
        SenderEmlResult: "sender.eml_result", Note, None, "What the receiver found",
            why: "The receiver's own results, held against what is found here now.",
            fix: "Nothing needs to be done.",
            source: "RFC 8601 §2";
        SenderEmlResultDiffers: "sender.eml_result_differs", Review, None, "The receiver found something else",
            why: "Records were changed since, the receiver could not read them, or the copy is no longer as it came.",
            fix: "Send a new message to yourself and check that. If it stays so, look at what the receiver says, for it decides.",
            source: "RFC 8601 §2";
        SenderEmlSize: "sender.eml_size", Note, None, "Size of the message",
            why: "Receivers refuse messages that are larger than they advertise. Encoding makes attachments a third larger.",
            fix: "Nothing needs to be done.",
            source: "RFC 1870";
        SenderEmlTooLarge: "sender.eml_too_large", Reject, Some(MessageTooLarge), "Message too large for known receivers",
            why: "Receivers refuse the whole message, after or even before it was sent.",
            fix: "Make it smaller: put files on a web server and send links.",
            source: "RFC 1870, data/receivers.tsv";
        SenderEmlHeader: "sender.eml_header", Note, None, "Fields that every message needs",
            why: "Receivers demand From, Date and Message-ID, each once and well formed.",
            fix: "Nothing needs to be done.",
            source: "RFC 5322 §3.6";
        SenderEmlFromMissing: "sender.eml_from_missing", Reject, None, "Message without From",
            why: "A message without From is no message. Receivers refuse it.",
            fix: "Add a From field with one address.",
            source: "RFC 5322 §3.6.2, Gmail sender guidelines";
        SenderEmlFromSeveral: "sender.eml_from_several", Reject, None, "More than one From",
            why: "Receivers cannot tell who answers for the message. Gmail refuses it.",
            fix: "Keep one From field with one address.",
            source: "RFC 5322 §3.6, RFC 7489 §6.6.1";
        SenderEmlFromInvalid: "sender.eml_from_invalid", Reject, None, "From without a valid address",
            why: "Receivers cannot read who sends the message, and refuse it.",
            fix: "Write From as Name <local@example.com>.",
            source: "RFC 5322 §3.4, §3.6.2";
        SenderEmlFromOther: "sender.eml_from_other", Review, None, "From at another domain",
            why: "The message comes from another domain than the one that was checked, so the other checks say nothing of it.",
            fix: "Check the domain of From, or send the message from the domain that you checked.",
            source: "RFC 7489 §3.1";
        SenderEmlDateMissing: "sender.eml_date_missing", Reject, None, "Message without Date",
            why: "The standard demands a Date. Many receivers refuse or mark messages without it.",
            fix: "Have the program that makes the message add a Date field.",
            source: "RFC 5322 §3.6.1";
        SenderEmlDateInvalid: "sender.eml_date_invalid", Review, None, "Date that is not valid",
            why: "Spam filters count a Date that is doubled, unreadable or in the future against the message.",
            fix: "Write one Date as in: Tue, 03 Nov 2026 10:00:00 +0100.",
            source: "RFC 5322 §3.3, §3.6.1";
        SenderEmlMessageIdMissing: "sender.eml_message_id_missing", Reject, None, "Message without Message-ID",
            why: "Gmail refuses messages without a valid Message-ID, and others count it against them.",
            fix: "Have the program that makes the message add a Message-ID.",
            source: "RFC 5322 §3.6.4, Gmail sender guidelines";
        SenderEmlMessageIdInvalid: "sender.eml_message_id_invalid", Reject, None, "Message-ID that is not valid",
            why: "Gmail refuses messages without a valid Message-ID. It has the form <left@right>, and stands there once.",
            fix: "Write one Message-ID of the form <unique@your-domain>.",
            source: "RFC 5322 §3.6.4, Gmail sender guidelines";
        SenderEmlMalformed: "sender.eml_malformed", Review, None, "Message that breaks the format",
            why: "Receivers who are strict refuse it, and others repair it on the way, which breaks its DKIM signature.",
            fix: "Have the program that makes the message keep to RFC 5322 and MIME.",
            source: "RFC 5322 §2.1.1, §3.6";
        SenderEmlOld: "sender.eml_old", Review, None, "Date that is days old",
            why: "Spam filters count a Date that is days before the message comes against it, and programs sort it far down.",
            fix: "Set Date when the message is sent. See whether it lay in a queue.",
            source: "RFC 5322 §3.6.1";
        SenderEmlSubjectEmpty: "sender.eml_subject_empty", Review, None, "Message without a subject",
            why: "Spam filters count it against the message, and readers open it less.",
            fix: "Write a subject.",
            source: "RFC 5322 §3.6.5";
        SenderEmlDisplayName: "sender.eml_display_name", Review, None, "Another address in the name of From",
            why: "Phishing shows a trusted address as the name of another. Gmail and Microsoft filter such messages.",
            fix: "Write the name of a person or a firm in From, without an address.",
            source: "RFC 5322 §3.4, Gmail sender guidelines";
        SenderEmlMimeMissing: "sender.eml_mime_missing", Review, None, "Message without MIME-Version",
            why: "Without MIME-Version the other MIME fields have no meaning: text may be shown as code, and filters count it.",
            fix: "Have the program that makes the message add MIME-Version: 1.0.",
            source: "RFC 2045 §4";
        SenderEmlArc: "sender.eml_arc", Note, None, "ARC chain",
            why: "Servers that forward mail write down what they found. A chain that is broken counts as none.",
            fix: "Send without ARC fields; servers on the way add them.",
            source: "RFC 8617 §4.1, §5.2";
        SenderEmlClipped: "sender.eml_clipped", Review, None, "Message that Gmail clips",
            why: "Gmail shows the first 102 KB of the text. What stands behind, often the way to unsubscribe, is not seen.",
            fix: "Make the HTML smaller: take out comments, styles that are not used, and repeated links.",
            source: "Gmail sender guidelines";
        SenderEmlTextMissing: "sender.eml_text_missing", Review, None, "Message without a text part",
            why: "Spam filters count messages of HTML alone, and programs that show text only show nothing.",
            fix: "Send multipart/alternative with the same in plain text.",
            source: "RFC 2046 §5.1.4";
        SenderEmlDkim: "sender.eml_dkim", Note, None, "DKIM signature of the message",
            why: "Receivers verify the signature and hold its domain against From.",
            fix: "Nothing needs to be done.",
            source: "RFC 6376 §6";
        SenderEmlDkimNone: "sender.eml_dkim_none", Reject, None, "Message without a DKIM signature",
            why: "Gmail, Yahoo and Microsoft demand DKIM of bulk senders. Without it mail breaks at every forwarding.",
            fix: "Have your server or sending service sign with a key of your domain.",
            source: "RFC 6376, Gmail and Yahoo sender guidelines";
        SenderEmlDkimFail: "sender.eml_dkim_fail", Reject, None, "DKIM signature that does not hold",
            why: "A signature that cannot be verified counts as none.",
            fix: "Look for whatever changes the message after signing, and compare the key in the DNS with that of the signer.",
            source: "RFC 6376 §6.1";
        SenderEmlDkimNotAligned: "sender.eml_dkim_not_aligned", Reject, None, "DKIM signature of another domain than From",
            why: "For DMARC a signature counts only when its domain belongs to that of From.",
            fix: "Have your sending service sign with your own domain.",
            source: "RFC 7489 §3.1.1, RFC 9989";
        SenderEmlDkimError: "sender.eml_dkim_error", Unknown, None, "DKIM signature could not be verified",
            why: "The DNS did not answer for the key. This does not say that the signature is wrong.",
            fix: "Try again. If it stays so, the name servers of the signing domain need mending.",
            source: "RFC 6376 §6.1.2";
        SenderEmlDkimBodyLength: "sender.eml_dkim_body_length", Review, None, "DKIM signature of a part of the body",
            why: "With l= anybody can add text to the message without breaking the signature. Some receivers do not count such signatures.",
            fix: "Have the signer leave l= out.",
            source: "RFC 6376 §8.2";
        SenderEmlDkimUncovered: "sender.eml_dkim_uncovered", Review, None, "DKIM signature that leaves out fields",
            why: "Fields that are not signed can be changed by anybody on the way.",
            fix: "Have the signer cover From, To, Subject and Date.",
            source: "RFC 6376 §5.4.1";
        SenderEmlUnsubscribe: "sender.eml_unsubscribe", Note, None, "Way out for the reader",
            why: "Gmail and Yahoo demand that readers of bulk mail can unsubscribe with one click.",
            fix: "Nothing needs to be done.",
            source: "RFC 8058";
        SenderEmlUnsubscribeMissing: "sender.eml_unsubscribe_missing", Review, None, "Message without List-Unsubscribe",
            why: "Gmail and Yahoo demand it of bulk mail. Readers who find no way out press the spam button.",
            fix: "Add List-Unsubscribe with an https link, and List-Unsubscribe-Post.",
            source: "RFC 2369 §3.2, Gmail and Yahoo sender guidelines";
        SenderEmlUnsubscribeInvalid: "sender.eml_unsubscribe_invalid", Review, None, "List-Unsubscribe that cannot be used",
            why: "Links must stand in angle brackets, or mail programs do not show the button.",
            fix: "Put an https link in angle brackets.",
            source: "RFC 2369 §3.2";
        SenderEmlOneClickMissing: "sender.eml_one_click_missing", Review, None, "Message without one-click unsubscribe",
            why: "Gmail and Yahoo demand that one click is enough, without a page to log in or to confirm.",
            fix: "Add List-Unsubscribe-Post, and let the https link take a POST.",
            source: "RFC 8058 §3.1, Gmail and Yahoo sender guidelines";
        SenderEmlOneClickInvalid: "sender.eml_one_click_invalid", Review, None, "One-click unsubscribe that does not work",
            why: "List-Unsubscribe-Post must say List-Unsubscribe=One-Click exactly, and List-Unsubscribe must hold an https link.",
            fix: "Write both fields as RFC 8058 shows.",
            source: "RFC 8058 §3.1";
        SenderEmlOneClickUnsigned: "sender.eml_one_click_unsigned", Review, None, "One-click unsubscribe that is not signed",
            why: "Receivers show the button only when a valid DKIM signature covers both fields.",
            fix: "Add List-Unsubscribe and List-Unsubscribe-Post to the fields that are signed (h=).",
            source: "RFC 8058 §4";
        SenderParked: "sender.parked", Note, None, "Domain that sends nothing",
            why: "A domain without mail is used by forgers, unless its records say that nothing is sent from it.",
            fix: "Nothing needs to be done.",
            source: "M3AAWG Protecting Parked Domains Best Common Practices, RFC 7505";
        SenderParkedSpf: "sender.parked_spf", Reject, None, "Parked domain that SPF does not lock",
            why: "The domain sends nothing, but its SPF does not say so. Forged mail in its name may pass, or is not held against the forger.",
            fix: "Publish v=spf1 -all and no other SPF record.",
            source: "M3AAWG Protecting Parked Domains Best Common Practices, RFC 7208 §5.1";
        SenderParkedMx: "sender.parked_mx", Review, None, "Parked domain without a null MX",
            why: "Without a null MX servers try to deliver answers and bounces to forged mail at the domain's address, again and again.",
            fix: "Publish a null MX (MX 0 .), unless somebody reads what comes in.",
            source: "RFC 7505 §3, M3AAWG Protecting Parked Domains Best Common Practices";
        SenderParkedDmarc: "sender.parked_dmarc", Reject, None, "Parked domain whose forged mail is not rejected",
            why: "No honest mail comes from the domain, so all mail in its name can be rejected. Its DMARC does not ask for that.",
            fix: "Publish p=reject at _dmarc, without a milder sp or pct.",
            source: "M3AAWG Protecting Parked Domains Best Common Practices, RFC 7489 §6.3";
        SenderParkedDkim: "sender.parked_dkim", Review, None, "Parked domain with a DKIM key",
            why: "Whoever has the other half of the key can sign mail of the domain, which then passes DMARC.",
            fix: "Remove the key, or publish it with an empty p= to withdraw it.",
            source: "RFC 6376 §3.6.1, M3AAWG Protecting Parked Domains Best Common Practices";
        SenderDemand: "sender.demand", Note, None, "What receivers demand of bulk senders",
            why: "Large receivers publish what they demand, and refuse or file as spam what does not meet it.",
            fix: "Mend the checks that are named.",
            source: "data/receivers.tsv";
    } };
}
