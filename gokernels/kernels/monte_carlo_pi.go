package kernels

import (
	"gokernels/gokernels/parallel"
	"gokernels/gokernels/random"
)

const (
	// piSamples is how many points a stream gives: 64 µs of work, and a million streams for 7e10 points.
	piSamples = 1 << 16
	// piChunk is the most streams of a chunk: signals and time-outs are looked at between chunks.
	piChunk = 16
	// piCost is the nanoseconds of a point.
	piCost = 1
)

// monteCarloPiRow is monte_carlo_pi.
func monteCarloPiRow() Row {
	return Row{
		Name: "monte_carlo_pi", Kind: Program, Summary: "An estimate of pi from `n` random points of the unit square.",
		Args: []Arg{
			{Name: "n", Role: IntArg, Doc: "The number of points."},
			{Name: "seed", Role: SeedArg, Default: "None", Doc: "The same seed gives the same estimate; None means a fresh one."},
		},
		Types: noArrays(), Shape: scalarShape, Run: runMonteCarloPi,
		Returns: "Four times the share of points inside the unit circle, a float.",
		Notes:   []string{"Every 65,536 points have their own random stream, so the estimate does not depend on the number of threads."},
		Raises:  []string{"ValueError: if `n` is less than 1."},
	}
}

// runMonteCarloPi is monte_carlo_pi's Run.
func runMonteCarloPi(c *Call) error {
	if len(c.Params) != 2 || len(c.Out) > 1 {
		return errCount
	}
	n, seed := c.Params[0].int(), c.Params[1].bits
	if n < 1 {
		return valueError("monte_carlo_pi", "`n` must be at least 1, not %d", n)
	}
	if len(c.Out) == 1 {
		if err := checkAll("monte_carlo_pi", c); err != nil || len(c.Out[0].Shape) > 0 {
			return errCount
		}
	}
	opt := c.options(piSamples * piCost)
	streams := int((n-1)/piSamples + 1)
	opt.Chunk = min(parallel.ChunkSize(streams, opt.Grain, 0), piChunk)
	inside, err := parallel.Reduce(streams, &opt, 0, func(chunk parallel.Chunk, count int) (int, error) {
		for i := chunk.Lo; i < chunk.Hi; i++ {
			if err := opt.Cancel.Err(); err != nil { // a chunk of 1e12 points takes seconds
				return count, err
			}
			points := min(piSamples, n-int64(i)*piSamples)
			stream := random.New(seed, uint64(i))
			count += stream.InsideCircle(int(points))
		}
		return count, nil
	}, parallel.Sum)
	if err != nil {
		return err
	}
	giveScalar(c, 4*float64(inside)/float64(n))
	return nil
}
