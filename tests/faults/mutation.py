"""Bytes that were damaged a little, by chance: pieces gone, doubled, replaced by noise or by something nasty."""


def mutated(content, luck):
    for _ in range(luck.randint(1, 3)):
        at, length = luck.randrange(len(content)), luck.choice([1, 1, 2, 8, 40])
        piece = content[at : at + length]
        content = luck.choice(
            [
                content[:at],
                content[:at] + content[at + length :],
                content[:at] + piece + piece + content[at + length :],
                content[:at] + luck.randbytes(length) + content[at + length :],
                content[:at] + luck.choice(_NASTY) + content[at + length :],
                content[:at] + luck.choice(_NASTY) + content[at:],
            ]
        )
        if not content:
            return b" "
    return content


_NASTY = [
    b"\0",
    b'"',
    b";",
    b",",
    b"\n",
    b"\xff",
    b"-1",
    b"1e400",
    b"NaN",
    b"null",
    b"9" * 30,
    b"9" * 5000,
    b"=1+1",
    b"{",
    b"]",
    b"\xe2\x80\xae",
    b"'; DROP TABLE areas; --",
    "é".encode(),
]
