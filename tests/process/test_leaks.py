"""Nothing is left behind by many calls: memory, OS threads, file descriptors, references."""

import pytest

FLAT = """
    from kit import *

    a, out, ones = np.linspace(0, 1, 1000), np.empty(1000), np.ones(8)
    token = g.CancelToken()
    done = g.CancelToken()
    done.cancel()

    def failing(error, call):
        try:
            call()
        except error:
            return
        raise AssertionError("did not fail")

    def once():
        {call}

    def many(n):
        for _ in range(n):
            once()

    many({n} // 5)
    memory, threads, files = rss(), os_threads(), fds()
    references = [sys.getrefcount(x) for x in (a, out, ones, token, done, None, np.ndarray)]
    many({n})
    grown = rss() - memory
    print(f"grown by {{grown:.2f}} MB", file=sys.stderr)
    assert grown <= 1.5, grown
    assert settled_threads(threads + 4) <= threads + 4
    assert fds() == files
    now = [sys.getrefcount(x) for x in (a, out, ones, token, done, None, np.ndarray)]
    assert all(abs(x - y) <= 500 for x, y in zip(now, references)), (now, references)
    print("ok")
    """

CALLS = {
    "two arrays": ("k.exp(a, out)", 10_000),
    "new arrays": ("k.exp(a)", 10_000),
    "new large arrays": ("k.exp(LARGE)", 2_000),
    "scalars": ("k.sum(a)", 10_000),
    "one axis": ("k.sum(a.reshape(10, 100), 1)", 10_000),
    "lists": ("k.exp([1.0, 2.0])", 10_000),
    "several workers": ("k.sum(LARGE)", 10_000),
    "views": ("k.exp(a[::-2], out[::2])", 10_000),
    "overlap": ("k.exp(a[1:], out=a[:-1]); a[:] = 0.5", 10_000),
    "numbers": ("k.add(a, 1.5)", 10_000),
    "seeds": ("k.monte_carlo_pi(100)", 10_000),
    "a token": ("k.exp(a, cancel=token)", 10_000),
    "new tokens": ("k.exp(a, cancel=g.CancelToken())", 10_000),
    "timeouts": ("k.exp(a, timeout=5)", 10_000),
    "progress": ("k.exp(a, progress=lambda done, total: None)", 10_000),
    "scopes": ("with g.threads(1), g.parallel_chunksize(100): k.exp(a, out)", 10_000),
    "failing: dtype": ("failing(TypeError, lambda: k.exp(ones.astype(complex)))", 10_000),
    "failing: shape": ("failing(ValueError, lambda: k.exp(a, ones))", 10_000),
    "failing: shapes": ("failing(ValueError, lambda: k.add(a, ones))", 10_000),
    "failing: axis": ("failing(IndexError, lambda: k.sum(a, 7))", 10_000),
    "failing: argument": ("failing(TypeError, lambda: k.exp(a, None, cancel=1))", 10_000),
    "failing: value": ("failing(ValueError, lambda: k.monte_carlo_pi(0))", 10_000),
    "failing: cancelled": ("failing(g.Cancelled, lambda: k.exp(a, out, cancel=done))", 10_000),
    "failing: timeout": ("failing(TimeoutError, lambda: k_spin(0.5, timeout=1e-9))", 60),
    "failing: panic": ("failing(g.KernelError, k_panic)", 4_000),
    "failing: address": ("failing(g.KernelError, k_fault)", 4_000),
}


@pytest.mark.parametrize("call", CALLS)
def test_calls_leak_nothing(run, call):
    text, n = CALLS[call]
    run(FLAT.format(call=text, n=n), timeout=30)


def test_tokens_leak_nothing(run):
    """So many that a few bytes of each would show."""
    run("""
        from kit import *
        a = np.ones(8)
        def many(n):
            for _ in range(n):
                g.CancelToken()._native_handle()
        many(20_000)
        before = rss()
        many(100_000)
        assert rss() - before <= 1.5, rss() - before
        print("ok")
        """)


def test_threads_that_end_leak_nothing(run):
    run("""
        from kit import *
        a = np.ones(8)
        def many(n):
            for _ in range(n):
                together(20, lambda i: k.exp(a))
        many(30)
        memory, threads, files = rss(), os_threads(), fds()
        many(100)
        assert rss() - memory <= 1.5, rss() - memory
        assert settled_threads(threads + 4) <= threads + 4
        assert fds() == files
        print("ok")
        """)


def test_an_array_is_free_after_its_call(run):
    """No buffer is held on, also not after a failure: the bytearray below could not be resized."""
    run("""
        from kit import *
        memory = bytearray(8 * 1000)
        a = np.frombuffer(memory)
        k.exp(a, a)
        for call in (lambda: k.exp(a, np.ones(3)), lambda: k.exp(a, a, timeout=-1), lambda: k.add(a, np.ones(3))):
            try:
                call()
            except ValueError:
                continue
            raise AssertionError
        del a, call
        memory.extend(b"x")
        print("ok")
        """)
