/** What an API server keeps: objects with their versions, and what happened to them, as far back as nobody has forgotten it. */

export interface Stored {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
  readonly spec?: unknown
  readonly status?: Readonly<Record<string, unknown>>
  readonly [part: string]: unknown
}

export interface Metadata {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly resourceVersion?: string
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
}

export interface Happened {
  readonly version: number
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly resource: string
  readonly object: Stored
}

export interface Where {
  readonly resource: string
  /** Undefined: of all namespaces. */
  readonly namespace?: string | undefined
}

export interface Store {
  readonly version: () => number
  /** Versions before it are not known any more. */
  readonly oldest: () => number
  get(where: Where, name: string): Stored | undefined
  list(where: Where): readonly Stored[]
  put(resource: string, object: Stored): Stored
  remove(where: Where, name: string): void
  /** Forgets what happened until now. */
  compact(): void
  since(version: number): readonly Happened[]
  onChange(listener: (happened: Happened) => void): () => void
}

export function openStore(): Store {
  const objects = new Map<string, Stored>()
  const listeners = new Set<(happened: Happened) => void>()
  let log: Happened[] = []
  let version = 100
  let oldest = 0
  const key = ({ resource, namespace = '' }: Where, name: string): string => `${resource}/${namespace}/${name}`
  const happen = (type: Happened['type'], resource: string, object: Stored): Stored => {
    version += 1
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
    const happened = { version, type, resource, object: stored }
    log.push(happened)
    for (const listener of listeners) listener(happened)
    return stored
  }
  return {
    version: () => version,
    oldest: () => oldest,
    get: (where, name) => objects.get(key(where, name)),
    list: ({ resource, namespace }) => {
      const start = namespace === undefined ? `${resource}/` : `${resource}/${namespace}/`
      return [...objects].filter(([known]) => known.startsWith(start)).map(([, object]) => object)
    },
    put(resource, object) {
      const at = key({ resource, namespace: object.metadata.namespace }, object.metadata.name)
      const stored = happen(objects.has(at) ? 'MODIFIED' : 'ADDED', resource, object)
      objects.set(at, stored)
      return stored
    },
    remove(where, name) {
      const at = key(where, name)
      const object = objects.get(at)
      objects.delete(at)
      if (object !== undefined) happen('DELETED', where.resource, object)
    },
    compact() {
      log = []
      oldest = version
    },
    since: (from) => log.filter((happened) => happened.version > from),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
