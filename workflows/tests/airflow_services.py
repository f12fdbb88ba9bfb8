"""Airflow's services on the loopback interface, and its REST API.

What ``airflow standalone`` starts, without the servers of logs, which listen on every interface.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil
from airflow_home import AirflowHome

SERVICES = {
    "api-server": ["--host", "127.0.0.1", "--workers", "1"],
    "dag-processor": [],
    "scheduler": ["--skip-serve-logs"],
    "triggerer": ["--skip-serve-logs"],
}


class AirflowServices:
    """Starts them at ``with`` and ends all of them, and what they started, at its end."""

    def __init__(self, home: AirflowHome, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._home = home
        self._environment = {
            **home.environment,
            **environment,
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{self.url}/execution/",
            "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
            "AIRFLOW__CORE__PARALLELISM": "4",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        }
        self._token = ""
        self._processes: list[subprocess.Popen] = []

    def __enter__(self) -> "AirflowServices":
        try:
            for service, options in SERVICES.items():
                with (self._home.folder / f"{service}.log").open("wb") as log:
                    self._processes.append(
                        subprocess.Popen(
                            ["airflow", service, *options],
                            env=self._environment,
                            stdin=subprocess.DEVNULL,
                            stdout=log,
                            stderr=subprocess.STDOUT,
                            start_new_session=True,
                        )
                    )
            wait_for(self._log_in, "the API server")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            for process in self._processes:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
            for process in self._processes:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(30)

    def addresses(self) -> set[str]:
        """Return the addresses that the services and their children listen on."""
        parents = [psutil.Process(process.pid) for process in self._processes]
        family = [*parents, *(child for parent in parents for child in parent.children(True))]
        return {
            opened.laddr.ip
            for process in family
            for opened in process.net_connections()
            if opened.status == psutil.CONN_LISTEN
        }

    def _log_in(self) -> bool:
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            self._token = self.call("GET", "/auth/token")["access_token"]
        return bool(self._token)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Call the API; a refusal is an error with what the server said."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 loopback
                return json.load(answer)
        except urllib.error.HTTPError as e:
            raise AssertionError(f"{method} {path}: {e.code} {e.read().decode()}") from e


def wait_for(happened: Callable[[], Any], what: str, seconds: float = 600) -> Any:
    """Wait until something is true, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = happened()
        if value:
            return value
        time.sleep(0.5)
    raise AssertionError(f"no {what} within {seconds} seconds")
