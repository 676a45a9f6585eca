/** A node in JavaScript or TypeScript that speaks lines on stdin and stdout, in a V8 realm of its own; the first line is the program. */
import { readFileSync, writeSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'
import { endWith, holdLifeline } from '../../../sandbox/inside/lifeline.ts'
import { mistakeOf } from './mistake.ts'

interface Handles {
  begin(id: string): void
  input(text: string, nowMs: number): void
  close(): void
  /** @returns milliseconds until the next timer, or -1. */
  wait(nowMs: number): unknown
  tick(nowMs: number): void
  out(): unknown
  err(): unknown
  /** -1 as long as it has not left. */
  exit(): unknown
  fail(error: unknown): void
}

const mostOut = 1024 * 1024
const stdin = process.stdin
const leave = (): void => void process.kill(process.pid, 'SIGKILL')
const setTimer = setTimeout
const clearTimer = clearTimeout
const now = performance.now.bind(performance)

const prelude = readFileSync(path.join(import.meta.dirname, 'lines-realm.js'), 'utf8').replace(/^export /gm, '')
const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false }, microtaskMode: 'afterEvaluate' })
const handles = new vm.Script(`(() => { 'use strict';\n${prelude}\nreturn openLines() })()`, { filename: 'prelude.js' }).runInContext(
  context,
) as Handles
const settling = new vm.Script('0', { filename: 'harness.js' })

function print(fd: number, text: unknown): void {
  if (typeof text !== 'string' || text === '') return
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) leave()
    }
  }
}

let timer: NodeJS.Timeout | undefined

/** Does a step of the program's, then passes on what it printed and waits for what comes next. */
function turn(work: () => void): void {
  try {
    work()
    settling.runInContext(context)
  } catch (error) {
    handles.fail(error)
  }
  print(1, handles.out())
  print(2, handles.err())
  const left = handles.exit()
  if (typeof left === 'number' && left >= 0) endWith(left)
  clearTimer(timer)
  const waitMs = handles.wait(now())
  if (typeof waitMs === 'number' && waitMs >= 0) timer = setTimer(() => turn(() => handles.tick(now())), Math.min(waitMs, 0x7fff_ffff))
}

/** Modules of the usual kind, as a script: what it imports is asked for instead. */
function asScript(source: string): string {
  return source
    .replace(/^import\s+\*\s+as\s+(\w+)\s+from\s+(['"][^'"]+['"]);?/gm, 'const $1 = require($2)')
    .replace(
      /^import\s+(\{[^}]*\})\s+from\s+(['"][^'"]+['"]);?/gm,
      (_, names: string, from: string) => `const ${names.replace(/\bas\b/g, ':')} = require(${from})`,
    )
    .replace(/^import\s+(\w+)\s+from\s+(['"][^'"]+['"]);?/gm, 'const $1 = require($2)')
    .replace(/^#!.*/, '')
}

holdLifeline()
handles.begin(String(mostOut))
let begun = false
let first = ''

/** Undefined where it cannot be read. */
function compiled(line: string): vm.Script | undefined {
  const { language, source } = JSON.parse(line) as { readonly language: string; readonly source: string }
  try {
    return new vm.Script(asScript(language === 'typescript' ? stripTypeScriptTypes(source) : source), { filename: 'node.js' })
  } catch (error) {
    print(2, `${mistakeOf(error)}\n`)
    endWith(1)
    return undefined
  }
}

function begin(text: string): void {
  first += text
  const at = first.indexOf('\n')
  if (at < 0) return
  begun = true
  const program = compiled(first.slice(0, at))
  if (program === undefined) return
  turn(() => void program.runInContext(context))
  const rest = first.slice(at + 1)
  if (rest !== '') turn(() => handles.input(rest, now()))
}

stdin.setEncoding('utf8')
stdin.on('data', (text: string) => (begun ? turn(() => handles.input(text, now())) : begin(text)))
stdin.on('end', () => turn(() => handles.close()))
for (const name of ['process', 'fetch', 'WebSocket', 'EventSource', 'BroadcastChannel', 'MessageChannel', 'Worker', 'navigator', 'Storage', 'gc'])
  Reflect.deleteProperty(globalThis, name)
