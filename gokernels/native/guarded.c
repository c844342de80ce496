//go:build cgo && linux && amd64 && !noasm

/* Machine code that touches a bad address, such as a mapped file that became shorter, must not end the process. Go turns
 * faults of its own code into panics, but those of other code are fatal. Hence handlers in front of Go's, for what they
 * find within the code that the thread is running: they go on behind its call, as if it had returned.
 */
#define _GNU_SOURCE
#include "guarded.h"

#include <signal.h>
#include <stddef.h>
#include <ucontext.h>

/* A call that is running. */
typedef struct {
    uintptr_t code, size, context, stack;
} guarded;

/* Initial-exec: signal handlers may use it. */
static _Thread_local __attribute__((tls_model("initial-exec"))) guarded *volatile running;

/* gk_jump(context, code, &stack) calls code(context) and keeps at stack where it will return to: every register that it
 * must restore lies there. */
int64_t gk_jump(uintptr_t context, uintptr_t code, uintptr_t *stack);
extern const char gk_landing[];

__asm__(".text\n"
        ".globl gk_jump\n.hidden gk_jump\n.type gk_jump,@function\n"
        ".globl gk_landing\n.hidden gk_landing\n"
        "gk_jump:\n"
        "  push %rbp\n  push %rbx\n  push %r12\n  push %r13\n  push %r14\n  push %r15\n  sub $8, %rsp\n"
        "  mov %rsp, (%rdx)\n"
        "  call *%rsi\n"
        "gk_landing:\n"
        "  add $8, %rsp\n  pop %r15\n  pop %r14\n  pop %r13\n  pop %r12\n  pop %rbx\n  pop %rbp\n"
        "  vzeroupper\n"
        "  ret\n"
        ".size gk_jump, .-gk_jump\n");

static struct sigaction next_segv, next_bus;

static void fault(int number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    guarded *now = running;
    if (now != NULL && (uintptr_t)registers[REG_RIP] - now->code < now->size) {
        ((uint64_t *)now->context)[GK_FAULT_WORD] = (uint64_t)(uintptr_t)info->si_addr;
        registers[REG_RSP] = (greg_t)now->stack;
        registers[REG_RIP] = (greg_t)(uintptr_t)gk_landing;
        registers[REG_RAX] = GK_FAULT;
        return;
    }
    (number == SIGSEGV ? next_segv : next_bus).sa_sigaction(number, info, context);
}

static int before(int number, struct sigaction *next)
{
    if (sigaction(number, NULL, next) != 0) {
        return -1;
    }
    if (!(next->sa_flags & SA_SIGINFO) || next->sa_sigaction == fault) { /* not Go's: somebody else wants all faults */
        return 0;
    }
    struct sigaction ours = *next;
    ours.sa_sigaction = fault;
    return sigaction(number, &ours, NULL);
}

/* To be called once, before any code runs. */
int gk_guard(void) { return before(SIGSEGV, &next_segv) != 0 || before(SIGBUS, &next_bus) != 0 ? -1 : 0; }

/* Runs code on a context; GK_FAULT: it touched a bad address, and may have done a part of its work. */
int64_t gk_guarded(uintptr_t code, uintptr_t size, uintptr_t context)
{
    guarded now = {code, size, context, 0};
    running = &now;
    int64_t status = gk_jump(context, code, &now.stack);
    running = NULL;
    return status;
}
