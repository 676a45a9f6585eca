/** A learner's program in JavaScript or TypeScript against `start(env)`: each life of each node in a V8 realm of its own. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'
import type { Start } from '../../virtual/node.ts'
import { type Remote, type RemoteOptions, remoteStart } from './remote.ts'

interface Handles {
  begin(given: string): void
  start(work: unknown, nowMs: number): void
  step(kind: string, name: string, body: string, nowMs: number): void
  broken(error: unknown): void
  take(): unknown
  view(): unknown
}

const text = readFileSync(path.join(import.meta.dirname, 'sdk-realm.js'), 'utf8').replace(/^export /gm, '')
const prelude = new vm.Script(`(() => { 'use strict';\n${text}\nreturn openNode() })()`, { filename: 'prelude.js' })
const entry = new vm.Script("typeof start === 'function' ? start : module.exports.start ?? module.exports", { filename: 'harness.js' })
/** Promises that are settled go on at the end of a script. */
const settling = new vm.Script('0', { filename: 'harness.js' })

/** @throws SyntaxError of the learner's. */
export function javascriptStart(source: string, language: 'javascript' | 'typescript', log: RemoteOptions['log']): Start {
  const plain = language === 'typescript' ? stripTypeScriptTypes(source) : source
  const script = new vm.Script(plain.replace(/^(\s*)export\s+(?:default\s+)?(?=async\s|function\b|const\b|let\b|class\b)/gm, '$1'), {
    filename: 'node.js',
  })
  return remoteStart({
    log,
    open(beginning) {
      const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
        codeGeneration: { strings: false, wasm: false },
        microtaskMode: 'afterEvaluate',
      })
      const handles = prelude.runInContext(context) as Handles
      handles.begin(JSON.stringify(beginning))
      return remote(context, handles, script)
    },
  })
}

function remote(context: vm.Context, handles: Handles, script: vm.Script): Remote {
  const taken = (): string => {
    settling.runInContext(context)
    const said = handles.take()
    return typeof said === 'string' ? said : '[]'
  }
  return {
    start(nowMs) {
      try {
        script.runInContext(context)
        handles.start(entry.runInContext(context), nowMs)
      } catch (error) {
        // Read where it was thrown: it may be made to harm whoever looks at it.
        handles.broken(error)
      }
      return taken()
    },
    step(kind, name, body, nowMs) {
      handles.step(kind, name, body, nowMs)
      return taken()
    },
    view() {
      const view = handles.view()
      return typeof view === 'string' ? view : ''
    },
  }
}
