# fields-read: fields of one record and of an element
point = np.dtype([("x", np.float64), ("n", np.int32)])

def f(a, i):
    return a[i].x + a[i]["n"], a["x"][i]

def oracle(a, i):
    return a[i]["x"] + a[i]["n"], a["x"][i]

case(f, np.array([(1.5, 2), (2.5, 7)], point), 1, oracle=oracle)
---
# fields-write: fields of elements are assigned
point = np.dtype([("x", np.float64), ("n", np.int32)])

def f(a):
    for i in range(a.size):
        a[i]["x"] = i * 0.5
        a["n"][i] += 3

case(f, np.zeros(4, point), want=None)
---
# field-arrays: a field as a strided array
point = np.dtype([("x", np.float64), ("y", np.float64), ("n", np.int8)])

def f(a):
    x = a["x"]
    x[0] = 9.0
    a["y"][:] = x * 2
    return x.sum(), a["n"] + 1

case(f, np.ones(5, point))
---
# packed-aligned: packed and aligned layouts
fields = [("a", np.int8), ("b", np.float64), ("c", np.int16)]

def f(r):
    s = 0.0
    for i in range(r.size):
        s += r[i]["a"] * r[i]["b"] + r[i]["c"]
    return s

packed = np.array([(1, 2.5, 3), (4, 5.5, 6)], np.dtype(fields))
case(f, packed)
case(f, packed.astype(np.dtype(fields, align=True)))
---
# prange: records in a parallel loop
body = np.dtype([("pos", np.float64), ("vel", np.float64), ("id", np.int64)])

def f(a, dt):
    e = 0.0
    for i in prange(a.size):
        a[i]["pos"] += a[i]["vel"] * dt
        e += a[i]["vel"] ** 2
    return e

start = np.zeros(50, body)
start["vel"] = np.arange(50)
case(f, start, 0.25)
---
# attribute-access: fields as attributes of record arrays
point = np.dtype([("x", np.float64), ("y", np.float64)])

def f(a):
    s = 0.0
    for p in a:
        s += p.x * p.y
        p.x = 0.0
    return s

case(f, np.array([(1.5, 2.0), (2.5, 4.0)], point).view(np.recarray))
---
# field-unknown: a field that does not exist
point = np.dtype([("x", np.float64)])

def f(a):
    return a[0]["z"]              ### z

fails(f, np.zeros(2, point), only="both")
---
# copy-record: whole records are assigned
point = np.dtype([("x", np.float64), ("n", np.int32)])

def f(a, b):
    for i in range(a.size):
        b[a.size - 1 - i] = a[i]

case(f, np.array([(1.5, 2), (2.5, 7)], point), np.zeros(2, point), want=None)
