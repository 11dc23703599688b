"""What `make bench` does: measures part after part, and writes the tables of docs/performance.md.

make bench                              all of it: some twelve minutes on two cores that have nothing else to do
make bench BENCH=stored,recall          some parts; the tables of the others stay
make bench COLLECTION=articles.tar.gz   the memory and the answers to clinics with these articles, not made-up ones

A busy machine makes poor figures and fails nothing: each table says how busy it was.
"""

import importlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

from benchmarks.portal import ROOT

# Seconds after which a part is given up.
PARTS = {"stored": 300, "recall": 120, "worker": 300, "growth": 480, "clinics": 300}
OF_A_COLLECTION = {"worker", "clinics"}
VERDICT = {True: "yes", False: "no", None: ""}
PAGE = ROOT / "docs" / "performance.md"


def main():
    asked = [part.strip() for part in os.environ.get("BENCH", "").split(",") if part.strip()] or list(PARTS)
    if unknown := sorted(set(asked) - set(PARTS)):
        sys.exit(f"There is no part {', '.join(unknown)}: choose among {', '.join(PARTS)}.")
    missed = [part for part in asked if not tell(part)]
    if missed:
        print(f"Not measured, and left as it was: {', '.join(missed)}. The reason stands above.", file=sys.stderr)


def tell(part):
    """Measure it and write its table; returns whether there is one."""
    print(f"=== {part}", file=sys.stderr, flush=True)
    more = [os.environ["COLLECTION"]] if part in OF_A_COLLECTION and os.environ.get("COLLECTION") else []
    command = [sys.executable, "-m", f"benchmarks.numbers.{part}", *more]
    try:
        run = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=PARTS[part] * patience()
        )
        told = json.loads(run.stdout.splitlines()[-1])
    except (subprocess.SubprocessError, ValueError, IndexError, OSError) as fault:
        print(f"{part}: {fault}", file=sys.stderr)
        return False
    rows = importlib.import_module(f"benchmarks.numbers.{part}").rows(told)
    write(part, table(rows))
    return True


def patience():
    """How many times longer all takes on a machine that has other work to do."""
    return 1 + os.getloadavg()[0]


def table(rows):
    lines = [
        "| what | aim | measured | |",
        "| --- | --- | --- | --- |",
        *(f"| {what} | {aim} | {said} | {VERDICT[met]} |" for what, aim, said, met in rows),
    ]
    cores, load = os.cpu_count(), os.getloadavg()[0]
    when = datetime.now(UTC).date().isoformat()
    told = "\n".join([*lines, "", f"{when}, {cores} cores; at the end {load:.1f} programs wanted one."])
    print(told, flush=True)
    return told


def write(part, told):
    page = PAGE.read_text("utf-8")
    begin, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    PAGE.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
