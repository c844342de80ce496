package parallel_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/parallel"
)

func TestScheduleNames(t *testing.T) {
	for _, s := range schedules {
		back, err := parallel.ParseSchedule(s.String())
		assert.NoError(t, err)
		assert.Equal(t, s, back)
	}
	assert.Equal(t, "guided", parallel.Guided.String())
	assert.Equal(t, "Schedule(9)", parallel.Schedule(9).String())
	_, err := parallel.ParseSchedule("Static")
	assert.ErrorContains(t, err, `"Static"`)
}
