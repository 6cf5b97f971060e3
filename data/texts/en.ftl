# What presend says, in English.
#
# Fluent (projectfluent.org): a name, a sign of equality, a text; { $name } is what is filled in, and a text in braces is taken as it is.
# To translate: copy en.ftl, and keep names, values and signs such as { $rows }. A test names what is missing, and every value that is.

## Syntax: what is written cannot be, or is seldom, an address

code-syntax-no_at = No @ sign
    .why = An address needs an @ between the mailbox and the domain. Without it no mail server knows where to deliver.
    .fix = Look up the right address, or remove the row.
code-syntax-multiple_at = More than one @ sign
    .why = Only one @ may stand outside quotes. It is not clear which part is the domain.
    .fix = Remove the extra @, or split the cell if it holds two addresses.
code-syntax-empty_local = Nothing before the @
    .why = The part before the @ names the mailbox. Without it there is nobody to deliver to.
    .fix = Look up the right address, or remove the row.
code-syntax-empty_domain = Nothing after the @
    .why = The part after the @ says which mail host to deliver to. Without it mail cannot be sent.
    .fix = Look up the right address, or remove the row.
code-syntax-local_too_long = Local-part longer than 64 bytes
    .why = The part before the @ may have at most 64 bytes. Some hosts accept longer ones, many refuse them.
    .fix = Check that the cell holds one real address. Keep it only if you know that it works.
code-syntax-local_far_too_long = Local-part longer than 128 bytes
    .why = The part before the @ has more than twice the 64 bytes that a mail host must take. No provider gives out such mailboxes, and mail hosts refuse them.
    .fix = Check that the cell holds one address and nothing else.
code-syntax-domain_too_long = Domain longer than 253 bytes
    .why = The DNS cannot hold a name of more than 253 bytes, so this domain cannot exist.
    .fix = Look up the right address, or remove the row.
code-syntax-address_too_long = Address longer than 254 bytes
    .why = A path in SMTP has at most 256 bytes with its angle brackets, so an address has at most 254.
    .fix = Check that the cell holds one address and nothing else.
code-syntax-label_too_long = Domain label longer than 63 bytes
    .why = Each part between the dots of a domain has at most 63 bytes in the form that the DNS uses.
    .fix = Look up the right address, or remove the row.
code-syntax-consecutive_dots = Two dots in a row
    .why = Two dots may not follow each other in an address. Usually one was typed twice.
    .fix = Remove the extra dot after checking with the person, or remove the row.
code-syntax-edge_dot = Dot at the start or end
    .why = Neither the part before the @ nor the domain may begin or end with a dot.
    .fix = Remove the dot after checking with the person, or remove the row.
code-syntax-illegal_char = Character not allowed
    .why = An address has a small set of characters that may be used without quotes. Mail servers refuse others.
    .fix = Correct the character after checking with the person, or remove the row.
code-syntax-invisible_char = Invisible character
    .why = A control character, or one that turns the direction of reading, stands inside the address. People cannot see it, mail servers refuse it.
    .fix = Type the address anew. Copying it would copy the invisible character too.
code-syntax-domain_no_dot = Domain without a dot
    .why = A mail domain on the public internet has at least two parts, such as example.com.
    .fix = Add the missing ending if you know it. Otherwise remove the row.
code-syntax-numeric_tld = Domain ending in a number
    .why = The last part of a domain is never all digits. This looks like an IP address or a phone number.
    .fix = Look up the right address, or remove the row.
code-syntax-hyphen_edge = Hyphen at the start or end of a domain label
    .why = A part of a domain may not begin or end with a hyphen, so this domain cannot be registered.
    .fix = Look up the right address, or remove the row.
code-syntax-underscore = Underscore in the domain
    .why = Host names may not have underscores. A few such names exist in the DNS all the same, and many mail servers refuse them.
    .fix = Check the domain with the person. It is often a hyphen that was typed wrongly.
code-syntax-ip_literal = IP address instead of a domain
    .why = The standard allows user@[192.0.2.1], but hardly any mail host accepts it.
    .fix = Ask for an address with a domain.
code-syntax-ip_literal_non_public = IP address that is not public
    .why = The address names its mail host by an IP address of a private, reserved or documentation range, such as [10.0.0.1]. Nobody outside that network can deliver there.
    .fix = Remove the row.
code-syntax-quoted_local = Quoted local-part
    .why = The standard allows "john doe"@example.com, but many systems cannot send to it.
    .fix = Check that the address was meant so.
code-syntax-comment = Comment inside the address
    .why = Text in parentheses is a comment in a message header. It is not part of the address that mail is sent to.
    .fix = Remove the parentheses and what stands between them.
code-syntax-eai_local = Non-ASCII local-part
    .why = Internationalised mailboxes are valid, but only mail hosts with SMTPUTF8 can send to them and receive for them.
    .fix = Send only through a system that supports SMTPUTF8.
code-syntax-idn_invalid = Invalid internationalised domain name
    .why = The letters of this domain cannot be turned into a name that the DNS can hold.
    .fix = Look up the right address, or remove the row.
code-syntax-mixed_script = Mixed scripts in one label
    .why = A part of the domain mixes alphabets, for example Latin and Cyrillic. This is a common trick, and also a keyboard slip.
    .fix = Type the domain anew on one keyboard layout, or remove the row.
code-syntax-idn_symbol = Symbol in the domain
    .why = The rules for domain names in other scripts allow letters, digits and marks only. A few registries sold names with symbols, and many mail systems refuse them.
    .fix = Check the domain with the person.
code-syntax-reserved_hyphens = Reserved hyphens in the third and fourth place
    .why = A part of the domain has two hyphens in its third and fourth place, as in ab--cd.com. Registries keep such names for internationalised domains, yet a few exist in the DNS.
    .fix = Check the domain with the person.
code-syntax-legacy_dots = Dots allowed only by old Japanese carriers
    .why = A dot at the end of the part before the @, or two in a row, break the standard. Japanese mobile carriers gave out such mailboxes until 2009, mail.ru has some as well, and many mail systems refuse to send to them.
    .fix = Keep it only if your mail system puts quotes around such a local-part, or ask for another address.
code-syntax-leftover = Leftover of a form, link or encoding
    .why = The part before the @ begins with email= or the like, or has %20 or =20 in it. The standard allows it, but it is nearly always left over from a web form, a link or an encoded text, and the mailbox does not exist.
    .fix = Check the suggestion.
code-syntax-masked = Masked address
    .why = The part before the @ has stars where letters were hidden, as in a***@example.com. The mailbox behind it cannot be known.
    .fix = Look up the whole address, or remove the row.
code-syntax-second_address = Another address beside this one
    .why = The name, the remark or the link beside this address holds another address. It is not mailed, and it may be the right one.
    .fix = Look at the cell. Keep the address that is right, or give each a row of its own.

## Repair: what was put right before judging

code-repair-trimmed = White space removed
    .why = The cell had spaces or invisible characters before, after or inside the address.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-angle = Angle brackets removed
    .why = The address stood in angle brackets, as in <ann@example.com>.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-display_name = Display name removed
    .why = The cell held a name and an address, as in Ann Lee <ann@example.com>.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-mailto = mailto: link unwrapped
    .why = The cell held a link, as in mailto:ann@example.com?subject=hi.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-percent_decoded = Percent signs decoded
    .why = The cell came from a web address, as in ann%40example.com.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-entity_decoded = HTML entities decoded
    .why = The cell came from a web page, as in ann&#64;example.com.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-full_width = Full-width characters converted
    .why = The address was typed with a Chinese, Japanese or Korean input method, as in ann＠example。com.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-smart_quote = Quotation marks removed or converted
    .why = The address stood in quotation marks, or a word processor put curly ones into it.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-trailing_punct = Punctuation removed
    .why = A comma, a semicolon, a full stop, a bullet or the like stood after the address or before it.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-split = Several addresses in one cell
    .why = The cell held more than one address. Each is judged by itself.
    .fix = Give each address a row of its own; presend clean --split does it.
code-repair-spelled_out = "at" or "dot" spelled out
    .why = The address was written so that programs should not find it, as in ann (at) example (dot) com.
    .fix = Nothing needs to be done: presend clean writes the repaired address into the list of good rows, unless --fix none is given.
code-repair-unsure = Extra text that may belong to the address
    .why = Words or white space stand before or after the address, as in john smith@example.com or kim@example.co m. They may be a remark, or a piece of another address. So nothing is changed.
    .fix = Look at the cell, and type the address that was meant. The suggestion is a guess.

## Typo: what was probably meant

code-typo-provider = Likely typo of a well-known provider
    .why = The domain is very close to that of a large mail provider, as homail.com is to hotmail.com.
    .fix = Check the suggestion. With --fix typos, sure ones are corrected when the typed domain takes no mail.
code-typo-tld = Likely typo in the top-level domain
    .why = The ending of the domain is close to a common one, as .con is to .com.
    .fix = Check the suggestion. With --fix typos, sure ones are corrected when the typed domain takes no mail.
code-typo-missing_dot = Likely missing dot
    .why = A dot seems to be missing in the domain, as in gmailcom.
    .fix = Check the suggestion.
code-typo-comma = Likely comma instead of a dot
    .why = The domain has a comma where a dot is likely, as in gmail,com. It could also be two things in one cell.
    .fix = Check the suggestion.
code-typo-homograph = Look-alike of a well-known domain
    .why = Read by eye the domain is that of a well-known provider, but it is written with letters of another alphabet.
    .fix = Do not mail it unless you know the sender. Check the suggestion.
code-typo-frequent = Likely typo of a domain frequent in the list
    .why = The domain takes no mail, and it is one slip away from another one that many rows of the same list have.
    .fix = Check the suggestion.

## Domain: what the DNS says about the part after the @

code-domain-nxdomain = Domain does not exist
    .why = The DNS says that there is no such domain. Mail to it comes back at once as "host not found".
    .fix = Take the suggestion if there is one. Otherwise remove the row.
code-domain-null_mx = Domain accepts no mail (null MX)
    .why = The owner of the domain published a null MX record. It states that no mail is accepted there.
    .fix = Remove the row.
code-domain-no_mail_host = Domain has no mail host
    .why = The domain exists, but has neither an MX record nor an address record. There is nowhere to deliver to.
    .fix = Take the suggestion if there is one. Otherwise remove the row.
code-domain-implicit_mx = No MX record, only an address record
    .why = Mail may be delivered to the web server of the domain. Some small domains work so; most are parked or take no mail.
    .fix = Keep the row only if you know that mail to this domain arrives.
code-domain-mx_dangling = Mail hosts of the domain do not exist
    .why = The domain names its mail hosts, but none of them has an address. Mail cannot be delivered.
    .fix = Remove the row, or ask the owner of the domain to repair the MX records.
code-domain-mx_non_public = Mail hosts have only private addresses
    .why = All mail hosts of the domain have addresses that cannot be reached over the public internet, such as 10.0.0.1.
    .fix = Remove the row. For mail inside a company, use --allow-non-public.
code-domain-mx_ip_literal = MX record with an IP address instead of a name
    .why = An MX record must hold a name. Some senders deliver to an IP address all the same, many do not.
    .fix = Keep the row only if you know that mail to this domain arrives.
code-domain-mx_localhost = Mail host is localhost
    .why = The mail hosts of the domain point at localhost or 127.0.0.1. Mail would go back to the machine that sends it.
    .fix = Remove the row. For a laboratory, use --allow-non-public.
code-domain-special_use = Name reserved for examples or private networks
    .why = Names under .test, .invalid, .localhost and the like, and example.com, never receive mail on the public internet. They are often placeholders. With --offline, where only the form of an address is judged, examples such as example.com are for review.
    .fix = Remove the row. For mail inside a company or a laboratory, use --allow-non-public.
code-domain-unknown_tld = Unknown top-level domain
    .why = There is no such top-level domain, so no domain with this ending can exist.
    .fix = Take the suggestion if there is one. Otherwise remove the row.
code-domain-parked = Parked domain
    .why = The mail of the domain leads to a parking service, as with names that are for sale or wait for people's slips. Whoever takes mail there is not the person you mean.
    .fix = Take the suggestion if there is one. Otherwise keep the row only if you know that mail to it arrives.
code-domain-shut_down = Provider has shut down
    .why = The provider closed this mail service, and no mailbox is left there, whatever the DNS answers.
    .fix = Ask the person for another address, or remove the row.

## Dns: why it could not be found out

code-dns-timeout = No DNS answer in time
    .why = The DNS servers did not answer for this domain. This says nothing about the address.
    .fix = Try again later; after presend clean, run it on retry.csv. Where servers are slow, raise --timeout.
code-dns-servfail = DNS server reports a failure
    .why = The DNS server could not find the answer (SERVFAIL). The fault is often short-lived. It says nothing about the address.
    .fix = Try again later, or with another server (--dns); after presend clean, run it on retry.csv.
code-dns-refused = DNS server refuses to answer
    .why = The DNS server does not serve you, or finds that you ask too much (REFUSED). It says nothing about the address.
    .fix = Use a DNS server that serves you (--dns), or ask it more slowly (--concurrency).
code-dns-network = DNS server cannot be reached
    .why = The network gave an error while the DNS server was asked. It says nothing about the address.
    .fix = Check the network and the --dns setting, then try again; after presend clean, run it on retry.csv.
code-dns-malformed = DNS answer cannot be used
    .why = The DNS answer was broken, too large, or led round in a circle. It says nothing certain about the address.
    .fix = Try another server (--dns); after presend clean, run it on retry.csv.
code-dns-filtered = DNS server filters its answers
    .why = The DNS server blocked or replaced the answer, or passed on one that is stale or failed validation. It says nothing about the address.
    .fix = Use a DNS server that does not filter (--dns); after presend clean, run it on retry.csv.
code-dns-lying_resolver = DNS server gives false answers
    .why = The DNS server gave an address for a name that cannot exist, or denies a whole top-level domain. Its answers cannot be believed.
    .fix = Use another DNS server (--dns). Hotel networks, closed networks and some providers answer so.
code-dns-not_in_facts = Domain is not in the table of facts
    .why = The run judged from a table of facts (--facts) and asked nobody, and the table does not know the domain. It says nothing about the address.
    .fix = Ask for what is missing: presend resolve LIST --facts OLD -o NEW, then run again with --facts NEW.

## Address: what kind of address it is

code-address-role = Role address
    .why = Addresses such as info@ or sales@ are read by several people or by none. They complain more often, and many senders leave them out.
    .fix = Keep it if the organisation asked for your mail.
code-address-not_issued = Mailbox that the provider cannot have issued
    .why = The provider has rules for the names of its mailboxes (length, characters, dots), and the part before the @ breaks them. So there is no such mailbox, unless the rules were others long ago.
    .fix = Look for a slip in the part before the @, or ask the person.
code-address-disposable = Disposable address
    .why = The domain gives out mailboxes that live for minutes or days. The person will soon not be there.
    .fix = Leave it out of campaigns, or ask for a lasting address.
code-address-free = Free mail provider
    .why = The mailbox is at a provider that anyone can use. This is no fault; it only tells private from company addresses.
    .fix = Nothing needs to be done.
code-address-blocked = Blocked domain
    .why = Your own configuration says that nothing is to be sent to this domain.
    .fix = Nothing needs to be done. To allow it again, take it out of blocked_domains in presend.toml.
code-address-duplicate = Duplicate address
    .why = This address stands on an earlier line. Mail would be sent twice.
    .fix = Nothing needs to be done: the first row was kept.
code-address-duplicate_alias = Same mailbox in another spelling
    .why = The provider delivers this spelling and that of an earlier line to one mailbox, as with dots at Gmail or +tags.
    .fix = Keep one of the two, unless the person signed up twice on purpose.
code-address-suppressed = On the suppression list
    .why = Mail to this address came back before. Mailing it again harms your standing with its provider.
    .fix = If presend suggests another address, take that one. Otherwise leave the address out. If the person says that it works again, take its line out of the suppression list.
code-address-do_not_mail = On a do-not-mail list
    .why = A list that you named with --never holds the address, its hash or its domain.
    .fix = Leave it out. If that is wrong, take it off that list.

## Input: the list itself

code-input-ragged = More or fewer columns than the header
    .why = The row has another number of columns than the list. The address may stand in the wrong column.
    .fix = Open the list at this line and check the columns, the quotes and the separators.
code-input-stray_quote = Unclosed quote
    .why = A cell begins with a quote that has no pair. Spreadsheets and mail programs take the rows after it for the rest of that cell.
    .fix = Open the list in a text editor at this line, and remove the quote or close it.
code-input-encoding = Invalid bytes for the encoding
    .why = The row holds bytes that do not fit the encoding of the list. The row is passed on byte for byte.
    .fix = Save the list again as UTF-8 if names look wrong.
code-input-too_long = Cell too long to be an address
    .why = The cell is far longer than any address can be. It is passed on byte for byte, but not read.
    .fix = Check the quotes and line ends around this line.
code-input-other_address = An address in another cell was not judged
    .why = A cell outside of the e-mail columns looks like the address of a person. Nobody looked at it.
    .fix = Name every column with addresses, as in --column email,billing_email, or move the address to one of them.
code-input-formula = Formula instead of an address
    .why = The cell holds a formula, and nobody has worked it out, as in workbooks that a program wrote.
    .fix = Open the list in a spreadsheet, save it, and run presend on it again.
code-input-blank = Blank row
    .why = Nothing stands in the row. It is put into the list of rejected rows, and counts in no share.
    .fix = Nothing needs to be done.
code-input-empty = No address in the row
    .why = The cell for the address is empty, or the row does not have it.
    .fix = Remove the row, or fill in the address.
code-sender-iprev = Reverse DNS of the sending address
    .why = Receivers look up the name of the address that connects, and whether that name leads back to it.
    .fix = Nothing needs to be done.
code-sender-ptr_missing = Sending address without a PTR record
    .why = An address without a name is taken for a home computer. Gmail, and many Chinese and European providers, refuse its mail.
    .fix = Ask whoever gave you the address (host, cloud, ISP), not your registrar, for the PTR record.
code-sender-ipv6_ptr_missing = IPv6 address without a PTR record
    .why = Gmail refuses all mail over IPv6 from addresses without reverse DNS, and others do the same.
    .fix = Ask whoever gave you the address for the PTR record, or send over IPv4 only until it is there.
code-sender-ptr_not_confirmed = PTR name does not resolve back to the address
    .why = Anybody can write any name into a PTR record. Receivers believe it only when the name leads back to the address.
    .fix = Give the PTR name an A or AAAA record with this address, or have the PTR record name a host that has one.
code-sender-ptr_generic = Generic PTR name
    .why = Names made of the address, or with words such as dynamic or pool, mark machines that should not send mail. Many receivers refuse them or add to the spam score.
    .fix = Ask for a PTR record with a name of your own, such as mail.example.com, which leads back to the address.
code-sender-ptr_error = Reverse DNS lookup failed
    .why = The DNS did not answer for the PTR record or for its name. This does not say that it is missing. Receivers who see the same put mail off.
    .fix = Try again. If it stays so, ask whoever runs the reverse zone, or the zone of the PTR name, to mend its servers.
code-sender-ptr_several = Several PTR names
    .why = The address has more than one name. Receivers may look at any one of them, in changing order.
    .fix = Keep one PTR record for a sending address, with the name that the server gives in HELO.
code-sender-ptr_too_many = More PTR names than receivers look at
    .why = Receivers look at ten names at most. The name that leads back may not be among them.
    .fix = Keep one PTR record for a sending address.
code-sender-ptr_alias = PTR name is an alias
    .why = A PTR record must name the host itself, not a CNAME. Some receivers do not follow it, and find no name.
    .fix = Have the PTR record name the host that the alias leads to, or give the name an address record of its own.
code-sender-ipv6_only = Sending over IPv6 only
    .why = Many mail hosts have no IPv6 address. Mail to them needs a sending address with IPv4.
    .fix = Send over IPv4 too, or name your IPv4 address (--ip) as well.
code-sender-ip_non_public = Sending address is not public
    .why = Private and reserved addresses are replaced on the way out, so receivers judge another address than this one.
    .fix = Give the public address that receivers see. For mail inside a company, use --allow-non-public.
code-sender-documentation_address = Address reserved for examples
    .why = Addresses such as 192.0.2.1 and 2001:db8::1 are kept for books. In a rehearsal they stand for real ones.
    .fix = For a real check, give the real address.
code-sender-helo = HELO name of the sending server
    .why = The sending server says its name at the start. Receivers look whether it is a full name that exists and fits the address.
    .fix = Nothing needs to be done.
code-sender-helo_not_fqdn = HELO name is not fully qualified
    .why = Names such as localhost or mail cannot be looked up by anybody else. Many receivers refuse them at once.
    .fix = Set the server's HELO name (Postfix: myhostname or smtp_helo_name) to a full name that leads to its address.
code-sender-helo_ip_literal = HELO with an IP address instead of a name
    .why = The standard allows [192.0.2.1] for machines without a name, but real mail servers have one. Many receivers refuse it, and a bare address is not allowed at all.
    .fix = Set the server's HELO name to a full name that leads to its address.
code-sender-helo_invalid = HELO name with characters not allowed
    .why = A host name has letters, digits, hyphens and dots only. Receivers refuse a HELO with other characters, underscores among them.
    .fix = Set the server's HELO name to a valid full name.
code-sender-helo_unresolvable = HELO name does not resolve
    .why = Receivers look the name up. One without an address looks made up, and many refuse it.
    .fix = Publish an address record for the name, or set the server's HELO name to one that has it.
code-sender-helo_mismatch = HELO name resolves to another address
    .why = The name exists but does not lead to the address that sends. Spam filters count this against the mail.
    .fix = Let the HELO name lead to the sending address too, or give each sending address a HELO name of its own.
code-sender-helo_ptr_differ = HELO name and PTR name of different owners
    .why = The server gives a name of one domain, and its address is named in another. Some filters count this against the mail.
    .fix = Ask for a PTR record with the HELO name, or use the PTR name as the HELO name.
code-sender-helo_error = HELO name lookup failed
    .why = The DNS did not answer for the HELO name. This does not say that it does not exist.
    .fix = Try again. If it stays so, ask whoever runs the DNS of that name.
code-sender-domain = Domain of the sender
    .why = Receivers look whether the domain exists and can take an answer, before they take mail from it.
    .fix = Nothing needs to be done.
code-sender-not_a_domain = Not a domain name
    .why = A sender is checked by the domain of its From address. This text is none, so nothing was asked.
    .fix = Write the domain alone, such as example.com, one a line: no link and no path.
code-sender-no_domain = Sender's domain does not exist
    .why = No server takes mail from a domain that is not in the DNS: the sender cannot be verified and bounces cannot be returned.
    .fix = Check the spelling. Register the domain, renew it, or publish its zone.
code-sender-no_mail_host = Sender's domain accepts no mail
    .why = The domain has no MX and no address, so answers and bounces cannot be delivered. Receivers refuse mail from it.
    .fix = Publish an MX record for the domain.
code-sender-null_mx = Sender's domain has a null MX
    .why = A null MX tells the world that nothing can be delivered to the domain. Receivers may refuse mail that comes from it.
    .fix = Send from a domain that takes mail. Only if this one is meant to send and to take answers, give it a mail host.
code-sender-implicit_mx = Domain without MX, with an address record
    .why = Without MX the address of the domain is its mail host. This is allowed, but often only a web server stands there.
    .fix = Publish an MX record that names the host which takes the mail.
code-sender-mx_dangling = MX record does not resolve
    .why = A mail host that the domain names does not exist or has no address. If it is the only one, answers and bounces are lost and receivers refuse the mail.
    .fix = Publish the address of the mail host, or remove the MX record.
code-sender-mx_non_public = Mail host with a private address only
    .why = Nobody outside can reach the mail host. Receivers who check refuse mail from such a domain.
    .fix = Give the mail host a public address in the public DNS.
