//! The codes of lists: syntax, repairs, slips, domains, DNS, kinds of addresses, and the input itself.

/// Adds these rows to the table; see `table`.
macro_rules! list_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        // ---- syntax: what is written cannot be, or is seldom, an address ----
        SyntaxNoAt: "syntax.no_at", Reject, Some(RecipientUnknown), "No @ sign",
            why: "An address needs an @ between the mailbox and the domain. Without it no mail server knows where to deliver.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 5321 §4.1.2";
        SyntaxMultipleAt: "syntax.multiple_at", Reject, Some(RecipientUnknown), "More than one @ sign",
            why: "Only one @ may stand outside quotes. It is not clear which part is the domain.",
            fix: "Remove the extra @, or split the cell if it holds two addresses.",
            source: "RFC 5321 §4.1.2";
        SyntaxEmptyLocal: "syntax.empty_local", Reject, Some(RecipientUnknown), "Nothing before the @",
            why: "The part before the @ names the mailbox. Without it there is nobody to deliver to.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 5321 §4.1.2";
        SyntaxEmptyDomain: "syntax.empty_domain", Reject, Some(HostNotFound), "Nothing after the @",
            why: "The part after the @ says which mail host to deliver to. Without it mail cannot be sent.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 5321 §4.1.2";
        SyntaxLocalTooLong: "syntax.local_too_long", Review, Some(RecipientUnknown), "Local-part longer than 64 octets",
            why: "The part before the @ may have at most 64 octets. Some hosts accept longer ones, many refuse them.",
            fix: "Check that the cell holds one real address. Keep it only if you know that it works.",
            source: "RFC 5321 §4.5.3.1.1";
        SyntaxLocalFarTooLong: "syntax.local_far_too_long", Reject, Some(RecipientUnknown), "Local-part longer than 128 octets",
            why: "The part before the @ has more than twice the 64 octets that a mail host must take. No provider gives out such mailboxes, and mail hosts refuse them.",
            fix: "Check that the cell holds one address and nothing else.",
            source: "RFC 5321 §4.5.3.1.1";
        SyntaxDomainTooLong: "syntax.domain_too_long", Reject, Some(HostNotFound), "Domain longer than 253 octets",
            why: "The DNS cannot hold a name of more than 253 octets, so this domain cannot exist.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 1035 §2.3.4";
        SyntaxAddressTooLong: "syntax.address_too_long", Reject, Some(RecipientUnknown), "Address longer than 254 octets",
            why: "A path in SMTP has at most 256 octets with its angle brackets, so an address has at most 254.",
            fix: "Check that the cell holds one address and nothing else.",
            source: "RFC 5321 §4.5.3.1.3, RFC 3696 erratum 1690";
        SyntaxLabelTooLong: "syntax.label_too_long", Reject, Some(HostNotFound), "A part of the domain longer than 63 octets",
            why: "Each part between the dots of a domain has at most 63 octets in the form that the DNS uses.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 1035 §2.3.4";
        SyntaxConsecutiveDots: "syntax.consecutive_dots", Reject, Some(RecipientUnknown), "Two dots in a row",
            why: "Two dots may not follow each other in an address. Usually one was typed twice.",
            fix: "Remove the extra dot after checking with the person, or remove the row.",
            source: "RFC 5321 §4.1.2";
        SyntaxEdgeDot: "syntax.edge_dot", Reject, Some(RecipientUnknown), "A dot at the edge",
            why: "Neither the part before the @ nor the domain may begin or end with a dot.",
            fix: "Remove the dot after checking with the person, or remove the row.",
            source: "RFC 5321 §4.1.2";
        SyntaxIllegalChar: "syntax.illegal_char", Reject, Some(RecipientUnknown), "A character that may not stand there",
            why: "An address has a small set of characters that may be used without quotes. Mail servers refuse others.",
            fix: "Correct the character after checking with the person, or remove the row.",
            source: "RFC 5321 §4.1.2, RFC 5322 §3.2.3";
        SyntaxInvisibleChar: "syntax.invisible_char", Reject, Some(RecipientUnknown), "An invisible character inside",
            why: "A control character, or one that turns the direction of reading, stands inside the address. People cannot see it, mail servers refuse it.",
            fix: "Type the address anew. Copying it would copy the invisible character too.",
            source: "RFC 5321 §4.1.2, RFC 6532 §3.1";
        SyntaxDomainNoDot: "syntax.domain_no_dot", Reject, Some(HostNotFound), "Domain without a dot",
            why: "A mail domain on the public internet has at least two parts, such as example.com.",
            fix: "Add the missing ending if you know it. Otherwise remove the row.",
            source: "RFC 5321 §2.3.5";
        SyntaxNumericTld: "syntax.numeric_tld", Reject, Some(HostNotFound), "Domain that ends in a number",
            why: "The last part of a domain is never all digits. This looks like an IP address or a phone number.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 3696 §2";
        SyntaxHyphenEdge: "syntax.hyphen_edge", Reject, Some(HostNotFound), "A hyphen at the edge of a domain part",
            why: "A part of a domain may not begin or end with a hyphen, so this domain cannot be registered.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 1123 §2.1, RFC 5890 §2.3.1";
        SyntaxUnderscore: "syntax.underscore", Review, None, "An underscore in the domain",
            why: "Host names may not have underscores. A few such names exist in the DNS all the same, and many mail servers refuse them.",
            fix: "Check the domain with the person. It is often a hyphen that was typed wrongly.",
            source: "RFC 1123 §2.1";
        SyntaxIpLiteral: "syntax.ip_literal", Review, Some(HostNotFound), "An IP address in place of a domain",
            why: "The standard allows user@[192.0.2.1], but hardly any mail host accepts it.",
            fix: "Ask for an address with a domain.",
            source: "RFC 5321 §4.1.3";
        SyntaxIpLiteralNonPublic: "syntax.ip_literal_non_public", Reject, Some(HostNotFound), "An IP address that is not on the public internet",
            why: "The address names its mail host by an IP address of a private, reserved or documentation range, such as [10.0.0.1]. Nobody outside that network can deliver there.",
            fix: "Remove the row.",
            source: "RFC 6890, RFC 5321 §4.1.3";
        SyntaxQuotedLocal: "syntax.quoted_local", Review, None, "Quotes around the local-part",
            why: "The standard allows \"john doe\"@example.com, but many systems cannot send to it.",
            fix: "Check that the address was meant so.",
            source: "RFC 5321 §4.1.2";
        SyntaxComment: "syntax.comment", Review, None, "A comment inside the address",
            why: "Text in parentheses is a comment in a message header. It is not part of the address that mail is sent to.",
            fix: "Remove the parentheses and what stands between them.",
            source: "RFC 5322 §3.2.2";
        SyntaxEaiLocal: "syntax.eai_local", Review, None, "Letters outside ASCII before the @",
            why: "Internationalised mailboxes are valid, but only mail hosts with SMTPUTF8 can send to them and receive for them.",
            fix: "Send only through a system that supports SMTPUTF8.",
            source: "RFC 6531, RFC 6532";
        SyntaxIdnInvalid: "syntax.idn_invalid", Reject, Some(HostNotFound), "A domain that is no valid internationalised name",
            why: "The letters of this domain cannot be turned into a name that the DNS can hold.",
            fix: "Look up the right address, or remove the row.",
            source: "RFC 5891 §5, UTS 46";
        SyntaxMixedScript: "syntax.mixed_script", Review, None, "Letters of different scripts in one word",
            why: "A part of the domain mixes alphabets, for example Latin and Cyrillic. This is a common trick, and also a keyboard slip.",
            fix: "Type the domain anew on one keyboard layout, or remove the row.",
            source: "UTS 39 §5.1";
        SyntaxIdnSymbol: "syntax.idn_symbol", Review, Some(HostNotFound), "An emoji or another symbol in the domain",
            why: "The rules for domain names in other scripts allow letters, digits and marks only. A few registries sold names with symbols, and many mail systems refuse them.",
            fix: "Check the domain with the person.",
            source: "RFC 5892 §2, UTS 46 §4";
        SyntaxReservedHyphens: "syntax.reserved_hyphens", Review, Some(HostNotFound), "Hyphens in the third and fourth place",
            why: "A part of the domain has two hyphens in its third and fourth place, as in ab--cd.com. Registries keep such names for internationalised domains, yet a few exist in the DNS.",
            fix: "Check the domain with the person.",
            source: "RFC 5890 §2.3.1, RFC 5891 §4.2.3.1";
        SyntaxLegacyDots: "syntax.legacy_dots", Review, None, "Dots that only old Japanese carrier mailboxes have",
            why: "A dot at the end of the part before the @, or two in a row, break the standard. Japanese mobile carriers gave out such mailboxes until 2009, mail.ru has some as well, and many mail systems refuse to send to them.",
            fix: "Keep it only if your mail system puts quotes around such a local-part, or ask for another address.",
            source: "RFC 5321 §4.1.2 (the same mailbox in quotes)";
        SyntaxLeftover: "syntax.leftover", Review, Some(RecipientUnknown), "A piece of a form, a link or an encoding in the address",
            why: "The part before the @ begins with email= or the like, or has %20 or =20 in it. The standard allows it, but it is nearly always left over from a web form, a link or an encoded text, and the mailbox does not exist.",
            fix: "Check the suggestion.",
            source: "RFC 3986 §2.1, HTML Living Standard §4.10.21";
        SyntaxMasked: "syntax.masked", Review, Some(RecipientUnknown), "Stars in place of letters",
            why: "The part before the @ has stars where letters were hidden, as in a***@example.com. The mailbox behind it cannot be known.",
            fix: "Look up the whole address, or remove the row.",
            source: "RFC 5322 §3.2.3";
        SyntaxSecondAddress: "syntax.second_address", Review, None, "Another address beside this one",
            why: "The name, the remark or the link beside this address holds another address. It is not mailed, and it may be the right one.",
            fix: "Look at the cell. Keep the address that is right, or give each a row of its own.",
            source: "RFC 5322 §3.4, RFC 6068 §2";

        // ---- repair: what was put right before judging ----
        RepairTrimmed: "repair.trimmed", Note, None, "White space removed",
            why: "The cell had spaces or invisible characters before, after or inside the address.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 5321 §4.1.2";
        RepairAngle: "repair.angle", Note, None, "Angle brackets removed",
            why: "The address stood in angle brackets, as in <ann@example.com>.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 5322 §3.4";
        RepairDisplayName: "repair.display_name", Note, None, "Display name removed",
            why: "The cell held a name and an address, as in Ann Lee <ann@example.com>.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 5322 §3.4";
        RepairMailto: "repair.mailto", Note, None, "mailto: link unwrapped",
            why: "The cell held a link, as in mailto:ann@example.com?subject=hi.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 6068 §2";
        RepairPercentDecoded: "repair.percent_decoded", Note, None, "Percent signs decoded",
            why: "The cell came from a web address, as in ann%40example.com.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 3986 §2.1";
        RepairEntityDecoded: "repair.entity_decoded", Note, None, "HTML entities decoded",
            why: "The cell came from a web page, as in ann&#64;example.com.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "HTML Living Standard §13.5";
        RepairFullWidth: "repair.full_width", Note, None, "Full-width characters made plain",
            why: "The address was typed with a Chinese, Japanese or Korean input method, as in ann＠example。com.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "UTS 46 §4, RFC 5895 §2";
        RepairSmartQuote: "repair.smart_quote", Note, None, "Quotation marks removed or made plain",
            why: "The address stood in quotation marks, or a word processor put curly ones into it.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 5322 §3.2.3";
        RepairTrailingPunct: "repair.trailing_punct", Note, None, "Punctuation removed",
            why: "A comma, a semicolon, a full stop, a bullet or the like stood after the address or before it.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 5321 §4.1.2";
        RepairSplit: "repair.split", Note, None, "Several addresses in one cell",
            why: "The cell held more than one address. Each is judged by itself.",
            fix: "Give each address a row of its own; presend clean --split does it.",
            source: "RFC 5322 §3.4";
        RepairSpelledOut: "repair.spelled_out", Note, None, "An @ or a dot that was written in words",
            why: "The address was written so that programs should not find it, as in ann (at) example (dot) com.",
            fix: "Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.",
            source: "RFC 5322 §3.4.1";
        RepairUnsure: "repair.unsure", Review, Some(RecipientUnknown), "Something beside the address that may belong to it",
            why: "Words or white space stand before or after the address, as in john smith@example.com or kim@example.co m. They may be a remark, or a piece of another address. So nothing is changed.",
            fix: "Look at the cell, and type the address that was meant. The suggestion is a guess.",
            source: "RFC 5321 §4.1.2";

        // ---- typo: what was probably meant ----
        TypoProvider: "typo.provider", Review, Some(HostNotFound), "Looks like a slip in a well-known provider's name",
            why: "The domain is very close to that of a large mail provider, as homail.com is to hotmail.com.",
            fix: "Check the suggestion. With --fix typos, sure ones are corrected when the typed domain takes no mail.",
            source: "presend: data/providers.tsv";
        TypoTld: "typo.tld", Review, Some(HostNotFound), "Looks like a slip in the ending",
            why: "The ending of the domain is close to a common one, as .con is to .com.",
            fix: "Check the suggestion. With --fix typos, sure ones are corrected when the typed domain takes no mail.",
            source: "IANA root zone database";
        TypoMissingDot: "typo.missing_dot", Review, Some(HostNotFound), "Looks like a missing dot",
            why: "A dot seems to be missing in the domain, as in gmailcom.",
            fix: "Check the suggestion.",
            source: "presend: data/providers.tsv";
        TypoComma: "typo.comma", Review, Some(HostNotFound), "Looks like a comma in place of a dot",
            why: "The domain has a comma where a dot is likely, as in gmail,com. It could also be two things in one cell.",
            fix: "Check the suggestion.",
            source: "presend: data/providers.tsv";
        TypoHomograph: "typo.homograph", Review, Some(HostNotFound), "Looks like a well-known domain in other letters",
            why: "Read by eye the domain is that of a well-known provider, but it is written with letters of another alphabet.",
            fix: "Do not mail it unless you know the sender. Check the suggestion.",
            source: "UTS 39 §4";
        TypoFrequent: "typo.frequent", Review, Some(HostNotFound), "Looks like a slip in a domain that is frequent in the list",
            why: "The domain takes no mail, and it is one slip away from another one that many rows of the same list have.",
            fix: "Check the suggestion.",
            source: "presend: the rows of the list";

        // ---- domain: what the DNS says about the part after the @ ----
        DomainNxdomain: "domain.nxdomain", Reject, Some(HostNotFound), "Domain does not exist",
            why: "The DNS says that there is no such domain. Mail to it comes back at once as \"host not found\".",
            fix: "Take the suggestion if there is one. Otherwise remove the row.",
            source: "RFC 2308 §2.1, RFC 5321 §5.1";
        DomainNullMx: "domain.null_mx", Reject, Some(HostNotFound), "Domain says that it takes no mail",
            why: "The owner of the domain published a null MX record. It states that no mail is accepted there.",
            fix: "Remove the row.",
            source: "RFC 7505 §3";
        DomainNoMailHost: "domain.no_mail_host", Reject, Some(HostNotFound), "Domain has no mail host",
            why: "The domain exists, but has neither an MX record nor an address record. There is nowhere to deliver to.",
            fix: "Take the suggestion if there is one. Otherwise remove the row.",
            source: "RFC 5321 §5.1";
        DomainImplicitMx: "domain.implicit_mx", Review, Some(Timeout), "No MX record, only an address record",
            why: "Mail may be delivered to the web server of the domain. Some small domains work so; most are parked or take no mail.",
            fix: "Keep the row only if you know that mail to this domain arrives.",
            source: "RFC 5321 §5.1";
        DomainMxDangling: "domain.mx_dangling", Reject, Some(HostNotFound), "Mail hosts of the domain do not exist",
            why: "The domain names its mail hosts, but none of them has an address. Mail cannot be delivered.",
            fix: "Remove the row, or ask the owner of the domain to repair the MX records.",
            source: "RFC 5321 §5.1";
        DomainMxNonPublic: "domain.mx_non_public", Reject, Some(Timeout), "Mail hosts have only private addresses",
            why: "All mail hosts of the domain have addresses that cannot be reached over the public internet, such as 10.0.0.1.",
            fix: "Remove the row. For mail inside a company, use --allow-non-public.",
            source: "RFC 6890, RFC 1918";
        DomainMxIpLiteral: "domain.mx_ip_literal", Review, Some(HostNotFound), "An IP address in place of a mail host's name",
            why: "An MX record must hold a name. Some senders deliver to an IP address all the same, many do not.",
            fix: "Keep the row only if you know that mail to this domain arrives.",
            source: "RFC 1035 §3.3.9, RFC 5321 §5.1";
        DomainMxLocalhost: "domain.mx_localhost", Reject, Some(HostNotFound), "Mail host is the sender's own machine",
            why: "The mail hosts of the domain point at localhost or 127.0.0.1. Mail would go back to the machine that sends it.",
            fix: "Remove the row. For a laboratory, use --allow-non-public.",
            source: "RFC 6761 §6.3, RFC 1122 §3.2.1.3";
        DomainSpecialUse: "domain.special_use", Reject, Some(HostNotFound), "A name reserved for examples or private networks",
            why: "Names under .test, .invalid, .localhost and the like, and example.com, never receive mail on the public internet. They are often placeholders. With --offline, where only the form of an address is judged, examples such as example.com are for review.",
            fix: "Remove the row. For mail inside a company or a laboratory, use --allow-non-public.",
            source: "RFC 2606, RFC 6761, IANA special-use domain names";
        DomainUnknownTld: "domain.unknown_tld", Reject, Some(HostNotFound), "Ending that does not exist",
            why: "There is no such top-level domain, so no domain with this ending can exist.",
            fix: "Take the suggestion if there is one. Otherwise remove the row.",
            source: "IANA root zone database, public suffix list";
        DomainParked: "domain.parked", Review, Some(HostNotFound), "Domain that is parked or for sale",
            why: "The mail of the domain leads to a parking service, as with names that are for sale or wait for people's slips. Whoever takes mail there is not the person you mean.",
            fix: "Take the suggestion if there is one. Otherwise keep the row only if you know that mail to it arrives.",
            source: "presend: data/parking.tsv";
        DomainShutDown: "domain.shut_down", Review, Some(RecipientUnknown), "Provider that has closed",
            why: "The provider closed this mail service, and no mailbox is left there, whatever the DNS answers.",
            fix: "Ask the person for another address, or remove the row.",
            source: "presend: data/shut_down.tsv";

        // ---- dns: why it could not be found out ----
        DnsTimeout: "dns.timeout", Unknown, None, "No DNS answer in time",
            why: "The DNS servers did not answer for this domain. This says nothing about the address.",
            fix: "Try again later; after presend clean, run it on retry.csv. Where servers are slow, raise --timeout.",
            source: "RFC 1035 §7.2";
        DnsServfail: "dns.servfail", Unknown, None, "DNS server reports a failure",
            why: "The DNS server could not find the answer (SERVFAIL). The fault is often short-lived. It says nothing about the address.",
            fix: "Try again later, or with another server (--dns); after presend clean, run it on retry.csv.",
            source: "RFC 1035 §4.1.1";
        DnsRefused: "dns.refused", Unknown, None, "DNS server refuses to answer",
            why: "The DNS server does not serve you, or finds that you ask too much (REFUSED). It says nothing about the address.",
            fix: "Use a DNS server that serves you (--dns), or ask it more slowly (--concurrency).",
            source: "RFC 1035 §4.1.1";
        DnsNetwork: "dns.network", Unknown, None, "DNS server cannot be reached",
            why: "The network gave an error while the DNS server was asked. It says nothing about the address.",
            fix: "Check the network and the --dns setting, then try again; after presend clean, run it on retry.csv.",
            source: "RFC 1123 §6.1.3.3";
        DnsMalformed: "dns.malformed", Unknown, None, "DNS answer cannot be used",
            why: "The DNS answer was broken, too large, or led round in a circle. It says nothing certain about the address.",
            fix: "Try another server (--dns); after presend clean, run it on retry.csv.",
            source: "RFC 1035 §4, RFC 2181 §10.1";
        DnsFiltered: "dns.filtered", Unknown, None, "DNS server filters its answers",
            why: "The DNS server blocked or replaced the answer, or passed on one that is stale or failed validation. It says nothing about the address.",
            fix: "Use a DNS server that does not filter (--dns); after presend clean, run it on retry.csv.",
            source: "RFC 8914 §4, RFC 2308 §3";
        DnsLyingResolver: "dns.lying_resolver", Unknown, None, "DNS server gives false answers",
            why: "The DNS server gave an address for a name that cannot exist, or denies a whole top-level domain. Its answers cannot be believed.",
            fix: "Use another DNS server (--dns). Hotel networks, closed networks and some providers answer so.",
            source: "RFC 8499 §7 (NXDOMAIN redirection)";
        DnsNotInFacts: "dns.not_in_facts", Unknown, None, "Domain is not in the table of facts",
            why: "The run judged from a table of facts (--facts) and asked nobody, and the table does not know the domain. It says nothing about the address.",
            fix: "Ask for what is missing: presend resolve LIST --facts OLD -o NEW, then run again with --facts NEW.",
            source: "presend: README, A table of facts";

        // ---- address: what kind of address it is ----
        AddressRole: "address.role", Review, None, "A role, not a person",
            why: "Addresses such as info@ or sales@ are read by several people or by none. They complain more often, and many senders leave them out.",
            fix: "Keep it if the organisation asked for your mail.",
            source: "RFC 2142, presend: data/roles.tsv";
        AddressNotIssued: "address.not_issued", Review, Some(RecipientUnknown), "A mailbox that the provider cannot have given out",
            why: "The provider has rules for the names of its mailboxes (length, characters, dots), and the part before the @ breaks them. So there is no such mailbox, unless the rules were others long ago.",
            fix: "Look for a slip in the part before the @, or ask the person.",
            source: "presend: data/local_parts.tsv";
        AddressDisposable: "address.disposable", Review, None, "A throw-away address",
            why: "The domain gives out mailboxes that live for minutes or days. The person will soon not be there.",
            fix: "Leave it out of campaigns, or ask for a lasting address.",
            source: "presend: data/disposable.tsv";
        AddressFree: "address.free", Note, None, "A free mail provider",
            why: "The mailbox is at a provider that anyone can use. This is no fault; it only tells private from company addresses.",
            fix: "Nothing needs to be done.",
            source: "presend: data/providers.tsv";
        AddressBlocked: "address.blocked", Reject, None, "A domain that you block",
            why: "Your own configuration says that nothing is to be sent to this domain.",
            fix: "Nothing needs to be done. To allow it again, take it out of blocked_domains in presend.toml.",
            source: "presend: presend.toml";
        AddressDuplicate: "address.duplicate", Reject, None, "The same address again",
            why: "This address stands on an earlier line. Mail would be sent twice.",
            fix: "Nothing needs to be done: the first row was kept.",
            source: "RFC 5321 §2.4";
        AddressDuplicateAlias: "address.duplicate_alias", Review, None, "Another spelling of the same mailbox",
            why: "The provider delivers this spelling and that of an earlier line to one mailbox, as with dots at Gmail or +tags.",
            fix: "Keep one of the two, unless the person signed up twice on purpose.",
            source: "RFC 5233, presend: data/providers.tsv";

        AddressSuppressed: "address.suppressed", Reject, Some(RecipientUnknown), "On the suppression list",
            why: "Mail to this address came back before. Mailing it again harms your standing with its provider.",
            fix: "Leave it out. If the person says that the address works again, take its line out of the suppression list.",
            source: "presend bounce --suppress";
        AddressDoNotMail: "address.do_not_mail", Reject, None, "On a list of those never to be mailed",
            why: "A list that you named with --never holds the address, its hash or its domain.",
            fix: "Leave it out. If that is wrong, take it off that list.",
            source: "presend clean --never";

        // ---- input: the list itself ----
        InputRagged: "input.ragged", Note, None, "More or fewer columns than the list",
            why: "The row has another number of columns than the list. The address may stand in the wrong column.",
            fix: "Open the list at this line and check the columns, the quotes and the separators.",
            source: "RFC 4180 §2";
        InputStrayQuote: "input.stray_quote", Review, None, "A quote that never closes",
            why: "A cell begins with a quote that has no pair. Spreadsheets and mail programs take the rows after it for the rest of that cell.",
            fix: "Open the list in a text editor at this line, and remove the quote or close it.",
            source: "RFC 4180 §2";
        InputEncoding: "input.encoding", Note, None, "Bytes that are no valid text",
            why: "The row holds bytes that do not fit the encoding of the list. The row is passed on byte for byte.",
            fix: "Save the list again as UTF-8 if names look wrong.",
            source: "RFC 3629 §3";
        InputTooLong: "input.too_long", Reject, None, "Cell too long to be an address",
            why: "The cell is far longer than any address can be. It is passed on byte for byte, but not read.",
            fix: "Check the quotes and line ends around this line.",
            source: "RFC 5321 §4.5.3.1.3";
        InputOtherAddress: "input.other_address", Review, None, "An address in another cell was not judged",
            why: "A cell outside of the e-mail columns looks like the address of a person. Nobody looked at it.",
            fix: "Name every column with addresses, as in --column email,billing_email, or move the address to one of them.",
            source: "presend: the columns of the list";
        InputFormula: "input.formula", Review, None, "A formula in place of an address",
            why: "The cell holds a formula, and nobody has worked it out, as in workbooks that a program wrote.",
            fix: "Open the list in a spreadsheet, save it, and run presend on it again.",
            source: "ECMA-376 part 1, 18.3.1.40";
        InputBlank: "input.blank", Note, None, "A blank row",
            why: "Nothing stands in the row. It is put into the list of rejected rows, and counts in no share.",
            fix: "Nothing needs to be done.",
            source: "RFC 4180 §2";
        InputEmpty: "input.empty", Reject, None, "No address in the row",
            why: "The cell for the address is empty, or the row does not have it.",
            fix: "Remove the row, or fill in the address.",
            source: "RFC 5321 §4.1.2";
    } };
}
