/** The gate has been seen to fail: each deliberate violation, planted in a copy of the house, is refused by the tool that guards its rule. */
import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { run } from './command.ts'
import { type Violation, violations } from './violations.ts'

const root = path.join(import.meta.dirname, '..')
const commands: Readonly<Record<Violation['tool'], readonly string[]>> = {
  biome: ['biome', 'lint', '--max-diagnostics=200'],
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

async function planted(violation: Violation, work: () => Promise<void>): Promise<void> {
  const undo: (() => Promise<void>)[] = []
  for (const [file, source] of Object.entries(violation.files)) {
    const place = path.join(house, file)
    const before = await readFile(place, 'utf8').catch(() => undefined)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, source)
    undo.push(() => (before === undefined ? rm(place) : writeFile(place, before)))
  }
  try {
    await work()
  } finally {
    for (const step of undo) await step()
  }
}

for (const violation of violations) {
  test(`${violation.tool} refuses ${violation.rule}`, async () => {
    await planted(violation, async () => {
      const files = violation.tool === 'biome' ? Object.keys(violation.files) : []
      const { code, output } = await run([...commands[violation.tool], ...files], { cwd: house })
      assert.notEqual(code, 0, output)
      assert.match(output, violation.says)
    })
  })
}
