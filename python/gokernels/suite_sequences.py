"""Kernels of the suite over sequences: bytes, tables, sorting, recursion, transforms: as `suite_vectors`, in plain Python."""

from __future__ import annotations

import math

import numpy as np

prange = range

# ---- counting and tables ----


def histogram(x, low, high, counts):
    """Counts of values in bins, in one thread."""
    scale = len(counts) / (high - low)
    for i in range(len(x)):
        k = int((x[i] - low) * scale)
        if 0 <= k < len(counts):
            counts[k] += 1


def histogram_parts(x, parts, bins):
    """Counts of small integers: a row for each part, added at the end."""
    counts = np.zeros((parts, bins), np.int64)
    size = (len(x) + parts - 1) // parts
    for p in prange(parts):
        for i in range(p * size, min((p + 1) * size, len(x))):
            counts[p, x[i]] += 1
    return counts.sum(axis=0)


def sieve(n):
    """Count of primes by Eratosthenes."""
    prime = np.ones(n, np.bool_)
    prime[:2] = False
    i = 2
    while i * i < n:
        if prime[i]:
            for k in range(i * i, n, i):
                prime[k] = False
        i += 1
    return prime.sum()


def levenshtein(a, b):
    """Edit distance of two byte sequences."""
    before = np.arange(len(b) + 1)
    now = np.empty(len(b) + 1, np.int64)
    for i in range(len(a)):
        now[0] = i + 1
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            now[j + 1] = min(before[j + 1] + 1, now[j] + 1, before[j] + cost)
        before, now = now, before
    return before[len(b)]


def common(a, b):
    """Length of the longest common subsequence, in one table."""
    table = np.zeros((len(a) + 1, len(b) + 1), np.int32)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i, j] = table[i - 1, j - 1] + 1
            else:
                table[i, j] = max(table[i - 1, j], table[i, j - 1])
    return table[len(a), len(b)]


def knapsack(weights, values, room):
    """Best value in a room of integers."""
    best = np.zeros(room + 1, np.int64)
    for i in range(len(weights)):
        for r in range(room, weights[i] - 1, -1):
            best[r] = max(best[r], best[r - weights[i]] + values[i])
    return best[room]


# ---- bytes ----


def parse_integers(text, out):
    """Integers of a text of bytes, separated by anything else."""
    count = 0
    value = 0
    sign = 1
    digits = 0
    for i in range(len(text)):
        c = int(text[i])
        if 48 <= c <= 57:
            value = value * 10 + (c - 48)
            digits += 1
        else:
            if digits > 0:
                out[count] = sign * value
                count += 1
            value = 0
            digits = 0
            sign = -1 if c == 45 else 1
    return count


def parse_floats(text, ends, out):
    """Decimal numbers of lines, a line an element."""
    for i in prange(len(ends)):
        start = 0 if i == 0 else ends[i - 1] + 1
        value = 0.0
        scale = 0.0
        for k in range(start, ends[i]):
            c = int(text[k])
            if c == 46:
                scale = 1.0
            else:
                value = value * 10 + (c - 48)
                scale *= 10
        out[i] = value / scale if scale > 0 else value


def words(text):
    """Count of words in bytes."""
    count = 0
    gap = True
    for i in range(len(text)):
        blank = text[i] == 32 or text[i] == 10
        if gap and not blank:
            count += 1
        gap = blank
    return count


def checksum(data, table):
    """CRC by a table."""
    c = 0xFFFFFFFF
    for i in range(len(data)):
        c = table[(c ^ int(data[i])) & 0xFF] ^ (c >> 8)
    return c ^ 0xFFFFFFFF


def runs(x, value, length):
    """Run-length encoding."""
    count = 0
    i = 0
    while i < len(x):
        k = i + 1
        while k < len(x) and x[k] == x[i]:
            k += 1
        value[count] = x[i]
        length[count] = k - i
        count += 1
        i = k
    return count


# ---- sorting ----


def insertion(x):
    """Insertion sort of a copy."""
    a = x.copy()
    for i in range(1, len(a)):
        v = a[i]
        k = i
        while k > 0 and a[k - 1] > v:
            a[k] = a[k - 1]
            k -= 1
        a[k] = v
    return a


def partition(a, low, high):
    """Split around the middle element, after Hoare."""
    pivot = a[(low + high) // 2]
    i, j = low, high
    while i <= j:
        while a[i] < pivot:
            i += 1
        while a[j] > pivot:
            j -= 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i += 1
            j -= 1
    return i, j


def quicksort_part(a, low, high):
    """Sort a part by recursion."""
    if low < high:
        i, j = partition(a, low, high)
        quicksort_part(a, low, j)
        quicksort_part(a, i, high)
    return 0


def quicksort(x):
    """Quicksort of a copy, by recursion."""
    a = x.copy()
    quicksort_part(a, 0, len(a) - 1)
    return a


def heapsort(x):
    """Heap sort of a copy."""
    a = x.copy()
    n = len(a)
    for step in range(n // 2 + n):
        last = n if step < n // 2 else n - 1 - (step - n // 2)
        root = n // 2 - 1 - step if step < n // 2 else 0
        if step >= n // 2:
            a[0], a[last] = a[last], a[0]
        while 2 * root + 1 < last:
            child = 2 * root + 1
            if child + 1 < last and a[child + 1] > a[child]:
                child += 1
            if a[root] >= a[child]:
                break
            a[root], a[child] = a[child], a[root]
            root = child
    return a


def merged(a, b, out):
    """Merge of two sorted arrays."""
    i, j = 0, 0
    for k in range(len(out)):
        if j >= len(b) or (i < len(a) and a[i] <= b[j]):
            out[k] = a[i]
            i += 1
        else:
            out[k] = b[j]
            j += 1


def sorted_rows(a):
    """NumPy's sort of every row."""
    out = np.empty_like(a)
    for i in prange(a.shape[0]):
        out[i] = np.sort(a[i])
    return out


# ---- recursion and transforms ----


def fibonacci(n):
    """Fibonacci by recursion."""
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def queens(full, columns, left, right):
    """Count of ways to place queens, by recursion over bits."""
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        count += queens(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


def roots_of(parent, a, b):
    """Union-find with path halving: count of components."""
    count = len(parent)
    for k in range(len(a)):
        i, j = a[k], b[k]
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        while parent[j] != j:
            parent[j] = parent[parent[j]]
            j = parent[j]
        if i != j:
            parent[i] = j
            count -= 1
    return count


def fourier(re, im):
    """Fast Fourier transform: bit reversal and butterflies."""
    n = len(re)
    x = re.copy()
    y = im.copy()
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            x[i], x[j] = x[j], x[i]
            y[i], y[j] = y[j], y[i]
    size = 2
    while size <= n:
        half = size // 2
        angle = -2 * math.pi / size
        for k in range(half):
            c = math.cos(angle * k)
            s = math.sin(angle * k)
            for start in range(0, n, size):
                a = start + k
                b = a + half
                u = c * x[b] - s * y[b]
                v = c * y[b] + s * x[b]
                x[b] = x[a] - u
                y[b] = y[a] - v
                x[a] += u
                y[a] += v
        size *= 2
    return x, y


def powers_modulo(bases, exponent, modulus, out):
    """Powers modulo a number, by squaring."""
    for i in prange(len(bases)):
        result = 1
        base = bases[i] % modulus
        e = exponent
        while e > 0:
            if e & 1:
                result = result * base % modulus
            base = base * base % modulus
            e >>= 1
        out[i] = result
