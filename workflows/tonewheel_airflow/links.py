"""The link from a task to its run's report."""

import os
from pathlib import Path

from airflow.sdk import BaseOperator, BaseOperatorLink
from airflow.sdk.execution_time.xcom import XCom
from airflow.sdk.types import TaskInstanceKey


class ReportLink(BaseOperatorLink):
    """To the page of the run; the page is there once the report stage has ended.

    ``TONEWHEEL_REPORTS`` names where a web server shows the folder of the runs, such as
    ``https://reports.example/runs``; without it the link is the path of the file.
    """

    name = "Report"

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:
        """Return the page's address, or nothing if the task named no run."""
        result = XCom.get_value(ti_key=ti_key, key="return_value")
        run = result.get("run") if isinstance(result, dict) else None
        return address(run) if run else ""


def address(run: str) -> str:
    """Return where a run's report can be read."""
    served = os.environ.get("TONEWHEEL_REPORTS")
    if served:
        return f"{served.rstrip('/')}/{run.rstrip('/').rpartition('/')[2]}/report/index.html"
    if "://" in run:
        return f"{run.rstrip('/')}/report/index.html"
    return (Path(run) / "report" / "index.html").as_uri()
