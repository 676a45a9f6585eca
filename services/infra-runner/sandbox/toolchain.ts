/** How each language is compiled and run natively, as far as its toolchain is installed. */
import { findProgram } from './bubblewrap.ts'
import type { Language } from './sandbox.ts'

export interface Toolchain {
  readonly language: Language
  /** Name of the source in /work. */
  readonly file: string
  /** Further files in /work, by name. */
  readonly beside: Readonly<Record<string, string>>
  /** Undefined for interpreters. */
  readonly compile?: readonly string[]
  readonly run: readonly string[]
  /** Reserves more addresses than it uses. */
  readonly reserves: boolean
  /** Of the runtime itself, beside the program's. */
  readonly processes: number
  readonly shows: readonly (readonly [from: string, to: string])[]
  readonly environment: Readonly<Record<string, string>>
  /** A program that makes the compiler keep what every program needs, and the folder in which it finds that. */
  readonly warmUp?: { readonly source: string; readonly folder: string }
  /** Where the compiler writes a line number: the first group. */
  readonly errorLine: RegExp
}

/** Without it each first use of a package takes seconds. */
const goPackages = [
  'bufio',
  'bytes',
  'container/heap',
  'container/list',
  'encoding/json',
  'errors',
  'fmt',
  'math',
  'math/bits',
  'math/rand',
  'os',
  'slices',
  'maps',
  'sort',
  'strconv',
  'strings',
  'sync',
  'time',
  'unicode',
]
const goWarmUp = `package main\nimport (\n${goPackages.map((name) => `_ "${name}"`).join('\n')}\n)\nfunc main() {}\n`

const lean = { reserves: false, processes: 32, shows: [], environment: {}, beside: {} } as const

/** What a program in C writes where only the service reads when it was not given the memory that it asked for. */
export const unmet = 'unmet'
const allocating = ['malloc', 'calloc', 'realloc'] as const
const memoryFile = 'memory.c'
const memory = `#include <stddef.h>
#include <unistd.h>
#ifdef __cplusplus
extern "C" {
#endif
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *held, size_t size);
static void *told(void *given, size_t size) {
  if (given == NULL && size > 0 && write(4, "${unmet}", ${unmet.length}) < 0) return NULL;
  return given;
}
void *__wrap_malloc(size_t size) { return told(__real_malloc(size), size); }
void *__wrap_calloc(size_t count, size_t size) { return told(__real_calloc(count, size), count > 0 ? size : 0); }
void *__wrap_realloc(void *held, size_t size) { return told(__real_realloc(held, size), size); }
#ifdef __cplusplus
}
#endif
`
const telling = [memoryFile, ...allocating.map((name) => `-Wl,--wrap=${name}`)] as const

const recipes: Readonly<Partial<Record<Language, { readonly needs: string; readonly toolchain: () => Toolchain }>>> = {
  python: {
    needs: '/usr/bin/python3',
    toolchain: () => ({
      ...lean,
      language: 'python',
      file: 'solution.py',
      run: ['/usr/bin/python3', '-I', '-B', 'solution.py'],
      errorLine: /solution\.py", line (\d+)/g,
    }),
  },
  c: {
    needs: '/usr/bin/gcc',
    toolchain: () => ({
      ...lean,
      language: 'c',
      file: 'solution.c',
      compile: ['/usr/bin/gcc', '-O2', '-std=gnu17', '-o', 'program', 'solution.c', ...telling, '-lm'],
      beside: { [memoryFile]: memory },
      run: ['./program'],
      errorLine: /solution\.c:(\d+)/g,
    }),
  },
  cpp: {
    needs: '/usr/bin/g++',
    toolchain: () => ({
      ...lean,
      language: 'cpp',
      file: 'solution.cpp',
      compile: ['/usr/bin/g++', '-O2', '-std=gnu++20', '-o', 'program', 'solution.cpp', ...telling],
      beside: { [memoryFile]: memory },
      run: ['./program'],
      errorLine: /solution\.cpp:(\d+)/g,
    }),
  },
  java: {
    needs: '/usr/bin/javac',
    toolchain: () => ({
      ...lean,
      language: 'java',
      file: 'Main.java',
      compile: ['/usr/bin/javac', '-J-Xmx256m', '-J-XX:+UseSerialGC', '-J-XX:TieredStopAtLevel=1', '-d', '.', 'Main.java'],
      run: ['/usr/bin/java', '-Xmx256m', '-Xss16m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-cp', '.', 'Main'],
      reserves: true,
      processes: 128,
      errorLine: /Main\.java:(\d+)/g,
    }),
  },
  go: {
    needs: '/usr/local/go/bin/go',
    toolchain: () => ({
      ...lean,
      language: 'go',
      file: 'solution.go',
      compile: ['/usr/local/go/bin/go', 'build', '-o', 'program', 'solution.go'],
      run: ['./program'],
      reserves: true,
      processes: 128,
      environment: { GOCACHE: '/gocache', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GO111MODULE: 'off', GOMAXPROCS: '2' },
      warmUp: { source: goWarmUp, folder: '/gocache' },
      errorLine: /solution\.go:(\d+)/g,
    }),
  },
}

/** What a program is built and run from, by the names of the files. */
export function filesOf({ file, beside }: Pick<Toolchain, 'file' | 'beside'>, source: string): Readonly<Record<string, string>> {
  return { ...beside, [file]: source }
}

/** @returns those that this machine has. */
export function installedToolchains(): readonly Toolchain[] {
  return Object.values(recipes)
    .filter(({ needs }) => findProgram(needs) !== undefined)
    .map(({ toolchain }) => toolchain())
}
