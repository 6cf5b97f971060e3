# What presend says, in German.
#
# Fluent (projectfluent.org): a name, a sign of equality, a text; { $name } is what is filled in, and a text in braces is taken as it is.
# To translate: copy en.ftl, and keep names, values and signs such as { $rows }. A test names what is missing, and every value that is.

## Syntax: what is written cannot be, or is seldom, an address

code-syntax-no_at = Kein @-Zeichen
    .why = Eine Adresse braucht ein @ zwischen Postfach und Domain. Ohne @ weiß kein Mailserver, wohin er zustellen soll.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-multiple_at = Mehr als ein @-Zeichen
    .why = Außerhalb von Anführungszeichen darf nur ein @ stehen. Es ist nicht klar, welcher Teil die Domain ist.
    .fix = Entfernen Sie das überzählige @, oder teilen Sie die Zelle auf, wenn sie zwei Adressen enthält.
code-syntax-empty_local = Nichts vor dem @
    .why = Der Teil vor dem @ nennt das Postfach. Ohne ihn gibt es niemanden, dem zugestellt werden kann.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-empty_domain = Nichts nach dem @
    .why = Der Teil nach dem @ sagt, an welchen Mailhost zuzustellen ist. Ohne ihn lässt sich keine Mail senden.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-local_too_long = Lokaler Teil länger als 64 Byte
    .why = Der Teil vor dem @ darf höchstens 64 Byte haben. Manche Hosts nehmen längere an, viele lehnen sie ab.
    .fix = Prüfen Sie, ob die Zelle eine einzige echte Adresse enthält. Behalten Sie sie nur, wenn Sie wissen, dass sie funktioniert.
code-syntax-local_far_too_long = Lokaler Teil länger als 128 Byte
    .why = Der Teil vor dem @ hat mehr als das Doppelte der 64 Byte, die ein Mailhost annehmen muss. Kein Anbieter vergibt solche Postfächer, und Mailhosts lehnen sie ab.
    .fix = Prüfen Sie, ob die Zelle eine Adresse und sonst nichts enthält.
code-syntax-domain_too_long = Domain länger als 253 Byte
    .why = Das DNS kann keinen Namen von mehr als 253 Byte aufnehmen, also kann es diese Domain nicht geben.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-address_too_long = Adresse länger als 254 Byte
    .why = Ein Pfad in SMTP hat mit seinen spitzen Klammern höchstens 256 Byte, eine Adresse also höchstens 254.
    .fix = Prüfen Sie, ob die Zelle eine Adresse und sonst nichts enthält.
code-syntax-label_too_long = Teil der Domain länger als 63 Byte
    .why = Jeder Teil zwischen den Punkten einer Domain hat in der Form, die das DNS verwendet, höchstens 63 Byte.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-consecutive_dots = Zwei Punkte hintereinander
    .why = In einer Adresse dürfen keine zwei Punkte aufeinander folgen. Meist wurde einer doppelt getippt.
    .fix = Entfernen Sie den überzähligen Punkt nach Rückfrage bei der Person, oder entfernen Sie die Zeile.
code-syntax-edge_dot = Punkt am Anfang oder Ende
    .why = Weder der Teil vor dem @ noch die Domain darf mit einem Punkt beginnen oder enden.
    .fix = Entfernen Sie den Punkt nach Rückfrage bei der Person, oder entfernen Sie die Zeile.
code-syntax-illegal_char = Unerlaubtes Zeichen
    .why = Ohne Anführungszeichen sind in einer Adresse nur wenige Zeichen erlaubt. Andere lehnen Mailserver ab.
    .fix = Korrigieren Sie das Zeichen nach Rückfrage bei der Person, oder entfernen Sie die Zeile.
code-syntax-invisible_char = Unsichtbares Zeichen
    .why = In der Adresse steht ein Steuerzeichen oder ein Zeichen, das die Leserichtung umkehrt. Menschen sehen es nicht, Mailserver lehnen es ab.
    .fix = Tippen Sie die Adresse neu. Beim Kopieren käme das unsichtbare Zeichen mit.
code-syntax-domain_no_dot = Domain ohne Punkt
    .why = Eine Maildomain im öffentlichen Internet hat mindestens zwei Teile, wie example.com.
    .fix = Ergänzen Sie die fehlende Endung, wenn Sie sie kennen. Entfernen Sie sonst die Zeile.
code-syntax-numeric_tld = Domain endet auf eine Zahl
    .why = Der letzte Teil einer Domain besteht nie nur aus Ziffern. Dies sieht nach einer IP-Adresse oder einer Telefonnummer aus.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-hyphen_edge = Bindestrich am Anfang oder Ende eines Teils der Domain
    .why = Ein Teil einer Domain darf nicht mit einem Bindestrich beginnen oder enden, also lässt sich diese Domain nicht registrieren.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-underscore = Unterstrich in der Domain
    .why = Hostnamen dürfen keine Unterstriche enthalten. Einige solche Namen gibt es im DNS trotzdem, und viele Mailserver lehnen sie ab.
    .fix = Klären Sie die Domain mit der Person. Oft ist es ein falsch getippter Bindestrich.
code-syntax-ip_literal = IP-Adresse statt einer Domain
    .why = Der Standard erlaubt user@[192.0.2.1], aber kaum ein Mailhost nimmt das an.
    .fix = Bitten Sie um eine Adresse mit einer Domain.
code-syntax-ip_literal_non_public = Nicht öffentliche IP-Adresse
    .why = Die Adresse nennt ihren Mailhost durch eine IP-Adresse aus einem privaten, reservierten oder für Beispiele bestimmten Bereich, wie [10.0.0.1]. Von außerhalb dieses Netzes kann niemand dorthin zustellen.
    .fix = Entfernen Sie die Zeile.
code-syntax-quoted_local = Lokaler Teil in Anführungszeichen
    .why = Der Standard erlaubt "john doe"@example.com, aber viele Systeme können nicht dorthin senden.
    .fix = Prüfen Sie, ob die Adresse so gemeint war.
code-syntax-comment = Kommentar in der Adresse
    .why = Text in runden Klammern ist im Header einer Nachricht ein Kommentar. Er gehört nicht zur Adresse, an die gesendet wird.
    .fix = Entfernen Sie die Klammern und was dazwischen steht.
code-syntax-eai_local = Lokaler Teil nicht in ASCII
    .why = Internationalisierte Postfächer sind gültig, aber nur Mailhosts mit SMTPUTF8 können an sie senden und für sie empfangen.
    .fix = Senden Sie nur über ein System, das SMTPUTF8 unterstützt.
code-syntax-idn_invalid = Ungültiger internationalisierter Domainname
    .why = Die Buchstaben dieser Domain lassen sich nicht in einen Namen umwandeln, den das DNS aufnehmen kann.
    .fix = Suchen Sie die richtige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-mixed_script = Gemischte Schriften in einem Teil der Domain
    .why = Ein Teil der Domain mischt Alphabete, zum Beispiel lateinische und kyrillische Buchstaben. Das ist ein verbreiteter Trick, kommt aber auch durch Vertippen vor.
    .fix = Tippen Sie die Domain mit einer einzigen Tastaturbelegung neu, oder entfernen Sie die Zeile.
code-syntax-idn_symbol = Symbol in der Domain
    .why = Die Regeln für Domainnamen in anderen Schriften erlauben nur Buchstaben, Ziffern und kombinierende Zeichen. Einige Registrierungsstellen haben Namen mit Symbolen verkauft, und viele Mailsysteme lehnen sie ab.
    .fix = Klären Sie die Domain mit der Person.
code-syntax-reserved_hyphens = Reservierte Bindestriche an dritter und vierter Stelle
    .why = Ein Teil der Domain hat Bindestriche an der dritten und vierten Stelle, wie in ab--cd.com. Registrierungsstellen behalten solche Namen internationalisierten Domains vor, doch einige gibt es im DNS.
    .fix = Klären Sie die Domain mit der Person.
code-syntax-legacy_dots = Punkte, die nur alte japanische Mobilfunkanbieter erlaubten
    .why = Ein Punkt am Ende des Teils vor dem @ oder zwei hintereinander verstoßen gegen den Standard. Japanische Mobilfunkanbieter haben solche Postfächer bis 2009 vergeben, auch mail.ru hat einige, und viele Mailsysteme weigern sich, an sie zu senden.
    .fix = Behalten Sie sie nur, wenn Ihr Mailsystem einen solchen lokalen Teil in Anführungszeichen setzt, oder bitten Sie um eine andere Adresse.
code-syntax-leftover = Rest eines Formulars, eines Links oder einer Kodierung
    .why = Der Teil vor dem @ beginnt mit email= oder Ähnlichem oder enthält %20 oder =20. Der Standard erlaubt das, aber fast immer ist es von einem Webformular, einem Link oder einem kodierten Text übrig geblieben, und das Postfach gibt es nicht.
    .fix = Prüfen Sie den Vorschlag.
code-syntax-masked = Maskierte Adresse
    .why = Im Teil vor dem @ stehen Sterne, wo Buchstaben verborgen wurden, wie in a***@example.com. Das Postfach dahinter lässt sich nicht ermitteln.
    .fix = Suchen Sie die vollständige Adresse heraus, oder entfernen Sie die Zeile.
code-syntax-second_address = Weitere Adresse neben dieser
    .why = Der Name, die Bemerkung oder der Link neben dieser Adresse enthält eine andere Adresse. An sie wird nicht gesendet, und vielleicht ist sie die richtige.
    .fix = Sehen Sie sich die Zelle an. Behalten Sie die richtige Adresse, oder geben Sie jeder eine eigene Zeile.

## Repair: what was put right before judging

code-repair-trimmed = Leerraum entfernt
    .why = Vor, nach oder in der Adresse standen Leerzeichen oder unsichtbare Zeichen.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-angle = Spitze Klammern entfernt
    .why = Die Adresse stand in spitzen Klammern, wie in <ann@example.com>.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-display_name = Anzeigename entfernt
    .why = Die Zelle enthielt einen Namen und eine Adresse, wie in Ann Lee <ann@example.com>.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-mailto = mailto:-Link aufgelöst
    .why = Die Zelle enthielt einen Link, wie in mailto:ann@example.com?subject=hi.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-percent_decoded = Prozentzeichen dekodiert
    .why = Die Zelle stammt aus einer Webadresse, wie in ann%40example.com.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-entity_decoded = HTML-Entitäten dekodiert
    .why = Die Zelle stammt aus einer Webseite, wie in ann&#64;example.com.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-full_width = Vollbreite Zeichen umgewandelt
    .why = Die Adresse wurde mit einer chinesischen, japanischen oder koreanischen Eingabemethode getippt, wie in ann＠example。com.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-smart_quote = Anführungszeichen entfernt oder umgewandelt
    .why = Die Adresse stand in Anführungszeichen, oder eine Textverarbeitung hat typografische eingesetzt.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-trailing_punct = Satzzeichen entfernt
    .why = Ein Komma, ein Semikolon, ein Punkt, ein Aufzählungszeichen oder Ähnliches stand nach oder vor der Adresse.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-split = Mehrere Adressen in einer Zelle
    .why = Die Zelle enthielt mehr als eine Adresse. Jede wird für sich bewertet.
    .fix = Geben Sie jeder Adresse eine eigene Zeile; presend clean --split tut das.
code-repair-spelled_out = „at“ oder „dot“ ausgeschrieben
    .why = Die Adresse war so geschrieben, dass Programme sie nicht finden, wie in ann (at) example (dot) com.
    .fix = Nichts zu tun: presend clean schreibt die reparierte Adresse in die Liste der guten Zeilen, außer mit --fix none.
code-repair-unsure = Zusätzlicher Text, der zur Adresse gehören kann
    .why = Vor oder nach der Adresse stehen Wörter oder Leerraum, wie in john smith@example.com oder kim@example.co m. Das kann eine Bemerkung sein oder ein Stück einer anderen Adresse. Deshalb wird nichts geändert.
    .fix = Sehen Sie sich die Zelle an, und tippen Sie die gemeinte Adresse. Der Vorschlag ist nur eine Vermutung.

## Typo: what was probably meant

code-typo-provider = Vermutlicher Tippfehler bei einem bekannten Anbieter
    .why = Die Domain ist der eines großen Mailanbieters sehr ähnlich, wie homail.com der Domain hotmail.com.
    .fix = Prüfen Sie den Vorschlag. Mit --fix typos werden sichere Fälle korrigiert, wenn die getippte Domain keine Mail annimmt.
code-typo-tld = Vermutlicher Tippfehler in der Top-Level-Domain
    .why = Die Endung der Domain ist einer gängigen ähnlich, wie .con der Endung .com.
    .fix = Prüfen Sie den Vorschlag. Mit --fix typos werden sichere Fälle korrigiert, wenn die getippte Domain keine Mail annimmt.
code-typo-missing_dot = Vermutlich fehlender Punkt
    .why = In der Domain scheint ein Punkt zu fehlen, wie in gmailcom.
    .fix = Prüfen Sie den Vorschlag.
code-typo-comma = Vermutlich Komma statt Punkt
    .why = Die Domain hat ein Komma, wo ein Punkt zu erwarten ist, wie in gmail,com. Es könnten auch zwei Angaben in einer Zelle sein.
    .fix = Prüfen Sie den Vorschlag.
code-typo-homograph = Doppelgänger einer bekannten Domain
    .why = Mit dem Auge gelesen ist es die Domain eines bekannten Anbieters, aber sie ist mit Buchstaben eines anderen Alphabets geschrieben.
    .fix = Senden Sie nichts dorthin, wenn Sie den Absender nicht kennen. Prüfen Sie den Vorschlag.
code-typo-frequent = Vermutlicher Tippfehler bei einer in der Liste häufigen Domain
    .why = Die Domain nimmt keine Mail an, und sie ist nur einen Tippfehler von einer anderen entfernt, die viele Zeilen derselben Liste haben.
    .fix = Prüfen Sie den Vorschlag.

## Domain: what the DNS says about the part after the @

code-domain-nxdomain = Domain existiert nicht
    .why = Das DNS sagt, dass es diese Domain nicht gibt. Mail dorthin kommt sofort als „host not found“ zurück.
    .fix = Übernehmen Sie den Vorschlag, wenn es einen gibt. Entfernen Sie sonst die Zeile.
code-domain-null_mx = Domain nimmt keine Mail an (null MX)
    .why = Der Inhaber der Domain hat einen null MX veröffentlicht. Er besagt, dass dort keine Mail angenommen wird.
    .fix = Entfernen Sie die Zeile.
code-domain-no_mail_host = Domain hat keinen Mailhost
    .why = Die Domain existiert, hat aber weder einen MX-Eintrag noch einen Adresseintrag. Es gibt nichts, wohin zugestellt werden kann.
    .fix = Übernehmen Sie den Vorschlag, wenn es einen gibt. Entfernen Sie sonst die Zeile.
code-domain-implicit_mx = Kein MX-Eintrag, nur ein Adresseintrag
    .why = Mail wird vielleicht an den Webserver der Domain zugestellt. Bei einigen kleinen Domains funktioniert das; die meisten sind geparkt oder nehmen keine Mail an.
    .fix = Behalten Sie die Zeile nur, wenn Sie wissen, dass Mail an diese Domain ankommt.
code-domain-mx_dangling = Mailhosts der Domain existieren nicht
    .why = Die Domain nennt ihre Mailhosts, aber keiner davon hat eine Adresse. Mail kann nicht zugestellt werden.
    .fix = Entfernen Sie die Zeile, oder bitten Sie den Inhaber der Domain, die MX-Einträge in Ordnung zu bringen.
code-domain-mx_non_public = Mailhosts haben nur private Adressen
    .why = Alle Mailhosts der Domain haben Adressen, die über das öffentliche Internet nicht erreichbar sind, wie 10.0.0.1.
    .fix = Entfernen Sie die Zeile. Für Mail innerhalb einer Firma verwenden Sie --allow-non-public.
code-domain-mx_ip_literal = MX-Eintrag mit IP-Adresse statt Namen
    .why = Ein MX-Eintrag muss einen Namen enthalten. Manche Absender stellen trotzdem an eine IP-Adresse zu, viele nicht.
    .fix = Behalten Sie die Zeile nur, wenn Sie wissen, dass Mail an diese Domain ankommt.
code-domain-mx_localhost = Mailhost ist localhost
    .why = Die Mailhosts der Domain zeigen auf localhost oder 127.0.0.1. Mail ginge an den Rechner zurück, der sie sendet.
    .fix = Entfernen Sie die Zeile. Für ein Labor verwenden Sie --allow-non-public.
code-domain-special_use = Name für Beispiele oder private Netze reserviert
    .why = Namen unter .test, .invalid, .localhost und dergleichen sowie example.com empfangen im öffentlichen Internet nie Mail. Oft sind es Platzhalter. Mit --offline, wo nur die Form einer Adresse bewertet wird, sind Beispiele wie example.com ein Fall für review.
    .fix = Entfernen Sie die Zeile. Für Mail innerhalb einer Firma oder eines Labors verwenden Sie --allow-non-public.
code-domain-unknown_tld = Unbekannte Top-Level-Domain
    .why = Diese Top-Level-Domain gibt es nicht, also kann keine Domain mit dieser Endung existieren.
    .fix = Übernehmen Sie den Vorschlag, wenn es einen gibt. Entfernen Sie sonst die Zeile.
code-domain-parked = Geparkte Domain
    .why = Die Mail der Domain führt zu einem Parkdienst, wie bei Namen, die zum Verkauf stehen oder auf Vertipper warten. Wer dort Mail annimmt, ist nicht die Person, die Sie meinen.
    .fix = Übernehmen Sie den Vorschlag, wenn es einen gibt. Behalten Sie die Zeile sonst nur, wenn Sie wissen, dass Mail dorthin ankommt.
code-domain-shut_down = Anbieter hat den Dienst eingestellt
    .why = Der Anbieter hat diesen Maildienst geschlossen, und es gibt dort kein Postfach mehr, was immer das DNS antwortet.
    .fix = Bitten Sie die Person um eine andere Adresse, oder entfernen Sie die Zeile.

## Dns: why it could not be found out

code-dns-timeout = Keine DNS-Antwort in der Wartezeit
    .why = Die DNS-Server haben zu dieser Domain nicht geantwortet. Das sagt nichts über die Adresse.
    .fix = Versuchen Sie es später noch einmal; nach presend clean mit der Datei retry.csv. Wo Server langsam sind, erhöhen Sie --timeout.
code-dns-servfail = DNS-Server meldet einen Fehler
    .why = Der DNS-Server konnte die Antwort nicht finden (SERVFAIL). Der Fehler ist oft von kurzer Dauer. Er sagt nichts über die Adresse.
    .fix = Versuchen Sie es später noch einmal oder mit einem anderen Server (--dns); nach presend clean mit der Datei retry.csv.
code-dns-refused = DNS-Server verweigert die Antwort
    .why = Der DNS-Server bedient Sie nicht oder findet, dass Sie zu viel fragen (REFUSED). Das sagt nichts über die Adresse.
    .fix = Verwenden Sie einen DNS-Server, der Sie bedient (--dns), oder fragen Sie ihn langsamer (--concurrency).
code-dns-network = DNS-Server nicht erreichbar
    .why = Beim Fragen des DNS-Servers meldete das Netz einen Fehler. Das sagt nichts über die Adresse.
    .fix = Prüfen Sie das Netz und die Einstellung --dns, und versuchen Sie es dann noch einmal; nach presend clean mit der Datei retry.csv.
code-dns-malformed = DNS-Antwort nicht verwendbar
    .why = Die DNS-Antwort war defekt, zu groß oder führte im Kreis. Das sagt nichts Sicheres über die Adresse.
    .fix = Versuchen Sie es mit einem anderen Server (--dns); nach presend clean mit der Datei retry.csv.
code-dns-filtered = DNS-Server filtert seine Antworten
    .why = Der DNS-Server hat die Antwort blockiert oder ersetzt oder eine weitergegeben, die veraltet ist oder deren Validierung fehlschlug. Das sagt nichts über die Adresse.
    .fix = Verwenden Sie einen DNS-Server, der nicht filtert (--dns); nach presend clean mit der Datei retry.csv.
code-dns-lying_resolver = DNS-Server gibt falsche Antworten
    .why = Der DNS-Server hat für einen Namen, den es nicht geben kann, eine Adresse genannt oder leugnet eine ganze Top-Level-Domain. Seinen Antworten ist nicht zu trauen.
    .fix = Verwenden Sie einen anderen DNS-Server (--dns). Netze in Hotels, abgeschottete Netze und manche Provider antworten so.
code-dns-not_in_facts = Domain steht nicht in der Faktentabelle
    .why = Der Lauf urteilte nach einer Faktentabelle (--facts) und fragte niemanden, und die Tabelle kennt die Domain nicht. Über die Adresse sagt das nichts.
    .fix = Fragen Sie nach dem, was fehlt: presend resolve LIST --facts OLD -o NEW, dann erneut mit --facts NEW.

## Address: what kind of address it is

code-address-role = Funktionsadresse
    .why = Adressen wie info@ oder sales@ werden von mehreren Personen gelesen oder von niemandem. Von ihnen kommen öfter Beschwerden, und viele Absender lassen sie weg.
    .fix = Behalten Sie sie, wenn die Organisation Ihre Mail angefordert hat.
code-address-not_issued = Postfach, das der Anbieter nicht vergeben haben kann
    .why = Der Anbieter hat Regeln für die Namen seiner Postfächer (Länge, Zeichen, Punkte), und der Teil vor dem @ verstößt dagegen. Also gibt es kein solches Postfach, außer wenn vor langer Zeit andere Regeln galten.
    .fix = Suchen Sie nach einem Tippfehler im Teil vor dem @, oder fragen Sie die Person.
code-address-disposable = Wegwerfadresse
    .why = Die Domain vergibt Postfächer, die Minuten oder Tage bestehen. Die Person ist bald nicht mehr dort.
    .fix = Lassen Sie sie in Kampagnen weg, oder bitten Sie um eine dauerhafte Adresse.
code-address-free = Freemail-Anbieter
    .why = Das Postfach liegt bei einem Anbieter, den jeder nutzen kann. Das ist kein Fehler; es unterscheidet nur private Adressen von denen einer Firma.
    .fix = Nichts zu tun.
code-address-blocked = Gesperrte Domain
    .why = Ihre eigene Konfiguration besagt, dass an diese Domain nichts gesendet werden soll.
    .fix = Nichts zu tun. Um sie wieder zu erlauben, nehmen Sie sie in presend.toml aus blocked_domains heraus.
code-address-duplicate = Doppelte Adresse
    .why = Diese Adresse steht schon in einer früheren Zeile. Mail würde doppelt gesendet.
    .fix = Nichts zu tun: Die erste Zeile wurde behalten.
code-address-duplicate_alias = Dasselbe Postfach in anderer Schreibweise
    .why = Der Anbieter stellt diese Schreibweise und die einer früheren Zeile in dasselbe Postfach zu, wie bei Punkten in Gmail-Adressen oder bei +tags.
    .fix = Behalten Sie eine der beiden, außer wenn sich die Person absichtlich zweimal angemeldet hat.
code-address-suppressed = Auf der Sperrliste
    .why = Mail an diese Adresse ist schon einmal zurückgekommen. Noch einmal dorthin zu senden schadet Ihrem Ruf bei ihrem Anbieter.
    .fix = Schlägt presend eine andere Adresse vor, nehmen Sie diese. Sonst lassen Sie die Adresse weg. Wenn die Person sagt, dass sie wieder funktioniert, nehmen Sie deren Zeile aus der Sperrliste heraus.
code-address-do_not_mail = Auf einer Ausschlussliste
    .why = Eine Liste, die Sie mit --never genannt haben, enthält die Adresse, ihren Hash oder ihre Domain.
    .fix = Lassen Sie sie weg. Wenn das falsch ist, nehmen Sie sie aus jener Liste heraus.

## Input: the list itself

code-input-ragged = Mehr oder weniger Spalten als in der Kopfzeile
    .why = Die Zeile hat eine andere Zahl von Spalten als die Liste. Die Adresse steht vielleicht in der falschen Spalte.
    .fix = Öffnen Sie die Liste an dieser Zeile, und prüfen Sie Spalten, Anführungszeichen und Trennzeichen.
code-input-stray_quote = Nicht geschlossenes Anführungszeichen
    .why = Eine Zelle beginnt mit einem Anführungszeichen ohne Gegenstück. Tabellenkalkulationen und Mailprogramme halten die Zeilen danach für den Rest dieser Zelle.
    .fix = Öffnen Sie die Liste an dieser Zeile in einem Texteditor, und entfernen oder schließen Sie das Anführungszeichen.
code-input-encoding = Ungültige Bytes für die Kodierung
    .why = Die Zeile enthält Bytes, die nicht zur Kodierung der Liste passen. Die Zeile wird Byte für Byte weitergegeben.
    .fix = Speichern Sie die Liste neu als UTF-8, wenn Namen falsch aussehen.
code-input-too_long = Zelle zu lang für eine Adresse
    .why = Die Zelle ist weit länger, als eine Adresse sein kann. Sie wird Byte für Byte weitergegeben, aber nicht gelesen.
    .fix = Prüfen Sie Anführungszeichen und Zeilenenden um diese Zeile herum.
code-input-other_address = Eine Adresse in einer anderen Zelle wurde nicht bewertet
    .why = Eine Zelle außerhalb der E-Mail-Spalten sieht nach der Adresse einer Person aus. Sie wurde nicht geprüft.
    .fix = Nennen Sie jede Spalte mit Adressen, wie in --column email,billing_email, oder verschieben Sie die Adresse in eine von ihnen.
code-input-formula = Formel statt einer Adresse
    .why = Die Zelle enthält eine Formel, die noch nicht berechnet wurde, wie in Arbeitsmappen, die ein Programm geschrieben hat.
    .fix = Öffnen Sie die Liste in einer Tabellenkalkulation, speichern Sie sie, und rufen Sie presend noch einmal damit auf.
code-input-blank = Leere Zeile
    .why = In der Zeile steht nichts. Sie kommt in die Liste der zurückgewiesenen Zeilen und zählt bei keinem Anteil mit.
    .fix = Nichts zu tun.
code-input-empty = Keine Adresse in der Zeile
    .why = Die Zelle für die Adresse ist leer oder fehlt in der Zeile.
    .fix = Entfernen Sie die Zeile, oder tragen Sie die Adresse ein.
code-sender-iprev = Reverse DNS der sendenden IP-Adresse
    .why = Empfänger schlagen den Namen der Adresse nach, die sich verbindet, und prüfen, ob dieser Name zu ihr zurückführt.
    .fix = Nichts zu tun.
code-sender-ptr_missing = Sendende IP-Adresse ohne PTR-Eintrag
    .why = Eine Adresse ohne Namen gilt als Heimcomputer. Gmail und viele chinesische und europäische Anbieter lehnen ihre Mail ab.
    .fix = Bitten Sie denjenigen um den PTR-Eintrag, der Ihnen die Adresse gegeben hat (Hoster, Cloud, Internetprovider), nicht Ihren Registrar.
code-sender-ipv6_ptr_missing = IPv6-Adresse ohne PTR-Eintrag
    .why = Gmail lehnt alle Mail über IPv6 von Adressen ohne Reverse DNS ab, und andere tun das auch.
    .fix = Bitten Sie denjenigen um den PTR-Eintrag, der Ihnen die Adresse gegeben hat, oder senden Sie nur über IPv4, bis er da ist.
code-sender-ptr_not_confirmed = PTR-Name führt nicht zur Adresse zurück
    .why = Jeder kann einen beliebigen Namen in einen PTR-Eintrag schreiben. Empfänger glauben ihm nur, wenn der Name zur Adresse zurückführt.
    .fix = Geben Sie dem PTR-Namen einen A- oder AAAA-Eintrag mit dieser Adresse, oder lassen Sie den PTR-Eintrag einen Host nennen, der einen hat.
code-sender-ptr_generic = Generischer PTR-Name
    .why = Namen, die aus der Adresse gebildet sind oder Wörter wie dynamic oder pool enthalten, kennzeichnen Rechner, die keine Mail senden sollen. Viele Empfänger lehnen sie ab oder erhöhen die Spam-Bewertung.
    .fix = Bitten Sie um einen PTR-Eintrag mit einem eigenen Namen, wie mail.example.com, der zur Adresse zurückführt.
code-sender-ptr_error = Reverse-DNS-Abfrage fehlgeschlagen
    .why = Das DNS hat zum PTR-Eintrag oder zu dessen Namen nicht geantwortet. Das heißt nicht, dass er fehlt. Empfänger, denen es ebenso geht, stellen Mail zurück.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, bitten Sie den Betreiber der Reverse-Zone oder der Zone des PTR-Namens, seine Server in Ordnung zu bringen.
code-sender-ptr_several = Mehrere PTR-Namen
    .why = Die Adresse hat mehr als einen Namen. Empfänger sehen sich vielleicht irgendeinen davon an, in wechselnder Reihenfolge.
    .fix = Behalten Sie einen PTR-Eintrag je sendender IP-Adresse, mit dem Namen, den der Server im HELO nennt.
code-sender-ptr_too_many = Mehr PTR-Namen, als Empfänger ansehen
    .why = Empfänger sehen sich höchstens zehn Namen an. Der Name, der zurückführt, ist vielleicht nicht darunter.
    .fix = Behalten Sie einen PTR-Eintrag je sendender IP-Adresse.
code-sender-ptr_alias = PTR-Name ist ein Alias
    .why = Ein PTR-Eintrag muss den Host selbst nennen, keinen CNAME. Manche Empfänger folgen ihm nicht und finden keinen Namen.
    .fix = Lassen Sie den PTR-Eintrag den Host nennen, zu dem der Alias führt, oder geben Sie dem Namen einen eigenen Adresseintrag.
code-sender-ipv6_only = Versand nur über IPv6
    .why = Viele Mailhosts haben keine IPv6-Adresse. Mail an sie braucht eine sendende IP-Adresse mit IPv4.
    .fix = Senden Sie auch über IPv4, oder nennen Sie zusätzlich Ihre IPv4-Adresse (--ip).
code-sender-ip_non_public = Sendende IP-Adresse ist nicht öffentlich
    .why = Private und reservierte Adressen werden auf dem Weg nach außen ersetzt, also bewerten Empfänger eine andere Adresse als diese.
    .fix = Nennen Sie die öffentliche Adresse, die Empfänger sehen. Für Mail innerhalb einer Firma verwenden Sie --allow-non-public.
code-sender-documentation_address = Für Beispiele reservierte Adresse
    .why = Adressen wie 192.0.2.1 und 2001:db8::1 sind Büchern vorbehalten. In einer Probe stehen sie für echte.
    .fix = Nennen Sie für eine echte Prüfung die echte Adresse.
code-sender-helo = HELO-Name des sendenden Servers
    .why = Der sendende Server nennt am Anfang seinen Namen. Empfänger prüfen, ob es ein vollständiger Name ist, der existiert und zur Adresse passt.
    .fix = Nichts zu tun.
code-sender-helo_not_fqdn = HELO-Name ist nicht vollständig
    .why = Namen wie localhost oder mail kann sonst niemand nachschlagen. Viele Empfänger lehnen sie sofort ab.
    .fix = Setzen Sie den HELO-Namen des Servers (Postfix: myhostname oder smtp_helo_name) auf einen vollständigen Namen, der zu seiner Adresse führt.
code-sender-helo_ip_literal = HELO mit IP-Adresse statt Namen
    .why = Der Standard erlaubt [192.0.2.1] für Rechner ohne Namen, aber echte Mailserver haben einen. Viele Empfänger lehnen das ab, und eine bloße Adresse ist gar nicht erlaubt.
    .fix = Setzen Sie den HELO-Namen des Servers auf einen vollständigen Namen, der zu seiner Adresse führt.
code-sender-helo_invalid = HELO-Name mit unerlaubten Zeichen
    .why = Ein Hostname hat nur Buchstaben, Ziffern, Bindestriche und Punkte. Empfänger lehnen ein HELO mit anderen Zeichen ab, auch mit Unterstrichen.
    .fix = Setzen Sie den HELO-Namen des Servers auf einen gültigen vollständigen Namen.
code-sender-helo_unresolvable = HELO-Name lässt sich nicht auflösen
    .why = Empfänger schlagen den Namen nach. Einer ohne Adresse sieht erfunden aus, und viele lehnen ihn ab.
    .fix = Veröffentlichen Sie einen Adresseintrag für den Namen, oder setzen Sie den HELO-Namen des Servers auf einen, der ihn hat.
code-sender-helo_mismatch = HELO-Name führt zu einer anderen Adresse
    .why = Der Name existiert, führt aber nicht zu der Adresse, die sendet. Spamfilter rechnen das der Mail negativ an.
    .fix = Lassen Sie den HELO-Namen auch zur sendenden IP-Adresse führen, oder geben Sie jeder sendenden IP-Adresse einen eigenen HELO-Namen.
code-sender-helo_ptr_differ = HELO-Name und PTR-Name verschiedener Inhaber
    .why = Der Server nennt einen Namen einer Domain, und seine Adresse heißt nach einer anderen. Manche Filter rechnen das der Mail negativ an.
    .fix = Bitten Sie um einen PTR-Eintrag mit dem HELO-Namen, oder verwenden Sie den PTR-Namen als HELO-Namen.
code-sender-helo_error = Abfrage des HELO-Namens fehlgeschlagen
    .why = Das DNS hat zum HELO-Namen nicht geantwortet. Das heißt nicht, dass er nicht existiert.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, fragen Sie den Betreiber des DNS dieses Namens.
