/* The head of numpy.ndarray and numpy.dtype: NumPy's C ABI, the same since 1.7. See ndarray.c for how it is trusted. */
#ifndef GK_NDARRAY_H
#define GK_NDARRAY_H

#include "binding.h"

typedef struct {
    PyObject_HEAD
    PyTypeObject *type;
    char kind;
    char letter;
    char byteorder;
    char former_flags;
    int number;
} gk_descr_head;

typedef struct {
    PyObject_HEAD
    char *data;
    int ndim;
    Py_ssize_t *shape;
    Py_ssize_t *strides;
    PyObject *base;
    gk_descr_head *descr;
    int flags;
} gk_ndarray_head;

/* NumPy's NPY_ARRAY_* flags. */
enum { GK_C_ORDER = 0x0001, GK_F_ORDER = 0x0002, GK_WRITEABLE = 0x0400 };

#endif
