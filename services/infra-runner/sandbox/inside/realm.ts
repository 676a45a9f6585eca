/** A realm for each run: what stands in it before the program comes, and how the harness gets at it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import type { InsideJob } from './wire.ts'

/** The functions that realm/handles.js gives; they belong to the program's realm. */
export interface Handles {
  begin(input: string, most: number): void
  next(): unknown
  prepare(given: unknown, args: string): void
  invoke(): void
  value(): unknown
  output(): unknown
  isLeaving(error: unknown): unknown
  describe(error: unknown): unknown
}

export interface Realm {
  readonly handles: Handles
  /** Runs a script within what is left of the time. */
  run(script: vm.Script): unknown
  /** Runs one of the handles within what is left of the time. */
  step(work: () => void): unknown
}

export class TooSlow extends Error {}

/** In the order in which they need each other. */
const files = ['intrinsics', 'shown', 'output', 'input', 'timers', 'surroundings', 'handles']

/** Modules for who reads them, one script for the realm. */
const joined = files
  .map((name) => readFileSync(path.join(import.meta.dirname, 'realm', `${name}.js`), 'utf8'))
  .map((text) => text.replace(/^import .*$/gm, '').replace(/^export /gm, ''))
  .join('\n')
const prelude = new vm.Script(`(() => { 'use strict';\n${joined}\nreturn openHandles() })()`, { filename: 'prelude.js' })

export function openRealm(job: InsideJob): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false }, microtaskMode: 'afterEvaluate' })
  const handles = prelude.runInContext(context) as Handles
  handles.begin(job.stdin, job.outputBytes)
  const endsMs = performance.now() + job.timeMs
  const slot = `slot${job.nonce}`
  // Taken away before anything of the learner's runs.
  const through = new vm.Script(`{ const step = this['${slot}']; delete this['${slot}']; step() }`, { filename: 'harness.js' })
  const run = (script: vm.Script): unknown => {
    const timeout = Math.ceil(endsMs - performance.now())
    if (timeout <= 0) throw new TooSlow()
    try {
      // The service interrupts by SIGINT a program that has had its share of the processor.
      return script.runInContext(context, { timeout, breakOnSigint: true })
    } catch (error) {
      if (performance.now() >= endsMs - 2) throw new TooSlow()
      throw error
    }
  }
  const step = (work: () => void): unknown => {
    Object.defineProperty(context, slot, { value: work, configurable: true, enumerable: false, writable: true })
    return run(through)
  }
  return { handles, run, step }
}
