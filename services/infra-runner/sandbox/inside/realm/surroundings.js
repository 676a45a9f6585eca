/** The names that a program of Node's expects to find. */

import { files, reading, stdin } from './input.js'
import { begins, cut, real } from './intrinsics.js'
import { leave, line, print } from './output.js'
import { cancel, later, waitOf } from './timers.js'

const began = real.Date.now()
const sinceMs = () => real.Date.now() - began

const near = {
  argv: ['node', 'solution.js'],
  env: {},
  platform: 'quint',
  stdin,
  stdout: { write: (text) => print(false, text) },
  stderr: { write: (text) => print(true, text) },
  exit: leave,
  hrtime: { bigint: () => BigInt(sinceMs()) * 1_000_000n },
  nextTick: (work, ...args) => void real.Promise.resolve().then(() => work(...args)),
  on: () => near,
}

const modules = { __proto__: null, fs: files, readline: { createInterface: () => reading }, os: { EOL: '\n' }, process: near }

function require(name) {
  const text = real.String(name)
  const plain = begins(text, 'node:') ? cut(text, 5) : text
  const found = modules[plain]
  if (found === undefined) throw new real.Error(`there is no module ${plain} here: fs and readline read the input`)
  return found
}

const log = line(false)
const warn = line(true)
const nothing = () => undefined

const around = {
  console: {
    log,
    info: log,
    debug: log,
    table: log,
    error: warn,
    warn,
    trace: warn,
    assert: (is, ...rest) => (is ? undefined : warn(...rest)),
    time: nothing,
    timeEnd: nothing,
  },
  process: near,
  require,
  performance: { now: sinceMs },
  setTimeout: (work, ms, ...args) => later(work, ms, args, 0),
  setInterval: (work, ms, ...args) => later(work, ms, args, waitOf(ms)),
  setImmediate: (work, ...args) => later(work, 0, args, 0),
  clearTimeout: cancel,
  clearInterval: cancel,
  clearImmediate: cancel,
  queueMicrotask: (work) => void real.Promise.resolve().then(work),
  structuredClone: (value) => real.parse(real.stringify(value)),
  module: { exports: {} },
  exports: {},
  global: globalThis,
}

const absent = ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'ShadowRealm', 'gc']

export function surround() {
  for (const name of real.keys(around))
    real.defineProperty(globalThis, name, { value: around[name], writable: true, configurable: true, enumerable: false })
  for (const name of absent) {
    // Some cannot be deleted.
    if (!Reflect.deleteProperty(globalThis, name)) globalThis[name] = undefined
  }
}
