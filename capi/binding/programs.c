/* Program: a compiled program for certain types of arguments, and how it is run. */
#include "program.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "_cgo_export.h"

enum { STACK_WORDS = 192, STACK_RESULTS = 96 };

int gk_forked;
static pthread_key_t stream_key;
static PyTypeObject *program_type;

/* ---- what belongs to a thread or a process ---- */

/* By what runtime/cgo lets go of the goroutine of a C thread that ends. Weak: cgo's own trial link of this package lacks it. */
extern void (*x_crosscall2_ptr)(void (*)(void *), void *, int, size_t) __attribute__((weak));

/* The child's copy of this runtime is dead: where another thread held one of its locks, the end of the thread that
 * forked would wait for it for ever. */
static void after_fork(void)
{
    gk_forked = 1;
    if (&x_crosscall2_ptr != NULL) {
        x_crosscall2_ptr = NULL;
    }
}

/* No thread-local variable: a Go library's come out of a small space that every forked child's copy shares. */
static uint64_t stream_here(void)
{
    void *stream = pthread_getspecific(stream_key);
    if (stream == NULL) {
        stream = calloc(1, GK_STREAM);
        pthread_setspecific(stream_key, stream);
    }
    return (uint64_t)(uintptr_t)stream;
}

/* ---- running ---- */

static int pack_all(gk_packer *packer, const gk_type *types, PyObject *const *args)
{
    for (int i = 0; i < types->nitems; i++) {
        int failed = gk_pack(packer, &types->items[i], args[i]);
        if (failed) {
            return failed;
        }
    }
    return 0;
}

static int pack_captured(gk_packer *packer, const gk_program *program)
{
    for (int i = 0; i < program->captured.nitems; i++) {
        int failed = gk_pack(packer, &program->captured.items[i], PyTuple_GetItem(program->captured_arrays, i));
        if (failed > 0) {
            PyErr_SetString(PyExc_TypeError, "a global array that the function uses has changed its number of dimensions");
        }
        if (failed) {
            return -1;
        }
    }
    return 0;
}

static void frame_init(gk_program_frame *frame, const gk_program *program, const gk_options *options)
{
    memset(frame, 0, offsetof(gk_program_frame, text));
    frame->program = program->number;
    frame->threads = gk_threads_now();
    frame->chunk = gk_chunk_now();
    frame->stream = stream_here();
    frame->text[0] = '\0';
    if (options != NULL) {
        frame->timeout_ns = options->timeout_ns;
        frame->token = options->token;
        frame->schedule = options->schedule;
    }
}

static void execute(gk_program_frame *frame, PyObject *progress)
{
    gk_watcher watcher = {NULL, progress, gk_enter_kernel()};
    frame->watched = watcher.signals || progress != NULL;
    frame->watch = (uint64_t)(uintptr_t)&watcher;
    watcher.thread = gk_enter_go(!watcher.signals);
    gk_run_program((GoUint64)(uintptr_t)frame);
    gk_leave_go(watcher.thread);
}

/* Reads what the frame now holds: results or exception, and changed lists in both cases. */
static PyObject *finish(gk_program_frame *frame, const gk_program *program, const gk_packer *packer)
{
    const uint64_t *words = (const uint64_t *)(uintptr_t)frame->results;
    PyObject *result = NULL;
    if (frame->error == GK_RAISED) {
        gk_raise_program(frame, program->objects);
    } else if (frame->error) {
        gk_raise(frame->error, frame->text);
    } else {
        result = gk_unpack(&program->result.items[0], &words, packer);
    }
    if (frame->reflected) {
        PyObject *type, *value, *trace;
        PyErr_Fetch(&type, &value, &trace);
        if (gk_write_back(packer, (const uint64_t *)(uintptr_t)frame->results + program->result_words) < 0) {
            Py_CLEAR(result);
        }
        if (type != NULL) {
            PyErr_Restore(type, value, trace);
        }
    }
    if (frame->held) {
        gk_release(frame->held);
    }
    return result;
}

