/** What the program reads: its input at once, by lines, or by events. */
import { add, lastOf, parts, real } from './intrinsics.js'
import { print } from './output.js'

export const given = { text: '' }

let listeners = { data: [], end: [], line: [], close: [] }

function on(name, work) {
  const those = listeners[name]
  if (those !== undefined) add(those, work)
  return stdin
}

function lines() {
  const all = parts(given.text, '\n')
  if (lastOf(all) === '') all.length -= 1
  return all
}

export const stdin = {
  fd: 0,
  on,
  once: on,
  setEncoding: () => stdin,
  resume: () => stdin,
  async *[Symbol.asyncIterator]() {
    yield given.text
  },
}

export const files = {
  readFileSync(name) {
    if (name !== 0 && name !== '/dev/stdin') throw new real.Error(`there is no file ${real.String(name)} here: only the input, as readFileSync(0)`)
    return given.text
  },
  writeFileSync(name, text) {
    if (name !== 1 && name !== '/dev/stdout') throw new real.Error('there are no files here')
    print(false, text)
  },
  writeSync: (fd, text) => print(fd === 2, text),
}

export const reading = {
  on,
  once: on,
  close() {},
  async *[Symbol.asyncIterator]() {
    yield* lines()
  },
  question: (_asked, work) => work(lines()[0] ?? ''),
}

/** Tells those who listen, once. False when nobody does. */
export function tellInput() {
  const { data, end, line, close } = listeners
  listeners = { data: [], end: [], line: [], close: [] }
  if (data.length + end.length + line.length + close.length === 0) return false
  if (given.text !== '') for (const work of data) work(given.text)
  for (const one of lines()) for (const work of line) work(one)
  for (const work of [...end, ...close]) work()
  return true
}
