/** The promises of the port, held by both: a folder, and a server that speaks S3. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { openStorage } from './open.ts'
import type { Storage } from './storage.ts'

const bytes = Buffer.from('0123456789')

async function holds(storage: Storage): Promise<void> {
  await storage.put('videos/a/1/film.mp4', bytes, 'video/mp4')
  await storage.put('videos/b/1/film.mp4', bytes, 'video/mp4')
  assert.equal(String(await buffer(await storage.open('videos/a/1/film.mp4', { start: 2, end: 4 }))), '234')
  await storage.remove('videos/a')
  await storage.remove('videos/a')
  await assert.rejects(
    async () => buffer(await storage.open('videos/a/1/film.mp4', { start: 0, end: 1 })),
    (error) => error instanceof Failure && error.code === 'not_found',
  )
  assert.equal(String(await buffer(await storage.open('videos/b/1/film.mp4', { start: 0, end: 9 }))), '0123456789')
  for (const key of ['../secret', '/etc/passwd', 'a/../../b', '', 'a//b', '.hidden']) await assert.rejects(async () => storage.remove(key), key)
}

test('a folder keeps files whole, and nothing of what was removed', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-storage-'))
  try {
    await holds(openStorage({ url: folder, keyId: '', secret: '' }))
    assert.deepEqual(await readdir(path.join(folder, 'videos')), ['b'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a bucket keeps them as well, by signed requests', async () => {
  const kept = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
    const key = pathname.slice('/films/'.length)
    if (!/^AWS4-HMAC-SHA256 Credential=me\//.test(request.headers.authorization ?? '')) return response.writeHead(403).end()
    if (request.method === 'PUT') kept.set(key, await buffer(request))
    if (request.method === 'DELETE') kept.delete(key)
    if (request.method !== 'GET') return response.writeHead(200).end()
    if (searchParams.has('prefix')) {
      const keys = [...kept.keys()].filter((each) => each.startsWith(searchParams.get('prefix') ?? ''))
      return response.end(`<ListBucketResult>${keys.map((each) => `<Contents><Key>${each}</Key></Contents>`).join('')}</ListBucketResult>`)
    }
    const [start = 0, end = 0] = (request.headers.range ?? '').replace('bytes=', '').split('-').map(Number)
    const found = kept.get(key)
    return found === undefined ? response.writeHead(404).end() : response.writeHead(206).end(found.subarray(start, end + 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await holds(openStorage({ url: `s3://films/quint?endpoint=${endpoint}`, keyId: 'me', secret: 'word' }))
    assert.deepEqual([...kept.keys()], ['quint/videos/b/1/film.mp4'])
  } finally {
    server.close()
  }
})