code-sender-domain = Domain des Absenders
    .why = Bevor Empfänger Mail von der Domain annehmen, prüfen sie, ob sie existiert und Antworten annehmen kann.
    .fix = Nichts zu tun.
code-sender-not_a_domain = Kein Domainname
    .why = Ein Absender wird anhand der Domain seiner From-Adresse geprüft. Dieser Text ist keine, also wurde nichts abgefragt.
    .fix = Schreiben Sie nur die Domain, wie example.com, eine pro Zeile: keinen Link und keinen Pfad.
code-sender-no_domain = Domain des Absenders existiert nicht
    .why = Kein Server nimmt Mail von einer Domain an, die nicht im DNS steht: Der Absender lässt sich nicht prüfen, und Rückläufer können nicht zugestellt werden.
    .fix = Prüfen Sie die Schreibweise. Registrieren oder verlängern Sie die Domain, oder veröffentlichen Sie ihre Zone.
code-sender-no_mail_host = Domain des Absenders nimmt keine Mail an
    .why = Die Domain hat keinen MX und keine Adresse, also können Antworten und Rückläufer nicht zugestellt werden. Empfänger lehnen Mail von ihr ab.
    .fix = Veröffentlichen Sie einen MX-Eintrag für die Domain.
code-sender-null_mx = Domain des Absenders hat einen null MX
    .why = Ein null MX sagt aller Welt, dass der Domain nichts zugestellt werden kann. Empfänger lehnen Mail, die von ihr kommt, womöglich ab.
    .fix = Senden Sie von einer Domain, die Mail annimmt. Nur wenn diese hier senden und Antworten annehmen soll, geben Sie ihr einen Mailhost.
code-sender-implicit_mx = Domain ohne MX, mit Adresseintrag
    .why = Ohne MX ist die Adresse der Domain ihr Mailhost. Das ist erlaubt, aber oft steht dort nur ein Webserver.
    .fix = Veröffentlichen Sie einen MX-Eintrag, der den Host nennt, der die Mail annimmt.
code-sender-mx_dangling = MX-Eintrag lässt sich nicht auflösen
    .why = Ein Mailhost, den die Domain nennt, existiert nicht oder hat keine Adresse. Ist er der einzige, gehen Antworten und Rückläufer verloren, und Empfänger lehnen die Mail ab.
    .fix = Veröffentlichen Sie die Adresse des Mailhosts, oder entfernen Sie den MX-Eintrag.
code-sender-mx_non_public = Mailhost nur mit privater Adresse
    .why = Von außen kann niemand den Mailhost erreichen. Empfänger, die das prüfen, lehnen Mail von einer solchen Domain ab.
    .fix = Geben Sie dem Mailhost im öffentlichen DNS eine öffentliche Adresse.
code-sender-mx_localhost = Mailhost ist der localhost des Empfängers
    .why = Der Mailhost führt zu localhost oder 127.0.0.1, also gingen Antworten an den zurück, der sie sendet.
    .fix = Lassen Sie den MX-Eintrag einen echten Mailhost nennen.
code-sender-mx_ip_literal = MX-Eintrag mit IP-Adresse anstelle eines Namens
    .why = Ein MX-Eintrag muss einen Host nennen. Die meisten Server stellen nicht an eine Adresse zu, die dort steht.
    .fix = Geben Sie dem Host einen Namen mit einem A-Eintrag, und lassen Sie den MX-Eintrag diesen nennen.
code-sender-mx_cname = MX-Eintrag zeigt auf einen Alias
    .why = Der Name in einem MX-Eintrag darf kein CNAME sein. Die meisten Server folgen ihm; manche lehnen ab.
    .fix = Lassen Sie den MX-Eintrag den Host selbst nennen.
code-sender-mx_null_among_others = Ein null MX unter anderen MX-Einträgen
    .why = Ein null MX sagt, dass die Domain keine Mail annimmt, und die anderen sagen, dass sie es tut. Manche Empfänger glauben dem null MX.
    .fix = Entfernen Sie den MX-Eintrag, der einen einzelnen Punkt nennt.
code-sender-domain_error = Abfrage der Domain fehlgeschlagen
    .why = Das DNS hat zur Domain oder zu ihren Mailhosts nicht geantwortet. Das heißt nicht, dass sie nicht existieren. Empfänger, denen es ebenso geht, stellen Mail zurück.
    .fix = Versuchen Sie es noch einmal oder mit einem anderen Server (--dns). Wenn es so bleibt, müssen die Nameserver der Domain in Ordnung gebracht werden.
code-sender-spf = SPF des Absenders
    .why = Empfänger fragen die Domain von MAIL FROM, welche Adressen für sie senden dürfen.
    .fix = Nichts zu tun.
code-sender-spf_missing = Kein SPF-Eintrag
    .why = Ohne SPF kann niemand Ihre Mail von einer Fälschung unterscheiden. Gmail, Yahoo und Microsoft verlangen SPF von Massenversendern.
    .fix = Veröffentlichen Sie einen TXT-Eintrag, der alle Adressen nennt, die für die Domain senden.
code-sender-spf_fail = SPF verbietet die sendende IP-Adresse
    .why = Der Eintrag nennt diese Adresse nicht und endet auf -all, also lehnen Empfänger ihre Mail ab oder legen sie als Spam ab.
    .fix = Nehmen Sie die Adresse in den SPF-Eintrag auf, oder senden Sie von einer Adresse, die darin steht.
code-sender-spf_softfail = SPF nennt die sendende IP-Adresse nicht
    .why = Der Eintrag nennt diese Adresse nicht und endet auf ~all. Die Mail besteht SPF nicht und wird mit Misstrauen behandelt.
    .fix = Nehmen Sie die Adresse in den SPF-Eintrag auf, oder senden Sie von einer Adresse, die darin steht.
code-sender-spf_neutral = SPF sagt nichts über die sendende IP-Adresse
    .why = Der Eintrag nennt diese Adresse nicht und sagt nichts über andere, was so viel zählt, als gäbe es kein SPF.
    .fix = Nehmen Sie die Adresse in den SPF-Eintrag auf, und beenden Sie den Eintrag mit -all oder ~all.
code-sender-spf_permerror = Unbrauchbarer SPF-Eintrag
    .why = Empfänger brechen bei einem Fehler im Eintrag ab und behandeln die Mail wie eine ohne SPF oder lehnen sie ab.
    .fix = Bringen Sie den Eintrag in Ordnung.
code-sender-spf_temperror = SPF-Abfrage fehlgeschlagen
    .why = Das DNS hat zu einem Teil des Eintrags nicht geantwortet. Das heißt nicht, dass er fehlt oder falsch ist. Empfänger, denen es ebenso geht, stellen Mail zurück.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, müssen die Nameserver dieser Domain in Ordnung gebracht werden.
code-sender-spf_near_miss = Fehlerhaft geschriebener SPF-Eintrag
    .why = Empfänger erkennen einen SPF-Eintrag genau an v=spf1 und einem Leerzeichen. Alles andere wird gar nicht gesehen.
    .fix = Schreiben Sie den Eintrag so, wie er gezeigt wird.
code-sender-spf_several = Mehr als ein SPF-Eintrag
    .why = Bei zwei Einträgen verwenden Empfänger keinen (permerror).
    .fix = Fassen Sie alle Terme in einem Eintrag zusammen, und entfernen Sie die anderen.
code-sender-spf_syntax = SPF-Syntaxfehler
    .why = Ein einziger unlesbarer Term macht den ganzen Eintrag unbrauchbar (permerror), für jede Adresse.
    .fix = Korrigieren Sie den Term, oder entfernen Sie ihn.
code-sender-spf_pass_all = SPF lässt jeden senden
    .why = +all, oder all ohne Vorzeichen, lässt jeden Rechner der Welt im Namen der Domain senden. Spamfilter halten es für das Kennzeichen eines Spammers.
    .fix = Ersetzen Sie es durch -all, oder durch ~all, solange Sie nicht sicher sind, dass der Eintrag vollständig ist.
code-sender-spf_neutral_all = SPF sagt nichts über andere Adressen
    .why = Mit ?all zählt eine Fälschung nicht schlechter, als gäbe es kein SPF.
    .fix = Ersetzen Sie es durch -all, oder durch ~all, solange Sie nicht sicher sind, dass der Eintrag vollständig ist.
code-sender-spf_no_all = SPF-Eintrag ohne all oder redirect
    .why = Ohne all oder redirect endet der Eintrag, als stünde dort ?all: Er sagt nichts über andere Adressen.
    .fix = Fügen Sie am Ende -all oder ~all hinzu.
code-sender-spf_ptr = SPF mit ptr
    .why = Der Mechanismus ptr ist langsam, belastet die Server von .arpa und soll nicht verwendet werden. Manche Empfänger übergehen ihn oder lehnen den Eintrag ab.
    .fix = Ersetzen Sie ihn durch a, mx, ip4 oder ip6.
code-sender-spf_too_long = SPF-Eintrag zu lang für ein Datagramm
    .why = Eine Antwort von mehr als 512 Byte muss über TCP geholt werden. Manche Empfänger bekommen sie nie.
    .fix = Kürzen Sie den Eintrag, oder verschieben Sie Teile davon in Einträge, die er einbindet.
code-sender-spf_many_lookups = SPF nahe an der Lookup-Grenze
    .why = Empfänger brechen nach zehn Lookups ab. Noch ein include bei einem Anbieter, und der Eintrag ist unbrauchbar.
    .fix = Entfernen Sie includes, die nicht mehr gebraucht werden, oder ersetzen Sie a und mx durch ip4 und ip6.
code-sender-spf_too_many_lookups = SPF braucht mehr als zehn Lookups
    .why = Empfänger brechen nach zehn Lookups ab und verwenden nichts aus dem Eintrag (permerror).
    .fix = Entfernen Sie includes, die nicht mehr gebraucht werden, oder ersetzen Sie a und mx durch ip4 und ip6.
code-sender-spf_void_lookups = SPF mit leeren Lookups
    .why = Ein Term des Eintrags führt zu einem Namen ohne Einträge. Empfänger brechen beim dritten solchen Term ab.
    .fix = Entfernen Sie den Term, oder korrigieren Sie den Namen.
code-sender-spf_too_many_void_lookups = SPF mit mehr als zwei leeren Lookups
    .why = Empfänger brechen beim dritten Term ab, der nichts findet, und verwenden nichts aus dem Eintrag (permerror).
    .fix = Entfernen Sie die Terme, die nichts finden.
code-sender-spf_after_all = SPF-Terme nach all werden ignoriert
    .why = Was hinter all steht, wird nie angesehen.
    .fix = Verschieben Sie diese Terme vor all, oder entfernen Sie sie.
code-sender-spf_redirect_with_all = SPF-redirect neben all wird ignoriert
    .why = Einem redirect neben all wird nie gefolgt.
    .fix = Entfernen Sie eines von beiden.
code-sender-spf_loop = SPF-Eintrag, der sich selbst einbindet
    .why = Der Eintrag führt zu sich selbst zurück, also stoßen Empfänger an die Lookup-Grenze (permerror).
    .fix = Lösen Sie den Kreis auf.
code-sender-spf_include_without_record = SPF bindet eine Domain ohne SPF ein
    .why = Ein include oder redirect auf eine Domain ohne Eintrag macht den ganzen Eintrag unbrauchbar (permerror).
    .fix = Entfernen Sie den Term, oder korrigieren Sie den Namen der Domain.
code-sender-spf_include_broken = SPF bindet einen unbrauchbaren Eintrag ein
    .why = Ein Fehler in einem eingebundenen Eintrag macht den ganzen Eintrag unbrauchbar (permerror).
    .fix = Entfernen Sie das include, oder lassen Sie den Eintrag von seinem Inhaber in Ordnung bringen.
code-sender-spf_mechanism_as_modifier = SPF-Term mit = anstelle von :
    .why = Mit einem Gleichheitszeichen ist der Term ein unbekannter Modifikator, den Empfänger übergehen. Was er nennt, ist nicht erlaubt.
    .fix = Schreiben Sie einen Doppelpunkt: include:example.net, ip4:192.0.2.1.
code-sender-spf_too_many_exchanges = SPF-mx mit mehr als zehn Mailhosts
    .why = Empfänger brechen ab, wenn mx mehr als zehn Mailhosts findet (permerror).
    .fix = Nennen Sie die Adressen mit ip4 und ip6 anstelle von mx.
code-sender-spf_wide_range = SPF-Bereich zu weit
    .why = Ein Bereich von vielen tausend Adressen lässt Rechner anderer Leute im Namen der Domain senden.
    .fix = Nennen Sie nur die Bereiche, die Ihnen gehören.
code-sender-spf_non_public = SPF mit privaten Adressen
    .why = Empfänger sehen nie private oder reservierte Adressen, also bewirkt der Term nichts.
    .fix = Nennen Sie die öffentliche Adresse, von der die Mail abgeht.
code-sender-spf_repeated = SPF-Term doppelt geschrieben
    .why = Der zweite bewirkt nichts und kostet einen Lookup, wenn es ein include, a oder mx ist.
    .fix = Entfernen Sie einen davon.
code-sender-spf_explanation = Unbrauchbare SPF-Erklärung
    .why = Der Text für abgelehnte Absender lässt sich nicht abrufen. Empfänger machen ohne ihn weiter.
    .fix = Bringen Sie den TXT-Eintrag in Ordnung, den exp nennt, oder entfernen Sie exp.
code-sender-spf_helo = SPF des HELO-Namens erlaubt die Adresse nicht
    .why = Manche Empfänger prüfen auch den HELO-Namen, und Rückläufer werden allein anhand dieses Namens geprüft.
    .fix = Veröffentlichen Sie für den HELO-Namen einen SPF-Eintrag, der seine Adresse erlaubt.
code-sender-ips_discovered = Sendende IP-Adressen aus SPF übernommen
    .why = Es wurde keine Adresse genannt, also wurden die genommen, die der SPF-Eintrag nennt.
    .fix = Nennen Sie die Adressen mit --ip, um andere zu prüfen.
code-sender-dkim = DKIM-Schlüssel
    .why = Empfänger holen den Schlüssel einer Signatur aus dem DNS.
    .fix = Nichts zu tun.
code-sender-dkim_missing = DKIM-Selektor ohne Schlüssel
    .why = Empfänger können eine Signatur, deren Schlüssel nicht im DNS steht, nicht prüfen und werten sie wie keine.
    .fix = Veröffentlichen Sie den Schlüssel, den das signierende Programm anzeigt, unter diesem Selektor, oder verwenden Sie den Selektor, der veröffentlicht ist.
code-sender-dkim_error = Abfrage des DKIM-Schlüssels fehlgeschlagen
    .why = Das DNS hat zum Schlüssel nicht geantwortet. Das heißt nicht, dass er fehlt.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, müssen die Nameserver der Domain in Ordnung gebracht werden.
code-sender-dkim_several = Mehr als ein Schlüssel unter einem DKIM-Selektor
    .why = Empfänger nehmen irgendeinen davon, also sind Signaturen nur zufällig gültig.
    .fix = Behalten Sie unter jedem Selektor einen Schlüssel.
code-sender-dkim_company = Andere Texte neben einem DKIM-Schlüssel
    .why = Manche Empfänger nehmen den falschen Text für den Schlüssel.
    .fix = Entfernen Sie die anderen TXT-Einträge vom Selektor.
code-sender-dkim_revoked = Widerrufener DKIM-Schlüssel
    .why = Ein leeres p= besagt, dass der Schlüssel nicht mehr gilt. Alle Signaturen damit schlagen fehl.
    .fix = Signieren Sie mit einem anderen Selektor, oder veröffentlichen Sie den Schlüssel wieder.
code-sender-dkim_malformed = Fehlerhaft geschriebener DKIM-Eintrag
    .why = Empfänger verwenden keinen Eintrag, der gegen die Grammatik verstößt, also schlagen alle Signaturen damit fehl.
    .fix = Veröffentlichen Sie den Eintrag so, wie das signierende Programm ihn anzeigt: v=DKIM1; k=rsa; p=...
code-sender-dkim_bad_key = DKIM-Eintrag ohne brauchbaren Schlüssel
    .why = Was in p= steht, ist kein Schlüssel: Zeichen gingen verloren, kamen hinzu oder wurden abgeschnitten.
    .fix = Kopieren Sie den Schlüssel noch einmal, vollständig. Ein langer Schlüssel wird auf mehrere Zeichenketten eines Eintrags aufgeteilt.
code-sender-dkim_unknown_algorithm = DKIM-Schlüssel unbekannter Art
    .why = Empfänger kennen nur rsa und ed25519.
    .fix = Veröffentlichen Sie einen RSA-Schlüssel mit 2048 Bit.
code-sender-dkim_too_short = RSA-Schlüssel unter 1024 Bit
    .why = Solche Schlüssel lassen sich in Stunden brechen, und Empfänger akzeptieren sie nicht.
    .fix = Veröffentlichen Sie einen RSA-Schlüssel mit 2048 Bit unter einem neuen Selektor, und signieren Sie damit.
code-sender-dkim_short = RSA-Schlüssel unter 2048 Bit
    .why = 1024 Bit werden noch akzeptiert, aber nicht mehr empfohlen.
    .fix = Veröffentlichen Sie einen RSA-Schlüssel mit 2048 Bit unter einem neuen Selektor, und signieren Sie damit.
code-sender-dkim_too_long = RSA-Schlüssel über 4096 Bit
    .why = Empfänger müssen so lange Schlüssel nicht kennen.
    .fix = Veröffentlichen Sie einen RSA-Schlüssel mit 2048 Bit unter einem neuen Selektor, und signieren Sie damit.
code-sender-dkim_no_sha256 = DKIM-Schlüssel, der SHA-256 nicht erlaubt
    .why = Wer signiert, muss SHA-256 verwenden, und Empfänger lehnen SHA-1 ab.
    .fix = Entfernen Sie h= aus dem Eintrag, oder lassen Sie es sha256 nennen.
code-sender-dkim_not_for_email = DKIM-Schlüssel, der nicht für E-Mail gilt
    .why = Mit diesem s= verwenden Empfänger den Schlüssel nicht für Mail.
    .fix = Entfernen Sie s= aus dem Eintrag, oder lassen Sie es email nennen.
code-sender-dkim_testing = DKIM im Testmodus
    .why = Mit t=y dürfen Empfänger signierte Mail so behandeln, als wäre sie nicht signiert.
    .fix = Entfernen Sie t=y, sobald das Signieren funktioniert.
code-sender-dkim_strict = DKIM-Schlüssel für genau diese Domain
    .why = Mit t=s darf das i= einer Signatur keine Subdomain nennen.
    .fix = Nichts zu tun, außer wenn Sie für Subdomains signieren.
code-sender-dkim_ed25519_only = Ed25519-Schlüssel ohne RSA-Schlüssel
    .why = Viele Empfänger, darunter Gmail und Microsoft, prüfen nur RSA.
    .fix = Signieren Sie auch mit einem RSA-Schlüssel.
code-sender-dkim_granularity = DKIM-Eintrag mit veraltetem Tag
    .why = Das Tag g= wird nicht mehr gelesen.
    .fix = Entfernen Sie es.
code-sender-services = Dienste, die für die Domain senden
    .why = Was eine Domain einbindet, womit sie signiert und worüber sie empfängt, zeigt, wer für sie sendet. Jeder davon muss in SPF stehen oder signieren.
    .fix = Vergleichen Sie sie mit den Diensten, die Sie nutzen, und entfernen Sie, was Sie nicht mehr nutzen.
code-sender-dmarc = DMARC der From-Domain
    .why = Empfänger prüfen, was die Domain von From für Mail wünscht, die die Prüfung nicht besteht, und ob SPF oder DKIM zu From passt.
    .fix = Nichts zu tun.
code-sender-dmarc_missing = Kein DMARC-Eintrag
    .why = Gmail, Yahoo und Microsoft verlangen DMARC von Massenversendern und lehnen ab oder legen als Spam ab, was keines hat.
    .fix = Veröffentlichen Sie einen DMARC-Eintrag. Beginnen Sie mit p=none, und sehen Sie sich die Berichte an.
code-sender-dmarc_error = DMARC-Abfrage fehlgeschlagen
    .why = Das DNS hat zum Eintrag nicht geantwortet. Das heißt nicht, dass er fehlt.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, müssen die Nameserver der Domain in Ordnung gebracht werden.
code-sender-dmarc_several = Mehr als ein DMARC-Eintrag
    .why = Bei zwei Einträgen verwenden Empfänger keinen.
    .fix = Behalten Sie einen Eintrag.
code-sender-dmarc_near_miss = Text, der ein DMARC-Eintrag sein soll
    .why = Empfänger erkennen einen DMARC-Eintrag genau an v=DMARC1 am Anfang. Alles andere wird gar nicht gesehen.
    .fix = Schreiben Sie den Eintrag so, wie er gezeigt wird.
code-sender-dmarc_malformed = Fehlerhaft geschriebener DMARC-Eintrag
    .why = Empfänger verwenden keinen Eintrag, der gegen die Grammatik verstößt.
    .fix = Schreiben Sie den Eintrag als Paare Tag=Wert mit Semikolons dazwischen.
code-sender-dmarc_no_policy = DMARC-Eintrag ohne Richtlinie
    .why = Ohne p= verwenden viele Empfänger den Eintrag nicht.
    .fix = Fügen Sie p=none, p=quarantine oder p=reject hinter der Version hinzu.
code-sender-dmarc_bad_policy = Unbekannte DMARC-Richtlinie
    .why = Die Richtlinie ist none, quarantine oder reject. Bei jedem anderen Wort verwenden viele Empfänger den Eintrag nicht.
    .fix = Schreiben Sie p=none, p=quarantine oder p=reject.
code-sender-dmarc_policy_not_second = DMARC-Richtlinie ist nicht das zweite Tag
    .why = RFC 7489 verlangt p= direkt hinter der Version. Manche Empfänger verwenden den Eintrag sonst nicht.
    .fix = Setzen Sie p= direkt hinter v=DMARC1.
code-sender-dmarc_bad_tag = DMARC-Tag mit ungültigem Wert
    .why = Empfänger nehmen anstelle eines solchen Werts den Standardwert.
    .fix = Korrigieren Sie den Wert, oder entfernen Sie das Tag.
code-sender-dmarc_unknown_tag = Unbekanntes DMARC-Tag
    .why = Empfänger übergehen es. Oft ist es ein Tippfehler für ein anderes Tag.
    .fix = Korrigieren Sie das Tag, oder entfernen Sie es.
code-sender-dmarc_policy_none = DMARC-Richtlinie none
    .why = Mit p=none werden Fälschungen zugestellt wie Ihre eigene Mail, und manche Empfänger vertrauen der Domain weniger.
    .fix = Wenn die Berichte zeigen, dass Ihre eigene Mail DMARC besteht, wechseln Sie zu p=quarantine, dann zu p=reject.
code-sender-dmarc_weak_subdomains = DMARC-Richtlinie für Subdomains schwächer
    .why = Fälscher nutzen Subdomains, wo sp= oder np= milder ist als p=.
    .fix = Entfernen Sie sp= und np=, oder machen Sie sie so streng wie p=.
code-sender-dmarc_testing = DMARC im Testmodus
    .why = Mit t=y wenden Empfänger die Richtlinie nicht an.
    .fix = Entfernen Sie t=y, wenn die Berichte zeigen, dass Ihre eigene Mail DMARC besteht.
code-sender-dmarc_percent = DMARC-Richtlinie für einen Teil der Mail
    .why = Mit pct unter 100 werden manche Fälschungen zugestellt.
    .fix = Entfernen Sie pct=.
code-sender-dmarc_outdated = DMARC-Eintrag mit veralteten Tags
    .why = In RFC 9989 gibt es pct, rf und ri nicht mehr.
    .fix = Entfernen Sie sie bei der nächsten Änderung.
code-sender-dmarc_no_reports = DMARC ohne Berichte
    .why = Ohne rua= sagt Ihnen niemand, wann Ihre eigene Mail DMARC nicht besteht oder wer sie fälscht.
    .fix = Fügen Sie rua=mailto: mit einer Adresse hinzu, die Sie lesen.
code-sender-dmarc_bad_report_address = Ungültige Adresse für DMARC-Berichte
    .why = An diese Adresse werden nie Berichte gesendet.
    .fix = Schreiben Sie rua=mailto:local@example.com, bei mehreren mit Kommas dazwischen.
code-sender-dmarc_reports_not_authorised = Domain für DMARC-Berichte hat nicht zugestimmt
    .why = Empfänger senden Berichte nur dann an eine andere Organisation, wenn diese das in ihrem DNS so sagt.
    .fix = Lassen Sie jene Domain den gezeigten TXT-Eintrag veröffentlichen, oder lassen Sie Berichte an Ihre eigene Domain senden.
code-sender-dmarc_public_suffix = DMARC-Eintrag eines Public Suffix
    .why = psd=y ist für Registrierungsstellen. Bei einer eigenen Domain macht es das Alignment unmöglich.
    .fix = Entfernen Sie psd=y.
code-sender-dmarc_inherited = DMARC-Richtlinie der Organisationsdomain
    .why = Die Domain hat keinen eigenen Eintrag, also gilt der Eintrag der Domain darüber.
    .fix = Nichts zu tun.
code-sender-dmarc_two_organisations = Organisationsdomain je nach Standard verschieden
    .why = Empfänger nach RFC 7489 und nach RFC 9989 halten verschiedene Domains für die Organisationsdomain.
    .fix = Sehen Sie sich das Alignment von Subdomains an.
code-sender-dmarc_spf_not_aligned = MAIL FROM ohne Alignment mit From
    .why = Für DMARC zählt das SPF-Ergebnis nur, wenn die Domain von MAIL FROM zu der von From gehört.
    .fix = Verwenden Sie eine Rückläuferadresse an Ihrer eigenen Domain, oder lassen Sie DKIM mit Ihrer eigenen Domain signieren.
code-sender-dmarc_dkim_not_aligned = DKIM-Domain ohne Alignment mit From
    .why = Für DMARC zählt eine Signatur nur, wenn ihre Domain zu der von From gehört. SPF allein versagt, wenn Mail weitergeleitet wird.
    .fix = Lassen Sie Ihren Versanddienst mit Ihrer eigenen Domain signieren.
code-sender-dmarc_not_aligned = Weder SPF noch DKIM mit Alignment zu From
    .why = DMARC schlägt für alle Mail fehl, was auch immer SPF und DKIM für sich ergeben.
    .fix = Verwenden Sie eine Rückläuferadresse an Ihrer eigenen Domain, und lassen Sie DKIM mit Ihrer eigenen Domain signieren.
code-sender-dnsbl = DNS-Blocklists
    .why = Empfänger fragen Blocklists nach der Adresse, die sich verbindet, und nach den Domains in der Mail.
    .fix = Nichts zu tun.
code-sender-dnsbl_listed = Auf einer Blocklist
    .why = Empfänger, die diese Liste nutzen, lehnen die Mail ab oder legen sie als Spam ab.
    .fix = Stellen Sie auf der eigenen Seite der Liste fest, warum. Beheben Sie zuerst die Ursache, und beantragen Sie dann dort die Austragung.
code-sender-dnsbl_unusable = Unbrauchbare Blocklist
    .why = Eine Liste zählt nur, wenn ihre Testeinträge sich richtig verhalten. Diese ist tot, geparkt, listet alles oder weist Ihren DNS-Server ab, also ist über Sie nichts bekannt.
    .fix = Fragen Sie über einen eigenen DNS-Server (--dns), oder lassen Sie die Liste weg.
code-sender-mta_sts = MTA-STS
    .why = Mit MTA-STS stellen andere Server nur über TLS an Ihre Domain zu. Mit der Mail, die Sie senden, hat das nichts zu tun.
    .fix = Nichts zu tun.
code-sender-tls_rpt = TLS-Berichte
    .why = Andere Server berichten Ihnen, wenn TLS zu Ihren Mailhosts fehlschlägt. Mit der Mail, die Sie senden, hat das nichts zu tun.
    .fix = Nichts zu tun.
code-sender-bimi = BIMI
    .why = Manche Mailprogramme zeigen Ihr Logo neben Mail, die DMARC mit einer strengen Richtlinie besteht.
    .fix = Nichts zu tun.
code-sender-mta_sts_invalid = Ungültiger MTA-STS-Eintrag
    .why = Andere Server übergehen einen Eintrag, der gegen die Grammatik verstößt, also ist für Mail an Ihre Domain TLS nicht vorgeschrieben.
    .fix = Schreiben Sie v=STSv1; id= mit bis zu 32 Buchstaben und Ziffern, in einem Eintrag.
code-sender-starttls = TLS eines Mailhosts
    .why = Andere Server verschlüsseln, was sie Ihnen zustellen, wenn Ihr Mailhost STARTTLS anbietet.
    .fix = Nichts zu tun.
code-sender-starttls_missing = Mailhost ohne STARTTLS
    .why = Mail an Sie geht unverschlüsselt durch das Netz. Server, die TLS verlangen, stellen gar nicht zu.
    .fix = Schalten Sie TLS am Mailhost ein (Postfix: smtpd_tls_security_level = may), mit einem Zertifikat für seinen Namen.
code-sender-starttls_broken = STARTTLS schlägt fehl
    .why = Server, die das Angebot sehen, versuchen es. Schlägt es fehl, stellen manche unverschlüsselt zu, und manche stellen die Mail zurück, bis sie als Rückläufer endet.
    .fix = Sehen Sie im Protokoll des Mailhosts nach: ob er sein Zertifikat und seinen Schlüssel lesen kann und ob unterwegs etwas SMTP verändert.
code-sender-starttls_name = Zertifikat des Mailhosts gilt für andere Namen
    .why = Die meisten Server stellen trotzdem zu. Die, die auf dem Namen bestehen, wie MTA-STS es ihnen vorschreibt, tun es nicht.
    .fix = Beschaffen Sie ein Zertifikat mit dem Namen aus dem MX-Eintrag als DNS-Namen, oder lassen Sie den MX-Eintrag nennen, was das Zertifikat enthält.
code-sender-starttls_expired = Zertifikat des Mailhosts ist abgelaufen
    .why = Ein ungültiges Zertifikat zeigt, dass die Erneuerung nicht mehr funktioniert. Server, die Zertifikate prüfen, stellen nicht zu.
    .fix = Erneuern Sie das Zertifikat, lassen Sie den Mailserver es neu einlesen, und automatisieren Sie beides.
code-sender-starttls_expires = Zertifikat des Mailhosts läuft bald ab
    .why = Wer automatisch erneuert, tut es etwa einen Monat vorher. So spät funktioniert es vielleicht nicht mehr.
    .fix = Erneuern Sie das Zertifikat, und lassen Sie den Mailserver es neu einlesen.
code-sender-starttls_untrusted = Zertifikat des Mailhosts ist nicht vertrauenswürdig
    .why = Die meisten Server stellen trotzdem zu. Die, die MTA-STS befolgen, tun es nicht.
    .fix = Beschaffen Sie ein Zertifikat von einer CA, der andere vertrauen, und senden Sie die Zwischenzertifikate mit.
code-sender-starttls_unknown = TLS des Mailhosts ließ sich nicht prüfen
    .why = Es kam keine Verbindung zustande, oder der Host wollte nicht mit uns sprechen. Viele Netze lassen niemanden nach außen zu Port 25. Das sagt nichts über den Host.
    .fix = Versuchen Sie es noch einmal von einem Rechner, der sich mit Port 25 verbinden darf.
code-sender-dane = DANE eines Mailhosts
    .why = Server, die DANE befolgen, stellen an diesen Host zu, und nur über TLS mit dem Zertifikat oder Schlüssel, den der TLSA-Eintrag nennt.
    .fix = Nichts zu tun.
code-sender-dane_mismatch = TLSA-Einträge passen nicht zum Mailhost
    .why = Server, die DANE befolgen (Postfix, Exim, Microsoft 365, viele Anbieter in Deutschland und den Niederlanden), stellen an diesen Host nicht zu; die Mail wartet dort und endet dann als Rückläufer.
    .fix = Veröffentlichen Sie den Eintrag des jetzigen Schlüssels, und entfernen Sie die von Schlüsseln, die es nicht mehr gibt. Behalten Sie den Schlüssel, wenn das Zertifikat erneuert wird (certbot: --reuse-key), oder veröffentlichen Sie den nächsten Eintrag zwei TTL vorher.
code-sender-dane_unusable = TLSA-Einträge, die kein Absender verwenden kann
    .why = Absender verwenden Usage 2 und 3, Selector 0 und 1 und Matching Type 0 bis 2 mit Daten der richtigen Länge. Bei anderen Einträgen verlangen sie TLS und prüfen kein Zertifikat.
    .fix = Veröffentlichen Sie einen Eintrag 3 1 1 des Schlüssels des Servers, und entfernen Sie die anderen.
code-sender-dane_no_tls = TLSA-Einträge an einem Mailhost ohne TLS
    .why = Ein TLSA-Eintrag verspricht TLS. Server, die DANE befolgen, stellen hier nichts zu; die Mail wartet dort und endet dann als Rückläufer.
    .fix = Schalten Sie STARTTLS am Mailhost ein, oder entfernen Sie seine TLSA-Einträge, bis es da ist.
