package interp

import (
	"math"

	"gokernels/gokernels/random"
)

var randomRoutines = map[string]routine{
	"random.seed":        seed,
	"random.bits":        func(c *call) signal { c.setInt(int64(c.f.t.word())); return next },
	"random.uniform":     func(c *call) signal { c.setFloat(c.f.t.uniform()); return next },
	"random.normal":      func(c *call) signal { c.setFloat(c.f.t.normal()); return next },
	"random.exponential": func(c *call) signal { c.setFloat(c.f.t.exponential()); return next },
	"random.integer":     integerBetween,
}

// seed restarts the stream in place, so that the host's thread keeps it.
func seed(c *call) signal {
	*c.f.t.stream = random.New(uint64(c.int(0)), 0)
	return next
}

func integerBetween(c *call) signal {
	t := c.f.t
	var n int64
	var err error
	if t.lane >= 0 {
		n, err = t.stream.Lane(t.lane).Integer(c.int(0), c.int(1))
	} else {
		n, err = t.stream.NextInteger(c.int(0), c.int(1))
	}
	if err != nil {
		return c.value("low >= high")
	}
	c.setInt(n)
	return next
}

// The draws: an iteration of a parallel loop draws from its lane, other code from one lane after the other.

func (t *task) word() uint64 {
	if t.lane >= 0 {
		return t.stream.Lane(t.lane).Uint64()
	}
	return t.stream.Next()
}

func (t *task) uniform() float64 {
	if t.lane >= 0 {
		return t.stream.Lane(t.lane).Uniform()
	}
	return t.stream.NextUniform()
}

func (t *task) normal() float64 {
	if t.lane >= 0 {
		return t.stream.Lane(t.lane).Normal(0, 1)
	}
	return t.stream.NextNormal(0, 1)
}

func (t *task) exponential() float64 {
	if t.lane >= 0 {
		return t.stream.Lane(t.lane).Exponential(1)
	}
	return t.stream.NextExponential(1)
}

// restOfNormal makes what machine code leaves of a normal draw: of its word, word 0, the value, word 3.
func restOfNormal(f *frame) signal {
	f.r[3] = math.Float64bits(random.NormalOf(f.r[0]))
	return next
}
