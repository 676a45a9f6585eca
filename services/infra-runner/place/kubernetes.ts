/** Grounds in a cluster: a namespace each, with a pod for each seat. What is begun is removed when it fails; a namespace says itself when it is over. */
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '@quint/runtime/failure.ts'
import { type ApiObject, type ApiServer, Refused } from './api-server.ts'
import { sealedUntil } from './certificate.ts'
import { holdSeats } from './held-seats.ts'
import { agentPort, expiresLabel, type Furnishing, type GroundObjects, holderLabel, type Manifest, objectsOf, part, partLabel } from './objects.ts'
import type { Ground, Place, Wanted } from './place.ts'
import { podsReady } from './pods-ready.ts'

export interface KubernetesOptions extends Furnishing {
  readonly api: ApiServer
  /** Namespaces that begin with it are ours. */
  readonly prefix: string
  /** Until all seats are there, ms. */
  readonly openMs?: number
  /** Until a namespace is gone, ms. */
  readonly removeMs?: number
  /** Until one without any pod is taken for abandoned, ms. */
  readonly emptyMs?: number
}

const openMs = 120_000
const removeMs = 120_000
const emptyMs = 300_000
/** What takes longer to go than that is on its way, and nobody waits for it. */
const sweepMs = 15_000
const namePattern = /^[a-z][a-z0-9]{0,45}$/
const selector = `labelSelector=${encodeURIComponent(`${partLabel}=${part}`)}`

export function kubernetesPlace(options: KubernetesOptions): Place {
  const { api } = options
  return {
    kind: 'kubernetes',
    open: (wanted) => open(wanted, options),
    remove: async (namespace) => await remove(named(namespace, options), options),
    async sweep(now, stayed = () => undefined) {
      const over: string[] = []
      for (const { name, labels, created, isEnding } of await ours(options))
        if (!isEnding && (Number(labels[expiresLabel]) * 1000 <= now || (await isAbandoned(name, { created, now }, options)))) over.push(name)
      // One that does not go is not the others' business; it is met again by the next sweep.
      const ended = await Promise.allSettled(
        over.map((name) => remove(name, { ...options, removeMs: Math.min(options.removeMs ?? removeMs, sweepMs) })),
      )
      for (const one of ended) if (one.status === 'rejected') stayed(one.reason)
      return over.filter((_, at) => ended[at]?.status === 'fulfilled').map((name) => name.slice(options.prefix.length))
    },
    async left() {
      const all = await ours(options)
      const pods = await api.call('GET', `/api/v1/pods?${selector}`)
      const running = (pods.items ?? []).flatMap(({ metadata }) => {
        const { namespace = '', name = '' } = (metadata ?? {}) as { readonly namespace?: string; readonly name?: string }
        return namespace.startsWith(options.prefix) ? [`${namespace.slice(options.prefix.length)} ${name}`] : []
      })
      return [...all.map(({ name }) => name.slice(options.prefix.length)), ...running]
    },
  }
}

function named(namespace: string, { prefix }: KubernetesOptions): string {
  if (!namePattern.test(namespace)) throw new Failure('invalid', 'A namespace has small letters and digits.')
  return prefix + namespace
}

interface Ours {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly created: number
  /** On its way out already. */
  readonly isEnding: boolean
}

async function ours({ api, prefix }: KubernetesOptions): Promise<readonly Ours[]> {
  const { items = [] } = await api.call('GET', `/api/v1/namespaces?${selector}`)
  return items.flatMap(({ metadata: { name = '', labels = {}, creationTimestamp = '', deletionTimestamp } = {} }) =>
    name.startsWith(prefix) ? [{ name, labels, created: Date.parse(creationTimestamp) || 0, isEnding: deletionTimestamp !== undefined }] : [],
  )
}

/** Agents end when their runner is gone: a namespace in which all have ended has nobody, and one where none ever was is half made. */
async function isAbandoned(name: string, at: { readonly created: number; readonly now: number }, options: KubernetesOptions): Promise<boolean> {
  const { items = [] } = await options.api.call('GET', `/api/v1/namespaces/${name}/pods`)
  if (items.length === 0) return at.now - at.created > (options.emptyMs ?? emptyMs)
  return items.every(({ status }) => ['Succeeded', 'Failed'].includes((status as { readonly phase?: string } | undefined)?.phase ?? ''))
}