code-sender-dane_not_vouched = TLSA-Einträge, deren Echtheit nicht belegt ist
    .why = TLSA-Einträge zählen nur mit DNSSEC, und was ein DNS-Server unterwegs dazu sagt, beweist nichts. Das sagt nichts über den Host.
    .fix = Fragen Sie einen validierenden DNS-Server auf diesem Rechner (--dns 127.0.0.1), oder geben Sie mit --dnssec-trusted an, dass den genannten Servern und dem Weg zu ihnen zu trauen ist.
code-sender-dane_insecure_mx = TLSA-Einträge hinter MX-Einträgen ohne DNSSEC
    .why = Wer die MX-Einträge fälscht, kann einen anderen Host nennen; also müssen Absender die TLSA-Einträge dieses Hosts nicht befolgen.
    .fix = Signieren Sie die Zone der Domain mit DNSSEC, wenn DANE Mail an sie schützen soll.
code-sender-dane_error = TLSA-Einträge ließen sich nicht abfragen
    .why = Server, die DANE befolgen, stellen Mail zurück, solange die Frage nach TLSA-Einträgen fehlschlägt. Oft kennen die Nameserver den Typ nicht.
    .fix = Versuchen Sie es noch einmal. Bleibt es dabei, prüfen Sie die Nameserver des Mailhosts mit einem DNSSEC-Prüfer.
code-sender-mta_sts_policy = MTA-STS-Richtlinie
    .why = Die Richtlinie sagt, an welche Hosts andere zustellen dürfen und ob sie es ohne TLS unterlassen müssen.
    .fix = Nichts zu tun.
code-sender-mta_sts_policy_missing = Datei der MTA-STS-Richtlinie fehlt
    .why = Der Eintrag kündigt eine Richtlinie an. Server, die sie nicht abrufen können, richten sich nach keiner oder nach einer, die sie noch haben.
    .fix = Stellen Sie die Richtlinie über HTTPS als text/plain unter /.well-known/mta-sts.txt des Hosts mta-sts.DOMAIN bereit, ohne Weiterleitungen und mit einem Zertifikat für diesen Namen.
code-sender-mta_sts_policy_invalid = Ungültige MTA-STS-Richtlinie
    .why = Andere Server übergehen eine Richtlinie, die gegen die Grammatik verstößt, also ist für Mail an Ihre Domain TLS nicht vorgeschrieben.
    .fix = Schreiben Sie version: STSv1, mode:, max_age: und für jeden Mailhost eine Zeile mx:, alles in je einer eigenen Zeile.
code-sender-mta_sts_policy_mx = Mailhost nicht in der MTA-STS-Richtlinie aufgeführt
    .why = Server, die die Richtlinie befolgen, stellen nicht an einen Host zu, den sie nicht aufführt. Mit enforce geht Mail an Sie verloren.
    .fix = Fügen Sie der Richtlinie eine Zeile mx: mit dem Host hinzu, und ändern Sie dann die id des Eintrags.
code-sender-mta_sts_policy_short = MTA-STS-Richtlinie mit kurzem max_age
    .why = Server merken sich die Richtlinie, damit niemand sie vor ihnen verbergen kann. Merken sie sie sich weniger als einen Tag, hilft das kaum.
    .fix = Sobald alles funktioniert, erhöhen Sie max_age auf Wochen, wie 1209600.
code-sender-mta_sts_policy_unannounced = MTA-STS-Richtlinie ohne Eintrag
    .why = Andere Server suchen nur dann nach einer Richtlinie, wenn der Eintrag sagt, dass es eine gibt.
    .fix = Veröffentlichen Sie bei _mta-sts einen TXT-Eintrag mit v=STSv1; id= und einer neuen id, oder entfernen Sie die Richtlinie.
code-sender-mta_sts_policy_error = MTA-STS-Richtlinie ließ sich nicht abrufen
    .why = Der Webserver hat nicht geantwortet oder eine Störung gemeldet. Das heißt nicht, dass es keine Richtlinie gibt.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, bringen Sie den Webserver der Richtlinie in Ordnung.
code-sender-tls_rpt_invalid = Ungültiger Eintrag für TLS-Berichte
    .why = An eine Stelle, die sich nicht lesen lässt, sendet niemand Berichte.
    .fix = Schreiben Sie v=TLSRPTv1; rua=mailto: oder https: mit dem Ziel der Berichte, in einem Eintrag.
code-sender-bimi_invalid = Ungültiger BIMI-Eintrag
    .why = Mailprogramme zeigen ein Logo nur aus einer SVG-Datei an einer https-Adresse.
    .fix = Lassen Sie l= eine SVG-Datei über https nennen und a= ein Zertifikat über https oder nichts.
code-sender-eml_trace = Was die empfangene Kopie verrät
    .why = Der Empfänger hat notiert, wer die Nachricht übergeben hat. Das wird für nicht gemachte Angaben genommen.
    .fix = Nichts zu tun. Was Sie selbst angeben, hat Vorrang: --ip, --helo, --mail-from, --dkim.
code-sender-eml_trace_unclear = Was die empfangene Kopie nicht verrät
    .why = Nur Zeilen, die der Empfänger geschrieben hat, werden geglaubt. Wer eine Nachricht sendet, kann darunter jede beliebige Zeile schreiben.
    .fix = Nennen Sie, was fehlt: --ip ADDRESS, --helo NAME, --mail-from ADDRESS.
code-sender-eml_result = Was der Empfänger festgestellt hat
    .why = Die eigenen Ergebnisse des Empfängers, verglichen mit dem, was hier jetzt festgestellt wird.
    .fix = Nichts zu tun.
code-sender-eml_result_differs = Der Empfänger hat etwas anderes festgestellt
    .why = Einträge wurden seitdem geändert, der Empfänger konnte sie nicht lesen, oder die Kopie ist nicht mehr so, wie sie ankam.
    .fix = Senden Sie sich selbst eine neue Nachricht, und prüfen Sie diese. Wenn es so bleibt, sehen Sie nach, was der Empfänger sagt, denn er entscheidet.
code-sender-eml_size = Größe der Nachricht
    .why = Empfänger lehnen Nachrichten ab, die größer sind, als sie angeben. Die Kodierung macht Anhänge um ein Drittel größer.
    .fix = Nichts zu tun.
code-sender-eml_too_large = Nachricht zu groß für bekannte Empfänger
    .why = Empfänger lehnen die ganze Nachricht ab, nachdem oder schon bevor sie gesendet wurde.
    .fix = Verkleinern Sie sie: Legen Sie Dateien auf einen Webserver, und senden Sie Links.
code-sender-eml_header = Felder, die jede Nachricht braucht
    .why = Empfänger verlangen From, Date und Message-ID, jedes einmal und wohlgeformt.
    .fix = Nichts zu tun.
code-sender-eml_from_missing = Nachricht ohne From
    .why = Eine Nachricht ohne From ist keine Nachricht. Empfänger lehnen sie ab.
    .fix = Fügen Sie ein From-Feld mit einer Adresse hinzu.
code-sender-eml_from_several = Mehr als ein From
    .why = Empfänger können nicht erkennen, wer die Nachricht verantwortet. Gmail lehnt sie ab.
    .fix = Behalten Sie ein From-Feld mit einer Adresse.
code-sender-eml_from_invalid = From ohne gültige Adresse
    .why = Empfänger können nicht lesen, wer die Nachricht sendet, und lehnen sie ab.
    .fix = Schreiben Sie From in der Form Name <local@example.com>.
code-sender-eml_from_other = From an einer anderen Domain
    .why = Die Nachricht kommt von einer anderen Domain als der geprüften, also sagen die anderen Prüfungen nichts über sie.
    .fix = Prüfen Sie die Domain von From, oder senden Sie die Nachricht von der Domain, die Sie geprüft haben.
code-sender-eml_date_missing = Nachricht ohne Date
    .why = Der Standard verlangt ein Date. Viele Empfänger lehnen Nachrichten ohne Date ab oder markieren sie.
    .fix = Lassen Sie das Programm, das die Nachricht erstellt, ein Date-Feld hinzufügen.
code-sender-eml_date_invalid = Ungültiges Date
    .why = Spamfilter rechnen ein doppeltes, unlesbares oder in der Zukunft liegendes Date der Nachricht negativ an.
    .fix = Schreiben Sie ein einziges Date wie in: Tue, 03 Nov 2026 10:00:00 +0100.
code-sender-eml_message_id_missing = Nachricht ohne Message-ID
    .why = Gmail lehnt Nachrichten ohne gültige Message-ID ab, und andere rechnen es ihnen negativ an.
    .fix = Lassen Sie das Programm, das die Nachricht erstellt, eine Message-ID hinzufügen.
code-sender-eml_message_id_invalid = Ungültige Message-ID
    .why = Gmail lehnt Nachrichten ohne gültige Message-ID ab. Sie hat die Form <left@right> und steht genau einmal da.
    .fix = Schreiben Sie eine einzige Message-ID der Form <unique@your-domain>.
code-sender-eml_malformed = Fehlerhaft aufgebaute Nachricht
    .why = Strenge Empfänger lehnen sie ab, und andere reparieren sie unterwegs, was ihre DKIM-Signatur ungültig macht.
    .fix = Lassen Sie das Programm, das die Nachricht erstellt, RFC 5322 und MIME einhalten.
code-sender-eml_old = Date ist Tage alt
    .why = Spamfilter rechnen ein Date, das Tage vor der Ankunft liegt, der Nachricht negativ an, und Programme sortieren sie weit unten ein.
    .fix = Setzen Sie Date, wenn die Nachricht gesendet wird. Prüfen Sie, ob sie in einer Warteschlange lag.
code-sender-eml_subject_empty = Nachricht ohne Betreff
    .why = Spamfilter rechnen das der Nachricht negativ an, und Leser öffnen sie seltener.
    .fix = Schreiben Sie einen Betreff.
code-sender-eml_display_name = Andere Adresse im Anzeigenamen von From
    .why = Phishing zeigt eine vertraute Adresse als Namen einer anderen. Gmail und Microsoft filtern solche Nachrichten.
    .fix = Schreiben Sie in From den Namen einer Person oder einer Firma, ohne Adresse.
code-sender-eml_mime_missing = Nachricht ohne MIME-Version
    .why = Ohne MIME-Version haben die anderen MIME-Felder keine Bedeutung: Text wird vielleicht als Code angezeigt, und Filter rechnen das negativ an.
    .fix = Lassen Sie das Programm, das die Nachricht erstellt, MIME-Version: 1.0 hinzufügen.
code-sender-eml_arc = ARC-Kette
    .why = Server, die Mail weiterleiten, notieren, was sie festgestellt haben. Eine unterbrochene Kette zählt wie keine.
    .fix = Senden Sie ohne ARC-Felder; Server unterwegs fügen sie hinzu.
code-sender-eml_clipped = Nachricht wird von Gmail gekürzt
    .why = Gmail zeigt die ersten 102 KB des Textes. Was dahinter steht, oft der Weg zum Abmelden, sieht niemand.
    .fix = Verkleinern Sie das HTML: Entfernen Sie Kommentare, unbenutzte Stile und wiederholte Links.
code-sender-eml_text_missing = Nachricht ohne Textteil
    .why = Spamfilter rechnen es Nachrichten negativ an, wenn sie nur aus HTML bestehen, und Programme, die nur Text zeigen, zeigen nichts.
    .fix = Senden Sie multipart/alternative mit demselben Inhalt als reinem Text.
code-sender-eml_dkim = DKIM-Signatur der Nachricht
    .why = Empfänger prüfen die Signatur und vergleichen ihre Domain mit From.
    .fix = Nichts zu tun.
code-sender-eml_dkim_none = Nachricht ohne DKIM-Signatur
    .why = Gmail, Yahoo und Microsoft verlangen DKIM von Massenversendern. Ohne DKIM scheitert Mail bei jeder Weiterleitung.
    .fix = Lassen Sie Ihren Server oder Versanddienst mit einem Schlüssel Ihrer Domain signieren.
code-sender-eml_dkim_fail = DKIM-Signatur ist ungültig
    .why = Eine Signatur, die sich nicht bestätigen lässt, zählt wie keine.
    .fix = Suchen Sie, was die Nachricht nach dem Signieren verändert, und vergleichen Sie den Schlüssel im DNS mit dem des signierenden Programms.
code-sender-eml_dkim_not_aligned = DKIM-Signatur einer anderen Domain als From
    .why = Für DMARC zählt eine Signatur nur, wenn ihre Domain zu der von From gehört.
    .fix = Lassen Sie Ihren Versanddienst mit Ihrer eigenen Domain signieren.
code-sender-eml_dkim_error = DKIM-Signatur ließ sich nicht prüfen
    .why = Das DNS hat zum Schlüssel nicht geantwortet. Das heißt nicht, dass die Signatur falsch ist.
    .fix = Versuchen Sie es noch einmal. Wenn es so bleibt, müssen die Nameserver der signierenden Domain in Ordnung gebracht werden.
code-sender-eml_dkim_body_length = DKIM-Signatur deckt nur einen Teil des Bodys ab
    .why = Mit l= kann jeder der Nachricht Text hinzufügen, ohne dass die Signatur ungültig wird. Manche Empfänger werten solche Signaturen nicht.
    .fix = Lassen Sie das signierende Programm l= weglassen.
code-sender-eml_dkim_uncovered = DKIM-Signatur lässt Header-Felder aus
    .why = Felder, die nicht signiert sind, kann unterwegs jeder ändern.
    .fix = Lassen Sie das signierende Programm From, To, Subject und Date abdecken.
code-sender-eml_unsubscribe = Header zum Abmelden
    .why = Gmail und Yahoo verlangen, dass Leser von Massenmail sich mit einem Klick abmelden können.
    .fix = Nichts zu tun.
code-sender-eml_unsubscribe_missing = Nachricht ohne List-Unsubscribe
    .why = Gmail und Yahoo verlangen es bei Massenmail. Leser, die keinen Ausweg finden, drücken den Spam-Knopf.
    .fix = Fügen Sie List-Unsubscribe mit einem https-Link und List-Unsubscribe-Post hinzu.
code-sender-eml_unsubscribe_invalid = Ungültiges List-Unsubscribe
    .why = Links müssen in spitzen Klammern stehen, sonst zeigen Mailprogramme den Knopf nicht.
    .fix = Setzen Sie einen https-Link in spitze Klammern.
code-sender-eml_one_click_missing = Nachricht ohne Abmelden mit einem Klick
    .why = Gmail und Yahoo verlangen, dass ein Klick genügt, ohne eine Seite zum Anmelden oder Bestätigen.
    .fix = Fügen Sie List-Unsubscribe-Post hinzu, und lassen Sie den https-Link ein POST annehmen.
code-sender-eml_one_click_invalid = Ungültiges Abmelden mit einem Klick
    .why = List-Unsubscribe-Post muss genau List-Unsubscribe=One-Click lauten, und List-Unsubscribe muss einen https-Link enthalten.
    .fix = Schreiben Sie beide Felder so, wie RFC 8058 es zeigt.
code-sender-eml_one_click_unsigned = Nicht signiertes Abmelden mit einem Klick
    .why = Empfänger zeigen den Knopf nur, wenn eine gültige DKIM-Signatur beide Felder abdeckt.
    .fix = Nehmen Sie List-Unsubscribe und List-Unsubscribe-Post in die signierten Felder (h=) auf.
code-sender-parked = Domain, die nichts sendet
    .why = Eine Domain ohne Mail wird von Fälschern benutzt, außer wenn ihre Einträge besagen, dass von ihr nichts gesendet wird.
    .fix = Nichts zu tun.
code-sender-parked_spf = Geparkte Domain ohne SPF -all
    .why = Die Domain sendet nichts, aber ihr SPF sagt das nicht. Gefälschte Mail in ihrem Namen besteht vielleicht die Prüfung oder wird dem Fälscher nicht angelastet.
    .fix = Veröffentlichen Sie v=spf1 -all und keinen anderen SPF-Eintrag.
code-sender-parked_mx = Geparkte Domain ohne null MX
    .why = Ohne null MX versuchen Server immer wieder, Antworten und Rückläufer auf gefälschte Mail an die Adresse der Domain zuzustellen.
    .fix = Veröffentlichen Sie einen null MX (MX 0 .), außer wenn jemand liest, was hereinkommt.
code-sender-parked_dmarc = Geparkte Domain ohne DMARC reject
    .why = Von der Domain kommt keine ehrliche Mail, also kann alle Mail in ihrem Namen abgelehnt werden. Ihr DMARC verlangt das nicht.
    .fix = Veröffentlichen Sie p=reject bei _dmarc, ohne ein milderes sp oder pct.
code-sender-parked_dkim = Geparkte Domain mit DKIM-Schlüssel
    .why = Wer die andere Hälfte des Schlüssels hat, kann Mail der Domain signieren, die dann DMARC besteht.
    .fix = Entfernen Sie den Schlüssel, oder veröffentlichen Sie ihn mit leerem p=, um ihn zu widerrufen.
code-sender-demand = Was Empfänger von Massenversendern verlangen
    .why = Große Empfänger veröffentlichen, was sie verlangen, und lehnen ab oder legen als Spam ab, was dem nicht genügt.
    .fix = Bringen Sie in Ordnung, was die genannten Prüfungen beanstanden.
code-bounce-recipient_unknown = Das Postfach existiert nicht
    .why = Der empfangende Server sagt, dass es dieses Postfach nicht gibt oder dass es geschlossen wurde.
    .fix = Nehmen Sie die Adresse von jeder Liste, und lassen Sie presend die Liste auf Tippfehler prüfen.
code-bounce-host_not_found = Die Domain nimmt keine Mail an
    .why = Die Domain der Adresse existiert nicht oder hat keinen Mailhost.
    .fix = Korrigieren Sie die Domain, wenn es ein Tippfehler ist, wie homail statt hotmail. Entfernen Sie sonst die Adresse.
code-bounce-timeout = Der Mailhost war nicht erreichbar
    .why = Es kam keine Verbindung zustande, oder sie brach ab, bis der sendende Server aufgab. Das kann an beiden Seiten liegen oder am Weg dazwischen.
    .fix = Senden Sie später noch einmal. Wenn es bei vielen Domains zurückkommt, prüfen Sie Ihr eigenes Netz und Port 25.
code-bounce-too_many_recipients = Zu viele Empfänger in einer Nachricht
    .why = Der empfangende Server nimmt weniger Empfänger pro Nachricht an, als angegeben wurden.
    .fix = Senden Sie an einen Empfänger oder an höchstens 20 auf einmal.
code-bounce-mailbox_full = Das Postfach ist voll
    .why = Die Person hat keinen Platz mehr. Vielleicht wird das Postfach wieder geleert; bleibt es voll, liest es meist niemand mehr.
    .fix = Lassen Sie die Adresse eine Weile weg, und versuchen Sie es dann noch einmal. Sperrlisten tun das von selbst.
code-bounce-message_too_large = Die Nachricht ist zu groß
    .why = Die Nachricht ist größer, als der empfangende Server annimmt. Beim Transport wächst sie um ein Drittel.
    .fix = Senden Sie einen Link statt des Anhangs, und halten Sie Nachrichten unter 10 MB.
code-bounce-sender_blocked = Der Absender steht auf einer Blocklist
    .why = Der empfangende Server lehnt Ihre IP-Adresse oder Domain ab, wer auch immer der Empfänger ist.
    .fix = Hören Sie auf zu senden, stellen Sie fest, welche Liste es ist, beheben Sie die Ursache, und beantragen Sie dann die Austragung.
code-bounce-sender_dns = DNS oder HELO-Name des Absenders ist falsch
    .why = Der empfangende Server konnte das Reverse DNS Ihrer IP-Adresse, Ihren HELO-Namen oder die Domain in MAIL FROM nicht bestätigen.
    .fix = Setzen Sie einen PTR-Eintrag, der zu Ihrer Adresse zurückführt, und sorgen Sie dafür, dass die MAIL-FROM-Domain existiert und einen Mailhost hat.
code-bounce-content_rejected = Der Inhalt wurde abgelehnt
    .why = Der empfangende Server hält die Nachricht für Spam oder hat einen Link, einen Anhang oder eine Form gefunden, die er nicht durchlässt.
    .fix = Sehen Sie sich Links, Anhänge und Wortlaut dieser Aussendung an, und senden Sie nur an Personen, die darum gebeten haben.
code-bounce-policy = Durch eine Regel des Empfängers abgelehnt
    .why = Der empfangende Server hat eine Regel gegen diese Mail: wer an die Adresse schreiben darf oder wer weiterleiten darf.
    .fix = Lesen Sie den Text der Ablehnung. Oft muss der Inhaber des Postfachs Sie zulassen.
code-bounce-auth_failure = SPF, DKIM, DMARC oder die Anmeldung schlug fehl
    .why = Der empfangende Server konnte sich nicht vergewissern, dass die Mail wirklich von Ihnen ist.
    .fix = Lassen Sie presend den Absender prüfen, und bringen Sie die SPF-, DKIM- und DMARC-Einträge in Ordnung, die es nennt.
code-bounce-rate_limited = Zu viel Mail in kurzer Zeit
    .why = Der empfangende Server nimmt pro Stunde oder über eine Verbindung nur eine bestimmte Menge von Ihnen an.
    .fix = Senden Sie langsamer, mit weniger Verbindungen gleichzeitig und in Teilmengen.
code-bounce-greylisted = Greylisting: später noch einmal versuchen
    .why = Der empfangende Server weist unbekannte Absender beim ersten Mal ab. Mailserver kommen von selbst wieder.
    .fix = Nichts zu tun, solange Ihr Server die Nachricht einige Stunden in seiner Warteschlange behält.
code-bounce-other = Ohne klaren Grund zurückgekommen
    .why = Nichts in dem Bericht sagt klar, warum die Mail zurückkam.
    .fix = Lesen Sie den Bericht. Niemand wird deswegen gesperrt.
code-bounce-complaint = Als Spam gemeldet
    .why = Die Person hat den Spam-Knopf gedrückt, und der Anbieter oder Ihr Versanddienst hat das weitergegeben. Wer ihr weiter schreibt, verliert seinen guten Ruf dort.
    .fix = Senden Sie nie wieder an die Adresse, und prüfen Sie, wie sie auf die Liste kam.
code-bounce-unsubscribed = Abgemeldet
    .why = Die Person hat sich abgemeldet: durch eine Mail an die Adresse von List-Unsubscribe oder bei Ihrem Versanddienst.
    .fix = Senden Sie nie wieder an die Adresse, außer wenn sich die Person neu anmeldet.
code-bounce-not_a_bounce = Kein Rückläufer
    .why = Die Nachricht ist etwas anderes: eine automatische Antwort, eine Empfangsbestätigung oder gewöhnliche Mail.
    .fix = An der Liste ist nichts zu tun.
code-probe-port_25_blocked = Port 25 ist höchstwahrscheinlich von Ihrem Netz gesperrt
    .why = Hosts in mehreren Netzen wurden versucht, und mit keinem einzigen kam eine Verbindung zustande. Büros, Haushalte und die meisten Clouds lassen keine Verbindung nach außen zu Port 25. Über die Hosts ist nichts bekannt.
    .fix = Führen Sie presend probe auf dem Rechner aus, der Ihre Mail sendet, oder bitten Sie den Betreiber des Netzes oder der Cloud, Port 25 nach außen zu öffnen.
code-probe-unreachable = Mailhost nicht erreichbar
    .why = Keiner der Mailhosts der Domain gab in drei Versuchen während des Laufs eine brauchbare Antwort. Sie sind vielleicht für eine Stunde ausgefallen oder sprechen nicht mit Ihrem Netz. Mail wartet in der Warteschlange Ihres Servers und kommt nach Tagen zurück, wenn sich nichts ändert.
    .fix = Versuchen Sie es in einigen Stunden noch einmal. Wenn andere Hosts antworten und dieser tagelang nicht, lassen Sie seine Zeilen vorerst weg.
code-probe-refuses = Mailhost lehnt Sie ab
    .why = Der Host hat die Verbindung oder das EHLO mit 5xx abgelehnt, bevor ein Postfach genannt wurde. Es geht um die Adresse oder den Namen, der fragt, oder der Host nimmt von niemandem Mail an; über die Adressen Ihrer Liste sagt es nichts.
    .fix = Lesen Sie, was er gesagt hat. Prüfen Sie die Adresse, von der Sie senden, mit presend sender, und fragen Sie von dem Rechner aus, der Ihre Mail sendet.
code-probe-busy = Mailhost bittet, es später zu versuchen
    .why = Der Host hat mit 4xx geantwortet, bevor ein Postfach genannt wurde: Er ist ausgelastet oder vorsichtig bei denen, die er nicht kennt. Mailserver kommen von selbst wieder.
    .fix = Versuchen Sie es später noch einmal. An den Adressen ist nichts falsch.
code-probe-size = Nachricht größer, als der Mailhost annimmt
    .why = Der Host gibt an, wie groß eine Nachricht höchstens sein darf, und Ihre ist größer. Sie wird zurückkommen. Unterwegs wächst eine Nachricht um ein Drittel, wo ihre Anhänge noch nicht kodiert sind.
    .fix = Verkleinern Sie die Nachricht: Setzen Sie einen Link an die Stelle von Anhängen und großen Bildern.
code-probe-rcpt_limit = Mailhost begrenzt die Empfänger einer Nachricht
    .why = Der Host gibt an, wie viele Empfänger er für eine Nachricht annimmt. Was darüber hinausgeht, wird abgelehnt.
    .fix = Senden Sie an diese Domains in Teilmengen von höchstens so vielen Empfängern.
code-probe-no_tls = Mailhost ohne STARTTLS
    .why = Der Host bietet unterwegs keine Verschlüsselung an. Jeder dazwischen kann die Mail lesen; ein Absender, der auf TLS besteht, kann nicht zustellen.
    .fix = Nichts zu tun, außer wenn Ihr Server nur über TLS sendet.
code-probe-no_mailbox = Mailhost sagt, dass es dieses Postfach nicht gibt
    .why = Der Host hat diese Adresse in zwei Sitzungen abgelehnt, beim zweiten Mal zwischen zwei Adressen der Domain, die er annahm, und mit denselben Worten wie einen Namen, den niemand hat. Er unterscheidet also gute Namen von schlechten und hat nicht nur jeden abgelehnt, der fragt.
    .fix = Entfernen Sie die Zeile. Wenn die Person bekanntlich dort ist, suchen Sie nach einem Tippfehler vor dem @.
code-probe-mailbox_full = Mailhost sagt, dass das Postfach voll ist
    .why = Mail dorthin kommt zurück, bis der Inhaber Platz schafft. Oft liest es niemand mehr.
    .fix = Lassen Sie die Zeile in dieser Kampagne weg, und versuchen Sie es in einigen Wochen noch einmal.
code-probe-mailbox_disabled = Mailhost sagt, dass das Postfach deaktiviert ist
    .why = Das Postfach ist da und nimmt zurzeit keine Mail an. Manche werden wieder geöffnet.
    .fix = Lassen Sie die Zeile weg, außer wenn Sie wissen, dass die Person dort Mail liest.
code-probe-accepts_anything = Mailhost nimmt jede Adresse an
    .why = Der Host hat auch einen Namen angenommen, den niemand hat. Dass er diese Adresse annimmt, sagt nichts; Mail kann später trotzdem zurückkommen.
    .fix = Nichts zu tun. Nur das Senden zeigt, ob das Postfach existiert.
code-probe-not_told = Mailhost hat nicht verraten, ob das Postfach existiert
    .why = Der Host war ausgelastet oder vorsichtig, lehnt jeden ab, der fragt, unterscheidet gute Namen nicht von schlechten oder war nicht erreichbar. Über das Postfach ist nichts bekannt.
    .fix = Lesen Sie, was er gesagt hat. Was aufgeschoben wurde, wird mit --wait 15m noch einmal gefragt; was mit Ihnen zu tun hat, erklärt presend sender.

## How a code is explained

codes-head = | Code | Urteil | Bedeutung | Quelle |
explain-to-do = Was zu tun ist
explain-verdict = Urteil
explain-source = Quelle
explain-foretells = Rückläufer, den es ankündigt

## Annotations of GitHub

github-github-shows-ten-annotations-of-a = GitHub zeigt zehn Anmerkungen je Art. Hier weggelassen
github-first = Zuerst:

## The summary of a list

human-ok-means-that-the-address-is = „ok“ heißt, dass die Adresse wohlgeformt ist; das DNS wurde nicht gefragt, und Postfächer wurden nicht geprüft.
human-ok-means-that-the-domain-accepts = „ok“ heißt, dass die Domain Mail annimmt; Postfächer wurden nicht geprüft.
human-without-an-address = ohne Adresse
human-help = Abhilfe
list-results-in = Die Ergebnisse liegen in { $folder }: Öffnen Sie dort report.html.
list-ask-again =
    { $rows ->
        [one] { $rows } Zeile hat noch keine Antwort; presend clean --retry { $folder } fragt noch einmal danach.
       *[other] { $rows } Zeilen haben noch keine Antwort; presend clean --retry { $folder } fragt noch einmal danach.
    }
list-changes-made =
    { $changes ->
        [one] { $changes } Änderung vorgenommen; changes.csv führt jede auf.
       *[other] { $changes } Änderungen vorgenommen; changes.csv führt jede auf.
    }
list-unrepaired =
    { $rows ->
        [one] { $rows } Zeile von { $file } muss vor dem Versand repariert werden: Lassen Sie --fix none weg.
       *[other] { $rows } Zeilen von { $file } müssen vor dem Versand repariert werden: Lassen Sie --fix none weg.
    }
list-unrepaired-by-hand =
    { $rows ->
        [one] { $rows } Zeile von { $file } muss vor dem Versand von Hand repariert werden: siehe changes.csv.
       *[other] { $rows } Zeilen von { $file } müssen vor dem Versand von Hand repariert werden: siehe changes.csv.
    }
list-several-addresses =
    { $rows ->
        [one] { $rows } Zeile enthält mehrere Adressen: --split gibt jeder eine eigene Zeile.
       *[other] { $rows } Zeilen enthalten mehrere Adressen: --split gibt jeder eine eigene Zeile.
    }
list-sure-typos =
    { $typos ->
        [one] { $typos } sicherer Tippfehler lässt sich korrigieren: Fügen Sie --fix typos hinzu. changes.csv führt auf, was sich ändern würde.
       *[other] { $typos } sichere Tippfehler lassen sich korrigieren: Fügen Sie --fix typos hinzu. changes.csv führt auf, was sich ändern würde.
    }
list-from-cache = { $count } aus dem Cache
list-new-rows =
    { $rows ->
        [one] { $rows } neue Zeile von { $all }
       *[other] { $rows } neue Zeilen von { $all }
    }
list-accepted-before = { $count } früher akzeptiert
list-more-codes = weitere: { $count }
list-at-domains =
    { $rows ->
        [one] { $rows } Zeile bei { $domains } Domains
       *[other] { $rows } Zeilen bei { $domains } Domains
    }

## Markdown

markdown-passed = ✅ bestanden
markdown-failed = ❌ nicht bestanden
markdown-inconclusive = ⚠️ nicht eindeutig
markdown-threshold-rows-share-limit = | Schwelle | Zeilen | Anteil | Grenze | |
markdown-verdict-rows-share = | Urteil | Zeilen | Anteil |
markdown-without-an-address = ohne Adresse
markdown-code-verdict-rows-what-it-means = | Code | Urteil | Zeilen | Bedeutung | zuerst gesehen |

## Report pages

