"""Failures inside Go become exceptions, and the process and its pool of workers go on."""

import json

import pytest


def test_panic_becomes_an_exception(run):
    run("""
        from kit import *
        try:
            k_panic()
        except g.KernelError as error:
            assert "_panic was called" in str(error), error
            print("ok")
        """)


def test_bad_address_becomes_an_exception(run):
    run("""
        from kit import *
        try:
            zkernels._fault(0xdead000)
        except g.KernelError as error:
            assert "bad address 0xdead000" in str(error), error
            print("ok")
        """)


ADDRESSES = [0, 8, -8, 1 << 62, 0x7FFF_FFFF_F000, -(1 << 63)]


@pytest.fixture(scope="module")
def answers(run):
    done = run(f"""
        import json
        from kit import *
        seen = {{}}
        for address in {ADDRESSES}:
            try:
                zkernels._fault(address)
            except g.KernelError as error:
                seen[address] = str(error)
        right()
        print(json.dumps(seen))
        """, says=None)
    return json.loads(done.stdout)


@pytest.mark.parametrize("address", ADDRESSES)
def test_bad_addresses_of_all_sorts(answers, address):
    """Of no page, of the kernel's half, and those that are no address at all (not canonical)."""
    assert "address" in answers[str(address)]


@pytest.mark.parametrize("threads", [1, 8])
@pytest.mark.parametrize("kernel", ["k_panic", "k_fault"])
def test_the_pool_goes_on(run, kernel, threads):
    run(f"""
        from kit import *
        g.set_num_threads({threads})
        right()
        before = os_threads()
        for _ in range(50):
            try:
                {kernel}()
            except g.KernelError:
                right()
        assert settled_threads(before + {threads} + 8) <= before + {threads} + 8
        assert {threads} == 1 or workers_of(lambda: k_spin(0.4)) >= 2
        print("ok")
        """)


@pytest.mark.parametrize("faulthandler", [True, False])
def test_from_8_threads_at_once(run, faulthandler):
    run("""
        from kit import *
        def body(i):
            for j in range(40):
                try:
                    (k_panic if (i + j) % 2 else k_fault)()
                except g.KernelError:
                    continue
                raise AssertionError
        together(8, body)
        right()
        print("ok")
        """, faulthandler=faulthandler)


def test_beside_kernels_that_do_not_fail(run):
    run("""
        from kit import *
        with busy(3):
            for i in range(60):
                try:
                    (k_panic if i % 2 else k_fault)()
                except g.KernelError:
                    continue
                raise AssertionError
        print("ok")
        """)


def test_from_a_thread_without_python_frames_below(run):
    """The first Go call of a new thread sets the thread up; here it faults at once."""
    run("""
        from kit import *
        def body(i):
            try:
                k_fault()
            except g.KernelError:
                return
            raise AssertionError
        together(50, body)
        print("ok")
        """)


# ---- memory that goes away, by public means ----

GONE = """
    from kit import *
    import ctypes, mmap, tempfile
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    SIZE = 8 << 20

    def mapped():
        address = libc.mmap(None, SIZE, 3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
        return address, np.frombuffer((ctypes.c_char * SIZE).from_address(address), np.float64)

    def protect(address, how):
        # The middle, so that some chunks end well. Not unmapped: the next mmap of anybody might fill the hole.
        assert libc.mprotect(address + SIZE // 2, SIZE // 4, how) == 0

    def refused(kernel, *arguments):
        for _ in range(20):
            try:
                kernel(*arguments)
            except g.KernelError as error:
                assert "bad address" in str(error), error
                continue
            raise AssertionError
        right()
        print("ok")
    """


def test_input_not_readable(run):
    run(GONE + """
    address, a = mapped()
    protect(address, 0)
    refused(k.exp, a, np.empty(a.size))
    """)


def test_output_write_protected(run):
    run(GONE + """
    address, out = mapped()
    protect(address, mmap.PROT_READ)
    refused(k.exp, np.ones(out.size), out)
    """)


def test_file_truncated_below_its_mapping(run):
    """SIGBUS, as when a file on a network drive shrinks under np.memmap."""
    run(GONE + """
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(SIZE)
        a = np.memmap(file.name, np.float64, "r")
        file.truncate(SIZE // 2)
        refused(k.exp, a, np.empty(a.size))
    """)


def test_in_a_reduction(run):
    run(GONE + """
    address, a = mapped()
    protect(address, 0)
    refused(k.sum, a)
    """)


