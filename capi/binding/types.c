/* The compiler's types, read from their texts: "int,f64[2]C,(int,float),nt7:x,y(int,int)". */
#include "program.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static PyObject *dtype_objects[GK_NVALUE], *scalar_types[GK_NVALUE], *record_dtype;

static const struct {
    const char *name;
    int8_t kind, dtype;
} scalars[] = {
    {"int", GK_T_INT, GK_INT64},       {"float", GK_T_FLOAT, GK_FLOAT64}, {"complex", GK_T_COMPLEX, GK_COMPLEX128},
    {"bool", GK_T_BOOL, GK_BOOL},      {"b1", GK_T_BOOL, GK_BOOL},        {"none", GK_T_NONE, 0},
    {"str", GK_T_STR, 0},
    {"i8", GK_T_SCALAR, GK_INT8},      {"i16", GK_T_SCALAR, GK_INT16},    {"i32", GK_T_SCALAR, GK_INT32},
    {"i64", GK_T_SCALAR, GK_INT64},    {"u8", GK_T_SCALAR, GK_UINT8},     {"u16", GK_T_SCALAR, GK_UINT16},
    {"u32", GK_T_SCALAR, GK_UINT32},   {"u64", GK_T_SCALAR, GK_UINT64},   {"f32", GK_T_SCALAR, GK_FLOAT32},
    {"f64", GK_T_SCALAR, GK_FLOAT64},  {"c64", GK_T_SCALAR, GK_COMPLEX64}, {"c128", GK_T_SCALAR, GK_COMPLEX128},
};

/* dtypes, types: of bool … float64, complex64, complex128, in the order of the numbers from 1 on. */
int gk_types_init(PyObject *dtypes, PyObject *types, PyObject *record)
{
    for (int i = 1; i < GK_RECORD; i++) {
        dtype_objects[i] = PySequence_GetItem(dtypes, i - 1);
        scalar_types[i] = PySequence_GetItem(types, i - 1);
        if (dtype_objects[i] == NULL || scalar_types[i] == NULL) {
            return -1;
        }
    }
    Py_INCREF(record);
    record_dtype = record;
    return 0;
}

PyTypeObject *gk_value_type(int dtype)
{
    return (PyTypeObject *)scalar_types[dtype];
}

PyObject *gk_value_dtype(const gk_type *type)
{
    return type->dtype == GK_RECORD ? type->object : dtype_objects[type->dtype];
}

/* ---- parsing ---- */

typedef struct {
    const char *start, *at;
    PyObject *objects;
    int depth;
} parser;

enum { MOST_DEPTH = 64, MOST_ITEMS = 1000 };

static int bad(const parser *p)
{
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "not a type: '%s' (at character %d)", p->start, (int)(p->at - p->start));
    }
    return -1;
}

static int parse_type(parser *p, gk_type *type);

/* Adds an item; it doubles the room at powers of two. */
static gk_type *grow(gk_type *list)
{
    int n = list->nitems;
    if ((n & (n - 1)) == 0) {
        gk_type *more = realloc(list->items, sizeof *more * (size_t)(n ? 2 * n : 1));
        if (more == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
        list->items = more;
    }
    list->nitems++;
    return memset(&list->items[n], 0, sizeof *list->items);
}

/* Types up to `end`, which is passed over; `between` parts them. */
static int parse_items(parser *p, gk_type *list, char end, char between)
{
    while (*p->at != end) {
        gk_type *item = list->nitems < MOST_ITEMS ? grow(list) : NULL;
        if (item == NULL || parse_type(p, item) < 0) {
            return bad(p);
        }
        if (*p->at == between) {
            p->at++;
        } else if (*p->at != end) {
            return bad(p);
        }
    }
    p->at += end != '\0';
    return 0;
}

static int word_is(const parser *p, const char *name)
{
    size_t n = strlen(name);
    return strncmp(p->at, name, n) == 0 && !isalnum((unsigned char)p->at[n]);
}

static int parse_scalar(parser *p, gk_type *type)
{
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        if (word_is(p, scalars[i].name)) {
            type->kind = scalars[i].kind;
            type->dtype = scalars[i].dtype;
            p->at += strlen(scalars[i].name);
            return 1;
        }
    }
    return 0;
}

