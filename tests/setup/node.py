"""Run the tests of the pure JavaScript modules with node's own runner."""

import os
import subprocess
import sys
from pathlib import Path

root = Path(__file__).resolve().parents[2]
files = sorted(str(path.relative_to(root)) for path in (root / "tests" / "js").rglob("*.test.js"))
if not files:
    sys.exit("tests/js holds no *.test.js file")
sys.exit(subprocess.run(["node", "--test", *files], cwd=root, env=os.environ).returncode)