# ---- the same in machine code ----

COMPILED = GONE + """
    @g.njit
    def total(a):
        s = 0.0
        for i in range(a.size):
            s += a[i]
        return s

    @g.njit(parallel=True)
    def doubled(a, out):
        for i in g.prange(a.size):
            out[i] = 2 * a[i]

    @g.njit
    def walk(a, i):
        return 0.0 if i >= a.size else a[i] + walk(a, i + 4096)

    @g.njit(parallel=True)
    def spread(a, at):
        for i in g.prange(at.size):
            if at[i] % 3:
                a[at[i]] = i

    def all_right():
        ones = np.ones(100_000)
        assert total(ones) == ones.size and walk(ones, 0) == 25
        doubled(ones, ones)
        assert (ones == 2).all()
        spread(ones, np.arange(ones.size))
        assert ones[4] == 4 and ones[3] == 2

    def ended(function, *arguments):
        all_right()
        refused(function, *arguments)
        all_right()
    """


@pytest.mark.parametrize("call", ["total(a)", "doubled(a, np.empty(a.size))", "walk(a, 0)"])
def test_compiled_input_not_readable(run, call):
    function, arguments = call.split("(", 1)
    run(COMPILED + f"""
    address, a = mapped()
    protect(address, 0)
    ended({function}, {arguments}
    """)


@pytest.mark.parametrize("call", ["doubled(np.ones(out.size), out)", "spread(out, np.arange(out.size))"])
def test_compiled_output_write_protected(run, call):
    function, arguments = call.split("(", 1)
    run(COMPILED + f"""
    address, out = mapped()
    protect(address, mmap.PROT_READ)
    ended({function}, {arguments}
    """)


def test_compiled_file_truncated_below_its_mapping(run):
    run(COMPILED + """
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(SIZE)
        a = np.memmap(file.name, np.float64, "r")
        file.truncate(SIZE // 2)
        ended(total, a)
    """)


def test_compiled_in_many_threads_and_a_child(run):
    """Some calls end well beside those that do not; a child has handlers of its own."""
    run(COMPILED + """
    address, a = mapped()
    protect(address, 0)
    all_right()

    def body(i):
        for _ in range(20):
            all_right()
            try:
                doubled(a, np.empty(a.size))
            except g.KernelError:
                continue
            raise AssertionError

    together(8, body)
    if os.fork() == 0:
        together(2, body)
        os._exit(0)
    assert os.wait()[1] == 0
    all_right()
    print("ok")
    """)


# ---- crashes that are not ours stay crashes ----

CRASH = "ctypes.memset(0x10, 1, 8)"


@pytest.mark.parametrize("when", ["", "right()"], ids=["before", "after"])
def test_a_crash_elsewhere_is_reported_by_faulthandler(run, when):
    done = run(f"""
        from kit import *
        import ctypes
        {when}
        {CRASH}
        """, code=-11, says="")
    assert "Fatal Python error: Segmentation fault" in done.stderr


def test_a_crash_elsewhere_ends_the_process(run):
    run(f"""
        from kit import *
        import ctypes
        right()
        {CRASH}
        """, code=None, says="", faulthandler=False)


def test_a_crash_elsewhere_ends_a_child(run):
    run(f"""
        from kit import *
        import ctypes
        right()
        def body():
            right()
            {CRASH}
        assert wait(fork(body)) != 0
        print("ok")
        """)


def test_a_crash_in_another_thread_while_kernels_run(run):
    run(f"""
        from kit import *
        import ctypes
        with busy(2):
            time.sleep(0.2)
            {CRASH}
        """, code=-11, says="")


def test_broken_pipe_is_an_exception_still(run):
    """Python ignores SIGPIPE; Go handles it, and must pass it on."""
    run("""
        from kit import *
        right()
        def body():
            right()
            read, write = os.pipe()
            os.close(read)
            try:
                os.write(write, b"x")
            except BrokenPipeError:
                return
            raise AssertionError
        body()
        child(body)
        print("ok")
        """)


def test_division_by_zero_elsewhere_is_numpys(run):
    run("""
        from kit import *
        right()
        with np.errstate(all="ignore"):
            assert (np.arange(3) // np.zeros(3, int) == 0).all()
        with np.errstate(all="raise"):
            try:
                np.float64(1) / np.float64(0)
            except FloatingPointError:
                print("ok")
        """)
