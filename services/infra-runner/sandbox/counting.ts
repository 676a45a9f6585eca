/** Programs that are compiled, built so that they say what they cost: their blocks or jumps counted, the bytes that they took, and what of it was reading. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from './sandbox.ts'
import type { Toolchain } from './toolchain.ts'

export interface Counts {
  readonly steps: number
  /** Of them, those until the last of the input was asked for. */
  readonly readingSteps: number
  /** Since then, as is what follows. */
  readonly allocatedBytes: number
  readonly cpuMs: number
}

const folder = path.join(import.meta.dirname, 'counting')
const sources = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]))
const shell = (...commands: readonly string[]): readonly string[] => ['/bin/sh', '-c', commands.join(' && ')]
const wrapping = (...names: readonly string[]): string => names.map((name) => `-Wl,--wrap=${name}`).join(' ')

/** Without optimisation, which would leave steps out. */
const counted = '-O0 -fsanitize-coverage=trace-pc -c'
const watched = ['malloc', 'calloc', 'realloc', 'free', 'read'] as const
const internals = ['jdk.internal.org.objectweb.asm', 'jdk.internal.access'].flatMap((name) => ['--add-exports', `java.base/${name}=ALL-UNNAMED`])

const variants: Readonly<Partial<Record<Language, (plain: Toolchain) => Toolchain>>> = {
  c: (plain) => ({
    ...plain,
    beside: sources('counting.c'),
    compile: shell(
      `gcc -std=gnu17 ${counted} solution.c`,
      'gcc -O2 -c counting.c',
      `gcc -o program solution.o counting.o ${wrapping(...watched)} -lm`,
    ),
  }),
  cpp: (plain) => ({
    ...plain,
    beside: sources('counting.c', 'counting-streams.cpp'),
    compile: shell(
      `g++ -std=gnu++20 ${counted} solution.cpp`,
      'gcc -O2 -c counting.c',
      'g++ -std=gnu++20 -O2 -c counting-streams.cpp',
      `g++ -o program solution.o counting-streams.o counting.o ${wrapping(...watched, '_ZNSt8ios_base15sync_with_stdioEb')}`,
    ),
  }),
  java: (plain) => ({
    ...plain,
    beside: sources('Counting.java'),
    compile: [...(plain.compile ?? []), 'Counting.java', ...internals],
    run: [...plain.run.slice(0, -1), 'Counting'].toSpliced(1, 0, ...internals),
  }),
  go: (plain) => ({
    ...plain,
    beside: sources('counting.go'),
    compile: shell('go tool cover -mode=count -var=quintCounts -o counted.go solution.go', 'go build -o program counted.go counting.go'),
  }),
}

/** @returns undefined for languages that are counted elsewhere. */
export function countingToolchain(plain: Toolchain): Toolchain | undefined {
  return variants[plain.language]?.(plain)
}

/** What of the program's text has to be another one, so that its input and its end are seen. Lines stay where they are. */
export function countedSource(language: Language, code: string): string {
  if (language !== 'go') return code
  const text = code
    .replace(/^func\s+main\s*\(\s*\)/m, 'func quintMain()')
    .replace(/\bos\.Stdin\b/g, 'quintStdin')
    .replace(/\bfmt\.Scan(ln|f|)\(/g, 'fmt.Fscan$1(quintStdin, ')
    .replace(/\bos\.Exit\(/g, 'quintExit(')
    // But for the one form in which text goes to a list of bytes.
    .replace(/(?<![.\w])append\((?![^()\n]*["`][^()\n]*\.\.\.\))/g, 'quintAppend(')
    .replace(/\b(?:sort\.(?:Ints|Strings|Float64s)|slices\.Sort)\(/g, 'quintSort(')
  return `${text}\n${Object.entries(stillUsed)
    .filter(([name]) => new RegExp(`^\\s*(?:import\\s+)?"${name}"`, 'm').test(code))
    .map(([, use]) => `var _ = ${use}\n`)
    .join('')}`
}

/** A package that is not used any more would not be compiled. */
const stillUsed: Readonly<Record<string, string>> = { os: 'os.Args', sort: 'sort.Ints', slices: 'slices.Sort[[]int]' }

/** @returns undefined where the program has told nothing, or something else. */
export function countsOf(told: string): Counts | undefined {
  const numbers = told.trim().split(' ').map(Number)
  const [steps = -1, readingSteps = -1, allocatedBytes = -1, cpuMs = -1] = numbers
  if (numbers.length !== 4 || numbers.some((one) => !(one >= 0))) return undefined
  return { steps, readingSteps, allocatedBytes, cpuMs }
}
