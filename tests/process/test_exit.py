"""The interpreter's end while kernels run."""

import signal

import pytest

ENDS = {
    "the last line": ("", 0),
    "sys.exit": ("sys.exit(3)", 3),
    "os._exit": ("os._exit(4)", 4),
    "an exception": ("raise ValueError", 1),
    "SIGTERM": ("os.kill(os.getpid(), signal.SIGTERM); time.sleep(50)", -signal.SIGTERM),
    "SIGKILL": ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
    "abort": ("os.abort()", -signal.SIGABRT),
}

WORK = {
    "a long kernel": "long()",
    "short kernels": "while True: k.sum(LARGE)",
    "new arrays": "while True: right()",
    "progress": "long(progress=lambda done, total: None)",
    "a timeout": "long(timeout=500)",
    "failing kernels": "while True:\n            try: k_fault()\n            except g.KernelError: pass",
}

DAEMONS = """
    from kit import *
    def work():
        {work}
    k_spin(0.001)
    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    time.sleep(0.15)
    print("ok", flush=True)
    {end}
    """


@pytest.mark.parametrize("end", ENDS)
def test_with_daemon_threads_in_kernels(run, end):
    text, code = ENDS[end]
    done = run(DAEMONS.format(work="long()", end=text), code=code)
    assert done.seconds < 40


@pytest.mark.parametrize("work", WORK)
def test_with_daemon_threads_in(run, work):
    """The end takes a while here, so that the threads come back from Go in the middle of it."""
    run(DAEMONS.format(work=WORK[work], end="""
    class Slow:
        def __del__(self, sleep=time.sleep):
            sleep(0.3)
    sys.slow = Slow()
    """))


@pytest.mark.parametrize("end", ["", "sys.exit(3)"], ids=["the last line", "sys.exit"])
def test_waits_for_threads_that_are_no_daemons(run, end):
    run(f"""
        from kit import *
        def work():
            k_spin(0.5)
            print("finished", flush=True)
        threading.Thread(target=work).start()
        {end}
        """, says="finished", code=3 if end else 0)


def test_waits_for_executors(run):
    run("""
        from concurrent.futures import ThreadPoolExecutor
        from kit import *
        def work(i):
            k_spin(0.2)
            print("finished\\n", end="", flush=True)  # in one piece: two may end at once
        pool = ThreadPoolExecutor(2)
        pool.map(work, range(3))
        """, says="finished\nfinished\nfinished")


def test_os_exit_does_not_wait_for_executors(run):
    done = run("""
        from concurrent.futures import ThreadPoolExecutor
        from kit import *
        pool = ThreadPoolExecutor(2)
        pool.map(lambda i: long(), range(4))
        time.sleep(0.1)
        os._exit(5)
        """, says="", code=5)
    assert done.seconds < 40


INTERRUPTED = """
    {imports}
    pool = ThreadPoolExecutor(2)
    futures = [pool.submit({work}) for _ in range({tasks})]
    while not any(f.running() for f in futures):
        time.sleep(0.01)
    time.sleep(0.2)
    print("ok", flush=True)
    {wait}
    """
IMPORTS = {
    "executors first": "from concurrent.futures import ThreadPoolExecutor\n    from kit import *",
    "executors last": "from kit import *\n    from concurrent.futures import ThreadPoolExecutor",
}
WAITS = {"sleeping": "time.sleep(300)", "for a result": "futures[0].result()", "in a kernel": "long()"}


@pytest.mark.parametrize("wait", WAITS)
@pytest.mark.parametrize("imports", IMPORTS)
def test_unhandled_ctrl_c_stops_kernels_of_executors(run, imports, wait):
    done = run(INTERRUPTED.format(imports=IMPORTS[imports], work="long", tasks=2, wait=WAITS[wait]),
               interrupt=signal.SIGINT, code=-signal.SIGINT, timeout=40)
    assert "KeyboardInterrupt" in done.stderr


def test_unhandled_ctrl_c_stops_kernels_that_executors_have_in_their_queue(run):
    """Ten kernels of ten minutes each on two threads: none of those that wait runs on."""
    run(INTERRUPTED.format(imports=IMPORTS["executors first"], work="long", tasks=10, wait="time.sleep(300)"),
        interrupt=signal.SIGINT, code=-signal.SIGINT, timeout=40)


def test_unhandled_ctrl_c_stops_kernels_of_threads(run):
    run("""
        from kit import *
        k_spin(0.01)
        threads = [threading.Thread(target=long) for _ in range(2)]
        for thread in threads:
            thread.start()
        print("ok", flush=True)
        time.sleep(300)
        """, interrupt=signal.SIGINT, code=-signal.SIGINT, timeout=40)


def test_unhandled_ctrl_c_stops_kernels_with_a_token_and_a_timeout(run):
    """A token of the caller's must not hide the process's own."""
    work = "long, cancel=g.CancelToken(), timeout=500"
    run(INTERRUPTED.format(imports=IMPORTS["executors first"], work=work, tasks=2, wait="time.sleep(300)"),
        interrupt=signal.SIGINT, code=-signal.SIGINT, timeout=40)


def test_unhandled_ctrl_c_in_a_child(run):
    run("""
        from concurrent.futures import ThreadPoolExecutor
        from kit import *
        right()
        pid = os.fork()
        if pid == 0:
            pool = ThreadPoolExecutor(2)
            futures = [pool.submit(long) for _ in range(2)]
            Shot(0.3)
            futures[0].result()
        assert wait(pid, 6) == -signal.SIGINT
        print("ok")
        """)


# ---- kernels in the course of the end ----

def test_kernels_in_atexit(run):
    run("""
        import atexit
        from kit import *
        atexit.register(lambda: print("ok"))
        atexit.register(right)
        right()
        """)


def test_first_call_in_atexit(run):
    run("""
        import atexit
        from kit import *
        atexit.register(lambda: print("ok"))
        atexit.register(right)
        """)


def test_kernels_in_the_teardown_of_modules(run):
    run("""
        from kit import *
        class Last:
            def __del__(self, exp=k.exp, a=np.ones(8), say=print):
                exp(a)
                say("ok")
        right()
        last = Last()
        """)


def test_tokens_in_the_teardown_of_modules(run):
    done = run("""
        from kit import *
        token = g.CancelToken()
        k_spin(0.001, cancel=token)
        sys.token = token
        token.itself = token
        print("ok")
        """)
    assert done.stderr == ""


def test_an_end_without_any_call(run):
    done = run("""
        import gokernels
        print("ok")
        """)
    assert done.stderr == ""


def test_reloading_the_package(run):
    run("""
        from kit import *
        import importlib
        right()
        for name in ("errors", "_native"):
            importlib.reload(sys.modules["gokernels." + name])
        k.exp(LARGE)
        print("ok")
        """)
