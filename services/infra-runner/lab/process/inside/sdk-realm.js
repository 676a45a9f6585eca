/** What stands in the realm of one node's life: env for the program, console, clock and chance of virtual time. Runs inside that realm as a script that gives what the lab holds of it; only strings go through. */
const { parse, stringify } = JSON
const { apply } = Reflect
const { imul } = Math
const { defineProperty } = Object
const RealDate = Date
const RealError = Error
const text = String
const slice = String.prototype.slice
const cut = (value, most) => apply(slice, text(value), [0, most])

const config = { id: '', ids: [], now: 0, state: 0 }
const files = new Map()
const filesGet = (name) => apply(Map.prototype.get, files, [name])
let out = ''
let program

const say = (...parts) => {
  out += `${out === '' ? '' : ','}${stringify(parts)}`
}

function random() {
  config.state = (config.state + 0x6d2b79f5) >>> 0
  let mixed = imul(config.state ^ (config.state >>> 15), config.state | 1)
  mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

function bodyOf(body, what) {
  if (body === null || typeof body !== 'object' || typeof body.type !== 'string') throw new RealError(`${what} needs an object with a type`)
  return stringify(body)
}

function change(kind, name, value) {
  const file = text(name)
  const given = text(value)
  files.set(file, kind === 'write' ? given : (filesGet(file) ?? '') + given)
  say(kind, file, given)
}

const disk = {
  read: (name) => filesGet(text(name)) ?? '',
  write: (name, value) => change('write', name, value),
  append: (name, value) => change('append', name, value),
  sync: () => say('sync'),
  files: () => [...files.keys()],
}

const env = {
  get id() {
    return config.id
  },
  get ids() {
    return [...config.ids]
  },
  now: () => config.now,
  random,
  send: (to, body) => say('send', text(to), bodyOf(body, 'send')),
  setTimer: (name, afterMs) => say('timer', text(name), Number(afterMs) || 0),
  clearTimer: (name) => say('clear', text(name)),
  disk,
}

const shown = (value) => {
  if (typeof value === 'string') return value
  try {
    return stringify(value, (_, inner) => (inner instanceof Set || inner instanceof Map ? [...inner] : inner)) ?? text(value)
  } catch {
    return text(value)
  }
}
const log = (...values) => say('log', cut(values.map(shown).join(' '), 500))
const quiet = () => undefined
const console = { log, info: log, debug: log, error: log, warn: log, trace: log, table: log, assert: quiet, time: quiet, timeEnd: quiet }
class VirtualDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(config.now)
    else super(...given)
  }

  static now() {
    return config.now
  }
}
const around = { console, Date: VirtualDate, structuredClone: (value) => parse(stringify(value)), module: { exports: {} }, global: globalThis }
for (const name of Object.keys(around))
  defineProperty(globalThis, name, { value: around[name], writable: true, configurable: true, enumerable: false })
defineProperty(Math, 'random', { value: random, writable: true, configurable: true })
for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'ShadowRealm', 'gc']) Reflect.deleteProperty(globalThis, name)

function broken(error) {
  let words = 'it threw something that cannot be read'
  try {
    const place = /node\.js:(\d+)/.exec(error instanceof RealError ? text(error.stack) : '')
    words = error instanceof RealError ? `${error.name}: ${error.message}${place === null ? '' : ` (line ${place[1]})`}` : `threw ${shown(error)}`
  } catch {
    // What it threw throws when it is looked at.
  }
  say('broken', cut(words, 500))
}

function guarded(work) {
  try {
    const settling = work()
    if (settling !== null && typeof settling === 'object' && typeof settling.then === 'function') settling.then(undefined, broken)
  } catch (error) {
    broken(error)
  }
}

const replying = (number) => (body) => {
  const said = bodyOf(body, 'reply')
  say('reply', number, said)
}

export function openNode() {
  return {
    begin(given) {
      const { id, ids, seed, now, all } = parse(given)
      Object.assign(config, { id, ids, state: seed >>> 0, now })
      for (const [name, value] of all) files.set(name, value)
    },
    start(work, now) {
      config.now = now
      guarded(() => {
        if (typeof work !== 'function') throw new RealError('there is no function start(env)')
        program = work(env)
        if (program === null || typeof program !== 'object')
          throw new RealError('start(env) has to return an object with onMessage, onTimer and onClient')
      })
    },
    step(kind, name, body, now) {
      config.now = now
      guarded(() => {
        if (kind === 'message') return program.onMessage?.(name, parse(body))
        if (kind === 'timer') return program.onTimer?.(name)
        const { client, number, body: asked } = parse(body)
        return program.onClient({ client, body: asked, reply: replying(number) })
      })
    },
    broken,
    take() {
      const said = out
      out = ''
      return `[${said}]`
    },
    view() {
      if (program === undefined || typeof program.inspect !== 'function') return ''
      try {
        return stringify(program.inspect(), (_, inner) => (inner instanceof Set || inner instanceof Map ? [...inner] : inner)) ?? ''
      } catch (error) {
        broken(error)
        return ''
      }
    },
  }
}
