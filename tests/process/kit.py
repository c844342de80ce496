"""What the scripts of these tests share. It is imported by them, never by pytest; and it loads no Go by itself."""

import contextlib
import gc
import os
import signal
import sys
import threading
import time
import traceback

import numpy as np

import gokernels as g
from gokernels import kernels as k
from gokernels import zkernels

LARGE = np.linspace(-3, 3, 200_000)  # enough for several chunks, so that helpers take part
LARGE_EXP = np.exp(LARGE)


def right():
    """Run a kernel on several workers and compare with NumPy."""
    assert np.abs(k.exp(LARGE) / LARGE_EXP - 1).max() < 1e-14


def long(**options):
    """A kernel that runs for ten minutes unless it is stopped."""
    return k_spin(600, **options)


def k_spin(seconds, **options):
    """A kernel that keeps its workers busy for that time."""
    return zkernels._spin(seconds, **options)


def k_panic():
    """A kernel that panics, in a helper if there is one."""
    return zkernels._panic()


def k_fault():
    """A kernel that reads an address that is not mapped."""
    return zkernels._fault()


# ---- this process ----

def status(field):
    with open("/proc/self/status") as lines:
        return next(line for line in lines if line.startswith(field + ":")).split()[1]


def blocked(thread):
    """Signals that an OS thread of this process blocks."""
    with open(f"/proc/self/task/{thread}/status") as lines:
        word = int(next(line for line in lines if line.startswith("SigBlk:")).split()[1], 16)
    return {number for number in range(1, 65) if word >> (number - 1) & 1}


def os_threads():
    return int(status("Threads"))


def settled_threads(limit, seconds=20.0):
    """Number of OS threads; those that ended may take a moment to be gone."""
    end = time.monotonic() + seconds
    while os_threads() > limit and time.monotonic() < end:
        time.sleep(0.01)
    return os_threads()


def cpu_by_thread():
    """CPU seconds of every OS thread that runs now."""
    used = {}
    for task in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError), open(f"/proc/self/task/{task}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
            used[task] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


def workers_of(body):
    """How many OS threads spend CPU time while body() runs: at least a tick of the clock, 10 ms."""
    before = cpu_by_thread()
    body()
    return sum(used > before.get(task, 0) for task, used in cpu_by_thread().items())


def rss():
    """Megabytes in memory, after Python's and Go's collection."""
    gc.collect()
    g._native.module().capi_Collect()
    return int(status("VmRSS")) / 1024


def best(measure, enough, times=40):
    """The smallest result of measure(), which is asked again only if some other work of the machine came in between."""
    least = measure()
    for _ in range(times - 1):
        if least <= enough:
            break
        least = min(least, measure())
    return least


def fds():
    return len(os.listdir("/proc/self/fd"))


def go_loaded():
    with open("/proc/self/maps") as maps:
        return any("_capi" in line or "memfd:gokernels" in line for line in maps)


# ---- children ----

def wait(pid, seconds=40.0):
    """Return the exit code of a child; a child that hangs is killed and fails the script."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, code = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(code)
        time.sleep(0.002)
    os.kill(pid, signal.SIGABRT)  # faulthandler prints where it hangs
    os.waitpid(pid, 0)
    raise AssertionError(f"the child hung: no end within {seconds} s")


def fork(body):
    """Start body() in a forked child and return its process id; the child exits with 0 if it returns."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        body()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def child(body, seconds=40.0):
    """Run body() in a forked child and expect that it ends well."""
    code = wait(fork(body), seconds)
    assert code == 0, f"the child ended with {code}"


# ---- threads ----

def together(n, body):
    """Run body(i) in n threads that start at one moment; raise the first exception of any."""
    errors, barrier = [], threading.Barrier(n)

    def one(i):
        try:
            barrier.wait()
            body(i)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@contextlib.contextmanager
def busy(n):
    """Keep n threads in kernels and their new arrays while the block runs."""
    stop, errors = threading.Event(), []

    def one():
        try:
            while not stop.is_set():
                right()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=one) for _ in range(n)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not errors, errors


# ---- signals ----

class Shot:
    """Sends a signal to this process after some time; `late()` tells how long ago."""

    def __init__(self, seconds, number=signal.SIGINT):
        self.thread = threading.Thread(target=self._send, args=(seconds, number), daemon=True)
        self.thread.start()

    def _send(self, seconds, number):
        time.sleep(seconds)
        self.sent = time.monotonic()
        os.kill(os.getpid(), number)

    def late(self):
        now = time.monotonic()
        self.thread.join()
        return now - self.sent


def latency(kernel, delay):
    """Return the seconds from a Ctrl-C to its exception coming out of kernel()."""
    shot = Shot(delay)
    try:
        kernel()
    except KeyboardInterrupt:
        return shot.late()
    raise AssertionError("the kernel was not stopped")


def python_loop():
    while True:
        pass


def latencies(kernel, times):
    """Return the latencies of a Python loop and of the kernel, measured in turns."""
    python, ours = [], []
    for i in range(times):
        delay = 0.03 + 0.007 * i  # another moment of the 20 ms between two looks each time
        python.append(latency(python_loop, delay))
        ours.append(latency(kernel, delay))
    return python, ours
