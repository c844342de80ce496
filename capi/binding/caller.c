/* Caller: the fast way into compiled functions.
 *
 * It keeps the programs that calls have needed so far and looks for the first whose parameters the arguments match
 * exactly. Whatever matches none (new types, a huge int, an ndarray of a subclass, a frozen name with another value, a
 * fork since) goes to the Python function `miss`, which compiles, converts or raises.
 */
#include "program.h"

#include <structmember.h>

/* The vectorcall protocol is the same since 3.8, but declared for the limited API from 3.12 on only. */
#ifndef Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#endif
#define GK_NARGS(nargsf) ((Py_ssize_t)((nargsf) & ~((size_t)1 << (8 * sizeof(size_t) - 1))))
typedef PyObject *(*gk_vectorcall)(PyObject *, PyObject *const *, size_t, PyObject *);

enum { MOST_PROGRAMS = 64, MOST_STACK = 16 };

typedef struct {
    PyObject_HEAD
    gk_vectorcall vectorcall;
    PyObject *miss, *same;
    gk_signature signature;
    gk_frozen *frozen;
    int n, last, next; /* programs; the one used last; the one to replace when all places are taken */
    gk_program *programs[MOST_PROGRAMS];
} caller;

static PyTypeObject *caller_type;

/* miss(arguments, keywords or None) */
static PyObject *call_miss(caller *self, PyObject *const *args, Py_ssize_t nargs, PyObject *names)
{
    Py_ssize_t nnames = names ? PyTuple_Size(names) : 0;
    PyObject *keywords = nnames ? PyDict_New() : NULL;
    PyObject *tuple = PyTuple_New(nargs);
    if (tuple == NULL || (nnames && keywords == NULL)) {
        Py_XDECREF(tuple);
        Py_XDECREF(keywords);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_INCREF(args[i]);
        PyTuple_SetItem(tuple, i, args[i]);
    }
    PyObject *result = NULL;
    int failed = 0;
    for (Py_ssize_t i = 0; i < nnames && !failed; i++) {
        failed = PyDict_SetItem(keywords, PyTuple_GetItem(names, i), args[nargs + i]);
    }
    if (!failed) {
        result = PyObject_CallFunctionObjArgs(self->miss, tuple, keywords ? keywords : Py_None, NULL);
    }
    Py_DECREF(tuple);
    Py_XDECREF(keywords);
    return result;
}

/* NULL without an exception: no program matches. */
static PyObject *call_programs(caller *self, PyObject *const *args, Py_ssize_t nargs)
{
    for (int k = 0; k < self->n; k++) {
        int i = self->last + k < self->n ? self->last + k : self->last + k - self->n;
        PyObject *result = gk_program_run(self->programs[i], args, nargs, NULL);
        if (result != NULL || PyErr_Occurred()) {
            if (i < self->n) {
                self->last = i;
            }
            return result;
        }
    }
    return NULL;
}

static int is_exact(const gk_signature *signature, Py_ssize_t nargs, Py_ssize_t nnames)
{
    return nnames == 0 && (signature->names == NULL ||
                           (nargs == signature->positional && nargs == PyTuple_Size(signature->names) && !signature->variadic));
}

/* NULL without an exception: the arguments do not fit, or no program matches. */
static PyObject *call_bound(caller *self, PyObject *const *args, Py_ssize_t nargs, PyObject *names)
{
    PyObject *values[GK_MOST_BOUND + 1], *rest = NULL, *result = NULL;
    if (self->signature.names == NULL || gk_bind(&self->signature, args, nargs, names, values, &rest) != 0) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_Size(self->signature.names);
    if (rest != NULL) {
        values[n++] = rest;
    }
    result = call_programs(self, values, n);
    Py_XDECREF(rest);
    return result;
}

static PyObject *call(PyObject *object, PyObject *const *args, size_t nargsf, PyObject *names)
{
    caller *self = (caller *)object;
    Py_ssize_t nargs = GK_NARGS(nargsf);
    PyObject *result = NULL;
    Py_INCREF(object); /* miss may drop the last reference */
    if (!gk_forked && gk_frozen_changed(self->frozen, self->same) == 0) {
        int exact = is_exact(&self->signature, nargs, names ? PyTuple_Size(names) : 0);
        result = exact ? call_programs(self, args, nargs) : call_bound(self, args, nargs, names);
    }
    if (result == NULL && !PyErr_Occurred()) {
        result = call_miss(self, args, nargs, names);
    }
    Py_DECREF(object);
    return result;
}

/* For whoever calls with a tuple and a dict. */
static PyObject *call_tuple(PyObject *object, PyObject *args, PyObject *keywords)
{
    caller *self = (caller *)object;
    PyObject *items[MOST_STACK];
    Py_ssize_t n = PyTuple_Size(args);
    if (n > MOST_STACK || (keywords != NULL && PyDict_Size(keywords) > 0)) {
        return PyObject_CallFunctionObjArgs(self->miss, args, keywords ? keywords : Py_None, NULL);
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        items[i] = PyTuple_GetItem(args, i);
    }
    return call(object, items, (size_t)n, NULL);
}

