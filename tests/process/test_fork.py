"""Processes that fork: before the first use, after it, in the middle of it.

Go's runtime does not survive a fork, so a child loads its own copy of the library; see _native.py.
"""

import json

import pytest


def test_before_first_use(run):
    run("""
        from kit import *
        child(right)
        assert not go_loaded()
        print("ok")
        """)


def test_before_first_use_gives_an_ordinary_child(run):
    """A child of a process without Go loads the library itself, not a copy of it."""
    run("""
        from kit import *
        def body():
            right()
            assert g._native.generation() == 1
            assert "memfd:gokernels" not in open("/proc/self/maps").read()
        child(body)
        print("ok")
        """)


def test_before_first_use_python_does_not_warn(run):
    """Python from 3.12 on warns of forks in a process with several threads; NumPy's own must not be there."""
    run("""
        import warnings
        warnings.simplefilter("error")
        from kit import *
        child(right)
        print("ok")
        """, env={"OPENBLAS_NUM_THREADS": "1"})


def test_after_first_use(run):
    run("""
        from kit import *
        right()
        child(right)
        right()
        print("ok")
        """)


def test_child_uses_several_workers(run):
    run("""
        from kit import *
        def body():
            g.set_num_threads(2)
            assert workers_of(lambda: k_spin(0.5)) >= 2
        right()
        child(body)
        print("ok")
        """)


def test_one_after_the_other(run):
    run("""
        from kit import *
        right()
        for _ in range(12):
            child(right)
        print("ok")
        """)


def test_many_at_once(run):
    run("""
        from kit import *
        right()
        children = [fork(right) for _ in range(10)]
        assert [wait(pid) for pid in children] == [0] * 10
        print("ok")
        """)


def test_leaves_nothing_in_the_parent(run):
    run("""
        from kit import *
        right()
        before = fds()
        for _ in range(10):
            child(right)
        assert fds() == before
        print("ok")
        """)


def test_while_parent_threads_run_kernels(run):
    run("""
        from kit import *
        right()
        with busy(3):
            for _ in range(12):
                child(right)
        print("ok")
        """)


def test_while_parent_threads_make_their_first_call(run):
    """A fork waits for a load that another thread has begun, or comes before it."""
    run("""
        from kit import *
        threads = [threading.Thread(target=right) for _ in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(10):
            child(right)
        for thread in threads:
            thread.join()
        print("ok")
        """)


def test_from_threads(run):
    run("""
        from kit import *
        right()
        together(6, lambda i: [child(right) for _ in range(3)])
        print("ok")
        """)


def test_from_threads_while_others_run_kernels(run):
    run("""
        from kit import *
        with busy(2):
            together(4, lambda i: [child(right) for _ in range(3)])
        print("ok")
        """)


def test_child_of_a_thread_may_let_the_thread_end(run):
    """Its end would call back the parent's Go runtime, of which the child has a dead copy, perhaps with a lock held.

    About one child in a hundred finds that lock held: hence so many.

    (A child that calls kernels must end by os._exit or sys.exit: Go's threads outlive a thread.)
    """
    run("""
        from kit import *
        pids = []
        def body():
            right()
            pids.append(os.fork())
        with busy(2):
            for _ in range(200):
                thread = threading.Thread(target=body)
                thread.start()
                thread.join()
        assert [wait(pid) for pid in pids] == [0] * 200
        print("ok")
        """)


def test_from_a_progress_callback(run):
    run("""
        from kit import *
        forked = []
        def progress(done, total):
            if not forked:
                forked.append(True)
                child(right)
        k_spin(0.2, progress=progress)
        assert forked
        right()
        print("ok")
        """)


def test_from_a_signal_handler_during_a_kernel(run):
    run("""
        from kit import *
        forked = []
        def handler(*_):
            forked.append(True)
            child(right)
        signal.signal(signal.SIGUSR1, handler)
        right()
        shot = Shot(0.05, signal.SIGUSR1)
        k_spin(0.3)
        shot.thread.join()
        assert forked
        print("ok")
        """)


def test_grandchildren(run):
    run("""
        from kit import *
        def generation(left):
            right()
            if left:
                child(lambda: generation(left - 1))
            right()
        generation(5)
        print("ok")
        """)


def test_grandchildren_of_children_that_never_used_it(run):
    run("""
        from kit import *
        right()
        child(lambda: child(lambda: child(right)))
        print("ok")
        """)


def test_child_takes_threads_of_its_own(run):
    run("""
        from kit import *
        right()
        child(lambda: together(8, lambda i: [right() for _ in range(5)]))
        print("ok")
        """)


