"""Kernels of the suite over matrices, images, points and graphs: as `suite_vectors`, in plain Python."""

from __future__ import annotations

import math

import numpy as np

prange = range

# ---- stencils and images ----


def jacobi(u, out):
    """Mean of the four neighbours."""
    rows, columns = u.shape
    for i in prange(1, rows - 1):
        for j in range(1, columns - 1):
            out[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])


def laplace(u, out):
    """Seven points in three dimensions."""
    for i in prange(1, u.shape[0] - 1):
        for j in range(1, u.shape[1] - 1):
            for k in range(1, u.shape[2] - 1):
                out[i, j, k] = (u[i - 1, j, k] + u[i + 1, j, k] + u[i, j - 1, k] + u[i, j + 1, k]
                                + u[i, j, k - 1] + u[i, j, k + 1] - 6 * u[i, j, k])


def heat(start, steps, c):
    """One dimension, step after step, by slices."""
    u = start.copy()
    for _ in range(steps):
        u[1:-1] = u[1:-1] + c * (u[2:] - 2 * u[1:-1] + u[:-2])
    return u


def life(world, out):
    """Game of Life on a torus."""
    rows, columns = world.shape
    for i in prange(rows):
        for j in range(columns):
            alive = 0
            for a in range(-1, 2):
                for b in range(-1, 2):
                    if a != 0 or b != 0:
                        alive += world[(i + a) % rows, (j + b) % columns]
            out[i, j] = 1 if alive == 3 or (alive == 2 and world[i, j] == 1) else 0


def sobel(image, out):
    """Edges of an image of integers."""
    rows, columns = image.shape
    for i in prange(1, rows - 1):
        for j in range(1, columns - 1):
            x = (image[i - 1, j + 1] + 2 * image[i, j + 1] + image[i + 1, j + 1]
                 - image[i - 1, j - 1] - 2 * image[i, j - 1] - image[i + 1, j - 1])
            y = (image[i + 1, j - 1] + 2 * image[i + 1, j] + image[i + 1, j + 1]
                 - image[i - 1, j - 1] - 2 * image[i - 1, j] - image[i - 1, j + 1])
            out[i, j] = abs(x) + abs(y)


def bilateral(image, radius, near, like, out):
    """Bilateral filter."""
    rows, columns = image.shape
    for i in prange(rows):
        for j in range(columns):
            weights = 0.0
            value = 0.0
            for a in range(max(0, i - radius), min(rows, i + radius + 1)):
                for b in range(max(0, j - radius), min(columns, j + radius + 1)):
                    apart = (a - i) ** 2 + (b - j) ** 2
                    differ = (image[a, b] - image[i, j]) ** 2
                    w = math.exp(-apart / (2 * near * near) - differ / (2 * like * like))
                    weights += w
                    value += w * image[a, b]
            out[i, j] = value / weights


def blur(image, out):
    """Mean of nine neighbours, by two loops of three turns."""
    rows, columns = image.shape
    for i in prange(1, rows - 1):
        for j in range(1, columns - 1):
            s = 0.0
            for a in range(-1, 2):
                for b in range(-1, 2):
                    s += image[i + a, j + b]
            out[i, j] = s / 9


def marked(image, limit, out):
    """Pixels above a limit are marked, the others stay."""
    for i in prange(image.shape[0]):
        for j in range(image.shape[1]):
            if image[i, j] > limit:
                out[i, j] = 255


