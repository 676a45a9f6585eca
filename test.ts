/** Every test: unit, service, house and browser suites, in groups of one process each; a browser is installed when there is none. */
import { globSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './e2e/browser.ts'
import { prepareSandbox } from './engines/sandbox.ts'
import { run } from './gate/command.ts'
import { buildWeb } from './web/build.ts'

interface Count {
  readonly passed: number
  readonly failed: number
}

type Group = readonly [name: string, files: readonly string[]]

const root = import.meta.dirname
// A test that failed may leave a server behind; its process ends all the same, and one that hangs is ended.
const flags = ['--test-isolation=none', '--test-timeout=180000', '--test-force-exit', '--test-reporter=spec']
const limitMs = 15 * 60_000

/**
 * Files of one folder share a process and its database server; what sets something up for all tests of its process has one of its own.
 * Stories of a browser share a mesh, half of them each.
 */
function groups(files: readonly string[]): readonly Group[] {
  let stories = 0
  const nameOf = (file: string): string => {
    const [top = '', second = ''] = file.split(path.sep)
    const text = readFileSync(path.join(root, file), 'utf8')
    if (text.includes(' commonPlace()')) return `${top} ${++stories % 2}`
    if (top === 'e2e' || /^(?:before|after)(?:Each)?\(/m.test(text)) return file
    if (top === 'services') return path.join(top, second)
    return second === '' ? 'house' : top
  }
  const found = Map.groupBy(files, nameOf)
  // Browser stories take longest, so they begin first.
  return [...found].sort(([one], [other]) => Number(other.startsWith('e2e')) - Number(one.startsWith('e2e')))
}

async function runGroup([name, files]: Group): Promise<Count> {
  const begun = performance.now()
  const command = [process.execPath, '--no-warnings', '--test', ...flags, ...files]
  const { code, output } = await run(command, { cwd: root, env: { NODE_ENV: 'test', QUINT_BROWSER: process.env.QUINT_BROWSER ?? '' }, limitMs })
  const count = (of: string): number => Number(new RegExp(`^ℹ ${of} (\\d+)`, 'm').exec(output)?.[1] ?? 0)
  const failed = count('fail') + count('cancelled')
  // A run that ended badly without a count (a crash, a missing file) is a failure all the same.
  const counted = { passed: count('pass'), failed: code !== 0 && failed === 0 ? 1 : failed }
  const seconds = Math.round((performance.now() - begun) / 1000)
  if (counted.failed > 0) console.log(output.replaceAll(/^\s*✔.*\n/gm, ''))
  // What a suite wants to be known also when all is well.
  for (const [, score] of output.matchAll(/^\s*ℹ (score: .+)$/gm)) console.log(score)
  console.log(`${counted.failed > 0 ? '✖' : '✔'} ${name}: ${counted.passed} tests passed, ${counted.failed} did not, ${seconds} s`)
  return counted
}

async function lane(waiting: Group[], counts: Count[]): Promise<void> {
  for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) counts.push(await runGroup(group))
}

async function prepareBrowser(): Promise<void> {
  await ensureBrowser('whole')
  await buildWeb(AbortSignal.timeout(limitMs))
}

const named = process.argv.slice(2)
const found = globSync('**/*.test.{ts,mjs}', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === '.next' || name === '.quint',
}).sort()
// A slow suite is run by its name alone.
const suites = named.filter((part) => part.endsWith('.suite.ts'))
const wanted = named.length === 0 ? found : [...found.filter((file) => named.some((part) => file.includes(part))), ...suites]
const counts: Count[] = []
if (wanted.some((file) => file.startsWith(`e2e${path.sep}`))) {
  await prepareBrowser().catch((error: unknown) => {
    console.error(error)
    counts.push({ passed: 0, failed: 1 })
  })
}
if (wanted.some((file) => file.includes('infra-runner'))) {
  const missing = prepareSandbox()
  if (missing.length > 0) console.log(`not here: ${missing.join(', ')}; what needs them is skipped`)
}
const waiting = [...groups(wanted)]
await Promise.all(Array.from({ length: Math.min(os.availableParallelism(), 4) }, () => lane(waiting, counts)))
const total = (of: keyof Count): number => counts.reduce((sum, count) => sum + count[of], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') === 0 ? 0 : 1
