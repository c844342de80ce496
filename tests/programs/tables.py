# unsigned-index: an element chosen by a byte, in range and not
def f(k, n):
    h = np.zeros(n, np.int64)
    for i in range(k.size):
        h[k[i]] += 1
    return h

case(f, np.array([3, 0, 4, 3], np.uint8), 5)
case(f, np.array([3, 0, 5, 3], np.uint8), 5, raises=(IndexError, "bounds"))
case(f, np.array([3, 0, 255], np.uint8), 5, raises=(IndexError, "bounds"))
case(f, np.array([3, 0, -5], np.int8), 5)
case(f, np.array([3, 0, -6], np.int8), 5, raises=(IndexError, "bounds"))
---
# rows-of-a-table: few long iterations, each of which fills its own row
def f(x, parts, bins):
    counts = np.zeros((parts, bins), np.int64)
    size = (x.size + parts - 1) // parts
    for p in prange(parts):
        for i in range(p * size, min((p + 1) * size, x.size)):
            counts[p, x[i]] += 1
    return counts

case(f, ((np.arange(200000) * 7919) % 251).astype(np.uint8), 7, 256)
case(f, ((np.arange(5000) * 7919) % 13).astype(np.int16) - 6, 3, 13)
case(f, np.zeros(0, np.uint8), 3, 4)
case(f, ((np.arange(200000) * 7919) % 251).astype(np.uint8), 7, 250, raises=(IndexError, "bounds"))
---
# longest-common: a choice around the larger of two neighbours, of which one was just made
def f(a, b, dtype):
    table = np.zeros((len(a) + 1, len(b) + 1), dtype)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i, j] = table[i - 1, j - 1] + 1
            else:
                table[i, j] = max(table[i - 1, j], table[i, j - 1])
    return table

x, y = ((np.arange(43) * 7919) % 13) % 4, ((np.arange(38) * 104729) % 17) % 4
for t in (np.int64, np.int32, np.int8, np.uint32):
    case(f, x, y, t)
case(f, x[:0], y, np.int64)
---
# cheapest-way: the same of the smaller one, below 0, where the condition does not hold
def f(a, t):
    for i in range(1, a.shape[0]):
        for j in range(1, a.shape[1]):
            left, up = a[i, j - 1], a[i - 1, j]
            if t[i, j] < 0.5:
                v = min(left, up)
            else:
                v = a[i - 1, j - 1] - 3
            a[i, j] = v
    return a

for dtype in (np.int64, np.int32, np.int16):
    case(f, ((np.arange(500) * 7919) % 211 - 100).astype(dtype).reshape(20, 25), ((np.arange(500) * 104729) % 101 / 100).reshape(20, 25))
case(f, np.full((4, 5), np.iinfo(np.int64).min + 9), np.zeros((4, 5)))
case(f, np.full((4, 5), np.iinfo(np.int64).max), np.zeros((4, 5)))
