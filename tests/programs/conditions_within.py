# chain-of-four: each part is asked within the one before, and what is out of range is never looked at
def f(walls, distance):
    rows, columns = walls.shape
    count = 0
    for i in range(-1, rows + 1):
        for j in range(-1, columns + 1):
            if 0 <= i < rows and 0 <= j < columns and not walls[i, j] and distance[i, j] < 3:
                distance[i, j] += i + j
                count += 1
    return count, distance

case(f, np.arange(42).reshape(6, 7) % 3 == 0, np.arange(42, dtype=np.int32).reshape(6, 7) % 5)
case(f, np.zeros((1, 1), np.bool_), np.zeros((1, 1), np.int32))
---
# negated-chain: the branch that does something is the other one, and two questions lie within each other
def f(a, k):
    s = 0
    for i in range(a.size):
        if not (a[i] > 0 and a[a[i] % 7] > k):
            s += i
        else:
            s -= 2 * i
        if not (a[i] == 3 or a[(a[i] + 1) % 5] == 2 or a[i] // k == 1):
            s ^= 5
    return s

case(f, np.arange(40) % 11 - 2, 2)
---
# chain-in-lanes: loads under the first part's mask only
def f(x, at, out):
    for i in prange(x.size):
        if at[i] >= 0 and at[i] < x.size and x[at[i]] > 0.5 and x[i] < 0.9:
            out[i] += x[at[i]]
    return out

case(f, np.linspace(0, 1, 37), np.arange(37) * 3 - 20, np.zeros(37))
---
# chain-twice: what the condition was is asked for later, too
def f(a, n):
    last = False
    count = 0
    for i in range(n):
        last = i < a.size and a[i] > 2
        if last:
            count += a[i]
    return count, last

case(f, np.arange(9) % 5, 12)
case(f, np.arange(9) % 5, 9)