code-sender-mx_localhost = Mail host is the receiver's localhost
    .why = The mail host leads to localhost or 127.0.0.1, so answers would go back to whoever sends them.
    .fix = Let the MX record name a real mail host.
code-sender-mx_ip_literal = MX record with an IP address in place of a name
    .why = An MX record must name a host. Most servers do not deliver to an address there.
    .fix = Give the host a name with an A record, and let the MX record name it.
code-sender-mx_cname = MX record points to an alias
    .why = The name in an MX record may not be a CNAME. Most servers follow it; some refuse.
    .fix = Let the MX record name the host itself.
code-sender-mx_null_among_others = A null MX among other MX records
    .why = A null MX says that the domain takes no mail, and the others say that it does. Some receivers believe the null MX.
    .fix = Remove the MX record that names a single dot.
code-sender-domain_error = Domain lookup failed
    .why = The DNS did not answer for the domain or its mail hosts. This does not say that they do not exist. Receivers who see the same put mail off.
    .fix = Try again, or with another server (--dns). If it stays so, the name servers of the domain need mending.
code-sender-spf = SPF of the sender
    .why = Receivers ask the domain of MAIL FROM which addresses may send for it.
    .fix = Nothing needs to be done.
code-sender-spf_missing = No SPF record
    .why = Without SPF nobody can tell your mail from a forgery. Gmail, Yahoo and Microsoft demand SPF of bulk senders.
    .fix = Publish a TXT record that names all addresses that send for the domain.
code-sender-spf_fail = SPF forbids the sending address
    .why = The record does not name this address and ends in -all, so receivers refuse its mail, or file it as spam.
    .fix = Add the address to the SPF record, or send from an address that stands in it.
code-sender-spf_softfail = SPF does not name the sending address
    .why = The record does not name this address and ends in ~all. The mail does not pass SPF and is treated with suspicion.
    .fix = Add the address to the SPF record, or send from an address that stands in it.
code-sender-spf_neutral = SPF says nothing of the sending address
    .why = The record does not name this address and says nothing of others, which counts as if there were no SPF.
    .fix = Add the address to the SPF record, and end the record in -all or ~all.
code-sender-spf_permerror = Unusable SPF record
    .why = Receivers stop at a fault in the record and take the mail for one without SPF, or refuse it.
    .fix = Mend the record.
code-sender-spf_temperror = SPF lookup failed
    .why = The DNS did not answer for some part of the record. This does not say that it is missing or wrong. Receivers who see the same put mail off.
    .fix = Try again. If it stays so, the name servers of that domain need mending.
code-sender-spf_near_miss = Malformed SPF record
    .why = Receivers know an SPF record by v=spf1 and a blank, exactly. Anything else is not seen at all.
    .fix = Write the record as it is shown.
code-sender-spf_several = More than one SPF record
    .why = With two records receivers use neither (permerror).
    .fix = Put all terms into one record, and remove the others.
code-sender-spf_syntax = SPF syntax error
    .why = One unreadable term spoils the whole record (permerror), for every address.
    .fix = Correct the term, or remove it.
code-sender-spf_pass_all = SPF lets everybody send
    .why = +all, or all without a sign, lets any machine on earth send in the name of the domain. Spam filters take it for the mark of a spammer.
    .fix = Replace it by -all, or ~all while you are not sure that the record is whole.
code-sender-spf_neutral_all = SPF says nothing of other addresses
    .why = With ?all a forgery counts no worse than if there were no SPF.
    .fix = Replace it by -all, or ~all while you are not sure that the record is whole.
code-sender-spf_no_all = SPF record without all or redirect
    .why = Without all or redirect the record ends as if ?all stood there: it says nothing of other addresses.
    .fix = Add -all, or ~all, at the end.
code-sender-spf_ptr = SPF with ptr
    .why = The ptr mechanism is slow, loads the servers of .arpa, and should not be used. Some receivers skip it or refuse the record.
    .fix = Replace it by a, mx, ip4 or ip6.
code-sender-spf_too_long = SPF record too long for one datagram
    .why = An answer of more than 512 bytes must be fetched over TCP. Some receivers never get it.
    .fix = Shorten the record, or move parts of it into records that it includes.
code-sender-spf_many_lookups = SPF near the lookup limit
    .why = Receivers stop after ten look-ups. One more include at a provider, and the record breaks.
    .fix = Remove includes that are no longer needed, or replace a and mx by ip4 and ip6.
code-sender-spf_too_many_lookups = SPF needs more than ten lookups
    .why = Receivers stop after ten look-ups and use nothing of the record (permerror).
    .fix = Remove includes that are no longer needed, or replace a and mx by ip4 and ip6.
code-sender-spf_void_lookups = SPF with void lookups
    .why = A term of the record leads to a name without records. Receivers stop at the third such term.
    .fix = Remove the term, or mend the name.
code-sender-spf_too_many_void_lookups = SPF with more than two void lookups
    .why = Receivers stop at the third term that finds nothing and use nothing of the record (permerror).
    .fix = Remove the terms that find nothing.
code-sender-spf_after_all = SPF terms after all are ignored
    .why = Whatever stands behind all is never looked at.
    .fix = Move these terms before all, or remove them.
code-sender-spf_redirect_with_all = SPF redirect beside all is ignored
    .why = A redirect beside all is never followed.
    .fix = Remove one of the two.
code-sender-spf_loop = SPF record that includes itself
    .why = The record leads back to itself, so receivers run into the limit of look-ups (permerror).
    .fix = Break the circle.
code-sender-spf_include_without_record = SPF includes a domain without SPF
    .why = An include or redirect of a domain without a record spoils the whole record (permerror).
    .fix = Remove the term, or correct the name of the domain.
code-sender-spf_include_broken = SPF includes an unusable record
    .why = A fault in an included record spoils the whole record (permerror).
    .fix = Remove the include, or have its owner mend it.
code-sender-spf_mechanism_as_modifier = SPF term with = in place of :
    .why = With an equals sign the term is an unknown modifier, which receivers skip. What it names is not allowed.
    .fix = Write a colon: include:example.net, ip4:192.0.2.1.
code-sender-spf_too_many_exchanges = SPF mx with more than ten mail hosts
    .why = Receivers stop when mx finds more than ten mail hosts (permerror).
    .fix = Name the addresses with ip4 and ip6 in place of mx.
code-sender-spf_wide_range = SPF range too wide
    .why = A range of many thousand addresses lets other people's machines send in the name of the domain.
    .fix = Name only the ranges that are yours.
code-sender-spf_non_public = SPF with private addresses
    .why = Receivers never see private or reserved addresses, so the term does nothing.
    .fix = Name the public address that mail leaves from.
code-sender-spf_repeated = SPF term written twice
    .why = The second one does nothing, and costs a look-up if it is an include, a or mx.
    .fix = Remove one of them.
code-sender-spf_explanation = Unusable SPF explanation
    .why = The text for refused senders cannot be fetched. Receivers go on without it.
    .fix = Mend the TXT record that exp names, or remove exp.
code-sender-spf_helo = SPF of the HELO name does not allow the address
    .why = Some receivers check the HELO name too, and bounces are checked by it alone.
    .fix = Publish an SPF record for the HELO name that allows its address.
code-sender-ips_discovered = Sending addresses taken from SPF
    .why = No address was given, so those that the SPF record names were taken.
    .fix = Give the addresses with --ip to check others.
code-sender-dkim = DKIM keys
    .why = Receivers fetch the key of a signature from the DNS.
    .fix = Nothing needs to be done.
code-sender-dkim_missing = DKIM selector without a key
    .why = Receivers cannot verify a signature whose key is not in the DNS, and count it as none.
    .fix = Publish the key that the signer shows, under this selector, or use the selector that is published.
code-sender-dkim_error = DKIM key lookup failed
    .why = The DNS did not answer for the key. This does not say that it is missing.
    .fix = Try again. If it stays so, the name servers of the domain need mending.
code-sender-dkim_several = More than one key under a DKIM selector
    .why = Receivers take any one of them, so signatures hold by chance only.
    .fix = Keep one key under each selector.
code-sender-dkim_company = Other texts beside a DKIM key
    .why = Some receivers take the wrong text for the key.
    .fix = Remove the other TXT records from the selector.
code-sender-dkim_revoked = Revoked DKIM key
    .why = An empty p= says that the key is no longer valid. All signatures with it fail.
    .fix = Sign with another selector, or publish the key again.
code-sender-dkim_malformed = Malformed DKIM record
    .why = Receivers do not use a record that breaks the grammar, so all signatures with it fail.
    .fix = Publish the record as the signer shows it: v=DKIM1; k=rsa; p=...
code-sender-dkim_bad_key = DKIM record without a usable key
    .why = What stands in p= is no key: characters were lost, added, or cut off.
    .fix = Copy the key again, whole. A long key is split into several strings of one record.
code-sender-dkim_unknown_algorithm = DKIM key of an unknown kind
    .why = Receivers know rsa and ed25519 only.
    .fix = Publish an RSA key with 2048 bits.
code-sender-dkim_too_short = RSA key under 1024 bits
    .why = Such keys can be broken in hours, and receivers do not accept them.
    .fix = Publish an RSA key with 2048 bits under a new selector, and sign with it.
code-sender-dkim_short = RSA key under 2048 bits
    .why = 1024 bits are still accepted, and no longer advised.
    .fix = Publish an RSA key with 2048 bits under a new selector, and sign with it.
code-sender-dkim_too_long = RSA key over 4096 bits
    .why = Receivers need not know such long keys.
    .fix = Publish an RSA key with 2048 bits under a new selector, and sign with it.
code-sender-dkim_no_sha256 = DKIM key that does not allow SHA-256
    .why = Signers must use SHA-256, and receivers refuse SHA-1.
    .fix = Remove h= from the record, or let it name sha256.
code-sender-dkim_not_for_email = DKIM key that is not for e-mail
    .why = With this s= receivers do not use the key for mail.
    .fix = Remove s= from the record, or let it name email.
code-sender-dkim_testing = DKIM in test mode
    .why = With t=y receivers may treat signed mail as if it were not signed.
    .fix = Remove t=y once signing works.
code-sender-dkim_strict = DKIM key for exactly this domain
    .why = With t=s the i= of a signature may not name a subdomain.
    .fix = Nothing needs to be done, unless you sign for subdomains.
code-sender-dkim_ed25519_only = Ed25519 key without an RSA key
    .why = Many receivers, Gmail and Microsoft among them, verify RSA only.
    .fix = Sign with an RSA key too.
code-sender-dkim_granularity = DKIM record with an outdated tag
    .why = The tag g= is no longer read.
    .fix = Remove it.
code-sender-services = Services that send for the domain
    .why = What a domain includes, signs with and receives by shows who sends for it. Each of them has to be in SPF or to sign.
    .fix = Compare with the services that you use, and remove those that you no longer use.
code-sender-dmarc = DMARC of the From domain
    .why = Receivers look what the domain of From wants done with mail that fails, and whether SPF or DKIM fits From.
    .fix = Nothing needs to be done.
code-sender-dmarc_missing = No DMARC record
    .why = Gmail, Yahoo and Microsoft demand DMARC of bulk senders, and refuse or file as spam what has none.
    .fix = Publish a DMARC record. Begin with p=none and look at the reports.
code-sender-dmarc_error = DMARC lookup failed
    .why = The DNS did not answer for the record. This does not say that it is missing.
    .fix = Try again. If it stays so, the name servers of the domain need mending.
code-sender-dmarc_several = More than one DMARC record
    .why = With two records receivers use neither.
    .fix = Keep one record.
code-sender-dmarc_near_miss = Text meant as a DMARC record
    .why = Receivers know a DMARC record by v=DMARC1 at its beginning, exactly. Anything else is not seen at all.
    .fix = Write the record as it is shown.
code-sender-dmarc_malformed = Malformed DMARC record
    .why = Receivers do not use a record that breaks the grammar.
    .fix = Write the record as tag=value pairs with semicolons between them.
code-sender-dmarc_no_policy = DMARC record without a policy
    .why = Without p= many receivers do not use the record.
    .fix = Add p=none, p=quarantine or p=reject behind the version.
code-sender-dmarc_bad_policy = Unknown DMARC policy
    .why = The policy is none, quarantine or reject. With any other word many receivers do not use the record.
    .fix = Write p=none, p=quarantine or p=reject.
code-sender-dmarc_policy_not_second = DMARC policy is not the second tag
    .why = RFC 7489 wants p= right behind the version. Some receivers do not use the record otherwise.
    .fix = Put p= right behind v=DMARC1.
code-sender-dmarc_bad_tag = DMARC tag with an invalid value
    .why = Receivers take the default in place of such a value.
    .fix = Correct the value, or remove the tag.
code-sender-dmarc_unknown_tag = Unknown DMARC tag
    .why = Receivers skip it. It is often a slip for another tag.
    .fix = Correct the tag, or remove it.
code-sender-dmarc_policy_none = DMARC policy none
    .why = With p=none forgeries are delivered like your own mail, and some receivers trust the domain less.
    .fix = When the reports show that your own mail passes, change it to p=quarantine, then p=reject.
code-sender-dmarc_weak_subdomains = DMARC policy weaker for subdomains
    .why = Forgers use subdomains where sp= or np= is milder than p=.
    .fix = Remove sp= and np=, or make them as strict as p=.
code-sender-dmarc_testing = DMARC in test mode
    .why = With t=y receivers do not apply the policy.
    .fix = Remove t=y when the reports show that your own mail passes.
code-sender-dmarc_percent = DMARC policy for a part of the mail
    .why = With pct under 100 some forgeries are delivered.
    .fix = Remove pct=.
code-sender-dmarc_outdated = DMARC record with outdated tags
    .why = RFC 9989 no longer has pct, rf and ri.
    .fix = Remove them at the next change.
code-sender-dmarc_no_reports = DMARC without reports
    .why = Without rua= nobody tells you when your own mail fails, or who forges it.
    .fix = Add rua=mailto: with an address that you read.
code-sender-dmarc_bad_report_address = Invalid DMARC report address
    .why = Reports to this address are never sent.
    .fix = Write rua=mailto:local@example.com, with commas between several.
code-sender-dmarc_reports_not_authorised = DMARC report domain has not agreed
    .why = Receivers send reports to another organisation only when it says so in its DNS.
    .fix = Have that domain publish the TXT record that is shown, or send reports to your own domain.
code-sender-dmarc_public_suffix = DMARC record of a public suffix
    .why = psd=y is for registries. For a domain of your own it breaks alignment.
    .fix = Remove psd=y.
code-sender-dmarc_inherited = DMARC policy of the organisational domain
    .why = The domain has no record of its own, so that of the domain above it counts.
    .fix = Nothing needs to be done.
code-sender-dmarc_two_organisations = Organisational domain differs between standards
    .why = Receivers of RFC 7489 and of RFC 9989 take different domains for the organisational domain.
    .fix = Look at the alignment of subdomains.
code-sender-dmarc_spf_not_aligned = MAIL FROM not aligned with From
    .why = For DMARC the SPF result counts only when the domain of MAIL FROM belongs to that of From.
    .fix = Use a bounce address at your own domain, or have DKIM sign with your own domain.
code-sender-dmarc_dkim_not_aligned = DKIM domain not aligned with From
    .why = For DMARC a signature counts only when its domain belongs to that of From. SPF alone breaks when mail is forwarded.
    .fix = Have your sending service sign with your own domain.
code-sender-dmarc_not_aligned = Neither SPF nor DKIM aligned with From
    .why = DMARC fails for all mail, whatever SPF and DKIM say of themselves.
    .fix = Use a bounce address at your own domain, and have DKIM sign with your own domain.
code-sender-dnsbl = DNS block lists
    .why = Receivers ask block lists about the address that connects and about the domains in the mail.
    .fix = Nothing needs to be done.
code-sender-dnsbl_listed = On a block list
    .why = Receivers who use this list refuse the mail, or file it as spam.
    .fix = Find out why at the list's own page. Mend the cause first, then ask for removal there.
code-sender-dnsbl_unusable = Unusable block list
    .why = A list counts only when its test entries behave. This one is dead, parked, lists everything, or refuses your DNS server, so nothing is known of you.
    .fix = Ask through a DNS server of your own (--dns), or leave the list out.
code-sender-mta_sts = MTA-STS
    .why = With MTA-STS other servers deliver to your domain over TLS only. It has nothing to do with the mail that you send.
    .fix = Nothing needs to be done.
code-sender-tls_rpt = TLS reports
    .why = Other servers report to you when TLS to your mail hosts fails. It has nothing to do with the mail that you send.
    .fix = Nothing needs to be done.
code-sender-bimi = BIMI
    .why = Some mail programs show your logo beside mail that passes DMARC with a strict policy.
    .fix = Nothing needs to be done.
code-sender-mta_sts_invalid = Invalid MTA-STS record
    .why = Other servers pass over a record that breaks the grammar, so mail to your domain is not held to TLS.
    .fix = Write v=STSv1; id= with up to 32 letters and digits, in one record.
code-sender-starttls = TLS of a mail host
    .why = Other servers encrypt what they deliver to you when your mail host offers STARTTLS.
    .fix = Nothing needs to be done.
code-sender-starttls_missing = Mail host without STARTTLS
    .why = Mail to you crosses the network in the clear. Servers that demand TLS do not deliver at all.
    .fix = Turn TLS on at the mail host (Postfix: smtpd_tls_security_level = may), with a certificate for its name.
code-sender-starttls_broken = STARTTLS fails
    .why = Servers that see the offer try it. When it fails, some deliver in the clear, and some put the mail off until it bounces.
    .fix = Look at the log of the mail host: whether it can read its certificate and key, and whether anything on the way changes SMTP.
code-sender-starttls_name = Mail host certificate is for other names
    .why = Most servers deliver all the same. Those that hold you to the name, as MTA-STS makes them do, do not.
    .fix = Get a certificate with the name of the MX record as a DNS name, or have the MX record name what the certificate has.
code-sender-starttls_expired = Mail host certificate has expired
    .why = A certificate that does not hold shows that renewing it has stopped. Servers that look at certificates do not deliver.
    .fix = Renew the certificate, have the mail server read it anew, and have both done by a machine.
code-sender-starttls_expires = Mail host certificate expires soon
    .why = Whoever renews by machine does it about a month before. So late it may have stopped.
    .fix = Renew the certificate and have the mail server read it anew.
code-sender-starttls_untrusted = Mail host certificate is not trusted
    .why = Most servers deliver all the same. Those that follow MTA-STS do not.
    .fix = Get a certificate from a CA that others trust, and send the certificates between it and yours along.
code-sender-starttls_unknown = TLS of the mail host could not be checked
    .why = No connection came about, or the host did not want to talk to us. Many networks let nobody out to port 25. This says nothing of the host.
    .fix = Try again from a machine that may connect to port 25.
code-sender-dane = DANE of a mail host
    .why = Servers that keep to DANE deliver to this host, and only over TLS with the certificate or key that the TLSA record names.
    .fix = Nothing needs to be done.
code-sender-dane_mismatch = TLSA records do not fit the mail host
    .why = Servers that keep to DANE (Postfix, Exim, Microsoft 365, many hosts in Germany and the Netherlands) do not deliver to this host; mail waits there and then bounces.
    .fix = Publish the record of the present key, and remove those of keys that are gone. Keep the key when the certificate is renewed (certbot: --reuse-key), or publish the next record two TTLs before.
code-sender-dane_unusable = TLSA records that no sender can use
    .why = Senders use usage 2 and 3, selector 0 and 1, and matching type 0 to 2 with data of the right length. With other records they demand TLS and look at no certificate.
    .fix = Publish a record 3 1 1 of the server's key, and remove the others.
code-sender-dane_no_tls = TLSA records at a mail host without TLS
    .why = A TLSA record promises TLS. Servers that keep to DANE deliver nothing here; mail waits there and then bounces.
    .fix = Turn STARTTLS on at the mail host, or remove its TLSA records until it is there.
code-sender-dane_not_vouched = TLSA records that could not be authenticated
    .why = TLSA records count only with DNSSEC, and the word of a DNS server on the way here proves nothing. This says nothing of the host.
    .fix = Ask a validating DNS server on this machine (--dns 127.0.0.1), or say with --dnssec-trusted that the servers named and the way to them can be trusted.
code-sender-dane_insecure_mx = TLSA records behind MX records without DNSSEC
    .why = Whoever forges the MX records can name another host, so senders need not keep to the TLSA records of this one.
    .fix = Sign the zone of the domain with DNSSEC if mail to it is to have the protection of DANE.
code-sender-dane_error = TLSA records could not be looked up
    .why = Servers that keep to DANE put mail off while the question for TLSA records fails. Name servers that do not know the type are a common cause.
    .fix = Try again. If it stays so, look at the name servers of the mail host with a DNSSEC checker.
code-sender-mta_sts_policy = MTA-STS policy
    .why = The policy says to which hosts others may deliver, and whether they must not without TLS.
    .fix = Nothing needs to be done.
code-sender-mta_sts_policy_missing = MTA-STS policy file is missing
    .why = The record tells of a policy. Servers that cannot fetch it go by none, or by one that they still have.
    .fix = Serve the policy by HTTPS as text/plain at /.well-known/mta-sts.txt of the host mta-sts.DOMAIN, without redirects and with a certificate for that name.
code-sender-mta_sts_policy_invalid = Invalid MTA-STS policy
    .why = Other servers pass over a policy that breaks the grammar, so mail to your domain is not held to TLS.
    .fix = Write version: STSv1, mode:, max_age: and a line mx: for each mail host, each on a line of its own.
code-sender-mta_sts_policy_mx = Mail host not listed in the MTA-STS policy
    .why = Servers that follow the policy do not deliver to a host that it does not list. With enforce, mail to you is lost.
    .fix = Add a line mx: with the host to the policy, and then change the id of the record.
code-sender-mta_sts_policy_short = MTA-STS policy with a short max_age
    .why = Servers keep the policy so that nobody can hide it from them. When they keep it for less than a day, that hardly helps.
    .fix = Once all works, raise max_age to weeks, such as 1209600.
code-sender-mta_sts_policy_unannounced = MTA-STS policy without a record
    .why = Other servers look for a policy only when the record says that there is one.
    .fix = Publish a TXT record at _mta-sts with v=STSv1; id= and a new id, or take the policy away.
code-sender-mta_sts_policy_error = MTA-STS policy could not be fetched
    .why = The web server did not answer, or said that it is ill. This does not say that there is no policy.
    .fix = Try again. If it stays so, mend the web server of the policy.
code-sender-tls_rpt_invalid = Invalid TLS report record
    .why = Nobody sends reports to a place that cannot be read.
    .fix = Write v=TLSRPTv1; rua=mailto: or https: with where reports are to go, in one record.
code-sender-bimi_invalid = Invalid BIMI record
    .why = Mail programs show a logo only from an SVG file at an https address.
    .fix = Let l= name an SVG file by https, and a= a certificate by https or nothing.
code-sender-eml_trace = What the received copy tells
    .why = The receiver wrote down who handed the message over. That is taken for what was not given.
    .fix = Nothing needs to be done. What you give yourself goes before it: --ip, --helo, --mail-from, --dkim.
code-sender-eml_trace_unclear = What the received copy does not tell
    .why = Only lines that the receiver wrote are believed. Whoever sends a message can write any line below them.
    .fix = Say what is missing: --ip ADDRESS, --helo NAME, --mail-from ADDRESS.
code-sender-eml_result = What the receiver found
    .why = The receiver's own results, held against what is found here now.
    .fix = Nothing needs to be done.
code-sender-eml_result_differs = The receiver found something else
    .why = Records were changed since, the receiver could not read them, or the copy is no longer as it came.
    .fix = Send a new message to yourself and check that. If it stays so, look at what the receiver says, for it decides.