def test_child_ends_as_processes_do(run):
    """Not by os._exit: with atexit and all."""
    run("""
        from kit import *
        import atexit
        right()
        pid = os.fork()
        right()
        if pid == 0:
            atexit.register(print, "child", flush=True)
            sys.exit(7)
        assert wait(pid) == 7
        print("ok")
        """, says="child\nok")


def test_child_survives_the_library_file_being_gone(run):
    """An upgrade in the middle of a run removes the file; the descriptor kept open still has it."""
    run("""
        from kit import *
        import shutil, tempfile
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(g._native._PATH, folder)
            g._native._PATH = os.path.join(folder, os.path.basename(g._native._PATH))
            right()
        child(right)
        print("ok")
        """)


def test_library_closed_at_exec(run):
    run("""
        from kit import *
        import subprocess
        right()
        def body():
            right()
            held = subprocess.run(["ls", "-l", "/proc/self/fd"], stdout=subprocess.PIPE, text=True, close_fds=False).stdout
            assert "gokernels" not in held, held
        body()
        child(body)
        print("ok")
        """)


# ---- settings, tokens, errors ----

SETTINGS = {
    "g.set_num_threads(1)": [1, 0],
    "g.set_num_threads(7)": [7, 0],
    "g.set_parallel_chunksize(100)": [3, 100],
    "stack.enter_context(g.threads(1))": [1, 0],
    "stack.enter_context(g.threads(5)), stack.enter_context(g.threads(2))": [2, 0],
    "stack.enter_context(g.parallel_chunksize(64))": [3, 64],
}


