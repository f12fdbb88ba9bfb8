"""What a run leaves is read by others: columns, and the very lines of the page that says how."""

import json
import re
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from conftest import WORKFLOWS
from pipelines import Pipelines

pytestmark = pytest.mark.real

PAGE = WORKFLOWS.parent / "pipelines" / "docs" / "open-data.md"
TARGET = WORKFLOWS / "target" / "open-data"
EXPERIMENT = """
name: open-data
sources: [{folder: ., metadata: tracks.csv}]
audio: {segments: 3}
featureSets: {frames33: {}, mel: {mfcc: 0, contrastBands: 0, centroid: false, chroma: 0, mel: 64}}
pictureSets: {pictures: {features: mel, width: 40, height: 30}}
"""
SEGMENTS = {
    "track": "string",
    "genre": "string",
    "segment": "int32",
    "origin": "string",
    "frames": "int32",
    "features": "int32",
    "values": "list<element: float not null>",
}
IMAGES = {
    "track": "string",
    "genre": "string",
    "segment": "int32",
    "origin": "string",
    "png": "binary",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("open-data")
    pipelines = Pipelines(TARGET / "pipelines")
    pipelines.run("demo", f"--audio-only={folder / 'music'}", "--tracks=4")
    experiment = folder / "open-data.yaml"
    experiment.write_text(EXPERIMENT)
    pipelines.run(
        "run",
        f"--experiment={experiment}",
        f"--input={folder / 'music'}",
        f"--run={folder / 'run'}",
    )
    return folder / "run"


def parts(folder: Path) -> list[Path]:
    """Return the parts that the commit lists, which must be all that are there."""
    commit = json.loads((folder / "COMMIT.json").read_text())
    listed = [folder / part["file"] for part in commit["parts"]]
    assert sorted(folder.glob("*.parquet")) == sorted(listed)
    return listed


@pytest.mark.parametrize(
    ("table", "columns"),
    [("segments/frames33", SEGMENTS), ("images/pictures", IMAGES)],
)
def test_columns_are_those_of_the_page(run, table, columns):
    for part in parts(run / table):
        schema = parquet.read_schema(part)
        assert {field.name: str(field.type) for field in schema} == columns
        assert [field.name for field in schema if field.nullable] == (
            ["segment"] if table.startswith("images") else []
        )


def test_rows_hold_what_the_columns_promise(run):
    tracks = {}
    for part in parts(run / "segments" / "frames33"):
        for row in parquet.read_table(part).to_pylist():
            tracks.setdefault(row["track"], []).append(row["segment"])
            assert row["origin"] == "real"
            assert row["features"] == 33
            assert len(row["values"]) == row["frames"] * row["features"] > 0
    assert all(segments == list(range(len(segments))) for segments in tracks.values())
    pictured = set()
    for part in parts(run / "images" / "pictures"):
        for row in parquet.read_table(part).to_pylist():
            pictured.add(row["track"])
            assert row["segment"] is None
            assert row["png"][:8] == b"\x89PNG\r\n\x1a\n"
            assert row["png"][16:24] == (40).to_bytes(4, "big") + (30).to_bytes(4, "big")
    assert pictured == set(tracks)


@pytest.mark.parametrize("library", ["pandas", "DuckDB", "Polars"])
def test_lines_of_the_page_give_the_same_rows(run, library):
    section = re.search(rf"^## {library}\n(.*?)^## ", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"^```python\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)
    assert len(blocks[0].splitlines()) == 3
    names = {}
    exec("".join(blocks).replace("RUN/", f"{run}/"), names)  # noqa: S102 the page's own lines

    wanted = [
        row
        for part in parts(run / "segments" / "frames33")
        for row in parquet.read_table(part).to_pylist()
    ]
    genres = [row["genre"] for row in wanted]
    assert names["counts"] == {genre: genres.count(genre) for genre in set(genres)}
    assert len(names["matrix"]) == wanted[0]["frames"]
    assert {len(frame) for frame in names["matrix"]} == {33}
    assert list(names["segments"].columns) == list(SEGMENTS)
    assert list(names["images"].columns) == list(IMAGES)
    assert len(names["images"]) == sum(
        parquet.read_metadata(part).num_rows for part in parts(run / "images" / "pictures")
    )
