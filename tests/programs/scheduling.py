# schedules: every schedule gives the same result
@njit(parallel=True)
def f(a):
    out = np.zeros_like(a)
    for i in prange(a.size, schedule="static"):
        out[i] += a[i]
    for i in prange(a.size, schedule="dynamic"):
        out[i] += a[i] * 2
    for i in prange(a.size, schedule="guided"):
        out[i] += a[i] * 3
    for i in prange(a.size, schedule="auto"):
        out[i] += a[i] * 4
    return out

case(f, np.arange(1001.0))
---
# chunk-size: as an argument of prange, larger and smaller than the loop
def f(a):
    s = 0.0
    for i in prange(a.size, chunksize=1):
        s += a[i]
    for i in prange(1, a.size, chunksize=7):
        s += a[i]
    for i in prange(a.size, 0, -1, chunksize=10000, schedule="dynamic"):
        s += i
    return s

case(f, np.arange(333.0))
---
# chunk-size-variable: known only at run time
def f(a, n):
    out = np.zeros_like(a)
    for i in prange(a.size, chunksize=n):
        out[i] = a[i] + 1
    return out

case(f, np.arange(50.0), 3)
case(f, np.arange(50.0), 0)
---
# num-threads: as an argument of prange, fewer and more than the program's
def f(a):
    s = 0.0
    for i in prange(a.size, num_threads=1):
        s += a[i]
    for i in prange(a.size, num_threads=3):
        s += a[i] * 0.5
    for i in prange(a.size, num_threads=16):
        s += a[i] * 0.25
    return s

case(f, np.arange(999.0) / 7)
---
# schedule-unknown: a schedule that does not exist is named
def f(n):
    t = 0
    for i in prange(n, schedule="fastest"):   ### fastest|schedule
        t += 1
    return t

fails(f, 3)
---
# C8-chunk-scope: parallel_chunksize around calls and inside a kernel
from gokernels import get_parallel_chunksize, parallel_chunksize, set_parallel_chunksize

@njit(parallel=True)
def kernel(a):
    out = np.zeros_like(a)
    for i in prange(a.size):
        out[i] = a[i] * 2
    return out

def f(a):
    with parallel_chunksize(4):
        return kernel(a)

case(f, np.arange(100.0), only="decorated")
---
# chunk-set-inside: set_parallel_chunksize inside a kernel
from gokernels import set_parallel_chunksize

def f(a):
    old = set_parallel_chunksize(8)
    s = 0.0
    for i in prange(a.size):
        s += a[i]
    set_parallel_chunksize(old)
    return s

case(f, np.arange(100.0), want=4950.0)
---
# C6-thread-ids: ids are from 0 to get_num_threads() - 1
from gokernels import get_num_threads, get_thread_id

def f(n):
    ok = True
    for i in prange(n):
        ok &= 0 <= get_thread_id() < get_num_threads()
    return ok

case(f, 10000, want=True)
---
# C6-thread-id-serial: outside of a loop the id is 0
from gokernels import get_thread_id

def f():
    return get_thread_id()

case(f, want=0)
---
# C6-thread-buffers: a scratch row for each thread, fully overwritten before it is read
from gokernels import get_num_threads, get_thread_id

def f(a):
    scratch = np.empty((get_num_threads(), a.shape[1]))
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        row = scratch[get_thread_id()]
        for j in range(a.shape[1]):
            row[j] = a[i, j] * a[i, a.shape[1] - 1 - j]
        out[i] = row.sum()
    return out

case(f, np.arange(600.0).reshape(100, 6))
---
# C6-thread-counts: a counter for each thread; the sum is exact
from gokernels import get_num_threads, get_thread_id

def f(n):
    count = np.zeros(get_num_threads(), np.int64)
    for i in prange(n):
        count[get_thread_id()] += 1
    return count.sum()

case(f, 12345, want=12345)
---
# get-set-threads: the number of threads read and set inside a kernel
from gokernels import get_num_threads, set_num_threads

def f(n):
    old = get_num_threads()
    set_num_threads(1)
    s = 0
    for i in prange(n):
        s += i
    one = get_num_threads()
    set_num_threads(old)
    return s, one, get_num_threads() == old

case(f, 1000, want=(499500, 1, True))
---
# C3-nested-regions: parallel kernels inside parallel loops, three levels
@njit(parallel=True)
def low(x):
    s = 0.0
    for i in prange(20):
        s += x * i
    return s

@njit(parallel=True)
def middle(x):
    s = 0.0
    for i in prange(10):
        s += low(x + i)
    return s

def f(n):
    out = np.zeros(n)
    for i in prange(n):
        out[i] = middle(i)
    return out

case(f, 12)
---
# B1-python-threads: eight Python threads call one parallel kernel at once
import threading

@njit(parallel=True, nogil=True)
def kernel(a, out, k):
    for i in prange(a.size):
        out[k, i] = a[i] * k

def f(a):
    out = np.zeros((8, a.size))
    team = [threading.Thread(target=kernel, args=(a, out, k)) for k in range(8)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    return out

case(f, np.arange(2000.0), only="decorated")
---
# C9-executor: a nogil kernel mapped over chunks by concurrent.futures
from concurrent.futures import ThreadPoolExecutor

@njit(nogil=True)
def partial_sum(a):
    s = 0.0
    for x in a:
        s += x
    return s

def f(a):
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(partial_sum, np.split(a, 8)))

case(f, np.arange(1600.0), want=1279200.0, only="decorated")
---
# B1-recursion-in-threads: parallel kernels from threads, each with nested regions
from concurrent.futures import ThreadPoolExecutor

@njit(parallel=True)
def tree(depth):
    if depth == 0:
        return 1
    t = 0
    for i in prange(2):
        t += tree(depth - 1)
    return t

def f(n):
    with ThreadPoolExecutor(5) as pool:
        return list(pool.map(tree, range(n)))

case(f, 8, want=[1, 2, 4, 8, 16, 32, 64, 128], only="decorated")
---
# exception-in-threads: one thread's exception leaves the others alone
from concurrent.futures import ThreadPoolExecutor

@njit(parallel=True)
def kernel(a, bad):
    s = 0.0
    for i in prange(a.size):
        if i == bad:
            raise ValueError(f"at {i}")
        s += a[i]
    return s

def f(a):
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(kernel, a, k * 400 if k % 2 else -1) for k in range(6)]
    return [str(j.exception()) if j.exception() else j.result() for j in jobs]

case(f, np.arange(3000.0), only="decorated")
---
# chunk-with-inside: parallel_chunksize as a block inside a kernel
from gokernels import parallel_chunksize

def f(a, n):
    out = np.zeros_like(a)
    s = 0.0
    with parallel_chunksize(n):
        for i in prange(a.size):
            out[i] = a[i] * 2
            s += a[i]
    return out, s

case(f, np.arange(100.0), 8)
