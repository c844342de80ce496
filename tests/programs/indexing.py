# read-write: one element of a 1-D array
def f(a, i):
    x = a[i]
    a[i] = x + 10
    return x

case(f, np.arange(5.0), 2, want=2.0)
case(f, np.arange(5), 4, want=4)
---
# negative: from the end
def f(a, i):
    a[-1] = a[i] * 2
    return a[-i - 5], a[i]

case(f, np.arange(8.0), -3)
---
# multi-dimensional: two, three and seven indices
def f(a, b, c):
    a[1, 2] = b[1, 0, 1] + c[0, 1, 0, 1, 0, 1, 0]
    return a[1, -1], b[-1, -1, -1]

case(f, np.zeros((2, 3)), np.arange(8.0).reshape(2, 2, 2), np.arange(128.0).reshape((2,) * 7))
---
# chained: a[i][j] is a[i, j]
def f(a):
    a[1][2] = 5.0
    row = a[0]
    row[1] = 6.0
    return a[1][2] + a[0][1]

case(f, np.zeros((2, 3)), want=11.0)
---
# bounds: IndexError with NumPy's text
def f(a, i):
    return a[i]

case(f, np.arange(3.0), 3, raises=(IndexError, "index 3 is out of bounds for axis 0 with size 3"))
case(f, np.arange(3.0), -4, raises=(IndexError, "index -4 is out of bounds for axis 0 with size 3"))
case(f, np.zeros(0), 0, raises=(IndexError, "index 0 is out of bounds for axis 0 with size 0"))
---
# bounds-axis: the axis is named, reading and writing
def f(a, i, j):
    a[i, j] = 1.0

case(f, np.zeros((2, 3)), 1, 3, raises=(IndexError, "index 3 is out of bounds for axis 1 with size 3"))
case(f, np.zeros((2, 3)), -3, 0, raises=(IndexError, "index -3 is out of bounds for axis 0 with size 2"))
---
# bounds-loop: the wrong iteration raises after the others have written
def f(a, n):
    for i in range(n):
        a[i] = i

case(f, np.zeros(4), 4, want=None)
case(f, np.zeros(4), 5, raises=(IndexError, "index 4 is out of bounds"))
---
# layouts: C, Fortran, strided, reversed and transposed arrays
def f(a):
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            s = s * 1.01 + a[i, j]
            a[i, j] += i - j
    return s

base = np.arange(48.0).reshape(6, 8)
case(f, base)
case(f, np.asfortranarray(base))
case(f, base[::2, 1::3])
case(f, base[::-1, ::-2])
case(f, base.T)
---
# slices-read: start, stop, step, negative and open
def f(a):
    return a[2:5], a[:3], a[-3:], a[::2], a[::-1], a[5:1:-2], a[10:20]

case(f, np.arange(7.0))
---
# slices-variable: bounds known only at run time are clipped
def f(a, i, j, k):
    return a[i:j:k].copy()

case(f, np.arange(10), 2, 100, 3)
case(f, np.arange(10), -4, -1, 1)
case(f, np.arange(10), 100, -100, -4)
case(f, np.arange(10), 7, 2, 1)
---
# slice-step-zero: a zero step is an error
def f(a, k):
    return a[::k].sum()

case(f, np.arange(4.0), 0, raises=(ValueError, "slice step cannot be zero"))
---
# slices-2d: rows, columns and blocks
def f(a):
    return a[1], a[:, 2], a[1:3, ::2], a[-1, 1:], a[::-1, 0]

case(f, np.arange(20.0).reshape(4, 5))
---
# ellipsis: stands for all axes not named
def f(a):
    return a[..., 0], a[0, ...], a[1, ..., 2], a[...]

case(f, np.arange(24).reshape(2, 3, 4))
---
# newaxis: None and np.newaxis add an axis
def f(a, b):
    return a[:, None] * b[None, :], a[np.newaxis].shape, b[:, np.newaxis, None].shape

case(f, np.arange(3.0), np.arange(4.0))
---
# view-writes: writing to a slice writes to the array
def f(a):
    b = a[2:6]
    b[0] = 100
    c = b[::-1]
    c[0] = 200
    return b.sum()

case(f, np.arange(8), want=100 + 3 + 4 + 200)
---
# slice-assign-scalar: a scalar fills a slice
def f(a):
    a[1:4] = 7.0
    a[::-3] = -1.0

case(f, np.arange(8.0), want=None)
---
# slice-assign-array: an array, a row, a broadcast row
def f(a, b):
    a[0] = b
    a[1:3] = b
    a[:, 1] = 9.0
    a[3, ::2] = b[:2]

case(f, np.zeros((5, 4)), np.arange(4.0), want=None)
---
# slice-assign-mismatch: wrong lengths are refused as NumPy refuses them
def f(a, b):
    a[1:4] = b

case(f, np.zeros(6), np.ones(3), want=None)
case(f, np.zeros(6), np.ones(1), want=None)
case(f, np.zeros(6), np.ones(2), raises=(ValueError, "could not broadcast"))
---
# slice-inplace: in-place operators on slices
def f(a):
    a[1:] += 10
    a[:2] *= 3
    a[::2] -= a[1::2]

case(f, np.arange(6.0), want=None)
---
# overlap-forward: a[1:] = a[:-1] copies as if through a temporary
def f(a):
    a[1:] = a[:-1]