code-sender-eml_size = Size of the message
    .why = Receivers refuse messages that are larger than they advertise. Encoding makes attachments a third larger.
    .fix = Nothing needs to be done.
code-sender-eml_too_large = Message too large for known receivers
    .why = Receivers refuse the whole message, after or even before it was sent.
    .fix = Make it smaller: put files on a web server and send links.
code-sender-eml_header = Fields that every message needs
    .why = Receivers demand From, Date and Message-ID, each once and well formed.
    .fix = Nothing needs to be done.
code-sender-eml_from_missing = Message without From
    .why = A message without From is no message. Receivers refuse it.
    .fix = Add a From field with one address.
code-sender-eml_from_several = More than one From
    .why = Receivers cannot tell who answers for the message. Gmail refuses it.
    .fix = Keep one From field with one address.
code-sender-eml_from_invalid = From without a valid address
    .why = Receivers cannot read who sends the message, and refuse it.
    .fix = Write From as Name <local@example.com>.
code-sender-eml_from_other = From at another domain
    .why = The message comes from another domain than the one that was checked, so the other checks say nothing of it.
    .fix = Check the domain of From, or send the message from the domain that you checked.
code-sender-eml_date_missing = Message without Date
    .why = The standard demands a Date. Many receivers refuse or mark messages without it.
    .fix = Have the program that makes the message add a Date field.
code-sender-eml_date_invalid = Invalid Date
    .why = Spam filters count a Date that is doubled, unreadable or in the future against the message.
    .fix = Write one Date as in: Tue, 03 Nov 2026 10:00:00 +0100.
code-sender-eml_message_id_missing = Message without Message-ID
    .why = Gmail refuses messages without a valid Message-ID, and others count it against them.
    .fix = Have the program that makes the message add a Message-ID.
code-sender-eml_message_id_invalid = Invalid Message-ID
    .why = Gmail refuses messages without a valid Message-ID. It has the form <left@right>, and stands there once.
    .fix = Write one Message-ID of the form <unique@your-domain>.
code-sender-eml_malformed = Malformed message
    .why = Receivers who are strict refuse it, and others repair it on the way, which breaks its DKIM signature.
    .fix = Have the program that makes the message keep to RFC 5322 and MIME.
code-sender-eml_old = Date is days old
    .why = Spam filters count a Date that is days before the message comes against it, and programs sort it far down.
    .fix = Set Date when the message is sent. See whether it lay in a queue.
code-sender-eml_subject_empty = Message without a subject
    .why = Spam filters count it against the message, and readers open it less.
    .fix = Write a subject.
code-sender-eml_display_name = Another address in the display name of From
    .why = Phishing shows a trusted address as the name of another. Gmail and Microsoft filter such messages.
    .fix = Write the name of a person or a firm in From, without an address.
code-sender-eml_mime_missing = Message without MIME-Version
    .why = Without MIME-Version the other MIME fields have no meaning: text may be shown as code, and filters count it.
    .fix = Have the program that makes the message add MIME-Version: 1.0.
code-sender-eml_arc = ARC chain
    .why = Servers that forward mail write down what they found. A chain that is broken counts as none.
    .fix = Send without ARC fields; servers on the way add them.
code-sender-eml_clipped = Message is clipped by Gmail
    .why = Gmail shows the first 102 KB of the text. What stands behind, often the way to unsubscribe, is not seen.
    .fix = Make the HTML smaller: take out comments, styles that are not used, and repeated links.
code-sender-eml_text_missing = Message without a text part
    .why = Spam filters count messages of HTML alone, and programs that show text only show nothing.
    .fix = Send multipart/alternative with the same in plain text.
code-sender-eml_dkim = DKIM signature of the message
    .why = Receivers verify the signature and hold its domain against From.
    .fix = Nothing needs to be done.
code-sender-eml_dkim_none = Message without a DKIM signature
    .why = Gmail, Yahoo and Microsoft demand DKIM of bulk senders. Without it mail breaks at every forwarding.
    .fix = Have your server or sending service sign with a key of your domain.
code-sender-eml_dkim_fail = DKIM signature does not verify
    .why = A signature that cannot be verified counts as none.
    .fix = Look for whatever changes the message after signing, and compare the key in the DNS with that of the signer.
code-sender-eml_dkim_not_aligned = DKIM signature of another domain than From
    .why = For DMARC a signature counts only when its domain belongs to that of From.
    .fix = Have your sending service sign with your own domain.
code-sender-eml_dkim_error = DKIM signature could not be verified
    .why = The DNS did not answer for the key. This does not say that the signature is wrong.
    .fix = Try again. If it stays so, the name servers of the signing domain need mending.
code-sender-eml_dkim_body_length = DKIM signature covers a part of the body only
    .why = With l= anybody can add text to the message without breaking the signature. Some receivers do not count such signatures.
    .fix = Have the signer leave l= out.
code-sender-eml_dkim_uncovered = DKIM signature leaves out header fields
    .why = Fields that are not signed can be changed by anybody on the way.
    .fix = Have the signer cover From, To, Subject and Date.
code-sender-eml_unsubscribe = Unsubscribe header
    .why = Gmail and Yahoo demand that readers of bulk mail can unsubscribe with one click.
    .fix = Nothing needs to be done.
code-sender-eml_unsubscribe_missing = Message without List-Unsubscribe
    .why = Gmail and Yahoo demand it of bulk mail. Readers who find no way out press the spam button.
    .fix = Add List-Unsubscribe with an https link, and List-Unsubscribe-Post.
code-sender-eml_unsubscribe_invalid = Invalid List-Unsubscribe
    .why = Links must stand in angle brackets, or mail programs do not show the button.
    .fix = Put an https link in angle brackets.
code-sender-eml_one_click_missing = Message without one-click unsubscribe
    .why = Gmail and Yahoo demand that one click is enough, without a page to log in or to confirm.
    .fix = Add List-Unsubscribe-Post, and let the https link take a POST.
code-sender-eml_one_click_invalid = Invalid one-click unsubscribe
    .why = List-Unsubscribe-Post must say List-Unsubscribe=One-Click exactly, and List-Unsubscribe must hold an https link.
    .fix = Write both fields as RFC 8058 shows.
code-sender-eml_one_click_unsigned = Unsigned one-click unsubscribe
    .why = Receivers show the button only when a valid DKIM signature covers both fields.
    .fix = Add List-Unsubscribe and List-Unsubscribe-Post to the fields that are signed (h=).
code-sender-parked = Domain that sends nothing
    .why = A domain without mail is used by forgers, unless its records say that nothing is sent from it.
    .fix = Nothing needs to be done.
code-sender-parked_spf = Parked domain without SPF -all
    .why = The domain sends nothing, but its SPF does not say so. Forged mail in its name may pass, or is not held against the forger.
    .fix = Publish v=spf1 -all and no other SPF record.
code-sender-parked_mx = Parked domain without a null MX
    .why = Without a null MX servers try to deliver answers and bounces to forged mail at the domain's address, again and again.
    .fix = Publish a null MX (MX 0 .), unless somebody reads what comes in.
code-sender-parked_dmarc = Parked domain without DMARC reject
    .why = No honest mail comes from the domain, so all mail in its name can be rejected. Its DMARC does not ask for that.
    .fix = Publish p=reject at _dmarc, without a milder sp or pct.
code-sender-parked_dkim = Parked domain with a DKIM key
    .why = Whoever has the other half of the key can sign mail of the domain, which then passes DMARC.
    .fix = Remove the key, or publish it with an empty p= to withdraw it.
code-sender-demand = What receivers demand of bulk senders
    .why = Large receivers publish what they demand, and refuse or file as spam what does not meet it.
    .fix = Mend the checks that are named.
code-bounce-recipient_unknown = The mailbox does not exist
    .why = The receiving server says that there is no such mailbox, or that it was closed.
    .fix = Take the address off every list, and let presend check the list for typing slips.
code-bounce-host_not_found = The domain accepts no mail
    .why = The domain of the address does not exist, or has no mail host.
    .fix = Correct the domain if it is a slip, such as homail for hotmail. Otherwise remove the address.
code-bounce-timeout = The mail host could not be reached
    .why = No connection came about, or it broke, until the sending server gave up. This may be the fault of either side or of the way between.
    .fix = Send again later. If it comes back for many domains, look at your own network and at port 25.
code-bounce-too_many_recipients = Too many recipients in one message
    .why = The receiving server takes fewer recipients a message than were given.
    .fix = Send to one recipient, or to at most 20, at a time.
code-bounce-mailbox_full = The mailbox is full
    .why = The person has no room left. It may be emptied again; a mailbox that stays full is usually no longer read.
    .fix = Leave the address out for a while and try again. Suppression lists do this by themselves.
code-bounce-message_too_large = The message is too large
    .why = The message is larger than the receiving server takes. In transport it grows by a third.
    .fix = Send a link in place of the attachment, and keep messages below 10 MB.
code-bounce-sender_blocked = The sender is on a blocklist
    .why = The receiving server refuses your IP address or domain, whoever the recipient is.
    .fix = Stop sending, find out which list it is, mend what put you there, then ask to be removed.
code-bounce-sender_dns = The sender's DNS or HELO name is wrong
    .why = The receiving server could not verify the reverse DNS of your IP address, your HELO name or the domain in MAIL FROM.
    .fix = Set a PTR record that leads back to your address, and make sure that the MAIL FROM domain exists and has a mail host.
code-bounce-content_rejected = The content was refused
    .why = The receiving server takes the message for spam, or found a link, attachment or form that it does not let in.
    .fix = Look at the links, attachments and wording of this mailing, and mail only to people who asked for it.
code-bounce-policy = Refused by a rule of the receiver
    .why = The receiving server has a rule against this mail: who may write to the address, or who may relay.
    .fix = Read the text of the refusal. Often the owner of the mailbox has to allow you.
code-bounce-auth_failure = SPF, DKIM, DMARC or the login failed
    .why = The receiving server could not make sure that the mail is really from you.
    .fix = Let presend check the sender, and mend the SPF, DKIM and DMARC records that it names.
code-bounce-rate_limited = Too much mail in a short time
    .why = The receiving server takes only so much from you in an hour or over one connection.
    .fix = Send more slowly, with fewer connections at a time, and in batches.
code-bounce-greylisted = Greylisted: try again later
    .why = The receiving server turns unknown senders away the first time. Mail servers come again by themselves.
    .fix = Nothing needs to be done, as long as your server keeps the message in its queue for a few hours.
code-bounce-other = Came back without a clear reason
    .why = Nothing in the report says clearly why the mail came back.
    .fix = Read the report. Nobody is suppressed for it.
code-bounce-complaint = Reported as spam
    .why = The person pressed the button for spam, and the provider or your sending service passed that on. Whoever is mailed on costs you your standing there.
    .fix = Never mail the address again, and look at how it came onto the list.
code-bounce-unsubscribed = Unsubscribed
    .why = The person unsubscribed: by a mail to the address of List-Unsubscribe, or at your sending service.
    .fix = Never mail the address again, unless the person signs up anew.
code-bounce-not_a_bounce = Not a bounce
    .why = The message is something else: an automatic reply, a receipt or ordinary mail.
    .fix = Nothing needs to be done for the list.
code-probe-port_25_blocked = Port 25 is most likely blocked by your network
    .why = Hosts in several networks were tried, and not one could be connected to. Offices, homes and most clouds let no connection out to port 25. Nothing is known of the hosts.
    .fix = Run presend probe on the machine that sends your mail, or ask whoever runs the network or the cloud to open port 25 outwards.
code-probe-unreachable = Mail host cannot be reached
    .why = None of the domain's mail hosts gave a usable answer in three tries over the run. They may be down for an hour, or may not talk to your network. Mail waits in the queue of your server, and comes back after days if nothing changes.
    .fix = Try again in some hours. If other hosts answer and this one does not for days, leave its rows out for now.
code-probe-refuses = Mail host refuses you
    .why = The host refused the connection or its EHLO with 5xx, before any mailbox was named. It is about the address or the name that asks, or the host takes no mail from anybody; it says nothing about the addresses of your list.
    .fix = Read what it said. Check the address that you send from with presend sender, and ask from the machine that sends your mail.
code-probe-busy = Mail host asks you to try later
    .why = The host answered 4xx before any mailbox was named: it is busy, or careful with those it does not know. Mail servers come again by themselves.
    .fix = Try again later. Nothing is wrong with the addresses.
code-probe-size = Message larger than the mail host accepts
    .why = The host announces the largest message that it takes, and yours is larger. It will come back. On the way a message grows by a third where its attachments are not encoded yet.
    .fix = Make the message smaller: put a link in place of attachments and large pictures.
code-probe-rcpt_limit = Mail host limits the recipients of one message
    .why = The host announces how many recipients it takes for one message. Those beyond are refused.
    .fix = Send to these domains in batches of no more recipients than that.
code-probe-no_tls = Mail host without STARTTLS
    .why = The host does not offer encryption on the way. Everybody between can read the mail; a sender that insists on TLS cannot deliver.
    .fix = Nothing needs to be done, unless your server is set to send over TLS only.
code-probe-no_mailbox = Mail host says that there is no such mailbox
    .why = The host refused this address in two sessions, the second time between two addresses of the domain that it took, and in the same words as a name that nobody has. So it tells good names from bad ones, and did not only refuse whoever asks.
    .fix = Remove the row. If the person is known to be there, look for a slip before the @.
code-probe-mailbox_full = Mail host says that the mailbox is full
    .why = Mail to it comes back until its owner makes room. Often nobody reads it any more.
    .fix = Leave the row out of this campaign, and try again in some weeks.
code-probe-mailbox_disabled = Mail host says that the mailbox is disabled
    .why = The mailbox is there, and takes no mail now. Some are opened again.
    .fix = Leave the row out, unless you know that the person reads mail there.
code-probe-accepts_anything = Mail host accepts every address
    .why = The host also took a name that nobody has. That it takes this address says nothing; mail may still come back later.
    .fix = Nothing needs to be done. Only sending tells whether the mailbox exists.
code-probe-not_told = Mail host did not tell whether the mailbox exists
    .why = The host was busy or careful, refused whoever asks, does not tell good names from bad ones, or could not be reached. Nothing is known of the mailbox.
    .fix = Read what it said. What was put off is asked again with --wait 15m; what is about you, presend sender explains.

## How a code is explained

codes-head = | code | verdict | what it means | source |
explain-to-do = What to do
explain-verdict = Verdict
explain-source = Source
explain-foretells = Bounce it foretells

## Annotations of GitHub

github-github-shows-ten-annotations-of-a = GitHub shows ten annotations of a kind. Left out here
github-first = First:

## The summary of a list

human-ok-means-that-the-address-is = "ok" means that the address is well formed; the DNS was not asked, and mailboxes were not probed.
human-ok-means-that-the-domain-accepts = "ok" means that the domain accepts mail; mailboxes were not probed.
human-without-an-address = without an address
human-help = help
list-results-in = The results are in { $folder }: open report.html there.
list-ask-again =
    { $rows ->
        [one] { $rows } row has no answer yet; presend clean --retry { $folder } asks it again.
       *[other] { $rows } rows have no answer yet; presend clean --retry { $folder } asks them again.
    }
list-changes-made =
    { $changes ->
        [one] { $changes } change made; changes.csv lists each.
       *[other] { $changes } changes made; changes.csv lists each.
    }
list-unrepaired =
    { $rows ->
        [one] { $rows } row of { $file } must be repaired before mailing: leave --fix none away.
       *[other] { $rows } rows of { $file } must be repaired before mailing: leave --fix none away.
    }
list-unrepaired-by-hand =
    { $rows ->
        [one] { $rows } row of { $file } must be repaired by hand before mailing: see changes.csv.
       *[other] { $rows } rows of { $file } must be repaired by hand before mailing: see changes.csv.
    }
list-several-addresses =
    { $rows ->
        [one] { $rows } row holds several addresses: --split gives each a row of its own.
       *[other] { $rows } rows hold several addresses: --split gives each a row of its own.
    }
list-sure-typos =
    { $typos ->
        [one] { $typos } sure typo can be corrected: add --fix typos. changes.csv lists what would change.
       *[other] { $typos } sure typos can be corrected: add --fix typos. changes.csv lists what would change.
    }
list-from-cache = { $count } from the cache
list-new-rows =
    { $rows ->
        [one] { $rows } new row of { $all }
       *[other] { $rows } new rows of { $all }
    }
list-accepted-before = { $count } accepted before
list-more-codes = { $count } more
list-at-domains =
    { $rows ->
        [one] { $rows } row at { $domains } domains
       *[other] { $rows } rows at { $domains } domains
    }

## Markdown

markdown-passed = ✅ passed
markdown-failed = ❌ failed
markdown-inconclusive = ⚠️ inconclusive
markdown-threshold-rows-share-limit = | threshold | rows | share | limit | |
markdown-verdict-rows-share = | verdict | rows | share |
markdown-without-an-address = without an address
markdown-code-verdict-rows-what-it-means = | code | verdict | rows | what it means | first seen |

## Report pages

html-gate-passed = passed
html-gate-failed = failed
html-gate-inconclusive = inconclusive
html-gate-exceeded = exceeded
html-gate-kept = kept
html-gate-limit = limit
html-gate-rows = rows
html-gate-share = share
html-gate-at-most = at most
html-gate-outcome = kept or exceeded
html-gate-first-rows-with-what-must-not = First rows with what must not occur
html-gate-line = line
html-gate-code = code
html-gate-cell = cell
html-words-mail-these = Mail these.
html-well-formed-only = Well formed. The DNS was not asked whether they take mail.
html-words-a-person-should-look-first = A person should look first.
html-words-would-bounce-do-not-mail = Would bounce. Do not mail.
html-words-could-not-be-found-out-check = Could not be found out. Check again later.
html-and-more = and { $more } more that are not shown
html-leave-out = Leave out the { $rows } rows of rejected.csv: they would bounce and harm your sending reputation, or must not be mailed.
html-look-at-typos = { $rows } rows look like typing mistakes. Look through the table of likely mistakes: presend clean --fix typos corrects the sure ones, and the others are yours to correct.
html-look-through-review = Look through the { $rows } rows of review.csv before you mail them.
html-ask-again-later = Run presend again on the { $rows } rows of retry.csv later: the DNS gave no answer. They are not bad rows.
html-mail-clean = Mail the { $rows } rows of clean.csv.
html-grade-pause = { $share } of the addresses would bounce. Amazon SES may stop an account at 10 %.
html-grade-review = { $share } of the addresses would bounce. Amazon SES puts accounts under review at 5 %.
html-grade-high = { $share } of the addresses would bounce: more than the 2 % that Amazon SES advises to stay below.
html-grade-good = { $share } of the addresses would bounce. Amazon SES advises its customers to stay below 2 %.
html-ask-first = { $rows } rows are well formed. Run clean without --offline before you mail them: only the DNS tells which domains take mail.
page-title = Mailing list report
page-rows-head = Rows
page-without-address = no address
page-nothing-to-send-to = There is nothing to send to.
page-shares = The list at a glance
page-can-be-mailed = can be mailed
page-well-formed = well formed
page-to-do = What to do now
page-why = Why rows are not plainly ok
page-code = Code
page-verdict = Verdict
page-meaning = What it means
page-remedy = What to do
page-example = First seen
page-failing = Domains that cannot be mailed
page-untold = Domains that could not be found out
page-domain = Domain
page-typos = Customers you can win back: likely typing mistakes
page-typed = As typed
page-meant = Probably meant
page-providers = Mailbox providers
page-countries = Countries of the providers
page-mail-hosts = Who takes the mail, by domains
page-elsewhere = other domains
page-search = Search this table
page-none = Nothing here.
page-made-by = Made by
page-asked = “ok” means that the domain accepts mail. Mailboxes were not probed, and no mail was sent.
page-not-asked = “ok” means that the address is well formed. The DNS was not asked, and no mail was sent.
page-run-asked = { $when } · DNS asked: { $dns }
page-run-not-asked = { $when } · no DNS asked
page-attention = Rows that need attention
page-attention-shown = { $shown } of { $all } rows are shown.
page-attention-cut = The search and the filters see only these. presend clean writes all of them into review.csv, rejected.csv and retry.csv.
page-attention-all = all
page-line = Line
page-cell = Cell
page-copy = Copy
page-copied = Copied
check-page-title = Address report
check-page-outcome = At a glance
check-page-each = Each address
check-page-address = Address
check-page-codes = What was found
check-page-shown = { $shown } of { $all } addresses are shown, the first ones. presend check --format csv writes all of them.
markdown-line-address-verdict-codes-meant = | line | address | verdict | codes | probably meant |
bounce-page-title = Bounce report
bounce-page-classes = What came back
bounce-page-list = The suppression list
bounce-page-each = Each kind of bounce
bounce-page-count = Count
bounce-page-kept = Addresses that may not be mailed
bounce-page-kept-shown =
    { $shown ->
        [one] { $shown } of { $all } addresses is shown, the one that came back last.
       *[other] { $shown } of { $all } addresses are shown, those that came back last first.
    }
bounce-page-kept-nowhere = They stand on no list yet: name one with --suppress FILE.
bounce-page-last = Came back last
bounce-page-until = Until
bounce-markdown-class-count-providers-example = | Class | Count | Providers | First seen |

## Mail hosts that are probed

probe-human-this-is-what-hosts-offer-whoever = This is what hosts offer whoever greets them. It does not say whether a mailbox exists: none was named.
probe-human-no-mail-was-sent-a-host = No mail was sent. A host that says that a mailbox exists may still send your mail back.
probe-mailboxes-address-rows-mailbox-what-the-host = | address | rows | mailbox | what the host said | host |
probe-mailboxes-about-you = {" "}(about you)
probe-mailboxes-no-connection = {" "}(no connection)
probe-mailboxes-not-asked = {" "}(not asked)
probe-markdown-host-address-rows-domains-answer-greeting = | host | address | rows | domains | answer | greeting | codes |
probe-page-title = Mail host report
probe-page-outcome = How the mail hosts answer
probe-page-each = Each mail host
probe-page-mailboxes = Mailboxes
probe-page-host = Host
probe-page-domains = Domains
probe-page-answers = Answer
probe-page-offers = What it offers, or said
probe-page-greeting = Greeting
probe-page-mailbox = Mailbox
probe-page-said = What the host said
probe-page-no-host = There was no mail host to ask.
probe-page-answer =
    { $hosts ->
        [one] { $hosts } of { $all } hosts answers.
       *[other] { $hosts } of { $all } hosts answer.
    }
probe-page-refuse =
    { $hosts ->
        [one] { $hosts } host refuses you before any mailbox is named: mail from here would come back.
       *[other] { $hosts } hosts refuse you before any mailbox is named: mail from here would come back.
    }
probe-page-look =
    { $hosts ->
        [one] { $hosts } host answers with a limit that your message does not keep.
       *[other] { $hosts } hosts answer with a limit that your message does not keep.
    }
probe-page-silent =
    { $hosts ->
        [one] { $hosts } host gave no usable answer. That is no evidence against its addresses.
       *[other] { $hosts } hosts gave no usable answer. That is no evidence against their addresses.
    }
probe-page-hosts-shown = { $shown } of { $all } hosts are shown, those of most rows first.
probe-page-mailboxes-shown = { $shown } of { $all } mailboxes are shown, those first for which something is to be done.
probe-page-all-in-json = All are in --format json.
probe-connecting = connecting
probe-greeting = greeting
probe-no-answer-in-time = no answer in time
probe-the-connection-was-refused = the connection was refused
probe-no-way-to-the-address = no way to the address
probe-the-connection-broke = the connection broke
probe-the-host-closed-the-connection = the host closed the connection
probe-what-it-said-is-no-smtp = what it said is no SMTP
probe-it-said-more-than-any-mail = it said more than any mail host does
probe-size-without-a-limit = SIZE without a limit
probe-helo-only-no-extensions = HELO only, no extensions
probe-no-extensions = no extensions
probe-another-host-of-its-domains-answers = ; another host of its domains answers
probe-rows-at = { $rows } at { $domains }
probe-hosts-of =
    { $hosts ->
        [one] { $hosts } mail host of { $domains }
       *[other] { $hosts } mail hosts of { $domains }
    }
