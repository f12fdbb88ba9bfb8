"""Makes the validators' virtual environment, unless it was made from the same lock by this Python.

usage: make_validators.py LOCK FOLDER
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path


def main(lock, folder):
    state = f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version} {sys.executable}\n"
    stamp = folder / "made-from"
    if stamp.is_file() and stamp.read_text() == state:
        return
    print(f"making the virtual environment {folder}, once", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    # Wheels alone, so that nothing of what is installed runs here and fetches more.
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock], check=True)
    stamp.write_text(state)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
