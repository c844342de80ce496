package pyast_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/pyast"
)

func TestDecodeReadsAllOfJSON(t *testing.T) {
	u, err := pyast.Decode([]byte(" {\n\"functions\" : [ {\"id\":-3, \"name\":\"a\\u00e9\\ud83d\\ude00\\\"\\n\", \"other\" : { } ,\t\"body\":[ ]}\r] } "))
	require.NoError(t, err)
	assert.Equal(t, "aé😀\"\n", u.Functions[0].Name)
	assert.Equal(t, -3, u.Functions[0].ID)
}

func TestDecodeRefusesWhatIsNoJSON(t *testing.T) {
	for text, message := range map[string]string{
		`{"functions":[}`:                         "where a value begins",
		`{"functions":[]]`:                        "after an item",
		`{"functions" []}`:                        "after a name",
		`{functions:[]}`:                          "where a name begins",
		`{"functions":[]} x`:                      "after the end",
		`{"functions":[`:                          "EOF",
		`{"functions":["a`:                        "EOF",
		`{"functions":[tru]}`:                     "where a value begins",
		`{"functions":[1.5]}`:                     "after an item",
		`{"functions":[-]}`:                       "32 bits",
		"{\"functions\":[\"a\nb\"]}":              "in a text",
		"{\"functions\":[\"\xff\"]}":              "UTF-8",
		`{"functions":["\x"]}`:                    "escape",
		`{"functions":5}`:                         "list",
		`[]`:                                      "object",
		`{"functions":[5]}`:                       "missing",
		`{"functions":[{"id":"1"}]}`:              "32 bits",
		`{"functions":[{"id":1,"name":5}]}`:       "text",
		`{"functions":[{"id":1,"globals":[]}]}`:   "object",
		`{"functions":[{"id":1,"options":true}]}`: "object",
	} {
		u, err := pyast.Decode([]byte(text))
		assert.Nil(t, u, text)
		assert.ErrorContains(t, err, message, text)
	}
}