probe-hosts-answer =
    { $hosts ->
        [one] { $hosts } answers
       *[other] { $hosts } answer
    }
probe-hosts-refuse =
    { $hosts ->
        [one] { $hosts } refuses
       *[other] { $hosts } refuse
    }
probe-send-at-most =
    { $most ->
        [one] send at most { $most } recipient a message to { $host } ({ $rows })
       *[other] send at most { $most } recipients a message to { $host } ({ $rows })
    }
probe-hosts-are = { $hosts } { $word }
probe-without-host =
    { $domains ->
        [one] { $domains } domain without a mail host
       *[other] { $domains } domains without a mail host
    }
probe-dns-untold =
    { $domains ->
        [one] { $domains } domain not told by the DNS
       *[other] { $domains } domains not told by the DNS
    }
outcome-exists = exists
outcome-does-not-exist = does not exist
outcome-full = full
outcome-disabled = disabled
outcome-accepts-anything = at hosts that take every name
outcome-not-told = not told
probe-more-in-csv = { $count } more; all are in --format csv
probe-mailboxes-are = { $count } { $word }
probe-more-mailboxes =
    { $count ->
        [one] { $count } mailbox more.
       *[other] { $count } mailboxes more.
    }
state-answers = answers
state-refuses = refuses
state-busy = busy
state-unreachable = unreachable
state-not-reached = not reached
state-not-public = no public address
state-no-address = no address
state-dns-failed = not told by the DNS
probe-after-tries =
    { $tries ->
        [one] { $word } after { $tries } try: { $failure }
       *[other] { $word } after { $tries } tries: { $failure }
    }
probe-at-most-bytes = at most { $count } bytes
probe-at-most = at most { $count }
probe-were-tried = { $count } were tried
probe-asking-mailboxes = asking { $hosts } for { $mailboxes } with MAIL FROM and RCPT, without mail; at least { $time }
probe-mailboxes-done = mailboxes: { $done } of { $all } are done
probe-asking-as =
    { $domains ->
        [one] asking the mail hosts of { $domains } domain on port { $port } as EHLO { $helo }
       *[other] asking the mail hosts of { $domains } domains on port { $port } as EHLO { $helo }
    }
probe-asking =
    { $domains ->
        [one] asking the mail hosts of { $domains } domain on port { $port }
       *[other] asking the mail hosts of { $domains } domains on port { $port }
    }
probe-no-such-name = { $name }: not asked, as no such name can be (presend check says more)
probe-groups-done = mail hosts: { $done } of { $all } groups are done
probe-blocked-warning =
    { $hosts ->
        [one] warning: { $title } ({ $hosts } host was tried so far). { $remedy }
       *[other] warning: { $title } ({ $hosts } hosts were tried so far). { $remedy }
    }
probe-more-hosts =
    { $count ->
        [one] { $count } host more.
       *[other] { $count } hosts more.
    }

## A checked sender

sender-changes-since-the-earlier-result = Since the earlier result:
sender-changes-not-in-the-earlier-result = {" "}(not in the earlier result)
sender-changes-new = new
sender-changes-is-no-longer-among-them = is no longer among them
sender-changes-gone = gone
sender-changes-not-seen-now-which-proves-nothing = not seen now, which proves nothing
sender-changes-changed = changed
sender-diff-records-old-and-new = Records, old (-) and new (+):
sender-diff-no-record-is-advised = no record is advised
sender-human-who-can-do-it = Who can do it:{" "}
sender-human-publish = Publish:
sender-human-publish-2 = publish
sender-human-what-to-do-next = What to do next:
sender-markdown-domain-verdict-codes = | domain | verdict | codes |
sender-markdown-the-rest-is-left-out-here = The rest is left out here; it stands in the other forms.
sender-markdown-status-code-observed-what-to-do = | status | code | observed | what to do |
sender-markdown-publish = Publish:
sender-markdown-pass = ✅ pass
sender-markdown-warn = ⚠️ warn
sender-markdown-fail = ❌ fail
sender-markdown-unknown = ❔ unknown
sender-table-what-to-do-about-each-name = What to do about each: name it alone, or add --verbose.
sender-zone-no-record-is-advised = no record is advised
sender-zone-with-these-in-place-of-what = with these in place of what they replace
sender-page-title = Sender report
sender-page-all = All checks
sender-page-fix = What to do:
sender-page-publish = Publish this:
sender-page-evidence = What the DNS said
sender-page-status = Status
sender-page-check = Check
sender-page-subject = Of what
sender-page-observed = What was seen
sender-the-records-of = the records of { $number }.
sender-then-result = With these records the result is { $after }.
sender-kind-reverse = reverse
sender-kind-domain = domain
sender-kind-spf = SPF
sender-kind-dkim = DKIM
sender-kind-dmarc = DMARC
sender-kind-lists = lists
sender-changes-in-sum = new findings: { $new }; senders without a change: { $quiet }
receiver-servers = { $software } servers
receiver-netease = NetEase
receiver-qq-mail = QQ Mail
receiver-answers = {" "}{ $who } answers: "{ $answer }"
receivers-answer = {" "}{ $who } answer: "{ $answer }"
sender-demand = { $receiver }: { $demand }: { $standing } ({ $fact })
sender-demand-from = {" (From is at "}{ $domain })
owner-address-provider = whoever gave you the address (host, cloud, ISP), not your registrar.
owner-domain-dns = whoever edits the DNS of the domain.
owner-mail-server = whoever runs the sending mail server.
owner-message = whoever makes the message.
owner-resolver = whoever runs the DNS server that was asked.
owner-mail-host = whoever runs the server that was connected to.

## Bounces

bounce-explain-field = Field
bounce-explain-value = Value
bounce-explain-decided-by = Decided by
bounce-explain-whose-fault = Whose fault
bounce-explain-what-follows = What follows
bounce-explain-what-to-do = What to do
bounce-explain-said = Said
bounce-explain-suppressed-for-ever = suppressed for ever
bounce-explain-watched-suppressed-for-ever-when-it = watched; suppressed for ever when it comes back on another day within 60 days
bounce-explain-suppressed-for-a-while-longer-each = suppressed for a while, longer each time
bounce-explain-not-suppressed-nothing-is-proved-about = not suppressed: nothing is proved about this mailbox
bounce-explain-temporary = temporary
bounce-explain-permanent = permanent
bounce-explain-the-recipient-s-side-the-address = the recipient's side: the address is wrong, closed or full
bounce-explain-yours-the-sender-s-the-address = yours, the sender's: the address may be good
bounce-explain-nobody-s-for-certain-the-way = nobody's for certain: the way between the two
bounce-human-what-to-do-now = What to do now
bounce-human-at-your-side = at your side
bounce-human-with-the-list = with the list
bounce-human-wait-or-look-closer = wait, or look closer
bounce-human-off-the-list-because-mail-arrived = off the list, because mail arrived after it had come back
bounce-human-arrived-before-the-last-bounce-the = arrived before the last bounce; the address stays suppressed
bounce-field-to-do = What to do
bounce-field-class = Class
bounce-field-whose = Whose fault
bounce-field-told-by = Told by
bounce-field-address = Address
bounce-field-caught = Would have been caught by
caught-by-recipient-unknown = presend clean --suppress FILE for what came back before; presend check for slips in the domain
caught-by-host-not-found = presend clean (domain.nxdomain, domain.no_mail_host, typo.provider)
caught-by-timeout = presend probe
caught-by-too-many-recipients = presend clean --batch 20
caught-by-mailbox-full = presend clean --suppress FILE
caught-by-message-too-large = presend sender --eml FILE
caught-by-sender-blocked = presend sender (sender.dnsbl_listed)
caught-by-sender-dns = presend sender (sender.ptr_missing, sender.helo_unresolvable, sender.no_domain)
caught-by-auth-failure = presend sender (sender.spf_*, sender.dkim_*, sender.dmarc_*)
caught-by-rate-limited = presend clean --batch-per-provider
caught-by-content-rejected = none: presend does not read what you write
caught-by-policy = none: it is a rule of the receiver
caught-by-greylisted = none, and none is needed
caught-by-other = none
caught-by-not-a-bounce = none: it is no bounce
bounce-no-bounce = { $count } no bounce
bounce-want-no-more = { $count } who want no more mail
bounce-more = { $count } more
bounce-not-mailed =
    { $count ->
        [one] { $count } report is about an address that was not mailed; it counts for nothing
       *[other] { $count } reports are about addresses that were not mailed; they count for nothing
    }
bounce-held = held: { $receiver } refused { $count } addresses in the same words; a refusal of the receiver suppresses nobody: { $example }
bounce-denied = { $domain } was said not to exist on { $day }, though it surely does: whoever looked names up that day cannot be believed, so no address is suppressed for its host
bounce-suppressed =
    { $count ->
        [one] { $count } suppressed address in { $file }
       *[other] { $count } suppressed addresses in { $file }
    }
bounce-watched = {", and "}{ $count } watched until it comes back again

## The command line

cli-progress-domains = domains
cli-progress-rows = rows
cli-probe-mailboxes-some-were-put-off-and-are = some were put off, and are asked again after the wait
cli-probe-greylisted = greylisted: { $mailboxes }. Give the same command again after { $minutes } minutes, or let it wait with --wait 15m
cli-probe-address-of-this-machine = {"["}address of this machine]

## Counts

count-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
count-addresses =
    { $count ->
        [one] { $count } address
       *[other] { $count } addresses
    }
count-domains =
    { $count ->
        [one] { $count } domain
       *[other] { $count } domains
    }
count-queries =
    { $count ->
        [one] { $count } query
       *[other] { $count } queries
    }
count-blank-rows =
    { $count ->
        [one] { $count } blank row
       *[other] { $count } blank rows
    }
count-mailboxes =
    { $count ->
        [one] { $count } mailbox
       *[other] { $count } mailboxes
    }
count-senders =
    { $count ->
        [one] { $count } sender
       *[other] { $count } senders
    }
at-line = line { $line }
count-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
count-bounces =
    { $count ->
        [one] { $count } bounce
       *[other] { $count } bounces
    }
count-hosts =
    { $count ->
        [one] { $count } host
       *[other] { $count } hosts
    }

## One address

check-did-you-mean = did you mean { $meant }?  (confidence { $sure })
came-back = came back: { $why }
note-came-back = note: came back: { $why }
confidence-high = high
confidence-medium = medium
confidence-low = low

## Signs between texts

in-brackets = { $text } ({ $note })
sign-colon = {": "}
sign-stop = .
sign-comma = {", "}
sign-and = {" and "}
sign-semicolon = {"; "}
sign-next = {" "}

## For those who begin

welcome-purpose = presend finds, before you send, what would make your mail come back.
welcome-clean = sort a list into clean, review, rejected and retry
welcome-sender = check your own set-up before a campaign
welcome-gate = pass or fail a list in CI
welcome-check = one address
welcome-bounce = why mail came back, and whom to leave out
welcome-explain = what a code or the text of a bounce means
welcome-more = Say presend COMMAND --help for more on one, and presend --help for all of them.
hint-list = what is to be done with { $word }?
hint-clean = To clean it:
hint-gate = To pass or fail it:
hint-bounce = To read it as bounces:
hint-missing = there is no file { $word }, and no command of that name. Check the name and the folder, then: presend clean { $quoted }
hint-address = to check an address: presend check { $quoted }
hint-domain = to check a sender's domain: presend sender { $quoted } --ip ADDRESS
hint-explain = to learn what a bounce means: presend explain { $quoted }
demo-next = What to do next, after a look at { $page }:
demo-retry = Ask again about the rows that are still unknown:
demo-gate = Let the list pass or fail, as in CI:
demo-bounce = Find out why mail came back:
demo-sender = Check a set-up for sending:
demo-own = Clean a list of your own, with the DNS of this system:

## How far a run is

time-s = s
time-min = min
time-h = h
progress-reading = reading
progress-resolving = resolving
progress-judging = judging
progress-left = { $time } left
progress-about-left = {", about "}{ $time } left
progress-asking-again = asking { $domains } slow or failing domains again, { $done } done
progress-of-domains = { $done } of { $all } domains

## The server

serve-find-out-before-you-send-what = Find out before you send what will bounce.
serve-api = API
serve-check-addresses = Check addresses
serve-e-mail-addresses-one-a-line = E-mail addresses, one a line
serve-check-your-own-set-up = Check your own set-up
serve-domain-of-your-from-address = Domain of your From address
serve-ip-addresses-that-you-send-from = IP addresses that you send from (optional)
serve-helo-name-of-your-server-optional = HELO name of your server (optional)
serve-check-the-set-up = Check the set-up
serve-understand-a-bounce = Understand a bounce
serve-what-came-back-the-whole-message = What came back: the whole message, or the line with the number
serve-explain = Explain
serve-too-many-addresses = These are more than { $most } addresses. Check them as a list.
serve-write-an-address-first = Write an address first.
serve-paste-what-came-back-first = Paste what came back first.
serve-what-was-found-out = What was found out
serve-probably-meant = Probably meant:{" "}
serve-can-be-mailed-as-far-as = can be mailed, as far as can be known beforehand
serve-a-person-should-look-at-it = a person should look at it
serve-would-bounce-or-must-not-be = would bounce, or must not be mailed
serve-could-not-be-found-out-try = could not be found out; try again later
serve-what-the-bounce-says = What the bounce says
serve-this-could-not-be-done = This could not be done
serve-login = Sign in
serve-login-token = The token of this server
serve-login-wrong = This is not the token of this server.
serve-logout = Sign out
serve-list-not-written = The results cannot be written: the server has no room or no right to write. Tell whoever runs it.
serve-list-slow = It took too long. Cut the list into parts, or clean it with the command: presend clean.
serve-list-given-up = The server gave the work up. Hand the list in again.
serve-list-fault = presend has a fault that this list brings to light. Please report it.
serve-problem-busy = The server is busy. Try again in a moment.
serve-problem-dns-slow = The DNS did not answer in time. Try again later.
serve-problem-domain = Write the domain of your From address, such as example.com.
serve-problem-empty = The list is empty.
serve-problem-full = Too many lists are kept, and none is old enough to make room. Remove one that you need no more on its page, or try again in some minutes.
serve-problem-helo = The HELO name is too long.
serve-problem-ips = Write the IP addresses that you send from, such as 192.0.2.25 or 2001:db8::25.
serve-problem-no-file = Choose one list first.
serve-problem-offline = Your set-up can be checked only by asking the DNS, and this server was started with --offline or --facts.
serve-problem-queue-full = Too many lists wait to be cleaned. Try again when one of them is done.
serve-problem-rate = You have asked for too much in a short time. Try again in a moment.
serve-problem-slow = What you sent did not arrive whole. Try again.
serve-problem-storage = The list cannot be kept: the server has no room for it.
serve-problem-too-large = This is larger than the server takes.

## A table of facts

facts-missing =
    { $domains ->
        [one] warning: { $names }: { $domains } domain is not in the table, and nobody was asked (dns.not_in_facts). presend resolve --facts asks for what is missing
       *[other] warning: { $names }: { $domains } domains are not in the table, and nobody was asked (dns.not_in_facts). presend resolve --facts asks for what is missing
    }
facts-expired =
    { $domains ->
        [one] note: { $names }: the answers for { $domains } domain have expired and were used all the same. presend resolve --facts asks for them again
       *[other] note: { $names }: the answers for { $domains } domains have expired and were used all the same. presend resolve --facts asks for them again
    }
facts-doubted =
    { $domains ->
        [one] warning: { $names }: the answers for { $domains } domain come from a DNS server that was caught denying what exists, so none is rejected for being missing
       *[other] warning: { $names }: the answers for { $domains } domains come from a DNS server that was caught denying what exists, so none is rejected for being missing
    }
facts-denied = warning: { $names }: the table denies { $name }, which surely exists. It cannot be believed, so no row is rejected for a domain that it says is missing. Make it again with another DNS server
facts-nothing = warning: { $names }: the table says nothing of any domain of the list. The rows are unknown, none is rejected for it
facts-table =
    { $domains ->
        [one] { $file }: table of facts, { $domains } domain
       *[other] { $file }: table of facts, { $domains } domains
    }
resolve-bare-domains =
    { $rows ->
        [one] { $file }: list of bare domains, { $rows } row
       *[other] { $file }: list of bare domains, { $rows } rows
    }
resolve-no-domains =
    { $cells ->
        [one] warning: { $file }: { $cells } cell is no domain and left out
       *[other] warning: { $file }: { $cells } cells are no domain and left out
    }
resolve-done =
    { $domains ->
        [one] { $file }: { $domains } domain: { $asked } asked, { $before } known before, { $unknown } not found out
       *[other] { $file }: { $domains } domains: { $asked } asked, { $before } known before, { $unknown } not found out
    }
resolve-nothing = warning: nothing was found out about any domain ({ $dns }). Check the network and --dns, then run again

## Lists over the server

serve-check-before-you-send = check before you send
serve-what-you-check-here-goes-to = What you check here goes to the machine that this page comes from, and no further: the DNS is asked about domains only.
serve-lists-clean-a-list = Clean a list
serve-lists-a-mailing-list-csv-excel-text = A mailing list: CSV, Excel, text, JSON and other forms
serve-lists-you-can-drop-a-file-onto = You can drop a file onto the field. It is kept on the machine that this page comes from, and removed after a day at the latest.
serve-lists-clean-the-list = Clean the list
serve-lists-there-is-no-such-list-or = There is no such list, or it is gone: lists are kept for a day at most.
serve-lists-this-page-loads-itself-again-until = This page loads itself again until the list is done.
serve-lists-the-list-could-not-be-cleaned = The list could not be cleaned:{" "}
serve-lists-remove-the-list-and-its-results = Remove the list and its results
serve-lists-the-list-waits-for-its-turn = The list waits for its turn.
serve-lists-rows-read = Rows read
serve-lists-domains-asked = Domains asked
serve-lists-rows-judged = Rows judged
serve-lists-clean-import-this-one = clean: import this one
serve-lists-review-a-person-should-look-at = review: a person should look at it
serve-lists-rejected-would-bounce = rejected: would bounce
serve-lists-retry-could-not-be-found-out = retry: could not be found out
serve-lists-verdict = Verdict
serve-lists-download = Download
serve-lists-open-the-report = Open the report
serve-lists-download-everything = Download everything
serve-lists-what-was-changed-or-could-be = What was changed, or could be (changes.csv)

## Why a list cannot be read

list-error-not-found = There is no file { $file }. Check the name and the folder.
list-error-folder = { $file } is a folder. Name the list file inside it.
list-error-denied = { $file } may not be read by this user. Ask for permission to read it, or copy it to a place of your own.
list-error-read = Cannot read { $file }: { $error }.
list-error-read-row = Reading the list failed at line { $line }: { $error }. Nothing after that line was read; run presend again.
list-error-spool = Cannot keep a copy of the list in the folder for temporary files: { $error }. Make room, or save the list to a file that is not packed and name that.
list-error-duplicates = Cannot look for duplicates on the disk: { $error }. Make room in the folder for temporary files.
list-error-not-text = { $file }: this is { $kind }. { $advice }
list-error-workbook = { $file }: the workbook is of no use: { $what }.
list-error-archive = { $file }: the ZIP archive is of no use: { $what }.
list-error-lists = { $file } holds { $count } lists: { $lists }.
list-error-parquet = { $file }: the Parquet file cannot be read: { $what }. Copy or write it again.
list-error-threads = Cannot start a thread to read the list: { $error }. Let this process have more threads (ulimit -u) or memory (ulimit -v).
list-error-write = cannot write the results: { $error }
list-error-no-such-sheet = The workbook has no sheet { $wanted }. It has { $sheets }.
list-error-no-such-records = The document has no records under { $wanted }. It has arrays under { $keys }.
list-error-no-key = no key
list-error-json = { $file }: the JSON is broken at line { $line }, column { $column }: { $what }. Look at that place, or write the file again.
list-error-not-rows = This is { $kind }, not a list of rows. { $advice }
list-error-binary = This does not look like a text list: { $percent } % of its beginning are control bytes. Save it as CSV UTF-8 and run presend on that.
list-error-empty = The list is empty: there is no row in it. Check the export that made it.
list-error-changed = { $file } changed while presend was reading it. Wait until nothing writes to it, then run presend again.
list-error-row-too-long = The row at line { $line } is longer than { $mebibytes } MiB. Most often a quote is missing or the file is no text list; look at that line.
list-error-delimiter = A quote or a line end cannot be the delimiter. Common ones are , ; | and the tab.
list-error-no-such-column = The list has no column { $wanted }. It has { $columns }.
list-error-column-without-addresses = No addresses in column { $wanted }. There are some in column { $others }.
list-error-no-addresses = There is no @ in the list, so it holds no e-mail addresses. Check that this is the right file.
list-error-no-email-column = No column looks like e-mail addresses. The list has { $columns }.
kind-seven-zip = a 7-Zip archive
kind-rar = a RAR archive
kind-zip = a ZIP archive
kind-sqlite = an SQLite database
kind-pdf = a PDF document
kind-rtf = a rich-text document
kind-picture = a picture
kind-json = JSON without an array of objects or strings
kind-page = a web page or XML
kind-cards = a file of address cards (vCard)
kind-unpack = Unpack it and run presend on the list inside.
kind-export = Export the list as CSV UTF-8 and run presend on that.
kind-save-as-text = Save it as plain text in UTF-8 and run presend on that.
kind-one-a-line = Make it one object a line (jq -c does), and run presend on that.
kind-open-in-spreadsheet = Open it in a spreadsheet, save it as CSV UTF-8, and run presend on that.
kind-export-contacts = Export the contacts as CSV and run presend on that.

## Why something else cannot be read or written

