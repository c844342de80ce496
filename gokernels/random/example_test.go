package random_test

import (
	"fmt"

	"gokernels/gokernels/random"
)

// Each chunk has its own stream, so the sum over chunks does not depend on who runs which.
func Example() {
	const seed, chunks, points = 42, 16, 1 << 16
	inside := 0
	for chunk := range chunks {
		s := random.New(seed, uint64(chunk))
		inside += s.InsideCircle(points)
	}
	fmt.Printf("%.2f\n", 4*float64(inside)/(chunks*points))
	// Output: 3.14
}

// A fill and a loop that draws iteration i from lane i give the same numbers.
func ExampleStream_Lane() {
	filled, stepped := random.New(1, 0), random.New(1, 0)
	var a, b [20]float64
	filled.Normal(a[:], 0, 1)
	for i := range b {
		b[i] = stepped.Lane(i).Normal(0, 1)
	}
	fmt.Println(a == b)
	// Output: true
}
