/* Arguments as words. A value must match its type exactly: what Python's own rules would convert is another
 * specialisation, and for the caller of this file to decide. */
#include "ndarray.h"
#include "program.h"

#include <stdlib.h>
#include <string.h>

/* An array as read from its struct or, if that is not trusted, through the buffer protocol. */
typedef struct {
    char *data;
    int ndim, number, native, flags;
    PyObject *descr; /* borrowed */
    const Py_ssize_t *shape, *strides;
    Py_ssize_t room[2 * GK_MAXDIM];
} array_view;

static int attribute(PyObject *object, const char *name, int missing)
{
    PyObject *value = PyObject_GetAttrString(object, name);
    long n = value ? PyLong_AsLong(value) : missing;
    Py_XDECREF(value);
    PyErr_Clear();
    return (int)n;
}

static void copy_dims(array_view *view, const Py_buffer *buffer)
{
    size_t bytes = sizeof(Py_ssize_t) * (size_t)buffer->ndim;
    if (bytes > 0) {
        memcpy(view->room, buffer->shape, bytes);
        memcpy(view->room + GK_MAXDIM, buffer->strides, bytes);
    }
    view->shape = view->room;
    view->strides = view->room + GK_MAXDIM;
}

static int view_buffer(PyObject *array, array_view *view)
{
    Py_buffer buffer;
    PyObject *descr = PyObject_GetAttrString(array, "dtype");
    if (descr == NULL || PyObject_GetBuffer(array, &buffer, PyBUF_STRIDES) < 0) {
        Py_XDECREF(descr);
        PyErr_Clear();
        return 0;
    }
    view->data = buffer.buf;
    view->ndim = buffer.ndim;
    view->number = attribute(descr, "num", -1);
    view->native = attribute(descr, "isnative", 0);
    view->flags = (PyBuffer_IsContiguous(&buffer, 'C') ? GK_C_ORDER : 0) |
                  (PyBuffer_IsContiguous(&buffer, 'F') ? GK_F_ORDER : 0) | (buffer.readonly ? 0 : GK_WRITEABLE);
    view->descr = descr;
    copy_dims(view, &buffer);
    PyBuffer_Release(&buffer);
    Py_DECREF(descr); /* the array holds it */
    return 1;
}

static int view_array(PyObject *array, array_view *view)
{
    if (!gk_ndarray_trusted) {
        return view_buffer(array, view);
    }
    const gk_ndarray_head *head = (const gk_ndarray_head *)array;
    view->data = head->data;
    view->ndim = head->ndim;
    view->number = head->descr->number;
    view->native = head->descr->byteorder != '>';
    view->flags = head->flags;
    view->descr = (PyObject *)head->descr;
    view->shape = head->shape;
    view->strides = head->strides;
    return 1;
}

/* Our dtype by NumPy's type number, NPY_BOOL … NPY_VOID. */
static const int8_t dtypes[] = {
    GK_BOOL, GK_INT8, GK_UINT8, GK_INT16, GK_UINT16, GK_INT32, GK_UINT32, GK_INT64, GK_UINT64, GK_INT64, GK_UINT64,
    GK_FLOAT32, GK_FLOAT64, GK_NODTYPE, GK_COMPLEX64, GK_COMPLEX128, GK_NODTYPE, GK_NODTYPE, GK_NODTYPE,
    GK_NODTYPE, GK_RECORD,
};

static int has_dtype(const array_view *view, const gk_type *type)
{
    if (view->number < 0 || view->number >= (int)sizeof dtypes || dtypes[view->number] != type->dtype) {
        return 0;
    }
    if (type->dtype != GK_RECORD) {
        return view->native;
    }
    return view->descr == type->object || PyObject_RichCompareBool(view->descr, type->object, Py_EQ) == 1;
}

/* Layouts as type texts have them: 1-d contiguous and 0-d are C, and so is what is both C and F. 0: any will do. */
static int has_layout(const array_view *view, const gk_type *type)
{
    char layout = view->flags & GK_C_ORDER ? 'C' : view->flags & GK_F_ORDER ? 'F' : 'A';
    return type->layout == 0 || (type->layout == layout && type->readonly == !(view->flags & GK_WRITEABLE));
}

static PyTypeObject *ndarray_type;

int gk_pack_init(PyObject *ndarray)
{
    Py_INCREF(ndarray);
    ndarray_type = (PyTypeObject *)ndarray;
    return 0;
}

