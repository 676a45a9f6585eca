/** The storage that an address stands for. */
import path from 'node:path'
import { folderStorage } from './folder.ts'
import { s3Storage } from './s3.ts'
import type { Storage } from './storage.ts'

export interface StorageSettings {
  /** A folder, or s3://bucket/prefix?endpoint=…&region=… */
  readonly url: string
  readonly keyId: string
  readonly secret: string
}

export function openStorage({ url, keyId, secret }: StorageSettings): Storage {
  if (!url.startsWith('s3://')) return folderStorage(path.resolve(url))
  const { hostname: bucket, pathname, searchParams } = new URL(url)
  const region = searchParams.get('region') ?? 'us-east-1'
  const endpoint = searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`
  return s3Storage({ bucket, prefix: pathname.replace(/^\/|\/$/g, ''), region, endpoint, keyId, secret })
}
