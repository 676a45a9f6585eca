/** Files behind what speaks S3. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Failure } from '@quint/runtime/failure.ts'
import { AwsClient } from 'aws4fetch'
import { checkedKey, type Storage } from './storage.ts'

export interface Bucket {
  readonly bucket: string
  readonly prefix: string
  readonly region: string
  readonly endpoint: string
  readonly keyId: string
  readonly secret: string
}

const deadlineMs = 60_000

export function s3Storage({ bucket, prefix, region, endpoint, keyId, secret }: Bucket): Storage {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 2 })
  const root = `${endpoint.replace(/\/$/, '')}/${bucket}`
  const under = (key: string): string => (prefix === '' ? checkedKey(key) : `${prefix}/${checkedKey(key)}`)
  const ask = async (address: string, init: RequestInit, signal?: AbortSignal): Promise<Response> => {
    const either = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal === undefined ? [] : [signal])])
    const response = await client.fetch(address, { ...init, signal: either }).catch((error: unknown) => {
      signal?.throwIfAborted()
      throw new Failure('unavailable', 'The storage cannot be reached.', { cause: error })
    })
    if (response.ok) return response
    await response.body?.cancel()
    if (response.status === 404) throw new Failure('not_found', 'This file is not there any more.')
    throw new Failure('unavailable', 'The storage did not do as it was asked.')
  }
  return {
    async put(key, bytes, contentType, signal) {
      const headers = { 'content-type': contentType, 'content-length': String(bytes.length) }
      await ask(`${root}/${under(key)}`, { method: 'PUT', body: Buffer.from(bytes), headers }, signal)
    },
    async open(key, { start, end }, signal) {
      const { body } = await ask(`${root}/${under(key)}`, { headers: { range: `bytes=${start}-${end}` } }, signal)
      if (body === null) throw new Failure('unavailable', 'The storage sent nothing.')
      return Readable.fromWeb(body as ReadableStream<Uint8Array>)
    },
    async remove(key, signal) {
      // A page at a time, until nothing is left.
      for (;;) {
        const listed = await (await ask(`${root}?list-type=2&prefix=${encodeURIComponent(under(key))}`, {}, signal)).text()
        const keys = [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, found = '']) => found)
        if (keys.length === 0) return
        for (const found of keys) await ask(`${root}/${found}`, { method: 'DELETE' }, signal)
      }
    },
  }
}