@pytest.fixture(scope="module")
def settings(run):
    """What a child has: Python's answers, then what its Go library uses."""
    done = run(f"""
        from kit import *
        import contextlib, json
        right()
        def body():
            right()
            module = g._native.module()
            print(json.dumps([[g.get_num_threads(), g.get_parallel_chunksize()],
                              [module.threads_now(), module.chunk_now()]]))
        for settings in {list(SETTINGS)!r}:
            with contextlib.ExitStack() as stack:
                eval(settings)
                child(body)
            g.set_num_threads(3)
            g.set_parallel_chunksize(0)
        """, env={"GOKERNELS_NUM_THREADS": "3"}, says=None)
    return dict(zip(SETTINGS, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("who", ["Python", "Go"])
@pytest.mark.parametrize("setting", SETTINGS)
def test_settings_are_kept(settings, setting, who):
    assert settings[setting][who == "Go"] == SETTINGS[setting]


def test_open_scope_ends_in_the_child(run):
    run("""
        from kit import *
        def body():
            global inner
            inner = g._native.module().threads_now()
        g.set_num_threads(3)
        with g.threads(1):
            pid = os.fork()
            if pid == 0:
                right()
                print(g._native.module().threads_now(), flush=True)
        if pid == 0:
            right()
            print(g.get_num_threads(), g._native.module().threads_now(), flush=True)
            os._exit(0)
        assert wait(pid) == 0
        """, says="1\n3 3")


def test_scope_of_another_thread_is_not_taken_along(run):
    """The thread that would end it does not exist in the child."""
    run("""
        from kit import *
        opened, forked = threading.Event(), threading.Event()
        g.set_num_threads(3)
        def scope():
            with g.threads(1):
                opened.set()
                forked.wait()
        thread = threading.Thread(target=scope)
        thread.start()
        opened.wait()
        def body():
            right()
            print(g.get_num_threads(), g._native.module().threads_now())
        child(body)
        forked.set()
        thread.join()
        """, says="3 3")


def test_settings_of_the_child_stay_in_the_child(run):
    run("""
        from kit import *
        g.set_num_threads(3)
        child(lambda: g.set_num_threads(1))
        right()
        print(g.get_num_threads(), g._native.module().threads_now())
        """, says="3 3")


def test_open_scope_holds_when_another_thread_of_the_child_calls_first(run):
    run("""
        from kit import *
        right()
        def body():
            def first():
                with g.threads(4):
                    right()
                    ready.set()
                    done.wait()
            ready, done = threading.Event(), threading.Event()
            thread = threading.Thread(target=first)
            thread.start()
            ready.wait()
            print(g.get_num_threads(), g._native.module().threads_now())
            done.set()
            thread.join()
        with g.threads(2):
            child(body)
        """, says="2 2")


@pytest.mark.parametrize("used", ["", "k_spin(0.001, cancel=token)"], ids=["unused", "used"])
def test_token_made_before_works_in_the_child(run, used):
    run(f"""
        from kit import *
        token = g.CancelToken()
        {used}
        right()
        def body():
            threading.Timer(0.1, token.cancel).start()
            try:
                long(cancel=token)
            except g.Cancelled:
                assert token.cancelled
            else:
                raise AssertionError
        child(body)
        assert not token.cancelled
        k_spin(0.001, cancel=token)
        print("ok")
        """)


def test_token_cancelled_before_is_cancelled_in_the_child(run):
    run("""
        from kit import *
        token = g.CancelToken()
        k_spin(0.001, cancel=token)
        token.cancel()
        def body():
            try:
                long(cancel=token)
            except g.Cancelled:
                return
            raise AssertionError
        child(body)
        print("ok")
        """)


def test_token_dropped_in_the_child_lives_in_the_parent(run):
    run("""
        from kit import *
        tokens = [g.CancelToken()]
        k_spin(0.001, cancel=tokens[0])
        def body():
            tokens.clear()
            right()
        child(body)
        k_spin(0.001, cancel=tokens[0])
        print("ok")
        """)


def test_token_that_another_thread_cancels_at_the_fork(run):
    """Its lock is held by a thread that the child does not have."""
    run("""
        from kit import *
        right()
        stop = threading.Event()
        token = g.CancelToken()
        k_spin(0.001, cancel=token)
        def cancelling():
            while not stop.is_set():
                token.cancel()
        threads = [threading.Thread(target=cancelling) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(40):
                child(token.cancel, seconds=4)
        finally:
            stop.set()
        print("ok")
        """)


def test_failures_in_the_child_are_exceptions(run):
    run("""
        from kit import *
        right()
        def body():
            for kernel in (k_panic, k_fault):
                try:
                    kernel()
                except g.KernelError:
                    continue
                raise AssertionError
            right()
        child(body)
        child(lambda: child(body))
        print("ok")
        """)


def test_ctrl_c_stops_a_kernel_in_the_child(run):
    run("""
        from kit import *
        right()
        def body():
            shot = Shot(0.2)
            try:
                long()
            except KeyboardInterrupt:
                assert shot.late() < 30
                return
            raise AssertionError
        child(body)
        print("ok")
        """)


def test_ctrl_c_stops_a_kernel_in_the_child_of_a_thread(run):
    """The forking thread is the child's main thread: it is the one that runs signal handlers."""
    run("""
        from kit import *
        right()
        def body():
            shot = Shot(0.2)
            try:
                long()
            except KeyboardInterrupt:
                return
            raise AssertionError
        together(1, lambda i: child(body))
        print("ok")
        """)


# ---- the standard library's ways ----

POOLS = """
    from kit import *
    import concurrent.futures as cf, multiprocessing as mp

    def work(i):
        right()
        return i * i

    if __name__ == "__main__":
        if {used}:
            right()
        context = mp.get_context({method!r})
        {body}
        right()
        print("ok")
    """


@pytest.mark.parametrize("method, used", [("fork", False), ("fork", True), ("spawn", True), ("forkserver", True)])
def test_process_pool_executor(run, method, used):
    body = """
        with cf.ProcessPoolExecutor(2, mp_context=context) as pool:
            assert list(pool.map(work, range(6))) == [i * i for i in range(6)]
    """
    run(POOLS.format(used=used, method=method, body=body.strip()), timeout=30)


def test_multiprocessing_pool(run):
    body = """
        with context.Pool(2) as pool:
            assert pool.map(work, range(6)) == [i * i for i in range(6)]
    """
    run(POOLS.format(used=True, method="fork", body=body.strip()), timeout=30)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_kernels_themselves_are_sent(run, method):
    body = """
        with cf.ProcessPoolExecutor(1, mp_context=context) as pool:
            assert np.allclose(pool.submit(k.exp, LARGE).result(), LARGE_EXP, rtol=1e-14, atol=0)
    """
    run(POOLS.format(used=True, method=method, body=body.strip()), timeout=30)


def test_executor_of_processes_while_threads_run_kernels(run):
    body = """
        with busy(2), cf.ProcessPoolExecutor(2, mp_context=context) as pool:
            assert list(pool.map(work, range(6))) == [i * i for i in range(6)]
    """
    run(POOLS.format(used=True, method="fork", body=body.strip()), timeout=30)


def test_subprocess_works_after_use(run):
    run("""
        from kit import *
        import subprocess
        with busy(2):
            for _ in range(10):
                subprocess.run(["true"], check=True, preexec_fn=lambda: None)
                subprocess.run(["true"], check=True)
        print("ok")
        """)
