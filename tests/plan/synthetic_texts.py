"""Sentences with made-up personal data, and sentences of plans that hold none: the set the check is measured on.

Every value is made here from its published definition, independently of the patterns of the check.
"""

import string

SENTENCES = (
    "Bel {} voor een afspraak.",
    "Volgens de buurman ({}) is het elke avond raak.",
    "Contact: {}",
    "{} heeft dit gemeld bij de wijkagent.",
    "De melder liet {}, en vroeg om terug te bellen.",
    "Overlast sinds mei 2026; zie {}; in 2025 was het rustiger.",
    "Zie ook punt 3.\n{}\nDaarna besluit de raad.",
    '"{}"',
    "Vorig jaar 12 meldingen, dit jaar 31 ({}).",
    "Hij woont er niet meer:{}.",
)
NO_VOWELS = "BDFGHJKLNPRSTVXZ"


def bsn(luck):
    """Nine digits after the elfproef: 9a + 8b + ... + 2h - i is a multiple of 11."""
    while True:
        eight = [luck.randrange(10) for _ in range(8)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), eight, strict=True)) % 11
        if last < 10 and any(eight):
            digits = "".join(map(str, [*eight, last]))
            break
    forms = [
        digits,
        f"{digits[:4]}.{digits[4:6]}.{digits[6:]}",
        f"{digits[:3]} {digits[3:6]} {digits[6:]}",
        f"{digits[:4]} {digits[4:6]} {digits[6:]}",
        f"BSN {digits}",
        f"bsn: {digits}",
        f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
    ]
    return luck.choice(forms)


def phone(luck):
    """Dutch mobile and landline numbers, and foreign ones, as people write them."""
    subscriber = "".join(luck.choices(string.digits, k=8))
    area = luck.choice(["010", "020", "030", "040", "070", "076", "013", "058"])
    seven = str(luck.randrange(2, 9)) + "".join(luck.choices(string.digits, k=6))
    long_area, six = luck.choice(["0162", "0418", "0599", "0111"]), seven[:6]
    forms = [
        f"06{subscriber}",
        f"06-{subscriber}",
        f"06 {subscriber[:2]} {subscriber[2:4]} {subscriber[4:6]} {subscriber[6:]}",
        f"06 - {subscriber[:4]} {subscriber[4:]}",
        f"06/{subscriber}",
        f"+316{subscriber}",
        f"+31 6 {subscriber[:4]} {subscriber[4:]}",
        f"+31 (0)6 {subscriber}",
        f"0031 6 {subscriber}",
        f"{area}-{seven}",
        f"{area} {seven[:3]} {seven[3:5]} {seven[5:]}",
        f"({area}) {seven}",
        f"{area}{seven}",
        f"{long_area}-{six}",
        f"+32 4{subscriber[:2]} {subscriber[2:4]} {subscriber[4:6]} {subscriber[6:]}",
        f"+49 151 {subscriber}",
        f"06.{subscriber[:2]}.{subscriber[2:4]}.{subscriber[4:6]}.{subscriber[6:]}",
    ]
    return luck.choice(forms)


def email(luck):
    """Addresses, also as people write them to hide them from robots."""
    name = luck.choice(["j.jansen", "fatima", "p-de-vries", "k_bos99", "info+wijk", "m.van.den.berg"])
    domain = luck.choice(["voorbeeld.nl", "mail.voorbeeld.org", "xs-vier.com", "gemeente.amsterdam"])
    plain = domain.replace(".", " punt ")
    return luck.choice(
        [
            f"{name}@{domain}",
            f"{name.upper()}@{domain}",
            f"{name} @ {domain}",
            f"{name}[at]{domain}",
            f"{name} (at) {domain}",
            f"{name} [apenstaartje] {domain}",
            f"mailto:{name}@{domain}",
            f"<{name}@{domain}>",
            f"{name}\uff20{domain}",
            f"{name}@{plain.replace(' punt ', '[punt]')}",
        ]
    )


def iban(luck):
    """Account numbers with the check digits of ISO 13616: 98 minus the remainder of the rest modulo 97."""
    digits = "".join(luck.choices(string.digits, k=10))
    bank = luck.choice(["ABNA", "INGB", "RABO", "TRIO", "SNSB"])
    country, rest = luck.choice(
        [("NL", bank + digits), ("NL", bank + digits), ("BE", digits + "12"), ("DE", digits + "12345678")]
    )
    remainder = int("".join(str(int(one, 36)) for one in rest + country + "00")) % 97
    whole = f"{country}{98 - remainder:02d}{rest}"
    grouped = " ".join(whole[place : place + 4] for place in range(0, len(whole), 4))
    return luck.choice([whole, grouped, whole.lower(), grouped.replace(" ", "."), f"IBAN {grouped}", f"rek. {whole}"])