system-not-found = No such file or directory
system-denied = Permission denied
system-exists = File exists
system-full = No space left on device
system-folder = Is a directory
system-no-folder = Not a directory
system-invalid-data = invalid data
system-timed-out = timed out
system-refused = Connection refused
system-ends = unexpected end of file
domain-error-empty = the name is empty
domain-error-too-long = the name is longer than { $octets } octets
domain-error-label = a part of the name is empty or longer than { $octets } octets
domain-error-not-ascii = the name has a character that is not printable ASCII
table-error = { $place }: expected { $expected }, found { $found }
zone-error-syntax = line { $line }: { $what }
zone-error-too-large = the zone file is larger than { $megabytes } MB; split it
zone-error-io = the zone file cannot be read
network-error-no-servers = no DNS server is named
network-error-socket = no socket to the DNS server { $server } can be opened: { $error }; check its address and the network
network-error-general = the resolver for rare questions cannot be set up: { $error }
network-error-no-runtime = a network needs a tokio runtime around it
system-servers-error = the system's DNS servers cannot be found: { $place } gives none ({ $reason }); name one yourself with --dns ADDRESS, or work from a file with --dns zone:FILE
system-servers-none = it names no server
system-servers-network = the network configuration
named-error-no-address = "{ $text }" is no address of a DNS server. Write system, an IP address such as 192.0.2.53, with :PORT if it is not 53, or zone:FILE
store-error-locked = the DNS cache { $file } is locked by another program
store-error-foreign = { $file } is a database of another program and was left alone
store-error-later-version = the DNS cache { $file } was made by a later version of presend
store-error-unusable = the DNS cache { $file } cannot be used: { $error }
store-error-damaged = the DNS cache { $file } is damaged
suppression-error-not-found = { $file }: there is no such suppression list
suppression-error-no-file = { $file }: is no regular file; name the CSV file of a suppression list, or one that is to be made
suppression-error-io = { $file }: { $error }
suppression-error-csv = { $file }: { $error }
suppression-error-read-only = { $file }: the suppression list may not be written
suppression-error-in-use = { $file }: another presend has been changing the list for { $seconds } seconds; nothing was changed
suppression-error-header = { $file }: is no suppression list: the first row must be { $columns }
suppression-error-row = { $file }:{ $line }: { $what }. Correct the row or remove it
suppression-error-salt = { $file }: has another salt, or holds hashes where the other list has plain addresses; these lists cannot be joined
suppression-error-days = { $file }:{ $line }: { $what }. It is what presend remembers beside a suppression list; correct it or remove the file
suppression-error-mixed = { $file }: holds plain addresses; a list is hashed from its first row on, or not at all
imap-error-not-found = the name { $host } is not found: { $error }
imap-error-not-loopback = { $host } is not on this machine. Without TLS a password goes to this machine only: write imaps://
imap-error-unreachable = no connection to { $host } on port { $port }: { $error }
imap-error-certificate-name = the server's certificate is not for { $host }. Write the name that the certificate has ({ $error })
imap-error-certificate-issuer = the server's certificate is signed by nobody whom this machine trusts. If the server is your own, name its certificate, or that of its CA, with --imap-ca FILE
imap-error-certificate-time = the server's certificate has run out, or does not hold yet ({ $error })
imap-error-no-tls = the server does not speak TLS on port { $port }; for imaps:// that is usually port 993
imap-error-tls = no TLS with the server: { $error }
imap-error-silent = the server does not answer in time
imap-error-broken = the connection broke: { $error }
imap-error-ended = the server ended the session: { $said }
imap-error-nonsense = the server sends what is no IMAP: { $said }
imap-error-long-text = the server sends a longer text than presend takes ({ $octets } octets)
imap-error-long-line = the server sends a longer line than presend takes ({ $octets } octets)
imap-error-too-many = the server sends more than { $answers } answers to one command
imap-error-login = the server refuses the user name or the password: { $said }
imap-error-login-later = the server lets nobody log in now: { $said }
imap-error-login-disabled = the server takes no password on this connection
imap-error-login-signs = the user name or the password has signs that this server cannot take: it knows only LOGIN, which is ASCII
imap-error-folder = the server does not open the folder "{ $folder }": { $said }. Write the folder as the server names it, such as INBOX, INBOX/Bounces or INBOX.Bounces
imap-error-listing = the server refuses to list the messages: { $said }
imap-error-giving = the server gives no messages now: { $said }
imap-url-error-password = the URL of the mailbox holds a password. A URL ends in the shell's history and in lists of processes: take the password out and change it, write imaps://USER@HOST/FOLDER, and give the password in the variable PRESEND_IMAP_PASSWORD or with --password-command CMD
imap-url-error-no-user = the URL of the mailbox names no user. Write imaps://USER@HOST/FOLDER
imap-url-error-no-host = the URL of the mailbox names no server. Write imaps://USER@HOST/FOLDER
imap-url-error-port = the port in the URL of the mailbox is no number from 1 to 65535
imap-url-error-percent = the URL of the mailbox holds a % that does not begin an octet such as %20, or octets that are no UTF-8
imap-url-error-control = the URL of the mailbox holds a control character
imap-url-error-part = the URL of the mailbox holds a ? or ; part, which is not read. Write imaps://USER@HOST/FOLDER, and %3F or %3B for these signs
imap-state-error-io = { $file }: { $error }
imap-state-error-foreign = { $file }: is no file in which presend remembers what it read: the first row must be mailbox,uidvalidity,last_uid. Name another file, or remove this one to read everything again
imap-state-error-row = { $file }:{ $line }: is damaged. Remove the row to read that mailbox again
certificates-error-read = cannot be read: { $error }
certificates-error-none = holds no certificate in PEM (-----BEGIN CERTIFICATE-----)
certificates-error-broken = holds a certificate that cannot be read
source-error-not-found = { $file }: there is no such file or folder
source-error-denied = { $file }: may not be read
source-error-read = { $file }: cannot be read: { $error }
output-error-earlier = { $folder } already holds results of an earlier run ({ $name })
output-error-is-input = { $file } is the list itself and would be overwritten
output-error-folder = { $file } is a folder, and a result of that name cannot be written
output-error-not-a-folder = { $folder } is not a folder
output-error-write = cannot write { $file }: { $error }. No results were left behind
run-error-write = cannot write the results; none were left behind
run-error-changes = cannot write changes.csv; no results were left behind. Make room, or choose another folder with -o
baseline-error-io = cannot read it
baseline-error-broken = line { $line }: this is no baseline that presend gate wrote. Write it anew
retry-error-no-results = { $folder } holds no results of presend clean: there is no summary.json of it
retry-error-no-state = { $folder } was not kept with what asking again needs (retry.state): it was made by an older presend, from several lists, or without the DNS. What the DNS answered then is mostly still known
retry-error-damaged = { $file } cannot be used ({ $what })
retry-error-busy = { $folder } is being asked again by another presend. Wait until it has ended
retry-error-edited = { $file } was changed after presend wrote it, and what was changed would be lost. Put it back as it was, or clean the list itself again into another folder
retry-error-gone = { $file } is gone, so that its rows cannot be merged. Put it back, or clean the list itself again
retry-error-otherwise = line { $line } had an answer ({ $before }) and would now be { $now } for another reason: presend, its tables or presend.toml have changed since. Nothing was changed
retry-error-tables = the tables or the lists in presend.toml are not those by which { $folder } was judged. Put them back, or clean the list itself again
retry-error-other-rows = { $file } does not hold the rows of the first run any more. Take it away to go on without it, or put it back as it was
retry-error-rows = of { $before } rows { $now } would come out. Nothing was changed
retry-error-io = cannot read or write { $file }: { $error }. Nothing was changed
facts-error-read = { $file }: reading the table of facts failed at { $place }: { $error }
facts-error-no-column = { $file }: this is no table of facts, for it has no column { $column }. presend resolve LIST -o facts.parquet makes one
facts-error-row = { $file }: { $place } of the table of facts is of no use: { $what }. Make the table again with presend resolve
facts-error-too-many = { $file }: the table of facts has more than { $rows } rows
facts-error-write = cannot write the table of facts: { $error }
greylist-error-io = { $file }: { $error }
greylist-error-foreign = { $file } is no file in which presend remembers what was greylisted, and was left alone. Remove it, or name another with --greylist
greylist-error-row = { $file }:{ $line } is damaged. Remove the row, or the file, to begin anew
results-error-io = cannot read it
results-error-no-row = line { $line }: this is no row of results in JSON Lines: { $error }
results-error-too-long = line { $line } is longer than { $octets } octets, which no row is
results-error-unknown = line { $line }: { $schema } is not a kind of result that this version knows
results-error-several = several senders stand in it, and a page shows one. Write the results of one
results-error-empty = there is nothing in it
results-error-no-bounce = line { $line }: this is no bounce in JSON Lines: { $error }
results-error-no-sender = this is no result of presend sender in JSON: { $error }
earlier-error-not-json = it is no result of presend sender in JSON: { $error }
earlier-error-other-schema = it is no result of presend sender in JSON: schema is "{ $schema }", and must be { $wanted }
earlier-error-empty = it holds no result of presend sender in JSON
serve-error-needs-token = { $address } can be reached from other machines, so a token is needed: write one of at least 16 signs into a file and name it with --token-file, or set PRESEND_TOKEN. Or listen on 127.0.0.1
serve-error-weak-token = the token must have 16 to 512 signs of ASCII and no blanks
serve-error-folder = lists cannot be kept in { $folder }: { $error }
suppression-row-first-seen = first_seen is no day such as 2026-11-23
suppression-row-last-seen = last_seen is no day such as 2026-11-23
suppression-row-until = until is neither forever, nor allowed, nor empty, nor a day such as 2026-11-23
suppression-row-class = the class is unknown
suppression-row-count = count is no number
suppression-row-csv = it is no row of CSV in UTF-8
suppression-row-second-salt = a second salt; lists with different salts cannot be joined
suppression-row-no-salt = a hashed address, and no row with the salt before it
suppression-row-address = the address cannot be read
suppression-days-header = the first row must be presend_days,1
suppression-days-row = the row cannot be read
suppression-days-no-salt = there is no row with the salt before it
suppression-days-no-address = a bounce of no address
suppression-days-no-receiver = an address of no receiver
suppression-days-no-day = there is no such day as 2026-11-23
suppression-days-no-number = there is no number
suppression-days-other-row = the row is none that presend writes
suppression-days-cells = cells are missing
suppression-days-follows = what follows from the bounce is unknown
table-expected-new-domain = a domain that does not stand above already
table-expected-confidence = the word high or medium
table-expected-live-domain = a live domain of the table of providers
table-expected-slip = a slip, and no provider or neighbour of one
table-expected-short-domain = a domain of at most 40 octets
table-expected-weight = the weight, a whole number from 1
table-expected-live = the word live or closed
table-expected-source = where it can be looked up
table-expected-local-part = a local-part
table-expected-small-local-part = a local-part in lower case
table-expected-parking = the name of the parking service
table-expected-name = a name in lower-case ASCII
table-expected-domain = a domain: lower-case ASCII, with a dot
table-expected-date = a date: YYYY, YYYY-MM or YYYY-MM-DD
table-expected-kind = mailbox, gateway, forwarding or inbound api
table-expected-service = the name of the service
zone-error-not-utf8 = this is not UTF-8 text; save the file as UTF-8
zone-error-not-alone = a name with a CNAME has no other records (RFC 1034 §3.6.2); remove one of them
zone-error-too-many = this name has more records of one type than a DNS answer can hold
zone-error-parenthesis = the parenthesis that opens here is never closed; close it with )
zone-error-lone-parenthesis = there is a ) without its (; remove it
zone-error-word = a word here is not valid text
zone-error-quote = a quoted string does not end on its line; close it with "
zone-error-backslash = a backslash must be followed by a character, or by three digits up to 255
zone-error-no-owner = the first record has no name; begin the line with one
zone-error-no-type = a record has no type; write for example: example.com. MX 10 mail.example.com.
zone-error-origin = $ORIGIN needs one name, such as: $ORIGIN example.com.
zone-error-ttl = $TTL needs one time, such as: $TTL 3600
zone-error-include = $INCLUDE is not followed; put its records into this file, which must be whole
zone-error-control = { $word } is no control entry; $ORIGIN and $TTL are
zone-error-ipv4 = "{ $word }" is not an IPv4 address, such as 192.0.2.1
zone-error-ipv6 = "{ $word }" is not an IPv6 address, such as 2001:db8::1
zone-error-preference = "{ $word }" is not a preference from 0 to 65535
zone-error-mx = MX needs a preference and a name, such as: MX 10 mail.example.com.
zone-error-one-value = { $kind } needs exactly one value after it
zone-error-txt = TXT needs at least one string
zone-error-dname = DNAME is not followed here; write a CNAME for each name
zone-error-type = { $kind } is no record type; check the order: name, TTL, class, type, value
zone-error-quoted-name = a name here has quotes or a backslash; presend asks for no such names
zone-error-name = "{ $word }" is no name: { $why }
zone-error-class = class { $class } has nothing to do with mail; only IN is read
zone-error-tlsa = TLSA needs three numbers and hexadecimal digits, such as: TLSA 3 1 1 0123abcd
zone-error-long-string = a string of a TXT record is longer than { $octets } octets; split it into several
zone-error-attempts = "{ $word }" is no number of attempts; write: { $shape }
zone-error-fault = this ;fault is not complete; write: { $shape }
zone-error-failure = "{ $word }" is no kind of failure; write: { $shape }
retry-damaged-beginning = its beginning is not as presend writes it
retry-damaged-maker = presend { $by } made it, and this is { $version }
retry-damaged-other-maker = another program made it, and this is presend { $version }
retry-damaged-end = its end is missing
retry-damaged-domain = a domain in it is not as presend writes it
facts-place-beginning = its beginning
facts-place-line = line { $number }
facts-place-row = row { $number }
facts-place-record = record { $number }
facts-row-too-long = it is longer than { $mebibytes } MiB
facts-row-no-end = a row is longer than { $mebibytes } MiB
facts-row-no-object = it is no object of JSON
facts-row-cells = it has { $cells } cells and not { $wanted }
facts-row-not-utf8 = it is not UTF-8
facts-row-schema = its schema is { $value } and not { $wanted }
facts-row-outcome = the outcome { $value } does not fit its mx
facts-row-hosts = it has more than { $count } hosts
facts-row-expires = it expires before it was asked
facts-row-resolver = its resolver is longer than { $octets } octets
facts-row-value = its { $column } is { $value }
facts-row-name = its { $column } is { $value }: { $why }
facts-row-items = its { $column } has more than { $count } items
facts-row-no-array = its { $column } is no array of JSON
facts-row-preference = its mx has an exchange without a preference from 0 to 65535
facts-row-address = an address of its hosts is { $value }
facts-row-host = a host of it has { $value }
facts-row-bare-host = a host of it has neither addresses nor a word for why
facts-row-moment = its { $column } is { $value }, no moment such as 2026-01-31T12:00:00Z
parquet-error-type = its values are of the type { $kind }, which presend cannot read
json-error-behind-end = something follows behind its end
json-error-cut = it ends in the middle
json-error-too-deep = it is nested too deep
json-error-no-key = a key in double quotes is missing
json-error-no-colon = a colon is missing
json-error-no-brace = a comma or {"}"} is missing
json-error-no-bracket = a comma or ] is missing
json-error-digits = four hexadecimal digits must follow \u
json-error-escape = no such escape
json-error-string = a string has no end on its line
json-error-no-value = a value is missing or not quoted
store-set-aside = the DNS cache { $file } was damaged; it is now { $aside }, and a new one was begun
store-was-locked = the DNS cache { $file } is locked by another program; this run went on without it, and its results are complete
store-was-damaged = the DNS cache { $file } is damaged and is set aside; this run went on without it, and its results are complete
store-has-failed = the DNS cache { $file } cannot be written or read ({ $why }); this run went on without it, and its results are complete

## What options help, said behind what is wrong

advice-lists = Name one with --sheet.
advice-empty = If an empty list is fine, use --allow-empty.
advice-column = Name that one with --column, or leave --column out.
advice-no-addresses = To pass over such files, use --if-no-addresses skip.
advice-no-email-column = Name the right one with --column NAME or --column N.
advice-duplicates = Or allow more memory with --memory.
advice-folder-or-force = Choose another folder with -o, or add --force to replace them
advice-other-folder = Choose another folder with -o
advice-other-name = Choose another name with -o
advice-room-or-folder = Make room, or choose another folder with -o
advice-clean-again = Clean the list itself again, with --force
advice-without-retry = Name the folder that -o named, or the list itself without --retry
advice-other-cache = Name another file with --cache
advice-dns = Name one with --dns ADDRESS
advice-other-suppression = Give yourself the right to write it, or name another one with --suppress
advice-sender-json = presend sender DOMAIN --format json writes one
advice-update-baseline = presend gate --update-baseline does
advice-rows = --format jsonl of clean, gate or check writes such rows
advice-make-suppression = presend bounce --suppress makes one

## What checks of a sender say that they saw. In English these are the forms of the sentences; $a, $b and so on stand for a name, a record,
## a figure, or for another of these sentences.

## Names and addresses.

saw-is-no-domain = "{ $a }" is no domain
saw-does-not-exist-in-the-dns = { $a } does not exist in the DNS
saw-does-not-exist = { $a } does not exist
saw-does-not-exist-2 = does not exist
saw-has-no-address = has no address
saw-exists-but-has-no-address = exists but has no address
saw-takes-no-mail = takes no mail
saw-no-ptr-record = no PTR record
saw-no-ptr-record-for-this-ipv6-address = no PTR record for this IPv6 address
saw-ptr-record = PTR record
saw-address-of-the-ptr-name = address of the PTR name
saw-no-sending-address-is-known-add-ip = no sending address is known; add --ip ADDRESS
saw-only-ipv6-addresses-send-mail-hosts-with = only IPv6 addresses send; mail hosts with IPv4 only cannot be reached from them
saw-has-no-ptr-record = { $a } has no PTR record
saw-has-no-ptr-record-for-this-ipv6 = { $a } has no PTR record for this IPv6 address
saw-which-has-no-address = { $a } → { $b }, which has no address
saw-which-leads-to-other-addresses-and-not = { $a } → { $b }, which leads to other addresses and not back to { $c }
saw-by-way-of-rfc-2317 = { $a } → { $b } → { $c }, by way of { $d } (RFC 2317)
saw-the-could-not-be-found-out = the { $a } could not be found out: { $b }
saw-has-ptr-names-only-the-first-were = { $a } has { $b } PTR names; only the first { $c } were looked at
saw-has-ptr-names = { $a } has { $b } PTR names: { $c }
saw-the-ptr-name-is-an-alias-cname = the PTR name { $a } is an alias (CNAME) of { $b }
saw-looks-like-a-name-that-a-provider = { $a } looks like a name that a provider gives to customers' machines
saw-is-an-address-for-examples-in-books = { $a } is an address for examples in books; nobody sends from it
saw-is-a-private-or-reserved-address-so = { $a } is a private or reserved address, so receivers see another one
saw-no-ip-was-given-and-the-spf = no --ip was given, and the SPF record of { $a } names no single addresses or small ranges
saw-no-ip-was-given-the-spf-record = no --ip was given; the SPF record of { $a } names 1 address: { $b }
saw-no-ip-was-given-addresses-come-from = no --ip was given; { $a } addresses come from the SPF record of { $b }: { $c }; more were left out
saw-no-ip-was-given-addresses-come-from-2 = no --ip was given; { $a } addresses come from the SPF record of { $b }: { $c }
saw-the-addresses-of-are-theirs-to-watch = { $a }; the addresses of { $b } are theirs to watch and were left out
saw-it-stands-in-a-range-of-the = { $a }; it stands in a range of the SPF record, and matters only if you send from it

## Failures.

saw-no-dns-server-answered-in-time = no DNS server answered in time
saw-the-dns-server-reports-a-failure-servfail = the DNS server reports a failure (SERVFAIL)
saw-the-dns-server-refuses-to-answer-refused = the DNS server refuses to answer (REFUSED)
saw-the-dns-server-cannot-be-reached = the DNS server cannot be reached
saw-the-dns-answer-cannot-be-used = the DNS answer cannot be used
saw-the-dns-server-filters-what-it-answers = the DNS server filters what it answers
saw-no-answer-came-in-time = no answer came in time
saw-the-dns-server-answered-servfail = the DNS server answered SERVFAIL
saw-the-dns-server-refused = the DNS server refused
saw-the-network-failed = the network failed
saw-the-answer-was-broken = the answer was broken
saw-no-reason-is-known = no reason is known
saw-the-dns-did-not-answer-for-so = the DNS did not answer for { $a }, so that not everything could be looked at
saw-the-dns-did-not-answer-for = the DNS did not answer for { $a }

## HELO.

saw-the-helo-name-was-not-given-add = the HELO name was not given; add --helo NAME with the name your server says
saw-has-an-underscore-which-postfix-takes-and = { $a } has an underscore, which Postfix takes and Exim refuses unless it is told otherwise
saw-the-addresses-of-could-not-be-found = the addresses of { $a } could not be found out: { $b }
saw-is-a-full-name-and-leads-to = { $a } is a full name and leads to the address
saw-the-server-calls-itself-an-address-that = the server calls itself { $a }, an address that is none of the sending addresses in place of a name
saw-the-server-calls-itself-an-address-in = the server calls itself { $a }, an address in place of a name
saw-the-server-calls-itself-which-is-an = the server calls itself { $a }, which is an address
saw-the-server-calls-itself-and-its-address = the server calls itself { $a }, and its address is called { $b }
saw-has-characters-that-a-host-name-may = { $a } has characters that a host name may not have
saw-is-no-full-name-that-others-can = { $a } is no full name that others can look up
saw-exists-but-has-no-address-2 = { $a } exists but has no address
saw-leads-to-not-to = { $a } leads to { $b }, not to { $c }
saw-has-no-record-and-mail-is-sent = { $a } has no { $b } record, and mail is sent from { $c }
saw-whether-leads-to-could-not-be-found = whether { $a } leads to { $b } could not be found out: { $c }

## The domain.

saw-the-mail-hosts-of-could-not-be = the mail hosts of { $a } could not be found out: { $b }
saw-has-no-mx-a-or-aaaa-record = { $a } has no MX, A or AAAA record
saw-has-no-mx-and-leads-to = { $a } has no MX, and leads to { $b }
saw-has-no-mx-its-address-is-taken = { $a } has no MX; its address { $b } is taken for its mail host
saw-has-a-null-mx-it-says-that = { $a } has a null MX: it says that it takes no mail
saw-has-a-null-mx-among-other-mx = { $a } has a null MX among other MX records
saw-the-mail-host-is-an-alias-cname = the mail host { $a } is an alias (CNAME) of { $b }
saw-the-mail-host-does-not-exist = the mail host { $a } does not exist
saw-the-mail-host-has-no-address = the mail host { $a } has no address
saw-the-mx-record-names-the-address-in = the MX record names the address { $a } in place of a host
saw-the-mail-host-has-only = the mail host { $a } has only { $b }
saw-the-mail-host-leads-to-the-sender = the mail host { $a } leads to the sender's own machine

## SPF.