/* "{x:f64@0,y:i32@8;16}": the dtype is Python's to make. */
static int parse_record(parser *p, gk_type *type)
{
    const char *from = p->at;
    int depth = 0;
    do {
        depth += (*p->at == '{') - (*p->at == '}');
        if (*p->at++ == '\0') {
            p->at--;
            return bad(p);
        }
    } while (depth > 0);
    type->kind = GK_T_SCALAR;
    type->dtype = GK_RECORD;
    PyObject *text = PyUnicode_FromStringAndSize(from, p->at - from);
    type->object = text ? PyObject_CallFunctionObjArgs(record_dtype, text, NULL) : NULL;
    Py_XDECREF(text);
    return type->object ? 0 : -1;
}

static int parse_number(parser *p)
{
    int n = 0;
    while (isdigit((unsigned char)*p->at) && n < 100000000) {
        n = 10 * n + (*p->at++ - '0');
    }
    return n;
}

/* "[2]Cr" after the element type; "[2]" is an array of any layout: a result. */
static int parse_array(parser *p, gk_type *type)
{
    p->at++;
    int ndim = parse_number(p);
    if (*p->at != ']' || ndim > GK_MAXDIM) {
        return bad(p);
    }
    p->at++;
    type->kind = GK_T_ARRAY;
    type->ndim = (int8_t)ndim;
    if (*p->at == 'C' || *p->at == 'F' || *p->at == 'A') {
        type->layout = *p->at++;
    }
    type->readonly = *p->at == 'r';
    p->at += type->readonly;
    return 0;
}

static int parse_tuple(parser *p, gk_type *type, int kind)
{
    type->kind = (int8_t)kind;
    p->at++;
    return parse_items(p, type, ')', ',');
}

PyObject *gk_object(PyObject *objects, PyObject *number)
{
    if (PyCallable_Check(objects)) {
        return PyObject_CallFunctionObjArgs(objects, number, NULL);
    }
    return PyObject_GetItem(objects, number);
}

/* "nt7:x,y(T,T)": the class is object 7. */
static int parse_namedtuple(parser *p, gk_type *type)
{
    p->at += 2;
    PyObject *number = PyLong_FromLong(parse_number(p));
    if (number == NULL || p->objects == Py_None) {
        Py_XDECREF(number);
        return bad(p);
    }
    type->object = gk_object(p->objects, number);
    Py_DECREF(number);
    while (*p->at != '(' && *p->at != '\0') {
        p->at++;
    }
    if (type->object == NULL || *p->at == '\0') {
        return bad(p);
    }
    return parse_tuple(p, type, GK_T_NAMEDTUPLE);
}

static int parse_container(parser *p, gk_type *type)
{
    static const struct {
        const char *name;
        int kind, items;
        char between;
    } containers[] = {{"list(", GK_T_LIST, 1, ','}, {"set(", GK_T_SET, 1, ','}, {"dict(", GK_T_DICT, 2, ';'},
                      {"optional(", GK_T_OPTIONAL, 1, ','}};
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++) {
        size_t n = strlen(containers[i].name);
        if (strncmp(p->at, containers[i].name, n) == 0) {
            p->at += n;
            type->kind = (int8_t)containers[i].kind;
            if (parse_items(p, type, ')', containers[i].between) < 0 || type->nitems != containers[i].items) {
                return bad(p);
            }
            return 1;
        }
    }
    return 0;
}

/* "fn3" and "type:numpy.float64": the argument is one certain object. */
static int parse_fixed(parser *p, gk_type *type)
{
    int function = strncmp(p->at, "fn", 2) == 0 && isdigit((unsigned char)p->at[2]);
    if (!function && strncmp(p->at, "type:", 5) != 0) {
        return bad(p);
    }
    type->kind = GK_T_FIXED;
    while (*p->at != '\0' && strchr(",;)", *p->at) == NULL) {
        p->at++;
    }
    return 0;
}

static int parse_one(parser *p, gk_type *type)
{
    if (*p->at == '(') {
        return parse_tuple(p, type, GK_T_TUPLE);
    }
    if (p->at[0] == 'n' && p->at[1] == 't' && isdigit((unsigned char)p->at[2])) {
        return parse_namedtuple(p, type);
    }
    int found = parse_container(p, type);
    if (found != 0) {
        return found < 0 ? -1 : 0;
    }
    if (*p->at == '{') {
        if (parse_record(p, type) < 0) {
            return -1;
        }
        return *p->at == '[' ? parse_array(p, type) : bad(p);
    }
    if (!parse_scalar(p, type)) {
        return parse_fixed(p, type);
    }
    return *p->at == '[' ? parse_array(p, type) : 0;
}

