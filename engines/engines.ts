/** `npm run test:engines`: starts the real engines on free ports, runs every suite of this folder on them, and leaves nothing behind. */
import { globSync } from 'node:fs'
import path from 'node:path'
import { startChild } from '@quint/runtime/child.ts'
import { stopSignal } from '@quint/runtime/stop.ts'
import { variableOf } from './engine.ts'
import { startKafka } from './kafka.ts'
import { startPostgresEngine } from './postgres.ts'
import { startRedis } from './redis.ts'
import { writeTable } from './table.ts'

interface RunningEngine extends AsyncDisposable {
  readonly url: string
}

/** One file an engine, one line here: its suites find it by its name. */
const engines: Readonly<Record<string, () => Promise<RunningEngine>>> = {
  kafka: startKafka,
  redis: startRedis,
  postgres: startPostgresEngine,
}

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const suites = globSync('*.suite.ts', { cwd: import.meta.dirname })
  .filter((file) => named.length === 0 || named.some((part) => file.includes(part)))
  .sort()
  .map((file) => path.join(import.meta.dirname, file))

async function startEngines(owned: AsyncDisposableStack) {
  const urls: Record<string, string> = {}
  const lines: string[] = []
  for (const [name, start] of Object.entries(engines)) {
    const given = process.env[variableOf(name)]
    const started = performance.now()
    if (!given) console.log(`Starting ${name} (fetched first when it is not there) …`)
    urls[variableOf(name)] = given || owned.use(await start()).url
    const line = given ? `${name} runs already` : `${name} ready after ${((performance.now() - started) / 1000).toFixed(1)} s`
    console.log(line)
    lines.push(line)
  }
  return { urls, lines }
}

async function runSuites(environment: Readonly<Record<string, string>>, signal: AbortSignal) {
  // A client of Kafka's may keep a connection that it opened while it was closed.
  const options = ['--no-warnings', '--test', '--test-isolation=none', '--test-timeout=180000', '--test-force-exit', '--test-reporter=spec']
  await using run = startChild(process.execPath, [...options, ...suites], {
    env: { ...process.env, NODE_ENV: 'test', KAFKAJS_NO_PARTITIONER_WARNING: '1', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    graceMs: 10_000,
  })
  let output = ''
  run.process.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    process.stdout.write(chunk)
  })
  const stopped = (): boolean => run.process.kill('SIGTERM')
  signal.addEventListener('abort', stopped, { once: true })
  await run.ended
  const count = (name: string): number => Number(new RegExp(`^ℹ ${name} (\\d+)`, 'm').exec(output)?.[1] ?? 0)
  const failed = count('fail') + count('cancelled')
  // A run that ended badly without a count (a crash, a missing file) is a failure all the same.
  return { output, passed: count('pass'), failed: run.process.exitCode !== 0 && failed === 0 ? 1 : failed }
}

const signal = stopSignal()
let result = { output: '', passed: 0, failed: 1 }
{
  await using owned = new AsyncDisposableStack()
  try {
    const { urls, lines } = await startEngines(owned)
    signal.throwIfAborted()
    result = await runSuites(urls, signal)
    if (flags.includes('--write') && named.length === 0)
      writeTable({ output: result.output, engines: lines, day: new Date().toISOString().slice(0, 10) })
  } catch (error) {
    console.error(error)
  }
}
console.log(`${result.passed} passed, ${result.failed} failed`)
process.exitCode = result.failed === 0 ? 0 : 1
