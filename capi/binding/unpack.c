/* Results from words. Arrays made by the program stay in Go's memory: their base is a capsule that gives it back. */
#include "ndarray.h"
#include "program.h"

#include <string.h>

#include "_cgo_export.h"

/* The entries of NumPy's table of C functions that are used, by their numbers (numpy/__multiarray_api.h; the numbers
 * and the signatures are the same in NumPy 1 and 2). */
enum { GET_VERSION = 0, NEW_FROM_DESCR = 94, SET_BASE = 282 };

typedef PyObject *(*new_function)(PyTypeObject *, void *, int, const intptr_t *, const intptr_t *, void *, int,
                                  PyObject *);
static new_function new_from_descr;
static int (*set_base)(PyObject *, PyObject *);
static PyObject *ndarray_type, *empty_function;

int gk_unpack_init(PyObject *array_api, PyObject *ndarray, PyObject *empty)
{
    Py_INCREF(ndarray);
    Py_INCREF(empty);
    ndarray_type = ndarray;
    empty_function = empty;
    void **table = PyCapsule_CheckExact(array_api) ? PyCapsule_GetPointer(array_api, PyCapsule_GetName(array_api)) : NULL;
    if (table == NULL || !gk_ndarray_trusted) {
        PyErr_Clear();
        return 0;
    }
    unsigned int major = ((unsigned int (*)(void))table[GET_VERSION])() >> 24;
    if (major == 1 || major == 2) {
        new_from_descr = (new_function)table[NEW_FROM_DESCR];
        set_base = (int (*)(PyObject *, PyObject *))table[SET_BASE];
    }
    return 0;
}

/* ---- arrays ---- */

static void drop_block(PyObject *capsule)
{
    if (!gk_forked) { /* in a forked child the memory is a copy, and its Go must not be called */
        gk_release((GoInt64)(intptr_t)PyCapsule_GetPointer(capsule, NULL));
    }
}

typedef struct {
    char *data;
    int readonly, same;
    int64_t owner;  /* number of the argument whose memory it is, or -1 */
    int64_t handle; /* of the block, if it is the program's own */
    const int64_t *shape, *strides;
} result_array;

static void read_array(const gk_type *type, const uint64_t **words, result_array *array)
{
    const uint64_t *w = *words;
    array->data = (char *)(uintptr_t)w[0];
    array->readonly = (int)(w[1] & 1);
    array->same = (int)(w[1] >> 1 & 1);
    array->owner = (int64_t)w[2];
    array->handle = (int64_t)w[3];
    array->shape = (const int64_t *)(w + 5);
    array->strides = (const int64_t *)(w + 5 + type->ndim);
    *words = w + 5 + 2 * type->ndim;
}

/* What keeps the array's memory: an argument, or a capsule that takes over the handle. */
static PyObject *base_of(result_array *array, const gk_packer *arguments)
{
    if (array->owner >= 0) {
        PyObject *owner = arguments->arrays[array->owner];
        Py_INCREF(owner);
        return owner;
    }
    PyObject *base = PyCapsule_New((void *)(intptr_t)array->handle, NULL, drop_block);
    if (base != NULL) {
        array->handle = 0;
    }
    return base;
}

