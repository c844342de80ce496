package parallel

import "time"

const (
	// spinTime is for how long it pays to wait awake: as long as waking a sleeper takes (20-50 µs on a virtual machine).
	// Whatever happens, that costs at most twice what the best choice in hindsight would have.
	spinTime = 40 * time.Microsecond
	// spinPauses between two looks: at most 0.1 µs where PAUSE takes 140 cycles (Intel since Skylake), so that looking
	// does not slow down those who write.
	spinPauses = 2
	// spinLooks between two readings of the clock.
	spinLooks = 16
)

// spin waits for done without sleeping, for a short time; false means in vain. It does not even try if
// somebody waits for a permit or there is but one processor.
func spin(done func() bool) bool {
	if processors() < 2 || permitted.contended() {
		return false
	}
	for limit := now() + spinTime; now() < limit; {
		for range spinLooks {
			if done() {
				return true
			}
			pause(spinPauses)
		}
	}
	return false
}