saw-has-one-readable-record = { $a } has one readable record: { $b }
saw-may-send-for-by = { $a } may send for { $b } by { $c }
saw-may-send-for = { $a } may send for { $b }
saw-gets-by-for-its-explanation = { $a } gets { $b } by { $c } for { $d }; its explanation: "{ $e }"
saw-gets-by-for = { $a } gets { $b } by { $c } for { $d }
saw-gets-for = { $a } gets { $b } for { $c }
saw-spf-of-is-open = SPF of { $a } is open; { $b }
saw-spf-of = SPF of { $a }: { $b }
saw-the-spf-of-the-helo-name-does = the SPF of the HELO name { $a } does not allow { $b }
saw-the-spf-of-the-helo-name-cannot = the SPF of the HELO name { $a } cannot be used: { $b }
saw-lets-everybody-or-nearly-everybody-send-as = "{ $a }" lets everybody, or nearly everybody, send as the domain
saw-is-a-very-wide-range-and-strangers = "{ $a }" is a very wide range, and strangers are in it
saw-all-says-nothing-about-anybody-else-who = "?all" says nothing about anybody else who sends as the domain
saw-the-record-ends-without-all-which-is = the record ends without "all", which is read as "?all"
saw-the-record-has-bytes-beyond-the-answer = the record has { $a } bytes; beyond { $b } the answer does not fit into one plain UDP packet
saw-stands-after-all-where-nobody-looks-at = "{ $a }" stands after "all", where nobody looks at it
saw-stands-twice = "{ $a }" stands twice
saw-does-nothing-because-the-record-has-an = "{ $a }" does nothing, because the record has an "all"
saw-ptr-is-slow-and-unreliable-and-the = "{ $a }": ptr is slow and unreliable, and the standard says not to use it
saw-is-an-internal-address-which-no-receiver = "{ $a }" is an internal address, which no receiver ever sees
saw-stands-inside-the-record-as-if-two = "{ $a }" stands inside the record, as if two records were put into one
saw-is-written-with-and-receivers-ignore-it = "{ $a }" is written with "=", and receivers ignore it
saw-passes-every-client-because-has-an-address = "{ $a }" passes every client, because { $b } has an address
saw-leads-back-to-the-records-go-round = "{ $a }" leads back to { $b }: the records go round in a circle
saw-the-record-of-cannot-be-used = the record of { $a } cannot be used: { $b }
saw-has-no-spf-record = { $a } has no SPF record: { $b }
saw-has-no-spf-record-2 = { $a } has no SPF record
saw-it-has-no-txt-record = it has no TXT record
saw-it-does-not-exist = it does not exist
saw-none-of-its-txt-records-is-an = none of its TXT records is an SPF record
saw-has-mx-records-may-find-at-most = { $a } has { $b } MX records; "{ $c }" may find { $d } at most
saw-the-explanation-at-breaks-the-grammar-so = the explanation at { $a } breaks the grammar, so that receivers leave it out
saw-the-explanation-at-is-not-exactly-one = the explanation at { $a } is not exactly one TXT record, so that receivers leave it out
saw-the-explanation-at-is-missing-so-that = the explanation at { $a } is missing, so that receivers leave it out
saw-has-spf-records-and-may-have-one = { $a } has { $b } SPF records, and may have one only: { $c }
saw-has-spf-records-and-may-have-one-2 = { $a } has { $b } SPF records, and may have one only
saw-is-no-spf-record-for-receivers = "{ $a }" is no SPF record for receivers: { $b }
saw-the-records-cost-look-ups-and-are = the records cost { $a } look-ups, and { $b } are allowed; the dearest terms: { $c }
saw-look-ups-find-nothing-and-two-are = { $a } look-ups find nothing, and two are allowed: { $b }
saw-finds-nothing-in-the-dns-after-two = "{ $a }" finds nothing in the DNS; after two such look-ups the record is void
saw-characters-stand-before-v-spf1-or-quotes = characters stand before "v=spf1", or quotes around the record
saw-v-spf1-must-be-followed-by-a = "v=spf1" must be followed by a blank, not by a mark
saw-v-spf1-must-be-written-without-blanks = "v=spf1" must be written without blanks and be followed by one plain blank
saw-a-record-must-begin-with-v-spf1 = a record must begin with "v=spf1" and a blank
saw-v-spf1-is-missing-at-its-start = "v=spf1" is missing at its start
saw-the-domain-has-no-txt-record = the domain has no TXT record
saw-the-domain-does-not-exist = the domain does not exist
saw-the-domain-has-no-spf-record = the domain has no SPF record
saw-in-the-record-of = "{ $a }" in the record of { $b }: { $c }
saw-redirect-leads-to-which-has-no-spf = redirect leads to { $a }, which has no SPF record
saw-txt-of = TXT of { $a }
saw-mx-of = MX of { $a }
saw-a-of = A of { $a }
saw-aaaa-of = AAAA of { $a }
saw-ptr-of = PTR of { $a }
saw-is-included-and-has-no-spf-record = { $a } is included and has no SPF record
saw-would-be-look-up-and-are-allowed = "{ $a }" would be look-up { $b }, and { $c } are allowed
saw-is-the-third-look-up-that-finds = "{ $a }" is the third look-up that finds nothing; two are allowed
saw-there-is-no-such-mechanism = there is no such mechanism
saw-all-takes-no-value = all takes no value
saw-it-holds-a-character-that-is-not = it holds a character that is not printable ASCII
saw-this-modifier-may-stand-only-once-in = this modifier may stand only once in a record
saw-ip4-needs-a-colon-an-ipv4-address = ip4 needs a colon, an IPv4 address, and at most a prefix length of 0 to 32
saw-ip6-needs-a-colon-an-ipv6-address = ip6 needs a colon, an IPv6 address, and at most a prefix length of 0 to 128
saw-needs-a-colon-and-a-domain-name = { $a } needs a colon and a domain name

## DKIM.

saw-add-dkim-selector-s-of-a-dkim = add --dkim SELECTOR (s= of a DKIM-Signature that you send)
saw-not-determinable-no-selector-was-named-and = not determinable: no selector was named, and none of { $a } well-known ones has a key, which proves nothing; { $b }
saw-every-selector-of-leads-to-one-key = every selector of { $a } leads to one key; { $b }
saw-is-no-selector-the-dns-cannot-hold = "{ $a }" is no selector: the DNS cannot hold such a name
saw-holds-a-key-rsa-with-bits = { $a } holds a key: RSA with { $b } bits
saw-holds-a-key = { $a } holds a key: { $b }
saw-has-no-txt-record = { $a } has no TXT record
saw-has-only-an-spf-record-perhaps-from = { $a } has only an SPF record, perhaps from a wildcard, and no key
saw-is-no-key-record-it-has-no = "{ $a }" is no key record: it has no p=
saw-other-txt-records-stand-beside-the-key = { $a } other TXT records stand beside the key
saw-has-key-records-and-may-have-one = { $a } has { $b } key records, and may have one
saw-the-tag-p-which-holds-the-key = the tag p=, which holds the key, is missing
saw-p-is-empty-which-says-that-the = p= is empty, which says that the key is withdrawn
saw-k-is-no-known-algorithm = k={ $a } is no known algorithm
saw-v-dkim1-must-be-the-first-tag = v=DKIM1 must be the first tag
saw-the-record-holds-backslashes-its-semicolons-must = the record holds backslashes; its semicolons must stand without them
saw-the-version-is-and-must-be-dkim1 = the version is "{ $a }", and must be DKIM1 in capitals
saw-the-rsa-key-has-bits-under-it = the RSA key has { $a } bits; under { $b } it is not used
saw-the-rsa-key-has-bits-verifiers-need = the RSA key has { $a } bits; verifiers need not know more than { $b }
saw-the-rsa-key-has-bits-are-the = the RSA key has { $a } bits; { $b } are the advice
saw-p-holds-a-key-of-another-algorithm = p= holds a key of another algorithm than RSA
saw-p-holds-what-looks-like-an-ed25519 = p= holds what looks like an Ed25519 key, and k=ed25519 is missing
saw-p-is-no-rsa-key-perhaps-its = p= is no RSA key; perhaps its end was cut off
saw-the-key-is-ed25519-and-many-receivers = the key is Ed25519, and many receivers can verify RSA only
saw-the-ed25519-key-has-bytes-and-must = the Ed25519 key has { $a } bytes, and must have { $b }
saw-p-holds-the-lines-that-frame-a = p= holds the lines that frame a key file; only the letters between them belong here
saw-p-holds-quotes-the-parts-of-a = p= holds quotes; the parts of a long key are put together without them
saw-p-is-no-base64-a-character-is = p= is no base64; a character is foreign, or its end was cut off
saw-h-does-not-allow-sha256-and-signers = h={ $a } does not allow sha256, and signers must use it
saw-s-does-not-allow-e-mail = s={ $a } does not allow e-mail
saw-t-y-says-that-the-domain-only = t=y says that the domain only tests DKIM, and verifiers may ignore the signature
saw-t-s-the-signature-s-i-must = t=s: the signature's i= must name exactly this domain
saw-g-belongs-to-the-old-standard-and = g= belongs to the old standard, and present verifiers ignore it
saw-is-no-tag-with-a-value = "{ $a }" is no tag with a value
saw-is-no-name-of-a-tag = "{ $a }" is no name of a tag
saw-the-tag-stands-twice = the tag "{ $a }" stands twice

## DMARC.

saw-nothing-that-passes-is-aligned = nothing that passes is aligned: { $a }
saw-mail-from-is-at-not-aligned-with = MAIL FROM is at { $a }, not aligned with { $b }; DKIM is aligned, which is enough
saw-no-dkim-domain-is-aligned-with-only = no DKIM domain is aligned with { $a }; only SPF is, which breaks when mail is forwarded
saw-mail-from-is-at-not-aligned-with-2 = MAIL FROM is at { $a }, not aligned with { $b }; DMARC passes only by an aligned DKIM signature, and no selector was named
saw-neither-mail-from-nor-a-dkim-domain = neither MAIL FROM ({ $a }) nor a DKIM domain is aligned with { $b }
saw-dmarc-has-dmarc-records-receivers-use-none = _dmarc.{ $a } has { $b } DMARC records; receivers use none of them
saw-at-dmarc-is-no-dmarc-record = "{ $a }" at _dmarc.{ $b } is no DMARC record: { $c }
saw-neither-nor-a-domain-above-it-has = neither { $a } nor a domain above it has a DMARC record
saw-a-dmarc-record-stands-at-where-receivers = a DMARC record stands at { $a }, where receivers do not look; it belongs at _dmarc.{ $b }
saw-the-policy-is-that-of-for-all = the policy is that of { $a }, for all of its subdomains
saw-psd-y-says-that-is-a-public = psd=y says that { $a } is a public suffix, and it is none
saw-the-organisational-domain-is-by-rfc-9989 = the organisational domain is { $a } by RFC 9989 and { $b } by RFC 7489
saw-reports-go-to-which = reports go to { $a }, which { $b }
saw-has-not-agreed-to-take-reports-has = { $a } has not agreed to take reports: { $b } has no TXT record v=DMARC1
saw-characters-stand-before-the-version-or-quotes = characters stand before the version, or quotes around the record
saw-the-version-v-dmarc1-is-missing = the version v=DMARC1 is missing
saw-the-version-must-be-spelled-v-dmarc1 = the version must be spelled v=DMARC1, with its letters in capitals
saw-a-semicolon-must-follow-v-dmarc1 = a semicolon must follow v=DMARC1
saw-v-dmarc1-must-come-first = v=DMARC1 must come first
saw-the-version-must-be-v-dmarc1 = the version must be v=DMARC1
saw-p-none-asks-receivers-to-do-nothing = p=none asks receivers to do nothing with forged mail
saw-p-the-policy-is-missing-many-receivers = p=, the policy, is missing; many receivers ignore such a record
saw-p-is-none-of-none-quarantine-reject = p={ $a } is none of none, quarantine, reject; many receivers ignore such a record
saw-p-should-directly-follow-v-dmarc1-older = p= should directly follow v=DMARC1; older receivers want it there
saw-sp-leaves-subdomains-less-protected-than-p = sp={ $a } leaves subdomains less protected than p={ $b }
saw-np-leaves-subdomains-that-do-not-exist = np={ $a } leaves subdomains that do not exist less protected than the others
saw-t-y-says-that-the-policy-is = t=y says that the policy is only tested, and receivers take it one step milder
saw-pct-keeps-the-policy-from-being-applied = pct={ $a } keeps the policy from being applied to all mail
saw-pct-is-no-number-from-0-to = pct={ $a } is no number from 0 to 100
saw-pct-no-longer-belongs-to-dmarc-rfc = pct no longer belongs to DMARC (RFC 9989), and may be left out
saw-without-rua-nobody-tells-you-who-sends = without rua= nobody tells you who sends as your domain
saw-no-longer-belongs-to-dmarc-rfc-9989 = { $a } no longer belongs to DMARC (RFC 9989), and may be left out
saw-is-no-mailto-address-so-that-no = { $a }={ $b } is no mailto: address, so that no report is sent there
saw-is-none-of-none-quarantine-reject = { $a }={ $b } is none of none, quarantine, reject
saw-is-neither-r-nor-s-and-is = { $a }={ $b } is neither r nor s, and is read as r
saw-psd-is-none-of-y-n-u = psd={ $a } is none of y, n, u
saw-fo-is-none-of-0-1-d = fo={ $a } is none of 0, 1, d, s
saw-the-tag-is-not-known-and-receivers = the tag "{ $a }" is not known, and receivers ignore it

## Block lists.

saw-is-not-listed-by = { $a } is not listed by { $b }
saw-is-listed-by = { $a } is listed by { $b }: { $c }
saw-says-nothing = { $a } says nothing: { $b }
saw-not-asked-further = not asked further: { $a }
saw-the-list-says-that-its-name-is = the list says that its name is misspelt (127.255.255.252)
saw-you-asked-through-a-public-resolver-which = you asked through a public resolver, which the list refuses (127.255.255.254); ask through a resolver of your own (--dns)
saw-the-list-says-that-you-ask-too = the list says that you ask too much (127.255.255.255)
saw-the-list-answers-with-an-error-code = the list answers with an error code (127.255.255.0/24)
saw-the-list-says-that-it-does-not = the list says that it does not list addresses (127.0.1.255)
saw-the-list-refuses-you-127-0-0 = the list refuses you (127.0.0.1): it does not serve your DNS server
saw-its-test-entry-is-not-listed-the = its test entry { $a } is not listed: the list is dead, or is no list
saw-it-answers-outside-127-0-0-0 = it answers { $a }, outside 127.0.0.0/8: the list is parked, or your DNS server invents answers
saw-it-lists-everything-which-must-never-be = it lists everything: { $a }, which must never be listed, is listed too
saw-its-test-entries-are-the-wrong-way = its test entries are the wrong way round: { $a } is listed and { $b } is not
saw-it-lists-no-ipv4-addresses = it lists no IPv4 addresses
saw-it-lists-no-ipv6-addresses = it lists no IPv6 addresses
saw-it-lists-no-domains = it lists no domains

## Other records.

saw-could-not-be-found-out = { $a } could not be found out: { $b }
saw-has-txt-records-but-none-that-begins = { $a } has TXT records, but none that begins with { $b }
saw-nobody-uses-the-record-for = nobody uses the { $a } record, for { $b }: { $c }
saw-tls-reports-is-published = TLS reports is published: { $a }

## What was connected to.

saw-speaks-with-a-certificate-for-until = { $a } speaks { $b }, with a certificate for { $c } until { $d }
saw-does-not-offer-starttls = { $a } does not offer STARTTLS
saw-offers-starttls-but = { $a } offers STARTTLS, but { $b }
saw-the-certificate-of-is-for = the certificate of { $a } is for { $b }
saw-no-dns-name-cn = no DNS name (CN={ $a })
saw-no-dns-name = no DNS name
saw-the-certificate-of-ran-out-on = the certificate of { $a } ran out on { $b }
saw-the-certificate-of-holds-only-from-on = the certificate of { $a } holds only from { $b } on
saw-the-certificate-of-runs-out-on-days = the certificate of { $a } runs out on { $b } (days left: { $c })
saw-the-certificate-of-is-signed-by-itself = the certificate of { $a } is signed by itself
saw-the-certificate-of-is-signed-by-nobody = the certificate of { $a } is signed by nobody whom this machine trusts
saw-the-certificate-of-cannot-be-read = the certificate of { $a } cannot be read
saw-the-mta-sts-policy-enforce-forbids-to = { $a }; the MTA-STS policy (enforce) forbids to deliver there
saw-could-not-be-asked-for-tls = { $a } could not be asked for TLS: { $b }
saw-more-mail-hosts-were-not-connected-to = { $a } more mail hosts were not connected to
saw-tlsa-records-stand-at-and-the-dns = TLSA records stand at { $a }, and the DNS server that was asked does not vouch for them
saw-tlsa-records-stand-at-and-nobody = TLSA records stand at { $a }, and nobody vouches for the MX records of { $b }
saw-one-of-them-fits-what-the-host = { $a }; one of them fits what the host shows
saw-none-of-them-fits-what-the-host = { $a }; none of them fits what the host shows
saw-tlsa-records-stand-at-and-does-not = TLSA records stand at { $a }, and { $b } does not offer STARTTLS
saw-tlsa-records-stand-at-and-starttls-fails = TLSA records stand at { $a }, and STARTTLS fails at { $b }
saw-shows-what-the-tlsa-record-at-says = { $a } shows what the TLSA record ({ $b }) at { $c } says
saw-senders-can-use-none-of-the-tlsa = senders can use none of the TLSA records at { $a }
saw-none-of-the-tlsa-records-at-fits = none of the TLSA records at { $a } fits what { $b } shows
saw-the-tlsa-record-at-is-of-a-certificate = the TLSA record at { $a } is of a certificate that did not sign for that of { $b }
saw-the-tlsa-record-of-a-ca-not-now = the TLSA record at { $a } is of a CA, and the certificate of { $b } does not hold now
saw-the-tlsa-record-of-a-ca-other-names = the TLSA record at { $a } is of a CA, and the certificate of { $b } is for other names
saw-tlsa-at-could-not-be-found-out = TLSA at { $a } could not be found out: { $b }
saw-whoever-runs-has-to-publish-it = Whoever runs { $a } has to publish it.
saw-it-did-not-answer-in-time = it did not answer in time
saw-it-refused-the-connection = it refused the connection
saw-it-closed-the-connection = it closed the connection
saw-its-addresses-are-private-or-reserved-which = its addresses are private or reserved, which presend connects to only with --allow-non-public
saw-it-answered-with-what-is-no-smtp = it answered with what is no SMTP
saw-it-greeted-with = it greeted with { $a }
saw-it-answered-ehlo-with = it answered EHLO with { $a }
saw-it-answered-starttls-with = it answered STARTTLS with { $a }
saw-it-sent-more-in-the-clear-behind = it sent more in the clear behind its answer to STARTTLS
saw-it-shows-no-certificate = it shows no certificate
saw-what-it-sends-is-no-tls = what it sends is no TLS
saw-it-speaks-neither-tls-1-2-nor = it speaks neither TLS 1.2 nor TLS 1.3 with ciphers that are safe
saw-the-tls-handshake-fails = the TLS handshake fails ({ $a })
saw-tls-could-not-be-begun = TLS could not be begun ({ $a })
saw-this-machine-trusts-nobody-to-sign-certificates = this machine trusts nobody to sign certificates
saw-its-certificate-is-for-other-names = its certificate is for other names
saw-its-certificate-has-run-out = its certificate has run out
saw-its-certificate-does-not-hold-yet = its certificate does not hold yet
saw-its-certificate-is-signed-by-nobody-whom = its certificate is signed by nobody whom this machine trusts
saw-senders-get-no-mta-sts-policy-has = senders get no MTA-STS policy: { $a } has no address
saw-senders-get-no-mta-sts-policy-from = senders get no MTA-STS policy from { $a }: { $b }
saw-the-mta-sts-policy-at-could-not = the MTA-STS policy at { $a } could not be fetched: { $b }
saw-nobody-uses-the-mta-sts-policy-for = nobody uses the MTA-STS policy, for { $a }
saw-has-an-mta-sts-policy-and-no = { $a } has an MTA-STS policy, and no record at { $b } tells of it
saw-the-mta-sts-policy-says-for-and = the MTA-STS policy says { $a } for { $b }, and is kept for { $c } s
saw-no-hosts = no hosts
saw-senders-keep-the-mta-sts-policy-for = senders keep the MTA-STS policy for { $a } s only; weeks are the advice
saw-the-mta-sts-policy-does-not-list = the MTA-STS policy does not list the mail host { $a }
saw-it-answers-with-what-is-no-http = it answers with what is no HTTP
saw-it-answers-with-http = it answers with HTTP { $a }
saw-it-sends-everybody-on-to-another-place = it sends everybody on to another place (HTTP { $a }), where nobody may go for a policy
saw-it-sends-the-policy-packed-which-nobody = it sends the policy packed, which nobody asked for
saw-it-does-not-say-that-the-policy = it does not say that the policy is text/plain
saw-it-sends-in-place-of-text-plain = it sends { $a } in place of text/plain
saw-it-sends-more-than-64-kib = it sends more than 64 KiB
saw-it-is-not-utf-8 = it is not UTF-8
saw-line-is-no-field-with-a-colon = line { $a } is no field with a colon
saw-its-version-is-not-stsv1 = its version is not STSv1
saw-it-has-no-version = it has no version
saw-its-mode-is-none-of-enforce-testing = its mode is none of enforce, testing and none
saw-it-has-no-mode = it has no mode
saw-it-has-no-max-age = it has no max_age
saw-its-max-age-is-no-number-of = its max_age is no number of seconds
saw-its-max-age-is-more-than-a = its max_age is more than a year ({ $a } seconds)
saw-it-has-no-mx = it has no mx
saw-mx-number-is-neither-a-name-of = mx number { $a } is neither a name of a host nor *. before one
saw-mta-sts-is-published = MTA-STS is published: { $a }
saw-bimi-is-published-but-not-shown-without = BIMI is published, but not shown without DMARC p=quarantine or p=reject: { $a }
saw-bimi-is-published = BIMI is published: { $a }
saw-bimi-says-that-there-is-no-logo = BIMI says that there is no logo: { $a }
saw-it-has-no-id = it has no id=
saw-its-id-is-longer-than-32-characters = its id= is longer than 32 characters
saw-its-id-has-other-characters-than-letters = its id= has other characters than letters and digits
saw-it-has-no-rua = it has no rua=
saw-its-rua-is-neither-mailto-nor-https = its rua= is neither mailto: nor https:
saw-it-has-no-l = it has no l=
saw-its-logo-l-is-not-an-https = its logo (l=) is not an https address
saw-its-logo-l-is-no-svg-file = its logo (l=) is no SVG file
saw-its-certificate-a-is-not-an-https = its certificate (a=) is not an https address
saw-services-that-the-records-of-name = services that the records of { $a } name: { $b }

## Domains that send nothing.

saw-it-was-said-that-sends-nothing-it = it was said that { $a } sends nothing; it is judged as such a domain
saw-its-records-say-that-sends-nothing-it = its records say that { $a } sends nothing; it is judged as such a domain
saw-nobody-may-send-for = nobody may send for { $a }: { $b }
saw-there-is-none = there is none
saw-strangers-get = strangers get { $a }: { $b }
saw-the-record-names-who-may-send = the record names who may send: { $a }
saw-has-no-mx-and-no-address-a = { $a } has no MX and no address; a null MX says at once that it takes no mail
saw-has-no-mx-so-that-mail-is = { $a } has no MX, so that mail is tried at its address
saw-sends-nothing-and-takes-mail-at = { $a } sends nothing and takes mail at { $b }
saw-mail-in-the-name-of-is-to = mail in the name of { $a } is to be rejected: { $b }
saw-forged-mail-is-to-be-filed-as = forged mail is to be filed as spam, not rejected: { $a }
saw-nothing-asks-to-reject-forged-mail = nothing asks to reject forged mail: { $a }
saw-still-holds-a-key-that-signs-mail = { $a } still holds a key that signs mail
saw-domainkey-says-that-all-keys-are-withdrawn = {"*"}._domainkey.{ $a } says that all keys are withdrawn
saw-a-domain-that-sends-nothing-needs-no = a domain that sends nothing needs no DKIM key; "v=DKIM1; p=" at *._domainkey.{ $a } may say that there is none

## What to do in one case.

saw-the-name-is-an-alias-cname-of = The name is an alias (CNAME) of { $a }: ask whoever runs that.
saw-where-you-sign-yourself-opendkim-genkey-b = Where you sign yourself, opendkim-genkey -b 2048 -s { $a } -d { $b } makes the key and its record.
saw-it-takes-the-place-of = It takes the place of { $a }
saw-if-another-machine-takes-the-mail-let = If another machine takes the mail, let the record name that one.
saw-set-the-helo-name-of-the-server = Set the HELO name of the server to { $a }, which leads to { $b } and back.
saw-find-out-why-at-mend-the-cause = Find out why at { $a }. Mend the cause first (hacked account or site, bought list, old addresses), then ask for removal there.
saw-the-owner-of-the-network-says-that = The owner of the network says that no mail is sent from this address directly; this is no proof of spam. Ask whoever gave you the address, or take it off at { $a } if it is a mail server with an address of its own, or send by way of your provider's server.
saw-the-list-s-own-page = the list's own page
saw-the-record-says-that-nobody-sends-for = The record says that nobody sends for { $a }. Send from another domain; name the address only if { $b } is meant to send.

## What receivers demand.

saw-dmarc-aligned-with-from = DMARC, aligned with From
saw-from-and-mail-from-that-belong-together = From and MAIL FROM that belong together
saw-a-dkim-signature-that-holds = a DKIM signature that holds
saw-a-from-address-that-can-receive-answers = a From address that can receive answers
saw-a-from-domain-that-exists-and-takes = a From domain that exists and takes mail
saw-a-ptr-record-that-is-confirmed = a PTR record that is confirmed
saw-a-ptr-record-that-is-confirmed-and = a PTR record that is confirmed and not generic
saw-a-message-as-rfc-5322-wants-it = a message as RFC 5322 wants it
saw-one-click-unsubscribe = one-click unsubscribe
saw-reverse-dns-of-the-sending-address = reverse DNS of the sending address

## What else is seen.

