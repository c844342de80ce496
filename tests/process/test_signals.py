"""Stopping kernels: Ctrl-C, other signals, time-outs, tokens, exceptions of progress callbacks.

A kernel looks at signals every 20 ms. Times are measured several times: the median, or the best where it is
enough, must keep the promise of 50 ms, and the worst be within a bound that only a missing poll exceeds.
"""

import json
import signal

import pytest

KERNELS = {
    "_spin": "k_spin(600)",
    "monte_carlo_pi": "k.monte_carlo_pi(10**12, 1)",
    "with a timeout": "k_spin(600, timeout=500)",
    "with a token": "k_spin(600, cancel=g.CancelToken())",
    "with progress": "k_spin(600, progress=lambda done, total: None)",
    "one worker": "with g.threads(1): k_spin(600)",
    "a large array": "k.erf(a, out)",
    "a large reduction": "k.sum(a)",
}

@pytest.fixture(scope="module", params=KERNELS)
def latency(run, request):
    """Seconds from Ctrl-C to its exception: of a Python loop, which it stops at once, and of the kernel.

    They are measured in turns: what the machine's other work adds to the first, it may add to the second.
    """
    done = run(f"""
        import json
        from kit import *
        a, out = np.full(10**7, 0.5), np.empty(10**7)
        def kernel():
            while True:
                {KERNELS[request.param]}
        k_spin(0.01)
        for _ in range(3):  # again only if some other work of the machine came in between
            python, ours = latencies(kernel, 7)
            if sorted(ours)[3] <= 0.05 and max(ours) <= 0.5:
                break
        print(json.dumps([python, ours]))
        right()
        """, says=None, timeout=60)
    return json.loads(done.stdout)