SERIES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
    "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip


def plate(luck):
    """Dutch number plates of all series of the RDW: with dashes, and without them where that is unmistakable."""
    series = luck.choice(SERIES)
    swap = {"X": lambda: luck.choice(NO_VOWELS), "9": lambda: luck.choice(string.digits), "-": lambda: "-"}
    written = "".join(swap[one]() for one in series)
    forms = [written, written, written.lower()]
    if series not in SERIES[:2]:
        forms += [written.replace("-", ""), written.replace("-", " ")]
    return luck.choice(forms)


def address(luck):
    """Postcode and house number, in both orders."""
    digits, letters = luck.randrange(1000, 10000), "".join(luck.choices("ABCDEFGHJKLMNPRTVWXZ", k=2))
    number, street = luck.randrange(1, 400), luck.choice(["Dorpsstraat", "Laan van Zuid", "Kade"])
    extra = luck.choice(["", "", "a", "-2", " B"])
    return luck.choice(
        [
            f"{digits} {letters} {number}{extra}",
            f"{digits}{letters} {number}",
            f"{digits}{letters}, {number}",
            f"{digits} {letters} nr. {number}",
            f"{digits} {letters} huisnummer {number}",
            f"{street} {number}{extra}, {digits} {letters} Modelstad",
            f"{street} {number}, {digits}{letters}",
            f"{street} {number} {digits} {letters.upper()}",
            f"{digits}{letters.lower()} {number}",
            f"{digits} {letters}/{number}",
        ]
    )


MAKERS = {
    "burgerservicenummer": bsn,
    "telefoonnummer": phone,
    "e-mailadres": email,
    "bankrekeningnummer": iban,
    "kenteken": plate,
    "postcode met huisnummer": address,
}


def sentence_with(kind, luck):
    return luck.choice(SENTENCES).format(MAKERS[kind](luck))


CLEAN = (
    "Het aantal woninginbraken daalde van 1.234 in 2019 naar 987 in 2025.",
    "Zie Politiewet 2012, artikel 38b lid 1, en Gemeentewet 151d.",
    "De begroting is € 1.250.000 per jaar; in 2027 komt daar € 250.000 bij.",
    "In buurt BU07580101 (WK075801, GM0758) wonen 4.310 mensen.",
    "Het basisteam had 12-05-2026 en 03-11-2026 overleg; de meting is van 2025-12-31.",
    "Wij streven naar 1-op-100 in plaats van 1-op-80, zoals in 2024-2025.",
    "In 2027 de 3 doelen halen, in 2028 en 2029 de 2 andere.",
    "Tabel 47018NED en tabel 85146NED van het CBS; bijlage B12-3.",
    "Het meldpunt is te bereiken op 0900-8844 of 14 076, bij spoed 112.",
    "Uren: 1.600 per fte, 4,5 fte in 2026, 36 uur per week, 24/7 bereikbaar.",
    "De wijk heeft postcode 4811; de meeste meldingen komen uit 4811 XS.",
    "De route loopt langs de A59, de N279 en de A27.",
    "BIO2, ENSIA en de Cbw gelden vanaf Q2 2026; zie kenmerk 2026-INT-0042.",
    "Motie 12-3 van 18 maart 2026 vraagt om 60 camera's op 5 plekken.",
    "Het aandeel onveilig voelen is 33,4% (31,2-35,6), n = 1.204.",
    "Versie 3.10.2 van het plan, pagina 12 tot en met 48.",
    "De gemeente heeft 100.250 inwoners, 12 wijken en 60 buurten.",
    "Raadsvoorstel 2026/0012345 en besluit Z-26-118823 zijn openbaar.",
    "Tussen 22:00 en 06:00 uur zijn er 2 boa's, in het weekend 4.",
    "Kosten: 350.000.000 euro voor het hele land, over 2027 tot en met 2030.",
    "Deze 4 punten: 1) jeugd 2) cyber 3) ondermijning 4) wonen.",
    "Van de 1.016 ondernemers deden er 312 mee; dat is 30,7%.",
    "In de periode 2023 t/m 2026 zijn er 18 explosies geweest, zie figuur 3.2.",
    "Het plan geldt van 01-01-2027 tot 31-12-2030.",
    "De politie werkt in 10 eenheden, 43 districten en 167 basisteams.",
)

# What goes past the check, and is known to: words for digits, no brackets around "at", an address without its postcode.
NOT_FOUND = (
    "Bel nul zes, een twee drie vier vijf zes zeven acht.",
    "Mail naar jan punt jansen at voorbeeld punt nl.",
    "Hij woont op Dorpsstraat 12 in Modelstad.",
    "De vrouw op de hoek, met de rode deur, in de Kerkstraat.",
)
