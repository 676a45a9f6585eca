/** Every test: unit, service, house and browser suites, in groups of one process each; a browser is installed when there is none. */
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { volatileFolder } from '@quint/db/testing.ts'
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

/** Files and groups that take long, seconds on two processors, roughly: the longest begin first, so that none is last alone. */
const long: Readonly<Record<string, number>> = {
  'services/infra-runner': 110,
  'e2e/design.test.ts': 95,
  gateway: 85,
  'e2e/screens.test.ts': 65,
  house: 55,
  'services/infra-runner/sandbox/attacks.test.ts': 55,
  'e2e/interview.test.ts': 50,
  packages: 50,
  'services/content': 45,
  'services/hints': 45,
  'services/infra-runner/build/trial.test.ts': 40,
  'services/infra-runner/lab/lessons/lessons.test.ts': 40,
  'catalogue/mutations.test.ts': 40,
  'e2e/extension-session.test.ts': 40,
  'services/infra-runner/lab/process/real-run.test.ts': 38,
  'services/infra-runner/lab/grpc/grpc.test.ts': 35,
  'e2e/plan.test.ts': 35,
  'e2e/offline.test.ts': 33,
  'e2e/lab.test.ts': 33,
  'e2e/interview-room.test.ts': 33,
  'services/infra-runner/lab/process/virtual-run.test.ts': 30,
  'e2e/watch.test.ts': 30,
  'e2e/design-coached.test.ts': 27,
  'e2e/admin.test.ts': 26,
  'e2e/extension.test.ts': 26,
  'e2e/community.test.ts': 25,
  'services/infra-runner/lab/process/placed.test.ts': 22,
  evals: 21,
  'e2e/headquarters.test.ts': 20,
  'e2e/factors.test.ts': 20,
  'e2e/ways.test.ts': 20,
  'services/plans': 20,
  'k8s/place.test.ts': 19,
  'gate/violations.test.ts': 18,
  'services/infra-runner/build/local/provisioner.test.ts': 18,
  'services/sessions': 16,
  'interview-model.test.ts': 16,
  'interview.test.ts': 14,
  'e2e/learner.test.ts': 14,
  backup: 14,
}
/** These leave about half of a processor idle: what they measure takes its time. One of them at a time goes beside those that work. */
const idle: readonly string[] = [
  'e2e/design.test.ts',
  'services/infra-runner/build/trial.test.ts',
  'services/infra-runner/lab/process/real-run.test.ts',
  'services/infra-runner/lab/grpc/grpc.test.ts',
  'services/infra-runner/lab/process/placed.test.ts',
  'k8s/place.test.ts',
]

/**
 * Files of one folder share a process and its database server; what sets something up for all tests of its process has one of its own.
 * Stories of a browser share a mesh, half of them by time each.
 */
function groups(files: readonly string[]): readonly Group[] {
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
  const stories = new Map(halves(files.filter((file) => !idle.includes(file) && texts.get(file)?.includes(' commonPlace()'))))
  const nameOf = (file: string): string => {
    const [top = '', second = ''] = file.split(path.sep)
    const half = stories.get(file)
    if (half !== undefined) return `${top} ${half}`
    if (top === 'e2e' || idle.includes(file) || /^(?:before|after)(?:Each)?\(/m.test(texts.get(file) ?? '')) return file
    if (top === 'services') return path.join(top, second)
    return second === '' ? 'house' : top
  }
  return longestFirst([...Map.groupBy(files, nameOf)], ([name, all]) => long[name] ?? all.reduce((sum, file) => sum + secondsOf(file), 0))
}

const secondsOf = (file: string): number => long[file] ?? 0
const longestFirst = <One>(all: readonly One[], seconds: (one: One) => number): One[] => all.toSorted((one, other) => seconds(other) - seconds(one))

/** Each to that which has less to do until then. */
function halves(files: readonly string[]): readonly (readonly [file: string, half: number])[] {
  const seconds: [number, number] = [0, 0]
  return longestFirst(files, secondsOf).map((file) => {
    const half = seconds[0] <= seconds[1] ? 0 : 1
    seconds[half] += secondsOf(file)
    return [file, half]
  })
}

async function runGroup([name, files]: Group, env: Readonly<Record<string, string>>): Promise<Count> {
  const begun = performance.now()
  const command = [process.execPath, '--no-warnings', '--test', ...flags, ...files]
  const { code, output } = await run(command, { cwd: root, env, limitMs })
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

/** Takes from the first that has any. */
async function lane(queues: readonly Group[][], env: Readonly<Record<string, string>>): Promise<void> {
  const next = (): Group | undefined => queues.find(({ length }) => length > 0)?.shift()
  for (let group = next(); group !== undefined; group = next()) counts.push(await runGroup(group, env))
}

/** As many lanes as processors, and one more for what leaves them idle. */
async function runAll(all: readonly Group[]): Promise<void> {
  // Where everybody may pass: programs run as users of their own.
  const compilers = mkdtempSync(path.join(os.tmpdir(), 'quint-compilers-'))
  chmodSync(compilers, 0o755)
  const env = {
    NODE_ENV: 'test',
    QUINT_BROWSER: process.env.QUINT_BROWSER ?? '',
    QUINT_TEST_DATABASE_DIR: process.env.QUINT_TEST_DATABASE_DIR || volatileFolder(),
    RUNNER_CACHE_DIR: compilers,
  }
  const waiting = all.filter(([name]) => idle.includes(name))
  const working = all.filter(([name]) => !idle.includes(name))
  const workers = Array.from({ length: Math.min(os.availableParallelism(), 4) }, () => lane([working, waiting], env))
  await Promise.all([...workers, lane([waiting], env)])
  rmSync(compilers, { recursive: true, force: true })
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
await runAll(groups(wanted))
const total = (of: keyof Count): number => counts.reduce((sum, count) => sum + count[of], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') === 0 ? 0 : 1