html-gate-passed = bestanden
html-gate-failed = nicht bestanden
html-gate-inconclusive = nicht eindeutig
html-gate-exceeded = überschritten
html-gate-kept = eingehalten
html-gate-limit = Grenze
html-gate-rows = Zeilen
html-gate-share = Anteil
html-gate-at-most = höchstens
html-gate-outcome = Ergebnis
html-gate-first-rows-with-what-must-not = Erste Zeilen mit dem, was nicht vorkommen darf
html-gate-line = Zeile
html-gate-code = Code
html-gate-cell = Zelle
html-words-mail-these = An diese senden.
html-well-formed-only = Richtig geschrieben. Ob sie erreichbar sind, wurde nicht gefragt.
html-words-a-person-should-look-first = Zuerst sollte ein Mensch nachsehen.
html-words-would-bounce-do-not-mail = Käme zurück. Nicht senden.
html-words-could-not-be-found-out-check = Ließ sich nicht ermitteln. Später noch einmal prüfen.
html-and-more = und noch { $more }, hier nicht gezeigt
html-leave-out = Lassen Sie die { $rows } Zeilen von rejected.csv weg: Sie kämen zurück und würden Ihrem Ruf als Absender schaden.
html-look-at-typos = { $rows } Zeilen sehen nach Tippfehlern aus. Die Tabelle der vermutlichen Tippfehler durchsehen: presend clean --fix typos korrigiert die eindeutigen, die übrigen bitte von Hand.
html-look-through-review = Sehen Sie die { $rows } Zeilen von review.csv durch, bevor Sie an sie senden.
html-ask-again-later = Rufen Sie presend später noch einmal für die { $rows } Zeilen von retry.csv auf: Das DNS gab keine Antwort. Es sind keine schlechten Zeilen.
html-mail-clean = Senden Sie an die { $rows } Zeilen von clean.csv.
html-grade-pause = { $share } der Adressen kämen zurück. Ab 10 % kann Amazon SES ein Konto sperren.
html-grade-review = { $share } der Adressen kämen zurück. Ab 5 % überprüft Amazon SES ein Konto.
html-grade-high = { $share } der Adressen kämen zurück: mehr als die 2 %, unter denen man laut Amazon SES bleiben soll.
html-grade-good = { $share } der Adressen kämen zurück. Amazon SES rät seinen Kunden, unter 2 % zu bleiben.
html-ask-first = { $rows } Zeilen sind richtig geschrieben. Starten Sie clean ohne --offline, bevor Sie sie anschreiben: nur das DNS weiß, welche Domains Mail annehmen.
page-title = Bericht zur Empfängerliste
page-rows-head = Zeilen
page-without-address = ohne Adresse
page-nothing-to-send-to = Es gibt nichts, wohin zu senden wäre.
page-shares = Die Liste auf einen Blick
page-can-be-mailed = versandfähig
page-well-formed = richtig geschrieben
page-to-do = Was jetzt zu tun ist
page-why = Warum Zeilen nicht einfach ok sind
page-code = Code
page-verdict = Urteil
page-meaning = Bedeutung
page-remedy = Was zu tun ist
page-example = Zuerst gesehen
page-failing = Domains, an die nicht gesendet werden kann
page-untold = Domains, die sich nicht klären ließen
page-domain = Domain
page-typos = Kunden, die Sie zurückgewinnen können: vermutliche Tippfehler
page-typed = Wie getippt
page-meant = Vermutlich gemeint
page-providers = Postfachanbieter
page-countries = Länder der Anbieter
page-mail-hosts = Wer die Mail annimmt, nach Domains
page-elsewhere = andere Domains
page-search = Diese Tabelle durchsuchen
page-none = Hier steht nichts.
page-made-by = Erstellt mit
page-asked = „ok“ heißt, dass die Domain Mail annimmt. Postfächer wurden nicht geprüft, und es wurde keine Mail gesendet.
page-not-asked = „ok“ heißt, dass die Adresse wohlgeformt ist. Das DNS wurde nicht gefragt, und es wurde keine Mail gesendet.
page-run-asked = { $when } · befragtes DNS: { $dns }
page-run-not-asked = { $when } · kein DNS befragt
page-attention = Zeilen, die Aufmerksamkeit brauchen
page-attention-shown = { $shown } von { $all } Zeilen werden gezeigt.
page-attention-cut = Suche und Filter sehen nur diese. presend clean schreibt alle in review.csv, rejected.csv und retry.csv.
page-attention-all = alle
page-line = Zeile
page-cell = Zelle
page-copy = Kopieren
page-copied = Kopiert
check-page-title = Bericht zu Adressen
check-page-outcome = Auf einen Blick
check-page-each = Jede Adresse
check-page-address = Adresse
check-page-codes = Was gefunden wurde
check-page-shown = { $shown } von { $all } Adressen werden gezeigt, die ersten. presend check --format csv schreibt alle.
markdown-line-address-verdict-codes-meant = | Zeile | Adresse | Urteil | Codes | vermutlich gemeint |
bounce-page-title = Bericht über Rückläufer
bounce-page-classes = Was zurückkam
bounce-page-list = Die Sperrliste
bounce-page-each = Jede Art von Rückläufer
bounce-page-count = Anzahl
bounce-page-kept = Adressen, die nicht angeschrieben werden dürfen
bounce-page-kept-shown =
    { $shown ->
        [one] { $shown } von { $all } Adressen wird gezeigt, die zuletzt zurückgekommene.
       *[other] { $shown } von { $all } Adressen werden gezeigt, die zuletzt zurückgekommenen zuerst.
    }
bounce-page-kept-nowhere = Sie stehen noch auf keiner Liste: Nennen Sie eine mit --suppress DATEI.
bounce-page-last = Zuletzt zurückgekommen
bounce-page-until = Bis
bounce-markdown-class-count-providers-example = | Klasse | Anzahl | Anbieter | Zuerst gesehen |

## Mail hosts that are probed

probe-human-this-is-what-hosts-offer-whoever = Dies bieten Hosts jedem an, der sie begrüßt. Es sagt nicht, ob ein Postfach existiert: Es wurde keines genannt.
probe-human-no-mail-was-sent-a-host = Es wurde keine Mail gesendet. Auch wenn ein Host sagt, dass ein Postfach existiert, kann er Ihre Mail noch zurückschicken.
probe-mailboxes-address-rows-mailbox-what-the-host = | Adresse | Zeilen | Postfach | was der Host sagte | Host |
probe-mailboxes-about-you = {" "}(betrifft Sie)
probe-mailboxes-no-connection = {" "}(keine Verbindung)
probe-mailboxes-not-asked = {" "}(nicht gefragt)
probe-markdown-host-address-rows-domains-answer-greeting = | Host | Adresse | Zeilen | Domains | Antwort | Begrüßung | Codes |
probe-page-title = Bericht zu den Mailhosts
probe-page-outcome = Wie die Mailhosts antworten
probe-page-each = Jeder Mailhost
probe-page-mailboxes = Postfächer
probe-page-host = Host
probe-page-domains = Domains
probe-page-answers = Antwort
probe-page-offers = Was er anbietet oder sagte
probe-page-greeting = Begrüßung
probe-page-mailbox = Postfach
probe-page-said = Was der Host sagte
probe-page-no-host = Es gab keinen Mailhost zu fragen.
probe-page-answer =
    { $hosts ->
        [one] { $hosts } von { $all } Hosts antwortet.
       *[other] { $hosts } von { $all } Hosts antworten.
    }
probe-page-refuse =
    { $hosts ->
        [one] { $hosts } Host weist Sie ab, bevor ein Postfach genannt ist: Mail von hier käme zurück.
       *[other] { $hosts } Hosts weisen Sie ab, bevor ein Postfach genannt ist: Mail von hier käme zurück.
    }
probe-page-look =
    { $hosts ->
        [one] { $hosts } Host nennt eine Grenze, die Ihre Nachricht nicht einhält.
       *[other] { $hosts } Hosts nennen eine Grenze, die Ihre Nachricht nicht einhält.
    }
probe-page-silent =
    { $hosts ->
        [one] { $hosts } Host gab keine brauchbare Antwort. Das spricht nicht gegen seine Adressen.
       *[other] { $hosts } Hosts gaben keine brauchbare Antwort. Das spricht nicht gegen ihre Adressen.
    }
probe-page-hosts-shown = { $shown } von { $all } Hosts werden gezeigt, die mit den meisten Zeilen zuerst.
probe-page-mailboxes-shown = { $shown } von { $all } Postfächern werden gezeigt, die zuerst, bei denen etwas zu tun ist.
probe-page-all-in-json = Alle stehen in --format json.
probe-connecting = beim Verbinden
probe-greeting = bei der Begrüßung
probe-no-answer-in-time = keine Antwort in der Wartezeit
probe-the-connection-was-refused = die Verbindung wurde abgelehnt
probe-no-way-to-the-address = kein Weg zu der Adresse
probe-the-connection-broke = die Verbindung brach ab
probe-the-host-closed-the-connection = der Host schloss die Verbindung
probe-what-it-said-is-no-smtp = was er sagte, ist kein SMTP
probe-it-said-more-than-any-mail = er sagte mehr, als ein Mailhost je sagt
probe-size-without-a-limit = SIZE ohne Grenze
probe-helo-only-no-extensions = nur HELO, keine Erweiterungen
probe-no-extensions = keine Erweiterungen
probe-another-host-of-its-domains-answers = ; ein anderer Host seiner Domains antwortet
probe-rows-at = { $rows } bei { $domains }
probe-hosts-of =
    { $hosts ->
        [one] { $hosts } Mailhost von { $domains }
       *[other] { $hosts } Mailhosts von { $domains }
    }
probe-hosts-answer =
    { $hosts ->
        [one] { $hosts } antwortet
       *[other] { $hosts } antworten
    }
probe-hosts-refuse =
    { $hosts ->
        [one] { $hosts } lehnt ab
       *[other] { $hosts } lehnen ab
    }
probe-send-at-most = an { $host } höchstens { $most } Empfänger je Nachricht senden ({ $rows })
probe-hosts-are = { $hosts } { $word }
probe-without-host =
    { $domains ->
        [one] { $domains } Domain ohne Mailhost
       *[other] { $domains } Domains ohne Mailhost
    }
probe-dns-untold =
    { $domains ->
        [one] { $domains } Domain ohne DNS-Auskunft
       *[other] { $domains } Domains ohne DNS-Auskunft
    }
outcome-exists = vorhanden
outcome-does-not-exist = nicht vorhanden
outcome-full = voll
outcome-disabled = deaktiviert
outcome-accepts-anything = bei Hosts, die jeden Namen annehmen
outcome-not-told = ohne Auskunft
probe-more-in-csv = weitere: { $count }; alle stehen in --format csv
probe-mailboxes-are = { $count } { $word }
probe-more-mailboxes =
    { $count ->
        [one] { $count } weiteres Postfach.
       *[other] { $count } weitere Postfächer.
    }
state-answers = antwortet
state-refuses = lehnt ab
state-busy = ausgelastet
state-unreachable = nicht erreichbar
state-not-reached = nicht erreicht
state-not-public = ohne öffentliche Adresse
state-no-address = ohne Adresse
state-dns-failed = ohne DNS-Auskunft
probe-after-tries =
    { $tries ->
        [one] { $word } nach { $tries } Versuch: { $failure }
       *[other] { $word } nach { $tries } Versuchen: { $failure }
    }
probe-at-most-bytes = höchstens { $count } Byte
probe-at-most = höchstens { $count }
probe-were-tried = { $count } versucht
probe-asking-mailboxes = Abfrage bei { $hosts }, ob es { $mailboxes } gibt, mit MAIL FROM und RCPT, ohne Mail; Dauer mindestens { $time }
probe-mailboxes-done = Postfächer: { $done } von { $all } sind erledigt
probe-asking-as =
    { $domains ->
        [one] Abfrage der Mailhosts von { $domains } Domain auf Port { $port } als EHLO { $helo }
       *[other] Abfrage der Mailhosts von { $domains } Domains auf Port { $port } als EHLO { $helo }
    }
probe-asking =
    { $domains ->
        [one] Abfrage der Mailhosts von { $domains } Domain auf Port { $port }
       *[other] Abfrage der Mailhosts von { $domains } Domains auf Port { $port }
    }
probe-no-such-name = { $name }: nicht gefragt, da es einen solchen Namen nicht geben kann (presend check sagt mehr)
probe-groups-done = Mailhosts: { $done } von { $all } Gruppen sind erledigt
probe-blocked-warning =
    { $hosts ->
        [one] Warnung: { $title } ({ $hosts } Host wurde bisher versucht). { $remedy }
       *[other] Warnung: { $title } ({ $hosts } Hosts wurden bisher versucht). { $remedy }
    }
probe-more-hosts =
    { $count ->
        [one] { $count } weiterer Host.
       *[other] { $count } weitere Hosts.
    }

## A checked sender

sender-changes-since-the-earlier-result = Seit dem früheren Ergebnis:
sender-changes-not-in-the-earlier-result = {" "}(nicht im früheren Ergebnis)
sender-changes-new = neu
sender-changes-is-no-longer-among-them = ist nicht mehr darunter
sender-changes-gone = weg
sender-changes-not-seen-now-which-proves-nothing = jetzt nicht gesehen, was nichts beweist
sender-changes-changed = geändert
sender-diff-records-old-and-new = Einträge, alt (-) und neu (+):
sender-diff-no-record-is-advised = kein Eintrag wird empfohlen
sender-human-who-can-do-it = Zuständig:{" "}
sender-human-publish = Zu veröffentlichen:
sender-human-publish-2 = veröffentlichen
sender-human-what-to-do-next = Was als Nächstes zu tun ist:
sender-markdown-domain-verdict-codes = | Domain | Urteil | Codes |
sender-markdown-the-rest-is-left-out-here = Der Rest ist hier weggelassen; er steht in den anderen Formaten.
sender-markdown-status-code-observed-what-to-do = | Status | Code | gesehen | was zu tun ist |
sender-markdown-publish = Zu veröffentlichen:
sender-markdown-pass = ✅ pass
sender-markdown-warn = ⚠️ warn
sender-markdown-fail = ❌ fail
sender-markdown-unknown = ❔ unknown
sender-table-what-to-do-about-each-name = Was bei jedem zu tun ist: Nennen Sie ihn allein, oder fügen Sie --verbose hinzu.
sender-zone-no-record-is-advised = kein Eintrag wird empfohlen
sender-zone-with-these-in-place-of-what = mit diesen Einträgen anstelle derer, die sie ersetzen
sender-page-title = Bericht zum Absender
sender-page-all = Alle Prüfungen
sender-page-fix = Was zu tun ist:
sender-page-publish = Zu veröffentlichen:
sender-page-evidence = Was das DNS gesagt hat
sender-page-status = Status
sender-page-check = Prüfung
sender-page-subject = Wovon
sender-page-observed = Was gesehen wurde
sender-the-records-of = die Einträge von Punkt { $number }.
sender-then-result = Mit diesen Einträgen ist das Ergebnis { $after }.
sender-kind-reverse = Reverse
sender-kind-domain = Domain
sender-kind-spf = SPF
sender-kind-dkim = DKIM
sender-kind-dmarc = DMARC
sender-kind-lists = Listen
sender-changes-in-sum = neue Befunde: { $new }; Absender ohne Änderung: { $quiet }
receiver-servers = { $software }-Server
receiver-netease = NetEase
receiver-qq-mail = QQ Mail
receiver-answers = {" "}{ $who } antwortet: „{ $answer }“
receivers-answer = {" "}{ $who } antworten: „{ $answer }“
sender-demand = { $receiver }: { $demand }: { $standing } ({ $fact })
sender-demand-from = {" (From ist bei "}{ $domain })
owner-address-provider = wer Ihnen die Adresse gegeben hat (Hoster, Cloud, Internetprovider), nicht Ihr Registrar.
owner-domain-dns = wer das DNS der Domain bearbeitet.
owner-mail-server = wer den sendenden Mailserver betreibt.
owner-message = wer die Nachricht erstellt.
owner-resolver = wer den gefragten DNS-Server betreibt.
owner-mail-host = wer den Server betreibt, mit dem die Verbindung bestand.

## Bounces

bounce-explain-field = Feld
bounce-explain-value = Wert
bounce-explain-decided-by = Entschieden durch
bounce-explain-whose-fault = Wessen Fehler
bounce-explain-what-follows = Was daraus folgt
bounce-explain-what-to-do = Was zu tun ist
bounce-explain-said = Wortlaut
bounce-explain-suppressed-for-ever = für immer gesperrt
bounce-explain-watched-suppressed-for-ever-when-it = unter Beobachtung; für immer gesperrt, wenn Mail innerhalb von 60 Tagen an einem anderen Tag zurückkommt
bounce-explain-suppressed-for-a-while-longer-each = eine Zeit lang gesperrt, jedes Mal länger
bounce-explain-not-suppressed-nothing-is-proved-about = nicht gesperrt: über dieses Postfach ist nichts bewiesen
bounce-explain-temporary = vorübergehend
bounce-explain-permanent = dauerhaft
bounce-explain-the-recipient-s-side-the-address = die Seite des Empfängers: die Adresse ist falsch, geschlossen oder voll
bounce-explain-yours-the-sender-s-the-address = Ihrer, der des Absenders: die Adresse kann gut sein
bounce-explain-nobody-s-for-certain-the-way = niemandem sicher zuzuordnen: der Weg zwischen beiden
bounce-human-what-to-do-now = Was jetzt zu tun ist
bounce-human-at-your-side = auf Ihrer Seite
bounce-human-with-the-list = an der Liste
bounce-human-wait-or-look-closer = abwarten oder genauer hinsehen
bounce-human-off-the-list-because-mail-arrived = von der Liste genommen, weil nach dem Rückläufer wieder Mail ankam
bounce-human-arrived-before-the-last-bounce-the = angekommen vor dem letzten Rückläufer; die Adresse bleibt gesperrt
bounce-field-to-do = Was zu tun ist
bounce-field-class = Klasse
bounce-field-whose = Wessen Fehler
bounce-field-told-by = Gesagt von
bounce-field-address = Adresse
bounce-field-caught = Wäre erkannt worden durch
caught-by-recipient-unknown = presend clean --suppress FILE für das, was schon zurückkam; presend check für Tippfehler in der Domain
caught-by-host-not-found = presend clean (domain.nxdomain, domain.no_mail_host, typo.provider)
caught-by-timeout = presend probe
caught-by-too-many-recipients = presend clean --batch 20
caught-by-mailbox-full = presend clean --suppress FILE
caught-by-message-too-large = presend sender --eml FILE
caught-by-sender-blocked = presend sender (sender.dnsbl_listed)
caught-by-sender-dns = presend sender (sender.ptr_missing, sender.helo_unresolvable, sender.no_domain)
caught-by-auth-failure = presend sender (sender.spf_*, sender.dkim_*, sender.dmarc_*)
caught-by-rate-limited = presend clean --batch-per-provider
caught-by-content-rejected = nichts: presend liest nicht, was Sie schreiben
caught-by-policy = nichts: es ist eine Regel des Empfängers
caught-by-greylisted = nichts, und es ist auch nicht nötig
caught-by-other = nichts
caught-by-not-a-bounce = nichts: es ist kein Rückläufer
bounce-no-bounce = kein Rückläufer: { $count }
bounce-want-no-more = keine Mail mehr gewünscht: { $count }
bounce-more = weitere: { $count }
bounce-not-mailed =
    { $count ->
        [one] { $count } Bericht betrifft eine Adresse, an die nicht gesendet wurde; er zählt nicht
       *[other] { $count } Berichte betreffen Adressen, an die nicht gesendet wurde; sie zählen nicht
    }
bounce-held = zurückgehalten: { $receiver } hat { $count } Adressen mit denselben Worten abgelehnt; wegen einer Ablehnung durch den Empfänger wird niemand gesperrt: { $example }
bounce-denied = am { $day } hieß es, { $domain } existiere nicht, obwohl die Domain sicher existiert: wer an dem Tag Namen nachschlug, ist nicht glaubwürdig, also wird keine Adresse wegen ihres Hosts gesperrt
bounce-suppressed =
    { $count ->
        [one] { $count } gesperrte Adresse in { $file }
       *[other] { $count } gesperrte Adressen in { $file }
    }
bounce-watched = {", dazu "}{ $count } unter Beobachtung, bis wieder Mail zurückkommt

## The command line

cli-progress-domains = Domains
cli-progress-rows = Zeilen
cli-probe-mailboxes-some-were-put-off-and-are = einige wurden aufgeschoben und werden nach der Wartezeit noch einmal gefragt
cli-probe-greylisted = durch Greylisting aufgeschoben: { $mailboxes }. Geben Sie denselben Befehl nach { $minutes } Minuten noch einmal, oder lassen Sie ihn mit --wait 15m warten
cli-probe-address-of-this-machine = {"["}Adresse dieses Rechners]

## Counts

count-rows =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
count-addresses =
    { $count ->
        [one] { $count } Adresse
       *[other] { $count } Adressen
    }
count-domains =
    { $count ->
        [one] { $count } Domain
       *[other] { $count } Domains
    }
count-queries =
    { $count ->
        [one] { $count } Abfrage
       *[other] { $count } Abfragen
    }
count-blank-rows =
    { $count ->
        [one] { $count } leere Zeile
       *[other] { $count } leere Zeilen
    }
count-mailboxes =
    { $count ->
        [one] { $count } Postfach
       *[other] { $count } Postfächer
    }
count-senders =
    { $count ->
        [one] { $count } Absender
       *[other] { $count } Absender
    }
at-line = Zeile { $line }
count-files =
    { $count ->
        [one] { $count } Datei
       *[other] { $count } Dateien
    }
count-bounces =
    { $count ->
        [one] { $count } Rückläufer
       *[other] { $count } Rückläufer
    }
count-hosts =
    { $count ->
        [one] { $count } Host
       *[other] { $count } Hosts
    }

## One address

check-did-you-mean = meinten Sie { $meant }?  (Sicherheit { $sure })
came-back = kam zurück: { $why }
note-came-back = Hinweis: kam zurück: { $why }
confidence-high = hoch
confidence-medium = mittel
confidence-low = niedrig

## Signs between texts

in-brackets = { $text } ({ $note })
sign-colon = {": "}
sign-stop = .
sign-comma = {", "}
sign-and = {" und "}
sign-semicolon = {"; "}
sign-next = {" "}

## For those who begin

welcome-purpose = presend findet vor dem Senden, was Ihre Mail zurückkommen ließe.
welcome-clean = eine Liste in clean, review, rejected und retry aufteilen
welcome-sender = die eigene Konfiguration vor einer Kampagne prüfen
welcome-gate = eine Liste in CI bestehen oder scheitern lassen
welcome-check = eine einzelne Adresse
welcome-bounce = warum Mail zurückkam und wer wegzulassen ist
welcome-explain = was ein Code oder der Text eines Rückläufers bedeutet
welcome-more = presend COMMAND --help sagt mehr zu einem Befehl, presend --help nennt alle.
hint-list = was soll mit { $word } geschehen?
hint-clean = Um sie zu bereinigen:
hint-gate = Um sie bestehen oder scheitern zu lassen:
hint-bounce = Um sie als Rückläufer zu lesen:
hint-missing = es gibt keine Datei { $word } und keinen Befehl dieses Namens. Prüfen Sie den Namen und den Ordner, dann: presend clean { $quoted }
hint-address = um eine Adresse zu prüfen: presend check { $quoted }
hint-domain = um die Domain eines Absenders zu prüfen: presend sender { $quoted } --ip ADDRESS
hint-explain = um zu erfahren, was ein Rückläufer bedeutet: presend explain { $quoted }
demo-next = So geht es weiter, nach einem Blick in { $page }:
demo-retry = Zeilen, die noch unbekannt sind, noch einmal abfragen:
demo-gate = Die Liste bestehen oder scheitern lassen, wie in CI:
demo-bounce = Herausfinden, warum Mail zurückkam:
demo-sender = Eine Konfiguration für den Versand prüfen:
demo-own = Eine eigene Liste bereinigen, mit dem DNS dieses Systems:

## How far a run is

time-s = s
time-min = min
time-h = h
progress-reading = Lesen
progress-resolving = Auflösen
progress-judging = Bewerten
progress-left = noch { $time }
progress-about-left = {", noch etwa "}{ $time }
progress-asking-again = { $domains } langsame oder gestörte Domains werden noch einmal gefragt, { $done } erledigt
progress-of-domains = { $done } von { $all } Domains

## The server

serve-find-out-before-you-send-what = Finden Sie vor dem Versand heraus, was zurückkommen würde.
serve-api = API
serve-check-addresses = Adressen prüfen
serve-e-mail-addresses-one-a-line = E-Mail-Adressen, eine je Zeile
serve-check-your-own-set-up = Eigene Versandeinstellungen prüfen
serve-domain-of-your-from-address = Domain Ihrer From-Adresse
serve-ip-addresses-that-you-send-from = IP-Adressen, von denen Sie senden (freiwillig)
serve-helo-name-of-your-server-optional = HELO-Name Ihres Servers (freiwillig)
serve-check-the-set-up = Einstellungen prüfen
serve-understand-a-bounce = Einen Rückläufer verstehen
serve-what-came-back-the-whole-message = Was zurückkam: die ganze Nachricht oder die Zeile mit der Nummer
serve-explain = Erklären
serve-too-many-addresses = Das sind mehr als { $most } Adressen. Prüfen Sie sie als Liste.
serve-write-an-address-first = Geben Sie zuerst eine Adresse ein.
serve-paste-what-came-back-first = Fügen Sie zuerst ein, was zurückkam.
serve-what-was-found-out = Ergebnis
serve-probably-meant = Vermutlich gemeint:{" "}
serve-can-be-mailed-as-far-as = kann angeschrieben werden, soweit sich das vorher sagen lässt
serve-a-person-should-look-at-it = sollte von einem Menschen angesehen werden
serve-would-bounce-or-must-not-be = käme zurück oder darf nicht angeschrieben werden
serve-could-not-be-found-out-try = ließ sich nicht klären; später noch einmal versuchen
serve-what-the-bounce-says = Was der Rückläufer besagt
serve-this-could-not-be-done = Das ging nicht
serve-login = Anmelden
serve-login-token = Das Token dieses Servers
serve-login-wrong = Das ist nicht das Token dieses Servers.
serve-logout = Abmelden
serve-list-not-written = Die Ergebnisse können nicht geschrieben werden: Dem Server fehlt Platz oder das Recht zu schreiben. Sagen Sie es dem, der ihn betreibt.
serve-list-slow = Es hat zu lange gedauert. Teilen Sie die Liste, oder bereinigen Sie sie mit dem Befehl: presend clean.
serve-list-given-up = Der Server hat die Arbeit abgebrochen. Geben Sie die Liste noch einmal ab.
serve-list-fault = presend hat einen Fehler, den diese Liste an den Tag bringt. Bitte melden Sie ihn.
serve-problem-busy = Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.
serve-problem-dns-slow = Das DNS hat nicht rechtzeitig geantwortet. Versuchen Sie es später noch einmal.
serve-problem-domain = Geben Sie die Domain Ihrer From-Adresse ein, etwa example.com.
serve-problem-empty = Die Liste ist leer.
serve-problem-full = Es liegen schon zu viele Listen hier, und keine ist alt genug, um Platz zu machen. Entfernen Sie eine, die Sie nicht mehr brauchen, auf ihrer Seite, oder versuchen Sie es in einigen Minuten noch einmal.
serve-problem-helo = Der HELO-Name ist zu lang.
serve-problem-ips = Geben Sie die IP-Adressen ein, von denen Sie senden, etwa 192.0.2.25 oder 2001:db8::25.
serve-problem-no-file = Wählen Sie zuerst eine Liste aus.
serve-problem-offline = Versandeinstellungen lassen sich nur mit Fragen an das DNS prüfen, und dieser Server wurde mit --offline oder --facts gestartet.
serve-problem-queue-full = Es warten schon zu viele Listen. Versuchen Sie es noch einmal, wenn eine davon fertig ist.
serve-problem-rate = Sie haben in kurzer Zeit zu viel angefragt. Versuchen Sie es gleich noch einmal.
serve-problem-slow = Was Sie gesendet haben, kam nicht vollständig an. Versuchen Sie es noch einmal.
serve-problem-storage = Die Liste lässt sich nicht aufbewahren: Der Server hat keinen Platz dafür.
serve-problem-too-large = Das ist größer, als der Server annimmt.

## A table of facts

facts-missing =
    { $domains ->
        [one] Warnung: { $names }: { $domains } Domain steht nicht in der Tabelle, und niemand wurde gefragt (dns.not_in_facts). presend resolve --facts fragt nach dem, was fehlt
       *[other] Warnung: { $names }: { $domains } Domains stehen nicht in der Tabelle, und niemand wurde gefragt (dns.not_in_facts). presend resolve --facts fragt nach dem, was fehlt
    }
facts-expired =
    { $domains ->
        [one] Hinweis: { $names }: die Antworten zu { $domains } Domain sind abgelaufen und wurden trotzdem verwendet. presend resolve --facts fragt erneut danach
       *[other] Hinweis: { $names }: die Antworten zu { $domains } Domains sind abgelaufen und wurden trotzdem verwendet. presend resolve --facts fragt erneut danach
    }
facts-doubted =
    { $domains ->
        [one] Warnung: { $names }: die Antworten zu { $domains } Domain stammen von einem DNS-Server, der nachweislich leugnete, was es gibt; deshalb wird keine Zeile abgelehnt, weil etwas fehle
       *[other] Warnung: { $names }: die Antworten zu { $domains } Domains stammen von einem DNS-Server, der nachweislich leugnete, was es gibt; deshalb wird keine Zeile abgelehnt, weil etwas fehle
    }
facts-denied = Warnung: { $names }: die Tabelle leugnet { $name }, das es sicher gibt. Ihr ist nicht zu glauben, deshalb wird keine Zeile wegen einer Domain abgelehnt, die angeblich fehlt. Erstellen Sie sie mit einem anderen DNS-Server neu
facts-nothing = Warnung: { $names }: die Tabelle sagt nichts über irgendeine Domain der Liste. Die Zeilen sind unknown, keine wird deshalb abgelehnt
facts-table =
    { $domains ->
        [one] { $file }: Faktentabelle, { $domains } Domain
       *[other] { $file }: Faktentabelle, { $domains } Domains
    }
resolve-bare-domains =
    { $rows ->
        [one] { $file }: Liste bloßer Domains, { $rows } Zeile
       *[other] { $file }: Liste bloßer Domains, { $rows } Zeilen
    }
resolve-no-domains =
    { $cells ->
        [one] Warnung: { $file }: { $cells } Zelle ist keine Domain und wurde ausgelassen
       *[other] Warnung: { $file }: { $cells } Zellen sind keine Domains und wurden ausgelassen
    }
resolve-done =
    { $domains ->
        [one] { $file }: { $domains } Domain: { $asked } gefragt, { $before } vorher bekannt, { $unknown } nicht geklärt
       *[other] { $file }: { $domains } Domains: { $asked } gefragt, { $before } vorher bekannt, { $unknown } nicht geklärt
    }
resolve-nothing = Warnung: zu keiner Domain ließ sich etwas klären ({ $dns }). Prüfen Sie das Netzwerk und --dns und starten Sie erneut

## Lists over the server

serve-check-before-you-send = prüfen vor dem Versand
serve-what-you-check-here-goes-to = Was Sie hier prüfen, geht an den Rechner, von dem diese Seite kommt, und nicht weiter: das DNS wird nur nach Domains gefragt.
serve-lists-clean-a-list = Eine Liste bereinigen
serve-lists-a-mailing-list-csv-excel-text = Eine Verteilerliste: CSV, Excel, Text, JSON und andere Formen
serve-lists-you-can-drop-a-file-onto = Sie können eine Datei auf das Feld ziehen. Sie bleibt auf dem Rechner, von dem diese Seite kommt, und wird spätestens nach einem Tag entfernt.
serve-lists-clean-the-list = Liste bereinigen
serve-lists-there-is-no-such-list-or = Diese Liste gibt es nicht, oder nicht mehr: Listen werden höchstens einen Tag aufbewahrt.
serve-lists-this-page-loads-itself-again-until = Diese Seite lädt sich neu, bis die Liste fertig ist.
serve-lists-the-list-could-not-be-cleaned = Die Liste konnte nicht bereinigt werden:{" "}
serve-lists-remove-the-list-and-its-results = Liste und Ergebnisse entfernen
serve-lists-the-list-waits-for-its-turn = Die Liste wartet, bis sie an der Reihe ist.
serve-lists-rows-read = Gelesene Zeilen
serve-lists-domains-asked = Gefragte Domains
serve-lists-rows-judged = Beurteilte Zeilen
serve-lists-clean-import-this-one = clean: diese importieren
serve-lists-review-a-person-should-look-at = review: ein Mensch sollte sie ansehen
serve-lists-rejected-would-bounce = rejected: käme zurück
serve-lists-retry-could-not-be-found-out = retry: ließ sich nicht klären
serve-lists-verdict = Urteil
serve-lists-download = Herunterladen
serve-lists-open-the-report = Bericht öffnen
serve-lists-download-everything = Alles herunterladen
serve-lists-what-was-changed-or-could-be = Was geändert wurde oder geändert werden könnte (changes.csv)

## Why a list cannot be read

