// Package random makes reproducible streams of random numbers that belong to chunks, not to
// threads.
//
// Why chunks: how a parallel loop is cut into chunks depends on the problem only, while which
// thread runs a chunk is chance. With one stream a chunk, made from the seed and the chunk's
// number by [New], one thread and 64 threads draw the same numbers, and a seed reproduces a
// parallel loop. With one stream a thread they could not.
//
// # Method
//
// A [Stream] is eight xoshiro256++ generators, its lanes (Blackman and Vigna, "Scrambled linear
// pseudorandom number generators", ACM TOMS 47, 2021). Each has a period of 2^256 - 1. The states
// come from seed, stream and lane by a chain of SplitMix64 finalisers, through a key of 128 bits
// (seed.go). No state is all zero. Under one seed, the same lane of two streams, or two lanes of
// one stream, never have the same key.
//
// The streams are not cut from one sequence by jumps: a jump costs microseconds, and one would
// have to know the number of draws. Starts that a hash picks overlap with a probability of at most
// k*k*n / 2^256 for k lanes drawing n words each (Vigna, "On the probability of overlap of random
// subsequences of pseudorandom number generators", 2020): 2^-128 for 2^32 lanes and 2^64 words.
// Two of 2^32 keys are equal with a probability of 2^-65.
//
// # Lanes and turns
//
// Iteration i of a chunk draws everything that it needs from lane i mod 8. So eight iterations
// can run in the lanes of vector registers, four or eight at a time, with the same numbers as
// one at a time. Two ways lead to the same numbers:
//
//   - Every fill and every Next method passes the turn from lane to lane, one lane a value,
//     however many words the value takes, and the turn carries over from call to call: element i
//     of a fill is iteration i of a loop over the lanes that starts at the lane whose turn it is.
//   - [Stream.Lane] draws from the lane that the caller names and leaves the turn alone.
//
// In a fresh stream the turn is at lane 0. So Normal(dst, …) and a loop with
// dst[i] = s.Lane(i).Normal(…) give the same bits and leave the lanes in the same state. An
// iteration that draws several values draws them all from its lane, which no sequence of fills
// does, except InsideCircle.
//
// # Distributions
//
// A uniform, normal or exponential value takes exactly one word of its lane; a point of
// InsideCircle takes two; an integer takes one, and another for each refusal by Lemire's method.
// Normal and exponential values come from ziggurats of 256 layers; when the word of the lane does
// not decide (1.5% and 2.2% of values), the words that follow are SplitMix64's, started at that
// word. ziggurat.go says why and what it costs.
//
// Every number is the same on all machines and in both twins of the code, vector and portable: no
// product is fused with a sum, the tables are data, and math.Exp only decides comparisons, where
// its last bit counts less than once in 2^50 values.
//
// This package imports the standard library only. It never imports a package of ours, and never
// uses goroutines, locks or random numbers of its own accord: only [Seed] asks the operating
// system. It is not for secrets.
package random