case(f, np.arange(6.0), want=None)
case(f, np.arange(300), want=None)
---
# overlap-backward: the other direction, and reversed onto itself
def f(a):
    a[:-1] = a[1:]
    a[:] = a[::-1]

case(f, np.arange(7.0), want=None)
---
# overlap-rows: rows of a 2-D array shifted onto their neighbours
def f(a):
    a[1:, :] = a[:-1, :]
    a[:, :-1] = a[:, 1:] * 2

case(f, np.arange(12.0).reshape(3, 4), want=None)
---
# overlap-arguments: two arguments that share memory
def f(a, b):
    a[:] = b + 1

base = np.arange(10.0)
case(f, base[1:], base[:-1], want=None)
case(f, base[::2], base[5:], want=None)
---
# mask-read: a boolean array selects
def f(a, m):
    return a[m], a[a > 2], a[~m].sum()

case(f, np.arange(6.0), np.array([True, False, True, False, False, True]))
---
# mask-assign: scalars and arrays into a selection
def f(a, b):
    a[a < 0] = 0.0
    a[a > 4] = b
    a[a == 1] += 0.5

case(f, np.array([-1.0, 1.0, 5.0, 6.0, -2.0]), np.array([50.0, 60.0]), want=None)
---
# mask-2d: a mask of the array's own shape gives a 1-D selection
def f(a):
    b = a[a % 2 == 0]
    a[a % 2 == 1] = -1
    return b

case(f, np.arange(12).reshape(3, 4))
---
# mask-mismatch: a mask of the wrong length
def f(a, m):
    return a[m]

case(f, np.arange(4.0), np.array([True, False]), raises=(IndexError, "boolean index did not match"))
---
# mask-rows: a 1-D mask selects rows
def f(a, m):
    return a[m], a[:, np.array([True, False, True])]

case(f, np.arange(12.0).reshape(4, 3), np.array([True, False, False, True]))
---
# fancy-read: an integer array selects, negative ones from the end
def f(a, k):
    return a[k], a[k].sum()

case(f, np.arange(5.0) * 10, np.array([3, 0, -1, 3]))
---
# fancy-2d: index arrays with slices and with each other
def f(a, r, c):
    return a[r], a[:, c], a[r, c], a[r, 1:], a[1, c]

case(f, np.arange(12).reshape(3, 4), np.array([2, 0, 2]), np.array([1, 3, 0]))
---
# fancy-assign: later duplicates win
def f(a, k, v):
    a[k] = v
    a[k[:2]] = -5.0

case(f, np.zeros(6), np.array([4, 1, 2, 2]), np.array([1.0, 2.0, 3.0, 4.0]), want=None)
---
# fancy-inplace: a[k] += 1 adds once for a repeated index
def f(a, k):
    a[k] += 1

case(f, np.zeros(4), np.array([1, 1, 3]), want=None)
---
# fancy-bounds: an index array out of range
def f(a, k):
    return a[k]

case(f, np.arange(4.0), np.array([0, 4]), raises=(IndexError, "index 4 is out of bounds for axis 0 with size 4"))
---
# tuple-index: a tuple variable as index
def f(a, t):
    a[t] += 5
    return a[t]

case(f, np.arange(6).reshape(2, 3), (1, 2), want=10)
---
# index-dtypes: indices of every integer dtype
def f(a, k):
    s = 0.0
    for i in range(k.size):
        s += a[k[i]]
    return s

for name in "int8 uint8 int32 uint32 uint64".split():
    case(f, np.arange(9.0), np.array([8, 0, 3], name), want=11.0)
---
# index-bool-float: a float is no index
def f(a, x):
    return a[x]                   ### (x|index).*

fails(f, np.arange(3.0), 1.0, only="both")
---
# flat: all elements of an array of any shape
def f(a):
    s = 0.0
    for x in a.flat:
        s = s * 2 + x
    a.flat[1] = 50.0
    return s, a.flat[2]

case(f, np.arange(6.0).reshape(2, 3))
---
# ndindex-ndenumerate: indices of any number of dimensions
def f(a):
    t = 0
    for i, j in np.ndindex(a.shape):
        t += i * 10 + j
    for (i, j), x in np.ndenumerate(a):
        t += x * (i - j)
    return t

case(f, np.arange(6).reshape(2, 3))
---
# zero-dimensional: a 0-d array is read and written by ()
def f(a):
    x = a[()]
    a[()] = x * 2
    return x

case(f, np.array(3.5), want=3.5)
---
# readonly: reading a read-only array is allowed, writing refused
def f(a):
    return a.sum()

def g(a):
    a[0] = 1.0                    ### a.*read-?only

frozen = np.arange(4.0)
frozen.flags.writeable = False
case(f, frozen, want=6.0)
fails(g, frozen, only="both")
---
# empty: arrays with no elements of several shapes
def f(a):
    return a.sum(), a.size, a * 2, a[:, 1:]

case(f, np.zeros((0, 3)))
case(f, np.zeros((2, 0)))
---
# len-too-many-indices: more indices than dimensions
def f(a):
    return a[0, 1, 2]             ### a.*(indices|dimension)

fails(f, np.zeros((2, 2)), only="both")
---
# misaligned: an array whose address is no multiple of its item size
def f(a):
    a[1] = a[0] + 1.0
    return a.sum()

raw = np.zeros(41, np.uint8)
case(f, raw[1:].view(np.float64)[:5])