int gk_pack_describe(PyObject *array, gk_type *type)
{
    array_view view;
    if (Py_TYPE(array) != ndarray_type || !view_array(array, &view) || view.number < 0 ||
        view.number >= (int)sizeof dtypes || view.ndim > GK_MAXDIM) {
        PyErr_SetString(PyExc_TypeError, "a captured array must be a numpy.ndarray of a supported dtype");
        return -1;
    }
    type->kind = GK_T_ARRAY;
    type->ndim = (int8_t)view.ndim;
    type->dtype = dtypes[view.number];
    Py_INCREF(view.descr);
    type->object = view.descr;
    return 0;
}

static int pack_array(gk_packer *packer, const gk_type *type, PyObject *value)
{
    array_view view;
    if (Py_TYPE(value) != ndarray_type || !view_array(value, &view) || view.ndim != type->ndim ||
        !has_layout(&view, type) || !has_dtype(&view, type) || packer->narrays == GK_MOST_ARRAYS) {
        return 1;
    }
    packer->arrays[packer->narrays++] = value;
    *packer->at++ = (uint64_t)(uintptr_t)view.data;
    *packer->at++ = !(view.flags & GK_WRITEABLE);
    for (int i = 0; i < view.ndim; i++) {
        packer->at[i] = (uint64_t)view.shape[i];
        packer->at[view.ndim + i] = (uint64_t)view.strides[i];
    }
    packer->at += 2 * view.ndim;
    return 0;
}

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, 8);
    return bits;
}

static uint64_t bits32_of(double x)
{
    float narrow = (float)x;
    uint32_t bits;
    memcpy(&bits, &narrow, 4);
    return bits;
}

static int pack_int(gk_packer *packer, PyObject *value)
{
    int overflow;
    if (!PyLong_CheckExact(value)) {
        return 1;
    }
    *packer->at++ = (uint64_t)PyLong_AsLongLongAndOverflow(value, &overflow);
    return overflow != 0;
}

static int pack_float(gk_packer *packer, PyObject *value)
{
    if (!PyFloat_CheckExact(value)) {
        return 1;
    }
    *packer->at++ = bits_of(PyFloat_AsDouble(value));
    return 0;
}

static int pack_complex(gk_packer *packer, PyObject *value)
{
    if (!PyComplex_CheckExact(value)) {
        return 1;
    }
    *packer->at++ = bits_of(PyComplex_RealAsDouble(value));
    *packer->at++ = bits_of(PyComplex_ImagAsDouble(value));
    return 0;
}

static int pack_bool(gk_packer *packer, PyObject *value)
{
    if (!PyBool_Check(value) && Py_TYPE(value) != gk_value_type(GK_BOOL)) {
        return 1;
    }
    int truth = PyObject_IsTrue(value);
    *packer->at++ = (uint64_t)(truth > 0);
    return truth < 0 ? -1 : 0;
}

static int pack_numpy_int(gk_packer *packer, PyObject *value)
{
    PyObject *number = PyNumber_Index(value);
    if (number == NULL) {
        return -1;
    }
    *packer->at++ = PyLong_AsUnsignedLongLongMask(number);
    Py_DECREF(number);
    return 0;
}

/* A NumPy scalar; its __float__ and __complex__ are exact. */
static int pack_numpy(gk_packer *packer, const gk_type *type, PyObject *value)
{
    if (Py_TYPE(value) != gk_value_type(type->dtype)) {
        return 1;
    }
    switch (type->dtype) {
    case GK_FLOAT64: *packer->at++ = bits_of(PyFloat_AsDouble(value)); break;
    case GK_FLOAT32: *packer->at++ = bits32_of(PyFloat_AsDouble(value)); break;
    case GK_COMPLEX128: case GK_COMPLEX64: {
        uint64_t (*bits)(double) = type->dtype == GK_COMPLEX64 ? bits32_of : bits_of;
        PyObject *number = PyObject_CallFunctionObjArgs((PyObject *)&PyComplex_Type, value, NULL);
        if (number == NULL) {
            return -1;
        }
        *packer->at++ = bits(PyComplex_RealAsDouble(number));
        *packer->at++ = bits(PyComplex_ImagAsDouble(number));
        Py_DECREF(number);
        break;
    }
    default: return pack_numpy_int(packer, value);
    }
    return PyErr_Occurred() ? -1 : 0;
}

static int pack_text(gk_packer *packer, PyObject *value)
{
    Py_ssize_t length;
    if (!PyUnicode_CheckExact(value)) {
        return 1;
    }
    const char *text = PyUnicode_AsUTF8AndSize(value, &length); /* kept by the str */
    if (text == NULL) {
        return -1;
    }
    *packer->at++ = (uint64_t)(uintptr_t)text;
    *packer->at++ = (uint64_t)length;
    return 0;
}

