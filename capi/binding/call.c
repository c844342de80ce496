/* The hot path: a kernel call from Python to Go in a fraction of a microsecond.
 *
 * call(kernel, *arguments, timeout, progress, cancel) takes the common case only:
 * arrays that are numpy.ndarray, one native dtype, one shape, no options. It never
 * guesses: whatever else comes (lists, broadcasting, other dtypes, an axis, overlap,
 * wrong arguments) goes to the Python function registered by init(), which turns the
 * arguments into plain arrays, or raises, and comes back through run().
 */
#include "binding.h"

#include <string.h>

#include "_cgo_export.h"

enum { GK_OPTIONS = 3, GK_MOST_ARGUMENTS = 16 };

static PyObject *ndarray_type, *empty_function, *slow_function;

/* The buffers that a call holds; released together. The caller holds the arrays themselves. */
typedef struct {
    Py_buffer views[GK_MAXARRAY];
    int n;
} buffers;

static void release(buffers *held)
{
    for (int i = 0; i < held->n; i++) {
        PyBuffer_Release(&held->views[i]);
    }
    held->n = 0;
}

static void fill(gk_array *array, const Py_buffer *view, int dtype)
{
    array->data = (uint64_t)(uintptr_t)view->buf;
    array->dtype = dtype;
    array->ndim = view->ndim;
    size_t bytes = sizeof(int64_t) * (size_t)view->ndim;
    if (bytes > 0) {
        memcpy(array->shape, view->shape, bytes);
        memcpy(array->strides, view->strides, bytes);
    }
}

static int take_buffer(PyObject *object, int writable, gk_array *array, buffers *held)
{
    Py_buffer *view = &held->views[held->n];
    int flags = PyBUF_STRIDES | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    if (held->n == GK_MAXARRAY || PyObject_GetBuffer(object, view, flags) < 0) {
        PyErr_Clear();
        return 0;
    }
    held->n++;
    int dtype = gk_dtype_of(view->format, view->itemsize);
    if (dtype == GK_NODTYPE || view->ndim > GK_MAXDIM) {
        return 0;
    }
    fill(array, view, dtype);
    return 1;
}

/* Describes an ndarray. 0: not one of ours (no exception set). */
static int take(PyObject *object, int writable, gk_array *array, buffers *held)
{
    if (gk_ndarray_trusted) {
        return gk_ndarray_read(object, writable, array);
    }
    return take_buffer(object, writable, array, held);
}

static void frame_init(gk_frame *frame, int kernel)
{
    memset(frame, 0, offsetof(gk_frame, arrays));
    frame->kernel = kernel;
    frame->threads = gk_threads_now();
    frame->chunk = gk_chunk_now();
    frame->axis = GK_NOAXIS;
    frame->text[0] = '\0';
}

int gk_execute(gk_frame *frame, PyObject *progress)
{
    gk_watcher watcher = {NULL, progress, gk_enter_kernel()};
    frame->watched = watcher.signals || progress != NULL;
    frame->watch = (uint64_t)(uintptr_t)&watcher;
    watcher.thread = gk_enter_go(!watcher.signals);
    gk_run((GoUint64)(uintptr_t)frame);
    gk_leave_go(watcher.thread);
    if (frame->error) {
        gk_raise(frame->error, frame->text);
        return -1;
    }
    return 0;
}

/* ---- the fast path ---- */

typedef struct {
    const gk_spec *spec;
    gk_frame frame;
    buffers held;
    PyObject *out; /* borrowed; NULL = to be made */
    int params;
} fast_call;

static int add_float(fast_call *call, PyObject *value)
{
    if (!PyFloat_Check(value) && !PyLong_Check(value)) {
        return 0;
    }
    double number = PyFloat_AsDouble(value);
    if (PyErr_Occurred()) {
        PyErr_Clear();
        return 0;
    }
    memcpy(&call->frame.params[call->params++], &number, 8);
    return 1;
}

static int add_int(fast_call *call, PyObject *value)
{
    if (!PyLong_Check(value)) {
        return 0;
    }
    int64_t number = PyLong_AsLongLong(value);
    if (PyErr_Occurred()) {
        PyErr_Clear();
        return 0;
    }
    call->frame.params[call->params++] = (uint64_t)number;
    return 1;
}

static int add_array(fast_call *call, PyObject *value)
{
    if ((PyObject *)Py_TYPE(value) != ndarray_type) {
        return 0;
    }
    if (call->frame.nin == GK_MAXARRAY - 1) {
        return 0;
    }
    return take(value, 0, &call->frame.arrays[call->frame.nin++], &call->held);
}

static int add_argument(fast_call *call, int role, PyObject *value)
{
    switch (role) {
    case GK_ARRAY: return add_array(call, value);
    case GK_FLOAT: return add_float(call, value);
    case GK_INT: return add_int(call, value);
    case GK_AXIS: return value == Py_None;
    case GK_OUT:
        call->out = value == Py_None ? NULL : value;
        return value == Py_None || (PyObject *)Py_TYPE(value) == ndarray_type;
    default: return 0;
    }
}

