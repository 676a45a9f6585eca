/** The mesh's certificates from a folder: both ends of a call prove themselves, and files that change are taken up without a restart. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, watch } from 'node:fs'
import path from 'node:path'
import { type ChannelCredentials, experimental, type ServerCredentials } from '@grpc/grpc-js'
import type { Log } from '@quint/runtime/log.ts'

export interface Tls extends Disposable {
  readonly server: ServerCredentials | undefined
  readonly client: ChannelCredentials | undefined
}

export interface TlsOptions {
  /** Holds tls.crt, tls.key and ca.crt; empty: no TLS. */
  readonly folder: string
  readonly log: Log
  readonly pollMs?: number
}

interface Material {
  readonly certificate: Buffer
  readonly privateKey: Buffer
  readonly caCertificate: Buffer
}

type Provider = experimental.CertificateProvider

export function openTls(options: TlsOptions): Tls {
  if (options.folder === '') return { server: undefined, client: undefined, [Symbol.dispose]: () => undefined }
  let current = read(options.folder)
  const listeners = new Set<() => void>()
  const look = (): void => {
    try {
      const found = read(options.folder)
      if (same(found, current)) return
      current = found
      for (const listener of listeners) listener()
      options.log.info('certificates were taken up', { validTo: new X509Certificate(found.certificate).validToDate.getTime() })
    } catch (error) {
      // A rotation half done, or done wrong: what is in use stays in use until the files fit together.
      options.log.error('certificates could not be taken up', error)
    }
  }
  const provider = providerOf(() => current, listeners)
  // Mounted secrets change by renaming a link in this folder; polling finds what a watch misses.
  const watching = watch(options.folder, { persistent: false }, look)
  watching.on('error', () => undefined)
  const polling = setInterval(look, options.pollMs ?? 30_000)
  polling.unref()
  return {
    server: experimental.createCertificateProviderServerCredentials(provider, provider, true),
    client: experimental.createCertificateProviderChannelCredentials(provider, provider),
    [Symbol.dispose]() {
      watching.close()
      clearInterval(polling)
    },
  }
}

/** Throws unless the three files fit together. */
function read(folder: string): Material {
  const [certificate, privateKey, caCertificate] = ['tls.crt', 'tls.key', 'ca.crt'].map((name) => readFileSync(path.join(folder, name)))
  if (certificate === undefined || privateKey === undefined || caCertificate === undefined) throw new Error('a file is missing')
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))) throw new Error('tls.key is not the key of tls.crt')
  // Throws when it holds no certificate.
  new X509Certificate(caCertificate)
  return { certificate, privateKey, caCertificate }
}

function same(a: Material, b: Material): boolean {
  return a.certificate.equals(b.certificate) && a.privateKey.equals(b.privateKey) && a.caCertificate.equals(b.caCertificate)
}

/** The shape in which grpc-js takes certificates that change. */
function providerOf(current: () => Material, listeners: Set<() => void>): Provider {
  const known = new Map<object, () => void>()
  const add = (listener: (update: Material) => void): void => {
    const tell = (): void => listener(current())
    known.set(listener, tell)
    listeners.add(tell)
    process.nextTick(() => {
      if (listeners.has(tell)) tell()
    })
  }
  const remove = (listener: object): void => {
    const tell = known.get(listener)
    if (tell !== undefined) listeners.delete(tell)
    known.delete(listener)
  }
  return {
    addCaCertificateListener: add,
    removeCaCertificateListener: remove,
    addIdentityCertificateListener: add,
    removeIdentityCertificateListener: remove,
  }
}
