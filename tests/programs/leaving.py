# escape: what only the loop reads need not be kept in lanes that left it; the count must
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        x, k = 0.0, 0
        while k < 40 and x * x < 4.0:
            x = x * x + c[i]
            k += 1
        out[i] = k
    return out

case(f, np.linspace(-3, 2, 37))
case(f, np.linspace(-2, 0.3, 8))
---
# read-after: a variable that is read behind the loop keeps what it had when the lane left
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        x, k = 0.0, 0
        while k < 40 and x * x < 4.0:
            x = x * x + c[i]
            k += 1
        out[i] = x + k
    return out

case(f, np.linspace(-3, 2, 37))
---
# carried-in: the inner loop goes on, in its next round, with what it left
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        x, s = c[i], 0
        for r in range(5):
            k = 0
            while k < 6 and x < 50.0:
                x = x * 1.5 + 1.0
                k += 1
            s = s * 7 + k
        out[i] = s
    return out

case(f, np.linspace(-30, 60, 41))
---
# set-again: it is set before every round
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        s = 0
        for r in range(5):
            x, k = c[i] + r, 0
            while k < 6 and x < 50.0:
                x = x * 1.5 + 1.0
                k += 1
            s = s * 7 + k
        out[i] = s
    return out

case(f, np.linspace(-30, 60, 41))
---
# set-sometimes: only some rounds set it
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        x, s = c[i], 0
        for r in range(6):
            if (i + r) % 3 == 0:
                x = c[i] - r
            k = 0
            while k < 6 and x < 50.0:
                x = x * 1.5 + 1.0
                k += 1
            s = s * 7 + k
        out[i] = s
    return out

case(f, np.linspace(-30, 60, 41))
---
# continued: lanes that continue are back in the next turn
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        x, n, k = c[i], 0, 0
        while k < 12:
            k += 1
            if (k + i) % 3 == 0:
                continue
            x = x * 0.5 - 1.0
            if x < -1.9:
                break
            n += 1
        out[i] = n
    return out

case(f, np.linspace(-3, 3000, 43))
---
# branch-temporary: a variable that one branch sets and reads
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        y = 0.0
        if c[i] > 0:
            t = c[i] * 3
            t = t + np.sqrt(t)
            y = t - 1
        else:
            y = c[i] / 2
        out[i] = y
    return out

case(f, np.linspace(-3, 3, 29))
---
# branch-carried: the branch goes on with what it set in an earlier turn
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        t, s = 1.0, 0.0
        for r in range(7):
            if (r * 5 + i) % 3 != 1:
                t = t * 1.25 + c[i]
                s += t
        out[i] = s
    return out

case(f, np.linspace(-3, 3, 29))
---
# swapped: each is set from the other; counts of int64 added under a mask, by other numbers than 1 too
def f(c, d):
    out = np.zeros(c.size, np.int64)
    for i in prange(c.size):
        a, b, n = c[i], d, 0
        while b != 0:
            a, b = b, a % b
            n += 3
            n -= a & 1
        out[i] = n * 100 + a
    return out

case(f, np.arange(1, 60) * 7919, 5040)
---
# old-value: what is added to is read before another change
def f(c):
    out = np.zeros(c.size, np.int64)
    for i in prange(c.size):
        n, k = 0, c[i]
        while k > 0:
            old = n
            if k % 2 == 0:
                n = 5
            n = old + k
            k = k // 3
        out[i] = n
    return out

case(f, np.arange(70))
---
# outer-and-inner: left from two loops by one break
def f(c):
    out = np.zeros(c.size)
    for i in prange(c.size):
        x, n = c[i], 0
        done = False
        while not done:
            y = x
            while True:
                y = y * 0.5 + 0.25
                n += 1
                if y < 1.0:
                    break
                if n > 20:
                    done = True
                    break
            x = x - 1.0
            if x < 0:
                done = True
        out[i] = n
    return out

case(f, np.linspace(-2, 40, 31))
---
# single: the same in float32 and int32, eight to a vector
def f(c, n):
    out = np.zeros(c.size, np.int32)
    for i in prange(c.size):
        x, k = c[i], n[i]
        while k > np.int32(0) and x < np.float32(9):
            x = x * x + np.float32(0.25)
            k = np.int32(k - np.int32(1))
        out[i] = k
    return out

case(f, np.linspace(-1, 1, 45).astype(np.float32), np.arange(45, dtype=np.int32))
