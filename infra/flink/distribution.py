"""Flink's jars as PyPI has them, fetched once and kept in a folder of the user's cache."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv

# A session cluster for jobs that bring their own libraries needs no more of Flink's lib; its table
# and connector jars would only make every process larger.
WANTED = ("flink-dist-", "log4j-")


def jars(cache, requirements):
    """The jars, sorted by name."""
    key = hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]
    folder = cache / f"distribution-{key}"
    if not folder.is_dir():
        fetch(folder, requirements)
    return sorted(folder.glob("*.jar"))


def fetch(folder, requirements):
    """Downloads with pinned hashes; the folder appears at once, whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    print("cluster: fetching Flink (230 MB, once)", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetching-") as work:
        work = pathlib.Path(work)
        subprocess.run(
            [*pip(work), "download", "--quiet", "--no-deps", "--no-cache-dir", "--require-hashes"]
            + ["--disable-pip-version-check", "--dest", work, "--requirement", requirements],
            check=True,
            stdin=subprocess.DEVNULL,
        )
        (archive,) = work.glob("apache*flink*libraries*.tar.gz")
        whole = work / "whole"
        whole.mkdir()
        with tarfile.open(archive) as packed:
            for member in packed:
                path = pathlib.PurePosixPath(member.name)
                if path.match("*/deps/lib/*.jar") and path.name.startswith(WANTED):
                    with packed.extractfile(member) as jar, open(whole / path.name, "wb") as to:
                        shutil.copyfileobj(jar, to)
        try:
            whole.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process was faster
                raise


def pip(work):
    """The command of a pip: this Python's, or one of a virtual environment made for it."""
    own = [sys.executable, "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
        return own
    venv.create(work / "venv", with_pip=True)
    return [os.fspath(work / "venv/bin/python"), "-m", "pip"]
