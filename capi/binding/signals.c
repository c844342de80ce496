/* The way into Go and back: the GIL, and who takes the signals that are meant for Python.
 *
 * A signal to the process (Ctrl-C) belongs to the main thread: only there does it end a wait, time.sleep or join, in
 * which Python would look at it. The kernel wakes the main thread for it, but whichever thread first looks for signals
 * takes it, and a thread does so when it returns from a signal handler or changes what it blocks. Go interrupts by
 * SIGURG whoever runs a goroutine for 10 ms, so with the processors busy up to one first Ctrl-C in ten was noticed behind
 * the wait only.
 *
 * Hence a thread that returns to Go from SIGURG leaves such signals alone until it returns to Python. Not earlier, because
 * the two system calls that block and unblock them take as long as a short kernel; but for a thread's first call, in
 * which Go gets to know the thread and starts others. Go's own threads have them blocked from the start (_native.py).
 */
#define _GNU_SOURCE
#include "binding.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>

/* What is not blocked: what a thread does to itself, and what Go's runtime lives on. */
static const int kept[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGPIPE, SIGURG, SIGPROF};

static uint64_t others;      /* the signals that are; a set is one word in Linux, though sigset_t is larger */
static struct sigaction gos; /* what Go does at SIGURG */

static GK_THREAD_LOCAL volatile sig_atomic_t inside; /* in Go, and not the main thread */
static GK_THREAD_LOCAL volatile uint64_t blocked;    /* until it is back in Python */
static GK_THREAD_LOCAL int known;                    /* to Go */

static uint64_t word_of(const sigset_t *set)
{
    uint64_t word;
    memcpy(&word, set, sizeof word);
    return word;
}

static sigset_t set_of(uint64_t word)
{
    sigset_t set;
    sigemptyset(&set);
    memcpy(&set, &word, sizeof word);
    return set;
}

static void interrupted(int number, siginfo_t *info, void *context)
{
    if (inside) {
        sigset_t *after = &((ucontext_t *)context)->uc_sigmask;
        uint64_t word = word_of(after);
        blocked |= others & ~word;
        word |= others;
        memcpy(after, &word, sizeof word);
    }
    gos.sa_sigaction(number, info, context);
}

static void block(void)
{
    sigset_t set = set_of(others), before;
    pthread_sigmask(SIG_BLOCK, &set, &before);
    blocked |= others & ~word_of(&before); /* SIGURG may have come first */
}

/* A signal that waits for the main thread, which may not be on a processor yet, stays its own: but not for ever. */
static void unblock(void)
{
    sigset_t set = set_of(blocked), pending;
    const struct timespec moment = {0, 200000}; /* as long as waking a thread takes, here and there */
    for (int i = 0; i < 100 && sigpending(&pending) == 0 && word_of(&pending) & blocked; i++) {
        nanosleep(&moment, NULL);
    }
    blocked = 0;
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

PyThreadState *gk_enter_go(int another)
{
    PyThreadState *thread = PyEval_SaveThread();
    inside = another;
    if (another && !known) {
        known = 1;
        block();
    }
    return thread;
}

void gk_leave_go(PyThreadState *thread)
{
    inside = 0;
    if (blocked) {
        unblock();
    }
    PyEval_RestoreThread(thread);
}

/* After Go has installed its handlers, which it does before the library is loaded. */
int gk_signals_init(void)
{
    sigset_t all;
    sigfillset(&all); /* without glibc's own */
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        sigdelset(&all, kept[i]);
    }
    others = word_of(&all);
    int failed = sigaction(SIGURG, NULL, &gos);
    if (!failed && gos.sa_flags & SA_SIGINFO) { /* else Go interrupts nobody */
        struct sigaction ours = gos;
        ours.sa_sigaction = interrupted;
        failed = sigaction(SIGURG, &ours, NULL);
    }
    if (failed) {
        PyErr_SetFromErrno(PyExc_OSError);
    }
    return failed;
}
