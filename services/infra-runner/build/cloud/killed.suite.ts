/** A keeper that is killed with Terraform in the middle of its work: the real provider on an independent cloud, in which nothing is left. */
import assert from 'node:assert/strict'
import { readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { startChild } from '@quint/runtime/child.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { askedFor } from './testing.ts'
import { houseOn, minutes, openCloud, skip, small, until } from './testing-aws.ts'

test('a keeper that is killed with Terraform while it makes is followed by another, and nothing is left', {
  skip,
  timeout: 20 * minutes,
}, async () => {
  await using cloud = await openCloud()
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  const file = path.join(house.folder, 'place.json')
  writeFileSync(file, JSON.stringify(house.place))
  const asked = await askedFor(house, small)
  const program = path.join(import.meta.dirname, 'testing-keeper.ts')
  {
    await using killed = startChild(process.execPath, ['--no-warnings', program, house.db.urls.url, file, '15'], { stdio: 'ignore' })
    await until(asked, 'planned')
    await asked.decide('approve')
    await eventually(async () => (await cloud.things()).length > before.length, 3 * minutes)
    killed.process.kill('SIGKILL')
    await killed.ended
  }
  // Nobody hears it any more: it ends before the lease of whoever began it does.
  await eventually(() => !isAnybodyIn(house.place.folder), 30_000)
  // As if its machine were gone, with every file on it.
  rmSync(house.place.folder, { recursive: true, force: true })
  await using _next = house.keep({ leaseSeconds: 30, againMs: 500 })
  await until(asked, 'destroyed')
  assert.deepEqual([await cloud.things(), (await asked.row()).reason], [before, 'Making it was interrupted: what there was of it is taken down.'])
})

function isAnybodyIn(folder: string): boolean {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false
    }
  })
}
