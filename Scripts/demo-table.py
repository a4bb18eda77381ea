#!/usr/bin/env python3
"""Prints the demo's closing table from the evaluations in a demo folder, and checks its outcome.

    python3 Scripts/demo-table.py demo
"""

import json
import sys
from pathlib import Path

MODELS = [("audio", "A  audio + text + metadata"), ("video", "B  video + text + metadata"),
          ("fusion", "A + B  late fusion")]
METRICS = [("accuracy", "accuracy"), ("macro_f1", "macro-F1"),
           ("unweighted_average_recall", "UAR")]


def value(report, key):
    """A metric of an evaluation, which may hold its figures one level down."""
    for holder in (report, report.get("metrics", {})):
        if key in holder:
            return holder[key]
    sys.exit(f"demo: error: the evaluation has no {key}")


def main():
    out = Path(sys.argv[1])
    rows, figures, count = [], [], None
    for folder, name in MODELS:
        evaluation = out / folder / "evaluation/test"
        reports = sorted(evaluation.glob("*.json"))
        if not reports:
            sys.exit(f"demo: error: no evaluation in {evaluation}")
        report = json.loads(reports[0].read_text())
        rows.append((name, [value(report, key) for key, _ in METRICS]))
        figures += sorted(evaluation.glob("*.png"))
        figures += sorted((out / folder).glob("*.png"))
        count = report.get("count", report.get("support", count))
    print(f"{'test split':<30}" + "".join(f"{label:>10}" for _, label in METRICS))
    for name, values in rows:
        print(f"{name:<30}" + "".join(f"{number:>10.3f}" for number in values))
    if count is not None:
        print(f"{count} conversation turns" if isinstance(count, int) else "")
    print("\nfigures")
    for figure in figures:
        print(f"  {figure}")
    print(f"\nprediction as JSON: {out / 'prediction.json'}")
    json.loads((out / "prediction.json").read_text())


if __name__ == "__main__":
    main()