static PyObject *run_packed(gk_program *program, uint64_t *words, gk_packer *packer, const gk_options *options)
{
    gk_program_frame frame;
    uint64_t room[STACK_RESULTS], *results = room;
    frame_init(&frame, program, options);
    frame.nargs = packer->at - words;
    frame.nresults = program->result_words + 2 * packer->nlists;
    if (frame.nresults > STACK_RESULTS) {
        results = malloc(sizeof *results * (size_t)frame.nresults);
    }
    if (results == NULL || frame.stream == 0) {
        return PyErr_NoMemory();
    }
    frame.args = (uint64_t)(uintptr_t)words;
    frame.results = (uint64_t)(uintptr_t)results;
    execute(&frame, options ? options->progress : NULL);
    PyObject *result = finish(&frame, program, packer);
    if (results != room) {
        free(results);
    }
    return result;
}

PyObject *gk_program_run(gk_program *program, PyObject *const *args, Py_ssize_t nargs, const gk_options *options)
{
    uint64_t room[STACK_WORDS], *words = room;
    gk_packer packer;
    if (nargs != program->params.nitems) {
        return NULL;
    }
    if (program->words > STACK_WORDS) {
        words = malloc(sizeof *words * (size_t)program->words);
        if (words == NULL) {
            return PyErr_NoMemory();
        }
    }
    packer.at = words;
    packer.narrays = packer.nlists = 0;
    PyObject *result = NULL;
    if (pack_all(&packer, &program->params, args) == 0 && pack_captured(&packer, program) == 0) {
        Py_INCREF((PyObject *)program); /* another thread may replace it while it runs */
        result = run_packed(program, words, &packer, options);
        Py_DECREF((PyObject *)program);
    }
    gk_pack_release(&packer);
    if (words != room) {
        free(words);
    }
    return result;
}

/* ---- the Python type ---- */

int gk_is_program(PyObject *object)
{
    return Py_TYPE(object) == program_type;
}

/* The captured arrays' types: what they are now. */
static int capture(gk_program *program, PyObject *arrays)
{
    Py_ssize_t n = PyTuple_Size(arrays);
    program->captured.items = calloc((size_t)n + 1, sizeof(gk_type));
    if (program->captured.items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        gk_type *type = &program->captured.items[program->captured.nitems++];
        if (gk_pack_describe(PyTuple_GetItem(arrays, i), type) < 0) {
            return -1;
        }
    }
    return 0;
}

static int too_large(const gk_program *program)
{
    int most = gk_type_arrays(&program->params) + program->captured.nitems > GK_MOST_ARRAYS ||
               gk_type_lists(&program->params) > GK_MOST_LISTS;
    if (most) {
        PyErr_Format(PyExc_TypeError, "a compiled function takes at most %d arrays and %d lists, sets and dicts", GK_MOST_ARRAYS,
                     GK_MOST_LISTS);
    }
    return most ? -1 : 0;
}

static int prepare(gk_program *program, const char *types, const char *result, PyObject *sample)
{
    if (gk_types_parse(types, program->objects, &program->params) < 0 ||
        gk_types_parse(result, program->objects, &program->result) < 0 || too_large(program) < 0) {
        return -1;
    }
    if (program->result.nitems != 1) {
        PyErr_SetString(PyExc_ValueError, "a program has one result");
        return -1;
    }
    if (sample != Py_None && gk_type_bind(&program->params, sample) < 0) {
        return -1;
    }
    program->words = gk_type_words(&program->params) + gk_type_words(&program->captured);
    program->result_words = gk_type_result_words(&program->result);
    return 0;
}

/* Program(number, types, result, sample, captured, objects) */
static PyObject *program_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    long long number;
    const char *types, *result;
    PyObject *sample, *captured, *objects;
    if (!PyArg_ParseTuple(args, "LssOO!O:Program", &number, &types, &result, &sample, &PyTuple_Type, &captured,
                          &objects)) {
        return NULL;
    }
    gk_program *program = (gk_program *)PyType_GenericAlloc(type, 0);
    if (program == NULL) {
        return NULL;
    }
    program->number = number;
    program->captured.kind = GK_T_TUPLE;
    Py_INCREF(captured);
    Py_INCREF(objects);
    program->captured_arrays = captured;
    program->objects = objects;
    if (capture(program, captured) < 0 || prepare(program, types, result, sample) < 0) {
        Py_DECREF((PyObject *)program);
        return NULL;
    }
    return (PyObject *)program;
}