def median(image, out):
    """Median of nine, by a small sorted buffer."""
    rows, columns = image.shape
    for i in prange(1, rows - 1):
        seen = np.empty(9, image.dtype)
        for j in range(1, columns - 1):
            for k in range(9):
                v = image[i - 1 + k // 3, j - 1 + k % 3]
                m = k
                while m > 0 and seen[m - 1] > v:
                    seen[m] = seen[m - 1]
                    m -= 1
                seen[m] = v
            out[i, j] = seen[4]


def convolved(x, taps, out):
    """Convolution of a signal."""
    for i in prange(len(x) - len(taps) + 1):
        s = 0.0
        for k in range(len(taps)):
            s += taps[k] * x[i + k]
        out[i] = s


def filtered(image, weights, out):
    """Convolution of an image."""
    rows, columns = weights.shape
    for i in prange(image.shape[0] - rows + 1):
        for j in range(image.shape[1] - columns + 1):
            s = 0.0
            for a in range(rows):
                for b in range(columns):
                    s += weights[a, b] * image[i + a, j + b]
            out[i, j] = s


def grey(image, out):
    """Luminance of red, green and blue bytes."""
    for i in prange(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = (299 * int(image[i, j, 0]) + 587 * int(image[i, j, 1]) + 114 * int(image[i, j, 2])) // 1000


# ---- matrices ----


def matrix_vector(m, x, out):
    """Product of a matrix and a vector."""
    for i in prange(m.shape[0]):
        s = 0.0
        for j in range(m.shape[1]):
            s += m[i, j] * x[j]
        out[i] = s


def matrix_product(a, b, out):
    """Product of matrices, the textbook's three loops."""
    for i in prange(a.shape[0]):
        for j in range(b.shape[1]):
            s = 0.0
            for k in range(a.shape[1]):
                s += a[i, k] * b[k, j]
            out[i, j] = s


def matrix_product_rows(a, b, out):
    """Product of matrices, with the loops in the order of memory."""
    for i in prange(a.shape[0]):
        for j in range(b.shape[1]):
            out[i, j] = 0
        for k in range(a.shape[1]):
            v = a[i, k]
            for j in range(b.shape[1]):
                out[i, j] += v * b[k, j]


def transposed(a, out):
    """Rows to columns."""
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            out[j, i] = a[i, j]


def row_sums(a, out):
    """Sums of rows by slices."""
    for i in prange(a.shape[0]):
        out[i] = a[i].sum()


def normalised(a):
    """Rows less their mean: broadcasting in an array expression."""
    out = np.empty_like(a)
    for i in prange(a.shape[0]):
        row = a[i]
        out[i] = (row - row.mean()) / (row.std() + 1e-9)
    return out


def sparse_vector(data, columns, rows, x, out):
    """Product of a sparse matrix (CSR) and a vector."""
    for i in prange(len(rows) - 1):
        s = 0.0
        for k in range(rows[i], rows[i + 1]):
            s += data[k] * x[columns[k]]
        out[i] = s


def gauss_seidel(a, right, sweeps):
    """Gauss-Seidel: every unknown uses those before it."""
    x = np.zeros(len(right))
    for _ in range(sweeps):
        for i in range(len(right)):
            s = right[i]
            for j in range(len(right)):
                if j != i:
                    s -= a[i, j] * x[j]
            x[i] = s / a[i, i]
    return x


def gauss_seidel_grid(start, sweeps):
    """Gauss-Seidel on a grid, in place."""
    u = start.copy()
    for _ in range(sweeps):
        for i in range(1, u.shape[0] - 1):
            for j in range(1, u.shape[1] - 1):
                u[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
    return u


def cholesky(a):
    """Cholesky factor."""
    n = a.shape[0]
    low = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            low[i, j] = math.sqrt(s) if i == j else s / low[j, j]
    return low


def floyd_warshall(distances):
    """Shortest paths between all nodes."""
    d = distances.copy()
    n = d.shape[0]
    for k in range(n):
        for i in prange(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]
    return d


# ---- points and bodies ----


def n_body(position, mass, force):
    """Gravity of all on all."""
    n = position.shape[0]
    for i in prange(n):
        x, y, z = 0.0, 0.0, 0.0
        for j in range(n):
            dx = position[j, 0] - position[i, 0]
            dy = position[j, 1] - position[i, 1]
            dz = position[j, 2] - position[i, 2]
            r2 = dx * dx + dy * dy + dz * dz + 1e-3
            w = mass[j] / (r2 * math.sqrt(r2))
            x += w * dx
            y += w * dy
            z += w * dz
        force[i, 0] = x
        force[i, 1] = y
        force[i, 2] = z


def pairwise(points):
    """Distances of all points."""
    n, dimensions = points.shape
    out = np.empty((n, n), points.dtype)
    for i in prange(n):
        for j in range(n):
            s = 0.0
            for k in range(dimensions):
                d = points[i, k] - points[j, k]
                s += d * d
            out[i, j] = math.sqrt(s)
    return out


def nearest(points, centres, label):
    """Assignment step of k-means."""
    for i in prange(points.shape[0]):
        best = np.inf
        for c in range(centres.shape[0]):
            s = 0.0
            for k in range(points.shape[1]):
                s += (points[i, k] - centres[c, k]) ** 2
            if s < best:
                best = s
                label[i] = c


def centres_of(points, label, centres):
    """Update step of k-means."""
    counts = np.zeros(centres.shape[0], np.int64)
    centres[:] = 0
    for i in range(points.shape[0]):
        c = label[i]
        counts[c] += 1
        for k in range(points.shape[1]):
            centres[c, k] += points[i, k]
    for c in range(centres.shape[0]):
        if counts[c] > 0:
            for k in range(points.shape[1]):
                centres[c, k] /= counts[c]


def spheres(directions, centres, radius, hit):
    """Distance along each ray to the nearest sphere."""
    for i in prange(directions.shape[0]):
        x, y, z = directions[i, 0], directions[i, 1], directions[i, 2]
        nearest_hit = np.inf
        for s in range(centres.shape[0]):
            b = x * centres[s, 0] + y * centres[s, 1] + z * centres[s, 2]
            c = centres[s, 0] ** 2 + centres[s, 1] ** 2 + centres[s, 2] ** 2 - radius[s] ** 2
            disc = b * b - c
            if disc > 0:
                t = b - math.sqrt(disc)
                if 0 < t < nearest_hit:
                    nearest_hit = t
        hit[i] = nearest_hit


def breadth_first(walls, distance):
    """Distances in a maze, by a queue."""
    rows, columns = walls.shape
    queue = np.empty(rows * columns, np.int64)
    distance[:] = -1
    distance[0, 0] = 0
    queue[0] = 0
    head, tail = 0, 1
    while head < tail:
        i, j = queue[head] // columns, queue[head] % columns
        head += 1
        for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            a, b = i + step[0], j + step[1]
            if 0 <= a < rows and 0 <= b < columns and not walls[a, b] and distance[a, b] < 0:
                distance[a, b] = distance[i, j] + 1
                queue[tail] = a * columns + b
                tail += 1
    return tail