static PyObject *wrap(const gk_type *type, result_array *array, PyObject *base)
{
    static char nothing[16];
    PyObject *descr = gk_value_dtype(type);
    Py_INCREF(descr); /* the call takes it over */
    PyObject *result = new_from_descr((PyTypeObject *)ndarray_type, descr, type->ndim, (const intptr_t *)array->shape,
                                      (const intptr_t *)array->strides, array->data ? array->data : nothing,
                                      array->readonly ? 0 : GK_WRITEABLE, NULL);
    if (result == NULL) {
        Py_DECREF(base);
        return NULL;
    }
    if (set_base(result, base) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static void copy_items(char *dst, const char *src, const int64_t *shape, const int64_t *strides, int ndim, size_t size,
                       char **end)
{
    if (ndim == 0) {
        memcpy(dst, src, size);
        *end = dst + size;
        return;
    }
    *end = dst;
    for (int64_t i = 0; i < shape[0]; i++) {
        copy_items(*end, src + i * strides[0], shape + 1, strides + 1, ndim - 1, size, end);
    }
}

/* Without NumPy's table: an array of its own with the same items. */
static PyObject *copy(const gk_type *type, const result_array *array)
{
    PyObject *shape = PyTuple_New(type->ndim);
    for (int i = 0; shape != NULL && i < type->ndim; i++) {
        PyTuple_SetItem(shape, i, PyLong_FromLongLong(array->shape[i]));
    }
    PyObject *result = shape ? PyObject_CallFunctionObjArgs(empty_function, shape, gk_value_dtype(type), NULL) : NULL;
    Py_XDECREF(shape);
    Py_buffer view;
    if (result == NULL || PyObject_GetBuffer(result, &view, PyBUF_CONTIG) < 0) {
        Py_XDECREF(result);
        return NULL;
    }
    char *end;
    if (view.len > 0) {
        copy_items(view.buf, array->data, array->shape, array->strides, type->ndim, (size_t)view.itemsize, &end);
    }
    PyBuffer_Release(&view);
    return result;
}

static PyObject *unpack_array(const gk_type *type, const uint64_t **words, const gk_packer *arguments)
{
    result_array array;
    read_array(type, words, &array);
    PyObject *result = NULL;
    if (array.same) {
        result = arguments->arrays[array.owner];
        Py_INCREF(result);
    } else if (new_from_descr == NULL) {
        result = copy(type, &array);
    } else {
        PyObject *base = base_of(&array, arguments);
        result = base ? wrap(type, &array, base) : NULL;
    }
    if (array.owner < 0 && array.handle != 0) {
        gk_release(array.handle);
    }
    return result;
}

/* ---- the rest ---- */

static double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, 8);
    return x;
}

static double float_of(uint64_t bits)
{
    uint32_t low = (uint32_t)bits;
    float x;
    memcpy(&x, &low, 4);
    return x;
}

/* Numbers become Python's own, whatever their size. */
static PyObject *unpack_number(const gk_type *type, const uint64_t **words)
{
    uint64_t w = *(*words)++;
    switch (type->dtype) {
    case GK_FLOAT64: return PyFloat_FromDouble(double_of(w));
    case GK_FLOAT32: return PyFloat_FromDouble(float_of(w));
    case GK_BOOL: return PyBool_FromLong(w != 0);
    case GK_COMPLEX128: return PyComplex_FromDoubles(double_of(w), double_of(*(*words)++));
    case GK_COMPLEX64: return PyComplex_FromDoubles(float_of(w), float_of(*(*words)++));
    case GK_UINT8: case GK_UINT16: case GK_UINT32: case GK_UINT64: return PyLong_FromUnsignedLongLong(w);
    default: return PyLong_FromLongLong((int64_t)w);
    }
}

static PyObject *unpack_text(const uint64_t **words)
{
    const char *text = (const char *)(uintptr_t)(*words)[0];
    Py_ssize_t length = (Py_ssize_t)(*words)[1];
    *words += 2;
    return PyUnicode_DecodeUTF8(length ? text : "", length, "surrogatepass");
}

static PyObject *unpack_tuple(const gk_type *type, const uint64_t **words, const gk_packer *arguments)
{
    PyObject *tuple = PyTuple_New(type->nitems);
    for (int i = 0; tuple != NULL && i < type->nitems; i++) {
        PyObject *item = gk_unpack(&type->items[i], words, arguments);
        if (item == NULL) {
            Py_CLEAR(tuple);
        } else {
            PyTuple_SetItem(tuple, i, item);
        }
    }
    if (tuple == NULL || type->kind == GK_T_TUPLE) {
        return tuple;
    }
    PyObject *named = PyObject_Call(type->object, tuple, NULL);
    Py_DECREF(tuple);
    return named;
}