list-error-not-found = Es gibt keine Datei { $file }. Prüfen Sie den Namen und den Ordner.
list-error-folder = { $file } ist ein Ordner. Nennen Sie die Listendatei darin.
list-error-denied = { $file } darf von diesem Benutzer nicht gelesen werden. Bitten Sie um die Leseberechtigung, oder kopieren Sie die Datei an einen eigenen Ort.
list-error-read = { $file } kann nicht gelesen werden: { $error }.
list-error-read-row = Das Lesen der Liste ist in Zeile { $line } fehlgeschlagen: { $error }. Nach dieser Zeile wurde nichts gelesen; rufen Sie presend noch einmal auf.
list-error-spool = Im Ordner für temporäre Dateien kann keine Kopie der Liste abgelegt werden: { $error }. Schaffen Sie Platz, oder speichern Sie die Liste in einer ungepackten Datei, und nennen Sie diese.
list-error-duplicates = Auf der Platte kann nicht nach Duplikaten gesucht werden: { $error }. Schaffen Sie Platz im Ordner für temporäre Dateien.
list-error-not-text = { $file }: Das ist { $kind }. { $advice }
list-error-workbook = { $file }: Die Arbeitsmappe ist unbrauchbar: { $what }.
list-error-archive = { $file }: Das ZIP-Archiv ist unbrauchbar: { $what }.
list-error-lists = { $file } enthält { $count } Listen: { $lists }.
list-error-parquet = { $file }: Die Parquet-Datei kann nicht gelesen werden: { $what }. Kopieren oder schreiben Sie sie neu.
list-error-threads = Zum Lesen der Liste kann kein Thread gestartet werden: { $error }. Geben Sie diesem Prozess mehr Threads (ulimit -u) oder Speicher (ulimit -v).
list-error-write = die Ergebnisse können nicht geschrieben werden: { $error }
list-error-no-such-sheet = Die Arbeitsmappe hat kein Blatt { $wanted }. Sie hat { $sheets }.
list-error-no-such-records = Das Dokument hat keine Datensätze unter { $wanted }. Arrays stehen unter { $keys }.
list-error-no-key = keinem Schlüssel
list-error-json = { $file }: Das JSON ist in Zeile { $line }, Spalte { $column } fehlerhaft: { $what }. Sehen Sie sich diese Stelle an, oder schreiben Sie die Datei neu.
list-error-not-rows = Das ist { $kind }, keine Liste von Zeilen. { $advice }
list-error-binary = Das sieht nicht nach einer Textliste aus: { $percent } % des Anfangs sind Steuerbytes. Speichern Sie die Liste als CSV UTF-8, und rufen Sie presend damit auf.
list-error-empty = Die Liste ist leer: Sie enthält keine Zeile. Prüfen Sie den Export, aus dem sie stammt.
list-error-changed = { $file } hat sich geändert, während presend die Datei las. Warten Sie, bis nichts mehr hineinschreibt, und rufen Sie presend dann noch einmal auf.
list-error-row-too-long = Der Datensatz ab Zeile { $line } ist länger als { $mebibytes } MiB. Meist fehlt ein Anführungszeichen, oder die Datei ist keine Textliste; sehen Sie sich diese Zeile an.
list-error-delimiter = Ein Anführungszeichen oder ein Zeilenende kann nicht das Trennzeichen sein. Üblich sind , ; | und der Tabulator.
list-error-no-such-column = Die Liste hat keine Spalte { $wanted }. Sie hat { $columns }.
list-error-column-without-addresses = In der Spalte { $wanted } stehen keine Adressen. In der Spalte { $others } stehen welche.
list-error-no-addresses = In der Liste steht kein @, also enthält sie keine E-Mail-Adressen. Prüfen Sie, ob dies die richtige Datei ist.
list-error-no-email-column = Keine Spalte sieht nach E-Mail-Adressen aus. Die Liste hat { $columns }.
kind-seven-zip = ein 7-Zip-Archiv
kind-rar = ein RAR-Archiv
kind-zip = ein ZIP-Archiv
kind-sqlite = eine SQLite-Datenbank
kind-pdf = ein PDF-Dokument
kind-rtf = ein Rich-Text-Dokument
kind-picture = ein Bild
kind-json = JSON ohne ein Array von Objekten oder Zeichenketten
kind-page = eine Webseite oder XML
kind-cards = eine Datei mit Adresskarten (vCard)
kind-unpack = Entpacken Sie es, und rufen Sie presend mit der Liste darin auf.
kind-export = Exportieren Sie die Liste als CSV UTF-8, und rufen Sie presend damit auf.
kind-save-as-text = Speichern Sie es als reinen Text in UTF-8, und rufen Sie presend damit auf.
kind-one-a-line = Machen Sie daraus ein Objekt pro Zeile (jq -c tut das), und rufen Sie presend damit auf.
kind-open-in-spreadsheet = Öffnen Sie es in einer Tabellenkalkulation, speichern Sie es als CSV UTF-8, und rufen Sie presend damit auf.
kind-export-contacts = Exportieren Sie die Kontakte als CSV, und rufen Sie presend damit auf.

## Why something else cannot be read or written

system-not-found = Datei oder Ordner nicht gefunden
system-denied = keine Berechtigung
system-exists = die Datei gibt es schon
system-full = kein Platz mehr auf dem Datenträger
system-folder = das ist ein Ordner
system-no-folder = das ist kein Ordner
system-invalid-data = ungültige Daten
system-timed-out = Zeitüberschreitung
system-refused = Verbindung abgelehnt
system-ends = unerwartetes Ende der Daten
domain-error-empty = der Name ist leer
domain-error-too-long = der Name ist länger als { $octets } Byte
domain-error-label = ein Teil des Namens ist leer oder länger als { $octets } Byte
domain-error-not-ascii = der Name enthält ein Zeichen, das kein druckbares ASCII ist
table-error = { $place }: erwartet wird { $expected }, gefunden wurde { $found }
zone-error-syntax = Zeile { $line }: { $what }
zone-error-too-large = die Zonendatei ist größer als { $megabytes } MB; teilen Sie sie auf
zone-error-io = die Zonendatei kann nicht gelesen werden
network-error-no-servers = es ist kein DNS-Server genannt
network-error-socket = zum DNS-Server { $server } kann kein Socket geöffnet werden: { $error }; prüfen Sie seine Adresse und das Netz
network-error-general = der Resolver für seltene Fragen kann nicht eingerichtet werden: { $error }
network-error-no-runtime = ein Netz braucht eine tokio-Laufzeit um sich
system-servers-error = die DNS-Server des Systems sind nicht zu finden: { $place } nennt keinen ({ $reason }); nennen Sie selbst einen mit --dns ADDRESS, oder arbeiten Sie mit --dns zone:FILE aus einer Datei
system-servers-none = darin steht kein Server
system-servers-network = die Netzwerkkonfiguration
named-error-no-address = „{ $text }“ ist keine Adresse eines DNS-Servers. Schreiben Sie system, eine IP-Adresse wie 192.0.2.53, mit :PORT, wenn es nicht 53 ist, oder zone:FILE
store-error-locked = der DNS-Cache { $file } ist von einem anderen Programm gesperrt
store-error-foreign = { $file } ist die Datenbank eines anderen Programms und wurde nicht angerührt
store-error-later-version = der DNS-Cache { $file } stammt von einer späteren Version von presend
store-error-unusable = der DNS-Cache { $file } kann nicht benutzt werden: { $error }
store-error-damaged = der DNS-Cache { $file } ist beschädigt
suppression-error-not-found = { $file }: Diese Sperrliste gibt es nicht
suppression-error-no-file = { $file }: Das ist keine gewöhnliche Datei; nennen Sie die CSV-Datei einer Sperrliste oder eine, die neu angelegt werden soll
suppression-error-io = { $file }: Lesen oder Schreiben nicht möglich: { $error }
suppression-error-csv = { $file }: Lesen als CSV nicht möglich: { $error }
suppression-error-read-only = { $file }: Die Sperrliste darf nicht geschrieben werden
suppression-error-in-use = { $file }: Ein anderes presend ändert die Liste seit { $seconds } Sekunden; es wurde nichts geändert
suppression-error-header = { $file }: Das ist keine Sperrliste: Die erste Zeile muss { $columns } sein
suppression-error-row = { $file }:{ $line }: { $what }. Berichtigen oder entfernen Sie die Zeile
suppression-error-salt = { $file }: Die Liste hat ein anderes Salt, oder sie enthält Hashes, wo die andere Liste Adressen im Klartext hat; diese Listen lassen sich nicht vereinigen
suppression-error-days = { $file }:{ $line }: { $what }. Darin merkt sich presend, was zu einer Sperrliste gehört; berichtigen Sie es, oder entfernen Sie die Datei
suppression-error-mixed = { $file }: Die Liste enthält Adressen im Klartext; eine Liste ist von der ersten Zeile an gehasht oder gar nicht
imap-error-not-found = der Name { $host } ist nicht zu finden: { $error }
imap-error-not-loopback = { $host } ist nicht dieser Rechner. Ohne TLS geht ein Passwort nur an diesen Rechner: Schreiben Sie imaps://
imap-error-unreachable = keine Verbindung zu { $host } auf Port { $port }: { $error }
imap-error-certificate-name = das Zertifikat des Servers gilt nicht für { $host }. Schreiben Sie den Namen, der im Zertifikat steht ({ $error })
imap-error-certificate-issuer = das Zertifikat des Servers ist von niemandem unterschrieben, dem dieser Rechner vertraut. Wenn es Ihr eigener Server ist, nennen Sie sein Zertifikat oder das seiner CA mit --imap-ca FILE
imap-error-certificate-time = das Zertifikat des Servers ist abgelaufen oder gilt noch nicht ({ $error })
imap-error-no-tls = der Server spricht auf Port { $port } kein TLS; für imaps:// ist das meist Port 993
imap-error-tls = kein TLS mit dem Server: { $error }
imap-error-silent = der Server antwortet nicht rechtzeitig
imap-error-broken = die Verbindung ist abgebrochen: { $error }
imap-error-ended = der Server hat die Sitzung beendet: { $said }
imap-error-nonsense = der Server sendet, was kein IMAP ist: { $said }
imap-error-long-text = der Server sendet einen längeren Text, als presend annimmt ({ $octets } Byte)
imap-error-long-line = der Server sendet eine längere Zeile, als presend annimmt ({ $octets } Byte)
imap-error-too-many = der Server sendet mehr als { $answers } Antworten auf einen Befehl
imap-error-login = der Server weist den Benutzernamen oder das Passwort ab: { $said }
imap-error-login-later = der Server lässt im Moment niemanden herein: { $said }
imap-error-login-disabled = der Server nimmt auf dieser Verbindung kein Passwort an
imap-error-login-signs = der Benutzername oder das Passwort enthält Zeichen, die dieser Server nicht annehmen kann: Er kennt nur LOGIN, und das ist ASCII
imap-error-folder = der Server öffnet den Ordner „{ $folder }“ nicht: { $said }. Schreiben Sie den Ordner so, wie der Server ihn nennt, etwa INBOX, INBOX/Bounces oder INBOX.Bounces
imap-error-listing = der Server weigert sich, die Nachrichten aufzulisten: { $said }
imap-error-giving = der Server gibt im Moment keine Nachrichten heraus: { $said }
imap-url-error-password = die URL des Postfachs enthält ein Passwort. Eine URL landet im Verlauf der Shell und in Prozesslisten: Nehmen Sie das Passwort heraus, und ändern Sie es; schreiben Sie imaps://USER@HOST/FOLDER, und geben Sie das Passwort in der Variablen PRESEND_IMAP_PASSWORD oder mit --password-command CMD an
imap-url-error-no-user = die URL des Postfachs nennt keinen Benutzer. Schreiben Sie imaps://USER@HOST/FOLDER
imap-url-error-no-host = die URL des Postfachs nennt keinen Server. Schreiben Sie imaps://USER@HOST/FOLDER
imap-url-error-port = der Port in der URL des Postfachs ist keine Zahl von 1 bis 65535
imap-url-error-percent = die URL des Postfachs enthält ein %, das kein Byte wie %20 beginnt, oder Bytes, die kein UTF-8 sind
imap-url-error-control = die URL des Postfachs enthält ein Steuerzeichen
imap-url-error-part = die URL des Postfachs enthält einen Teil mit ? oder ;, der nicht gelesen wird. Schreiben Sie imaps://USER@HOST/FOLDER, und %3F oder %3B für diese Zeichen
imap-state-error-io = { $file }: Lesen oder Schreiben nicht möglich: { $error }
imap-state-error-foreign = { $file }: Das ist keine Datei, in der sich presend merkt, was es gelesen hat: Die erste Zeile muss mailbox,uidvalidity,last_uid sein. Nennen Sie eine andere Datei, oder entfernen Sie diese, um alles noch einmal zu lesen
imap-state-error-row = { $file }:{ $line }: Die Zeile ist beschädigt. Entfernen Sie sie, um dieses Postfach noch einmal zu lesen
certificates-error-read = kann nicht gelesen werden: { $error }
certificates-error-none = enthält kein Zertifikat in PEM (-----BEGIN CERTIFICATE-----)
certificates-error-broken = enthält ein Zertifikat, das nicht gelesen werden kann
source-error-not-found = { $file }: Diese Datei oder diesen Ordner gibt es nicht
source-error-denied = { $file }: Lesen nicht erlaubt
source-error-read = { $file }: Lesen nicht möglich: { $error }
output-error-earlier = { $folder } enthält schon Ergebnisse eines früheren Laufs ({ $name })
output-error-is-input = { $file } ist die Liste selbst und würde überschrieben
output-error-folder = { $file } ist ein Ordner, und ein Ergebnis dieses Namens kann nicht geschrieben werden
output-error-not-a-folder = { $folder } ist kein Ordner
output-error-write = { $file } kann nicht geschrieben werden: { $error }. Es wurden keine Ergebnisse hinterlassen
run-error-write = die Ergebnisse können nicht geschrieben werden; es wurden keine hinterlassen
run-error-changes = changes.csv kann nicht geschrieben werden; es wurden keine Ergebnisse hinterlassen. Schaffen Sie Platz, oder wählen Sie mit -o einen anderen Ordner
baseline-error-io = die Datei kann nicht gelesen werden
baseline-error-broken = Zeile { $line }: Das ist keine Datei akzeptierter Befunde, die presend gate geschrieben hat. Schreiben Sie sie neu
retry-error-no-results = { $folder } enthält keine Ergebnisse von presend clean: Es gibt kein summary.json davon
retry-error-no-state = { $folder } enthält nicht, was zum erneuten Fragen nötig ist (retry.state): Die Ergebnisse stammen von einem älteren presend, aus mehreren Listen oder sind ohne DNS entstanden. Was das DNS damals geantwortet hat, ist meist noch bekannt
retry-error-damaged = { $file } ist unbrauchbar ({ $what })
retry-error-busy = { $folder } wird gerade von einem anderen presend noch einmal gefragt. Warten Sie, bis es fertig ist
retry-error-edited = { $file } wurde geändert, nachdem presend die Datei geschrieben hat, und die Änderungen gingen verloren. Stellen Sie sie wieder her, wie sie war, oder bereinigen Sie die Liste selbst noch einmal in einen anderen Ordner
retry-error-gone = { $file } ist verschwunden, sodass ihre Zeilen nicht zusammengeführt werden können. Legen Sie die Datei zurück, oder bereinigen Sie die Liste selbst noch einmal
retry-error-otherwise = Zeile { $line } hatte eine Antwort ({ $before }) und wäre jetzt aus einem anderen Grund { $now }: presend, seine Tabellen oder presend.toml haben sich seitdem geändert. Es wurde nichts geändert
retry-error-tables = die Tabellen oder die Listen in presend.toml sind nicht die, nach denen { $folder } beurteilt wurde. Stellen Sie sie wieder her, oder bereinigen Sie die Liste selbst noch einmal
retry-error-other-rows = { $file } enthält nicht mehr die Zeilen des ersten Laufs. Nehmen Sie die Datei weg, um ohne sie weiterzumachen, oder stellen Sie sie wieder her, wie sie war
retry-error-rows = aus { $before } Zeilen würden { $now }. Es wurde nichts geändert
retry-error-io = { $file } kann nicht gelesen oder geschrieben werden: { $error }. Es wurde nichts geändert
facts-error-read = { $file }: Das Lesen der Faktentabelle ist fehlgeschlagen ({ $place }): { $error }
facts-error-no-column = { $file }: Das ist keine Faktentabelle, denn die Spalte { $column } fehlt. presend resolve LIST -o facts.parquet erstellt eine
facts-error-row = { $file }: Die Faktentabelle ist unbrauchbar ({ $place }): { $what }. Erstellen Sie die Tabelle mit presend resolve neu
facts-error-too-many = { $file }: Die Faktentabelle hat mehr als { $rows } Zeilen
facts-error-write = die Faktentabelle kann nicht geschrieben werden: { $error }
greylist-error-io = { $file }: Lesen oder Schreiben nicht möglich: { $error }
greylist-error-foreign = { $file } ist keine Datei, in der sich presend merkt, was durch Greylisting aufgeschoben wurde, und wurde nicht angerührt. Entfernen Sie die Datei, oder nennen Sie mit --greylist eine andere
greylist-error-row = { $file }:{ $line } ist beschädigt. Entfernen Sie die Zeile oder die Datei, um neu zu beginnen
results-error-io = die Datei kann nicht gelesen werden
results-error-no-row = Zeile { $line }: Das ist keine Ergebniszeile in JSON Lines: { $error }
results-error-too-long = Zeile { $line } ist länger als { $octets } Byte; so lang ist keine Ergebniszeile
results-error-unknown = Zeile { $line }: { $schema } ist keine Art von Ergebnis, die diese Version kennt
results-error-several = darin stehen mehrere Absender, und eine Seite zeigt einen. Schreiben Sie die Ergebnisse von einem
results-error-empty = darin steht nichts
results-error-no-bounce = Zeile { $line }: Das ist keine zurückgekommene Nachricht in JSON Lines: { $error }
results-error-no-sender = das ist kein Ergebnis von presend sender in JSON: { $error }
earlier-error-not-json = es ist kein Ergebnis von presend sender in JSON: { $error }
earlier-error-other-schema = es ist kein Ergebnis von presend sender in JSON: schema ist „{ $schema }“ und muss { $wanted } sein
earlier-error-empty = es enthält kein Ergebnis von presend sender in JSON
serve-error-needs-token = { $address } ist von anderen Rechnern aus erreichbar, also ist ein Token nötig: Schreiben Sie eines mit mindestens 16 Zeichen in eine Datei, und nennen Sie diese mit --token-file, oder setzen Sie PRESEND_TOKEN. Oder warten Sie auf 127.0.0.1 auf Anfragen
serve-error-weak-token = das Token muss aus 16 bis 512 Zeichen ASCII ohne Leerzeichen bestehen
serve-error-folder = in { $folder } können keine Listen abgelegt werden: { $error }
suppression-row-first-seen = first_seen ist kein Tag wie 2026-11-23
suppression-row-last-seen = last_seen ist kein Tag wie 2026-11-23
suppression-row-until = until ist weder forever noch allowed noch leer noch ein Tag wie 2026-11-23
suppression-row-class = die Klasse ist unbekannt
suppression-row-count = count ist keine Zahl
suppression-row-csv = das ist keine CSV-Zeile in UTF-8
suppression-row-second-salt = ein zweites Salt; Listen mit verschiedenen Salts lassen sich nicht vereinigen
suppression-row-no-salt = eine gehashte Adresse, und davor keine Zeile mit dem Salt
suppression-row-address = die Adresse kann nicht gelesen werden
suppression-days-header = die erste Zeile muss presend_days,1 sein
suppression-days-row = die Zeile kann nicht gelesen werden
suppression-days-no-salt = davor steht keine Zeile mit dem Salt
suppression-days-no-address = eine zurückgekommene Nachricht ohne Adresse davor
suppression-days-no-receiver = eine Adresse ohne Empfänger davor
suppression-days-no-day = es fehlt ein Tag wie 2026-11-23
suppression-days-no-number = es fehlt eine Zahl
suppression-days-other-row = eine solche Zeile schreibt presend nicht
suppression-days-cells = es fehlen Zellen
suppression-days-follows = was aus der zurückgekommenen Nachricht folgt, ist unbekannt
table-expected-new-domain = eine Domain, die nicht schon weiter oben steht
table-expected-confidence = das Wort high oder medium
table-expected-live-domain = eine Domain aus der Tabelle der Anbieter, die in Gebrauch ist
table-expected-slip = ein Schreibfehler und kein Anbieter oder eine Domain, die einem ähnelt
table-expected-short-domain = eine Domain mit höchstens 40 Byte
table-expected-weight = das Gewicht, eine ganze Zahl ab 1
table-expected-live = das Wort live oder closed
table-expected-source = wo es nachzulesen ist
table-expected-local-part = ein lokaler Teil
table-expected-small-local-part = ein lokaler Teil in Kleinbuchstaben
table-expected-parking = der Name des Parkdienstes
table-expected-name = ein Name in ASCII-Kleinbuchstaben
table-expected-domain = eine Domain: ASCII-Kleinbuchstaben, mit einem Punkt
table-expected-date = ein Datum: YYYY, YYYY-MM oder YYYY-MM-DD
table-expected-kind = mailbox, gateway, forwarding oder inbound api
table-expected-service = der Name des Dienstes
zone-error-not-utf8 = das ist kein Text in UTF-8; speichern Sie die Datei als UTF-8
zone-error-not-alone = ein Name mit einem CNAME hat keine anderen Einträge (RFC 1034 §3.6.2); entfernen Sie einen davon
zone-error-too-many = dieser Name hat mehr Einträge eines Typs, als eine DNS-Antwort fassen kann
zone-error-parenthesis = die Klammer, die hier aufgeht, wird nie geschlossen; schließen Sie sie mit )
zone-error-lone-parenthesis = da steht ein ) ohne sein (; entfernen Sie es
zone-error-word = ein Wort hier ist kein gültiger Text
zone-error-quote = eine Zeichenkette in Anführungszeichen endet nicht in ihrer Zeile; schließen Sie sie mit "
zone-error-backslash = auf einen Backslash muss ein Zeichen folgen oder drei Ziffern bis 255
zone-error-no-owner = der erste Eintrag hat keinen Namen; beginnen Sie die Zeile mit einem
zone-error-no-type = ein Eintrag hat keinen Typ; schreiben Sie zum Beispiel: example.com. MX 10 mail.example.com.
zone-error-origin = $ORIGIN braucht einen Namen, etwa: $ORIGIN example.com.
zone-error-ttl = $TTL braucht eine Zeit, etwa: $TTL 3600
zone-error-include = $INCLUDE wird nicht befolgt; nehmen Sie die Einträge in diese Datei auf, die vollständig sein muss
zone-error-control = { $word } ist keine Steueranweisung; $ORIGIN und $TTL sind welche
zone-error-ipv4 = „{ $word }“ ist keine IPv4-Adresse wie 192.0.2.1
zone-error-ipv6 = „{ $word }“ ist keine IPv6-Adresse wie 2001:db8::1
zone-error-preference = „{ $word }“ ist keine Präferenz von 0 bis 65535
zone-error-mx = MX braucht eine Präferenz und einen Namen, etwa: MX 10 mail.example.com.
zone-error-one-value = auf { $kind } muss genau ein Wert folgen
zone-error-txt = TXT braucht mindestens eine Zeichenkette
zone-error-dname = DNAME wird hier nicht befolgt; schreiben Sie für jeden Namen einen CNAME
zone-error-type = { $kind } ist kein Eintragstyp; prüfen Sie die Reihenfolge: Name, TTL, Klasse, Typ, Wert
zone-error-quoted-name = ein Name hier enthält Anführungszeichen oder einen Backslash; nach solchen Namen fragt presend nicht
zone-error-name = „{ $word }“ ist kein Name: { $why }
zone-error-class = die Klasse { $class } hat nichts mit Mail zu tun; gelesen wird nur IN
zone-error-tlsa = TLSA braucht drei Zahlen und hexadezimale Ziffern, etwa: TLSA 3 1 1 0123abcd
zone-error-long-string = eine Zeichenkette eines TXT-Eintrags ist länger als { $octets } Byte; teilen Sie sie in mehrere auf
zone-error-attempts = „{ $word }“ ist keine Anzahl von Versuchen; schreiben Sie: { $shape }
zone-error-fault = dieses ;fault ist nicht vollständig; schreiben Sie: { $shape }
zone-error-failure = „{ $word }“ ist keine Art von Störung; schreiben Sie: { $shape }
retry-damaged-beginning = der Anfang ist nicht so, wie presend ihn schreibt
retry-damaged-maker = presend { $by } hat die Datei erstellt, und dies ist { $version }
retry-damaged-other-maker = ein anderes Programm hat die Datei erstellt, und dies ist presend { $version }
retry-damaged-end = das Ende fehlt
retry-damaged-domain = eine Domain darin ist nicht so, wie presend sie schreibt
facts-place-beginning = Anfang
facts-place-line = Zeile { $number }
facts-place-row = Datenzeile { $number }
facts-place-record = Datensatz { $number }
facts-row-too-long = sie ist länger als { $mebibytes } MiB
facts-row-no-end = eine Zeile ist länger als { $mebibytes } MiB
facts-row-no-object = sie ist kein JSON-Objekt
facts-row-cells = sie hat { $cells } Zellen und nicht { $wanted }
facts-row-not-utf8 = sie ist kein UTF-8
facts-row-schema = schema ist { $value } und nicht { $wanted }
facts-row-outcome = outcome { $value } passt nicht zu mx
facts-row-hosts = sie hat mehr als { $count } Hosts
facts-row-expires = sie läuft ab, bevor gefragt wurde
facts-row-resolver = resolver ist länger als { $octets } Byte
facts-row-value = { $column } ist { $value }
facts-row-name = { $column } ist { $value }: { $why }
facts-row-items = { $column } hat mehr als { $count } Elemente
facts-row-no-array = { $column } ist kein JSON-Array
facts-row-preference = mx enthält einen Mailserver ohne eine Präferenz von 0 bis 65535
facts-row-address = eine Adresse der Hosts ist { $value }
facts-row-host = bei einem Host steht { $value }
facts-row-bare-host = ein Host hat weder Adressen noch ein Wort dafür, warum nicht
facts-row-moment = { $column } ist { $value }, kein Zeitpunkt wie 2026-01-31T12:00:00Z
parquet-error-type = die Werte haben den Typ { $kind }, den presend nicht lesen kann
json-error-behind-end = hinter dem Ende folgt noch etwas
json-error-cut = es endet mittendrin
json-error-too-deep = es ist zu tief verschachtelt
json-error-no-key = ein Schlüssel in Anführungszeichen fehlt
json-error-no-colon = ein Doppelpunkt fehlt
json-error-no-brace = ein Komma oder {"}"} fehlt
json-error-no-bracket = ein Komma oder ] fehlt
json-error-digits = auf \u müssen vier hexadezimale Ziffern folgen
json-error-escape = eine solche Escape-Sequenz gibt es nicht
json-error-string = eine Zeichenkette endet nicht in ihrer Zeile
json-error-no-value = ein Wert fehlt oder steht nicht in Anführungszeichen
store-set-aside = der DNS-Cache { $file } war beschädigt; er heißt jetzt { $aside }, und ein neuer wurde begonnen
store-was-locked = der DNS-Cache { $file } ist von einem anderen Programm gesperrt; dieser Lauf ging ohne ihn weiter, und seine Ergebnisse sind vollständig
store-was-damaged = der DNS-Cache { $file } ist beschädigt und wird beiseitegelegt; dieser Lauf ging ohne ihn weiter, und seine Ergebnisse sind vollständig
store-has-failed = der DNS-Cache { $file } kann nicht geschrieben oder gelesen werden ({ $why }); dieser Lauf ging ohne ihn weiter, und seine Ergebnisse sind vollständig

## What options help, said behind what is wrong

advice-lists = Nennen Sie eine mit --sheet.
advice-empty = Wenn eine leere Liste in Ordnung ist, verwenden Sie --allow-empty.
advice-column = Nennen Sie diese mit --column, oder lassen Sie --column weg.
advice-no-addresses = Um solche Dateien zu übergehen, verwenden Sie --if-no-addresses skip.
advice-no-email-column = Nennen Sie die richtige mit --column NAME oder --column N.
advice-duplicates = Oder erlauben Sie mit --memory mehr Speicher.
advice-folder-or-force = Wählen Sie mit -o einen anderen Ordner, oder fügen Sie --force hinzu, um sie zu ersetzen
advice-other-folder = Wählen Sie mit -o einen anderen Ordner
advice-other-name = Wählen Sie mit -o einen anderen Namen
advice-room-or-folder = Schaffen Sie Platz, oder wählen Sie mit -o einen anderen Ordner
advice-clean-again = Rufen Sie clean mit der Liste selbst noch einmal auf, mit --force
advice-without-retry = Nennen Sie den Ordner, den -o genannt hat, oder die Liste selbst ohne --retry
advice-other-cache = Nennen Sie mit --cache eine andere Datei
advice-dns = Nennen Sie einen mit --dns ADDRESS
advice-other-suppression = Geben Sie sich das Recht, sie zu schreiben, oder nennen Sie mit --suppress eine andere
advice-sender-json = presend sender DOMAIN --format json schreibt eines
advice-update-baseline = presend gate --update-baseline schreibt sie neu
advice-rows = --format jsonl von clean, gate oder check schreibt solche Zeilen
advice-make-suppression = presend bounce --suppress erstellt eine

## What checks of a sender say that they saw. In English these are the forms of the sentences; $a, $b and so on stand for a name, a record,
## a figure, or for another of these sentences.

## Names and addresses.

saw-is-no-domain = „{ $a }“ ist keine Domain
saw-does-not-exist-in-the-dns = { $a } existiert nicht im DNS
saw-does-not-exist = { $a } existiert nicht
saw-does-not-exist-2 = existiert nicht
saw-has-no-address = hat keine Adresse
saw-exists-but-has-no-address = existiert, hat aber keine Adresse
saw-takes-no-mail = nimmt keine Mail an
saw-no-ptr-record = kein PTR-Eintrag
saw-no-ptr-record-for-this-ipv6-address = kein PTR-Eintrag für diese IPv6-Adresse
saw-ptr-record = der PTR-Eintrag
saw-address-of-the-ptr-name = die Adresse des PTR-Namens
saw-no-sending-address-is-known-add-ip = keine sendende IP-Adresse ist bekannt; fügen Sie --ip ADDRESS hinzu
saw-only-ipv6-addresses-send-mail-hosts-with = nur IPv6-Adressen senden; Mailhosts, die nur IPv4 haben, sind von ihnen aus nicht erreichbar
saw-has-no-ptr-record = { $a } hat keinen PTR-Eintrag
saw-has-no-ptr-record-for-this-ipv6 = { $a } hat keinen PTR-Eintrag für diese IPv6-Adresse
saw-which-has-no-address = { $a } → { $b }, ohne Adresse
saw-which-leads-to-other-addresses-and-not = { $a } → { $b }, führt zu anderen Adressen und nicht zurück zu { $c }
saw-by-way-of-rfc-2317 = { $a } → { $b } → { $c }, auf dem Weg über { $d } (RFC 2317)
saw-the-could-not-be-found-out = { $a } ließ sich nicht ermitteln: { $b }
saw-has-ptr-names-only-the-first-were = { $a } hat { $b } PTR-Namen; nur die ersten { $c } wurden angesehen
saw-has-ptr-names = { $a } hat { $b } PTR-Namen: { $c }
saw-the-ptr-name-is-an-alias-cname = der PTR-Name { $a } ist ein Alias (CNAME) von { $b }
saw-looks-like-a-name-that-a-provider = { $a } sieht nach einem Namen aus, den ein Provider den Rechnern seiner Kunden gibt
saw-is-an-address-for-examples-in-books = { $a } ist eine Adresse für Beispiele in Büchern; niemand sendet von ihr
saw-is-a-private-or-reserved-address-so = { $a } ist eine private oder reservierte Adresse, also sehen Empfänger eine andere
saw-no-ip-was-given-and-the-spf = es wurde kein --ip angegeben, und der SPF-Eintrag von { $a } nennt keine einzelnen Adressen oder kleinen Bereiche
saw-no-ip-was-given-the-spf-record = es wurde kein --ip angegeben; der SPF-Eintrag von { $a } nennt 1 Adresse: { $b }
saw-no-ip-was-given-addresses-come-from = es wurde kein --ip angegeben; { $a } Adressen stammen aus dem SPF-Eintrag von { $b }: { $c }; weitere wurden weggelassen
saw-no-ip-was-given-addresses-come-from-2 = es wurde kein --ip angegeben; { $a } Adressen stammen aus dem SPF-Eintrag von { $b }: { $c }
saw-the-addresses-of-are-theirs-to-watch = { $a }; um die Adressen von { $b } kümmern diese sich selbst, sie wurden weggelassen
saw-it-stands-in-a-range-of-the = { $a }; sie steht in einem Bereich des SPF-Eintrags und ist nur von Belang, wenn Sie von ihr senden

## Failures.

saw-no-dns-server-answered-in-time = kein DNS-Server antwortete in der Wartezeit
saw-the-dns-server-reports-a-failure-servfail = der DNS-Server meldet einen Fehler (SERVFAIL)
saw-the-dns-server-refuses-to-answer-refused = der DNS-Server verweigert die Antwort (REFUSED)
saw-the-dns-server-cannot-be-reached = der DNS-Server ist nicht erreichbar
saw-the-dns-answer-cannot-be-used = die DNS-Antwort ist nicht verwendbar
saw-the-dns-server-filters-what-it-answers = der DNS-Server filtert seine Antworten
saw-no-answer-came-in-time = in der Wartezeit kam keine Antwort
saw-the-dns-server-answered-servfail = der DNS-Server antwortete mit SERVFAIL
saw-the-dns-server-refused = der DNS-Server verweigerte die Antwort
saw-the-network-failed = das Netz versagte
saw-the-answer-was-broken = die Antwort war defekt
saw-no-reason-is-known = kein Grund ist bekannt
saw-the-dns-did-not-answer-for-so = das DNS hat zu { $a } nicht geantwortet, sodass nicht alles angesehen werden konnte
saw-the-dns-did-not-answer-for = das DNS hat zu { $a } nicht geantwortet

## HELO.

saw-the-helo-name-was-not-given-add = der HELO-Name wurde nicht angegeben; fügen Sie --helo NAME mit dem Namen hinzu, den Ihr Server nennt
saw-has-an-underscore-which-postfix-takes-and = { $a } hat einen Unterstrich, den Postfix annimmt und Exim ablehnt, wenn es nicht anders eingestellt ist
saw-the-addresses-of-could-not-be-found = die Adressen von { $a } ließen sich nicht ermitteln: { $b }
saw-is-a-full-name-and-leads-to = { $a } ist ein vollständiger Name und führt zu der Adresse
saw-the-server-calls-itself-an-address-that = der Server nennt sich { $a }, also statt eines Namens eine Adresse, die keine der sendenden IP-Adressen ist
saw-the-server-calls-itself-an-address-in = der Server nennt sich { $a }, also eine Adresse statt eines Namens
saw-the-server-calls-itself-which-is-an = der Server nennt sich { $a }, was eine Adresse ist
saw-the-server-calls-itself-and-its-address = der Server nennt sich { $a }, und seine Adresse heißt { $b }
saw-has-characters-that-a-host-name-may = { $a } hat Zeichen, die ein Hostname nicht haben darf
saw-is-no-full-name-that-others-can = { $a } ist kein vollständiger Name, den andere nachschlagen können
saw-exists-but-has-no-address-2 = { $a } existiert, hat aber keine Adresse
saw-leads-to-not-to = { $a } führt zu { $b }, nicht zu { $c }
saw-has-no-record-and-mail-is-sent = { $a } hat keinen { $b }-Eintrag, und Mail wird von { $c } gesendet
saw-whether-leads-to-could-not-be-found = ob { $a } zu { $b } führt, ließ sich nicht ermitteln: { $c }

