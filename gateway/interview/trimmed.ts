/** A run as an interview keeps it: what a program printed is cut where nobody reads on. */
import type { RunResult, TestResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'

const longest = { output: 16_000, test: 2000, message: 4000 }
const mostTests = 100

export function trimmed(run: RunResult): RunResult {
  return {
    ...run,
    stdout: cut(run.stdout, longest.output),
    stderr: cut(run.stderr, longest.output),
    message: cut(run.message, longest.message),
    tests: run.tests.slice(0, mostTests).map(trimmedTest),
  }
}

function trimmedTest(test: TestResult): TestResult {
  return {
    ...test,
    input: cut(test.input, longest.test),
    output: cut(test.output, longest.test),
    expected: cut(test.expected, longest.test),
    message: cut(test.message, longest.message),
  }
}

function cut(text: string, most: number): string {
  // A program may print what no text holds.
  const storable = text.replaceAll('\0', '\u{fffd}').toWellFormed()
  return storable.length > most ? `${storable.slice(0, most - 1)}…`.toWellFormed() : storable
}
