"""Link lists on Spark, and kill one of two workers in the middle of it; a program of its own.

Arguments: master, process of the worker to kill, where clusters go, lists. Prints as JSON what it saw when it
killed, and what Spark said afterwards. Every chunk is weighed many times over, so that there is a middle.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

from sijill.link import clusters_csv, link_files
from sijill.link.blocked_pairs import Chunk
from sijill.link.cluster import Edges
from sijill.link.spark import on_spark
from sijill.link.sweep import Sweep

TIMES = 160


def main() -> None:
    """Link, and kill as soon as both workers are at work and one task is done."""
    master, worker, out, *lists = sys.argv[1:]
    seen: dict[str, object] = {}
    done = threading.Event()

    def watch() -> None:
        from pyspark import SparkContext

        context = SparkContext._active_spark_context
        tracker = context.statusTracker()
        while not done.is_set():
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                if info is None or not 5 <= info.numCompletedTasks < info.numTasks // 2:
                    continue
                at_work = [
                    each.numRunningTasks() for each in context._jsc.sc().statusTracker().getExecutorInfos()
                ]
                if sorted(at_work)[-2:] != [1, 1]:
                    continue
                os.killpg(int(worker), signal.SIGKILL)
                seen.update(done=info.numCompletedTasks, tasks=info.numTasks, stage=stage)
                done.wait()
                after = tracker.getStageInfo(stage)
                left = context._jsc.sc().statusTracker().getExecutorInfos()
                seen.update(
                    failed=after.numFailedTasks, completed=after.numCompletedTasks, executors=len(left) - 1
                )
                return
            time.sleep(0.02)

    with on_spark(master) as sweeper:

        def many_times(sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
            found = sweeper(sweep, every * TIMES)
            for (count, edges), (first_count, first) in zip(found, found[: len(every)] * TIMES, strict=True):
                assert count == first_count
                assert all(one.tobytes() == other.tobytes() for one, other in zip(edges, first, strict=True))
            return found[: len(every)]

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            linked = link_files(lists, sweeper=many_times)
        finally:
            done.set()
            watching.join()
    Path(out).write_bytes(clusters_csv(linked.result))
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
