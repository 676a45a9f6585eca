/** What a program of Node's that speaks lines finds around it: stdin and readline, stdout, console and timers. Runs inside the program's realm; only strings and numbers go through. */

const { parse, stringify } = JSON
const { defineProperty } = Object
const RealError = Error
const text = String

let out = ''
let err = ''
let exitCode = -1
let room = 0
let clock = 0

const leaving = { leaving: true }

function print(toError, given) {
  const said = text(given)
  if (toError) {
    if (err.length < room) err += said
  } else if (out.length + said.length > 64 * room) throw new RealError('too much was printed at once')
  else out += said
  return true
}

function shown(value) {
  if (typeof value === 'string') return value
  if (value instanceof RealError) return text(value.stack)
  try {
    return stringify(value) ?? text(value)
  } catch {
    return text(value)
  }
}

const line =
  (toError) =>
  (...values) =>
    void print(toError, `${values.map(shown).join(' ')}\n`)

/** Those who listen, and those who wait for the next one. */
function channel() {
  const listeners = new Map()
  const pending = []
  const takers = []
  let closed = false
  let most = 1_000
  return {
    on(name, work) {
      listeners.set(name, [...(listeners.get(name) ?? []), work])
    },
    off: (name) => void listeners.delete(name),
    tell(name, value) {
      for (const work of listeners.get(name) ?? []) work(value)
    },
    push(value) {
      const taker = takers.shift()
      if (taker !== undefined) taker({ value, done: false })
      else if (pending.length < most) pending.push(value)
    },
    close() {
      closed = true
      for (const taker of takers.splice(0)) taker({ value: undefined, done: true })
    },
    iterator: () => {
      most = 100_000
      return {
        next: () => {
          if (pending.length > 0) return Promise.resolve({ value: pending.shift(), done: false })
          if (closed) return Promise.resolve({ value: undefined, done: true })
          return new Promise((resolve) => takers.push(resolve))
        },
        return: () => Promise.resolve({ value: undefined, done: true }),
      }
    },
  }
}

const chunks = channel()
const lines = channel()
let rest = ''
let iteratesChunks = false

const stdin = {
  fd: 0,
  on(name, work) {
    chunks.on(name, work)
    return stdin
  },
  once: (name, work) => stdin.on(name, work),
  addListener: (name, work) => stdin.on(name, work),
  removeListener: () => stdin,
  setEncoding: () => stdin,
  resume: () => stdin,
  pause: () => stdin,
  ref: () => stdin,
  unref: () => stdin,
  pipe: () => stdin,
  [Symbol.asyncIterator]() {
    iteratesChunks = true
    return chunks.iterator()
  },
}

function createInterface() {
  const reading = {
    on(name, work) {
      lines.on(name, work)
      return reading
    },
    once: (name, work) => reading.on(name, work),
    close: () => undefined,
    prompt: () => undefined,
    setPrompt: () => undefined,
    [Symbol.asyncIterator]() {
      return lines.iterator()
    },
  }
  return reading
}

const timers = new Map()
let order = 0

function later(work, ms, args, every) {
  if (typeof work !== 'function') throw new TypeError('a timer needs a function')
  order += 1
  const id = order
  const timer = { id, at: clock + Math.max(every > 0 ? 1 : 0, Number(ms) || 0), work, args, every }
  timers.set(id, timer)
  const handle = { id, ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => handle, [Symbol.toPrimitive]: () => id }
  return handle
}

const cancel = (handle) => void timers.delete(typeof handle === 'object' && handle !== null ? handle.id : Number(handle))

const stream = (toError) => {
  const self = {
    write(said, ...more) {
      print(toError, said)
      const done = more.at(-1)
      if (typeof done === 'function') done()
      return true
    },
    on: () => self,
    once: () => self,
    end: () => undefined,
    isTTY: false,
  }
  return self
}

function leave(code) {
  exitCode = (Number(code) || 0) & 255
  throw leaving
}

const near = {
  argv: ['node', 'node.js'],
  env: {},
  pid: 1,
  platform: 'quint',
  stdin,
  stdout: stream(false),
  stderr: stream(true),
  exit: leave,
  uptime: () => clock / 1_000,
  hrtime: Object.assign(() => [Math.floor(clock / 1_000), Math.floor((clock % 1_000) * 1e6)], { bigint: () => BigInt(Math.floor(clock * 1e6)) }),
  nextTick: (work, ...args) => void Promise.resolve().then(() => work(...args)),
  on: () => near,
  once: () => near,
  memoryUsage: () => ({ heapUsed: 0 }),
}

class EventEmitter {
  #listeners = new Map()

