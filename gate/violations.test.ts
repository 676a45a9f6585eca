/** The gate has been seen to fail: each deliberate violation, planted in a copy of the house, is refused by the tool that guards its rule. */
import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type Outcome, run } from './command.ts'
import { type Violation, violations } from './violations.ts'

const root = path.join(import.meta.dirname, '..')
const commands: Readonly<Record<Violation['tool'], readonly string[]>> = {
  biome: ['biome', 'lint', '--max-diagnostics=none', '--reporter=github'],
  tsc: ['tsc', '-p', '.', '--noEmit'],
  knip: ['knip', '--no-progress'],
  buf: ['buf', 'lint'],
  breaking: ['buf', 'breaking', '--against', 'proto/released.binpb'],
}

let house: string

before(async () => {
  house = await mkdtemp(path.join(os.tmpdir(), 'quint-gate-'))
  const kept = (file: string): boolean => !/node_modules|\.next|\.quint|\.git$/.test(path.relative(root, file))
  for (const entry of ['packages', 'services', 'gateway', 'web', 'catalogue', 'proto', 'bench', 'e2e', 'gate']) {
    await cp(path.join(root, entry), path.join(house, entry), { recursive: true, filter: kept })
  }
  for (const file of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'knip.json',
    'buf.yaml',
    'quint.ts',
    'dev.ts',
    'check.ts',
    'test.ts',
    'generate.ts',
    'run.mjs',
  ]) {
    await cp(path.join(root, file), path.join(house, file))
  }
  const biome = JSON.parse(await readFile(path.join(root, 'biome.json'), 'utf8')) as Record<string, unknown>
  await writeFile(path.join(house, 'biome.json'), JSON.stringify({ ...biome, vcs: { enabled: false } }))
  await symlink(path.join(root, 'node_modules'), path.join(house, 'node_modules'))
})

after(() => rm(house, { recursive: true, force: true }))

/** What is said of all of a tool's violations at once: such a tool reads the whole house each time. */
const together = new Map<Violation['tool'], Promise<Outcome>>()

async function plantedTogether(tool: Violation['tool']): Promise<Outcome> {
  const files = Object.assign({}, ...violations.filter((one) => one.tool === tool).map((one) => one.files)) as Violation['files']
  return planted(files, () => run([...commands[tool], ...(tool === 'biome' ? Object.keys(files) : [])], { cwd: house }))
}

async function planted<T>(files: Violation['files'], work: () => Promise<T>): Promise<T> {
  const undo: (() => Promise<void>)[] = []
  for (const [file, source] of Object.entries(files)) {
    const place = path.join(house, file)
    const before = await readFile(place, 'utf8').catch(() => undefined)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, source)
    undo.push(() => (before === undefined ? rm(place) : writeFile(place, before)))
  }
  try {
    return await work()
  } finally {
    for (const step of undo) await step()
  }
}

for (const violation of violations) {
  test(`${violation.tool} refuses ${violation.rule}`, async () => {
    const { tool, files } = violation
    if (tool !== 'biome' && tool !== 'tsc') {
      const { code, output } = await planted(files, () => run(commands[tool], { cwd: house }))
      assert.notEqual(code, 0, output)
      return assert.match(output, violation.says)
    }
    const outcome = together.get(tool) ?? plantedTogether(tool)
    together.set(tool, outcome)
    const { code, output } = await outcome
    assert.notEqual(code, 0, output)
    const ofThese = output.split('\n').filter((line) => Object.keys(files).some((file) => line.includes(file)))
    assert.match(ofThese.join('\n'), violation.says)
  })
}
