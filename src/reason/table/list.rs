//! The codes of lists: syntax, repairs, slips, domains, DNS, kinds of addresses, and the input itself.

/// Adds these rows to the table; see `table`.
macro_rules! list_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        // ---- syntax: what is written cannot be, or is seldom, an address ----
        SyntaxNoAt: "syntax.no_at", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2";
        SyntaxMultipleAt: "syntax.multiple_at", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2";
        SyntaxEmptyLocal: "syntax.empty_local", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2";
        SyntaxEmptyDomain: "syntax.empty_domain", Reject, Some(HostNotFound), "RFC 5321 §4.1.2";
        SyntaxLocalTooLong: "syntax.local_too_long", Review, Some(RecipientUnknown), "RFC 5321 §4.5.3.1.1";
        SyntaxLocalFarTooLong: "syntax.local_far_too_long", Reject, Some(RecipientUnknown), "RFC 5321 §4.5.3.1.1";
        SyntaxDomainTooLong: "syntax.domain_too_long", Reject, Some(HostNotFound), "RFC 1035 §2.3.4";
        SyntaxAddressTooLong: "syntax.address_too_long", Reject, Some(RecipientUnknown), "RFC 5321 §4.5.3.1.3, RFC 3696 erratum 1690";
        SyntaxLabelTooLong: "syntax.label_too_long", Reject, Some(HostNotFound), "RFC 1035 §2.3.4";
        SyntaxConsecutiveDots: "syntax.consecutive_dots", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2";
        SyntaxEdgeDot: "syntax.edge_dot", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2";
        SyntaxIllegalChar: "syntax.illegal_char", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2, RFC 5322 §3.2.3";
        SyntaxInvisibleChar: "syntax.invisible_char", Reject, Some(RecipientUnknown), "RFC 5321 §4.1.2, RFC 6532 §3.1";
        SyntaxDomainNoDot: "syntax.domain_no_dot", Reject, Some(HostNotFound), "RFC 5321 §2.3.5";
        SyntaxNumericTld: "syntax.numeric_tld", Reject, Some(HostNotFound), "RFC 3696 §2";
        SyntaxHyphenEdge: "syntax.hyphen_edge", Reject, Some(HostNotFound), "RFC 1123 §2.1, RFC 5890 §2.3.1";
        SyntaxUnderscore: "syntax.underscore", Review, None, "RFC 1123 §2.1";
        SyntaxIpLiteral: "syntax.ip_literal", Review, Some(HostNotFound), "RFC 5321 §4.1.3";
        SyntaxIpLiteralNonPublic: "syntax.ip_literal_non_public", Reject, Some(HostNotFound), "RFC 6890, RFC 5321 §4.1.3";
        SyntaxQuotedLocal: "syntax.quoted_local", Review, None, "RFC 5321 §4.1.2";
        SyntaxComment: "syntax.comment", Review, None, "RFC 5322 §3.2.2";
        SyntaxEaiLocal: "syntax.eai_local", Review, None, "RFC 6531, RFC 6532";
        SyntaxIdnInvalid: "syntax.idn_invalid", Reject, Some(HostNotFound), "RFC 5891 §5, UTS 46";
        SyntaxMixedScript: "syntax.mixed_script", Review, None, "UTS 39 §5.1";
        SyntaxIdnSymbol: "syntax.idn_symbol", Review, Some(HostNotFound), "RFC 5892 §2, UTS 46 §4";
        SyntaxReservedHyphens: "syntax.reserved_hyphens", Review, Some(HostNotFound), "RFC 5890 §2.3.1, RFC 5891 §4.2.3.1";
        SyntaxLegacyDots: "syntax.legacy_dots", Review, None, "RFC 5321 §4.1.2 (the same mailbox in quotes)";
        SyntaxLeftover: "syntax.leftover", Review, Some(RecipientUnknown), "RFC 3986 §2.1, HTML Living Standard §4.10.21";
        SyntaxMasked: "syntax.masked", Review, Some(RecipientUnknown), "RFC 5322 §3.2.3";
        SyntaxSecondAddress: "syntax.second_address", Review, None, "RFC 5322 §3.4, RFC 6068 §2";

        // ---- repair: what was put right before judging ----
        RepairTrimmed: "repair.trimmed", Note, None, "RFC 5321 §4.1.2";
        RepairAngle: "repair.angle", Note, None, "RFC 5322 §3.4";
        RepairDisplayName: "repair.display_name", Note, None, "RFC 5322 §3.4";
        RepairMailto: "repair.mailto", Note, None, "RFC 6068 §2";
        RepairPercentDecoded: "repair.percent_decoded", Note, None, "RFC 3986 §2.1";
        RepairEntityDecoded: "repair.entity_decoded", Note, None, "HTML Living Standard §13.5";
        RepairFullWidth: "repair.full_width", Note, None, "UTS 46 §4, RFC 5895 §2";
        RepairSmartQuote: "repair.smart_quote", Note, None, "RFC 5322 §3.2.3";
        RepairTrailingPunct: "repair.trailing_punct", Note, None, "RFC 5321 §4.1.2";
        RepairSplit: "repair.split", Note, None, "RFC 5322 §3.4";
        RepairSpelledOut: "repair.spelled_out", Note, None, "RFC 5322 §3.4.1";
        RepairUnsure: "repair.unsure", Review, Some(RecipientUnknown), "RFC 5321 §4.1.2";

        // ---- typo: what was probably meant ----
        TypoProvider: "typo.provider", Review, Some(HostNotFound), "presend: data/providers.tsv";
        TypoTld: "typo.tld", Review, Some(HostNotFound), "IANA root zone database";
        TypoMissingDot: "typo.missing_dot", Review, Some(HostNotFound), "presend: data/providers.tsv";
        TypoComma: "typo.comma", Review, Some(HostNotFound), "presend: data/providers.tsv";
        TypoHomograph: "typo.homograph", Review, Some(HostNotFound), "UTS 39 §4";
        TypoFrequent: "typo.frequent", Review, Some(HostNotFound), "presend: the rows of the list";

        // ---- domain: what the DNS says about the part after the @ ----
        DomainNxdomain: "domain.nxdomain", Reject, Some(HostNotFound), "RFC 2308 §2.1, RFC 5321 §5.1";
        DomainNullMx: "domain.null_mx", Reject, Some(HostNotFound), "RFC 7505 §3";
        DomainNoMailHost: "domain.no_mail_host", Reject, Some(HostNotFound), "RFC 5321 §5.1";
        DomainImplicitMx: "domain.implicit_mx", Review, Some(Timeout), "RFC 5321 §5.1";
        DomainMxDangling: "domain.mx_dangling", Reject, Some(HostNotFound), "RFC 5321 §5.1";
        DomainMxNonPublic: "domain.mx_non_public", Reject, Some(Timeout), "RFC 6890, RFC 1918";
        DomainMxIpLiteral: "domain.mx_ip_literal", Review, Some(HostNotFound), "RFC 1035 §3.3.9, RFC 5321 §5.1";
        DomainMxLocalhost: "domain.mx_localhost", Reject, Some(HostNotFound), "RFC 6761 §6.3, RFC 1122 §3.2.1.3";
        DomainSpecialUse: "domain.special_use", Reject, Some(HostNotFound), "RFC 2606, RFC 6761, IANA special-use domain names";
        DomainUnknownTld: "domain.unknown_tld", Reject, Some(HostNotFound), "IANA root zone database, public suffix list";
        DomainParked: "domain.parked", Review, Some(HostNotFound), "presend: data/parking.tsv";
        DomainShutDown: "domain.shut_down", Review, Some(RecipientUnknown), "presend: data/shut_down.tsv";

        // ---- dns: why it could not be found out ----
        DnsTimeout: "dns.timeout", Unknown, None, "RFC 1035 §7.2";
        DnsServfail: "dns.servfail", Unknown, None, "RFC 1035 §4.1.1";
        DnsRefused: "dns.refused", Unknown, None, "RFC 1035 §4.1.1";
        DnsNetwork: "dns.network", Unknown, None, "RFC 1123 §6.1.3.3";
        DnsMalformed: "dns.malformed", Unknown, None, "RFC 1035 §4, RFC 2181 §10.1";
        DnsFiltered: "dns.filtered", Unknown, None, "RFC 8914 §4, RFC 2308 §3";
        DnsLyingResolver: "dns.lying_resolver", Unknown, None, "RFC 8499 §7 (NXDOMAIN redirection)";
        DnsNotInFacts: "dns.not_in_facts", Unknown, None, "presend: README, A table of facts";

        // ---- address: what kind of address it is ----
        AddressRole: "address.role", Review, None, "RFC 2142, presend: data/roles.tsv";
        AddressNotIssued: "address.not_issued", Review, Some(RecipientUnknown), "presend: data/local_parts.tsv";
        AddressDisposable: "address.disposable", Review, None, "presend: data/disposable.tsv";
        AddressFree: "address.free", Note, None, "presend: data/providers.tsv";
        AddressBlocked: "address.blocked", Reject, None, "presend: presend.toml";
        AddressDuplicate: "address.duplicate", Reject, None, "RFC 5321 §2.4";
        AddressDuplicateAlias: "address.duplicate_alias", Review, None, "RFC 5233, presend: data/providers.tsv";

        AddressSuppressed: "address.suppressed", Reject, Some(RecipientUnknown), "presend bounce --suppress";
        AddressDoNotMail: "address.do_not_mail", Reject, None, "presend clean --never";

        // ---- input: the list itself ----
        InputRagged: "input.ragged", Note, None, "RFC 4180 §2";
        InputStrayQuote: "input.stray_quote", Review, None, "RFC 4180 §2";
        InputEncoding: "input.encoding", Note, None, "RFC 3629 §3";
        InputTooLong: "input.too_long", Reject, None, "RFC 5321 §4.5.3.1.3";
        InputOtherAddress: "input.other_address", Review, None, "presend: the columns of the list";
        InputFormula: "input.formula", Review, None, "ECMA-376 part 1, 18.3.1.40";
        InputBlank: "input.blank", Note, None, "RFC 4180 §2";
        InputEmpty: "input.empty", Reject, None, "RFC 5321 §4.1.2";
    } };
}