def test_ctrl_c_stops_a_kernel_within_50_ms(latency):
    python, kernel = latency
    assert sorted(kernel)[len(kernel) // 2] <= 0.05 + 2 * max(python), latency


def test_ctrl_c_never_takes_long_to_stop_a_kernel(latency):
    python, kernel = latency
    assert max(kernel) <= 0.5 + 5 * max(python), latency


def test_ctrl_c_from_another_process(run):
    run("""
        from kit import *
        k_spin(0.01)
        try:
            print("ready", flush=True)
            long()
        except KeyboardInterrupt:
            print("stopped")
        """, interrupt=signal.SIGINT, says="ready\nstopped")


def test_ctrl_c_stops_a_recursion(run):
    run("""
        from kit import *
        @g.njit
        def fibonacci(n):
            return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
        assert fibonacci(20) == 6765
        assert best(lambda: latency(lambda: fibonacci(90), 0.05), 0.25) <= 0.25
        assert fibonacci(20) == 6765
        print("ok")
        """)


def test_ctrl_c_while_other_threads_run_kernels(run):
    run("""
        from kit import *
        with busy(3):
            assert best(lambda: latency(long, 0.05), 0.25) <= 0.25
        print("ok")
        """)


def test_ctrl_c_does_not_stop_kernels_of_other_threads(run):
    run("""
        from kit import *
        results = []
        thread = threading.Thread(target=lambda: results.append(k_spin(0.6)))
        thread.start()
        Shot(0.2)
        try:
            long()
        except KeyboardInterrupt:
            pass
        thread.join()
        assert results == [0.0]
        print("ok")
        """)


def test_unhandled_ctrl_c_ends_the_process_as_python_does(run):
    done = run("""
        from kit import *
        k_spin(0.01)
        print("ready", flush=True)
        long()
        """, interrupt=signal.SIGINT, says="ready", code=-signal.SIGINT)
    assert done.stderr.rstrip().endswith("KeyboardInterrupt")


def test_storm_of_ctrl_cs(run):
    """Every signal is seen, and every exception that a handler raises in a kernel comes out of it."""
    run("""
        from kit import *
        seen = raised = 0
        inside = False
        def handler(*_):
            global seen, inside
            seen += 1
            if inside:
                inside = False
                raise KeyboardInterrupt
        signal.signal(signal.SIGINT, handler)
        def storm():
            for i in range(200):
                while seen < i or not inside:
                    time.sleep(0.0005)
                os.kill(os.getpid(), signal.SIGINT)
        thread = threading.Thread(target=storm)
        thread.start()
        while seen < 200:
            try:
                inside = True
                k_spin(2.0)
                inside = False
            except KeyboardInterrupt:
                raised += 1
        thread.join()
        assert seen == 200
        assert raised == 200, raised
        right()
        print("ok")
        """)


def test_storm_of_ctrl_cs_faster_than_they_are_seen(run):
    run("""
        from kit import *
        seen = 0
        def handler(*_):
            global seen
            seen += 1
        signal.signal(signal.SIGINT, handler)
        def storm():
            for _ in range(200):
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.001)
        thread = threading.Thread(target=storm)
        thread.start()
        while thread.is_alive():
            right()
            k_spin(0.05)
        assert seen >= 1
        right()
        print("ok")
        """)


def test_storm_of_unhandled_ctrl_cs_ends_the_process(run):
    done = run("""
        from kit import *
        def storm():
            for _ in range(200):
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.001)
        threading.Thread(target=storm, daemon=True).start()
        with busy(2):
            long()
        """, says="", code=None)
    assert done.code in (-signal.SIGINT, 130, 1), done.text()
    assert "KeyboardInterrupt" in done.stderr


# ---- other signals ----

def test_handler_runs_during_a_kernel(run):
    run("""
        from kit import *
        times = []
        signal.signal(signal.SIGUSR1, lambda *_: times.append(shot.late()))
        k_spin(0.01)
        def handled():
            global shot
            times.clear()
            shot = Shot(0.1, signal.SIGUSR1)
            k_spin(0.4)
            while not times:
                k_spin(0.01)
            return times[0]
        assert best(handled, 0.05) <= 0.05
        print("ok")
        """)


def test_handler_that_raises_nothing_does_not_disturb_the_result(run):
    run("""
        from kit import *
        seen = []
        signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
        expected = k.monte_carlo_pi(2 * 10**8, 3)
        signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
        assert k.monte_carlo_pi(2 * 10**8, 3) == expected
        signal.setitimer(signal.ITIMER_REAL, 0)
        assert seen
        print("ok")
        """)


def test_alarm_handlers_exception_propagates(run):
    run("""
        from kit import *
        class Late(Exception):
            pass
        def handler(*_):
            raise Late("by the handler")
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        began = time.monotonic()
        try:
            long()
        except Late as error:
            assert str(error) == "by the handler"
        assert time.monotonic() - began < 30
        right()
        print("ok")
        """)


def test_handler_may_run_a_kernel_itself(run):
    run("""
        from kit import *
        seen = []
        def handler(*_):
            right()
            seen.append(1)
        right()
        signal.signal(signal.SIGUSR1, handler)
        shot = Shot(0.05, signal.SIGUSR1)
        while shot.thread.is_alive():
            k_spin(0.3)
        k_spin(0.05)
        assert seen == [1]
        print("ok")
        """)


@pytest.mark.parametrize("action", ["token.cancel()", "g.set_num_threads(2)", "right()",
                                    "scope()", "g.CancelToken()._native_handle()"])
def test_handler_may_use_what_it_interrupts(run, action):
    """The handler runs in the very thread that holds the lock, wherever that thread happens to be."""
    run(f"""
        from kit import *
        seen, inside = 0, False
        ones = np.ones(8)
        token = g.CancelToken()
        def scope():
            with g.threads(1):
                pass
        def handler(*_):
            global seen, inside
            if not inside:
                seen, inside = seen + 1, True
                {action}
                inside = False
        right()
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.0005)
        end = time.monotonic() + 0.6
        while time.monotonic() < end or seen <= 20 and time.monotonic() < end + 30:
            token = g.CancelToken()
            try:
                k.exp(ones, cancel=token)
            except g.Cancelled:
                pass
            token.cancel()
            with g.threads(1):
                g.set_num_threads(2)
        signal.setitimer(signal.ITIMER_REAL, 0)
        assert seen > 20, seen
        print("ok")
        """)


LOADING = """
    from kit import *

    def signal_at(event, number):
        # Send the signal to this process at that audit event of what follows: opened files, imports, executed modules.
        left = [event]
        def audit(name, values):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), number)
        sys.addaudithook(audit)
        return left
    """


def test_handler_may_run_a_kernel_in_the_middle_of_the_load(run):
    """A signal arrives while the first call loads the library; its handler makes the second one."""
    run(LOADING + """
    signal.signal(signal.SIGUSR1, lambda *_: right())
    def body(event):
        signal_at(event, signal.SIGUSR1)
        right()
        right()
    for event in range(1, 25):
        child(lambda: body(event))
    print("ok")
    """)


def test_ctrl_c_in_the_middle_of_the_load_leaves_the_next_call_right(run):
    run(LOADING + """
    def body(event):
        try:
            left = signal_at(event, signal.SIGINT)
            right()
            left[0] = 0
        except KeyboardInterrupt:
            pass
        right()
        if event % 8 == 0:
            child(right)
    for event in range(1, 25):
        child(lambda: body(event))
    print("ok")
    """)


def test_handlers_run_in_the_main_thread_only(run):
    run("""
        from kit import *
        where = []
        signal.signal(signal.SIGUSR1, lambda *_: where.append(threading.current_thread()))
        thread = threading.Thread(target=lambda: k_spin(0.3))
        thread.start()
        shot = Shot(0.1, signal.SIGUSR1)
        thread.join()
        shot.thread.join()
        assert where == [threading.main_thread()], where
        print("ok")
        """)


WHO_TAKES_SIGNALS = """
    from kit import *
    MEANT_FOR_PYTHON = {signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGUSR1, signal.SIGRTMAX}

    def mine():
        return signal.pthread_sigmask(signal.SIG_BLOCK, ())

    def settled(test, seconds=30):
        end = time.monotonic() + seconds
        while not test() and time.monotonic() < end:
            time.sleep(0.01)
        return test()
    """


def test_gos_threads_leave_pythons_signals_to_python(run):
    run(WHO_TAKES_SIGNALS + """
    def body():
        others = set(os.listdir("/proc/self/task"))  # Python's and NumPy's
        right()
        k_spin(0.05)
        gos = set(os.listdir("/proc/self/task")) - others
        assert gos
        for task in gos:
            assert MEANT_FOR_PYTHON <= blocked(task), blocked(task)
            # one that is being started blocks all
            assert settled(lambda: not blocked(task) & {signal.SIGURG, signal.SIGSEGV, signal.SIGBUS}), blocked(task)
    body()
    child(body)
    assert mine() == set()
    print("ok")
    """, env={"GOKERNELS_NUM_THREADS": "4"})


def test_a_thread_in_a_kernel_leaves_pythons_signals_to_the_main_thread(run):
    """From its first 10 ms in Go on, until it is back in Python, a progress callback included."""
    run(WHO_TAKES_SIGNALS + """
    seen = {}
    def body():
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})
        def progress(done, total):
            seen["in a callback"] = mine()
            k_spin(0.1)
            seen["in a callback, after a kernel"] = mine()
        k_spin(1.0, progress=progress)
        seen["after a kernel"] = mine()
        k_spin(600, cancel=token)
    token = g.CancelToken()
    k_spin(0.01)
    def stopped():
        try:
            body()
        except g.Cancelled:
            seen["after a cancelled kernel"] = mine()
    thread = threading.Thread(target=stopped)
    thread.start()
    task = thread.native_id
    assert settled(lambda: MEANT_FOR_PYTHON <= blocked(task)), blocked(task)
    assert settled(lambda: "after a kernel" in seen)
    assert settled(lambda: MEANT_FOR_PYTHON <= blocked(task)), blocked(task)
    token.cancel()
    thread.join()
    assert len(seen) == 4 and all(mask == {signal.SIGUSR2} for mask in seen.values()), seen
    k_spin(0.1)
    assert mine() == set()
    print("ok")
    """)


def test_ctrl_c_ends_every_wait_while_other_threads_run_kernels(run):
    run("""
        from kit import *
        signal.signal(signal.SIGINT, signal.default_int_handler)
        token = g.CancelToken()
        def body():
            try:
                long(cancel=token)
            except g.Cancelled:
                pass
        threads = [threading.Thread(target=body) for _ in range(3)]
        for thread in threads:
            thread.start()
        late = []
        for i in range(60):
            shot = Shot(0.02 + 0.0007 * i)
            try:
                time.sleep(40)
            except KeyboardInterrupt:
                late.append(shot.late())
        token.cancel()
        assert len(late) == 60 and max(late) < 30, late
        print("ok")
        """)


def test_wakeup_fd_works(run):
    """What asyncio is woken by."""
    run("""
        import asyncio
        from kit import *
        async def main():
            seen = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, seen.set)
            Shot(0.05, signal.SIGUSR1)
            await asyncio.to_thread(k_spin, 0.2)
            await asyncio.wait_for(seen.wait(), 2)
        asyncio.run(main())
        print("ok")
        """)


def test_gos_preemption_interrupts_no_system_call_of_python(run):
    run("""
        from kit import *
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        with busy(2):
            for _ in range(500):
                assert libc.usleep(1000) == 0, ctypes.get_errno()
        print("ok")
        """)


# ---- time-outs ----

def test_timeout_stops_a_kernel_in_time(run):
    run("""
        from kit import *
        def stopped():
            began = time.monotonic()
            try:
                long(timeout=0.1)
            except TimeoutError as error:
                assert "timeout" in str(error)
                assert 0.1 <= time.monotonic() - began <= 30
                return time.monotonic() - began
            raise AssertionError
        for _ in range(5):
            assert best(stopped, 0.15) <= 0.15
        print("ok")
        """)


def test_timeout_stops_monte_carlo_pi_in_time(run):
    run("""
        from kit import *
        def stopped():
            began = time.monotonic()
            try:
                k.monte_carlo_pi(10**12, 1, timeout=0.1)
            except TimeoutError:
                return time.monotonic() - began
            raise AssertionError
        assert best(stopped, 0.15) <= 0.15
        print("ok")
        """)


def test_timeout_in_other_threads(run):
    run("""
        from kit import *
        def body(i):
            began = time.monotonic()
            try:
                long(timeout=0.1 + 0.01 * i)
            except TimeoutError:
                assert time.monotonic() - began <= 30
                return
            raise AssertionError
        together(8, body)
        print("ok")
        """)


def test_timeout_that_is_not_reached_changes_nothing(run):
    run("""
        from kit import *
        assert k.monte_carlo_pi(10**6, 3, timeout=60) == k.monte_carlo_pi(10**6, 3)
        assert np.array_equal(k.exp(LARGE, timeout=60), k.exp(LARGE))
        print("ok")
        """)


# ---- tokens ----

def test_token_from_another_thread_stops_a_kernel(run):
    run("""
        from kit import *
        def stopped():
            token = g.CancelToken()
            def cancel():
                global sent
                sent = time.monotonic()
                token.cancel()
            threading.Timer(0.05, cancel).start()
            try:
                long(cancel=token)
            except g.Cancelled:
                assert time.monotonic() - sent <= 30
                return time.monotonic() - sent
            raise AssertionError
        for _ in range(5):
            assert best(stopped, 0.02) <= 0.02  # another thread of a busy machine may have to come in first
        print("ok")
        """)


def test_one_token_stops_kernels_of_many_threads(run):
    run("""
        from kit import *
        token = g.CancelToken()
        threading.Timer(0.2, token.cancel).start()
        def body(i):
            try:
                long(cancel=token)
            except g.Cancelled:
                return
            raise AssertionError
        began = time.monotonic()
        together(16, body)
        assert time.monotonic() - began < 30
        print("ok")
        """)


def test_token_leaves_other_kernels_alone(run):
    run("""
        from kit import *
        token = g.CancelToken()
        timer = threading.Timer(0.1, token.cancel)
        timer.start()
        assert k_spin(0.3, cancel=g.CancelToken()) == 0
        timer.join()
        assert token.cancelled
        print("ok")
        """)


def test_cancelled_token_stops_before_anything_is_written(run):
    run("""
        from kit import *
        token = g.CancelToken()
        token.cancel()
        out = np.zeros_like(LARGE)
        try:
            k.exp(LARGE, out, cancel=token)
        except g.Cancelled:
            assert not out.any()
            print("ok")
        """)


# ---- progress callbacks ----

def test_progress_callbacks_exception_propagates(run):
    run("""
        from kit import *
        def progress(done, total):
            raise raised
        for raised in (ValueError("mine"), KeyboardInterrupt(), SystemExit(3), g.Cancelled("mine")):
            began = time.monotonic()
            try:
                long(progress=progress)
            except BaseException as error:
                assert error is raised, error
            assert time.monotonic() - began < 30
        right()
        print("ok")
        """)


def test_progress_callbacks_exception_from_threads(run):
    run("""
        from kit import *
        def body(i):
            def progress(done, total):
                raise ValueError(i)
            for _ in range(3):
                try:
                    k_spin(600, progress=progress)
                except ValueError as error:
                    assert error.args == (i,)
                    continue
                raise AssertionError
        together(6, body)
        print("ok")
        """)


def test_progress_callback_is_called_in_the_calling_thread(run):
    run("""
        from kit import *
        def body(i):
            seen, end = set(), time.monotonic() + 30
            while not seen and time.monotonic() < end:
                k_spin(0.2, progress=lambda done, total: seen.add(threading.get_ident()))
            assert seen == {threading.get_ident()}
        together(3, body)
        print("ok")
        """)


def test_progress_callback_may_run_kernels(run):
    run("""
        from kit import *
        seen = []
        def progress(done, total):
            right()
            seen.append(done)
        k_spin(0.3, progress=progress)
        assert seen and seen == sorted(seen)
        print("ok")
        """)


def test_progress_callback_may_fail_inside_a_kernel_of_its_own(run):
    run("""
        from kit import *
        def progress(done, total):
            k_panic()
        try:
            k_spin(600, progress=progress)
        except g.KernelError:
            right()
            print("ok")
        """)
