/** JavaScript and TypeScript in a V8 realm of their own: nothing of Node is in reach, only strings cross the border. Ready once it waits for a job. */
import { Session } from 'node:inspector'
import { stripTypeScriptTypes } from 'node:module'
import vm from 'node:vm'
import { holdLifeline } from './lifeline.ts'
import { openRealm, type Realm, TooSlow } from './realm.ts'
import { type InsideDone, type InsideJob, readJob, sendDone, sendOutput, sendReady } from './wire.ts'

type Done = Omit<InsideDone, 'nonce'>

const file = 'solution.js'
const identifier = /^[A-Za-z_$][\w$]*$/

function plainJavaScript(job: InsideJob): string {
  return job.language === 'typescript' ? stripTypeScriptTypes(job.code) : job.code
}

function compileError(error: unknown): Done {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'the program cannot be read'
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const line = /^\S*:(\d+)\n/.exec(stack)?.[1] ?? 0
  return { kind: 'compile_error', exitCode: 1, message: message.split('\n')[0]?.slice(0, 500) ?? '', line: Number(line) }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Lengths that are none, such as -1, are told by other words or are told with the length. */
const tooMuch = /(allocation failed|Invalid array buffer length|Invalid string length|Invalid typed array length: \d)/

function runtimeError({ handles }: Realm, error: unknown): Done {
  const [name = '', message = '', stack = ''] = JSON.parse(text(handles.describe(error)) || '[]') as string[]
  if (name === 'Error' && message.startsWith('Script execution was interrupted')) return { kind: 'time_limit', exitCode: 1 }
  const own = stack
    .split('\n')
    .filter((frame) => !/^\s+at /.test(frame) || frame.includes(file))
    .join('\n')
  sendOutput('stderr', Buffer.from(`${own === '' ? `${name}: ${message}` : own}\n`.slice(0, 8192)))
  const kind = name === 'RangeError' && tooMuch.test(message) ? 'memory_limit' : 'runtime_error'
  return { kind, exitCode: 1, message: `${name}: ${message}`.slice(0, 500), line: Number(/solution\.js:(\d+)/.exec(stack)?.[1] ?? 0) }
}

function entryOf(realm: Realm, entry: string): unknown {
  if (!identifier.test(entry)) throw new Error('the name of the function is none')
  const named = `typeof ${entry} === 'function' ? ${entry} : typeof Solution === 'function' ? ((o) => o.${entry}.bind(o))(new Solution()) : module.exports.${entry}`
  return realm.run(new vm.Script(`(${named})`, { filename: 'harness.js' }))
}

const mostSteps = 1_000_000

function play(realm: Realm, job: InsideJob, script: vm.Script): Done {
  try {
    realm.run(script)
    if (job.entry !== '') {
      realm.handles.prepare(entryOf(realm, job.entry), job.args)
      const counted = counting(job, () => realm.step(realm.handles.invoke))
      drain(realm)
      return { kind: 'ok', exitCode: 0, value: text(realm.handles.value()), ...counted }
    }
    drain(realm)
    return { kind: 'ok', exitCode: 0 }
  } catch (error) {
    if (error instanceof TooSlow) return { kind: 'time_limit', exitCode: 1 }
    if (realm.handles.isLeaving(error) === true) return { kind: 'ok', exitCode: 0 }
    return runtimeError(realm, error)
  }
}

function drain(realm: Realm): void {
  for (let step = 0; step < mostSteps; step += 1) if (realm.step(realm.handles.next as () => void) !== true) return
}

/** Steps are passes over the learner's code, as V8's precise coverage counts them; bytes are what was allocated on the heap. */
function counting(job: InsideJob, work: () => void): Pick<InsideDone, 'steps' | 'allocatedBytes'> {
  if (!job.counted || coverage === undefined) {
    work()
    return {}
  }
  takeCounts(coverage)
  collect?.()
  const before = heapBytes()
  work()
  const allocatedBytes = Math.max(0, heapBytes() - before)
  return { steps: takeCounts(coverage), allocatedBytes }
}

interface Range {
  readonly startOffset: number
  readonly endOffset: number
  readonly count: number
}

/** How often each letter of the learner's code was passed, summed up: ranges that ran equally often may come as one, which does not change it. */
function takeCounts(session: Session): number {
  let steps = 0
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    const functions = result.filter(({ url }) => url === file).flatMap((script) => script.functions)
    for (const { ranges } of functions) steps += passes(ranges)
  })
  return steps
}

