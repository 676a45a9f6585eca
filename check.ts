/** The gate: every rule that a tool checks, in one command. */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { staleDocuments } from './catalogue/generate.ts'
import { run } from './gate/command.ts'
import { staleOps } from './ops/generate.ts'

const root = import.meta.dirname

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types of the mesh', ['tsc', '-p', '.']],
  ['types of the web app', ['tsc', '-p', 'web']],
  ['types of the extension', ['tsc', '-p', 'extension']],
  ['style and lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['dead files, exports and dependencies', ['knip', '--no-progress']],
  ['contracts: lint', ['buf', 'lint']],
  ['contracts: compatible with the last release', ['buf', 'breaking', '--against', 'proto/released.binpb']],
  ['contracts: no consumer of an event is hurt', [process.execPath, '--no-warnings', 'catalogue/impact.ts']],
]

async function step(name: string, work: () => Promise<{ readonly ok: boolean; readonly output: string }>): Promise<boolean> {
  const started = performance.now()
  const { ok, output } = await work()
  console.log(`${ok ? '✔' : '✘'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (!ok) console.log(output)
  return ok
}

/** The checked-in code must be what the contracts generate now. */
async function generatedIsCurrent(): Promise<{ ok: boolean; output: string }> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'quint-generate-'))
  try {
    for (const file of ['proto', 'buf.yaml', 'buf.gen.yaml']) await cp(path.join(root, file), path.join(copy, file), { recursive: true })
    const made = await run(['buf', 'generate'], { cwd: copy })
    if (made.code !== 0) return { ok: false, output: made.output }
    const code = await differences(path.join(copy, 'packages/proto/gen'), path.join(root, 'packages/proto/gen'))
    const differing = [...code, ...(await staleDocuments()), ...(await staleOps())]
    return { ok: differing.length === 0, output: `run "npm run generate": ${differing.join(', ')}` }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

async function differences(expected: string, actual: string): Promise<string[]> {
  const [left, right] = await Promise.all([contents(expected), contents(actual)])
  return [...new Set([...left.keys(), ...right.keys()])].filter((file) => left.get(file) !== right.get(file))
}

async function contents(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    found.set(path.relative(folder, file), await readFile(file, 'utf8'))
  }
  return found
}

let passed = 0
const names = [...steps.map(([name]) => name), 'generated code is current']
for (const [name, command] of steps) {
  if (
    await step(name, async () => {
      const { code, output } = await run(command, { cwd: root })
      return { ok: code === 0, output }
    })
  )
    passed += 1
}
if (await step('generated code is current', generatedIsCurrent)) passed += 1
console.log(`check: ${passed} passed, ${names.length - passed} failed`)
process.exitCode = passed === names.length ? 0 : 1