static int same_shape(const gk_array *a, const gk_array *b)
{
    return a->ndim == b->ndim && memcmp(a->shape, b->shape, sizeof(int64_t) * (size_t)a->ndim) == 0;
}

static int c_contiguous(const gk_array *a)
{
    int64_t step = gk_itemsize(a->dtype);
    for (int i = a->ndim - 1; i >= 0; i--) {
        if (a->strides[i] != step) {
            return 0;
        }
        step *= a->shape[i];
    }
    return 1;
}

/* All inputs alike, and not 0-d: NumPy gives scalars for those. */
static int inputs_alike(const gk_frame *frame)
{
    for (int i = 1; i < frame->nin; i++) {
        if (frame->arrays[i].dtype != frame->arrays[0].dtype || !same_shape(&frame->arrays[0], &frame->arrays[i])) {
            return 0;
        }
    }
    return frame->nin > 0 && frame->arrays[0].ndim > 0;
}

static void extent(const gk_array *a, uint64_t *low, uint64_t *high)
{
    int64_t below = 0, above = gk_itemsize(a->dtype);
    for (int i = 0; i < a->ndim; i++) {
        int64_t span = (a->shape[i] - 1) * a->strides[i];
        *(span < 0 ? &below : &above) += span;
    }
    *low = a->data + (uint64_t)below;
    *high = a->data + (uint64_t)above;
}

static int same_view(const gk_array *a, const gk_array *b)
{
    return a->data == b->data && a->dtype == b->dtype &&
           memcmp(a->strides, b->strides, sizeof(int64_t) * (size_t)a->ndim) == 0;
}

/* 1 when writing `out` cannot change an input that is still to be read. */
static int safe_to_write(const gk_frame *frame, const gk_array *out)
{
    uint64_t out_low, out_high, low, high;
    extent(out, &out_low, &out_high);
    for (int i = 0; i < frame->nin; i++) {
        extent(&frame->arrays[i], &low, &high);
        if (low < out_high && out_low < high && !same_view(&frame->arrays[i], out)) {
            return 0;
        }
    }
    return 1;
}

static PyObject *new_array(const gk_array *like, int dtype)
{
    PyObject *shape = PyTuple_New(like->ndim);
    if (shape == NULL) {
        return NULL;
    }
    for (int i = 0; i < like->ndim; i++) {
        PyObject *n = PyLong_FromLongLong(like->shape[i]);
        if (n == NULL) {
            Py_DECREF(shape);
            return NULL;
        }
        PyTuple_SetItem(shape, i, n);
    }
    PyObject *array = PyObject_CallFunctionObjArgs(empty_function, shape, gk_dtype_object(dtype), NULL);
    Py_DECREF(shape);
    return array;
}

/* The array to write, as a new reference; NULL without an exception = take the slow path. */
static PyObject *output(fast_call *call)
{
    gk_frame *frame = &call->frame;
    const gk_array *first = &frame->arrays[0];
    int dtype = call->spec->result[first->dtype];
    PyObject *out = call->out;
    if (out == NULL) {
        if (!c_contiguous(first)) {
            return NULL;
        }
        out = new_array(first, dtype);
    } else {
        Py_INCREF(out);
    }
    gk_array *array = &frame->arrays[frame->nin];
    if (out == NULL) {
        return NULL;
    }
    if (!take(out, 1, array, &call->held) || array->dtype != dtype ||
        !same_shape(first, array) || (call->out != NULL && !safe_to_write(frame, array))) {
        Py_DECREF(out);
        return NULL;
    }
    frame->nout = 1;
    return out;
}

static PyObject *run_same(fast_call *call)
{
    PyObject *out = output(call);
    if (out != NULL && gk_execute(&call->frame, NULL) < 0) {
        Py_CLEAR(out);
    }
    return out;
}

static PyObject *run_scalar(fast_call *call)
{
    if (call->out != NULL || gk_execute(&call->frame, NULL) < 0) {
        return NULL;
    }
    return gk_scalar(call->frame.result_dtype, call->frame.result);
}

/* NULL without an exception = not a call for the fast path. */
static PyObject *fast(fast_call *call, PyObject *const *arguments)
{
    for (int i = 0; i < call->spec->nargs; i++) {
        if (!add_argument(call, call->spec->roles[i], arguments[i])) {
            return NULL;
        }
    }
    if (!inputs_alike(&call->frame)) {
        return NULL;
    }
    call->frame.compute = call->spec->compute[call->frame.arrays[0].dtype];
    if (call->frame.compute == GK_NODTYPE) {
        return NULL;
    }
    return call->spec->shape == GK_SAME ? run_same(call) : run_scalar(call);
}

static int no_options(PyObject *const *options)
{
    return options[0] == Py_None && options[1] == Py_None && options[2] == Py_None;
}

static PyObject *slow(PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *tuple = PyTuple_New(nargs);
    if (tuple == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_INCREF(args[i]);
        PyTuple_SetItem(tuple, i, args[i]);
    }
    PyObject *result = PyObject_Call(slow_function, tuple, NULL);
    Py_DECREF(tuple);
    return result;
}

