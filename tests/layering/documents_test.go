package layering

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var documents = []string{"README.md", "CONTRIBUTING.md", "gokernels/RATIONALE.md", "gokernels/doc.go", "gokernels/parallel/README.md"}

// named matches what a document names as a path: a Markdown link's target, or words in
// backticks that have a slash and end like one of our files or folders.
var named = regexp.MustCompile("\\]\\(([\\w./-]+)\\)|`([\\w.-]+/[\\w./-]*\\.(?:go|md|c|h|py|pyi|s))`|`((?:gokernels|capi|tests|python)/[\\w/-]+)`")

func TestDocumentsNamePathsThatExist(t *testing.T) {
	found := 0
	for _, doc := range documents {
		text, err := os.ReadFile(filepath.Join(root(t), doc))
		require.NoError(t, err)
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			found++
			path := m[1] + m[2] + m[3]
			assert.Truef(t, exists(t, path, filepath.Dir(doc)), "%s names %s, which is not there", doc, path)
		}
	}
	assert.Greater(t, found, 10, "the pattern finds hardly any path")
}

// exists looks from the root, from gokernels, and from the document's own folder.
func exists(t *testing.T, path, folder string) bool {
	for _, from := range []string{".", "gokernels", folder} {
		if _, err := os.Stat(filepath.Join(root(t), from, strings.TrimSuffix(path, "/"))); err == nil {
			return true
		}
	}
	return false
}