/** The first range is the whole function, each further one lies within one before it. */
function passes(ranges: readonly Range[]): number {
  let sum = 0
  const open: Range[] = []
  for (const range of ranges) {
    while (open.length > 0 && (open.at(-1)?.endOffset ?? 0) <= range.startOffset) open.pop()
    sum += (range.endOffset - range.startOffset) * (range.count - (open.at(-1)?.count ?? 0))
    open.push(range)
  }
  return sum
}

function finish(realm: Realm, done: Done): Done {
  const [out = '', err = '', cut = false, exit = -1] = JSON.parse(text(realm.handles.output()) || '[]') as [string?, string?, boolean?, number?]
  if (out !== '') sendOutput('stdout', Buffer.from(out))
  if (err !== '') sendOutput('stderr', Buffer.from(err))
  if (cut) return { kind: 'output_limit', exitCode: 1 }
  if (exit > 0 && done.kind === 'ok') return { kind: 'runtime_error', exitCode: exit, message: `exited with ${exit}`, line: 0 }
  return done
}

/** Lets promises of Node's own realm settle, such as that of import(), and those that nobody caught be told. */
async function settle(realm: Realm, done: Done): Promise<Done> {
  if (done.kind !== 'ok') return done
  try {
    // What the first turn settles may go on, and fail, in the second.
    for (let turn = 0; turn < 2; turn += 1) {
      await new Promise((resolve) => setImmediateHere(resolve))
      drain(realm)
    }
  } catch (error) {
    return error instanceof TooSlow ? { kind: 'time_limit', exitCode: 1 } : leftOver(realm, done, error)
  }
  await new Promise((resolve) => setImmediateHere(resolve))
  const [first] = uncaught
  return first === undefined ? done : leftOver(realm, done, first.reason)
}

function leftOver(realm: Realm, done: Done, error: unknown): Done {
  return realm.handles.isLeaving(error) === true ? done : runtimeError(realm, error)
}

async function perform(job: InsideJob): Promise<Done> {
  uncaught.length = 0
  let script: vm.Script
  try {
    script = new vm.Script(plainJavaScript(job), { filename: file })
  } catch (error) {
    return compileError(error)
  }
  const realm = openRealm(job)
  return finish(realm, await settle(realm, play(realm, job, script)))
}

holdLifeline()
const uncaught: { readonly reason: unknown }[] = []
process.on('unhandledRejection', (reason) => {
  uncaught.push({ reason })
})
const setImmediateHere = setImmediate
const cpuMs = (
  (given) => () =>
    (({ user, system }) => (user + system) / 1000)(given.threadCpuUsage())
)(process)
const heapBytes = (
  ({ memoryUsage }) =>
  () =>
    memoryUsage().heapUsed
)(process)
stripTypeScriptTypes('let warm: 1')
let coverage: Session | undefined
function startCoverage(): void {
  coverage = new Session()
  coverage.connect()
  coverage.post('Profiler.enable')
  coverage.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}
const collect = globalThis.gc
const ambient = globalThis as Record<string, unknown>
for (const name of [
  'process',
  'fetch',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'MessageChannel',
  'Worker',
  'navigator',
  'Storage',
  'localStorage',
  'sessionStorage',
  'gc',
])
  Reflect.deleteProperty(ambient, name)
sendReady()
for (;;) {
  const job = readJob()
  // A realm is made for each job anyway; a process that is to be fresh is started.
  if (job === undefined) break
  if (job.counted && coverage === undefined) startCoverage()
  const startedMs = cpuMs()
  const done = await perform(job)
  sendDone({ ...done, nonce: job.nonce, memoryBytes: heapBytes(), cpuMs: cpuMs() - startedMs })
}