static int pack_tuple(gk_packer *packer, const gk_type *type, PyObject *value)
{
    int named = type->kind == GK_T_NAMEDTUPLE;
    if ((named ? (PyObject *)Py_TYPE(value) != type->object : !PyTuple_CheckExact(value)) ||
        !PyTuple_Check(value) || PyTuple_Size(value) != type->nitems) {
        return 1;
    }
    for (int i = 0; i < type->nitems; i++) {
        int failed = gk_pack(packer, &type->items[i], PyTuple_GetItem(value, i));
        if (failed) {
            return failed;
        }
    }
    return 0;
}

/* An item of a list or set, or a pair of a dict. */
static int pack_item(gk_packer *packer, const gk_type *type, PyObject *item)
{
    if (type->nitems == 1) {
        return gk_pack(packer, &type->items[0], item);
    }
    int failed = gk_pack(packer, &type->items[0], PyTuple_GetItem(item, 0));
    return failed ? failed : gk_pack(packer, &type->items[1], PyTuple_GetItem(item, 1));
}

static int pack_words(gk_packer *packer, const gk_list *list)
{
    *packer->at++ = (uint64_t)(uintptr_t)list->words;
    *packer->at++ = (uint64_t)PyTuple_Size(list->items);
    return 0;
}

/* The items of a container, in words of their own. */
static int pack_items(gk_packer *packer, const gk_type *type, gk_list *list)
{
    Py_ssize_t n = PyTuple_Size(list->items);
    int each = gk_type_words(&type->items[0]) + (type->nitems == 2 ? gk_type_words(&type->items[1]) : 0);
    list->words = malloc(sizeof(uint64_t) * (size_t)(n * each + 1));
    if (list->words == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    uint64_t *outer = packer->at;
    packer->at = list->words;
    int failed = 0;
    for (Py_ssize_t i = 0; i < n && !failed; i++) {
        failed = pack_item(packer, type, PyTuple_GetItem(list->items, i));
    }
    packer->at = outer;
    pack_words(packer, list);
    return failed;
}

/* Whether a value is the container that the type says. A dict that makes up values for keys that it lacks, as
 * defaultdict does, is none: compiled code would not. */
static int is_container(const gk_type *type, PyObject *value)
{
    switch (type->kind) {
    case GK_T_LIST: return PyList_Check(value);
    case GK_T_SET: return PySet_Check(value);
    default: return PyDict_Check(value) && (PyDict_CheckExact(value) || !PyObject_HasAttrString(value, "__missing__"));
    }
}

static PyObject *items_of(const gk_type *type, PyObject *value)
{
    if (type->kind != GK_T_DICT) {
        return PySequence_Tuple(value);
    }
    PyObject *pairs = PyDict_Items(value);
    PyObject *items = pairs ? PyList_AsTuple(pairs) : NULL;
    Py_XDECREF(pairs);
    return items;
}

static int pack_container(gk_packer *packer, const gk_type *type, PyObject *value)
{
    if (!is_container(type, value) || packer->nlists == GK_MOST_LISTS) {
        return 1;
    }
    gk_list *list = &packer->lists[packer->nlists];
    *list = (gk_list){value, NULL, type, NULL};
    for (gk_list *same = packer->lists; same < list; same++) {
        if (same->list == value && same->words != NULL) { /* passed twice: Go sees one address, and makes one container */
            packer->nlists++;
            return pack_words(packer, same);
        }
    }
    list->items = items_of(type, value);
    if (list->items == NULL) {
        return -1;
    }
    packer->nlists++;
    return pack_items(packer, type, list);
}

int gk_pack(gk_packer *packer, const gk_type *type, PyObject *value)
{
    switch (type->kind) {
    case GK_T_INT: return pack_int(packer, value);
    case GK_T_FLOAT: return pack_float(packer, value);
    case GK_T_ARRAY: return pack_array(packer, type, value);
    case GK_T_BOOL: return pack_bool(packer, value);
    case GK_T_COMPLEX: return pack_complex(packer, value);
    case GK_T_SCALAR: return pack_numpy(packer, type, value);
    case GK_T_NONE: return value != Py_None;
    case GK_T_FIXED: return value != type->object;
    case GK_T_STR: return pack_text(packer, value);
    case GK_T_TUPLE: case GK_T_NAMEDTUPLE: return pack_tuple(packer, type, value);
    case GK_T_LIST: case GK_T_SET: case GK_T_DICT: return pack_container(packer, type, value);
    default: return 1;
    }
}

void gk_pack_release(gk_packer *packer)
{
    for (int i = 0; i < packer->nlists; i++) {
        free(packer->lists[i].words);
        Py_CLEAR(packer->lists[i].items);
    }
    packer->nlists = 0;
}
