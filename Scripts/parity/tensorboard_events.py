#!/usr/bin/env python3
"""Reads a run's event files with TensorBoard itself: its event reader, and its server.

    python Scripts/parity/tensorboard_events.py RUN [--json]

Needs the package `tensorboard`. Checks that every scalar of the run's metrics.jsonl stands in the
events once and with the same value, that pictures and texts are there, that the files keep readable
when they end anywhere (as after a crash), and that a server answers with the same scalars and the
hyper-parameters. Exits 1 with a line for each thing that is not so.
"""

import argparse
import json
import math
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

ALL = {"scalars": 0, "images": 0, "tensors": 0}
PLACES_CUT = 200


def accumulated(folder):
    accumulator = EventAccumulator(str(folder), size_guidance=ALL)
    accumulator.Reload()
    return accumulator


def expected_scalars(run):
    """Tag and step of what metrics.jsonl says, with its values."""
    found = {}
    for line in (run / "metrics.jsonl").read_text().splitlines():
        record = json.loads(line)
        if record["event"] == "step":
            found["train/loss", record["step"]] = record["loss"]
            found["train/gradient_norm", record["step"]] = record["gradient_norm"]
        elif record["event"] == "epoch":
            for key, tag in [("train_loss", "epoch/train_loss"),
                             ("validation_loss", "validation/loss"),
                             ("validation_accuracy", "validation/accuracy"),
                             ("validation_macro_f1", "validation/macro_f1")]:
                found[tag, record["step"]] = record[key]
    return found


def same(left, right):
    return math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-12)


def scalar_problems(found, expected, source):
    """Compares `{(tag, step): [values]}` with what is expected."""
    for (tag, step), values in found.items():
        if len(values) > 1:
            yield f"{source}: {tag} at step {step} stands there {len(values)} times"
    for key, value in expected.items():
        values = found.get(key)
        if not values:
            yield f"{source}: {key[0]} at step {key[1]} is not there"
        elif not same(values[0], value):
            yield f"{source}: {key[0]} at step {key[1]} is {values[0]}, not {value}"


def grouped(rows):
    found = {}
    for tag, step, value in rows:
        found.setdefault((tag, step), []).append(value)
    return found


def cut_problems(folder):
    """Reads copies of the newest file that end early; each must give a beginning of the whole."""
    newest = sorted(folder.glob("*tfevents*"))[-1]
    data = newest.read_bytes()
    whole = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / newest.name
        for number in range(PLACES_CUT + 1):
            copy.write_bytes(data[:len(data) * number // PLACES_CUT])
            accumulator = accumulated(place)
            count = sum(len(accumulator.Scalars(tag)) for tag in accumulator.Tags()["scalars"])
            if count < whole:
                yield f"{newest.name}: cut at {copy.stat().st_size} bytes, scalars are lost"
            whole = max(whole, count)
            shutil.rmtree(place, ignore_errors=True)
            Path(place).mkdir(exist_ok=True)


class Server:
    """The program `tensorboard` on a free port."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tensorboard.main", "--logdir", str(folder), "--host",
             "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(self, path, body=None, **query):
        url = f"http://127.0.0.1:{self.port}/{path}?{urllib.parse.urlencode(query)}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def wait(self):
        """The runs' scalar tags, once the server has read them."""
        for _ in range(120):
            try:
                tags = self.ask("data/plugin/scalars/tags")
                if tags:
                    return tags
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.5)
        sys.exit("tensorboard: told of no scalars within a minute")


def server_problems(folder, expected, figures):
    server = Server(folder)
    try:
        tags = server.wait()
        time.sleep(6)  # one more of the server's reading rounds
        rows = []
        for run in tags:
            for tag in server.ask("data/plugin/scalars/tags")[run]:
                answer = server.ask("data/plugin/scalars/scalars", run=run, tag=tag)
                rows += [(tag, int(step), value) for _, step, value in answer]
        yield from scalar_problems(grouped(rows), expected, "server")
        experiment = server.ask("data/plugin/hparams/experiment", body={})
        figures["hyperparameters"] = len(experiment.get("hparamInfos", []))
        groups = server.ask("data/plugin/hparams/session_groups", body={
            "startIndex": 0, "sliceSize": 10, "colParams": [],
            "allowedStatuses": ["STATUS_SUCCESS", "STATUS_UNKNOWN", "STATUS_RUNNING"]})
        sessions = groups.get("sessionGroups", [])
        figures["sessions"] = len(sessions)
        if not sessions or not sessions[0].get("hparams"):
            yield "server: the HParams dashboard shows no run"
        else:
            figures["metrics"] = {value["name"]["tag"]: value["value"]
                                  for value in sessions[0].get("metricValues", [])}
        figures["images"] = {run: list(tags) for run, tags in
                             server.ask("data/plugin/images/tags").items()}
        figures["texts"] = server.ask("data/plugin/text/tags")
    finally:
        server.process.terminate()
        server.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.run / "tensorboard"
    expected = expected_scalars(arguments.run)
    accumulator = accumulated(folder)
    tags = accumulator.Tags()
    rows = [(tag, event.step, event.value)
            for tag in tags["scalars"] for event in accumulator.Scalars(tag)]
    figures = {"files": len(list(folder.glob("*tfevents*"))), "scalars": len(tags["scalars"]),
               "values": len(rows), "pictures": sum(len(accumulator.Images(tag))
                                                    for tag in tags["images"])}
    problems = list(scalar_problems(grouped(rows), expected, "reader"))
    problems += cut_problems(folder)
    problems += server_problems(folder, expected, figures)
    print(json.dumps(figures, indent=None if arguments.json else 2))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
