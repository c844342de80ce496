/* NumPy's dtypes: from a buffer's format to our number, and back to NumPy's objects. */
#include "binding.h"

#include <string.h>

static PyObject *dtype_objects[GK_NDTYPE];
static PyObject *scalar_types[GK_NDTYPE];

int gk_dtypes_init(PyObject *dtypes, PyObject *types)
{
    for (int i = 1; i < GK_NDTYPE; i++) { /* 0 is GK_NODTYPE */
        dtype_objects[i] = PySequence_GetItem(dtypes, i - 1);
        scalar_types[i] = PySequence_GetItem(types, i - 1);
        if (dtype_objects[i] == NULL || scalar_types[i] == NULL) {
            return -1;
        }
    }
    return 0;
}

PyObject *gk_dtype_object(int dtype)
{
    return dtype_objects[dtype];
}

int64_t gk_itemsize(int dtype)
{
    switch (dtype) {
    case GK_BOOL: case GK_INT8: case GK_UINT8: return 1;
    case GK_INT16: case GK_UINT16: return 2;
    case GK_INT32: case GK_UINT32: case GK_FLOAT32: return 4;
    default: return 8;
    }
}

static int signed_of(Py_ssize_t size)
{
    return size == 8 ? GK_INT64 : size == 4 ? GK_INT32 : size == 2 ? GK_INT16 : GK_INT8;
}

static int unsigned_of(Py_ssize_t size)
{
    return size == 8 ? GK_UINT64 : size == 4 ? GK_UINT32 : size == 2 ? GK_UINT16 : GK_UINT8;
}

/* One letter of the struct module, after an optional byte order: NumPy writes "=d" for
 * a misaligned double, and both machines we build for are little-endian. 'l' has 8 or 4
 * bytes by that order, so the size decides, not the letter. */
int gk_dtype_of(const char *format, Py_ssize_t itemsize)
{
    if (format != NULL && format[0] != '\0' && strchr("=@^<", format[0]) != NULL) {
        format++;
    }
    if (format == NULL || format[0] == '\0' || format[1] != '\0') {
        return GK_NODTYPE;
    }
    switch (format[0]) {
    case '?': return GK_BOOL;
    case 'd': return GK_FLOAT64;
    case 'f': return GK_FLOAT32;
    case 'b': case 'h': case 'i': case 'l': case 'q': return signed_of(itemsize);
    case 'B': case 'H': case 'I': case 'L': case 'Q': return unsigned_of(itemsize);
    default: return GK_NODTYPE;
    }
}

static PyObject *python_number(int dtype, uint64_t bits)
{
    double real;
    switch (dtype) {
    case GK_BOOL: return PyBool_FromLong(bits != 0);
    case GK_FLOAT32: case GK_FLOAT64: memcpy(&real, &bits, 8); return PyFloat_FromDouble(real);
    case GK_UINT8: case GK_UINT16: case GK_UINT32: case GK_UINT64: return PyLong_FromUnsignedLongLong(bits);
    default: return PyLong_FromLongLong((int64_t)bits);
    }
}

/* A NumPy scalar: integers come widened to 64 bits, floats as a double's bits. */
PyObject *gk_scalar(int dtype, uint64_t bits)
{
    PyObject *number = python_number(dtype, bits);
    if (number == NULL) {
        return NULL;
    }
    PyObject *scalar = PyObject_CallFunctionObjArgs(scalar_types[dtype], number, NULL);
    Py_DECREF(number);
    return scalar;
}