static PyObject *call(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    if (nargs < 1 || nargs > GK_MOST_ARGUMENTS) {
        PyErr_SetString(PyExc_TypeError, "call(kernel, *arguments, timeout, progress, cancel)");
        return NULL;
    }
    long kernel = PyLong_AsLong(args[0]);
    if (kernel < 0 || kernel >= GK_NKERNEL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_IndexError, "no kernel has this number");
        }
        return NULL;
    }
    const gk_spec *spec = &gk_specs[kernel];
    if (spec->shape == GK_OTHER || nargs != 1 + spec->nargs + GK_OPTIONS || !no_options(args + nargs - GK_OPTIONS)) {
        return slow(args, nargs);
    }
    fast_call state;
    state.spec = spec;
    state.held.n = state.params = 0;
    state.out = NULL;
    frame_init(&state.frame, (int)kernel);
    PyObject *result = fast(&state, args + 1);
    release(&state.held);
    if (result == NULL && !PyErr_Occurred()) {
        return slow(args, nargs);
    }
    return result;
}

/* ---- the explicit path, for arguments that Python has made plain ---- */

static int take_all(PyObject *arrays, int writable, int first, gk_frame *frame, buffers *held)
{
    Py_ssize_t n = PyTuple_Size(arrays);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *array = PyTuple_GetItem(arrays, i);
        if (first + i >= GK_MAXARRAY || (PyObject *)Py_TYPE(array) != ndarray_type ||
            !take(array, writable, &frame->arrays[first + i], held)) {
            PyErr_Format(PyExc_TypeError, "run() takes numpy arrays of the supported dtypes only, and at most %d",
                         GK_MAXARRAY);
            return -1;
        }
    }
    return (int)n;
}

static int take_params(PyObject *params, gk_frame *frame)
{
    Py_ssize_t n = PyTuple_Size(params);
    if (n < 0 || n > GK_MAXPARAM) {
        PyErr_SetString(PyExc_TypeError, "run(): params is a tuple of at most 6 numbers");
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *value = PyTuple_GetItem(params, i);
        if (PyFloat_Check(value)) {
            double number = PyFloat_AsDouble(value);
            memcpy(&frame->params[i], &number, 8);
        } else {
            frame->params[i] = PyLong_AsUnsignedLongLongMask(value);
        }
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* run(kernel, inputs, outputs, params, axis, compute, timeout_ns, token, progress, schedule) */
static PyObject *run(PyObject *self, PyObject *args)
{
    int kernel, compute, schedule;
    PyObject *inputs, *outputs, *params, *progress;
    long long axis, timeout_ns, token;
    if (!PyArg_ParseTuple(args, "iO!O!O!LiLLOi:run", &kernel, &PyTuple_Type, &inputs, &PyTuple_Type, &outputs,
                          &PyTuple_Type, &params, &axis, &compute, &timeout_ns, &token, &progress, &schedule)) {
        return NULL;
    }
    gk_frame frame;
    buffers held = {.n = 0};
    frame_init(&frame, kernel);
    frame.compute = compute;
    frame.axis = axis;
    frame.timeout_ns = timeout_ns;
    frame.token = token;
    frame.schedule = schedule;
    frame.nin = take_all(inputs, 0, 0, &frame, &held);
    frame.nout = frame.nin < 0 ? -1 : take_all(outputs, 1, frame.nin, &frame, &held);
    int failed = frame.nout < 0 || take_params(params, &frame) < 0 ||
                 gk_execute(&frame, progress == Py_None ? NULL : progress) < 0;
    release(&held);
    if (failed) {
        return NULL;
    }
    if (frame.result_dtype != GK_NODTYPE) {
        return gk_scalar(frame.result_dtype, frame.result);
    }
    Py_RETURN_NONE;
}

/* init(ndarray, empty, dtypes, scalar types, slow, Cancelled, KernelError, samples) */
static PyObject *init(PyObject *self, PyObject *args)
{
    PyObject *dtypes, *types, *cancelled, *kernel_error, *samples;
    if (!PyArg_ParseTuple(args, "OOOOOOOO:init", &ndarray_type, &empty_function, &dtypes, &types, &slow_function,
                          &cancelled, &kernel_error, &samples)) {
        return NULL;
    }
    Py_INCREF(ndarray_type);
    Py_INCREF(empty_function);
    Py_INCREF(slow_function);
    if (gk_dtypes_init(dtypes, types) < 0 || gk_errors_init(cancelled, kernel_error) < 0 ||
        gk_ndarray_check(samples) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyMethodDef gk_call_methods[] = {
    {"call", (PyCFunction)(void (*)(void))call, METH_FASTCALL, "call(kernel, *arguments, timeout, progress, cancel)"},
    {"run", run, METH_VARARGS,
     "run(kernel, inputs, outputs, params, axis, compute, timeout_ns, token, progress, schedule)"},
    {"init", init, METH_VARARGS, "init(ndarray, empty, dtypes, types, slow, Cancelled, KernelError, samples)"},
    {NULL, NULL, 0, NULL},
};