async function open(wanted: Wanted, options: KubernetesOptions): Promise<Ground> {
  const { namespace, seats, expiresAt, signal } = wanted
  const deadline = AbortSignal.timeout(options.openMs ?? openMs)
  const given = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  const name = named(namespace, options)
  const sealed = await sealedUntil(expiresAt)
  const secret = { ...sealed, token: randomBytes(24).toString('base64url') }
  const holder = randomBytes(12).toString('hex')
  const seconds = Math.max(1, Math.ceil((expiresAt - Date.now()) / 1000))
  // The longest that Kubernetes takes.
  const grounding = { namespace: name, holder, seats, secret, expires: String(Math.ceil(expiresAt / 1000)), seconds: Math.min(seconds, 2 ** 31 - 1) }
  const objects = objectsOf(grounding, options)
  await using owned = new AsyncDisposableStack()
  try {
    signal?.throwIfAborted()
    await makeNamespace(objects.namespace, { holder, signal: given }, options)
    owned.defer(() => remove(name, options))
    const addresses = await furnish(name, objects, { options, signal: given })
    const at = { ...secret, holder, withinMs: options.openMs ?? openMs, signal: given }
    const held = owned.use(await holdSeats(seats, callable(addresses), at))
    const rest = owned.move()
    return { namespace, seats: held.seats, [Symbol.asyncDispose]: () => rest.disposeAsync() }
  } catch (error) {
    signal?.throwIfAborted()
    throw failureOf(error, deadline)
  }
}

/** host:port. */
function callable(hosts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(Array.from(hosts, ([seat, host]) => [seat, `${host.includes(':') ? `[${host}]` : host}:${agentPort}`]))
}

/** An answer that was lost may stand for a namespace that was made: whose it is, it says itself. */
async function makeNamespace(
  body: Manifest,
  { holder, signal }: { readonly holder: string; readonly signal: AbortSignal },
  options: KubernetesOptions,
): Promise<void> {
  try {
    await options.api.call('POST', '/api/v1/namespaces', { body, signal })
  } catch (error) {
    if (!(error instanceof Refused)) {
      const found = await options.api.call('GET', `/api/v1/namespaces/${body.metadata.name}`).catch(() => undefined)
      if (found?.metadata?.labels?.[holderLabel] === holder) await remove(body.metadata.name, options).catch(() => undefined)
    }
    throw error
  }
}

const pathOf: Readonly<Record<string, (namespace: string) => string>> = {
  ServiceAccount: (namespace) => `/api/v1/namespaces/${namespace}/serviceaccounts`,
  ResourceQuota: (namespace) => `/api/v1/namespaces/${namespace}/resourcequotas`,
  LimitRange: (namespace) => `/api/v1/namespaces/${namespace}/limitranges`,
  Secret: (namespace) => `/api/v1/namespaces/${namespace}/secrets`,
  NetworkPolicy: (namespace) => `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`,
  Pod: (namespace) => `/api/v1/namespaces/${namespace}/pods`,
}

interface Within {
  readonly options: KubernetesOptions
  readonly signal: AbortSignal
}

/** @returns the address of each pod, by seat. */
async function furnish(name: string, { fences, pods }: GroundObjects, { options, signal }: Within): Promise<ReadonlyMap<string, string>> {
  const make = (body: Manifest): Promise<ApiObject> => made(pathOf[body.kind]?.(name) ?? '', body, { options, signal })
  // The quota and the fences first: nothing runs outside of them.
  await Promise.all(fences.map(make))
  await Promise.all(pods.map(make))
  return await podsReady(`/api/v1/namespaces/${name}/pods`, new Set(pods.map(({ metadata }) => metadata.name)), { api: options.api, signal })
}

/** What a new namespace is still missing, which the cluster makes or learns of a moment later. */
const notYet = /status unknown for quota|error looking up service account|serviceaccount .* not found/i
const notYetMs = 200

async function made(path: string, body: Manifest, { options, signal }: Within): Promise<ApiObject> {
  for (;;) {
    try {
      return await options.api.call('POST', path, { body, signal })
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 403 || !notYet.test(error.message)) throw error
      await pause(notYetMs, undefined, { signal })
    }
  }
}

const restMs = 250

async function remove(name: string, { api, removeMs: within = removeMs }: KubernetesOptions): Promise<void> {
  const deadline = performance.now() + within
  const path = `/api/v1/namespaces/${name}`
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' }
  // One that is on its way out already says that it is in conflict; it is waited for.
  for (let there = await isThere(() => api.call('DELETE', path, { body })); there; there = await isThere(() => api.call('GET', path))) {
    if (performance.now() > deadline) throw new Failure('deadline', 'The cluster does not remove a namespace in time.')
    await pause(restMs)
  }
}

async function isThere(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.status === 404) return false
    if (error.status === 409) return true
    throw failureOf(error)
  }
}

/** In words that anybody may read; the cluster's own are the cause. */
function failureOf(error: unknown, deadline?: AbortSignal): unknown {
  if (error instanceof Failure) return error
  if (deadline?.aborted === true) return new Failure('deadline', 'The cluster did not make the seats in time.', { cause: error })
  if (!(error instanceof Refused)) return error
  if (error.status === 409) return new Failure('conflict', 'This is there already.', { cause: error })
  if (error.status === 403 && /exceeded quota/.test(error.message))
    return new Failure('exhausted', 'The cluster has no room for it.', { cause: error })
  if (error.status === 401 || error.status === 403)
    return new Failure('unavailable', 'The cluster does not let the runner do this.', { cause: error })
  return new Failure('unavailable', 'The cluster refused it.', { cause: error })
}
