/** The command as a team would run it: on images of real folders, with its exit code. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { run } from '../gate/command.ts'
import { buildImage } from './buf.ts'

const root = path.join(import.meta.dirname, '..')

/** Runs the command against proto/ with one replacement. */
async function impactWith(file: string, [from, to]: readonly [string, string]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-impact-'))
  try {
    await cp(path.join(root, 'proto'), path.join(folder, 'proto'), { recursive: true })
    await cp(path.join(root, 'buf.yaml'), path.join(folder, 'buf.yaml'))
    const place = path.join(folder, 'proto', file)
    const text = await readFile(place, 'utf8')
    assert.ok(text.includes(from))
    await writeFile(place, text.replace(from, to))
    await using image = await buildImage(folder)
    return await run([process.execPath, '--no-warnings', path.join(import.meta.dirname, 'impact.ts'), '--after', image.file])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('the contracts here may be released', async () => {
  const { code, output } = await run([process.execPath, '--no-warnings', path.join(import.meta.dirname, 'impact.ts')])
  assert.equal(code, 0, output)
})

test('a field that somebody reads cannot go, and whom it would hurt is named', async () => {
  const { code, output } = await impactWith('quint/sessions/v1/events.proto', [
    'int32 prompts_completed = 3;',
    'reserved 3;\n  reserved "prompts_completed";',
  ])
  assert.equal(code, 1)
  assert.match(output, /breaking +sessions\.session\.abandoned promptsCompleted is gone \(hurts learning-analytics\)/)
})

test('an enum gains a name only when that was announced', async () => {
  const { code, output } = await impactWith('quint/coach/v1/coach.proto', [
    'ELEMENT_QUINTESSENCE = 5;',
    'ELEMENT_QUINTESSENCE = 5;\n  ELEMENT_VOID = 6;',
  ])
  assert.equal(code, 1)
  assert.match(output, /write "value-added hints\.hint\.given ELEMENT_VOID" in catalogue\/notices\.ts/)
})

test('a new field hurts nobody', async () => {
  const { code, output } = await impactWith('quint/identity/v1/events.proto', [
    'message UserRegistered {',
    'message UserRegistered {\n  // New.\n  bool invited = 2;',
  ])
  assert.equal(code, 0, output)
  assert.match(output, /free +identity\.user\.registered has invited/)
})
