"""Whether anything that is installed has a known weakness; fails only where one is found.

usage: python -m tools.scan

Without a network nothing can be known: that is one line, and no failure.
"""

from __future__ import annotations

import json
import subprocess
import sys

COMMAND = (sys.executable, "-m", "pip_audit", "--skip-editable", "--format", "json")
COMMAND += ("--progress-spinner", "off", "--timeout", "15")


def main() -> None:
    """Print each weakness, with the release in which it is mended."""
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, LookupError):
        reason = (done.stderr.strip() or "no answer").splitlines()[-1][:200]
        print(f"not scanned, nothing is known: {reason}")
        return
    found = [(package, one) for package in packages for one in package.get("vulns", ())]
    for package, one in found:
        mended = ", ".join(one["fix_versions"]) or "no release"
        print(f"{package['name']} {package['version']}: {one['id']}, mended in {mended}")
    print(f"{len(packages)} packages, {len(found)} with a known weakness")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