## The domain.

saw-the-mail-hosts-of-could-not-be = die Mailhosts von { $a } ließen sich nicht ermitteln: { $b }
saw-has-no-mx-a-or-aaaa-record = { $a } hat keinen MX-, A- oder AAAA-Eintrag
saw-has-no-mx-and-leads-to = { $a } hat keinen MX und führt zu { $b }
saw-has-no-mx-its-address-is-taken = { $a } hat keinen MX; die Adresse { $b } gilt als Mailhost
saw-has-a-null-mx-it-says-that = { $a } hat einen null MX: er besagt, dass die Domain keine Mail annimmt
saw-has-a-null-mx-among-other-mx = { $a } hat einen null MX unter anderen MX-Einträgen
saw-the-mail-host-is-an-alias-cname = der Mailhost { $a } ist ein Alias (CNAME) von { $b }
saw-the-mail-host-does-not-exist = der Mailhost { $a } existiert nicht
saw-the-mail-host-has-no-address = der Mailhost { $a } hat keine Adresse
saw-the-mx-record-names-the-address-in = der MX-Eintrag nennt die Adresse { $a } anstelle eines Hosts
saw-the-mail-host-has-only = der Mailhost { $a } hat nur { $b }
saw-the-mail-host-leads-to-the-sender = der Mailhost { $a } führt zum eigenen Rechner des Absenders

## SPF.

saw-has-one-readable-record = { $a } hat einen lesbaren Eintrag: { $b }
saw-may-send-for-by = { $a } darf für { $b } senden, durch { $c }
saw-may-send-for = { $a } darf für { $b } senden
saw-gets-by-for-its-explanation = { $a } erhält { $b } durch { $c } für { $d }; die Erklärung: „{ $e }“
saw-gets-by-for = { $a } erhält { $b } durch { $c } für { $d }
saw-gets-for = { $a } erhält { $b } für { $c }
saw-spf-of-is-open = SPF von { $a } ist offen; { $b }
saw-spf-of = SPF von { $a }: { $b }
saw-the-spf-of-the-helo-name-does = das SPF des HELO-Namens { $a } erlaubt { $b } nicht
saw-the-spf-of-the-helo-name-cannot = das SPF des HELO-Namens { $a } ist unbrauchbar: { $b }
saw-lets-everybody-or-nearly-everybody-send-as = "{ $a }" lässt jeden oder fast jeden als die Domain senden
saw-is-a-very-wide-range-and-strangers = "{ $a }" ist ein sehr weiter Bereich, in dem auch Fremde sind
saw-all-says-nothing-about-anybody-else-who = "?all" sagt nichts über alle anderen, die als die Domain senden
saw-the-record-ends-without-all-which-is = der Eintrag endet ohne "all", was als "?all" gelesen wird
saw-the-record-has-bytes-beyond-the-answer = der Eintrag hat { $a } Byte; über { $b } hinaus passt die Antwort nicht in ein einfaches UDP-Paket
saw-stands-after-all-where-nobody-looks-at = "{ $a }" steht nach "all", wo es niemand ansieht
saw-stands-twice = "{ $a }" steht zweimal da
saw-does-nothing-because-the-record-has-an = "{ $a }" bewirkt nichts, weil der Eintrag ein "all" hat
saw-ptr-is-slow-and-unreliable-and-the = "{ $a }": ptr ist langsam und unzuverlässig, und der Standard rät davon ab
saw-is-an-internal-address-which-no-receiver = "{ $a }" ist eine interne Adresse, die kein Empfänger je sieht
saw-stands-inside-the-record-as-if-two = "{ $a }" steht mitten im Eintrag, als wären zwei Einträge zu einem zusammengefügt
saw-is-written-with-and-receivers-ignore-it = "{ $a }" ist mit "=" geschrieben, und Empfänger ignorieren es
saw-passes-every-client-because-has-an-address = "{ $a }" gibt jedem Client pass, weil { $b } eine Adresse hat
saw-leads-back-to-the-records-go-round = "{ $a }" führt zurück zu { $b }: die Einträge laufen im Kreis
saw-the-record-of-cannot-be-used = der Eintrag von { $a } ist unbrauchbar: { $b }
saw-has-no-spf-record = { $a } hat keinen SPF-Eintrag: { $b }
saw-has-no-spf-record-2 = { $a } hat keinen SPF-Eintrag
saw-it-has-no-txt-record = es gibt keinen TXT-Eintrag
saw-it-does-not-exist = der Name existiert nicht
saw-none-of-its-txt-records-is-an = keiner der TXT-Einträge ist ein SPF-Eintrag
saw-has-mx-records-may-find-at-most = { $a } hat { $b } MX-Einträge; "{ $c }" darf höchstens { $d } finden
saw-the-explanation-at-breaks-the-grammar-so = die Erklärung bei { $a } verstößt gegen die Grammatik, sodass Empfänger sie weglassen
saw-the-explanation-at-is-not-exactly-one = die Erklärung bei { $a } ist nicht genau ein TXT-Eintrag, sodass Empfänger sie weglassen
saw-the-explanation-at-is-missing-so-that = die Erklärung bei { $a } fehlt, sodass Empfänger sie weglassen
saw-has-spf-records-and-may-have-one = { $a } hat { $b } SPF-Einträge und darf nur einen haben: { $c }
saw-has-spf-records-and-may-have-one-2 = { $a } hat { $b } SPF-Einträge und darf nur einen haben
saw-is-no-spf-record-for-receivers = "{ $a }" ist für Empfänger kein SPF-Eintrag: { $b }
saw-the-records-cost-look-ups-and-are = die Einträge kosten { $a } Lookups, und { $b } sind erlaubt; die teuersten Terme: { $c }
saw-look-ups-find-nothing-and-two-are = { $a } Lookups finden nichts, und zwei sind erlaubt: { $b }
saw-finds-nothing-in-the-dns-after-two = "{ $a }" findet nichts im DNS; nach zwei solchen Lookups ist der Eintrag ungültig
saw-characters-stand-before-v-spf1-or-quotes = vor "v=spf1" stehen Zeichen oder um den Eintrag Anführungszeichen
saw-v-spf1-must-be-followed-by-a = auf "v=spf1" muss ein Leerzeichen folgen, kein Satzzeichen
saw-v-spf1-must-be-written-without-blanks = "v=spf1" muss ohne Leerzeichen geschrieben sein, und ein einfaches Leerzeichen muss folgen
saw-a-record-must-begin-with-v-spf1 = ein Eintrag muss mit "v=spf1" und einem Leerzeichen beginnen
saw-v-spf1-is-missing-at-its-start = "v=spf1" fehlt am Anfang
saw-the-domain-has-no-txt-record = die Domain hat keinen TXT-Eintrag
saw-the-domain-does-not-exist = die Domain existiert nicht
saw-the-domain-has-no-spf-record = die Domain hat keinen SPF-Eintrag
saw-in-the-record-of = "{ $a }" im Eintrag von { $b }: { $c }
saw-redirect-leads-to-which-has-no-spf = redirect führt zu { $a }, und dort gibt es keinen SPF-Eintrag
saw-txt-of = TXT von { $a }
saw-mx-of = MX von { $a }
saw-a-of = A von { $a }
saw-aaaa-of = AAAA von { $a }
saw-ptr-of = PTR von { $a }
saw-is-included-and-has-no-spf-record = { $a } ist eingebunden und hat keinen SPF-Eintrag
saw-would-be-look-up-and-are-allowed = "{ $a }" wäre Lookup { $b }, und { $c } sind erlaubt
saw-is-the-third-look-up-that-finds = "{ $a }" ist der dritte Lookup, der nichts findet; zwei sind erlaubt
saw-there-is-no-such-mechanism = diesen Mechanismus gibt es nicht
saw-all-takes-no-value = all nimmt keinen Wert
saw-it-holds-a-character-that-is-not = ein Zeichen darin ist kein druckbares ASCII
saw-this-modifier-may-stand-only-once-in = dieser Modifikator darf in einem Eintrag nur einmal stehen
saw-ip4-needs-a-colon-an-ipv4-address = ip4 braucht einen Doppelpunkt, eine IPv4-Adresse und höchstens noch eine Präfixlänge von 0 bis 32
saw-ip6-needs-a-colon-an-ipv6-address = ip6 braucht einen Doppelpunkt, eine IPv6-Adresse und höchstens noch eine Präfixlänge von 0 bis 128
saw-needs-a-colon-and-a-domain-name = { $a } braucht einen Doppelpunkt und einen Domainnamen

## DKIM.

saw-add-dkim-selector-s-of-a-dkim = fügen Sie --dkim SELECTOR hinzu (s= einer DKIM-Signature, die Sie senden)
saw-not-determinable-no-selector-was-named-and = nicht feststellbar: es wurde kein Selektor genannt, und von { $a } bekannten hat keiner einen Schlüssel, was nichts beweist; { $b }
saw-every-selector-of-leads-to-one-key = jeder Selektor von { $a } führt zu ein und demselben Schlüssel; { $b }
saw-is-no-selector-the-dns-cannot-hold = „{ $a }“ ist kein Selektor: das DNS kann einen solchen Namen nicht aufnehmen
saw-holds-a-key-rsa-with-bits = { $a } enthält einen Schlüssel: RSA mit { $b } Bit
saw-holds-a-key = { $a } enthält einen Schlüssel: { $b }
saw-has-no-txt-record = { $a } hat keinen TXT-Eintrag
saw-has-only-an-spf-record-perhaps-from = { $a } hat nur einen SPF-Eintrag, vielleicht von einem Wildcard-Eintrag, und keinen Schlüssel
saw-is-no-key-record-it-has-no = "{ $a }" ist kein Schlüsseleintrag: p= fehlt
saw-other-txt-records-stand-beside-the-key = { $a } andere TXT-Einträge stehen neben dem Schlüssel
saw-has-key-records-and-may-have-one = { $a } hat { $b } Schlüsseleinträge und darf nur einen haben
saw-the-tag-p-which-holds-the-key = das Tag p=, das den Schlüssel enthält, fehlt
saw-p-is-empty-which-says-that-the = p= ist leer, was besagt, dass der Schlüssel widerrufen ist
saw-k-is-no-known-algorithm = k={ $a } ist kein bekannter Algorithmus
saw-v-dkim1-must-be-the-first-tag = v=DKIM1 muss das erste Tag sein
saw-the-record-holds-backslashes-its-semicolons-must = der Eintrag enthält Backslashes; seine Semikolons müssen ohne sie stehen
saw-the-version-is-and-must-be-dkim1 = die Version ist "{ $a }" und muss DKIM1 in Großbuchstaben sein
saw-the-rsa-key-has-bits-under-it = der RSA-Schlüssel hat { $a } Bit; unter { $b } wird er nicht verwendet
saw-the-rsa-key-has-bits-verifiers-need = der RSA-Schlüssel hat { $a } Bit; mehr als { $b } müssen Prüfer nicht kennen
saw-the-rsa-key-has-bits-are-the = der RSA-Schlüssel hat { $a } Bit; empfohlen sind { $b }
saw-p-holds-a-key-of-another-algorithm = p= enthält einen Schlüssel eines anderen Algorithmus als RSA
saw-p-holds-what-looks-like-an-ed25519 = was p= enthält, sieht nach einem Ed25519-Schlüssel aus, und k=ed25519 fehlt
saw-p-is-no-rsa-key-perhaps-its = p= ist kein RSA-Schlüssel; vielleicht wurde das Ende abgeschnitten
saw-the-key-is-ed25519-and-many-receivers = der Schlüssel ist Ed25519, und viele Empfänger können nur RSA prüfen
saw-the-ed25519-key-has-bytes-and-must = der Ed25519-Schlüssel hat { $a } Byte und muss { $b } haben
saw-p-holds-the-lines-that-frame-a = p= enthält die Zeilen, die eine Schlüsseldatei einrahmen; nur die Buchstaben dazwischen gehören hierher
saw-p-holds-quotes-the-parts-of-a = p= enthält Anführungszeichen; die Teile eines langen Schlüssels werden ohne sie zusammengesetzt
saw-p-is-no-base64-a-character-is = p= ist kein Base64; ein Zeichen ist fremd, oder das Ende wurde abgeschnitten
saw-h-does-not-allow-sha256-and-signers = h={ $a } erlaubt sha256 nicht, und wer signiert, muss es verwenden
saw-s-does-not-allow-e-mail = s={ $a } erlaubt E-Mail nicht
saw-t-y-says-that-the-domain-only = t=y besagt, dass die Domain DKIM nur testet, und Prüfer dürfen die Signatur ignorieren
saw-t-s-the-signature-s-i-must = t=s: das i= der Signatur muss genau diese Domain nennen
saw-g-belongs-to-the-old-standard-and = g= gehört zum alten Standard, und heutige Prüfer ignorieren es
saw-is-no-tag-with-a-value = "{ $a }" ist kein Tag mit einem Wert
saw-is-no-name-of-a-tag = "{ $a }" ist kein Name eines Tags
saw-the-tag-stands-twice = das Tag "{ $a }" steht zweimal da

## DMARC.

saw-nothing-that-passes-is-aligned = nichts, was pass ergibt, hat Alignment: { $a }
saw-mail-from-is-at-not-aligned-with = MAIL FROM ist bei { $a }, ohne Alignment mit { $b }; DKIM hat Alignment, was genügt
saw-no-dkim-domain-is-aligned-with-only = keine DKIM-Domain hat Alignment mit { $a }; nur SPF hat es, und das versagt, wenn Mail weitergeleitet wird
saw-mail-from-is-at-not-aligned-with-2 = MAIL FROM ist bei { $a }, ohne Alignment mit { $b }; DMARC lässt sich nur durch eine DKIM-Signatur mit Alignment bestehen, und es wurde kein Selektor genannt
saw-neither-mail-from-nor-a-dkim-domain = weder MAIL FROM ({ $a }) noch eine DKIM-Domain hat Alignment mit { $b }
saw-dmarc-has-dmarc-records-receivers-use-none = _dmarc.{ $a } hat { $b } DMARC-Einträge; Empfänger verwenden keinen davon
saw-at-dmarc-is-no-dmarc-record = "{ $a }" bei _dmarc.{ $b } ist kein DMARC-Eintrag: { $c }
saw-neither-nor-a-domain-above-it-has = weder { $a } noch eine Domain darüber hat einen DMARC-Eintrag
saw-a-dmarc-record-stands-at-where-receivers = ein DMARC-Eintrag steht bei { $a }, wo Empfänger nicht suchen; er gehört nach _dmarc.{ $b }
saw-the-policy-is-that-of-for-all = die Richtlinie ist die von { $a }, für alle Subdomains davon
saw-psd-y-says-that-is-a-public = psd=y besagt, dass { $a } ein Public Suffix ist, und das stimmt nicht
saw-the-organisational-domain-is-by-rfc-9989 = die Organisationsdomain ist { $a } nach RFC 9989 und { $b } nach RFC 7489
saw-reports-go-to-which = Berichte gehen an { $a }, und diese Domain { $b }
saw-has-not-agreed-to-take-reports-has = { $a } hat nicht zugestimmt, Berichte anzunehmen: { $b } hat keinen TXT-Eintrag v=DMARC1
saw-characters-stand-before-the-version-or-quotes = vor der Version stehen Zeichen oder um den Eintrag Anführungszeichen
saw-the-version-v-dmarc1-is-missing = die Version v=DMARC1 fehlt
saw-the-version-must-be-spelled-v-dmarc1 = die Version muss v=DMARC1 geschrieben sein, mit Großbuchstaben
saw-a-semicolon-must-follow-v-dmarc1 = auf v=DMARC1 muss ein Semikolon folgen
saw-v-dmarc1-must-come-first = v=DMARC1 muss zuerst kommen
saw-the-version-must-be-v-dmarc1 = die Version muss v=DMARC1 sein
saw-p-none-asks-receivers-to-do-nothing = p=none bittet Empfänger, mit gefälschter Mail nichts zu tun
saw-p-the-policy-is-missing-many-receivers = p=, die Richtlinie, fehlt; viele Empfänger ignorieren einen solchen Eintrag
saw-p-is-none-of-none-quarantine-reject = p={ $a } ist keines von none, quarantine, reject; viele Empfänger ignorieren einen solchen Eintrag
saw-p-should-directly-follow-v-dmarc1-older = p= sollte direkt auf v=DMARC1 folgen; ältere Empfänger verlangen es dort
saw-sp-leaves-subdomains-less-protected-than-p = sp={ $a } lässt Subdomains weniger geschützt als p={ $b }
saw-np-leaves-subdomains-that-do-not-exist = np={ $a } lässt Subdomains, die nicht existieren, weniger geschützt als die anderen
saw-t-y-says-that-the-policy-is = t=y besagt, dass die Richtlinie nur getestet wird, und Empfänger wenden sie eine Stufe milder an
saw-pct-keeps-the-policy-from-being-applied = pct={ $a } verhindert, dass die Richtlinie auf alle Mail angewendet wird
saw-pct-is-no-number-from-0-to = pct={ $a } ist keine Zahl von 0 bis 100
saw-pct-no-longer-belongs-to-dmarc-rfc = pct gehört nicht mehr zu DMARC (RFC 9989) und kann wegbleiben
saw-without-rua-nobody-tells-you-who-sends = ohne rua= sagt Ihnen niemand, wer als Ihre Domain sendet
saw-no-longer-belongs-to-dmarc-rfc-9989 = { $a } gehört nicht mehr zu DMARC (RFC 9989) und kann wegbleiben
saw-is-no-mailto-address-so-that-no = { $a }={ $b } ist keine mailto:-Adresse, sodass kein Bericht dorthin gesendet wird
saw-is-none-of-none-quarantine-reject = { $a }={ $b } ist keines von none, quarantine, reject
saw-is-neither-r-nor-s-and-is = { $a }={ $b } ist weder r noch s und wird als r gelesen
saw-psd-is-none-of-y-n-u = psd={ $a } ist keines von y, n, u
saw-fo-is-none-of-0-1-d = fo={ $a } ist keines von 0, 1, d, s
saw-the-tag-is-not-known-and-receivers = das Tag "{ $a }" ist nicht bekannt, und Empfänger ignorieren es

## Block lists.

saw-is-not-listed-by = { $a } ist bei { $b } nicht gelistet
saw-is-listed-by = { $a } ist bei { $b } gelistet: { $c }
saw-says-nothing = { $a } gibt keine Auskunft: { $b }
saw-not-asked-further = nicht weiter gefragt: { $a }
saw-the-list-says-that-its-name-is = die Liste sagt, dass ihr Name falsch geschrieben ist (127.255.255.252)
saw-you-asked-through-a-public-resolver-which = Sie haben über einen öffentlichen Resolver gefragt, den die Liste abweist (127.255.255.254); fragen Sie über einen eigenen Resolver (--dns)
saw-the-list-says-that-you-ask-too = die Liste sagt, dass Sie zu viel fragen (127.255.255.255)
saw-the-list-answers-with-an-error-code = die Liste antwortet mit einem Fehlercode (127.255.255.0/24)
saw-the-list-says-that-it-does-not = die Liste sagt, dass sie keine Adressen führt (127.0.1.255)
saw-the-list-refuses-you-127-0-0 = die Liste weist Sie ab (127.0.0.1): sie bedient Ihren DNS-Server nicht
saw-its-test-entry-is-not-listed-the = der Testeintrag { $a } ist nicht gelistet: die Liste ist tot oder ist keine Liste
saw-it-answers-outside-127-0-0-0 = die Liste antwortet { $a }, außerhalb von 127.0.0.0/8: sie ist geparkt, oder Ihr DNS-Server erfindet Antworten
saw-it-lists-everything-which-must-never-be = die Liste listet alles: { $a }, was nie gelistet sein darf, ist auch gelistet
saw-its-test-entries-are-the-wrong-way = die Testeinträge sind vertauscht: { $a } ist gelistet und { $b } nicht
saw-it-lists-no-ipv4-addresses = die Liste führt keine IPv4-Adressen
saw-it-lists-no-ipv6-addresses = die Liste führt keine IPv6-Adressen
saw-it-lists-no-domains = die Liste führt keine Domains

## Other records.

saw-could-not-be-found-out = { $a } ließ sich nicht ermitteln: { $b }
saw-has-txt-records-but-none-that-begins = { $a } hat TXT-Einträge, aber keinen, der mit { $b } beginnt
saw-nobody-uses-the-record-for = niemand verwendet den Eintrag für { $a }, denn { $b }: { $c }
saw-tls-reports-is-published = ein Eintrag für TLS-Berichte ist veröffentlicht: { $a }

## What was connected to.

saw-speaks-with-a-certificate-for-until = { $a } spricht { $b }, mit einem Zertifikat für { $c } bis { $d }
saw-does-not-offer-starttls = { $a } bietet STARTTLS nicht an
saw-offers-starttls-but = { $a } bietet STARTTLS an, aber { $b }
saw-the-certificate-of-is-for = das Zertifikat von { $a } gilt für { $b }
saw-no-dns-name-cn = keinen DNS-Namen (CN={ $a })
saw-no-dns-name = keinen DNS-Namen
saw-the-certificate-of-ran-out-on = das Zertifikat von { $a } ist am { $b } abgelaufen
saw-the-certificate-of-holds-only-from-on = das Zertifikat von { $a } gilt erst ab { $b }
saw-the-certificate-of-runs-out-on-days = das Zertifikat von { $a } läuft am { $b } ab (verbleibende Tage: { $c })
saw-the-certificate-of-is-signed-by-itself = das Zertifikat von { $a } ist selbstsigniert
saw-the-certificate-of-is-signed-by-nobody = das Zertifikat von { $a } ist von niemandem signiert, dem dieser Rechner vertraut
saw-the-certificate-of-cannot-be-read = das Zertifikat von { $a } ist nicht lesbar
saw-the-mta-sts-policy-enforce-forbids-to = { $a }; die MTA-STS-Richtlinie (enforce) verbietet, dorthin zuzustellen
saw-could-not-be-asked-for-tls = { $a } ließ sich nicht nach TLS fragen: { $b }
saw-more-mail-hosts-were-not-connected-to = zu { $a } weiteren Mailhosts wurde keine Verbindung aufgebaut
saw-tlsa-records-stand-at-and-the-dns = unter { $a } stehen TLSA-Einträge, und der gefragte DNS-Server bürgt nicht für sie
saw-tlsa-records-stand-at-and-nobody = unter { $a } stehen TLSA-Einträge, und für die MX-Einträge von { $b } bürgt niemand
saw-one-of-them-fits-what-the-host = { $a }; einer davon passt zu dem, was der Host zeigt
saw-none-of-them-fits-what-the-host = { $a }; keiner davon passt zu dem, was der Host zeigt
saw-tlsa-records-stand-at-and-does-not = unter { $a } stehen TLSA-Einträge, und { $b } bietet STARTTLS nicht an
saw-tlsa-records-stand-at-and-starttls-fails = unter { $a } stehen TLSA-Einträge, und STARTTLS schlägt bei { $b } fehl
saw-shows-what-the-tlsa-record-at-says = { $a } zeigt, was der TLSA-Eintrag ({ $b }) unter { $c } sagt
saw-senders-can-use-none-of-the-tlsa = Absender können keinen der TLSA-Einträge unter { $a } verwenden
saw-none-of-the-tlsa-records-at-fits = keiner der TLSA-Einträge unter { $a } passt zu dem, was { $b } zeigt
saw-the-tlsa-record-at-is-of-a-certificate = der TLSA-Eintrag unter { $a } nennt ein Zertifikat, das das von { $b } nicht signiert hat
saw-the-tlsa-record-of-a-ca-not-now = der TLSA-Eintrag unter { $a } nennt eine CA, und das Zertifikat von { $b } ist zurzeit nicht gültig
saw-the-tlsa-record-of-a-ca-other-names = der TLSA-Eintrag unter { $a } nennt eine CA, und das Zertifikat von { $b } gilt für andere Namen
saw-tlsa-at-could-not-be-found-out = TLSA unter { $a } ließ sich nicht klären: { $b }
saw-whoever-runs-has-to-publish-it = Veröffentlichen muss ihn, wer { $a } betreibt.
saw-it-did-not-answer-in-time = der Server antwortete nicht in der Wartezeit
saw-it-refused-the-connection = der Server lehnte die Verbindung ab
saw-it-closed-the-connection = der Server schloss die Verbindung
saw-its-addresses-are-private-or-reserved-which = die Adressen sind privat oder reserviert, und mit solchen verbindet sich presend nur mit --allow-non-public
saw-it-answered-with-what-is-no-smtp = der Server antwortete mit etwas, das kein SMTP ist
saw-it-greeted-with = er grüßte mit { $a }
saw-it-answered-ehlo-with = er antwortete auf EHLO mit { $a }
saw-it-answered-starttls-with = er antwortete auf STARTTLS mit { $a }
saw-it-sent-more-in-the-clear-behind = er sendete hinter der Antwort auf STARTTLS noch mehr unverschlüsselt
saw-it-shows-no-certificate = er zeigt kein Zertifikat
saw-what-it-sends-is-no-tls = was er sendet, ist kein TLS
saw-it-speaks-neither-tls-1-2-nor = er spricht weder TLS 1.2 noch TLS 1.3 mit sicheren Verschlüsselungsverfahren
saw-the-tls-handshake-fails = der TLS-Handshake schlägt fehl ({ $a })
saw-tls-could-not-be-begun = TLS ließ sich nicht beginnen ({ $a })
saw-this-machine-trusts-nobody-to-sign-certificates = dieser Rechner vertraut niemandem, der Zertifikate signiert
saw-its-certificate-is-for-other-names = das Zertifikat gilt für andere Namen
saw-its-certificate-has-run-out = das Zertifikat ist abgelaufen
saw-its-certificate-does-not-hold-yet = das Zertifikat gilt noch nicht
saw-its-certificate-is-signed-by-nobody-whom = das Zertifikat ist von niemandem signiert, dem dieser Rechner vertraut
saw-senders-get-no-mta-sts-policy-has = Absender erhalten keine MTA-STS-Richtlinie: { $a } hat keine Adresse
saw-senders-get-no-mta-sts-policy-from = Absender erhalten keine MTA-STS-Richtlinie von { $a }: { $b }
saw-the-mta-sts-policy-at-could-not = die MTA-STS-Richtlinie bei { $a } ließ sich nicht abrufen: { $b }
saw-nobody-uses-the-mta-sts-policy-for = niemand verwendet die MTA-STS-Richtlinie, denn { $a }
saw-has-an-mta-sts-policy-and-no = { $a } hat eine MTA-STS-Richtlinie, und kein Eintrag bei { $b } kündigt sie an
saw-the-mta-sts-policy-says-for-and = die MTA-STS-Richtlinie sagt { $a } für { $b } und wird { $c } s lang behalten
saw-no-hosts = keine Hosts
saw-senders-keep-the-mta-sts-policy-for = Absender behalten die MTA-STS-Richtlinie nur { $a } s lang; empfohlen sind Wochen
saw-the-mta-sts-policy-does-not-list = die MTA-STS-Richtlinie führt den Mailhost { $a } nicht auf
saw-it-answers-with-what-is-no-http = der Server antwortet mit etwas, das kein HTTP ist
saw-it-answers-with-http = der Server antwortet mit HTTP { $a }
saw-it-sends-everybody-on-to-another-place = der Server leitet alle an eine andere Stelle weiter (HTTP { $a }), wo niemand eine Richtlinie holen darf
saw-it-sends-the-policy-packed-which-nobody = der Server sendet die Richtlinie komprimiert, worum niemand gebeten hat
saw-it-does-not-say-that-the-policy = der Server sagt nicht, dass die Richtlinie text/plain ist
saw-it-sends-in-place-of-text-plain = der Server sendet { $a } anstelle von text/plain
saw-it-sends-more-than-64-kib = der Server sendet mehr als 64 KiB
saw-it-is-not-utf-8 = sie ist nicht in UTF-8
saw-line-is-no-field-with-a-colon = Zeile { $a } ist kein Feld mit einem Doppelpunkt
saw-its-version-is-not-stsv1 = ihre version ist nicht STSv1
saw-it-has-no-version = sie hat keine version
saw-its-mode-is-none-of-enforce-testing = ihr mode ist keines von enforce, testing und none
saw-it-has-no-mode = sie hat keinen mode
saw-it-has-no-max-age = sie hat kein max_age
saw-its-max-age-is-no-number-of = ihr max_age ist keine Zahl von Sekunden
saw-its-max-age-is-more-than-a = ihr max_age ist mehr als ein Jahr ({ $a } Sekunden)
saw-it-has-no-mx = sie hat kein mx
saw-mx-number-is-neither-a-name-of = mx Nummer { $a } ist weder der Name eines Hosts noch einer mit *. davor
saw-mta-sts-is-published = MTA-STS ist veröffentlicht: { $a }
saw-bimi-is-published-but-not-shown-without = BIMI ist veröffentlicht, wird aber ohne DMARC p=quarantine oder p=reject nicht angezeigt: { $a }
saw-bimi-is-published = BIMI ist veröffentlicht: { $a }
saw-bimi-says-that-there-is-no-logo = BIMI besagt, dass es kein Logo gibt: { $a }
saw-it-has-no-id = id= fehlt
saw-its-id-is-longer-than-32-characters = id= ist länger als 32 Zeichen
saw-its-id-has-other-characters-than-letters = id= hat andere Zeichen als Buchstaben und Ziffern
saw-it-has-no-rua = rua= fehlt
saw-its-rua-is-neither-mailto-nor-https = rua= ist weder mailto: noch https:
saw-it-has-no-l = l= fehlt
saw-its-logo-l-is-not-an-https = das Logo (l=) ist keine https-Adresse
saw-its-logo-l-is-no-svg-file = das Logo (l=) ist keine SVG-Datei
saw-its-certificate-a-is-not-an-https = das Zertifikat (a=) ist keine https-Adresse
saw-services-that-the-records-of-name = Dienste, die die Einträge von { $a } nennen: { $b }

## Domains that send nothing.

saw-it-was-said-that-sends-nothing-it = laut Angabe sendet { $a } nichts und wird als solche Domain bewertet
saw-its-records-say-that-sends-nothing-it = laut den eigenen Einträgen sendet { $a } nichts und wird als solche Domain bewertet
saw-nobody-may-send-for = niemand darf für { $a } senden: { $b }
saw-there-is-none = es gibt keinen Eintrag
saw-strangers-get = Fremde erhalten { $a }: { $b }
saw-the-record-names-who-may-send = der Eintrag nennt, wer senden darf: { $a }
saw-has-no-mx-and-no-address-a = { $a } hat keinen MX und keine Adresse; ein null MX sagt sofort, dass die Domain keine Mail annimmt
saw-has-no-mx-so-that-mail-is = { $a } hat keinen MX, sodass Mail an die Adresse der Domain versucht wird
saw-sends-nothing-and-takes-mail-at = { $a } sendet nichts und nimmt Mail bei { $b } an
saw-mail-in-the-name-of-is-to = Mail im Namen von { $a } soll abgelehnt werden: { $b }
saw-forged-mail-is-to-be-filed-as = gefälschte Mail soll als Spam abgelegt werden, nicht abgelehnt: { $a }
saw-nothing-asks-to-reject-forged-mail = nichts verlangt, gefälschte Mail abzulehnen: { $a }
saw-still-holds-a-key-that-signs-mail = { $a } enthält noch einen Schlüssel, der Mail signiert
saw-domainkey-says-that-all-keys-are-withdrawn = {"*"}._domainkey.{ $a } besagt, dass alle Schlüssel widerrufen sind
saw-a-domain-that-sends-nothing-needs-no = eine Domain, die nichts sendet, braucht keinen DKIM-Schlüssel; "v=DKIM1; p=" bei *._domainkey.{ $a } kann sagen, dass es keinen gibt

## What to do in one case.

saw-the-name-is-an-alias-cname-of = Der Name ist ein Alias (CNAME) von { $a }: Fragen Sie dessen Betreiber.
saw-where-you-sign-yourself-opendkim-genkey-b = Wo Sie selbst signieren, erzeugt opendkim-genkey -b 2048 -s { $a } -d { $b } den Schlüssel und seinen Eintrag.
saw-it-takes-the-place-of = Er ersetzt { $a }
saw-if-another-machine-takes-the-mail-let = Wenn ein anderer Rechner die Mail annimmt, lassen Sie den Eintrag diesen nennen.
saw-set-the-helo-name-of-the-server = Setzen Sie den HELO-Namen des Servers auf { $a }, der zu { $b } und zurück führt.
saw-find-out-why-at-mend-the-cause = Stellen Sie auf { $a } fest, warum. Beheben Sie zuerst die Ursache (gehacktes Konto oder gehackte Website, gekaufte Liste, alte Adressen), und beantragen Sie dann dort die Austragung.
saw-the-owner-of-the-network-says-that = Der Inhaber des Netzes sagt, dass von dieser Adresse nicht direkt Mail gesendet wird; das ist kein Beweis für Spam. Fragen Sie den, der Ihnen die Adresse gegeben hat, oder lassen Sie sie auf { $a } austragen, wenn es ein Mailserver mit eigener Adresse ist, oder senden Sie über den Server Ihres Providers.
saw-the-list-s-own-page = der eigenen Seite der Liste
saw-the-record-says-that-nobody-sends-for = Der Eintrag besagt, dass niemand für { $a } sendet. Senden Sie von einer anderen Domain; nennen Sie die Adresse nur, wenn { $b } senden soll.

