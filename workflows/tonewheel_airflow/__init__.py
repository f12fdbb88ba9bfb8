"""Tonewheel's pipelines as Airflow tasks."""

__version__ = "0.1.0"