static int parse_type(parser *p, gk_type *type)
{
    if (p->depth == MOST_DEPTH) {
        return bad(p);
    }
    p->depth++;
    int failed = parse_one(p, type);
    p->depth--;
    return failed;
}

int gk_types_parse(const char *text, PyObject *objects, gk_type *list)
{
    parser p = {text, text, objects, 0};
    memset(list, 0, sizeof *list);
    list->kind = GK_T_TUPLE;
    if (parse_items(&p, list, '\0', ',') < 0) {
        gk_type_free(list);
        return -1;
    }
    return 0;
}

/* ---- what is known of a type ---- */

void gk_type_free(gk_type *type)
{
    for (int i = 0; i < type->nitems; i++) {
        gk_type_free(&type->items[i]);
    }
    free(type->items);
    type->items = NULL;
    type->nitems = 0;
    Py_CLEAR(type->object);
}

int gk_type_visit(const gk_type *type, visitproc visit, void *arg)
{
    Py_VISIT(type->object);
    for (int i = 0; i < type->nitems; i++) {
        int stop = gk_type_visit(&type->items[i], visit, arg);
        if (stop) {
            return stop;
        }
    }
    return 0;
}

static int is_tuple(const gk_type *type)
{
    return type->kind == GK_T_TUPLE || type->kind == GK_T_NAMEDTUPLE;
}

/* Adds up what `of` says of the types in the tuples of a type. */
static int sum(const gk_type *type, int (*of)(const gk_type *))
{
    if (!is_tuple(type)) {
        return of(type);
    }
    int n = 0;
    for (int i = 0; i < type->nitems; i++) {
        n += sum(&type->items[i], of);
    }
    return n;
}

static int words(const gk_type *type)
{
    switch (type->kind) {
    case GK_T_NONE: case GK_T_FIXED: return 0;
    case GK_T_COMPLEX: case GK_T_STR: case GK_T_LIST: case GK_T_SET: case GK_T_DICT: return 2;
    case GK_T_SCALAR: return type->dtype == GK_COMPLEX64 || type->dtype == GK_COMPLEX128 ? 2 : 1;
    case GK_T_ARRAY: return 2 + 2 * type->ndim;
    default: return 1;
    }
}

static int result_words(const gk_type *type)
{
    if (type->kind == GK_T_OPTIONAL) {
        return 1 + gk_type_result_words(&type->items[0]);
    }
    return words(type) + (type->kind == GK_T_ARRAY ? 3 : 0);
}

static int arrays(const gk_type *type) { return type->kind == GK_T_ARRAY; }
static int lists(const gk_type *type)
{
    return type->kind == GK_T_LIST || type->kind == GK_T_SET || type->kind == GK_T_DICT;
}

int gk_type_words(const gk_type *type) { return sum(type, words); }
int gk_type_result_words(const gk_type *type) { return sum(type, result_words); }
int gk_type_arrays(const gk_type *type) { return sum(type, arrays); }
int gk_type_lists(const gk_type *type) { return sum(type, lists); }

/* What a sample argument adds: which object a fixed one is, and the dtype object that record arrays share. */
int gk_type_bind(gk_type *type, PyObject *sample)
{
    if (type->kind == GK_T_FIXED) {
        Py_INCREF(sample);
        Py_CLEAR(type->object);
        type->object = sample;
    } else if (type->kind == GK_T_ARRAY && type->dtype == GK_RECORD) {
        PyObject *dtype = PyObject_GetAttrString(sample, "dtype");
        if (dtype == NULL) {
            return -1;
        }
        Py_CLEAR(type->object);
        type->object = dtype;
    } else if (is_tuple(type) && PyTuple_Check(sample) && PyTuple_Size(sample) == type->nitems) {
        for (int i = 0; i < type->nitems; i++) {
            if (gk_type_bind(&type->items[i], PyTuple_GetItem(sample, i)) < 0) {
                return -1;
            }
        }
    }
    return 0;
}
