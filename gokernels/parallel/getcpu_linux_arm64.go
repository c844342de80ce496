package parallel

// getCPU is the number of the call (include/uapi/asm-generic/unistd.h).
const getCPU = 168
