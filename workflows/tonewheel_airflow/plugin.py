"""Tells Airflow of the links, which it looks up by name."""

from typing import ClassVar

from airflow.plugins_manager import AirflowPlugin

from tonewheel_airflow.links import ReportLink


class TonewheelPlugin(AirflowPlugin):
    """Found through the package's entry point."""

    name = "tonewheel"
    operator_extra_links: ClassVar = [ReportLink()]
