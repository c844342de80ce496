"""Many Python threads in kernels at once."""

import pytest


def test_200_threads_get_right_results(run):
    run("""
        from kit import *
        def body(i):
            a = np.arange(1000.0 + i) / 1000
            for _ in range(5):
                assert np.allclose(k.exp(a), np.exp(a), rtol=1e-14)
                assert k.sum(np.arange(i + 1)) == i * (i + 1) // 2
            right()
        together(200, body)
        print("ok")
        """, timeout=60)


def test_200_threads_leave_few_os_threads(run):
    """Go keeps some threads for its processors (16) and itself; none for each thread that ever called."""
    run("""
        from kit import *
        before = os_threads()
        together(200, lambda i: right())
        assert settled_threads(before + 24) <= before + 24, (before, os_threads())
        print("ok")
        """, timeout=60)


def test_results_do_not_depend_on_the_number_of_threads(run):
    run("""
        from kit import *
        a = np.random.default_rng(1).standard_normal(1_000_003)
        seen = set()
        def body(i):
            with g.threads(1 + i):
                seen.add((k.sum(a).tobytes(), k.exp(a).tobytes()[-64:], k.monte_carlo_pi(10**6, 5)))
        together(16, body)
        assert len(seen) == 1
        print("ok")
        """)


def test_one_array_read_by_all(run):
    run("""
        from kit import *
        total = k.sum(LARGE)
        together(64, lambda i: [k.sum(LARGE) == total or 1 / 0 for _ in range(20)])
        print("ok")
        """)


def test_slices_of_one_output(run):
    run("""
        from kit import *
        out = np.zeros_like(LARGE)
        parts = np.array_split(np.arange(LARGE.size), 64)
        together(64, lambda i: k.exp(LARGE[parts[i][0]:parts[i][-1] + 1], out=out[parts[i][0]:parts[i][-1] + 1]))
        assert np.allclose(out, LARGE_EXP, rtol=1e-14, atol=0)
        print("ok")
        """)


# ---- the number of workers ----

RUNNING = """
    from kit import *

    def running(threads, seconds=1.0):
        # The usual number of OS threads that run or could run while that many call kernels; this one is not counted.
        end = time.monotonic() + seconds
        def body(i):
            if i:
                while time.monotonic() < end:
                    k_spin(0.02)
                return
            time.sleep(0.2)
            while time.monotonic() < end - 0.1:
                seen.append(states().count("R") - 1)
                time.sleep(0.01)
        seen = []
        together(threads + 1, body)
        return sorted(seen)[len(seen) // 2]

    def states():
        found = []
        for task in os.listdir("/proc/self/task"):
            with contextlib.suppress(OSError), open(f"/proc/self/task/{task}/stat") as stat:
                found.append(stat.read().rpartition(")")[2].split()[0])
        return found

    # As many workers as the program asked for, and never fewer than CPUs: gokernels/parallel/README.md, "Permits".
    CPUS = g.get_num_threads()
    ON_THEIR_WAY = 6  # threads in Python, and those that take a permit over; without permits it is 17 threads, Go's processors
    """


@pytest.mark.parametrize("n", [1, 4])
def test_64_threads_run_on_no_more_workers_than_allowed(run, n):
    run(RUNNING + f"""
    g.set_num_threads({n})
    k_spin(0.01)
    seen = running(64)
    assert seen <= max({n}, CPUS) + ON_THEIR_WAY, seen
    print("ok")
    """)


def test_64_threads_inside_a_scope_run_on_no_more_workers_than_it_allows(run):
    run(RUNNING + """
    with g.threads(2):
        k_spin(0.01)
        seen = running(64)
        assert seen <= max(2, CPUS) + ON_THEIR_WAY, seen
    print("ok")
    """)


def test_one_worker_is_one_thread(run):
    run("""
        from kit import *
        def of_others():
            before = cpu_by_thread()
            k_spin(0.5)
            return sum(v - before.get(t, 0) for t, v in cpu_by_thread().items() if int(t) != os.getpid())
        with g.threads(1):
            right()
            others = best(of_others, 0.05, 5)
        assert others <= 0.05, others
        print("ok")
        """)


def test_idle_pool_uses_no_cpu(run):
    run("""
        from kit import *
        together(8, lambda i: right())
        time.sleep(0.1)
        def used():
            before = time.process_time()
            time.sleep(1)
            return time.process_time() - before
        assert best(used, 0.03, 5) <= 0.03
        print("ok")
        """)


# ---- the GIL ----

COUNT = """
    from kit import *
    counted, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            for _ in range(1000):
                counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    k_spin(0.001)
    def missed():
        before = counted[0]
        {kernel}
        return -(counted[0] - before)
    counted_meanwhile = -best(missed, -250_000, 5)
    stop.set()
    assert counted_meanwhile >= 250_000, counted_meanwhile  # a switch before and after alone gives 100,000
    print("ok")
    """


@pytest.mark.parametrize("kernel", [
    "k_spin(0.5)", "k_spin(0.5, timeout=5)", "k_spin(0.5, progress=lambda done, total: None)",
    "k_spin(0.5, cancel=g.CancelToken())", "k.monte_carlo_pi(10**9, 1)"])
def test_python_threads_run_during_a_kernel(run, kernel):
    run(COUNT.format(kernel=f"with g.threads(1): {kernel}"))


def test_calls_of_many_threads_at_once_all_make_progress(run):
    """Short calls beside long ones: nobody starves."""
    run("""
        from kit import *
        end, calls = time.monotonic() + 30, [0] * 20
        def well():
            return min(calls[:4]) >= 2 and min(calls[4:]) >= 20
        def body(i):
            while time.monotonic() < end and not well():
                k_spin(0.1) if i < 4 else k.sum(np.ones(8))
                calls[i] += 1
        together(20, body)
        assert well(), calls
        print("ok")
        """)
