/* Adds the hand-written functions to the module that gopy's code creates. */
#include "program.h"

int gk_init(PyObject *module)
{
    if (gk_signals_init() < 0 || PyModule_AddFunctions(module, gk_call_methods) < 0) {
        return -1;
    }
    if (PyModule_AddFunctions(module, gk_program_methods) < 0 || gk_programs_init(module) < 0 ||
        gk_caller_init(module) < 0) {
        return -1;
    }
    return PyModule_AddFunctions(module, gk_thread_methods);
}