  on(name, work) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), work])
    return this
  }

  emit(name, ...given) {
    for (const work of this.#listeners.get(name) ?? []) work(...given)
    return this.#listeners.has(name)
  }
}

const files = {
  writeSync: (fd, said) => print(fd === 2, said),
  writeFileSync(name, said) {
    if (name !== 1 && name !== '/dev/stdout') throw new RealError('a node in this sandbox has no files')
    print(false, said)
  },
}
const readline = { createInterface, promises: { createInterface } }
const modules = {
  __proto__: null,
  readline,
  'readline/promises': readline,
  fs: files,
  os: { EOL: '\n', hostname: () => 'box' },
  process: near,
  events: Object.assign(EventEmitter, { EventEmitter }),
  timers: { setTimeout: (...given) => around.setTimeout(...given), setInterval: (...given) => around.setInterval(...given) },
  'timers/promises': { setTimeout: (ms, value) => new Promise((resolve) => later(() => resolve(value), ms, [], 0)) },
  crypto: { randomUUID: () => around.crypto.randomUUID(), randomInt: (from, to) => Math.floor(from + Math.random() * (to - from)) },
  assert: Object.assign((is, why) => {
    if (!is) throw new RealError(why ?? 'an assertion failed')
  }),
}

function require(name) {
  const plain = text(name).replace(/^node:/, '')
  const found = modules[plain]
  if (found === undefined) throw new RealError(`there is no module ${plain} here`)
  return found
}

const hex = (count) => Array.from({ length: count }, () => Math.floor(Math.random() * 16).toString(16)).join('')

const around = {
  console: {
    log: line(false),
    info: line(false),
    debug: line(false),
    error: line(true),
    warn: line(true),
    trace: line(true),
    assert: () => undefined,
  },
  process: near,
  require,
  performance: { now: () => clock },
  crypto: { randomUUID: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}` },
  setTimeout: (work, ms, ...args) => later(work, ms, args, 0),
  setInterval: (work, ms, ...args) => later(work, ms, args, Math.max(1, Number(ms) || 1)),
  setImmediate: (work, ...args) => later(work, 0, args, 0),
  clearTimeout: cancel,
  clearInterval: cancel,
  clearImmediate: cancel,
  queueMicrotask: (work) => void Promise.resolve().then(work),
  structuredClone: (value) => parse(stringify(value)),
  module: { exports: {} },
  exports: {},
  global: globalThis,
}

function surround() {
  for (const name of Object.keys(around))
    defineProperty(globalThis, name, { value: around[name], writable: true, configurable: true, enumerable: false })
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'ShadowRealm', 'gc']) Reflect.deleteProperty(globalThis, name)
}

/** What it says, and where in the program. */
function ownFrames(error) {
  const lines = text(error.stack).split('\n')
  return lines.filter((one) => !/^\s+at /.test(one) || one.includes('node.js')).join('\n')
}

function fail(error) {
  if (error === leaving) return
  let words = 'it threw something that cannot be read'
  try {
    words = error instanceof RealError ? ownFrames(error) : shown(error)
  } catch {
    // What it threw throws when it is looked at.
  }
  err += `${words}\n`
  exitCode = 1
}

function guarded(work) {
  try {
    work()
  } catch (error) {
    fail(error)
  }
}

export function openLines() {
  surround()
  return {
    begin(most) {
      room = Number(most)
    },
    input(given, now) {
      clock = now
      guarded(() => {
        chunks.tell('data', given)
        if (iteratesChunks) chunks.push(given)
        const found = (rest + given).split('\n')
        rest = found.pop()
        for (const one of found) {
          lines.tell('line', one)
          lines.push(one)
        }
      })
    },
    close() {
      guarded(() => {
        chunks.tell('end')
        chunks.tell('close')
        lines.tell('close')
        chunks.close()
        lines.close()
      })
    },
    wait(now) {
      clock = now
      let first = -1
      for (const { at } of timers.values()) if (first < 0 || at < first) first = at
      return first < 0 ? -1 : Math.max(0, first - now)
    },
    tick(now) {
      clock = now
      const due = [...timers.values()].filter(({ at }) => at <= now).sort((one, other) => one.at - other.at || one.id - other.id)
      for (const timer of due) {
        if (!timers.has(timer.id)) continue
        if (timer.every > 0) timer.at = now + timer.every
        else timers.delete(timer.id)
        guarded(() => timer.work(...timer.args))
      }
    },
    out() {
      const said = out
      out = ''
      return said
    },
    err() {
      const said = err
      err = ''
      return said
    },
    exit: () => exitCode,
    fail,
  }
}
