"""pm4py_mine.py LOG.csv: the figures of `sojourn mine` by pm4py, where a user has it; prints how long each took."""
import sys
import time

import pandas
import pm4py


def timed(what, work):
    begin = time.time()
    result = work()
    print(f"{what}: {time.time() - begin:.1f} s", flush=True)
    return result


def read():
    frame = pandas.read_csv(sys.argv[1], usecols=["case_id", "activity", "time", "resource"])
    frame["time"] = pandas.to_datetime(frame["time"], utc=True, format="ISO8601")
    frame["org:resource"] = frame["resource"].fillna("__MISSING__")
    return pm4py.format_dataframe(frame, case_id="case_id", activity_key="activity", timestamp_key="time")


log = timed("read", read)
timed("variants", lambda: pm4py.get_variants(log))
timed("directly-follows with times", lambda: pm4py.discover_performance_dfg(log))
timed("durations", lambda: pm4py.get_all_case_durations(log))
timed("rework", lambda: pm4py.get_rework_cases_per_activity(log))
timed("handovers", lambda: pm4py.discover_handover_of_work_network(log))
