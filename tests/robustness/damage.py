"""Random damage to small valid inputs, of the kinds that transports, editors and hands do. Deterministic for a random.Random."""

PIECES = [b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\n\n", b"\x00", b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\xe2\x80\xae",
          b"\\", b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]", b":", b"=", b"@", b"/", b"%", b"#", b"-", b"+", b".", b" ", b"  ",
          b"0", b"1", b"e9", b"1e999", b"-1", b"NaN", b"null", b"true", b"9223372036854775808", b"18446744073709551616",
          b"x" * 300, b"9" * 40, "é".encode(), "日".encode(), b"Z", b"T"]


def spot(pick, data):
    return pick.randrange(len(data) + 1)


def span(pick, data, most):
    begin = spot(pick, data)
    return begin, min(len(data), begin + 1 + pick.randrange(most))


def flip(pick, data):
    if not data:
        return data
    at = pick.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << pick.randrange(8))]) + data[at + 1:]


def insert(pick, data):
    at = spot(pick, data)
    return data[:at] + pick.choice(PIECES) + data[at:]


def replace(pick, data):
    begin, end = span(pick, data, 4)
    return data[:begin] + pick.choice(PIECES) + data[end:]


def overwrite(pick, data):
    """In place: the size stays."""
    piece = pick.choice(PIECES)[:8]
    at = pick.randrange(max(1, len(data) - len(piece)))
    return (data[:at] + piece + data[at + len(piece):])[:len(data)]


def delete(pick, data):
    begin, end = span(pick, data, 12)
    return data[:begin] + data[end:]


def repeat(pick, data):
    begin, end = span(pick, data, 60)
    return data[:end] + data[begin:end] * pick.randint(1, 3) + data[end:]


def move(pick, data):
    begin, end = span(pick, data, 30)
    rest = data[:begin] + data[end:]
    at = spot(pick, rest)
    return rest[:at] + data[begin:end] + rest[at:]


def cut(pick, data):
    return data[:spot(pick, data)]


def change_case(pick, data):
    begin, end = span(pick, data, 20)
    return data[:begin] + data[begin:end].swapcase() + data[end:]


def lines(pick, data):
    """Lines lost, doubled, joined, or ended in another way."""
    parts = data.split(b"\n")
    at = pick.randrange(len(parts))
    how = pick.randrange(4)
    if how == 0:
        del parts[at]
    elif how == 1:
        parts.insert(at, parts[at])
    elif how == 2 and at + 1 < len(parts):
        parts[at:at + 2] = [parts[at] + parts[at + 1]]
    else:
        return data.replace(b"\n", pick.choice([b"\r\n", b"\r", b"\n\n"]))
    return b"\n".join(parts)


def encode(pick, data):
    """Another encoding of the whole, when it was text."""
    text = data.decode("utf-8", "replace")
    return pick.choice([b"\xef\xbb\xbf" + data, text.encode("utf-16"), text.encode("utf-16-le"), text.encode("latin-1", "replace")])


SMALL = [flip, insert, insert, replace, replace, delete, delete, repeat, move, change_case]
IN_PLACE = [flip, flip, overwrite]
ALL = SMALL + [cut, lines, lines]


def damaged(pick, data, ways=None, whole=True):
    """One to three kinds of damage; now and then another encoding of the whole."""
    if whole and pick.random() < 0.05:
        return encode(pick, data)
    for _ in range(pick.choice([1, 1, 1, 2, 2, 3])):
        data = pick.choice(ways or ALL)(pick, data)
    return data
