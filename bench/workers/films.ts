/** One large file, sent in the parts that are asked for: by the whole gateway out of its storage, or by plain node:http. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { testGateway } from '@quint/gateway/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { folderStorage } from '../../packages/storage/folder.ts'
import { register } from '../learner.ts'
import { answer } from '../worker.ts'

export type FilmTasks = typeof tasks

export interface FilmAt {
  readonly url: string
  readonly token: string
}

const owned = new AsyncDisposableStack()
const chunkBytes = 256 * 1024

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-films-'))
  owned.defer(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const tasks = {
  async gateway(bytes: number): Promise<FilmAt> {
    const [id, storage] = [uuidv7(), folder()]
    const key = `videos/${id}/1/video.mp4`
    await folderStorage(storage).put(key, Buffer.alloc(bytes, 7), 'video/mp4')
    const gateway = owned.use(
      await testGateway({
        content: { getMedia: async () => ({ key, bytes, etag: 'abc', contentType: 'video/mp4' }) },
        environment: { CONTENT_STORAGE_URL: storage },
      }),
    )
    const { token } = await register(gateway.url, 1)
    return { url: `${gateway.url}/api/videos/${id}/stream?v=1`, token }
  },
  /** Ranges without their checks, from an address that never changes. */
  async bare(bytes: number): Promise<FilmAt> {
    const file = path.join(folder(), 'film')
    await writeFile(file, Buffer.alloc(bytes, 7))
    const server = createServer((request, response) => {
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
      response.writeHead(206, {
        'content-type': 'video/mp4',
        'content-length': bytes - start,
        'content-range': `bytes ${start}-${bytes - 1}/${bytes}`,
      })
      createReadStream(file, { start, highWaterMark: chunkBytes }).pipe(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    owned.defer(() => void server.close())
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/film`, token: '' }
  },
}

answer(tasks, owned)
