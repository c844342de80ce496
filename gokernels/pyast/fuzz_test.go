package pyast_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
)

// mutator changes units in the wire form so that they stay JSON, and mostly stay trees that decode: what bytes changed at
// random hardly ever do.
type mutator struct {
	*rand.Rand
	nodes []any // subtrees of all fixtures, to be put somewhere else
	units []any
	types []string
}

func newMutator(t testing.TB, seed uint64) *mutator {
	m := &mutator{Rand: rand.New(rand.NewPCG(seed, 1))}
	all := fixtures(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		var unit any
		require.NoError(t, json.Unmarshal(all[name].Unit, &unit))
		m.units = append(m.units, unit)
		m.types = append(m.types, all[name].Types)
		m.collect(unit)
	}
	return m
}

func (m *mutator) collect(tree any) {
	switch tree := tree.(type) {
	case []any:
		if len(tree) > 4 {
			m.nodes = append(m.nodes, tree)
		}
		for _, child := range tree {
			m.collect(child)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(tree)) {
			m.collect(tree[key])
		}
	}
}

// changed returns a copy of a tree in which a share of the nodes, 1 in rarity, is replaced.
func (m *mutator) changed(tree any, rarity int) any {
	switch node := tree.(type) {
	case []any:
		if len(node) > 4 && m.IntN(rarity) == 0 {
			return m.instead(node)
		}
		copied := make([]any, len(node))
		for i, child := range node {
			copied[i] = m.changed(child, rarity)
		}
		return copied
	case map[string]any:
		copied := map[string]any{}
		for _, key := range slices.Sorted(maps.Keys(node)) {
			copied[key] = m.changed(node[key], rarity)
		}
		return copied
	}
	if m.IntN(rarity*20) == 0 {
		return []any{nil, "x", "i", 1.0, -1.0, true, "Add", []any{}}[m.IntN(8)]
	}
	return tree
}

// instead returns another node, preferably of the same kind, or the node with two of its fields exchanged.
func (m *mutator) instead(node []any) any {
	switch m.IntN(5) {
	case 0:
		return nil
	case 1:
		copied := slices.Clone(node)
		i, j := m.IntN(len(node)), m.IntN(len(node))
		copied[i], copied[j] = copied[j], copied[i]
		return copied
	case 2:
		for range 50 {
			if other := m.nodes[m.IntN(len(m.nodes))].([]any); other[0] == node[0] {
				return other
			}
		}
	}
	return m.nodes[m.IntN(len(m.nodes))]
}

var someTypes = []string{"int", "float", "bool", "complex", "i8", "u64", "f32", "c64", "none", "str", "f64[1]C", "i32[2]F", "bool[1]A", "f64[0]C", "c128[3]Cr",
	"{x:f64@0,y:i32@8;16}[1]C", "(int,float)", "()", "(f64[1]C,(bool,str))", "nt7:x,y(int,float)", "list(int)", "list((int,str))", "fn3", "type:numpy.float64"}

// unit returns a changed unit and types for its first function.
func (m *mutator) unit() (wire []byte, types string) {
	k := m.IntN(len(m.units))
	wire, err := json.Marshal(m.changed(m.units[k], []int{20, 60, 200}[m.IntN(3)]))
	if err != nil {
		return nil, ""
	}
	parts := strings.Split(m.types[k], ",")
	if len(parts) > 0 && m.IntN(3) == 0 {
		parts[m.IntN(len(parts))] = someTypes[m.IntN(len(someTypes))]
	}
	return wire, strings.Join(parts, ",")
}

// lowers fails the test when a unit does more than give an error or a valid module, soon.
func lowers(t *testing.T, wire []byte, types string) (ok bool) {
	defer func() {
		if e := recover(); e != nil {
			t.Errorf("%v\n%s\n%s", e, types, wire)
			panic(e) // where it happened is in the trace
		}
	}()
	start := time.Now()
	low, err := lowerWire(wire, types)
	assert.Less(t, time.Since(start), 30*time.Second, "%s\n%s", types, wire)
	if err != nil {
		return false
	}
	assert.NoError(t, ir.Verify(low.Module), "%s\n%s", types, wire)
	return true
}

func TestMalformedUnitsAreRefused(t *testing.T) {
	m, fine := newMutator(t, 2), 0
	for range 3000 {
		wire, types := m.unit()
		if lowers(t, wire, types) {
			fine++
		}
	}
	assert.Positive(t, fine, "all are refused: the changes are too coarse to test anything but the decoder")
}

func FuzzLowerTrees(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) {
		m := newMutator(t, seed)
		for range 20 {
			wire, types := m.unit()
			lowers(t, wire, types)
		}
	})
}
