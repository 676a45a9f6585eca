/** The one program that every process of a deployment is: it learns from its parent what to be, and ends when its parent does. */
import { flushCompileCache } from 'node:module'
import { drain } from './http.ts'
import type { Order, Reply, Running, Setup } from './setup.ts'

function say(reply: Reply): void {
  process.send?.(reply)
}

async function begin(setup: Setup): Promise<Running> {
  switch (setup.role) {
    case 'wires':
      return (await import('./wires.ts')).startWires(setup)
    case 'balancer':
      return (await import('./balancer.ts')).startBalancer(setup)
    case 'api':
      return (await import('./api.ts')).startApi(setup)
    case 'worker':
      return (await import('./worker.ts')).startWorker(setup)
    case 'cache':
      return (await import('./cache.ts')).startCache(setup)
    case 'queue':
      return (await import('./queue.ts')).startQueue(setup)
  }
}

const hoggedBytes = 4 * 1024 * 1024
let running: Running | undefined
let burning: NodeJS.Timeout | undefined
let burnedMs = 0

/** Half of the time, in pieces of 20 ms. */
function burn(on: boolean): void {
  clearInterval(burning)
  burning = undefined
  if (!on) return
  burning = setInterval(() => {
    const end = performance.now() + 20
    while (performance.now() < end) Math.sqrt(Math.random())
    burnedMs += 20
  }, 40)
}

/** Until the limit of the process ends it. */
function hog(): void {
  const held: string[][] = []
  setInterval(() => held.push(Array.from({ length: hoggedBytes / 8 }, (_, at) => `${at}`)), 1)
}

async function obey(order: Order): Promise<Reply> {
  if (order.kind === 'setup') {
    running = await begin(order.setup)
    // It is killed in the end, so what was compiled is kept for the next process now.
    setImmediate(flushCompileCache)
    return { ports: running.ports }
  }
  if (order.kind === 'burn') burn(order.on)
  if (order.kind === 'hog') hog()
  if (order.kind === 'drain') drain()
  return { counts: { ...(await running?.obey(order)), burnedMs } }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (order: Order) => {
  obey(order).then(say, (error: unknown) => say({ failed: error instanceof Error ? error.message : 'unknown' }))
})
