import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { folderStorage } from '@quint/storage/folder.ts'
import { keepHouse } from './housekeeping.ts'
import { migrations } from './migrate.ts'

const now = new Date('2026-03-02T12:00:00Z')
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)
const never = new AbortController().signal

test('what a killed process left unfinished is removed, what is under way stays, and clips that were used last are kept', async () => {
  await using db = await testDatabase('content', migrations)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-house-'))
  const [clips, out] = [path.join(folder, 'clips'), path.join(folder, 'out')]
  const add = async (file: string, bytes: number, at: Date): Promise<void> => {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, Buffer.alloc(bytes))
    await utimes(file, at, at)
  }
  try {
    await add(path.join(clips, 'old.mp4'), 600, hoursAgo(3))
    await add(path.join(clips, 'new.mp4'), 600, hoursAgo(1))
    await add(path.join(clips, 'killed.mp4.77.part'), 1, hoursAgo(7))
    await add(path.join(clips, 'begun.mp4.78.part'), 1, hoursAgo(0.1))
    await add(path.join(out, 'a.1.77.part', 'video.mp4'), 1, hoursAgo(7))
    await utimes(path.join(out, 'a.1.77.part'), hoursAgo(7), hoursAgo(7))
    await add(path.join(out, 'b.1', 'video.mp4'), 1, hoursAgo(0.1))
    await utimes(path.join(out, 'b.1'), hoursAgo(0.1), hoursAgo(0.1))
    await keepHouse({ database: db.database, storage: folderStorage(folder), clips, mostClipBytes: 1000, out, now: () => now }, never)
    assert.deepEqual((await readdir(clips)).sort(), ['begun.mp4.78.part', 'new.mp4'])
    assert.deepEqual(await readdir(out), ['b.1'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a house in which nothing was ever made is in order', async () => {
  await using db = await testDatabase('content', migrations)
  const nowhere = path.join(os.tmpdir(), 'quint-house-that-is-not-there')
  const deps = { database: db.database, storage: folderStorage(nowhere), clips: path.join(nowhere, 'clips'), mostClipBytes: 0 }
  assert.equal(await keepHouse({ ...deps, out: path.join(nowhere, 'out'), now: () => now }, never), 'done')
})
