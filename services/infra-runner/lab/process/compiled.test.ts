import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Compiling, compiled } from './compiled.ts'
import { BuildFailed } from './refused.ts'

const compiling = (signal: AbortSignal): Compiling => ({ errorLine: /solution\.c:(\d+)/g, seconds: 30, signal })
const saying = (words: string): readonly string[] => ['/bin/sh', '-c', `printf '%s\n' "$1" >&2; exit 1`, 'sh', words]

test('a compiler’s first mistake is told with its line', async ({ signal }) => {
  const words = 'solution.c:3:5: error: unknown type name retrun\nsolution.c:9:1: error: more'
  await assert.rejects(
    compiled(saying(words), compiling(signal)),
    (error) => error instanceof BuildFailed && /retrun.*\(line 3\)$/.test(error.message),
  )
})

test('a sandbox that cannot begin a compiler is no mistake of the program', async ({ signal }) => {
  const words = "bwrap: Can't find source path /tmp/x: Permission denied"
  await assert.rejects(
    compiled(saying(words), compiling(signal)),
    (error) => !(error instanceof BuildFailed) && /was not begun: bwrap/.test(String(error)),
  )
})