## What receivers demand.

saw-dmarc-aligned-with-from = DMARC, mit Alignment zu From
saw-from-and-mail-from-that-belong-together = From und MAIL FROM, die zusammengehören
saw-a-dkim-signature-that-holds = eine gültige DKIM-Signatur
saw-a-from-address-that-can-receive-answers = eine From-Adresse, die Antworten empfangen kann
saw-a-from-domain-that-exists-and-takes = eine From-Domain, die existiert und Mail annimmt
saw-a-ptr-record-that-is-confirmed = ein bestätigter PTR-Eintrag
saw-a-ptr-record-that-is-confirmed-and = ein bestätigter und nicht generischer PTR-Eintrag
saw-a-message-as-rfc-5322-wants-it = eine Nachricht, wie RFC 5322 sie verlangt
saw-one-click-unsubscribe = Abmelden mit einem Klick
saw-reverse-dns-of-the-sending-address = Reverse DNS der sendenden IP-Adresse

## What else is seen.

saw-spf-of-gives-for = SPF von { $a } ergibt { $b } für { $c }
saw-spf-of-for-could-not-be-found = SPF von { $a } für { $b } ließ sich nicht ermitteln
saw-spf-of-passes-for = SPF von { $a } ergibt pass für { $b }
saw-spf-of-passes-for-and-others = SPF von { $a } ergibt pass für { $b } und andere
saw-the-signature-by-holds = die Signatur von { $a } ist gültig
saw-the-key-of-the-signature-by-could = der Schlüssel der Signatur von { $a } ließ sich nicht ermitteln
saw-the-message-has-no-signature = die Nachricht hat keine Signatur
saw-no-signature-of-the-message-holds = keine Signatur der Nachricht ist gültig
saw-the-message-is-signed-by-only = die Nachricht ist nur von { $a } signiert
saw-aligned-with = { $a }, mit Alignment zu { $b }
saw-mail-from-is-at-not-aligned-with-3 = MAIL FROM ist bei { $a }, ohne Alignment mit { $b }
saw-the-dmarc-policy-of-is-not-known = die DMARC-Richtlinie von { $a } ist nicht bekannt: { $b }
saw-its-selector-and-domain-are-no-name = Selektor und Domain ergeben keinen Namen
saw-the-message-has-from-fields = die Nachricht hat { $a } From-Felder
saw-the-message-has-date-fields = die Nachricht hat { $a } Date-Felder
saw-the-message-has-message-id-fields = die Nachricht hat { $a } Message-ID-Felder
saw-from-is = From ist { $a }
saw-the-key-of = der Schlüssel von { $a }: { $b }
saw-the-message-cannot-be-read = die Nachricht ist nicht lesbar
saw-the-signature-cannot-be-read = die Signatur ist nicht lesbar
saw-from-is-not-among-the-signed-fields = From ist nicht unter den signierten Feldern (h=), also zählt sie nicht
saw-the-address-in-i-is-not-of = die Adresse in i= gehört nicht zur Domain in d=
saw-the-name-of-the-list-is-too = der Name der Liste ist zu lang für das DNS
saw-has-records-so-nobody-uses-them = { $a } hat { $b } Einträge für { $c }, also verwendet sie niemand
saw-the-ipv6-prefix-length-must-be-0 = die IPv6-Präfixlänge muss 0 bis 128 sein
saw-the-ipv4-prefix-length-must-be-0 = die IPv4-Präfixlänge muss 0 bis 32 sein
saw-the-name-is-missing = der Name fehlt
saw-a-must-be-followed-by-a-macro = auf ein % muss ein Makro in geschweiften Klammern folgen oder %, _ oder -
saw-there-is-no-such-macro-letter-or = diesen Makrobuchstaben gibt es nicht, oder er darf nur in Erklärungen stehen
saw-a-macro-keeps-at-least-one-part = ein Makro behält mindestens einen Teil
saw-the-macro-does-not-end-as-it = das Makro endet nicht, wie es soll
saw-the-name-does-not-end-in-a = der Name endet nicht auf eine Top-Level-Domain
saw-the-name-has-an-empty-part-a = der Name hat einen leeren Teil, einen Teil über 63 Byte oder mehr als 253 Byte
saw-ptr-takes-a-domain-name-after-a = ptr nimmt nach einem Doppelpunkt einen Domainnamen und keine Präfixlänge
saw-after-the-mechanism-only-a-colon-and = nach dem Mechanismus dürfen nur ein Doppelpunkt und ein Domainname oder eine Präfixlänge folgen
saw-the-domain-to-be-checked-is-no = die zu prüfende Domain ist kein vollständiger Domainname
saw-redirect-leads-to-which-is-no-domain = redirect führt zu "{ $a }", was kein Domainname ist
saw-include-leads-to-which-is-no-domain = include führt zu "{ $a }", was kein Domainname ist
saw-could-not-be-checked = { $a } ließ sich nicht prüfen
saw-has-mx-records-and-may-have-here = { $a } hat { $b } MX-Einträge und darf hier { $c } haben
saw-nothing-that-was-checked-shows-it = nichts, was geprüft wurde, zeigt es
saw-was-not-checked-only = { $a } wurde nicht geprüft (--only)
saw-has-no-ptr-name-that-leads-back = { $a } hat keinen PTR-Namen, der zu ihr zurückführt
saw-the-reverse-dns-of-could-not-be = das Reverse DNS von { $a } ließ sich nicht ermitteln
saw-from-is-at-and-mail-from-at = From ist bei { $a } und MAIL FROM bei { $b }

## A message.

saw-from-domain-by-in-line = From-Domain: { $a }, laut { $b } in Zeile { $c }
saw-sending-address-by-in-line = sendende IP-Adresse: { $a }, laut { $b } in Zeile { $c }
saw-helo-by-in-line = HELO: { $a }, laut { $b } in Zeile { $c }
saw-mail-from-by-in-line = MAIL FROM: { $a }, laut { $b } in Zeile { $c }
saw-dkim-selector-of-by-in-line = DKIM-Selektor: { $a } von { $b }, laut { $c } in Zeile { $d }
saw-the-copy-does-not-tell-the-sending = die Kopie verrät die sendende IP-Adresse nicht: { $a }; fügen Sie --ip ADDRESS hinzu
saw-the-copy-does-not-tell-mail-from = die Kopie verrät MAIL FROM nicht, sodass die Domain von From genommen wird; fügen Sie --mail-from ADDRESS hinzu
saw-not-believed-for-anybody-could-have-written = nicht geglaubt, denn jeder könnte es geschrieben haben: { $a }
saw-received-in-line-was-written-by-the = Received in Zeile { $a } wurde von { $b } geschrieben, dem eigenen Server des Absenders
saw-a-user-handed-the-message-in-received = ein Benutzer hat die Nachricht eingereicht (Received in Zeile { $a })
saw-received-in-line-names-no-single-address = Received in Zeile { $a } nennt keine einzelne Adresse, von der die Nachricht kam
saw-its-received-lines-name-addresses-of-inside = die Received-Zeilen nennen nur Adressen aus dem Inneren eines Netzes
saw-its-servers-are-of-one-organisation-and = die Server gehören einer einzigen Organisation, und jeder davon kann der Absender sein: { $a }
saw-received-in-line-names-and-what-the = Received in Zeile { $a } nennt { $b }, und was der Empfänger festgestellt hat, betrifft { $c }
saw-the-receiver = der Empfänger
saw-found-line-as-is-found-here = { $a } hat { $b }={ $c } festgestellt (Zeile { $d }), ebenso wie hier
saw-found-line-and-here-it-is = { $a } hat { $b }={ $c } festgestellt (Zeile { $d }), und hier ist es { $e }
saw-could-not-find-out-about-line-here = { $a } konnte { $b } nicht ermitteln (Zeile { $c }); hier ist es { $d }
saw-date-is-days-old = Date ist { $a } Tage alt: { $b }
saw-the-subject-of-the-message-is-empty = das Subject der Nachricht ist leer
saw-the-name-in-from-shows-and-the = der Name in From zeigt { $a }, und die Nachricht ist von { $b }
saw-the-message-has-an-arc-chain-sets = die Nachricht hat eine ARC-Kette, Sätze: { $a }
saw-the-arc-chain-of-the-message-is = die ARC-Kette der Nachricht ist unterbrochen: von { $a } Sätzen fehlt einigen ein Feld oder eine Nummer
saw-the-text-has-kb-and-gmail-shows = der Text hat { $a } KB, und Gmail zeigt die ersten 102 KB
saw-its-text-part-is-empty-beside-the = der Textteil neben dem HTML ist leer
saw-it-has-html-and-no-text-part = es gibt HTML und keinen Textteil
saw-it-has-no-text-to-read = es gibt keinen Text zum Lesen
saw-no-sending-address-was-named-ip = es wurde keine sendende IP-Adresse genannt (--ip)
saw-no-message-was-given-eml-so-no = es wurde keine Nachricht angegeben (--eml), also war keine Signatur zu sehen
saw-the-message-has-no-field = die Nachricht hat kein Feld { $a }
saw-the-message-has-fields-and-may-have = die Nachricht hat { $a } Felder { $b } und darf nur eines haben
saw-the-message-has-all-known-receivers-take = die Nachricht hat { $a }; alle bekannten Empfänger nehmen das an
saw-the-message-has-too-much-for = die Nachricht hat { $a }, zu viel für { $b }
saw-the-message-has-no-dkim-signature = die Nachricht hat keine DKIM-Signatur
saw-the-message-has-no-list-unsubscribe-post = die Nachricht hat kein Feld List-Unsubscribe-Post, also genügt ein Klick nicht
saw-from-holds-no-address = From enthält keine Adresse: { $a }
saw-from-names-addresses = From nennt { $a } Adressen
saw-from-is-one-address-at = From ist eine einzige Adresse bei { $a }
saw-from-is-at-and-was-to-be = From ist bei { $a }, und { $b } sollte geprüft werden
saw-date-is-not-written-as-rfc-5322 = Date ist nicht so geschrieben, wie RFC 5322 es verlangt: { $a }
saw-date-lies-in-the-future = Date liegt in der Zukunft: { $a }
saw-date-is = Date ist { $a }
saw-message-id-is-not-of-the-form = Message-ID hat nicht die Form <left@right>: { $a }
saw-message-id-is = Message-ID ist { $a }
saw-a-line-of-the-header-is-no = eine Zeile des Headers ist kein Feld: { $a }
saw-the-header-has-bytes-outside-ascii-only = der Header hat Bytes außerhalb von ASCII; nur Hosts mit SMTPUTF8 nehmen das an
saw-a-line-has-bytes-and-may-have = eine Zeile hat { $a } Byte und darf { $b } haben
saw-of-the-signatures-cannot-be-read = { $a } der Signaturen sind nicht lesbar
saw-the-signature-by-holds-and-is-aligned = die Signatur von { $a } ist gültig und hat Alignment mit From
saw-the-signature-by-holds-but-its-domain = die Signatur von { $a } ist gültig, aber ihre Domain ist nicht die von From ({ $b })
saw-the-signature-by-does-not-hold = die Signatur von { $a } ist ungültig: { $b }
saw-the-signature-by-covers-nothing-of-the = die Signatur von { $a } deckt nichts vom Body ab (l=0): jeder kann einen anderen an seine Stelle setzen
saw-the-signature-by-covers-bytes-of-the = die Signatur von { $a } deckt nur { $b } Byte des Bodys ab (l=)
saw-the-signature-by-does-not-cover = die Signatur von { $a } deckt { $b } nicht ab
saw-the-body-was-changed-after-signing-bh = der Body wurde nach dem Signieren verändert (bh=)
saw-the-header-was-changed-after-signing-or = der Header wurde nach dem Signieren verändert, oder der Schlüssel ist ein anderer (b=)
saw-the-signature-has-expired-x = die Signatur ist abgelaufen (x=)
saw-there-is-no-key-for-it-in = im DNS gibt es keinen Schlüssel dafür
saw-its-key-cannot-be-used = ihr Schlüssel ist unbrauchbar
saw-its-rsa-key-is-shorter-than-1024 = ihr RSA-Schlüssel ist kürzer als 1024 Bit, und solche akzeptieren Empfänger nicht
saw-it-uses-sha-1-which-receivers-no = sie verwendet SHA-1, das Empfänger nicht mehr akzeptieren (RFC 8301)
saw-list-unsubscribe-holds-no-link-in-angle = List-Unsubscribe enthält keinen Link in spitzen Klammern: { $a }
saw-list-unsubscribe-has-no-https-link-for = List-Unsubscribe hat keinen https-Link für das Abmelden mit einem Klick: { $a }
saw-list-unsubscribe-post-says = List-Unsubscribe-Post lautet "{ $a }"
saw-one-click-is-enough-and-the-signature = ein Klick genügt, und die Signatur deckt beide Felder ab
saw-no-valid-dkim-signature-covers-list-unsubscribe = keine gültige DKIM-Signatur deckt List-Unsubscribe und List-Unsubscribe-Post ab

## Help and manual pages: commands

help-presend = Findet vor dem Versand die Adressen einer Liste, von denen Mail zurückkäme
help-demo = Kleine Liste mit eigener DNS-Zone in einen Ordner schreiben und dort bereinigen
help-clean = Liste in vier Dateien sortieren: clean, review, rejected, retry
help-gate = Liste in CI bestehen oder scheitern lassen
help-check = Eine oder einige Adressen prüfen
help-resolve = Domains von Listen nachschlagen und die Antworten als Faktentabelle für clean, gate und check aufbewahren
help-sender = Eigene Versandeinstellungen prüfen: Domain, sendende IP-Adressen, HELO, SPF, DKIM, DMARC, Blocklists
help-probe = Mailhosts einer Liste fragen, was sie anbieten. Nur EHLO wird gesagt: kein Postfach genannt, keine Mail gesendet
help-serve = Webseite auf diesem Rechner öffnen, mit einer HTTP-API für Formulare
help-bounce = Erklären, warum Mail zurückkam, und eine Sperrliste führen
help-suppress = Sperrliste zeigen oder von Hand ändern
help-report = Berichtsseite aus den Ergebnissen eines früheren Laufs neu erstellen
help-explain = Code erklären: was er bedeutet, warum es darauf ankommt, was zu tun ist
help-schema = JSON-Schema eines Ergebnisses ausgeben, etwa row oder summary, oder alle Schemas auflisten
help-completions = Vervollständigungen für eine Shell ausgeben
help-man = Handbuchseite von presend oder einem seiner Befehle ausgeben
help-init = presend.toml mit jeder Einstellung und ihrer Bedeutung in diesen Ordner schreiben
help-config = Jede Einstellung und ihre Herkunft zeigen
help-option-help = Hilfe ausgeben
help-option-version = Version ausgeben

## Help: options of all commands, and of several

help-option-data = Ordner mit eigenen Tabellen, etwa providers.tsv, die die gleichnamigen von presend ergänzen oder ersetzen
help-option-suppress = Sperrliste, die presend bounce führt: Ihre Adressen werden zurückgewiesen, mit Grund und Datum
help-option-never = Ausschlussliste in beliebigem Format: Adressen, Domains mit allem darunter oder SHA-256 von Adressen in Kleinbuchstaben; mehrfach möglich
help-option-config = Einstellungen aus dieser Datei nehmen [Vorgabe: die nächste presend.toml, von diesem Ordner aufwärts]
help-option-no-config = Keine presend.toml lesen
help-option-lists = Verteilerlisten: CSV, TSV, eine Adresse je Zeile, JSON Lines, XLSX, XLS, ODS, vCard, Mail oder Parquet, auch in gzip, zstd, bzip2, xz oder einem ZIP-Archiv; - liest die Standardeingabe
help-option-column = E-Mail-Spalten, nach Name oder Nummer ab 1, etwa email,backup [Vorgabe: nach Name und Inhalt gefunden]
help-option-delimiter = Zeichen zwischen den Spalten, oder „tab“, oder „none“ für eine Adresse je Zeile [Vorgabe: am Inhalt erkannt]
help-option-header = Ob die erste Zeile die Spalten benennt [Vorgabe: am Inhalt erkannt]
help-option-memory = Höchstens so viel Speicher für die Suche nach Duplikaten, etwa 500M oder 2G; darüber hinaus wird die Platte benutzt [Vorgabe: etwa 20 Byte je Zeile]
help-option-encoding = Kodierung der Liste, etwa utf-8, gb18030 oder latin1 [Vorgabe: am Inhalt erkannt]
help-option-sheet = Blatt einer Arbeitsmappe oder Liste in einem ZIP-Archiv, nach Name oder Nummer ab 1, oder die Schlüssel eines JSON-Dokuments, die zu seinen Datensätzen führen, wie in data.users [Vorgabe: das erste mit Adressen]
help-option-input = Ob die Liste Text ist oder JSON Lines, ein Objekt oder eine Zeichenkette je Zeile [Vorgabe: am Inhalt erkannt]
help-option-allow-empty = Leere Liste annehmen
help-option-if-no-addresses = Was mit einer Datei ohne Adressen geschieht: abbrechen oder sie übergehen
help-option-facts = Nach dieser Tabelle von presend resolve urteilen und keinen DNS-Server fragen, was auch immer --dns und --offline besagen. Abgelaufene Antworten gelten weiter, eine fehlende Domain ist unknown; mehrfach möglich, die neueste Antwort zählt
help-option-dns = DNS-Server: system, ADDR[:PORT],... oder zone:FILE
help-option-offline = Keinen DNS-Server fragen; nur nach der Schreibweise urteilen
help-option-timeout = Höchstdauer einer DNS-Abfrage samt Wiederholungen, in Sekunden
help-option-concurrency = Höchstzahl gleichzeitiger DNS-Abfragen [Vorgabe: 500, bis zu 2000 bei weit entfernten Servern]
help-option-rate = Höchstzahl der DNS-Abfragen je Sekunde und Server [Vorgabe: so viele, wie die Server gut beantworten]
help-option-cache = Wo DNS-Antworten für spätere Läufe aufbewahrt werden [Vorgabe: in Ihrem Cache-Ordner]
help-option-no-cache = Keine DNS-Antworten aufbewahren und keine früherer Läufe verwenden
help-option-allow-non-public = Private und reservierte Adressen und Namen annehmen, für Firmennetze und Labore
help-option-format = Format der Ergebnisse: { $formats }; mehrfach möglich. FORMAT=PATH schreibt in eine Datei [Vorgabe: human]
help-option-format-printed = Format der Ergebnisse: { $formats } [Vorgabe: human]
help-option-format-of-some = Format der Ergebnisse: { $formats }; mehrfach möglich. html=PFAD und markdown=PFAD schreiben in eine Datei [Vorgabe: human]
help-option-lang = Sprache der Erklärungen: en, zh oder de [Vorgabe: aus LC_ALL, LC_MESSAGES oder LANG]
help-option-redact = Adressen als j***@example.com zeigen [Vorgabe: wenn CI gesetzt ist]
help-option-no-redact = Adressen vollständig zeigen, auch in CI
help-option-quiet = Weder Zusammenfassung noch Fortschritt zeigen, nur Fehler
help-option-verbose = Auch zeigen, was die DNS-Server taten
help-option-color = Wann Farben verwendet werden
help-option-no-progress = Keinen Fortschritt zeigen

## Help: demo

help-demo-folder = Zielordner; er muss leer sein, wenn es ihn schon gibt
help-demo-example-1 = Die Demo in den Ordner presend-demo schreiben und bereinigen:
help-demo-example-2 = In einem anderen Ordner:
help-demo-exit-0 = Die Demo wurde geschrieben und bereinigt.
help-demo-exit-2 = Der Ordner ist nicht leer oder kann nicht geschrieben werden.

## Help: clean

help-clean-retry = Nach den Zeilen dieses Ergebnisordners, die unknown sind, noch einmal fragen und die Ergebnisse aktualisieren
help-clean-output = Ordner für die Ergebnisse; mehrere Listen bekommen darin je einen Ordner [Vorgabe: Name der Liste mit -presend]
help-clean-force = Ergebnisse eines früheren Laufs in diesem Ordner ersetzen
help-clean-to = Dateiformat der Ergebnisse [Vorgabe: das der Liste; XLSX bei XLS und ODS]
help-clean-batch = clean.csv zusätzlich in Pakete zu N Zeilen teilen, im Ordner batches; ohne Zahl 20
help-clean-batch-per-provider = Pakete mit je einem Mailanbieter bilden, unbekannte Anbieter zusammen
help-clean-fix = Was in den E-Mail-Zellen von Zeilen, die ok sind, geändert werden darf [Vorgabe: safe; none von Datenstrom zu Datenstrom]
help-clean-split = Enthält eine Zelle mehrere Adressen, jeder eine eigene Zeile geben
help-clean-fix-none = Nichts ändern, sodass jedes Byte bleibt; in changes.csv aufführen, was sich ändern ließe
help-clean-fix-safe = Reparaturen vornehmen, die nicht zu einem anderen Postfach führen können
help-clean-fix-typos = Auch sichere Tippfehler korrigieren, deren Domain keine Mail annimmt, wohin auch immer die korrigierte Zeile dann gehört
help-clean-probe = Auch jeden Mailhost der Liste begrüßen, wie presend probe: Zeilen, deren Hosts nicht erreichbar sind, werden unknown
help-clean-helo = Name für EHLO: der Ihres sendenden Servers
help-clean-message-size = Größe der Nachricht, die Sie senden wollen, in Byte oder wie 15M: Zeilen, deren Hosts sie nicht annehmen, kommen in review
help-clean-host-timeout = Höchstdauer für die Hosts einer Domain im letzten von drei Versuchen, in Sekunden
help-clean-port = Port für die Verbindung, für Tests und Labore
help-clean-example-1 = list.csv in den Ordner list-presend sortieren:
help-clean-example-2 = Auch sichere Tippfehler korrigieren und den Ordner wählen:
help-clean-example-3 = Später noch einmal nach Zeilen fragen, die noch unknown sind:
help-clean-example-4 = Ohne DNS, nur nach der Schreibweise:
help-clean-exit-0 = Die Ergebnisse wurden geschrieben, wie auch immer die Urteile lauten.

## Help: gate

help-gate-max-reject = Wie viele Zeilen höchstens zurückgewiesen sein dürfen: ein Anteil wie 0.5% oder eine Anzahl
help-gate-max-unknown = Wie viele Zeilen höchstens unknown bleiben dürfen
help-gate-max-review = Wie viele Zeilen höchstens noch angesehen werden müssen
help-gate-max-empty = Wie viele Zeilen höchstens ohne Adresse sein dürfen; leere Zeilen zählen nicht
help-gate-gate-fail-on = Bei jeder Zeile mit einem dieser Codes, etwa domain.nxdomain, oder einer dieser Gruppen, etwa typo, scheitern lassen
help-gate-baseline = Nur Befunde zählen, die diese Datei nicht akzeptiert
help-gate-update-baseline = Heutige Befunde akzeptieren: als gesalzene Hashes in die Datei von --baseline schreiben
help-gate-since = Nur Zeilen bewerten, deren E-Mail-Zelle nicht in diesem früheren Stand der Liste steht
help-gate-example-1 = Eine Liste nach den üblichen Grenzen bestehen oder scheitern lassen:
help-gate-example-2 = Eine eigene Grenze setzen und einen Bericht für GitHub schreiben:
help-gate-example-3 = Keinen Tippfehler durchlassen und nur neue Zeilen bewerten:
help-gate-exit-0 = Die Liste hat bestanden.
help-gate-exit-1 = Die Liste hat nicht bestanden.
help-gate-exit-3 = Zu viel ist unknown, um über die Liste zu urteilen, oder kein DNS-Server gab eine brauchbare Antwort.

## Help: check

help-check-addresses = Adressen; - liest sie von der Standardeingabe, eine je Zeile
help-check-input = Was die Standardeingabe enthält: eine Adresse je Zeile, oder eine JSON-Zeichenkette oder ein JSON-Objekt mit „address“ je Zeile
help-check-example-1 = Zwei Adressen prüfen:
help-check-example-2 = Adressen aus einer Pipe prüfen, als JSON Lines:
help-check-exit-0 = Keine Adresse ist zurückgewiesen oder unknown.
help-check-exit-1 = Eine Adresse ist zurückgewiesen.
help-check-exit-3 = Keine Adresse ist zurückgewiesen, aber eine ist unknown.

## Help: resolve

help-resolve-lists = Listen in jedem Format, das clean liest, oder Listen bloßer Domains, eine je Zelle; - liest die Standardeingabe
help-resolve-facts-output = Zu schreibende Tabelle: Parquet, JSON Lines oder CSV je nach Endung (.parquet, .jsonl, .csv); - gibt JSON Lines aus
help-resolve-older = Frühere Tabelle: Nur was darin fehlt, abgelaufen oder fehlgeschlagen ist, wird gefragt; mehrfach möglich
help-resolve-example-1 = Die Domains einer Liste einmal nachschlagen:
help-resolve-example-2 = Die Liste nach dieser Tabelle bewerten, ohne jemanden zu fragen:
help-resolve-example-3 = Nur nach dem fragen, was fehlt oder abgelaufen ist:
help-resolve-exit-0 = Die Tabelle wurde geschrieben.

## Help: sender

help-sender-domains = Domains Ihrer From-Adressen; mehrere erscheinen in einer Tabelle [Vorgabe: die von --eml]
help-sender-from-file = Datei mit Domains, eine je Zeile, Kommentare nach #; - liest die Standardeingabe
help-sender-ip = Sendende IP-Adresse, Block (192.0.2.16/28) oder Bereich (192.0.2.17-30); mehrfach möglich
help-sender-helo = Name, den Ihr Server im HELO oder EHLO nennt
help-sender-mail-from = Adresse von MAIL FROM, wenn ihre Domain nicht die von From ist
help-sender-dkim = DKIM-Selektoren, mit denen Sie signieren (s= einer Signatur), oder ganze Namen wie s1._domainkey.example.com
help-sender-eml = Nachricht, wie Sie sie senden würden: Größe, Header, Signaturen und Weg werden geprüft. Eine Kopie, wie sie ankam, liefert auch Domain, Adresse, HELO, MAIL FROM und was der Empfänger festgestellt hat
help-sender-authserv-id = Name, unter dem der Empfänger von --eml seine Authentication-Results angibt; Ergebnissen unter anderen Namen wird nicht geglaubt
help-sender-dnsbl = Zu fragende DNS-Blocklists [Vorgabe: die bekannten]
help-sender-parked = Die Domain soll nichts senden: prüfen, ob sie gut abgesichert ist
help-sender-only = Nur diese Gruppen von Prüfungen ausführen
help-sender-connect = Auch mit den Mailhosts der Domain (Port 25) und dem Webserver ihrer MTA-STS-Richtlinie verbinden und TLS, Zertifikate, DANE und Richtlinie prüfen. Es wird keine Mail gesendet
help-sender-smtp-port = Anderer Port der Mailhosts, in einem Labor
help-sender-https-port = Anderer Port des Webservers der Richtlinie, in einem Labor
help-sender-connect-ca = Bei --connect auch diesen Zertifikaten vertrauen, in PEM
help-sender-dnssec-trusted = Den DNS-Servern und dem Weg zu ihnen glauben, was DNSSEC bestätigt (DANE mit --connect). Servern auf diesem Rechner wird immer geglaubt
help-sender-fail-on = Nur bei Fehlern mit 1 beenden oder auch bei Warnungen
help-sender-diff = Jeden zu veröffentlichenden Eintrag unter dem zeigen, den er ersetzt, mit Grund
help-sender-sender-baseline = Zeigen, was sich seit diesem früheren Ergebnis von --format json geändert hat, und nur bei Neuem scheitern
help-sender-example-1 = Eine Domain und eine ihrer sendenden IP-Adressen prüfen:
help-sender-example-2 = Mehrere Domains prüfen, für eine Tabellenkalkulation:
help-sender-example-3 = Eine Nachricht prüfen, wie Sie sie senden würden:
help-sender-exit-0 = Alle Prüfungen sind bestanden oder ergaben nur Warnungen.
help-sender-exit-1 = Eine Prüfung ist nicht bestanden; mit --fail-on warn auch: Eine Prüfung ergab eine Warnung.
help-sender-exit-3 = Etwas ließ sich nicht ermitteln.

## Help: probe

help-probe-lists = Listen in jedem Format, das clean liest, - für die Standardeingabe; oder Adressen und Domains selbst. Domains mit gemeinsamem Mailhost teilen sich seine Antwort
help-probe-helo = Name für EHLO: der Ihres sendenden Servers [Vorgabe: der vollständige Name dieses Rechners oder seine Adresse]
help-probe-message-size = Größe der Nachricht, die Sie senden wollen, in Byte oder wie 15M: Hosts, die sie nicht annehmen, werden aufgeführt
help-probe-host-timeout = Höchstdauer für die Hosts einer Domain im letzten von drei Versuchen, in Sekunden; die ersten beiden sind kürzer
help-probe-connections = Höchstzahl gleichzeitiger Verbindungen; kein Host bekommt je zwei
help-probe-port = Port für die Verbindung, für Tests und Labore
help-probe-mailboxes = Die Hosts auch fragen, ob die Postfächer existieren, mit MAIL FROM und RCPT, nie mit DATA; Hosts nehmen solche Fragen dem übel, der sie stellt
help-probe-mail-from = Adresse von MAIL FROM, die Ihre eigene sein muss; ihre Domain muss presend sender für die fragende IP-Adresse bestehen
help-probe-ip = Öffentliche Adresse dieses Rechners, wenn er hinter einer anderen steht [Vorgabe: die Adresse, von der die Verbindungen ausgehen]
help-probe-interval = Mindestabstand zwischen zwei Adressen bei einem Host, in Sekunden
help-probe-wait = Nach dem, was aufgeschoben wurde, nach dieser Zeit noch einmal fragen, wie Greylisting es erwartet: 90s, 15m, 1h
help-probe-greylist = Wo vermerkt wird, was durch Greylisting aufgeschoben wurde, damit ein späterer Lauf desselben Absenders noch einmal fragt [Vorgabe: eine Datei in Ihrem Cache-Ordner; keine mit --no-cache]
help-probe-example-1 = Die Mailhosts einer Liste fragen, was sie anbieten:
help-probe-example-2 = Eine Nachricht von 20 MB mit ihren Grenzen vergleichen:
help-probe-exit-0 = Alle Hosts haben geantwortet und nehmen Mail an.
help-probe-exit-1 = Ein Host lehnt Sie oder die Größe Ihrer Nachricht ab, oder ein Postfach kann nicht angeschrieben werden.
help-probe-exit-3 = Ein Host hat nicht geantwortet, oder etwas ließ sich nicht klären.

## Help: serve

help-serve-listen = Wo auf Anfragen gewartet wird; Port 0 nimmt einen freien. Über diesen Rechner hinaus ist ein Token nötig
help-serve-token-file = Datei mit dem Token, das jede Anfrage tragen muss (Authorization: Bearer); oder PRESEND_TOKEN setzen
help-serve-allow-host = Weiterer Name des Servers, etwa der eines vorgeschalteten Proxys; mehrfach möglich
help-serve-rate-limit = Wie viele Adressen je Sekunde ein Client höchstens prüfen darf
help-serve-data-dir = Wo Listen einen Tag lang aufbewahrt werden, sodass sie den Server überdauern [Vorgabe: ein temporärer Ordner, der mit dem Server verschwindet]
help-serve-upload-max = Größte Liste, die angenommen wird, etwa 64M oder 1G
help-serve-example-1 = Die Seite auf diesem Rechner öffnen:
help-serve-example-2 = Einen anderen Port verwenden und Listen, die den Server überdauern:
help-serve-exit-0 = Der Server wurde beendet.

## Help: bounce

help-bounce-paths = Nachrichten, mbox-Dateien, Ordner, Mail-Logs, Exporte von Maildiensten, Zeilen mit Antworten von Servern; - liest die Standardeingabe; imaps://USER@HOST/FOLDER liest ein Postfach, mit dem Passwort aus PRESEND_IMAP_PASSWORD
help-bounce-suppress = Sperrliste, die ergänzt oder angelegt wird
help-bounce-hash = Sperrliste mit gesalzenen Hashes statt Adressen anlegen; sie lassen sich erraten, also die Datei nicht weitergeben
help-bounce-sent = Nur Adressen dieser Liste zählen und sperren, an die Sie kürzlich gesendet haben: Einen Rückläufer kann jeder fälschen
help-bounce-soft-limit = Empfänger sperren, von denen an so vielen Tagen innerhalb von 60 Tagen Mail vorübergehend zurückkam, ohne dass seitdem zugestellt wurde; 0 sperrt niemanden
help-bounce-fail-on = Mit 1 beenden, wenn eine dieser Klassen vorkommt, etwa recipient_unknown; all steht für jede
help-bounce-allow-empty = Leere Quelle annehmen
help-bounce-password-command = Befehl, der das Passwort des Postfachs in seiner ersten Zeile ausgibt, anstelle von PRESEND_IMAP_PASSWORD
help-bounce-imap-state = Wo vermerkt wird, was gelesen ist, damit der nächste Lauf nur Neues liest [Vorgabe: neben der Sperrliste]
help-bounce-imap-ca = Auch diesen Zertifikaten vertrauen, in PEM: dem einer CA oder dem des Servers selbst
help-bounce-example-1 = Erklären, warum Mail zurückkam:
help-bounce-example-2 = Eine Sperrliste führen:
help-bounce-example-3 = Lesen, was in einem Postfach neu ist:
help-bounce-exit-0 = Alles wurde gelesen.
help-bounce-exit-1 = Eine Klasse von --fail-on kommt vor.
help-bounce-exit-2 = Etwas konnte nicht gelesen werden.

