/** What a process says of itself: processor, memory, files, event loop, garbage collector. */
import { readdir, readFile, statfs } from 'node:fs/promises'
import { constants, monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { measure, observe } from './metrics.ts'

export function observeProcess(): Disposable {
  const owned = new DisposableStack()
  owned.use(
    observe('process.cpu.time', (report) => {
      const { user, system } = process.cpuUsage()
      report(user / 1e6, { 'cpu.mode': 'user' })
      report(system / 1e6, { 'cpu.mode': 'system' })
    }),
  )
  owned.use(observe('process.memory.usage', (report) => report(process.memoryUsage.rss(), {})))
  owned.use(observe('process.uptime', (report) => report(process.uptime(), {})))
  owned.use(observe('process.unix.file_descriptor.count', async (report) => report((await readdir('/proc/self/fd')).length, {})))
  owned.use(observeMachine())
  owned.use(observe('v8js.memory.heap.used', (report) => report(getHeapStatistics().used_heap_size, {})))
  owned.use(observe('v8js.memory.heap.limit', (report) => report(getHeapStatistics().heap_size_limit, {})))
  owned.use(observeEventLoop())
  owned.use(observeCollector())
  return owned
}

function observeMachine(): Disposable {
  const owned = new DisposableStack()
  const folder = process.cwd()
  owned.use(
    observe('system.filesystem.usage', async (report) => {
      const { blocks, bfree, bsize } = await statfs(folder)
      report((blocks - bfree) * bsize, { 'system.filesystem.state': 'used' })
      report(bfree * bsize, { 'system.filesystem.state': 'free' })
    }),
  )
  owned.use(
    observe('system.network.io', async (report) => {
      const { received, sent } = traffic(await readFile('/proc/net/dev', 'utf8'))
      report(received, { 'network.io.direction': 'receive' })
      report(sent, { 'network.io.direction': 'transmit' })
    }),
  )
  return owned
}

/** Each line: the name of an interface, a colon, eight figures of what came in, eight of what went out; bytes are the first of both. */
function traffic(table: string): { readonly received: number; readonly sent: number } {
  const rows = table.split('\n').flatMap((line) => {
    const [, name, figures] = /^\s*([^:\s]+):\s*([\d ]+)$/.exec(line) ?? []
    return name === undefined || name === 'lo' || figures === undefined ? [] : [figures.trim().split(/ +/).map(Number)]
  })
  const sum = (column: number): number => rows.reduce((total, figures) => total + (figures[column] ?? 0), 0)
  return { received: sum(0), sent: sum(8) }
}

/** The window begins anew when the last of its values was read. */
function observeEventLoop(): Disposable {
  const owned = new DisposableStack()
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  owned.defer(() => delay.disable())
  let before = performance.eventLoopUtilization()
  owned.use(
    observe('nodejs.eventloop.utilization', (report) => {
      const now = performance.eventLoopUtilization()
      report(performance.eventLoopUtilization(now, before).utilization, {})
      before = now
    }),
  )
  // Without a sample the mean is no number.
  const seconds = (nanoseconds: number): number => (delay.count === 0 ? 0 : nanoseconds / 1e9)
  owned.use(observe('nodejs.eventloop.delay.min', (report) => report(seconds(delay.min), {})))
  owned.use(observe('nodejs.eventloop.delay.max', (report) => report(seconds(delay.max), {})))
  owned.use(observe('nodejs.eventloop.delay.mean', (report) => report(seconds(delay.mean), {})))
  owned.use(observe('nodejs.eventloop.delay.p50', (report) => report(seconds(delay.percentile(50)), {})))
  owned.use(observe('nodejs.eventloop.delay.p90', (report) => report(seconds(delay.percentile(90)), {})))
  owned.use(
    observe('nodejs.eventloop.delay.p99', (report) => {
      report(seconds(delay.percentile(99)), {})
      delay.reset()
    }),
  )
  return owned
}

const collections = new Map<unknown, 'major' | 'minor' | 'incremental' | 'weakcb'>([
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weakcb'],
])

function observeCollector(): Disposable {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { detail } = entry as { readonly detail?: { readonly kind?: number } }
      measure('v8js.gc.duration', entry.duration / 1000, { 'v8js.gc.type': collections.get(detail?.kind) ?? 'major' })
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  return { [Symbol.dispose]: () => observer.disconnect() }
}
