/** Makes the contracts here the released ones, which later changes are compared with; refuses when that would hurt somebody. */
import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildImage } from './buf.ts'
import { consumersFolder } from './consumers.ts'
import { register } from './events.ts'
import { compareFiles, mayPass, report } from './impact.ts'
import { notices } from './notices.ts'

const root = path.join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    image: { type: 'string', default: path.join(root, 'proto', 'released.binpb') },
    register: { type: 'string', default: path.join(import.meta.dirname, 'released.json') },
  },
})

await using built = await buildImage(root)
const impact = await compareFiles({ before: values.image, after: built.file, register: values.register, consumers: consumersFolder })
console.log(report(impact, notices) || 'nothing has changed')
if (mayPass(impact, notices)) {
  await copyFile(built.file, values.image)
  await writeFile(values.register, `${JSON.stringify(register, null, 2)}\n`)
  console.log('released')
} else {
  console.error('not released')
  process.exitCode = 1
}
