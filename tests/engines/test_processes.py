"""The phases of a run share their worker processes, which end with the last of them."""

from __future__ import annotations

import os

import pytest

from cleanup.engines.processes import Processes
from cleanup.engines.worker import Task


def own_number(batch):
    return {"process": [os.getpid() for _ in batch["row"]]}


TASK = Task(own_number, ("row",), {"process": "BIGINT"})


def at_work(processes):
    with processes.pool(1) as pool:
        ((_, columns),) = pool.results([(1,)], TASK, few=0)
    return columns["process"][0]


def test_phases_of_one_run_let_the_same_process_work():
    processes = Processes()
    with processes.shared():
        numbers = {at_work(processes), at_work(processes)}
    assert len(numbers) == 1
    assert os.getpid() not in numbers


def test_without_a_run_around_them_each_phase_ends_its_process():
    processes = Processes()
    assert at_work(processes) != at_work(processes)


def failing(processes, seen):
    with processes.shared():
        seen.append(at_work(processes))
        raise ZeroDivisionError


def test_what_a_phase_raises_ends_the_processes():
    processes, seen = Processes(), []
    with pytest.raises(ZeroDivisionError):
        failing(processes, seen)
    assert at_work(processes) not in seen
