/* Generated from the kernel table by capi/binding/generate.py. DO NOT EDIT. */
#ifndef GK_ZSPECS_H
#define GK_ZSPECS_H

#include <stdint.h>

enum { GK_NODTYPE, GK_BOOL, GK_INT8, GK_INT16, GK_INT32, GK_INT64, GK_UINT8, GK_UINT16, GK_UINT32, GK_UINT64, GK_FLOAT32, GK_FLOAT64, GK_NDTYPE };
enum { GK_ARRAY, GK_FLOAT, GK_INT, GK_SEED, GK_AXIS, GK_OUT };
enum { GK_OTHER, GK_SAME, GK_SCALAR };
enum { GK_NKERNEL = 20 };

/* roles: of the arguments, in order; compute, result: by the dtype of all arrays, GK_NODTYPE = refused. */
typedef struct {
    const char *name;
    int8_t nargs, shape;
    int8_t roles[10];
    int8_t compute[GK_NDTYPE], result[GK_NDTYPE];
} gk_spec;

static const gk_spec gk_specs[GK_NKERNEL] = {
    {"exp", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"exp2", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"expm1", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"log", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"log2", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"log10", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"log1p", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"sin", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"cos", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"tan", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"arcsin", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"arccos", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"arctan", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"sinh", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"cosh", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"tanh", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"cbrt", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"erf", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"sqrt", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
    {"rint", 2, GK_SAME, {GK_ARRAY, GK_OUT}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}, {0, 11, 11, 10, 11, 11, 11, 10, 11, 11, 10, 11}},
};

#endif
