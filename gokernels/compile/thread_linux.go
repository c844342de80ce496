package compile

import "syscall"

// thread names the operating system's thread that runs the goroutine.
func thread() int { return syscall.Gettid() }
