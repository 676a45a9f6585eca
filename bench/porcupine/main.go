// Judges histories of registers with Porcupine, one after the other, and says how much of the processor the judging took.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/anishathalye/porcupine"
)

type operation struct {
	Process  int    `json:"process"`
	F        string `json:"f"`
	Key      string `json:"key"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Output   int    `json:"output"`
	Called   int64  `json:"called"`
	Returned int64  `json:"returned"`
}

type asked struct {
	f        string
	key      string
	from, to int
}

var register = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		keys := map[string][]porcupine.Operation{}
		for _, one := range history {
			key := one.Input.(asked).key
			keys[key] = append(keys[key], one)
		}
		parts := make([][]porcupine.Operation, 0, len(keys))
		for _, part := range keys {
			parts = append(parts, part)
		}
		return parts
	},
	// -1: nothing was written.
	Init: func() interface{} { return -1 },
	Step: func(state, input, output interface{}) (bool, interface{}) {
		in, now := input.(asked), state.(int)
		switch in.f {
		case "read":
			return output.(int) == now, now
		case "write":
			return true, in.to
		default:
			return now == in.from, in.to
		}
	},
}

func cpuSeconds() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	decoder := json.NewDecoder(in)
	histories := [][]porcupine.Operation{}
	for {
		var line []operation
		if decoder.Decode(&line) != nil {
			break
		}
		history := make([]porcupine.Operation, 0, len(line))
		for _, one := range line {
			history = append(history, porcupine.Operation{
				ClientId: one.Process, Input: asked{one.F, one.Key, one.From, one.To},
				Call: one.Called, Output: one.Output, Return: one.Returned,
			})
		}
		histories = append(histories, history)
	}
	before := cpuSeconds()
	verdicts := []string{}
	for _, history := range histories {
		verdicts = append(verdicts, string(porcupine.CheckOperationsTimeout(register, history, 10*time.Second)))
	}
	text, _ := json.Marshal(map[string]any{"cpuSeconds": cpuSeconds() - before, "verdicts": verdicts})
	fmt.Println(string(text))
}