saw-spf-of-gives-for = SPF of { $a } gives { $b } for { $c }
saw-spf-of-for-could-not-be-found = SPF of { $a } for { $b } could not be found out
saw-spf-of-passes-for = SPF of { $a } passes for { $b }
saw-spf-of-passes-for-and-others = SPF of { $a } passes for { $b } and others
saw-the-signature-by-holds = the signature by { $a } holds
saw-the-key-of-the-signature-by-could = the key of the signature by { $a } could not be found out
saw-the-message-has-no-signature = the message has no signature
saw-no-signature-of-the-message-holds = no signature of the message holds
saw-the-message-is-signed-by-only = the message is signed by { $a } only
saw-aligned-with = { $a }, aligned with { $b }
saw-mail-from-is-at-not-aligned-with-3 = MAIL FROM is at { $a }, not aligned with { $b }
saw-the-dmarc-policy-of-is-not-known = the DMARC policy of { $a } is not known: { $b }
saw-its-selector-and-domain-are-no-name = its selector and domain are no name
saw-the-message-has-from-fields = the message has { $a } From fields
saw-the-message-has-date-fields = the message has { $a } Date fields
saw-the-message-has-message-id-fields = the message has { $a } Message-ID fields
saw-from-is = From is { $a }
saw-the-key-of = the key of { $a }: { $b }
saw-the-message-cannot-be-read = the message cannot be read
saw-the-signature-cannot-be-read = the signature cannot be read
saw-from-is-not-among-the-signed-fields = From is not among the signed fields (h=), so it does not count
saw-the-address-in-i-is-not-of = the address in i= is not of the domain in d=
saw-the-name-of-the-list-is-too = the name of the list is too long for the DNS
saw-has-records-so-nobody-uses-them = { $a } has { $b } { $c } records, so nobody uses them
saw-the-ipv6-prefix-length-must-be-0 = the IPv6 prefix length must be 0 to 128
saw-the-ipv4-prefix-length-must-be-0 = the IPv4 prefix length must be 0 to 32
saw-the-name-is-missing = the name is missing
saw-a-must-be-followed-by-a-macro = a % must be followed by a macro in braces, or by %, _ or -
saw-there-is-no-such-macro-letter-or = there is no such macro letter, or it may stand in explanations only
saw-a-macro-keeps-at-least-one-part = a macro keeps at least one part
saw-the-macro-does-not-end-as-it = the macro does not end as it should
saw-the-name-does-not-end-in-a = the name does not end in a top-level domain
saw-the-name-has-an-empty-part-a = the name has an empty part, a part over 63 bytes, or more than 253 bytes
saw-ptr-takes-a-domain-name-after-a = ptr takes a domain name after a colon, and no prefix length
saw-after-the-mechanism-only-a-colon-and = after the mechanism only a colon and a domain name, or a prefix length, may follow
saw-the-domain-to-be-checked-is-no = the domain to be checked is no full domain name
saw-redirect-leads-to-which-is-no-domain = redirect leads to "{ $a }", which is no domain name
saw-include-leads-to-which-is-no-domain = include leads to "{ $a }", which is no domain name
saw-could-not-be-checked = { $a } could not be checked
saw-has-mx-records-and-may-have-here = { $a } has { $b } MX records, and may have { $c } here
saw-nothing-that-was-checked-shows-it = nothing that was checked shows it
saw-was-not-checked-only = { $a } was not checked (--only)
saw-has-no-ptr-name-that-leads-back = { $a } has no PTR name that leads back to it
saw-the-reverse-dns-of-could-not-be = the reverse DNS of { $a } could not be found out
saw-from-is-at-and-mail-from-at = From is at { $a }, and MAIL FROM at { $b }

## A message.

saw-from-domain-by-in-line = From domain: { $a }, by { $b } in line { $c }
saw-sending-address-by-in-line = sending address: { $a }, by { $b } in line { $c }
saw-helo-by-in-line = HELO: { $a }, by { $b } in line { $c }
saw-mail-from-by-in-line = MAIL FROM: { $a }, by { $b } in line { $c }
saw-dkim-selector-of-by-in-line = DKIM selector: { $a } of { $b }, by { $c } in line { $d }
saw-the-copy-does-not-tell-the-sending = the copy does not tell the sending address: { $a }; add --ip ADDRESS
saw-the-copy-does-not-tell-mail-from = the copy does not tell MAIL FROM, so that the domain of From is taken; add --mail-from ADDRESS
saw-not-believed-for-anybody-could-have-written = not believed, for anybody could have written it: { $a }
saw-received-in-line-was-written-by-the = Received in line { $a } was written by { $b }, the sender's own server
saw-a-user-handed-the-message-in-received = a user handed the message in (Received in line { $a })
saw-received-in-line-names-no-single-address = Received in line { $a } names no single address that it came from
saw-its-received-lines-name-addresses-of-inside = its Received lines name addresses of inside a network only
saw-its-servers-are-of-one-organisation-and = its servers are of one organisation, and any of them may be the sender: { $a }
saw-received-in-line-names-and-what-the = Received in line { $a } names { $b }, and what the receiver found is of { $c }
saw-the-receiver = the receiver
saw-found-line-as-is-found-here = { $a } found { $b }={ $c } (line { $d }), as is found here
saw-found-line-and-here-it-is = { $a } found { $b }={ $c } (line { $d }), and here it is { $e }
saw-could-not-find-out-about-line-here = { $a } could not find out about { $b } (line { $c }); here it is { $d }
saw-date-is-days-old = Date is { $a } days old: { $b }
saw-the-subject-of-the-message-is-empty = the Subject of the message is empty
saw-the-name-in-from-shows-and-the = the name in From shows { $a }, and the message is from { $b }
saw-the-message-has-an-arc-chain-sets = the message has an ARC chain, sets: { $a }
saw-the-arc-chain-of-the-message-is = the ARC chain of the message is broken: of { $a } sets, some lack a field or a number
saw-the-text-has-kb-and-gmail-shows = the text has { $a } KB, and Gmail shows the first 102 KB
saw-its-text-part-is-empty-beside-the = its text part is empty beside the HTML
saw-it-has-html-and-no-text-part = it has HTML and no text part
saw-it-has-no-text-to-read = it has no text to read
saw-no-sending-address-was-named-ip = no sending address was named (--ip)
saw-no-message-was-given-eml-so-no = no message was given (--eml), so no signature was seen
saw-the-message-has-no-field = the message has no { $a } field
saw-the-message-has-fields-and-may-have = the message has { $a } { $b } fields, and may have one
saw-the-message-has-all-known-receivers-take = the message has { $a }; all known receivers take it
saw-the-message-has-too-much-for = the message has { $a }, too much for { $b }
saw-the-message-has-no-dkim-signature = the message has no DKIM signature
saw-the-message-has-no-list-unsubscribe-post = the message has no List-Unsubscribe-Post field, so one click is not enough
saw-from-holds-no-address = From holds no address: { $a }
saw-from-names-addresses = From names { $a } addresses
saw-from-is-one-address-at = From is one address at { $a }
saw-from-is-at-and-was-to-be = From is at { $a }, and { $b } was to be checked
saw-date-is-not-written-as-rfc-5322 = Date is not written as RFC 5322 wants it: { $a }
saw-date-lies-in-the-future = Date lies in the future: { $a }
saw-date-is = Date is { $a }
saw-message-id-is-not-of-the-form = Message-ID is not of the form <left@right>: { $a }
saw-message-id-is = Message-ID is { $a }
saw-a-line-of-the-header-is-no = a line of the header is no field: { $a }
saw-the-header-has-bytes-outside-ascii-only = the header has bytes outside ASCII; only hosts with SMTPUTF8 take it
saw-a-line-has-bytes-and-may-have = a line has { $a } bytes, and may have { $b }
saw-of-the-signatures-cannot-be-read = { $a } of the signatures cannot be read
saw-the-signature-by-holds-and-is-aligned = the signature by { $a } holds and is aligned with From
saw-the-signature-by-holds-but-its-domain = the signature by { $a } holds, but its domain is not that of From ({ $b })
saw-the-signature-by-does-not-hold = the signature by { $a } does not hold: { $b }
saw-the-signature-by-covers-nothing-of-the = the signature by { $a } covers nothing of the body (l=0): anybody may put another in its place
saw-the-signature-by-covers-bytes-of-the = the signature by { $a } covers { $b } bytes of the body only (l=)
saw-the-signature-by-does-not-cover = the signature by { $a } does not cover { $b }
saw-the-body-was-changed-after-signing-bh = the body was changed after signing (bh=)
saw-the-header-was-changed-after-signing-or = the header was changed after signing, or the key is another one (b=)
saw-the-signature-has-expired-x = the signature has expired (x=)
saw-there-is-no-key-for-it-in = there is no key for it in the DNS
saw-its-key-cannot-be-used = its key cannot be used
saw-its-rsa-key-is-shorter-than-1024 = its RSA key is shorter than 1024 bits, which receivers do not accept
saw-it-uses-sha-1-which-receivers-no = it uses SHA-1, which receivers no longer accept (RFC 8301)
saw-list-unsubscribe-holds-no-link-in-angle = List-Unsubscribe holds no link in angle brackets: { $a }
saw-list-unsubscribe-has-no-https-link-for = List-Unsubscribe has no https link for the one click: { $a }
saw-list-unsubscribe-post-says = List-Unsubscribe-Post says "{ $a }"
saw-one-click-is-enough-and-the-signature = one click is enough, and the signature covers both fields
saw-no-valid-dkim-signature-covers-list-unsubscribe = no valid DKIM signature covers List-Unsubscribe and List-Unsubscribe-Post

## Help and manual pages: commands

help-presend = Finds, before you send, the addresses on a list that will bounce
help-demo = Write a small list with a DNS zone of its own into a folder, and clean it there
help-clean = Sort a mailing list into four files: clean, review, rejected, retry
help-gate = Pass or fail a mailing list, for CI
help-check = Check one or a few addresses
help-resolve = Look up the domains of lists and keep the answers as a table of facts for clean, gate and check
help-sender = Check your own set-up: domain, sending addresses, HELO, SPF, DKIM, DMARC, block lists
help-probe = Ask the mail hosts of a list what they offer. Only EHLO is said: no mailbox is named, no mail is sent
help-serve = Open a web page on this machine, with an HTTP API for forms
help-bounce = Explain why mail came back, and keep a suppression list
help-suppress = Show a suppression list, or change it by hand
help-report = Make the report page again from the results of an earlier run
help-explain = Explain a code: what it means, why it matters, what to do
help-schema = Print the JSON Schema of a result, such as row or summary, or list all schemas
help-completions = Print completions for a shell
help-man = Print the manual page of presend, or of one of its commands
help-init = Write a presend.toml with every setting and its meaning into this folder
help-config = Show every setting and where it comes from
help-option-help = Print help
help-option-version = Print the version

## Help: options of all commands, and of several

help-option-data = A folder with tables of your own, such as providers.tsv, that extend those of presend or take their place
help-option-suppress = The suppression list that presend bounce keeps: its addresses are rejected, with why and since when
help-option-never = A list of whom never to mail, in any format: addresses, domains with everything below them, or SHA-256 of addresses in lower case; may be given several times
help-option-config = Take settings from this file [default: the nearest presend.toml, from this folder upwards]
help-option-no-config = Read no presend.toml
help-option-lists = The mailing lists: CSV, TSV, one address a line, JSON Lines, XLSX, XLS, ODS, vCard, mail or Parquet, also in gzip, zstd, bzip2, xz or a ZIP archive; - reads standard input
help-option-column = The e-mail columns, by name or by number from 1, such as email,backup [default: found by name and content]
help-option-delimiter = The character between columns, or "tab", or "none" for one address a line [default: found by content]
help-option-header = Whether the first row names the columns [default: found by content]
help-option-memory = The most memory for finding duplicates, such as 500M or 2G; beyond it the disk is used [default: about 20 bytes a row]
help-option-encoding = The encoding of the list, such as utf-8, gb18030 or latin1 [default: found by content]
help-option-sheet = The sheet of a workbook or the list in a ZIP archive, by name or number from 1, or the keys of a JSON document that lead to its records, as in data.users [default: the first with addresses]
help-option-input = Whether the list is text or JSON Lines, one object or string a line [default: found by content]
help-option-allow-empty = Accept an empty list
help-option-if-no-addresses = What to do with a file that holds no address: stop, or skip it
help-option-facts = Judge by this table of presend resolve and ask no DNS server, whatever --dns and --offline say. Expired answers still count, and a domain that is missing is unknown; may be given several times, and the newest answer counts
help-option-dns = The DNS servers: system, ADDR[:PORT],... or zone:FILE
help-option-offline = Ask no DNS server; judge by what is written
help-option-timeout = The most time for one DNS question including retries, in seconds
help-option-concurrency = The most DNS questions in flight at once [default: 500, up to 2000 where the servers are far away]
help-option-rate = The most DNS questions a second to each server [default: as many as the servers answer well]
help-option-cache = Where to keep DNS answers for later runs [default: in your cache folder]
help-option-no-cache = Keep no DNS answers, and use none of earlier runs
help-option-allow-non-public = Accept private and reserved addresses and names, for use inside a company or a laboratory
help-option-format = The format of the results: { $formats }; may be given several times. FORMAT=PATH writes to a file [default: human]
help-option-format-printed = The format of the results: { $formats } [default: human]
help-option-format-of-some = The format of the results: { $formats }; may be given several times. html=PATH and markdown=PATH write to a file [default: human]
help-option-lang = The language of explanations: en, zh or de [default: from LC_ALL, LC_MESSAGES or LANG]
help-option-redact = Show addresses as j***@example.com [default: when CI is set]
help-option-no-redact = Show addresses in full, also in CI
help-option-quiet = Show no summary and no progress, only errors
help-option-verbose = Also show what the DNS servers did
help-option-color = When to use colour
help-option-no-progress = Show no progress

## Help: demo

help-demo-folder = The folder, which must be empty if it is there
help-demo-example-1 = Write and clean the demo in the folder presend-demo:
help-demo-example-2 = In another folder:
help-demo-exit-0 = The demo was written and cleaned.
help-demo-exit-2 = The folder is not empty, or cannot be written.

## Help: clean

