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
