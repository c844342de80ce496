package random

// This file is for machine code that draws from the words of a stream (Stream.Words) by itself: the turn, the tables of
// the ziggurats, the constants of the words that follow an undecided one, and the values that are left to this package.

// Turn returns the lane whose turn it is.
func (s *Stream) Turn() int { return s.turn }

// SetTurn gives the turn to lane i mod Lanes.
func (s *Stream) SetTurn(i int) { s.turn = int(uint(i) % Lanes) }

// Layers is how many layers a ziggurat has; the low byte of a word chooses one.
const Layers = 256

// Ziggurat gives access to the tables of a distribution.
type Ziggurat struct {
	layers  *[Layers]layer
	heights *[Layers + 1]float64
	edge    float64
}

// NormalZiggurat is that of the standard normal distribution.
func NormalZiggurat() Ziggurat { return Ziggurat{&normalLayers, &normalHeights, normalEdge} }

// ExponentialZiggurat is that of the standard exponential distribution.
func ExponentialZiggurat() Ziggurat {
	return Ziggurat{&exponentialLayers, &exponentialHeights, exponentialEdge}
}

// Layer returns what turns the odd integer m of a word into a point of layer i, and what |m| is below if that point is
// surely under the density.
func (z Ziggurat) Layer(i int) (scale float64, sure int64) {
	return z.layers[i].scale, z.layers[i].sure
}

// Height is the density at the right side of layer i, up to Layers.
func (z Ziggurat) Height(i int) float64 { return z.heights[i] }

// Edge is where the tail starts.
func (z Ziggurat) Edge() float64 { return z.edge }

// SplitMixStep is the increment of SplitMix64; the others are the factors of its finaliser, mix.
const (
	SplitMixStep   = golden
	SplitMixFirst  = mixFirst
	SplitMixSecond = mixSecond
)

// NormalOf is the standard normal value of a word: Lane.Normal(0, 1) where the lane's next word is this one.
func NormalOf(word uint64) float64 { return normal(word) }