help-clean-retry = Ask again about the rows of this results folder that are unknown, and update the results
help-clean-output = The folder for the results; several lists get a folder each inside it [default: the list's name with -presend]
help-clean-force = Replace the results of an earlier run in that folder
help-clean-to = The file format of the results [default: that of the list; XLSX for XLS and ODS]
help-clean-batch = Also split clean.csv into batches of N rows, in the folder batches; 20 without a number
help-clean-batch-per-provider = Make batches of one mail provider each, with unknown providers together
help-clean-fix = What may be changed in the e-mail cells of rows that are ok [default: safe; none from standard input to standard output]
help-clean-split = Give each address a row of its own where a cell holds several
help-clean-fix-none = Change nothing, so that every byte stays; list in changes.csv what could be changed
help-clean-fix-safe = Make the repairs that cannot lead to another mailbox
help-clean-fix-typos = Also correct sure typos whose domain takes no mail, wherever the corrected row then belongs
help-clean-probe = Also greet each mail host of the list, as presend probe does: rows whose hosts cannot be reached become unknown
help-clean-helo = The name to give in EHLO, that of your sending server
help-clean-message-size = The size of the message that you will send, in bytes or such as 15M: rows whose hosts do not take it are for review
help-clean-host-timeout = The most time for all hosts of a domain together in the last of three tries, in seconds
help-clean-port = The port to connect to, for tests and laboratories
help-clean-example-1 = Sort list.csv into the folder list-presend:
help-clean-example-2 = Also correct sure typos, and choose the folder:
help-clean-example-3 = Ask again later about rows that are still unknown:
help-clean-example-4 = Without DNS, by what is written alone:
help-clean-exit-0 = The results were written, whatever the verdicts.

## Help: gate

help-gate-max-reject = The most rows that may be rejected: a share such as 0.5%, or a number
help-gate-max-unknown = The most rows that may stay unknown
help-gate-max-review = The most rows that may need a second look
help-gate-max-empty = The most rows that may have no address; blank rows do not count
help-gate-gate-fail-on = Fail on any row with one of these codes, such as domain.nxdomain, or groups, such as typo
help-gate-baseline = Count only findings that this file does not accept
help-gate-update-baseline = Accept today's findings: write them to the file of --baseline, as salted hashes
help-gate-since = Judge only rows whose e-mail cell is not in this earlier state of the list
help-gate-example-1 = Pass or fail a list by the usual limits:
help-gate-example-2 = Set your own limit, and write a report for GitHub:
help-gate-example-3 = Let no typo pass, and judge only new rows:
help-gate-exit-0 = The gate passed.
help-gate-exit-1 = The gate failed.
help-gate-exit-3 = Too much is unknown to say pass or fail, or no DNS server gave a usable answer.

## Help: check

help-check-addresses = Addresses, or - to read one a line from standard input
help-check-input = What standard input holds: one address a line, or one JSON string or object with "address" a line
help-check-example-1 = Check two addresses:
help-check-example-2 = Check addresses from a pipe, as JSON Lines:
help-check-exit-0 = No address is rejected or unknown.
help-check-exit-1 = An address is rejected.
help-check-exit-3 = No address is rejected, but one is unknown.

## Help: resolve

help-resolve-lists = Lists in any format that clean reads, or of bare domains, one a cell; - reads standard input
help-resolve-facts-output = The table to write: Parquet, JSON Lines or CSV by its ending (.parquet, .jsonl, .csv); - prints JSON Lines
help-resolve-older = An earlier table: only what it lacks, what has expired and what failed is asked; may be given several times
help-resolve-example-1 = Look up the domains of a list once:
help-resolve-example-2 = Judge the list by that table, asking nobody:
help-resolve-example-3 = Ask only about what is missing or has expired:
help-resolve-exit-0 = The table was written.

## Help: sender

help-sender-domains = The domains of your From addresses; several are shown in one table [default: that of --eml]
help-sender-from-file = A file of domains, one a line, with comments after #; - reads standard input
help-sender-ip = An address that you send from, a block (192.0.2.16/28) or a range (192.0.2.17-30); may be given several times
help-sender-helo = The name that your server gives in HELO or EHLO
help-sender-mail-from = The address of MAIL FROM, if its domain is not that of From
help-sender-dkim = The DKIM selectors that you sign with (s= of a signature), or whole names such as s1._domainkey.example.com
help-sender-eml = A message as you would send it: its size, header, signatures and path are checked. A copy as it was received also tells domain, address, HELO, MAIL FROM and what the receiver found
help-sender-authserv-id = The name that the receiver of --eml gives itself in Authentication-Results; results under other names are not believed
help-sender-dnsbl = The DNS block lists to ask [default: the well-known ones]
help-sender-parked = The domain is meant to send nothing: check that it is well locked
help-sender-only = Run only these groups of checks
help-sender-connect = Also connect to the domain's mail hosts (port 25) and to the web server of its MTA-STS policy, and check TLS, certificates, DANE and policy. No mail is sent
help-sender-smtp-port = Another port of the mail hosts, in a laboratory
help-sender-https-port = Another port of the policy's web server, in a laboratory
help-sender-connect-ca = Also trust these certificates, in PEM, for --connect
help-sender-dnssec-trusted = Trust the DNS servers, and the way to them, to say what DNSSEC vouches for (DANE with --connect). Servers on this machine are always trusted
help-sender-fail-on = Exit with 1 on failures only, or on warnings too
help-sender-diff = Show each record to publish below the one that it replaces, and why
help-sender-sender-baseline = Show what has changed since this earlier result of --format json, and fail only on what is new
help-sender-example-1 = Check a domain and an address it sends from:
help-sender-example-2 = Check several domains, for a spreadsheet:
help-sender-example-3 = Check a message as you would send it:
help-sender-exit-0 = All checks passed, or gave warnings only.
help-sender-exit-1 = A check failed or, with --fail-on warn, gave a warning.
help-sender-exit-3 = Something could not be found out.

## Help: probe

help-probe-lists = Lists in any format that clean reads, - for standard input; or addresses and domains themselves. Domains that share a mail host share its answer
help-probe-helo = The name to give in EHLO, that of your sending server [default: the full name of this machine, or its address]
help-probe-message-size = The size of the message that you will send, in bytes or such as 15M: hosts that do not take it are listed
help-probe-host-timeout = The most time for all hosts of a domain together in the last of three tries, in seconds; the first two are shorter
help-probe-connections = The most connections at once; no host ever gets two
help-probe-port = The port to connect to, for tests and laboratories
help-probe-mailboxes = Also ask the hosts whether the mailboxes exist, with MAIL FROM and RCPT and never with DATA; hosts hold such questions against whoever asks
help-probe-mail-from = The address of MAIL FROM, which must be yours; its domain has to pass presend sender for the address that asks
help-probe-ip = The public address of this machine, if it is behind another one [default: the address that connections come from]
help-probe-interval = The least time between two addresses at one host, in seconds
help-probe-wait = Ask once more, after this time, about what was deferred, as greylisting expects: 90s, 15m, 1h
help-probe-greylist = Where to remember what was greylisted, so that a later run by the same sender asks again [default: a file in your cache folder; none with --no-cache]
help-probe-example-1 = Ask the mail hosts of a list what they offer:
help-probe-example-2 = Compare a message of 20 MB with their limits:
help-probe-exit-0 = All hosts answered and take mail.
help-probe-exit-1 = A host refuses you or your message size, or a mailbox cannot be mailed.
help-probe-exit-3 = A host did not answer, or something stayed unknown.

## Help: serve

help-serve-listen = Where to listen; port 0 takes a free one. Beyond this machine a token is required
help-serve-token-file = A file with the token that every request must carry (Authorization: Bearer); or set PRESEND_TOKEN
help-serve-allow-host = Another name of the server, such as that of a proxy in front of it; may be given several times
help-serve-rate-limit = The most addresses a second that one client may check
help-serve-data-dir = Where to keep lists until they are a day old, so that they outlive the server [default: a temporary folder, gone with the server]
help-serve-upload-max = The largest list that is accepted, such as 64M or 1G
help-serve-example-1 = Open the page on this machine:
help-serve-example-2 = Use another port, and lists that outlive the server:
help-serve-exit-0 = The server was stopped.

## Help: bounce

help-bounce-paths = Messages, mbox files, folders, mail logs, exports of mail services, lines of replies; - reads standard input; imaps://USER@HOST/FOLDER reads a mailbox, with the password from PRESEND_IMAP_PASSWORD
help-bounce-suppress = The suppression list to extend, or to start
help-bounce-hash = Start the suppression list with salted hashes instead of addresses; they can be guessed, so keep the file to yourself
help-bounce-sent = Count and suppress only addresses of this list, to which you sent mail lately: anybody can forge a bounce
help-bounce-soft-limit = Suppress recipients that bounced softly on this many days within 60 with no delivery since; 0 suppresses nobody
help-bounce-fail-on = Exit with 1 if one of these classes occurs, such as recipient_unknown; all means any
help-bounce-allow-empty = Accept an empty source
help-bounce-password-command = A command that prints the password of the mailbox on its first line, instead of PRESEND_IMAP_PASSWORD
help-bounce-imap-state = Where to remember what has been read, so that the next run reads only what is new [default: beside the suppression list]
help-bounce-imap-ca = Also trust these certificates, in PEM: of a CA, or of the server itself
help-bounce-example-1 = Explain why mail came back:
help-bounce-example-2 = Keep a suppression list:
help-bounce-example-3 = Read what is new in a mailbox:
help-bounce-exit-0 = Everything was read.
help-bounce-exit-1 = A class of --fail-on occurs.
help-bounce-exit-2 = Something could not be read.

## Help: suppress

help-suppress-what = What to do
help-suppress-about = The addresses; for merge, further suppression lists
help-suppress-suppress = The suppression list; for merge, the one that the others are joined into
help-suppress-class = Why the addresses are added: a class such as recipient_unknown
help-suppress-what-allow = Mail these addresses again, whatever has bounced or will bounce
help-suppress-what-add = Put these addresses on the list for good
help-suppress-what-remove = Take these addresses off the list, until they bounce again
help-suppress-what-show = Show what the list says about these addresses, or all of it
help-suppress-what-merge = Join further suppression lists into that of --suppress
help-suppress-example-1 = Put an address on the list for good:
help-suppress-example-2 = Show the list:

## Help: report

help-report-results = Rows or bounces that --format jsonl wrote, or the result of presend sender --format json; - reads standard input
help-report-html = The page to write
help-report-example-1 = Make the page of an earlier run:
help-report-exit-0 = The page was written.

## Help: explain

help-explain-code = A code such as domain.nxdomain, a group such as domain, or the text of a bounce (- reads it); without it, all codes
help-explain-example-1 = Explain a code:
help-explain-example-2 = All codes as data:
help-explain-example-3 = Explain a bounce:
help-explain-exit-0 = It was explained.
help-explain-exit-2 = There is no such code.

## Help: schema

help-schema-name = The result: row, summary, gate, sender, bounce, facts, probe or code; without it, all are listed
help-schema-example-1 = List the schemas:
help-schema-example-2 = The schema of a row of JSON Lines:
help-schema-exit-0 = It was printed.
help-schema-exit-2 = There is no such schema.

## Help: completions

help-completions-shell = The shell
help-completions-example-1 = Completions for bash:
help-completions-exit-0 = They were printed.

## Help: man

help-man-of = The command, such as clean [default: presend itself]
help-man-example-1 = The manual page of clean, as a file:
help-man-exit-0 = It was printed.
help-man-exit-2 = There is no such command.

## Help: init

help-init-example-1 = Write presend.toml into this folder:
help-init-exit-0 = The file was written.
help-init-exit-2 = The file exists already, or cannot be written.

## Help: config

help-config-schema = Print the JSON Schema of presend.toml instead
help-config-example-1 = Show every setting, and where it comes from:
help-config-example-2 = The schema of presend.toml, for editors:
help-config-exit-0 = The settings were shown.
help-config-exit-2 = The file has an error.

## Help: sections

help-presend-example-1 = Sort a list into what can be mailed and what cannot:
help-presend-example-2 = Pass or fail a list, for CI:
help-presend-example-3 = Explain a code:
help-presend-exit-1 = There are findings: a gate failed, or an address is rejected.
help-presend-exit-3 = Too much could not be found out to say.
help-exit-0 = Done.
help-exit-2 = It could not run: wrong arguments, or something cannot be read or written.
help-exit-3 = No DNS server gave a usable answer, so nothing was found out.
help-exit-130 = It was interrupted.
help-variable-presend-token = The token that every request must carry, unless --token-file names one.
help-variable-presend-imap-password = The password of the mailbox.
help-variable-presend = Settings, such as PRESEND_TIMEOUT for --timeout; presend config lists them.
help-variable-lang = The language, unless --lang names one: the first of these that is set.
help-variable-ci = If set, and neither false nor 0, addresses are hidden as with --redact.
help-variable-no-color = If set, no colour is used, unless --color says so.
help-variable-force-color = If set, and neither false nor 0, colour is used without a terminal, too. NO_COLOR wins.
help-variable-columns = The width of lines, where standard output is not a terminal.
help-variable-cache = The folder that DNS answers are kept in, unless --cache names a file.
help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-examples = EXAMPLES
help-exit-status = EXIT STATUS
help-environment = ENVIRONMENT
help-heading-dns = DNS
help-heading-hosts = Hosts
help-heading-mailboxes = Mailboxes
help-heading-mailbox = Mailbox
help-heading-tables = Tables
help-heading-settings = Settings
help-heading-output = Output
help-default = [default: { $value }]
help-choices = [possible values: { $values }]
help-man-name = NAME
help-man-synopsis = SYNOPSIS
help-man-description = DESCRIPTION
help-man-version = VERSION

## Wrong words on the command line

word-error = error
refusal-no-value = '{ $argument }' needs a value
refusal-value = '{ $value }' cannot be used for '{ $argument }'
refusal-unknown = there is no option '{ $argument }' here
refusal-command = there is no command '{ $command }'
refusal-no-equals = '{ $argument }' needs a = before its value
refusal-too-many = '{ $value }' is one value too many for '{ $argument }'
refusal-too-few = '{ $argument }' needs more values
refusal-twice = '{ $argument }' can be given only once
refusal-conflict = '{ $argument }' cannot be used with '{ $others }'
refusal-missing = missing: '{ $arguments }'
refusal-not-utf8 = an argument is not valid UTF-8
refusal-near = Did you mean '{ $near }'?
refusal-help = --help explains all options.
value-code = there is no such code or group. `presend explain` lists all
value-code-near = there is no such code or group. Did you mean { $near }? `presend explain` lists all
value-batch = write a number of rows, as in --batch 50; or --batch alone, for 20 rows, after the name of the list
value-delimiter = write one character such as ; or the word tab or none
value-size = write a size such as 500M or 2G, at least 1M
value-message-size = write bytes, such as 15728640, or a size such as 15M
value-helo = write the name of your sending server, such as mail.example.com
value-encoding = no such encoding is known; write utf-8, utf-16, gb18030, big5, shift_jis, euc-jp, euc-kr, windows-1252 or another name that browsers know
value-yes-or-no = write yes or no
value-one-of = write one of { $names }
value-seconds = write seconds, such as 5 or 0.5, at most 300
value-time = write a time, such as 90s, 15m or 1h, at most 24h
value-number = write a whole number from { $min } to { $max }
value-limit = write a share such as 0.5%, or a number of rows such as 20
value-socket = write an address and a port, such as 127.0.0.1:8025 or [::1]:8025
value-ip = write an address, such as 192.0.2.1 or 2001:db8::1
value-format = the formats are { $formats }; FORMAT=PATH writes to a file
value-format-file = write the name of the file after the =, such as { $name }=results.{ $name }

## What the command refuses, and says of its work

word-warning = warning
word-note = note
format-two-printed = --format: two formats cannot both go to standard output. Write one of them to a file: --format FORMAT=PATH
format-one-file = --format: two formats cannot both go into { $file }. Name a file for each
format-not-here = --format { $format }: here there are { $formats }
format-no-files = --format FORMAT=PATH is for lists. Here, send standard output to the file: > PATH
format-one-list = --format: { $file } can hold one list only, and { $lists } are named. Run presend once for each list
format-is-input = --format: { $file } is read by this run and would be overwritten. Name another file
cannot-write = cannot write { $file }
cannot-read = cannot read { $file }
cannot-read-option = { $option }: cannot read { $file }
cannot-read-stdin = cannot read standard input
cannot-write-stdout = cannot write to standard output
cannot-write-temporary = cannot write a temporary file
cannot-listen-for-signals = cannot listen for signals (ulimit -u, ulimit -n)
wrote = wrote { $file }
mailbox-option-alone = { $option } is about a mailbox: name one as imaps://USER@HOST/FOLDER
mailbox-one-login = one password is for one user of one server: run presend once for each
mailbox-no-password = there is no password for the mailbox: put it into the variable { $variable }, or name a command that prints it with --password-command CMD
mailbox-password-not-utf8 = the password in { $variable } is not UTF-8
mailbox-password-empty = the password for the mailbox is empty
mailbox-password-nul = the password for the mailbox contains a NUL
mailbox-command-not-run = --password-command cannot be run
mailbox-command-failed = --password-command failed ({ $status })
mailbox-command-not-utf8 = --password-command prints something that is not UTF-8
mailbox-not-given = { $message }: the server does not give the message: { $why }
mailbox-not-given-more =
    { $count ->
        [one] { $mailbox }: the server does not give { $count } more message
       *[other] { $mailbox }: the server does not give { $count } more messages
    }
mailbox-renumbered = { $mailbox }: the server has numbered the messages anew (UIDVALIDITY { $before }, now { $now }); all were read again
mailbox-no-uidvalidity = { $mailbox }: the server gives no UIDVALIDITY, so the next run reads all messages again
mailbox-broken = { $mailbox }: was not read to its end: { $why }
mailbox-broken-goes-on = { $mailbox }: was not read to its end: { $why }; the next run goes on there
mailbox-left =
    { $count ->
        [one] { $mailbox }: { $count } more message is left for the next run
       *[other] { $mailbox }: { $count } more messages are left for the next run
    }
mailbox-unread =
    { $count ->
        [one] { $mailbox }: { $count } more message was not read. With --imap-state FILE the next run goes on after those that were
       *[other] { $mailbox }: { $count } more messages were not read. With --imap-state FILE the next run goes on after those that were
    }
resolve-offline = --offline: a table of facts is made by asking the DNS. Leave it out
resolve-no-format = -o { $file }: the ending of the file says in which format the table is written. Write .parquet, .jsonl or .csv
resolve-output-is-input = -o { $file } is read by this run and would be overwritten. Name another file
passed-over = { $file }: skipped, it holds no address
gate-baseline-one-list = --update-baseline: name one list, or one file for each list
gate-since-one-list = --since: name the one list that it is an earlier state of
gate-baseline-alone = --update-baseline writes the baseline and nothing else. Leave --format out, or set it to human; for the results in other formats, run presend gate again afterwards
gate-no-baseline = --baseline: { $file } cannot be read. Write it first: add --update-baseline to accept what is found today
gate-accepted =
    { $count ->
        [one] wrote { $file }: { $count } finding accepted from now on
       *[other] wrote { $file }: { $count } findings accepted from now on
    }
suppress-name-list = name the suppression list with --suppress FILE
suppress-name-addresses = name the addresses
suppress-no-class = --class: there is no class "{ $class }"
suppress-no-address = { $address }: is not an address; nothing was changed
suppress-name-lists = name the list to join with --suppress FILE and the lists that are joined into it after merge
suppress-changed =
    { $changed ->
        [one] { $changed } address changed; { $all } in { $file }
       *[other] { $changed } addresses changed; { $all } in { $file }
    }
retry-offline = --retry asks the DNS, and --offline forbids it. Leave one of them out
retry-other-jsonl = --format jsonl: with --retry, what the DNS said of the other rows is no longer known. Leave it out
retry-nothing-left = { $folder }: nothing is left to ask again, every row has an answer
retry-no-list = { $file } does not hold the list of the first run
retry-as-it-was = { $folder } is as it was.
retry-done = asked again: { $answered } of { $rows } unknown rows now have an answer, { $left } still unknown
retry-leave-out = --retry takes the list, and how it is read, judged and written, from the first run. Leave out { $option }, or clean the list itself again without --retry
retry-unknown-settings = { $file } holds settings that presend does not know: { $what }
retry-no-day = { $file } holds no date
ip-range-wrong = --ip: "{ $text }" is not an address. Write an address such as 192.0.2.25 or 2001:db8::25, a block such as 192.0.2.16/28, or a range such as 192.0.2.17-192.0.2.30
ip-range-large = --ip: "{ $text }" has more than { $most } addresses. Name those that send
bounce-hash-alone = --hash is about the suppression list: name it with --suppress FILE
bounce-more-unread =
    { $count ->
        [one] { $count } more file could not be read
       *[other] { $count } more files could not be read
    }
bounce-nothing = nothing to read: no message, log line or event was found
bounce-sent-empty = { $file }: there is no address in it
bounce-no-class = --fail-on: there is no class "{ $class }"; the classes are { $classes }, all
lists-no-pattern = { $pattern } is not a pattern
lists-cannot-look = cannot look for the lists
lists-none-match = { $pattern }: no file has such a name. Check the name and the folder.
lists-tail = { $file }: what follows after the gzip data is not gzip and was left out
dns-no-answer = no DNS server answers
dns-late = the DNS servers answer too late (--timeout gives them more time)
dns-useless = the DNS servers answered nothing that can be used
dns-nothing-found-out = { $what } ({ $servers }), so nothing was found out about any domain. The rows are unknown, none is rejected for it. Check the network and --dns, then run again.
dns-filters =
    { $count ->
        [one] the DNS server { $server } filters its answers: that to { $count } question was blocked, replaced, stale or not proved. No row is rejected for it. Name a server that does not filter (--dns), then run again.
       *[other] the DNS server { $server } filters its answers: those to { $count } questions were blocked, replaced, stale or not proved. No row is rejected for them. Name a server that does not filter (--dns), then run again.
    }
dns-denied = the DNS server denies { $name }, which surely exists ({ $servers }). It cannot be believed, so no row is rejected for a domain that it says is missing. Check the network and --dns, then run again.
demo-cannot-clean = the demo cannot be cleaned
demo-cannot-write = cannot write into { $folder }
demo-not-empty = { $folder } exists and is not empty. Name another folder
report-is-results = --html: { $file } is the results themselves. Name another file
explain-no-code = there is no code "{ $code }". `presend explain` lists all codes
explain-code-near = there is no code "{ $code }". Did you mean { $near }?
explain-stdin-empty = standard input is empty; paste the text of a bounce there
check-stdin-alone = - stands for standard input and goes alone
clean-left-alone = { $folder } was left alone: nothing proves that presend made all of what is in it
clean-cannot-write = cannot write { $file }; no results were left behind. Make room, or choose another folder with -o
clean-batches =
    { $count ->
        [one] { $count } batch of at most { $rows } rows in { $folder }
       *[other] { $count } batches of at most { $rows } rows in { $folder }
    }
stream-no-split = one record goes out for each that comes in, so leave --split out, or write into a folder with -o
stream-no-probe = --probe asks the mail hosts of a whole list, and a stream is none; leave it out
stream-done =
    { $count ->
        [one] <stdin>: { $count } record: { $verdicts }
       *[other] <stdin>: { $count } records: { $verdicts }
    }
stream-nothing-found-out = nothing was found out about any domain ({ $servers }). The records are unknown, none is rejected for it. Check the network and --dns, then run again.
zone-cannot-use = cannot use the zone file { $file }
limits-memory = this process may have { $allowed } MiB of memory, and on this machine a list needs { $needed } MiB. Let it have more (ulimit -v)
limits-threads = this process may not start the { $threads } threads that the command needs. Let it have more threads (ulimit -u) or memory (ulimit -v)
schema-unknown = there is no schema "{ $name }". The schemas are { $names }
manual-unknown = there is no command "{ $name }". The commands are { $names }
goes-on-without = { $why }. This run goes on without it.
serve-no-place = there is no place for lists; name a folder with --data-dir
serve-cannot-listen = --listen: cannot listen on { $place }. Choose another port, or 0 for a free one
serve-ctrl-c = Ctrl-C stops the server
interrupted = interrupted; no results were written.
interrupted-kept = What the DNS told so far is kept, and the same command goes on from there.
interrupted-anew = The same command starts again.
option-empty = { $option }: the value is empty
option-file-large = { $option }: { $file } is larger than { $mebibytes } MiB
sender-no-zone = --dnsbl: "{ $text }" is not the name of a list, such as bl.example.net
sender-name-domain = name the domain of your From address, such as example.com
sender-eml-without-from = --eml: the message does not have one From field with one address, so its domain cannot be told. Name the domain too
sender-connect-extras = --connect: what servers show belongs to the group extras. Add it to --only
sender-no-domain = "{ $text }" is not a domain. Write the domain of your From address, such as example.com
sender-mail-from-helo = --mail-from: for an empty MAIL FROM receivers look at the HELO name; add --helo NAME
sender-mail-from-helo-wrong = --mail-from: for an empty MAIL FROM receivers look at the HELO name, and { $name } is not a domain
sender-mail-from-no-domain = --mail-from: "{ $text }" has no domain. Write the bounce address, such as bounce@example.com, or <> with --helo
sender-eml-empty = --eml: { $file } is empty
sender-no-group = --only: "{ $text }" is not a group of checks; there are { $groups }
sender-eml-alone = --eml: a message has one sender. Name its domain alone
sender-connect-alone = --connect: servers are connected to for one domain at a time. Name it alone
sender-page-alone = --format html: a page shows one sender. Name one domain, or choose another format such as markdown
sender-dkim-alone = --dkim: "{ $key }" is the key of one domain, and several are named. Write the selector alone, which is looked for at each
sender-too-many = more than { $most } domains are named. Check them in parts
sender-file-empty = --from-file: there is no domain in it. Write one a line
sender-offline = --offline: a sender can be checked only by asking the DNS. Name a zone file with --dns zone:FILE
probe-offline = --offline: mail hosts can be found only by asking the DNS. Name a zone file with --dns zone:FILE
probe-no-such-thing = { $text } is neither a file nor an address nor a domain
mailboxes-helo = --mailboxes: give the full name of your sending server with --helo NAME
mailboxes-mail-from = --mailboxes: add --mail-from ADDR
mailboxes-mail-from-wrong = --mail-from: "{ $text }" is not an address that hosts could write back to
mailboxes-ip = --mailboxes: give the public address that connections come from with --ip
mailboxes-ip-private = --mailboxes: connections come from { $ip }, which is not a public address; give the public one with --ip
mailboxes-not-believed = --mailboxes: no host was asked, because hosts would not believe { $ip }: { $codes }. `presend sender { $domain } --ip { $ip } --helo { $helo }` says what to do
greylist-not-remembered = { $why }. What was greylisted is not remembered.
data-no-table-of-ours = --data: { $file } is none of presend's tables; those are { $tables }
data-no-table = --data: there is no table in { $folder }; put one of { $tables } there
config-cannot-read = cannot read the settings in { $file }
config-long = { $file }: longer than 1 MiB
config-toml = { $what }
config-no-working-folder = cannot tell the working folder
config-of-another = { $file } is not obeyed: it belongs to { $owner }, another user. If you trust it, name it with --config { $file }; to go on without it, add --no-config
config-writable = { $file } is not obeyed: every user may write it (mode { $mode }). If you trust it, name it with --config { $file }; to go on without it, add --no-config
config-withheld = { $file } lies above this folder, so what it says of files and DNS servers does not count (setting:line): { $settings }. If it is meant, name the file with --config { $file }
config-belongs = { $key } belongs in the section [{ $section }]
config-is-section = { $section } is a section: write [{ $section }]
config-no-flag = there is no option { $id }
config-setting = { $key }
config-true-or-false = write true or false
config-whole-number = write a whole number
config-texts = write texts in quotes between [ and ]
config-text = write a text in quotes, not { $kind }
config-unusable = "{ $text }" cannot be used
config-no-section = there is no section { $name }
config-no-setting = there is no setting { $name }
config-no-list = there is no list { $name }
config-no-field = there is no field { $name }
config-near = did you mean { $name }?
config-known = known here: { $names }
config-allowed-and-blocked = { $domain } is both allowed and blocked
config-list = { $list } is a list: write domains in quotes between [ and ]
config-no-domain = { $text } is not a domain: write it in quotes, such as "example.com"
config-weight = weight: write a whole number from 1 to 1000000
config-provider-domain = a provider needs a domain
config-domain-long = { $domain } is longer than { $octets } bytes
config-from = settings from { $file }
config-none = no { $file } is used; `presend init` writes one
config-own = { $count } of your own
init-is-there = { $file } is here already, and is left as it is. `presend config` shows what it says
init-wrote = wrote { $file }: every setting with its default, as a comment
init-lists-providers = Domains of your own, or providers that presend does not know: slips of them are found too.
init-lists-allowed = Domains that are never called a slip, disposable, free, parked or shut down. The DNS still decides whether they take mail.
init-lists-blocked = Domains that nothing is to be sent to.
never-is-suppression = { $file }: is a suppression list of presend bounce; name it with --suppress, which knows until when and who is only watched
never-of-another-tool = { $file }: is not a suppression list of presend bounce; everybody on it is left out
never-empty = { $file }: there is no address, domain or SHA-256 in it
never-unread =
    { $count ->
        [one] { $file }: { $count } row holds neither address, domain nor SHA-256, and counts for nothing
       *[other] { $file }: { $count } rows hold neither address, domain nor SHA-256, and count for nothing
    }

## What a list looks like

layout-plain = plain list, one address a line
layout-comma = comma-separated
layout-semicolon = semicolon-separated
layout-tab = tab-separated
layout-spaces = separated by spaces
layout-other = separated by { $sign }
layout-no-header = no header
layout-header = header
layout-header-row = header in row { $row }
layout-column = e-mail column { $name } ({ $place } of { $columns })
layout-column-unnamed = e-mail column { $place } of { $columns }
layout-value = e-mail value { $name } ({ $place } of { $columns })
layout-value-unnamed = e-mail value { $place } of { $columns }
layout-not = , not { $columns } (--column takes others)
layout-more = {" and "}{ $count } more
layout-bom = {" with BOM"}
layout-earlier = columns of an earlier run are replaced
list-in-zip = ZIP archive, { $name } in it
list-sheet = workbook, sheet { $name }
list-sheet-of = workbook, sheet { $name } (1 of { $sheets }, --sheet takes another)
list-html-table = HTML table
list-vcards = vCards
list-ldif = LDIF
list-messages = headers of messages
list-json-under = JSON, records under { $path }
list-json-under-of = JSON, records under { $path } (1 of { $arrays }, --sheet takes another)
list-formulas =
    { $count ->
        [one] { $count } cell is a formula without its result
       *[other] { $count } cells are formulas without their results
    }
init-head =
    Settings for presend. Take the # away before a setting to change it.
    A flag wins over PRESEND_* (PRESEND_TIMEOUT=9), which wins over this file. Paths are taken from this folder.

## Gates and counts of people's screens

human-gate-pass = PASS
human-gate-fail = FAIL
human-gate-inconclusive = INCONCLUSIVE
rows-with-title =
    { $rows ->
        [one] { $rows } row: { $title }
       *[other] { $rows } rows: { $title }
    }
count-questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
junit-thresholds = presend gate: thresholds
junit-codes = presend gate: codes
junit-must-not-occur =
    { $rows ->
        [one] { $rows } row with { $what }, which must not occur
       *[other] { $rows } rows with { $what }, which must not occur
    }
junit-more-with =
    { $rows ->
        [one] { $rows } more row with { $what }
       *[other] { $rows } more rows with { $what }
    }
junit-no = no { $what }
junit-at-most = { $what } at most { $limit }
junit-figure =
    { $rows ->
        [one] { $rows } row of { $all }: { $share }
       *[other] { $rows } rows of { $all }: { $share }
    }
junit-more-than = { $what } { $figure }, more than { $limit }

## Sources of bounces that cannot be read

source-of = { $file }
source-too-deep = { $file }: too deep inside folders, left out
source-many-files = { $file }: holds more than { $most } files; unpack it and read the folder
source-unclear = { $file }: neither mail, nor a mail log, nor an export; left out
source-broken = { $file }: cannot be read to its end
source-is-outlook = is a message of Outlook (.msg) or an old Office file. Save the message as .eml, or as text with its headers, and read that
source-is-pst = is a mail folder of Outlook (.pst, .ost). Turn it into mbox, for instance with readpst of libpst, and read that
source-is-pdf = is a PDF document. Save the message as .eml and read that
source-is-zip = is a ZIP archive inside of something else. Unpack it and read the files inside
source-is-bzip2 = is a bzip2 file. Unpack it and read the file inside
source-is-xz = is an xz file. Unpack it and read the file inside
source-is-seven-zip = is a 7-Zip archive. Unpack it and read the files inside
source-is-rar = is a RAR archive. Unpack it and read the files inside
source-is-sqlite = is an SQLite database. Export the table as CSV and read that
source-is-utf16 = is text in UTF-16. Save it as UTF-8 and read that
source-is-picture = is a picture. Read the message itself

## Archives that cannot be used

archive-damaged = it is damaged; copy or download it again
archive-many-files = it holds more than { $most } files; unpack it, and name the list
archive-no-list = no list is in it; put the list in it, or name the list itself
archive-password = it is protected by a password; unpack it with the password, and name the list
archive-method = it is packed in a way that presend does not know; unpack it, and name the list
