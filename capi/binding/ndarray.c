/* numpy.ndarray read in place.
 *
 * The buffer protocol costs some 100 ns an array, because NumPy builds a description each
 * time. The head of the ndarray struct is part of NumPy's C ABI (PyArrayObject_fields and
 * PyArray_Descr up to type_num, the same since 1.7) and costs nothing to read. We do not
 * compile against NumPy's headers, which do not promise the limited API; so what is read here
 * is checked once, at load time, against what Python says of sample arrays. If anything
 * differs, gk_ndarray_trusted stays 0 and every call takes the buffer protocol.
 */
#include "ndarray.h"

#include <string.h>

int gk_ndarray_trusted;

/* Our dtype by NumPy's type number: NPY_BOOL, NPY_BYTE, … NPY_DOUBLE. */
static const int8_t dtypes[] = {
    GK_BOOL, GK_INT8, GK_UINT8, GK_INT16, GK_UINT16, GK_INT32, GK_UINT32, GK_INT64, GK_UINT64,
    GK_INT64, GK_UINT64, GK_FLOAT32, GK_FLOAT64,
};

static int dtype_of(const gk_descr_head *descr)
{
    if (descr->number < 0 || descr->number >= (int)sizeof dtypes || descr->byteorder == '>') {
        return GK_NODTYPE;
    }
    return dtypes[descr->number];
}

int gk_ndarray_read(PyObject *object, int writable, gk_array *array)
{
    const gk_ndarray_head *head = (const gk_ndarray_head *)object;
    int dtype = dtype_of(head->descr);
    if (dtype == GK_NODTYPE || head->ndim > GK_MAXDIM || (writable && !(head->flags & GK_WRITEABLE))) {
        return 0;
    }
    array->data = (uint64_t)(uintptr_t)head->data;
    array->dtype = dtype;
    array->ndim = head->ndim;
    size_t bytes = sizeof(int64_t) * (size_t)head->ndim;
    if (bytes > 0) {
        memcpy(array->shape, head->shape, bytes);
        memcpy(array->strides, head->strides, bytes);
    }
    return 1;
}

static int alike(const gk_array *a, const gk_array *b)
{
    size_t bytes = sizeof(int64_t) * (size_t)b->ndim;
    return a->data == b->data && a->dtype == b->dtype && a->ndim == b->ndim &&
           memcmp(a->shape, b->shape, bytes) == 0 && memcmp(a->strides, b->strides, bytes) == 0;
}

/* Reads one sample both ways: struct and buffer protocol. */
static int sample_agrees(PyObject *sample, int writable)
{
    gk_array direct, buffered;
    Py_buffer view;
    if (PyObject_GetBuffer(sample, &view, PyBUF_STRIDES | PyBUF_FORMAT) < 0) {
        PyErr_Clear();
        return 0;
    }
    buffered.data = (uint64_t)(uintptr_t)view.buf;
    buffered.dtype = gk_dtype_of(view.format, view.itemsize);
    buffered.ndim = view.ndim;
    memcpy(buffered.shape, view.shape, sizeof(int64_t) * (size_t)view.ndim);
    memcpy(buffered.strides, view.strides, sizeof(int64_t) * (size_t)view.ndim);
    int agrees = gk_ndarray_read(sample, 0, &direct) && alike(&direct, &buffered) &&
                 gk_ndarray_read(sample, 1, &direct) == writable;
    PyBuffer_Release(&view);
    return agrees;
}

/* samples: a sequence of (array, writable). */
int gk_ndarray_check(PyObject *samples)
{
    Py_ssize_t n = PySequence_Size(samples);
    gk_ndarray_trusted = n > 0;
    for (Py_ssize_t i = 0; i < n && gk_ndarray_trusted; i++) {
        PyObject *array;
        int writable;
        PyObject *pair = PySequence_GetItem(samples, i);
        if (pair == NULL || !PyArg_ParseTuple(pair, "Op", &array, &writable)) {
            Py_XDECREF(pair);
            return -1;
        }
        gk_ndarray_trusted = sample_agrees(array, writable);
        Py_DECREF(pair);
    }
    return 0;
}
