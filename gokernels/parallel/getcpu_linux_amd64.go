package parallel

// getCPU is the number of the call (arch/x86/entry/syscalls/syscall_64.tbl).
const getCPU = 309