## Help: suppress

help-suppress-what = Was zu tun ist
help-suppress-about = Adressen; bei merge die weiteren Sperrlisten
help-suppress-suppress = Sperrliste; bei merge die Liste, in die die anderen aufgenommen werden
help-suppress-class = Warum die Adressen hinzukommen: eine Klasse wie recipient_unknown
help-suppress-what-allow = An diese Adressen wieder senden, was auch immer zurückkam oder zurückkommen wird
help-suppress-what-add = Diese Adressen für immer auf die Liste setzen
help-suppress-what-remove = Diese Adressen von der Liste nehmen, bis wieder Mail zurückkommt
help-suppress-what-show = Zeigen, was die Liste über diese Adressen sagt, oder die ganze Liste
help-suppress-what-merge = Weitere Sperrlisten in die von --suppress aufnehmen
help-suppress-example-1 = Eine Adresse für immer auf die Liste setzen:
help-suppress-example-2 = Die Liste zeigen:

## Help: report

help-report-results = Zeilen oder Bounces, die --format jsonl schrieb, oder das Ergebnis von presend sender --format json; - liest die Standardeingabe
help-report-html = Zu schreibende Seite
help-report-example-1 = Die Seite eines früheren Laufs erstellen:
help-report-exit-0 = Die Seite wurde geschrieben.

## Help: explain

help-explain-code = Code wie domain.nxdomain, Gruppe wie domain oder Text eines Rückläufers (- liest ihn von der Standardeingabe); ohne Angabe alle Codes
help-explain-example-1 = Einen Code erklären:
help-explain-example-2 = Alle Codes als Daten:
help-explain-example-3 = Einen Rückläufer erklären:
help-explain-exit-0 = Die Erklärung wurde ausgegeben.
help-explain-exit-2 = Einen solchen Code gibt es nicht.

## Help: schema

help-schema-name = Ergebnis: row, summary, gate, sender, bounce, facts, probe oder code; ohne Angabe werden alle aufgelistet
help-schema-example-1 = Die Schemas auflisten:
help-schema-example-2 = Das Schema einer Zeile von JSON Lines:
help-schema-exit-0 = Es wurde ausgegeben.
help-schema-exit-2 = Ein solches Schema gibt es nicht.

## Help: completions

help-completions-shell = Name der Shell
help-completions-example-1 = Vervollständigungen für bash:
help-completions-exit-0 = Sie wurden ausgegeben.

## Help: man

help-man-of = Befehl, etwa clean [Vorgabe: presend selbst]
help-man-example-1 = Die Handbuchseite von clean, als Datei:
help-man-exit-0 = Sie wurde ausgegeben.
help-man-exit-2 = Einen solchen Befehl gibt es nicht.

## Help: init

help-init-example-1 = presend.toml in diesen Ordner schreiben:
help-init-exit-0 = Die Datei wurde geschrieben.
help-init-exit-2 = Die Datei gibt es schon, oder sie kann nicht geschrieben werden.

## Help: config

help-config-schema = Stattdessen das JSON-Schema von presend.toml ausgeben
help-config-example-1 = Jede Einstellung und ihre Herkunft zeigen:
help-config-example-2 = Das Schema von presend.toml, für Editoren:
help-config-exit-0 = Die Einstellungen wurden gezeigt.
help-config-exit-2 = Die Datei enthält einen Fehler.

## Help: sections

help-presend-example-1 = Eine Liste danach sortieren, was versandfähig ist und was nicht:
help-presend-example-2 = Eine Liste in CI bestehen oder scheitern lassen:
help-presend-example-3 = Einen Code erklären:
help-presend-exit-1 = Es gibt Befunde: Eine Liste hat gate nicht bestanden, oder eine Adresse ist zurückgewiesen.
help-presend-exit-3 = Für ein Urteil ließ sich zu vieles nicht ermitteln.
help-exit-0 = Fertig.
help-exit-2 = Ausführung nicht möglich: falsche Argumente, oder etwas kann nicht gelesen oder geschrieben werden.
help-exit-3 = Kein DNS-Server gab eine brauchbare Antwort, also wurde nichts ermittelt.
help-exit-130 = Der Lauf wurde unterbrochen.
help-variable-presend-token = Das Token, das jede Anfrage tragen muss, wenn --token-file keines nennt.
help-variable-presend-imap-password = Das Passwort des Postfachs.
help-variable-presend = Einstellungen, etwa PRESEND_TIMEOUT für --timeout; presend config führt sie auf.
help-variable-lang = Die Sprache, wenn --lang keine nennt: Es gilt die erste dieser Variablen, die gesetzt ist.
help-variable-ci = Wenn gesetzt und weder false noch 0, werden Adressen wie mit --redact verborgen.
help-variable-no-color = Wenn gesetzt, werden keine Farben verwendet, außer --color verlangt es.
help-variable-force-color = Wenn gesetzt und weder false noch 0, werden Farben auch ohne Terminal verwendet. NO_COLOR hat Vorrang.
help-variable-columns = Die Zeilenbreite, wenn die Standardausgabe kein Terminal ist.
help-variable-cache = Der Ordner, in dem DNS-Antworten aufbewahrt werden, wenn --cache keine Datei nennt.
help-usage = Aufruf
help-commands = Befehle
help-arguments = Argumente
help-options = Optionen
help-examples = BEISPIELE
help-exit-status = EXIT-STATUS
help-environment = UMGEBUNG
help-heading-dns = DNS
help-heading-hosts = Hosts
help-heading-mailboxes = Postfächer
help-heading-mailbox = Postfach
help-heading-tables = Tabellen
help-heading-settings = Einstellungen
help-heading-output = Ausgabe
help-default = [Vorgabe: { $value }]
help-choices = [mögliche Werte: { $values }]
help-man-name = NAME
help-man-synopsis = ÜBERSICHT
help-man-description = BESCHREIBUNG
help-man-version = VERSION

## Wrong words on the command line

word-error = Fehler
refusal-no-value = '{ $argument }' braucht einen Wert
refusal-value = '{ $value }' passt nicht zu '{ $argument }'
refusal-unknown = die Option '{ $argument }' gibt es hier nicht
refusal-command = den Befehl '{ $command }' gibt es nicht
refusal-no-equals = vor dem Wert von '{ $argument }' fehlt ein =
refusal-too-many = '{ $value }' ist ein Wert zu viel für '{ $argument }'
refusal-too-few = '{ $argument }' braucht mehr Werte
refusal-twice = '{ $argument }' darf nur einmal stehen
refusal-conflict = '{ $argument }' und '{ $others }' schließen sich aus
refusal-missing = es fehlt: '{ $arguments }'
refusal-not-utf8 = ein Argument ist kein gültiges UTF-8
refusal-near = Meinten Sie '{ $near }'?
refusal-help = --help erklärt alle Optionen.
value-code = diesen Code oder diese Gruppe gibt es nicht. `presend explain` zählt alle auf
value-code-near = diesen Code oder diese Gruppe gibt es nicht. Meinten Sie { $near }? `presend explain` zählt alle auf
value-batch = eine Zahl von Zeilen angeben, etwa --batch 50; oder --batch allein, für 20 Zeilen, hinter dem Namen der Liste
value-delimiter = ein Zeichen angeben, etwa ; oder das Wort tab oder none
value-size = eine Größe angeben, etwa 500M oder 2G, mindestens 1M
value-message-size = Bytes angeben, etwa 15728640, oder eine Größe, etwa 15M
value-helo = den Namen Ihres sendenden Servers angeben, etwa mail.example.com
value-encoding = diese Kodierung ist unbekannt; utf-8, utf-16, gb18030, big5, shift_jis, euc-jp, euc-kr, windows-1252 oder einen anderen Namen angeben, den Browser kennen
value-yes-or-no = yes oder no angeben
value-one-of = eines davon angeben: { $names }
value-seconds = Sekunden angeben, etwa 5 oder 0.5, höchstens 300
value-time = eine Zeit angeben, etwa 90s, 15m oder 1h, höchstens 24h
value-number = eine ganze Zahl von { $min } bis { $max } angeben
value-limit = einen Anteil angeben, etwa 0.5%, oder eine Zahl von Zeilen, etwa 20
value-socket = Adresse und Port angeben, etwa 127.0.0.1:8025 oder [::1]:8025
value-ip = eine Adresse angeben, etwa 192.0.2.1 oder 2001:db8::1
value-format = die Formate sind { $formats }; FORMAT=PATH schreibt in eine Datei
value-format-file = hinter dem = den Namen der Datei angeben, etwa { $name }=results.{ $name }

## What the command refuses, and says of its work

word-warning = Warnung
word-note = Hinweis
format-two-printed = --format: zwei Formate können nicht beide auf die Standardausgabe gehen. Eines davon in eine Datei schreiben: --format FORMAT=PFAD
format-one-file = --format: zwei Formate können nicht beide in { $file } stehen. Für jedes eine Datei angeben
format-not-here = --format { $format }: hier gibt es { $formats }
format-no-files = --format FORMAT=PFAD ist für Listen. Hier die Standardausgabe in die Datei leiten: > PFAD
format-one-list = --format: { $file } fasst nur eine Liste, genannt sind { $lists }. presend für jede Liste einzeln aufrufen
format-is-input = --format: { $file } wird in diesem Lauf gelesen und würde überschrieben. Eine andere Datei angeben
cannot-write = { $file } lässt sich nicht schreiben
cannot-read = { $file } lässt sich nicht lesen
cannot-read-option = { $option }: { $file } lässt sich nicht lesen
cannot-read-stdin = die Standardeingabe lässt sich nicht lesen
cannot-write-stdout = die Standardausgabe lässt sich nicht schreiben
cannot-write-temporary = eine temporäre Datei lässt sich nicht schreiben
cannot-listen-for-signals = Signale lassen sich nicht empfangen (ulimit -u, ulimit -n)
wrote = { $file } geschrieben
mailbox-option-alone = { $option } gilt für ein Postfach: eines als imaps://USER@HOST/FOLDER angeben
mailbox-one-login = ein Passwort gilt für einen Benutzer eines Servers: presend für jeden einzeln aufrufen
mailbox-no-password = für das Postfach fehlt das Passwort: in die Variable { $variable } setzen, oder mit --password-command CMD einen Befehl nennen, der es ausgibt
mailbox-password-not-utf8 = das Passwort in { $variable } ist kein UTF-8
mailbox-password-empty = das Passwort des Postfachs ist leer
mailbox-password-nul = das Passwort des Postfachs enthält ein NUL
mailbox-command-not-run = --password-command lässt sich nicht ausführen
mailbox-command-failed = --password-command ist fehlgeschlagen ({ $status })
mailbox-command-not-utf8 = --password-command gibt etwas aus, das kein UTF-8 ist
mailbox-not-given = { $message }: der Server gibt die Nachricht nicht heraus: { $why }
mailbox-not-given-more =
    { $count ->
        [one] { $mailbox }: der Server gibt { $count } weitere Nachricht nicht heraus
       *[other] { $mailbox }: der Server gibt { $count } weitere Nachrichten nicht heraus
    }
mailbox-renumbered = { $mailbox }: der Server hat die Nachrichten neu nummeriert (UIDVALIDITY { $before }, jetzt { $now }); alle wurden noch einmal gelesen
mailbox-no-uidvalidity = { $mailbox }: der Server nennt keine UIDVALIDITY, deshalb liest der nächste Lauf alle Nachrichten noch einmal
mailbox-broken = { $mailbox }: wurde nicht zu Ende gelesen: { $why }
mailbox-broken-goes-on = { $mailbox }: wurde nicht zu Ende gelesen: { $why }; der nächste Lauf macht dort weiter
mailbox-left =
    { $count ->
        [one] { $mailbox }: { $count } weitere Nachricht bleibt für den nächsten Lauf
       *[other] { $mailbox }: { $count } weitere Nachrichten bleiben für den nächsten Lauf
    }
mailbox-unread =
    { $count ->
        [one] { $mailbox }: { $count } weitere Nachricht wurde nicht gelesen. Mit --imap-state DATEI macht der nächste Lauf dahinter weiter
       *[other] { $mailbox }: { $count } weitere Nachrichten wurden nicht gelesen. Mit --imap-state DATEI macht der nächste Lauf dahinter weiter
    }
resolve-offline = --offline: eine Faktentabelle entsteht durch Fragen an das DNS. Die Option weglassen
resolve-no-format = -o { $file }: die Endung der Datei bestimmt das Format der Tabelle. .parquet, .jsonl oder .csv angeben
resolve-output-is-input = -o { $file } wird in diesem Lauf gelesen und würde überschrieben. Eine andere Datei angeben
passed-over = { $file }: übergangen, es steht keine Adresse darin
gate-baseline-one-list = --update-baseline: eine Liste nennen, oder für jede Liste eine Datei
gate-since-one-list = --since: die eine Liste nennen, deren früherer Stand es ist
gate-baseline-alone = --update-baseline schreibt die Baseline und sonst nichts. --format weglassen oder auf human setzen; für Ergebnisse in anderen Formaten presend gate danach noch einmal aufrufen
gate-no-baseline = --baseline: { $file } lässt sich nicht lesen. Zuerst schreiben: mit --update-baseline annehmen, was heute gefunden wird
gate-accepted =
    { $count ->
        [one] { $file } geschrieben: { $count } Befund gilt von jetzt an als angenommen
       *[other] { $file } geschrieben: { $count } Befunde gelten von jetzt an als angenommen
    }
suppress-name-list = die Sperrliste mit --suppress DATEI angeben
suppress-name-addresses = die Adressen angeben
suppress-no-class = --class: die Klasse "{ $class }" gibt es nicht
suppress-no-address = { $address }: ist keine Adresse; nichts wurde geändert
suppress-name-lists = mit --suppress DATEI die Zielliste nennen und hinter merge die Listen, die dazukommen
suppress-changed =
    { $changed ->
        [one] { $changed } Adresse geändert; { $all } in { $file }
       *[other] { $changed } Adressen geändert; { $all } in { $file }
    }
retry-offline = --retry fragt das DNS, und --offline verbietet es. Eines von beiden weglassen
retry-other-jsonl = --format jsonl: bei --retry ist nicht mehr bekannt, was das DNS zu den anderen Zeilen sagte. Die Option weglassen
retry-nothing-left = { $folder }: nichts bleibt noch einmal zu fragen, jede Zeile hat eine Antwort
retry-no-list = { $file } enthält nicht die Liste des ersten Laufs
retry-as-it-was = { $folder } ist unverändert.
retry-done = noch einmal gefragt: { $answered } von { $rows } unbekannten Zeilen haben jetzt eine Antwort, { $left } noch unbekannt
retry-leave-out = --retry übernimmt die Liste und wie sie gelesen, beurteilt und geschrieben wird vom ersten Lauf. { $option } weglassen, oder die Liste selbst ohne --retry noch einmal bereinigen
retry-unknown-settings = { $file } enthält Einstellungen, die presend nicht kennt: { $what }
retry-no-day = { $file } enthält kein Datum
ip-range-wrong = --ip: "{ $text }" ist keine Adresse. Eine Adresse wie 192.0.2.25 oder 2001:db8::25, einen Block wie 192.0.2.16/28 oder einen Bereich wie 192.0.2.17-192.0.2.30 angeben
ip-range-large = --ip: "{ $text }" hat mehr als { $most } Adressen. Die angeben, die senden
bounce-hash-alone = --hash gilt für die Sperrliste: sie mit --suppress DATEI angeben
bounce-more-unread =
    { $count ->
        [one] { $count } weitere Datei ließ sich nicht lesen
       *[other] { $count } weitere Dateien ließen sich nicht lesen
    }
bounce-nothing = nichts zu lesen: keine Nachricht, Protokollzeile und kein Ereignis gefunden
bounce-sent-empty = { $file }: darin steht keine Adresse
bounce-no-class = --fail-on: die Klasse "{ $class }" gibt es nicht; die Klassen sind { $classes }, all
lists-no-pattern = { $pattern } ist kein Muster
lists-cannot-look = die Listen lassen sich nicht suchen
lists-none-match = { $pattern }: keine Datei heißt so. Namen und Ordner prüfen.
lists-tail = { $file }: was hinter den gzip-Daten folgt, ist kein gzip und wurde ausgelassen
dns-no-answer = kein DNS-Server antwortet
dns-late = die DNS-Server antworten zu spät (--timeout gibt ihnen mehr Zeit)
dns-useless = die DNS-Server antworteten nichts Brauchbares
dns-nothing-found-out = { $what } ({ $servers }), deshalb ließ sich über keine Domain etwas ermitteln. Die Zeilen sind unknown, keine wird deswegen abgelehnt. Netzwerk und --dns prüfen, dann noch einmal ausführen.
dns-filters =
    { $count ->
        [one] der DNS-Server { $server } filtert seine Antworten: die auf { $count } Frage war gesperrt, ersetzt, veraltet oder unbewiesen. Keine Zeile wird deswegen abgelehnt. Einen Server angeben, der nicht filtert (--dns), dann noch einmal ausführen.
       *[other] der DNS-Server { $server } filtert seine Antworten: die auf { $count } Fragen waren gesperrt, ersetzt, veraltet oder unbewiesen. Keine Zeile wird deswegen abgelehnt. Einen Server angeben, der nicht filtert (--dns), dann noch einmal ausführen.
    }
dns-denied = der DNS-Server bestreitet { $name }, das es sicher gibt ({ $servers }). Ihm ist nicht zu glauben, deshalb wird keine Zeile wegen einer Domain abgelehnt, die er vermisst. Netzwerk und --dns prüfen, dann noch einmal ausführen.
demo-cannot-clean = die Demo lässt sich nicht bereinigen
demo-cannot-write = in { $folder } lässt sich nicht schreiben
demo-not-empty = { $folder } gibt es schon und ist nicht leer. Einen anderen Ordner angeben
report-is-results = --html: { $file } sind die Ergebnisse selbst. Eine andere Datei angeben
explain-no-code = den Code "{ $code }" gibt es nicht. `presend explain` zählt alle auf
explain-code-near = den Code "{ $code }" gibt es nicht. Meinten Sie { $near }?
explain-stdin-empty = die Standardeingabe ist leer; dort den Text eines Bounces einfügen
check-stdin-alone = - steht für die Standardeingabe und darf nur allein stehen
clean-left-alone = { $folder } blieb unberührt: nichts beweist, dass presend alles darin gemacht hat
clean-cannot-write = { $file } lässt sich nicht schreiben; es blieben keine Ergebnisse zurück. Platz schaffen, oder mit -o einen anderen Ordner wählen
clean-batches =
    { $count ->
        [one] { $count } Stapel mit höchstens { $rows } Zeilen in { $folder }
       *[other] { $count } Stapel mit höchstens { $rows } Zeilen in { $folder }
    }
stream-no-split = für jeden Datensatz kommt einer heraus, deshalb --split weglassen, oder mit -o in einen Ordner schreiben
stream-no-probe = --probe fragt die Mail-Hosts einer ganzen Liste, und ein Strom ist keine; die Option weglassen
stream-done =
    { $count ->
        [one] <stdin>: { $count } Datensatz: { $verdicts }
       *[other] <stdin>: { $count } Datensätze: { $verdicts }
    }
stream-nothing-found-out = über keine Domain ließ sich etwas ermitteln ({ $servers }). Die Datensätze sind unknown, keiner wird deswegen abgelehnt. Netzwerk und --dns prüfen, dann noch einmal ausführen.
zone-cannot-use = die Zonendatei { $file } lässt sich nicht verwenden
limits-memory = dieser Prozess darf { $allowed } MiB Speicher haben, und auf dieser Maschine braucht eine Liste { $needed } MiB. Mehr erlauben (ulimit -v)
limits-threads = dieser Prozess darf die { $threads } Threads nicht starten, die der Befehl braucht. Mehr Threads (ulimit -u) oder Speicher (ulimit -v) erlauben
schema-unknown = das Schema "{ $name }" gibt es nicht. Es gibt { $names }
manual-unknown = den Befehl "{ $name }" gibt es nicht. Es gibt { $names }
goes-on-without = { $why }. Dieser Lauf geht ohne weiter.
serve-no-place = für Listen ist kein Platz; mit --data-dir einen Ordner angeben
serve-cannot-listen = --listen: auf { $place } lässt sich nicht lauschen. Einen anderen Port wählen, oder 0 für einen freien
serve-ctrl-c = Strg-C hält den Server an
interrupted = abgebrochen; es wurden keine Ergebnisse geschrieben.
interrupted-kept = Was das DNS bisher sagte, ist aufgehoben, und derselbe Befehl macht dort weiter.
interrupted-anew = Derselbe Befehl beginnt von vorn.
option-empty = { $option }: der Wert ist leer
option-file-large = { $option }: { $file } ist größer als { $mebibytes } MiB
sender-no-zone = --dnsbl: "{ $text }" ist kein Name einer Blocklist, etwa bl.example.net
sender-name-domain = die Domain Ihrer From-Adresse angeben, etwa example.com
sender-eml-without-from = --eml: die Nachricht hat nicht ein From-Feld mit einer Adresse, deshalb lässt sich die Domain nicht ablesen. Die Domain dazu angeben
sender-connect-extras = --connect: was Server zeigen, gehört zur Gruppe extras. Sie zu --only hinzufügen
sender-no-domain = "{ $text }" ist keine Domain. Die Domain Ihrer From-Adresse angeben, etwa example.com
sender-mail-from-helo = --mail-from: bei leerem MAIL FROM sehen Empfänger auf den HELO-Namen; --helo NAME hinzufügen
sender-mail-from-helo-wrong = --mail-from: bei leerem MAIL FROM sehen Empfänger auf den HELO-Namen, und { $name } ist keine Domain
sender-mail-from-no-domain = --mail-from: "{ $text }" hat keine Domain. Die Bounce-Adresse angeben, etwa bounce@example.com, oder <> mit --helo
sender-eml-empty = --eml: { $file } ist leer
sender-no-group = --only: "{ $text }" ist keine Gruppe von Prüfungen; es gibt { $groups }
sender-eml-alone = --eml: eine Nachricht hat einen Absender. Nur dessen Domain angeben
sender-connect-alone = --connect: verbunden wird für eine Domain auf einmal. Nur diese angeben
sender-page-alone = --format html: eine Seite zeigt einen Absender. Eine Domain angeben, oder ein anderes Format wie markdown wählen
sender-dkim-alone = --dkim: "{ $key }" ist der Schlüssel einer Domain, genannt sind mehrere. Nur den Selektor angeben, der bei jeder gesucht wird
sender-too-many = mehr als { $most } Domains sind genannt. Sie in Teilen prüfen
sender-file-empty = --from-file: darin steht keine Domain. Eine je Zeile schreiben
sender-offline = --offline: ein Absender lässt sich nur durch Fragen an das DNS prüfen. Mit --dns zone:DATEI eine Zonendatei angeben
probe-offline = --offline: Mail-Hosts lassen sich nur durch Fragen an das DNS finden. Mit --dns zone:DATEI eine Zonendatei angeben
probe-no-such-thing = { $text } ist weder Datei noch Adresse noch Domain
mailboxes-helo = --mailboxes: den vollen Namen Ihres sendenden Servers mit --helo NAME angeben
mailboxes-mail-from = --mailboxes: --mail-from ADRESSE hinzufügen
mailboxes-mail-from-wrong = --mail-from: "{ $text }" ist keine Adresse, an die Hosts zurückschreiben könnten
mailboxes-ip = --mailboxes: mit --ip die öffentliche Adresse angeben, von der Verbindungen kommen
mailboxes-ip-private = --mailboxes: Verbindungen kommen von { $ip }, das ist keine öffentliche Adresse; die öffentliche mit --ip angeben
mailboxes-not-believed = --mailboxes: kein Host wurde gefragt, weil Hosts { $ip } nicht glauben würden: { $codes }. `presend sender { $domain } --ip { $ip } --helo { $helo }` sagt, was zu tun ist
greylist-not-remembered = { $why }. Was in Greylisting war, ist nicht gemerkt.
data-no-table-of-ours = --data: { $file } ist keine der Tabellen von presend; das sind { $tables }
data-no-table = --data: in { $folder } ist keine Tabelle; eine davon hineinlegen: { $tables }
config-cannot-read = die Einstellungen in { $file } lassen sich nicht lesen
config-long = { $file }: länger als 1 MiB
config-toml = Fehler in TOML: { $what }
config-no-working-folder = der Arbeitsordner lässt sich nicht feststellen
config-of-another = { $file } wird nicht befolgt: die Datei gehört { $owner }, einem anderen Benutzer. Wer ihr traut, nennt sie mit --config { $file }; ohne sie geht es mit --no-config weiter
config-writable = { $file } wird nicht befolgt: jeder Benutzer darf sie schreiben (Modus { $mode }). Wer ihr traut, nennt sie mit --config { $file }; ohne sie geht es mit --no-config weiter
config-withheld = { $file } liegt über diesem Ordner, deshalb gilt nicht, was sie über Dateien und DNS-Server sagt (Einstellung:Zeile): { $settings }. Wenn es gemeint ist, die Datei mit --config { $file } nennen
config-belongs = { $key } gehört in den Abschnitt [{ $section }]
config-is-section = { $section } ist ein Abschnitt: [{ $section }] schreiben
config-no-flag = die Option { $id } gibt es nicht
config-setting = { $key }
config-true-or-false = true oder false schreiben
config-whole-number = eine ganze Zahl schreiben
config-texts = Texte in Anführungszeichen zwischen [ und ] schreiben
config-text = einen Text in Anführungszeichen schreiben, nicht { $kind }
config-unusable = "{ $text }" ist nicht verwendbar
config-no-section = den Abschnitt { $name } gibt es nicht
config-no-setting = die Einstellung { $name } gibt es nicht
config-no-list = die Liste { $name } gibt es nicht
config-no-field = das Feld { $name } gibt es nicht
config-near = meinten Sie { $name }?
config-known = bekannt sind hier: { $names }
config-allowed-and-blocked = { $domain } ist zugleich erlaubt und gesperrt
config-list = { $list } ist eine Liste: Domains in Anführungszeichen zwischen [ und ] schreiben
config-no-domain = { $text } ist keine Domain: in Anführungszeichen schreiben, etwa "example.com"
config-weight = weight: eine ganze Zahl von 1 bis 1000000 schreiben
config-provider-domain = ein Anbieter braucht eine Domain
config-domain-long = { $domain } ist länger als { $octets } Bytes
config-from = Einstellungen aus { $file }
config-none = keine { $file } wird verwendet; `presend init` schreibt eine
config-own = { $count } eigene
init-is-there = { $file } ist schon da und bleibt, wie sie ist. `presend config` zeigt, was darin steht
init-wrote = { $file } geschrieben: jede Einstellung mit ihrer Vorgabe, als Kommentar
init-lists-providers = Eigene Domains, oder Anbieter, die presend nicht kennt: auch Tippfehler darin werden gefunden.
init-lists-allowed = Domains, die nie als Tippfehler, Wegwerfadresse, kostenlos, geparkt oder stillgelegt gelten. Ob sie Mail annehmen, entscheidet weiter das DNS.
init-lists-blocked = Domains, an die nichts gesendet werden soll.
never-is-suppression = { $file }: ist eine Sperrliste von presend bounce; sie mit --suppress angeben, das weiß, bis wann, und wer nur beobachtet wird
never-of-another-tool = { $file }: ist keine Sperrliste von presend bounce; alle darauf werden ausgelassen
never-empty = { $file }: darin steht keine Adresse, Domain oder SHA-256
never-unread =
    { $count ->
        [one] { $file }: { $count } Zeile enthält weder Adresse noch Domain noch SHA-256 und zählt nicht
       *[other] { $file }: { $count } Zeilen enthalten weder Adresse noch Domain noch SHA-256 und zählen nicht
    }

## What a list looks like

layout-plain = einfache Liste, eine Adresse je Zeile
layout-comma = durch Kommas getrennt
layout-semicolon = durch Semikolons getrennt
layout-tab = durch Tabulatoren getrennt
layout-spaces = durch Leerzeichen getrennt
layout-other = getrennt durch { $sign }
layout-no-header = ohne Kopfzeile
layout-header = mit Kopfzeile
layout-header-row = Kopfzeile in Zeile { $row }
layout-column = E-Mail-Spalte { $name } ({ $place } von { $columns })
layout-column-unnamed = E-Mail-Spalte { $place } von { $columns }
layout-value = E-Mail-Wert { $name } ({ $place } von { $columns })
layout-value-unnamed = E-Mail-Wert { $place } von { $columns }
layout-not = , nicht { $columns } (--column nimmt andere)
layout-more = {" und "}{ $count } weitere
layout-bom = {" mit BOM"}
layout-earlier = Spalten eines früheren Laufs werden ersetzt
list-in-zip = ZIP-Archiv, darin { $name }
list-sheet = Arbeitsmappe, Blatt { $name }
list-sheet-of = Arbeitsmappe, Blatt { $name } (1 von { $sheets }, --sheet nimmt ein anderes)
list-html-table = HTML-Tabelle
list-vcards = vCards
list-ldif = LDIF
list-messages = Köpfe von Nachrichten
list-json-under = JSON, Datensätze unter { $path }
list-json-under-of = JSON, Datensätze unter { $path } (1 von { $arrays }, --sheet nimmt andere)
list-formulas =
    { $count ->
        [one] { $count } Zelle ist eine Formel ohne Ergebnis
       *[other] { $count } Zellen sind Formeln ohne Ergebnisse
    }
init-head =
    Einstellungen für presend. Das # vor einer Einstellung wegnehmen, um sie zu ändern.
    Eine Option geht vor PRESEND_* (PRESEND_TIMEOUT=9), und das geht vor dieser Datei. Pfade gelten ab diesem Ordner.

## Gates and counts of people's screens

human-gate-pass = PASS (bestanden)
human-gate-fail = FAIL (nicht bestanden)
human-gate-inconclusive = INCONCLUSIVE (nicht entscheidbar)
rows-with-title =
    { $rows ->
        [one] { $rows } Zeile: { $title }
       *[other] { $rows } Zeilen: { $title }
    }
count-questions =
    { $count ->
        [one] { $count } Frage
       *[other] { $count } Fragen
    }
junit-thresholds = presend gate: Grenzwerte
junit-codes = presend gate: Codes
junit-must-not-occur =
    { $rows ->
        [one] { $rows } Zeile mit { $what }, was nicht vorkommen darf
       *[other] { $rows } Zeilen mit { $what }, was nicht vorkommen darf
    }
junit-more-with =
    { $rows ->
        [one] { $rows } weitere Zeile mit { $what }
       *[other] { $rows } weitere Zeilen mit { $what }
    }
junit-no = kein { $what }
junit-at-most = { $what } höchstens { $limit }
junit-figure =
    { $rows ->
        [one] { $rows } Zeile von { $all }: { $share }
       *[other] { $rows } Zeilen von { $all }: { $share }
    }
junit-more-than = { $what } { $figure }, mehr als { $limit }

## Sources of bounces that cannot be read

source-of = { $file }
source-too-deep = { $file }: zu tief in Ordnern, ausgelassen
source-many-files = { $file }: enthält mehr als { $most } Dateien; auspacken und den Ordner lesen
source-unclear = { $file }: weder Mail noch Mailprotokoll noch Export; ausgelassen
source-broken = { $file }: lässt sich nicht zu Ende lesen
source-is-outlook = ist eine Nachricht von Outlook (.msg) oder eine alte Office-Datei. Die Nachricht als .eml oder als Text mit Kopfzeilen speichern und das lesen
source-is-pst = ist ein Mailordner von Outlook (.pst, .ost). In mbox umwandeln, etwa mit readpst von libpst, und das lesen
source-is-pdf = ist ein PDF-Dokument. Die Nachricht als .eml speichern und das lesen
source-is-zip = ist ein ZIP-Archiv in etwas anderem. Auspacken und die Dateien darin lesen
source-is-bzip2 = ist eine bzip2-Datei. Auspacken und die Datei darin lesen
source-is-xz = ist eine xz-Datei. Auspacken und die Datei darin lesen
source-is-seven-zip = ist ein 7-Zip-Archiv. Auspacken und die Dateien darin lesen
source-is-rar = ist ein RAR-Archiv. Auspacken und die Dateien darin lesen
source-is-sqlite = ist eine SQLite-Datenbank. Die Tabelle als CSV exportieren und das lesen
source-is-utf16 = ist Text in UTF-16. Als UTF-8 speichern und das lesen
source-is-picture = ist ein Bild. Die Nachricht selbst lesen

## Archives that cannot be used

archive-damaged = es ist beschädigt; noch einmal kopieren oder herunterladen
archive-many-files = es enthält mehr als { $most } Dateien; auspacken und die Liste angeben
archive-no-list = es ist keine Liste darin; die Liste hineinlegen, oder die Liste selbst angeben
archive-password = es ist mit einem Passwort geschützt; mit dem Passwort auspacken und die Liste angeben
archive-method = es ist auf eine Weise gepackt, die presend nicht kennt; auspacken und die Liste angeben
