package parallel

import "fmt"

// Schedule says how the chunks of a region are dealt to its workers. It never changes the chunks
// themselves nor, therefore, any result.
type Schedule uint8

const (
	Auto    Schedule = iota // chosen by this package
	Static                  // each worker begins with its own contiguous share, then takes from the others'
	Dynamic                 // each worker takes the next chunk
	Guided                  // each worker takes a batch of the next chunks, batches shrinking to one
)

var scheduleNames = [...]string{Auto: "auto", Static: "static", Dynamic: "dynamic", Guided: "guided"}

// String is the name that ParseSchedule reads.
func (s Schedule) String() string {
	if int(s) < len(scheduleNames) {
		return scheduleNames[s]
	}
	return fmt.Sprintf("Schedule(%d)", uint8(s))
}

// ParseSchedule reads the name of a schedule: auto, static, dynamic or guided.
func ParseSchedule(name string) (Schedule, error) {
	for s, known := range scheduleNames {
		if name == known {
			return Schedule(s), nil
		}
	}
	return Auto, fmt.Errorf("unknown schedule %q: must be auto, static, dynamic or guided", name)
}
