/* Compiled programs: how Python's values cross to Go and back.
 *
 * A program's parameters and results have types, given as texts (the compiler's language: int, f64[2]C, (T,T), list(T), …).
 * C parses them once. For a call it writes the arguments as a row of 64-bit words, by their types and one after the
 * other, and reads the results from such a row. Its Go twin is capi/words.go:
 *
 *   scalar   1 word: ints extended to 64 bits, f32 by its 32 bits, bool 0 or 1; complex: 2 words
 *   array    address of element 0, flags (1: read-only), shape, strides; the number of words depends on the type only
 *   str      address, bytes of UTF-8
 *   list     address of its items' words, number of items; so do set and dict (key and value are one item)
 *   optional 1 word: whether there is a value; its words, or those of a value that stands for none (results only)
 *   none, compiled functions, types: nothing; tuples: their items
 *
 * A result that is an array has more words, and after the results come the lists, sets and dicts as the program left them.
 */
#ifndef GK_PROGRAM_H
#define GK_PROGRAM_H

#include "binding.h"

/* What a value's words are. */
enum {
    GK_T_INT, GK_T_FLOAT, GK_T_COMPLEX, GK_T_BOOL, /* Python's own */
    GK_T_SCALAR, GK_T_ARRAY, GK_T_NONE, GK_T_STR, GK_T_TUPLE, GK_T_NAMEDTUPLE, GK_T_FIXED,
    GK_T_LIST, GK_T_SET, GK_T_DICT, GK_T_OPTIONAL
};

/* Dtypes beyond those of the ready-made kernels. */
enum { GK_COMPLEX64 = GK_NDTYPE, GK_COMPLEX128, GK_RECORD, GK_NVALUE };

typedef struct gk_type gk_type;
struct gk_type {
    int8_t kind;
    int8_t dtype;    /* of a scalar or of an array's elements */
    int8_t ndim;
    char layout;     /* C, F or A; 0: any */
    int8_t readonly;
    int nitems;      /* of a tuple, list, set or optional (1) or dict (2) */
    gk_type *items;
    PyObject *object; /* a namedtuple's class, a record's dtype, the very object of a fixed argument; may be NULL */
};

/* types.c */
int gk_types_init(PyObject *dtypes, PyObject *types, PyObject *record_dtype);
int gk_types_parse(const char *text, PyObject *objects, gk_type *list); /* list->items; -1 with an exception set */
int gk_type_bind(gk_type *type, PyObject *sample); /* fixed objects and dtypes are the sample's */
PyObject *gk_object(PyObject *objects, PyObject *number); /* of the caller's table: a function or a mapping */
void gk_type_free(gk_type *type);
int gk_type_visit(const gk_type *type, visitproc visit, void *arg);
int gk_type_words(const gk_type *type);         /* as an argument */
int gk_type_result_words(const gk_type *type);
int gk_type_arrays(const gk_type *type);        /* how many array parameters */
int gk_type_lists(const gk_type *type);
PyObject *gk_value_dtype(const gk_type *type);  /* borrowed */
PyTypeObject *gk_value_type(int dtype);         /* of NumPy scalars */

/* A list, set or dict argument: its items as they were (a dict's pairs), and the words made from them. */
typedef struct {
    PyObject *list;  /* borrowed from the arguments */
    PyObject *items; /* a tuple, so that nobody takes the items' text away */
    const gk_type *type;
    uint64_t *words;
} gk_list;

/* pack.c: 0 done, 1 the value does not match the type, -1 an exception is set. */
enum { GK_MOST_ARRAYS = 64, GK_MOST_LISTS = 16 };
typedef struct {
    uint64_t *at; /* the next word */
    int narrays, nlists;
    PyObject *arrays[GK_MOST_ARRAYS]; /* borrowed; results refer to them by number */
    gk_list lists[GK_MOST_LISTS];
} gk_packer;
int gk_pack_init(PyObject *ndarray);
int gk_pack_describe(PyObject *array, gk_type *type); /* the type of an array as it is, any layout */
int gk_pack(gk_packer *packer, const gk_type *type, PyObject *value);
void gk_pack_release(gk_packer *packer);

/* unpack.c: reads a value and moves *words behind it; NULL with an exception set. */
PyObject *gk_unpack(const gk_type *type, const uint64_t **words, const gk_packer *arguments);
int gk_write_back(const gk_packer *arguments, const uint64_t *words);
int gk_unpack_init(PyObject *array_api, PyObject *ndarray, PyObject *empty);

/* print.c, raise.c */
int gk_print(uint64_t watcher, uint64_t text, int64_t length);
void gk_raise_program(const gk_program_frame *frame, PyObject *objects);
int gk_raise_init(PyObject *raise_at);

/* programs.c */
typedef struct {
    PyObject_HEAD
    int64_t number;
    gk_type params, result, captured; /* items of each: the parameters, the one result, the captured arrays */
    PyObject *captured_arrays;        /* tuple */
    PyObject *objects;                /* number -> object, for exceptions and namedtuples: a function or a mapping */
    int words, result_words;
} gk_program;
typedef struct {
    int64_t timeout_ns, token;
    int schedule;
    PyObject *progress;
} gk_options;
extern int gk_forked; /* this copy of the library belongs to a parent process */
int gk_is_program(PyObject *object);
/* Runs the program. NULL without an exception: the arguments do not match its parameters. */
PyObject *gk_program_run(gk_program *program, PyObject *const *args, Py_ssize_t nargs, const gk_options *options);
int gk_programs_init(PyObject *module);
extern PyMethodDef gk_program_methods[];

/* frozen.c: names whose values a compiled function was made with. */
typedef struct gk_frozen gk_frozen;
int gk_frozen_add(gk_frozen **list, PyObject *names, PyObject *cells, PyObject *attributes);
int gk_frozen_changed(gk_frozen *list, PyObject *same); /* 1: so it is; -1 with an exception set */
int gk_frozen_visit(const gk_frozen *list, visitproc visit, void *arg);
void gk_frozen_free(gk_frozen **list);

/* bind.c */
enum { GK_MOST_BOUND = 32 };
typedef struct {
    PyObject *names;    /* tuple; NULL: exactly the arguments that are given */
    PyObject *defaults; /* dict by name */
    int positional, only_positional, variadic; /* how many can be given by position, how many only so; there is an *args */
} gk_signature;
int gk_bind(const gk_signature *signature, PyObject *const *args, Py_ssize_t nargs, PyObject *keywords, PyObject **values,
            PyObject **rest);

/* caller.c */
int gk_caller_init(PyObject *module);

#endif