/* Caller(miss, names, defaults, positional, only_positional, variadic): with miss alone arguments are not bound. */
static PyObject *caller_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *miss;
    gk_signature to = {NULL, NULL, 0, 0, 0};
    if (!PyArg_ParseTuple(args, "O|O!O!iip:Caller", &miss, &PyTuple_Type, &to.names, &PyDict_Type, &to.defaults,
                          &to.positional, &to.only_positional, &to.variadic)) {
        return NULL;
    }
    if (to.defaults == NULL) {
        to.names = NULL;
    }
    caller *self = (caller *)PyType_GenericAlloc(type, 0);
    if (self != NULL) {
        self->vectorcall = call;
        Py_INCREF(miss);
        self->miss = miss;
        Py_XINCREF(to.names);
        Py_XINCREF(to.defaults);
        self->signature = to;
    }
    return (PyObject *)self;
}

static int caller_traverse(PyObject *object, visitproc visit, void *arg)
{
    caller *self = (caller *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->miss);
    Py_VISIT(self->same);
    Py_VISIT(self->signature.defaults);
    int stop = gk_frozen_visit(self->frozen, visit, arg);
    if (stop) {
        return stop;
    }
    for (int i = 0; i < self->n; i++) {
        Py_VISIT(self->programs[i]);
    }
    return 0;
}

static int caller_clear(PyObject *object)
{
    caller *self = (caller *)object;
    int n = self->n;
    self->n = self->last = self->next = 0;
    for (int i = 0; i < n; i++) {
        Py_CLEAR(self->programs[i]);
    }
    Py_CLEAR(self->miss);
    Py_CLEAR(self->same);
    Py_CLEAR(self->signature.names);
    Py_CLEAR(self->signature.defaults);
    gk_frozen_free(&self->frozen);
    return 0;
}

static void caller_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    caller_clear(object);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(type);
}

/* add(program): calls look for it first from now on. */
static PyObject *caller_add(PyObject *object, PyObject *program)
{
    caller *self = (caller *)object;
    if (!gk_is_program(program)) {
        PyErr_SetString(PyExc_TypeError, "add() takes a Program");
        return NULL;
    }
    Py_INCREF(program);
    if (self->n < MOST_PROGRAMS) {
        self->last = self->n;
        self->programs[self->n++] = (gk_program *)program;
        Py_RETURN_NONE;
    }
    PyObject *old = (PyObject *)self->programs[self->next];
    self->programs[self->next] = (gk_program *)program;
    self->last = self->next;
    self->next = (self->next + 1) % MOST_PROGRAMS;
    Py_DECREF(old);
    Py_RETURN_NONE;
}

/* clear(): forget all programs. */
static PyObject *caller_forget(PyObject *object, PyObject *unused)
{
    caller *self = (caller *)object;
    int n = self->n;
    self->n = self->last = self->next = 0;
    for (int i = 0; i < n; i++) {
        Py_CLEAR(self->programs[i]);
    }
    Py_RETURN_NONE;
}

/* watch(names, cells, attributes, same): calls look whether these still have their values. */
static PyObject *caller_watch(PyObject *object, PyObject *args)
{
    caller *self = (caller *)object;
    PyObject *names, *cells, *attributes, *same;
    if (!PyArg_ParseTuple(args, "O!O!O!O:watch", &PyList_Type, &names, &PyList_Type, &cells, &PyList_Type, &attributes,
                          &same)) {
        return NULL;
    }
    if (self->same == NULL) {
        Py_INCREF(same);
        self->same = same;
    }
    if (gk_frozen_add(&self->frozen, names, cells, attributes) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef caller_methods[] = {
    {"add", caller_add, METH_O, "add(program): calls look for it first from now on."},
    {"watch", caller_watch, METH_VARARGS,
     "watch(names, cells, attributes, same): calls look whether these still have their values."},
    {"clear", caller_forget, METH_NOARGS, "clear(): forget all programs."},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef caller_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(caller, vectorcall), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot caller_slots[] = {
    {Py_tp_new, caller_new},
    {Py_tp_dealloc, caller_dealloc},
    {Py_tp_traverse, caller_traverse},
    {Py_tp_clear, caller_clear},
    {Py_tp_call, call_tuple},
    {Py_tp_methods, caller_methods},
    {Py_tp_members, caller_members},
    {Py_tp_doc, "Caller(miss, names, defaults, positional, only_positional, variadic): calls the program that matches the "
                "arguments, or miss(arguments, keywords)."},
    {0, NULL},
};

static PyType_Spec caller_spec = {
    "gokernels._capi.Caller", sizeof(caller), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_VECTORCALL, caller_slots,
};

int gk_caller_init(PyObject *module)
{
    caller_type = (PyTypeObject *)PyType_FromSpec(&caller_spec);
    return caller_type ? PyModule_AddObjectRef(module, "Caller", (PyObject *)caller_type) : -1;
}
