"""The stages of the pipelines as tasks."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from airflow.sdk import BaseOperator, Context
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from tonewheel_airflow import exits, experiments, options
from tonewheel_airflow.checkout import launcher
from tonewheel_airflow.hooks import StageHook
from tonewheel_airflow.links import ReportLink

Options = Callable[[Mapping[str, Any]], list[str]]


class JavaStageOperator(BaseOperator):
    """Runs one stage of the pipelines, a Java program, by its launcher.

    Parameters of the DAG run become arguments of a list; no shell reads them. The log shows what
    the stage writes, line by line; the JSON object in the last line of its output becomes the
    task's XCom. The exit code decides what becomes of the task: done, skipped (99), failed without
    a retry (3, 64, 65, 70, 78), or failed and retried, twice unless ``retries`` says otherwise.
    When the task is killed, or the worker is, the program is ended: SIGTERM, upon which it saves
    its checkpoints, and SIGKILL after a grace.

    :param stage: name of the command, such as ``features``
    :param run: the run directory (templated); none for ``ingest``, which makes it. If it comes out
        empty, as the result of a stage that failed does, there is nothing to do, and it is skipped
    :param branches: ids or configurations to which the stage is limited (templated)
    :param arguments: further arguments (templated)
    :param options: arguments that follow from the DAG run's parameters
    :param title: what the task is called among those mapped from one (templated)
    """

    template_fields = ("run", "branches", "arguments", "title")
    operator_extra_links = (ReportLink(),)
    ui_color = "#dbe7f0"

    def __init__(
        self,
        *,
        stage: str,
        run: str | None = None,
        branches: Sequence[str] = (),
        arguments: Sequence[str] = (),
        options: Options = options.runner,
        title: str | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("retries", exits.RETRIES)
        super().__init__(**kwargs)
        self.stage = stage
        self.run = run
        self.branches = branches
        self.arguments = arguments
        self.options = options
        self.title = title
        self._hook: StageHook | None = None

    def execute(self, context: Context) -> dict[str, Any] | None:
        """Run the stage and return what it says of itself."""
        return self._run_stage(context["params"], self.options(context["params"]))

    def _run_stage(self, params: Mapping[str, Any], options: list[str]) -> dict[str, Any] | None:
        if self.run == "":
            raise AirflowSkipException(f"There is no run to do {self.stage} for.")
        command = [str(launcher()), self.stage]
        if self.run is not None:
            command.append(f"--run={self.run}")
        command += [f"--branch={branch}" for branch in self.branches]
        command += [*self.arguments, *options]
        self._hook = StageHook()
        try:
            end = self._hook.run_stage(command, environment(params))
        finally:
            self.on_kill()  # for whatever ended this early
        if end.code == exits.DONE:
            return end.result
        what = f"{self.stage} ended with {end.code}: {exits.meaning(end.code)}."
        if end.code == exits.NOT_ASKED:
            raise AirflowSkipException(f"The experiment does not ask for {self.stage}.")
        kind = AirflowFailException if end.code in exits.FINAL else AirflowException
        raise kind(f"{what} Its last message: {end.message}")

    def on_kill(self) -> None:
        """End the program."""
        if self._hook is not None:
            self._hook.end()


class IngestOperator(JavaStageOperator):
    """Makes the run, of the experiment that the DAG run names and changes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(stage="ingest", **kwargs)

    def execute(self, context: Context) -> dict[str, Any] | None:
        """Write the experiment out if the DAG run changes it, and make the run."""
        params = context["params"]
        with tempfile.TemporaryDirectory(prefix="tonewheel-") as folder:
            experiment = experiments.resolve(
                params["experiment"], params["overrides"], Path(folder)
            )
            place = options.place(params, experiment, context["run_id"])
            return self._run_stage(params, [*place, *self.options(params)])


def environment(params: Mapping[str, Any]) -> dict[str, str]:
    """Return the worker's environment, with the heap that the DAG run asks for."""
    heap = params.get("heap")
    return {**os.environ, **({"TONEWHEEL_HEAP": heap} if heap else {})}
