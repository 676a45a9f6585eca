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

test('what Java’s compiler says of a later mistake is not told of the first', async ({ signal }) => {
  const words = `Main.java:3: error: incompatible types
    int x = "s";
            ^
Main.java:4: error: cannot find symbol
    Foo y;
    ^
  symbol:   class Foo
  location: class Main`
  const said = async (text: string): Promise<string> =>
    compiled(saying(text), { ...compiling(signal), errorLine: /Main\.java:(\d+)/g }).then(
      () => '',
      (error: unknown) => String(error),
    )
  assert.match(await said(words), /incompatible types \(line 3\)$/)
  assert.match(await said(words.split('\n').slice(3).join('\n')), /cannot find symbol: class Foo \(line 4\)$/)
})

test('a mistake is told rather than where it was come from', async ({ signal }) => {
  const words = 'solution.c:1:68:   recursively required from here\nsolution.c:7:1: fatal error: too deep'
  await assert.rejects(compiled(saying(words), compiling(signal)), /fatal error: too deep \(line 7\)$/)
})

test('a compiler that ends without a word, or not at all, is told so', async ({ signal }) => {
  const none = compiled(['/bin/sh', '-c', 'exit 1'], compiling(signal))
  await assert.rejects(none, (error) => error instanceof BuildFailed && /without a word/.test(error.message))
  const late = compiled(['/bin/sh', '-c', 'exec sleep 30'], { ...compiling(signal), seconds: 0.1 })
  await assert.rejects(late, (error) => error instanceof BuildFailed && /did not come to an end/.test(error.message))
})
