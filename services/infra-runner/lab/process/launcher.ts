/** Makes processes of a node's program: in a V8 child or a Python of WebAssembly anywhere, and of any language behind bubblewrap where that works. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { takeUser, wrapped } from '../../sandbox/bubblewrap.ts'
import { insideFiles, interpreter, sealedNode } from '../../sandbox/embedded.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { LabProgram } from '../run.ts'
import { keptBy } from './kept.ts'
import { built, type NativeBuild } from './native.ts'
import { type Command, type Hearing, type NodeProcess, startNode } from './node-process.ts'
import { plainInside } from './plain.ts'
import { NoSandbox } from './refused.ts'

export interface Launcher extends AsyncDisposable {
  readonly sandbox: 'v8' | 'wasi' | 'bubblewrap'
  start(id: string, hearing: Hearing): NodeProcess
  /** Where nodes have machines of their own: aborted, with a failure, when one of these is gone. What is seen of the nodes then says nothing about the program. */
  readonly lost?: AbortSignal
  /** Settles when each of these machines has answered since; one that does not is lost. */
  confirmed?(): Promise<void>
}

/** What decides how a program can be run here. */
export type Here = Pick<Sandbox, 'bubblewrap'>

const mebibyte = 1024 * 1024
const limits = { memoryBytes: 512 * mebibyte, cpuShare: 0.95 }
const heapMiB = 128

/**
 * An interpreter that is to be ready soon rather than fast later: its functions are read when they are first called, and none is compiled a second time to run
 * faster (number 0 is none of its own), nor counted for that. The second compiling takes as long as all the rest of the start, and 15,000 messages to pay.
 */
const soon = ['--wasm-lazy-validation', '--wasm-tier-up-filter=0', '--no-wasm-inlining', '--no-wasm-deopt']

const threads = /^\s*(?:import threading|from threading|import asyncio|from asyncio|import multiprocessing|import concurrent|from concurrent)/m

export async function openLauncher(program: LabProgram, sandbox: Here, signal: AbortSignal): Promise<Launcher> {
  const { language } = program
  if (program.style === 'grpc') {
    const { openGrpcLauncher } = await import('../grpc/grpc-launcher.ts')
    return openGrpcLauncher(program, sandbox.bubblewrap, signal)
  }
  if (language === 'javascript' || language === 'typescript') return embedded('v8', program, sandbox)
  if (sandbox.bubblewrap !== undefined) return native(await built(program, sandbox.bubblewrap, signal))
  if (language !== 'python') throw new NoSandbox(`programs in ${language} need bubblewrap, which does not work on this machine`)
  if (threads.test(program.source))
    throw new NoSandbox('threads of Python need bubblewrap, which does not work on this machine; wait with select instead')
  return embedded('wasi', program, sandbox)
}

function embedded(kind: 'v8' | 'wasi', { language, source }: LabProgram, { bubblewrap }: Here): Launcher {
  const folder = plainInside()
  const file = path.join(folder, kind === 'v8' ? 'lines-javascript.js' : 'lines-python.js')
  const plain = sealedNode(file, {
    flags: ['--stack-size=3900', `--max-old-space-size=${heapMiB}`, ...(kind === 'v8' ? [] : soon)],
    reads: [path.join(folder, '*'), interpreter],
    args: kind === 'v8' ? [] : [interpreter, String(heapMiB)],
    runsScripts: kind === 'v8',
  })
  const shown = [process.execPath, ...insideFiles, folder, interpreter].map((one) => [one, one] as const)
  const command = (): Command => {
    if (bubblewrap === undefined) return plain
    const options = { command: [plain.command, ...plain.args], cpuSeconds: 300, processes: 64, user: takeUser(), shows: shown }
    const [first = '', ...args] = wrapped(bubblewrap, options)
    return { command: first, args }
  }
  return {
    sandbox: bubblewrap === undefined ? kind : 'bubblewrap',
    start(_id, hearing) {
      const started = startNode(command(), limits, hearing)
      started.send(JSON.stringify({ language, source }))
      return started
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function native({ commandFor, dataOf, folder }: NativeBuild): Launcher {
  return {
    sandbox: 'bubblewrap',
    start: (id, hearing) => startNode(commandFor(id), { ...limits, keeping: keptBy(dataOf(id)) }, hearing),
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
