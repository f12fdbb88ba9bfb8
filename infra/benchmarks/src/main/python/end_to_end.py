"""The stages ingest and features as they are run from the command line: beside a plain loop over the
same functions, and of few recordings beside many."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench import HERE, LAUNCHER, say
from feature_speed import tonewheel
from ogg_montage import write_tracks
from tables import judged, table

LEAST_REAL_TIME = 500
MOST_OF_LOOP = 1.5
JAVA = (  # the launcher's, so that the loop's compiler works under the same rules
    "-Djava.awt.headless=true", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
    "-XX:Tier4InvocationThreshold=40000", "-XX:Tier4MinInvocationThreshold=4800",
    "-XX:Tier4CompileThreshold=120000", "-XX:Tier4BackEdgeThreshold=160000")
STAGES = ("ingest", "features")
OTHER = "start of Java, compiler, garbage collector"
EXPERIMENT = {  # the first paper's features, and pictures of its size; without branches, so `run` ends there
    "name": "speed",
    "sources": [{"folder": "."}],
    "audio": {"segmentSamples": 66_000, "segments": 10, "short": "segments"},
    "featureSets": {
        "frames33": {},
        "mel128": {"nFft": 2048, "hopLength": 512, "center": True, "mel": 128},
    },
    "pictureSets": {"pictures": {"width": 180, "height": 180, "features": "mel128"}},
    "splits": {"track": {"protocol": "track"}},
}


class EndToEnd:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.log = folder / "gc.log"
        self.environment = {
            **LAUNCHER, **os.environ, "LC_ALL": "C.UTF-8", "TONEWHEEL_HEAP": options.heap,
            "TONEWHEEL_JAVA_OPTS": f"-Xlog:gc:file={self.log}"}
        if not options.no_build:
            subprocess.run([*self.command(), "--version"], stdout=sys.stderr, check=True)
        self.experiment = folder / "speed.yaml"
        self.experiment.write_text(json.dumps(EXPERIMENT))

    def compare(self):
        """CPU seconds of the stages and of the loop, by round, each in processes of its own."""
        audio = self.options.audio
        loops, stages, runs = [], [], []
        for number in range(self.options.repeats):
            say(f"end to end, round {number + 1} of {self.options.repeats}")
            out = self.folder / "loop"
            loops.append(self.timed(tonewheel(
                "org.tonewheel.benchmarks.features.PlainLoop", audio, out,
                options=[f"-Xmx{self.options.heap}", f"-Xlog:gc:file={self.log}", *JAVA])))
            loops[-1].update(json.loads(loops[-1].pop("last")))
            shutil.rmtree(out)
            stages.append(self.stages(audio))
            runs.append(self.run(audio))
        return {"loop": loops, "stages": stages, "run": runs}

    def stages(self, audio):
        run = self.folder / "run"
        first = ["--experiment=" + str(self.experiment), f"--input={audio}"]
        measured = {}
        for stage in STAGES:
            measured[stage] = self.timed([*self.command(), stage, *first, f"--run={run}"])
            measured[stage].pop("last")
            first = []
        shutil.rmtree(run)
        return measured

    def run(self, audio):
        """All of it as one command, which starts Java once."""
        run = self.folder / "run"
        measured = self.timed([*self.command(), "run", f"--experiment={self.experiment}",
                               f"--input={audio}", f"--run={run}"])
        measured.pop("last")
        shutil.rmtree(run)
        return measured

    def scale(self):
        """What the stages take by number of recordings."""
        result = {}
        for count in self.options.counts:
            say(f"scale: {count} recordings")
            made = self.folder / "recordings"
            write_tracks(self.options.audio, made, count)
            result[count] = self.stages(made)
            shutil.rmtree(made)
        return result

    def command(self):
        """The launcher; where nothing may be built, what it starts, without its archive."""
        if not self.options.no_build:
            return [str(HERE.parents[1] / "tonewheel")]
        return tonewheel("org.tonewheel.pipelines.cli.Tonewheel", options=[
            f"-Xmx{self.options.heap}", f"-Xlog:gc:file={self.log}", *JAVA,
            "-Dai.djl.offline=true", f"-Dtonewheel.home={HERE.parents[1]}",
            "-Dtonewheel.commit="])

    def timed(self, program):
        """A process of Java's: its CPU seconds, peak resident memory, fullest heap, last line."""
        errors = self.folder / "errors.log"
        with errors.open("wb") as stderr:
            process = subprocess.Popen(
                program, env=self.environment, stdout=subprocess.PIPE, stderr=stderr, text=True)
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{program[-1]} ended with {process.returncode}:\n{errors.read_text()[-5000:]}")
        kept = [int(mb) for mb in re.findall(r"->(\d+)M\(", self.log.read_text())]
        return {
            "cpu": usage.ru_utime + usage.ru_stime,
            "rss": usage.ru_maxrss / 1024,
            "heap": max(kept, default=0),
            "last": output.strip().splitlines()[-1],
        }


def total(stages):
    return sum(stages[stage]["cpu"] for stage in STAGES)


def end_to_end_table(result):
    loop = min(result["loop"], key=lambda one: one["cpu"])
    stages = min(result["stages"], key=total)
    audio = loop["audio"]
    run = min(result["run"], key=lambda one: one["cpu"])
    real_time = audio / run["cpu"]
    verdict = "at least" if real_time >= LEAST_REAL_TIME else "**under**"
    rows = [
        [f"{stage}", f"{stages[stage]['cpu']:.1f}", f"{audio / stages[stage]['cpu']:,.0f}", ""]
        for stage in STAGES
    ]
    rows.append(["both stages", f"{total(stages):.1f}", f"{audio / total(stages):,.0f}",
                 f"{total(stages) / loop['cpu']:.2f}"])
    rows.append(["run: both and a report, one process", f"{run['cpu']:.1f}",
                 f"{real_time:,.0f} ({verdict} {LEAST_REAL_TIME})",
                 f"{run['cpu'] / loop['cpu']:.2f} {judged(run['cpu'] / loop['cpu'], MOST_OF_LOOP)}"])
    rows.append(["plain loop", f"{loop['cpu']:.1f}", f"{audio / loop['cpu']:,.0f}", "1"])
    steps = dict(loop["steps"])
    steps[OTHER] = loop["cpu"] - sum(steps.values())
    parts = [[step, f"{spent:.2f}", f"{spent / loop['cpu']:.0%}"] for step, spent in steps.items()]
    return (f"{audio:,.0f} seconds of sound, CPU seconds of whole processes, the best of {len(result['loop'])}\n\n"
            + table(["", "CPU s", "times real time", "of the loop's CPU"], rows)
            + "\n\nWhere the loop's go\n\n" + table(["step", "CPU s", "share"], parts))


def scale_table(result, heap):
    rows = []
    for count, stages in result.items():
        for stage in STAGES:
            one = stages[stage]
            rows.append([f"{count:,}", stage, f"{one['rss']:.0f}", str(one["heap"]),
                         f"{one['cpu']:.0f}", f"{1000 * one['cpu'] / count:.1f}"])
    header = ["recordings", "stage", "peak RSS, MB", "fullest heap after a collection, MB",
              "CPU s", "CPU ms a recording"]
    return f"With -Xmx{heap}\n\n" + table(header, rows)
