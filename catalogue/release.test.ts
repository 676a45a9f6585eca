/** What a release writes, and when it is refused. */
import assert from 'node:assert/strict'
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { run } from '../gate/command.ts'
import { buildImage } from './buf.ts'
import { register } from './events.ts'

const root = path.join(import.meta.dirname, '..')
const events = 'proto/quint/sessions/v1/events.proto'

/** Releases what is here over an earlier release, which differed by one replacement in an events.proto. */
async function releaseOver([from, to]: readonly [string, string]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-release-'))
  try {
    await cp(path.join(root, 'proto'), path.join(folder, 'proto'), { recursive: true })
    await cp(path.join(root, 'buf.yaml'), path.join(folder, 'buf.yaml'))
    const text = await readFile(path.join(folder, events), 'utf8')
    assert.ok(text.includes(from))
    await writeFile(path.join(folder, events), text.replace(from, to))
    const files = { image: path.join(folder, 'released.binpb'), register: path.join(folder, 'released.json') }
    await using earlier = await buildImage(folder)
    await copyFile(earlier.file, files.image)
    await copyFile(path.join(import.meta.dirname, 'released.json'), files.register)
    const release = path.join(import.meta.dirname, 'release.ts')
    const outcome = await run([process.execPath, '--no-warnings', release, '--image', files.image, '--register', files.register])
    await using now = await buildImage(root)
    const [image, before, here] = await Promise.all([readFile(files.image), readFile(earlier.file), readFile(now.file)])
    return {
      ...outcome,
      kept: image.equals(before),
      frozen: image.equals(here),
      register: JSON.parse(await readFile(files.register, 'utf8')) as unknown,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('a release freezes the contracts and the register as they are', async () => {
  const released = await releaseOver(['  // The answer replaced an earlier one.\n  bool replaced = 7;\n', ''])
  assert.equal(released.code, 0, released.output)
  assert.match(released.output, /free +sessions\.session\.answered has replaced/)
  assert.ok(released.frozen)
  assert.deepEqual(released.register, register)
})

test('a release that would hurt somebody is refused, and changes nothing', async () => {
  const refused = await releaseOver(['int32 prompts_completed = 3', 'int32 prompts_answered = 3'])
  assert.equal(refused.code, 1)
  assert.match(refused.output, /breaking .*prompts_answered/)
  assert.ok(refused.kept)
})
