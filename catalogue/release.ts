/** Makes the contracts here the released ones, which later changes are compared with; refuses when that would hurt somebody. */
import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildImage } from './buf.ts'
import { consumersFolder } from './consumers.ts'
import { register } from './events.ts'
import { compareFiles, mayPass } from './impact.ts'
import { notices } from './notices.ts'

const before = path.join(import.meta.dirname, '..', 'proto', 'released.binpb')
const released = path.join(import.meta.dirname, 'released.json')

await using image = await buildImage(path.join(import.meta.dirname, '..'))
const impact = await compareFiles({ before, after: image.file, register: released, consumers: consumersFolder })
if (mayPass(impact, notices)) {
  await copyFile(image.file, before)
  await writeFile(released, `${JSON.stringify(register, null, 2)}\n`)
  console.log('released')
} else {
  console.error('not released: run "npm run impact"')
  process.exitCode = 1
}