static int add_pair(PyObject *dict, const gk_type *type, const uint64_t **items, const gk_packer *arguments)
{
    PyObject *key = gk_unpack(&type->items[0], items, arguments);
    PyObject *value = key ? gk_unpack(&type->items[1], items, arguments) : NULL;
    int failed = value ? PyDict_SetItem(dict, key, value) : -1;
    Py_XDECREF(key);
    Py_XDECREF(value);
    return failed;
}

static int add_item(PyObject *container, const gk_type *type, const uint64_t **items, const gk_packer *arguments)
{
    if (type->kind == GK_T_DICT) {
        return add_pair(container, type, items, arguments);
    }
    PyObject *item = gk_unpack(&type->items[0], items, arguments);
    int failed = item == NULL                  ? -1
                 : type->kind == GK_T_LIST ? PyList_Append(container, item)
                                           : PySet_Add(container, item);
    Py_XDECREF(item);
    return failed;
}

static PyObject *unpack_container(const gk_type *type, const uint64_t **words, const gk_packer *arguments)
{
    const uint64_t *items = (const uint64_t *)(uintptr_t)(*words)[0];
    uint64_t n = (*words)[1];
    *words += 2;
    PyObject *result = type->kind == GK_T_LIST ? PyList_New(0) : type->kind == GK_T_SET ? PySet_New(NULL) : PyDict_New();
    for (uint64_t i = 0; result != NULL && i < n; i++) {
        if (add_item(result, type, &items, arguments) < 0) {
            Py_CLEAR(result);
        }
    }
    return result;
}

/* What stands for the value of None is read too, to give its memory back. */
static PyObject *unpack_optional(const gk_type *type, const uint64_t **words, const gk_packer *arguments)
{
    int there = *(*words)++ != 0;
    PyObject *value = gk_unpack(&type->items[0], words, arguments);
    if (value == NULL || there) {
        return value;
    }
    Py_DECREF(value);
    Py_RETURN_NONE;
}

PyObject *gk_unpack(const gk_type *type, const uint64_t **words, const gk_packer *arguments)
{
    switch (type->kind) {
    case GK_T_NONE: case GK_T_FIXED: Py_RETURN_NONE;
    case GK_T_ARRAY: return unpack_array(type, words, arguments);
    case GK_T_STR: return unpack_text(words);
    case GK_T_TUPLE: case GK_T_NAMEDTUPLE: return unpack_tuple(type, words, arguments);
    case GK_T_LIST: case GK_T_SET: case GK_T_DICT: return unpack_container(type, words, arguments);
    case GK_T_OPTIONAL: return unpack_optional(type, words, arguments);
    default: return unpack_number(type, words);
    }
}

/* Gives a container of Python's the items that another has. */
static int replace_items(const gk_type *type, PyObject *container, PyObject *items)
{
    switch (type->kind) {
    case GK_T_LIST: return PyList_SetSlice(container, 0, PyList_Size(container), items);
    case GK_T_DICT: PyDict_Clear(container); return PyDict_Update(container, items);
    default: break;
    }
    PyObject *done = PySet_Clear(container) == 0 ? PyObject_CallMethod(container, "update", "O", items) : NULL;
    Py_XDECREF(done);
    return done ? 0 : -1;
}

/* Puts the items back of the lists, sets and dicts that the program changed: for each its words' address and number
 * of items, or address 0 if it is as it was. */
int gk_write_back(const gk_packer *arguments, const uint64_t *words)
{
    for (int i = 0; i < arguments->nlists; i++) {
        const gk_list *list = &arguments->lists[i];
        if (*words == 0) {
            words += 2;
            continue;
        }
        PyObject *items = unpack_container(list->type, &words, arguments);
        int failed = items ? replace_items(list->type, list->list, items) : -1;
        Py_XDECREF(items);
        if (failed) {
            return -1;
        }
    }
    return 0;
}