static int program_traverse(PyObject *self, visitproc visit, void *arg)
{
    gk_program *program = (gk_program *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(program->captured_arrays);
    Py_VISIT(program->objects);
    const gk_type *types[] = {&program->params, &program->result, &program->captured};
    for (int i = 0; i < 3; i++) {
        int stop = gk_type_visit(types[i], visit, arg);
        if (stop) {
            return stop;
        }
    }
    return 0;
}

/* Only what may be in a cycle; a cleared program matches nothing any more. */
static int program_clear(PyObject *self)
{
    gk_program *program = (gk_program *)self;
    Py_CLEAR(program->captured_arrays);
    Py_CLEAR(program->objects);
    gk_type_free(&program->params);
    gk_type_free(&program->result);
    gk_type_free(&program->captured);
    program->params.nitems = -1;
    return 0;
}

static void program_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    program_clear(self);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

/* invoke(arguments, timeout_ns, token, progress, schedule) */
static PyObject *program_invoke(PyObject *self, PyObject *args)
{
    PyObject *arguments, *progress, *held[64];
    long long timeout_ns, token;
    gk_options options;
    if (!PyArg_ParseTuple(args, "O!LLOi:invoke", &PyTuple_Type, &arguments, &timeout_ns, &token, &progress,
                          &options.schedule)) {
        return NULL;
    }
    if (gk_forked) { /* the parent's Go would never answer */
        PyErr_SetString(PyExc_RuntimeError, "the program belongs to the parent process; specialize it again");
        return NULL;
    }
    Py_ssize_t n = PyTuple_Size(arguments);
    options.timeout_ns = timeout_ns;
    options.token = token;
    options.progress = progress == Py_None ? NULL : progress;
    PyObject **items = n <= 64 ? held : malloc(sizeof *items * (size_t)n);
    if (items == NULL) {
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        items[i] = PyTuple_GetItem(arguments, i);
    }
    PyObject *result = gk_program_run((gk_program *)self, items, n, &options);
    if (items != held) {
        free(items);
    }
    if (result == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_TypeError, "the arguments do not have the types that this program was compiled for");
    }
    return result;
}

static PyMethodDef program_methods[] = {
    {"invoke", program_invoke, METH_VARARGS, "invoke(arguments, timeout_ns, token, progress, schedule)"},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot program_slots[] = {
    {Py_tp_new, program_new},
    {Py_tp_dealloc, program_dealloc},
    {Py_tp_traverse, program_traverse},
    {Py_tp_clear, program_clear},
    {Py_tp_methods, program_methods},
    {Py_tp_doc, "Program(number, types, result, sample, captured, objects): a compiled program."},
    {0, NULL},
};

static PyType_Spec program_spec = {
    "gokernels._capi.Program", sizeof(gk_program), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, program_slots,
};

int gk_programs_init(PyObject *module)
{
    program_type = (PyTypeObject *)PyType_FromSpec(&program_spec);
    if (program_type == NULL || pthread_key_create(&stream_key, free) != 0 ||
        pthread_atfork(NULL, NULL, after_fork) != 0) {
        return -1;
    }
    return PyModule_AddObjectRef(module, "Program", (PyObject *)program_type);
}

/* init_programs(ndarray, empty, array_api, dtypes, types, record_dtype, raise_at) */
static PyObject *init_programs(PyObject *self, PyObject *args)
{
    PyObject *ndarray, *empty, *array_api, *dtypes, *types, *record_dtype, *raise_at;
    if (!PyArg_ParseTuple(args, "OOOOOOO:init_programs", &ndarray, &empty, &array_api, &dtypes, &types, &record_dtype,
                          &raise_at)) {
        return NULL;
    }
    if (gk_types_init(dtypes, types, record_dtype) < 0 || gk_pack_init(ndarray) < 0 ||
        gk_unpack_init(array_api, ndarray, empty) < 0 || gk_raise_init(raise_at) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyMethodDef gk_program_methods[] = {
    {"init_programs", init_programs, METH_VARARGS,
     "init_programs(ndarray, empty, array_api, dtypes, types, record_dtype, raise_at)"},
    {NULL, NULL, 0, NULL},
};
