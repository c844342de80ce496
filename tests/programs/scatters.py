# A3-histogram: h[k[i]] += 1, a shared element update
def f(k, n):
    h = np.zeros(n, np.int64)
    for i in prange(k.size):
        h[k[i]] += 1
    return h

case(f, (np.arange(5000) * 7919) % 13, 13)
---
# A3-weighted: h[k[i]] += w[i] in floats, same bits for every thread count
def f(k, w, n):
    h = np.zeros(n)
    for i in prange(k.size):
        h[k[i]] += w[i]
    return h

case(f, (np.arange(5000) * 7919) % 13, np.sin(np.arange(5000.0)), 13)
---
# A3-modulo: h[i % 4] += 1
def f(n):
    h = np.zeros(4, np.int64)
    for i in prange(n):
        h[i % 4] += i
    return h

case(f, 1001)
---
# A3-two-d: a 2-D histogram through computed indices
def f(x, y):
    h = np.zeros((4, 5))
    for i in prange(x.size):
        h[int(x[i] * 4), int(y[i] * 5)] += 1.0
    return h

case(f, (np.arange(3000) * 0.618) % 1.0, (np.arange(3000) * 0.414) % 1.0)
---
# A3-argument: an argument is updated, its initial content kept; negative indices count
def f(h, k):
    for i in prange(k.size):
        h[k[i]] -= 2

case(f, np.full(5, 100), (np.arange(1000) * 3) % 10 - 5, want=None)
---
# A3-fixed-element: s[0] += x, one shared cell
def f(a):
    s = np.zeros(2)
    for i in prange(a.size):
        s[0] += a[i]
        s[1] += 1.0
    return s

case(f, np.arange(3000.0))
---
# A3-maximum: h[k] = max(h[k], x)
def f(k, x):
    h = np.full(7, -1.0)
    for i in prange(k.size):
        h[k[i]] = max(h[k[i]], x[i])
    return h

case(f, (np.arange(2000) * 31) % 7, np.sin(np.arange(2000.0)))
---
# A3-scatter-rows: a row of a shared array gains a row
def f(k, x):
    h = np.zeros((5, 3))
    for i in prange(k.size):
        h[k[i]] += x[i]
    return h

case(f, (np.arange(500) * 3) % 5, np.cos(np.arange(1500.0)).reshape(500, 3))
