package compile

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// counted is a source that counts how often it is compiled, slowly.
type counted struct{ n atomic.Int32 }

var errRefused = errors.New("refused")

func (c *counted) compile(types string) (*Program, error) {
	c.n.Add(1)
	time.Sleep(5 * time.Millisecond)
	switch types {
	case "bad":
		return nil, errRefused
	case "panic":
		panic("a defect")
	}
	return &Program{Result: types}, nil
}

func TestHammerSpecialize(t *testing.T) {
	source := new(counted)
	u := &Unit{source: source, programs: map[string]*entry{}}
	var group sync.WaitGroup
	found := make([]*Program, 16)
	for i := range found {
		group.Go(func() {
			p, err := u.Specialize("int")
			assert.NoError(t, err)
			found[i] = p
			_, err = u.Specialize("bad")
			assert.ErrorIs(t, err, errRefused)
			_, err = u.Specialize("panic")
			assert.ErrorContains(t, err, "a defect")
		})
	}
	group.Wait()
	assert.EqualValues(t, 3, source.n.Load())
	for _, p := range found {
		assert.Same(t, found[0], p)
	}
}

func TestDefine(t *testing.T) {
	_, err := Define([]byte("nonsense"))
	assert.Error(t, err)
	u, err := Define([]byte("int\nnonsense"))
	require.NoError(t, err)
	_, err = u.Specialize("")
	assert.Error(t, err)
	u, err = Define([]byte("none\nfunc f() {\n  return\n}\n"))
	require.NoError(t, err)
	p, err := u.Specialize("")
	require.NoError(t, err)
	assert.Equal(t, "none", p.Result)
}

func TestMemory(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	info := write("meminfo", "MemTotal: 9 kB\nMemAvailable:   1000 kB\nSwapFree: 24 kB\n\nx\n")
	limit, used, most := write("limit", "5000\n"), write("used", "4000\n"), write("max", "max\n")
	none := filepath.Join(dir, "none")
	for _, c := range []struct {
		m    *meter
		want int
	}{
		{&meter{paths: []string{info}}, 1024 << 10},
		{&meter{paths: []string{info}, limits: [][2]string{{limit, used}}}, 1000},
		{&meter{paths: []string{info}, limits: [][2]string{{used, limit}}}, 1},
		{&meter{paths: []string{info}, limits: [][2]string{{most, used}, {none, none}}}, 1024 << 10},
		{&meter{paths: []string{none}}, 0},
		{&meter{paths: []string{used}}, 0},
	} {
		assert.Equal(t, c.want, c.m.available())
	}
}

func TestMemoryIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meminfo")
	require.NoError(t, os.WriteFile(path, []byte("MemAvailable: 1 kB\n"), 0o600))
	m := meter{paths: []string{path}}
	assert.Equal(t, 1024, m.available())
	require.NoError(t, os.WriteFile(path, []byte("MemAvailable: 2 kB\n"), 0o600))
	assert.Equal(t, 1024, m.available())
	m.read.Store(0)
	assert.Equal(t, 2048, m.available())
}
