package parallel

// Available is how many CPUs this process may use now: those of its affinity mask, and no more than the CPU quota
// of its control groups, rounded up. It is read anew every time, which takes some tens of microseconds.
func Available() int { return max(1, available()) }
