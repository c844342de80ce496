# row-reductions: reductions of rows, columns and slices
rng = np.random.default_rng(1)

def reduced(a):
    out = np.zeros((a.shape[0], 8))
    for i in prange(a.shape[0]):
        row = a[i]
        out[i, 0] = row.sum()
        out[i, 1] = row.min()
        out[i, 2] = a[i].max()
        out[i, 3] = row.argmin()
        out[i, 4] = row.mean()
        out[i, 5] = (row > 5).any()
        out[i, 6] = np.all(a[i] > 1)
        out[i, 7] = (row * row).sum() - row.prod()
    return out

for n in (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 40):
    case(reduced, rng.random((5, n)) * 9)
    case(reduced, rng.integers(-2, 3, (5, n)))
case(reduced, rng.integers(0, 100, (3, 50)).astype(np.uint8))
case(reduced, rng.random((5, 30))[::-2, ::-3])
case(reduced, np.asfortranarray(rng.random((5, 9))))
case(reduced, np.zeros((0, 4)))
case(reduced, np.zeros((3, 0)), raises=(ValueError, "zero-size array"))

def columns(a):
    out = np.zeros(a.shape[1])
    t = a.T
    for j in prange(t.shape[0]):
        out[j] = a[:, j].sum() - t[j, 1:].max()
    return out

case(columns, rng.random((6, 5)))
case(columns, rng.integers(-99, 99, (20, 3)).astype(np.int16))
---
# row-sums-long: a sum of a row in single precision and of many elements

def sums(a):
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        out[i] = a[i].sum()
    return out

case(sums, np.random.default_rng(2).random((4, 33), np.float32), rtol=1e-5)
case(sums, np.random.default_rng(3).random((2, 100_000)))
---
# row-slices: bounds of slices: negative, clipped, empty, with steps; rows of more dimensions

def sliced(a):
    n = a.shape[1]
    out = np.zeros((a.shape[0], 10))
    for i in prange(a.shape[0]):
        out[i, 0] = a[i, 2:5].sum()
        out[i, 1] = a[i, i:].sum()
        out[i, 2] = a[i, -3:].sum()
        out[i, 3] = a[i, ::-1][:2].sum()
        out[i, 4] = a[i, : i - 2 : -2].sum()
        out[i, 5] = a[-1 - i, i - 4 : n - i].sum()
        out[i, 6] = a[i, 100:-100:-3].sum()
        out[i, 7] = a[i, 7:3].sum()
        out[i, 8] = a[i, 1:][1:][::2].sum()
        out[i, 9] = a[: i + 1, i % n].sum()
    return out

for shape in ((1, 1), (4, 3), (6, 7), (9, 20)):
    case(sliced, np.random.default_rng(4).random(shape))

def cubes(a):
    out = np.zeros((a.shape[0], a.shape[2]))
    for i in prange(a.shape[0]):
        out[i] = a[i].sum() + a[i, 0] * 2
        out[i, 0] = a[i, :, -1].mean()
    return out

case(cubes, np.random.default_rng(5).random((4, 3, 9)))
case(cubes, np.random.default_rng(5).random((4, 1, 3)))
---
# rows-in-place: rows in place, rows of one array from those of another, and with an operand that is stretched

def in_place(a, b):
    for i in prange(a.shape[0]):
        a[i] *= 2
        a[i] += b
        a[i, 1:3] -= 1

def between(out, a, b):
    for i in prange(a.shape[0]):
        out[i] = a[i] * b[i] + 1

rng = np.random.default_rng(6)
for n in (0, 1, 3, 8, 21):
    case(in_place, rng.random((5, n)), rng.random(n))
    case(in_place, rng.integers(0, 9, (5, n)), rng.integers(0, 9, 1))
    case(between, rng.random((5, n)), rng.random((5, n)), rng.random((5, n)))
    case(between, rng.random((5, n)), rng.random((5, 1)), rng.random((5, n)))
case(in_place, rng.random((5, 4)), rng.random(3), raises=(ValueError, "broadcast"))
case(in_place, rng.random((0, 4)), rng.random(3))
case(between, rng.random((5, 4)), rng.random((5, 4)), rng.random((5, 3)), raises=(ValueError, "broadcast"))
case(between, rng.random((5, 3)), rng.random((5, 4)), rng.random((5, 4)), raises=(ValueError, "broadcast"))
case(between, rng.random((3, 4)), rng.random((5, 4)), rng.random((5, 4)), raises=(IndexError, "out of bounds"))

def normalised(a):
    out = np.empty_like(a)
    for i in prange(a.shape[0]):
        row = a[i]
        out[i] = (row - row.mean()) / (row.std() + 1e-9)
    return out

for n in (1, 2, 9, 33):
    case(normalised, rng.random((5, n)))
---
# row-loops: loops over rows, and small arrays that every iteration makes

def iterated(a):
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        s = 0.0
        for x in a[i, 1:]:
            s = s * 0.5 + x
        out[i] = s
    return out

def ranked(a, k):
    out = np.zeros((a.shape[0], k))
    for i in prange(a.shape[0]):
        best = np.zeros(k)
        seen = np.empty(a.shape[1], np.int64)
        for j in range(a.shape[1]):
            seen[j] = j
            m = k
            while m > 0 and best[m - 1] < a[i, j]:
                if m < k:
                    best[m] = best[m - 1]
                m -= 1
            if m < k:
                best[m] = a[i, j]
        out[i] = best + seen.sum()
    return out

rng = np.random.default_rng(7)
case(iterated, rng.random((4, 9)))
case(iterated, rng.random((4, 0)))
case(ranked, rng.random((6, 20)), 3)
case(ranked, rng.random((6, 2)), 0)
case(ranked, rng.random((6, 2)), -1, raises=(ValueError, "negative dimensions"))
case(ranked, rng.random((0, 2)), 1)
---
# row-exceptions: the lowest iteration's exception

def picked(a, at):
    out = np.zeros(len(at))
    for i in prange(len(at)):
        out[i] = a[at[i]].sum() + a[at[i], 1]
    return out

case(picked, np.ones((3, 2)), np.array([0, -3, 2, 1]))
case(picked, np.ones((3, 2)), np.array([0, -4, 3]), raises=(IndexError, "-4"))
case(picked, np.ones((3, 1)), np.array([0, 5]), raises=(IndexError, "1"))
---
# elements-that-meet: a row is changed by elements of its own, which it changes too

def floyd(d):
    d = d.copy()
    n = d.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]
    return d

def scaled(a):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            a[i, j] = a[i, j] * a[i, i % 7 - 3] + a[i, 5]

def eliminated(a):
    for k in range(a.shape[0]):
        for i in range(a.shape[0]):
            if i != k:
                for j in range(a.shape[1]):
                    a[i, j] -= a[k, j] * a[i, k] / a[k, k]

def moved(a, by):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1] - 2):
            a[i, j + 2] += a[i, by] - j

rng = np.random.default_rng(17)
for n in (1, 3, 8, 9, 21, 40):
    case(floyd, rng.integers(-2, 99, (n, n)).astype(np.int32))
    case(floyd, rng.integers(-2, 99, (n, n)).astype(np.float64))
    case(eliminated, rng.random((n, n + 1)) + np.eye(n, n + 1) * n)
for kind in (np.int16, np.int64, np.float32, np.float64):
    case(scaled, rng.integers(-2, 3, (20, 23)).astype(kind))
    for by in (0, 1, 2, 3, 11, 22, -1, -23, -22):
        case(moved, rng.integers(-9, 9, (3, 23)).astype(kind), by)
case(moved, np.ones((3, 23)), 23, raises=(IndexError, "23"))
