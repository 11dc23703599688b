"""How long each regular expression of the code takes over 5,000 hostile signs: python -m benchmarks.expressions"""

import re
import sys
import time

from tests.house.test_input import expressions

LONG = 5_000
PIECES = ["a", "1", " ", "\n", ".", "-", "/", "<", "&", "(", ",", "a ", "1.", "a-", "é", "\t \n", '="', "[", "http://a"]
TOO_LONG = 0.5  # seconds


def main():
    slow = []
    for place, words in expressions():
        for flags in (0, re.ASCII):
            pattern = re.compile(words, flags) if isinstance(words, str) else re.compile(words)
            for piece in PIECES:
                text = (piece * LONG)[:LONG] + "\0"
                text = text if isinstance(words, str) else text.encode()
                began = time.process_time()
                pattern.search(text)
                pattern.fullmatch(text)
                took = time.process_time() - began
                slow.append((took, place, words, piece))
                if took > TOO_LONG:
                    print(f"Too long: {place} {words!r} over {piece!r}", flush=True)
    slow.sort(key=lambda one: one[0], reverse=True)
    for took, place, words, piece in slow[:12]:
        print(f"{took:.3f} s  {place}  {words[:80]!r} over {piece!r}")
    if slow[0][0] > TOO_LONG:
        sys.exit(1)


if __name__ == "__main__":
    main()
