/** Pushes to browsers (RFC 8030, signed by VAPID, RFC 8292): only to the push services that are known, each push under a topic so that a repeat replaces it. */
import { type Agent, request } from 'node:https'
import type { Database } from '@quint/db/database.ts'
import webpush from 'web-push'
import { checkedText, invalid } from '../problems/checks.ts'
import { pushKeys, type Subscription } from './store.ts'

export interface Push {
  readonly subscription: Subscription
  /** At most 32 characters of base64url: a push that was not shown yet is replaced by the next one of its topic. */
  readonly topic: string
  readonly payload: string
}

export interface Sent {
  /** Gone: the browser takes no pushes any more; refused: this push will never be taken; failed: it may be later. */
  readonly outcome: 'sent' | 'gone' | 'refused' | 'failed'
  /** How long the push service asks to be left alone; 0 where it does not. */
  readonly retryAfterMs: number
}

/** One push; what fails is an outcome. */
export type SendPush = (push: Push) => Promise<Sent>

export interface Pusher {
  readonly hosts: readonly string[]
  publicKey(): Promise<string>
  readonly send: SendPush
}

export interface PusherOptions {
  readonly database: Database
  /** Whom a push service may write to. */
  readonly contact: string
  /** Hosts of push services; a leading dot stands for every host below. */
  readonly hosts: readonly string[]
  /** How push services are reached, where it is not over the open network. */
  readonly agent?: Agent
  readonly deadlineMs?: number
}

const usualDeadlineMs = 5000
const lifeSeconds = 3600

export function openPusher({ database, contact, hosts, agent, deadlineMs = usualDeadlineMs }: PusherOptions): Pusher {
  let keys: ReturnType<typeof load> | undefined
  const load = () => database.asService((tx) => pushKeys(tx, webpush.generateVAPIDKeys()))
  const keysOf = () => {
    keys ??= load().catch((error: unknown) => {
      keys = undefined
      throw error
    })
    return keys
  }
  return {
    hosts,
    publicKey: async () => (await keysOf()).publicKey,
    async send({ subscription: { endpoint, p256dh, auth }, topic, payload }) {
      if (!isPushService(endpoint, hosts)) return { outcome: 'gone', retryAfterMs: 0 }
      const { publicKey, privateKey } = await keysOf()
      const details = sealed(() =>
        webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
          vapidDetails: { subject: contact, publicKey, privateKey },
          topic,
          TTL: lifeSeconds,
          urgency: 'high',
        }),
      )
      if (details === undefined) return { outcome: 'refused', retryAfterMs: 0 }
      try {
        return await post(details, { agent, signal: AbortSignal.timeout(deadlineMs) })
      } catch {
        return { outcome: 'failed', retryAfterMs: 0 }
      }
    },
  }
}

/** Undefined for a browser's key that is none. */
function sealed(seal: () => webpush.RequestDetails): webpush.RequestDetails | undefined {
  try {
    return seal()
  } catch {
    return undefined
  }
}

interface Way {
  readonly agent: Agent | undefined
  readonly signal: AbortSignal
}

/** What the answer says beside its head is not read, and nobody is followed elsewhere. */
function post({ endpoint, method, headers, body }: webpush.RequestDetails, { agent, signal }: Way): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const asked = request(endpoint, { method, headers, signal, ...(agent === undefined ? {} : { agent }) }, (response) => {
      resolve({ outcome: outcomeOf(response.statusCode ?? 0), retryAfterMs: retryAfterMs(response.headers['retry-after']) })
      response.destroy()
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

/** 403: the subscription was made for another key, and will never be ours. */
function outcomeOf(status: number): Sent['outcome'] {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410 || status === 403) return 'gone'
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'failed' : 'refused'
}

/** Seconds, or a date. */
function retryAfterMs(said: string | undefined): number {
  if (said === undefined) return 0
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

/** @throws Failure('invalid') for an address that is not of a push service: this mesh calls no other. */
export function checkedSubscription({ endpoint, p256dh, auth }: Subscription, hosts: readonly string[]): Subscription {
  if (!isPushService(checkedText(endpoint, 'endpoint', 1000), hosts)) throw invalid('endpoint', 'is not the address of a push service')
  if (!/^[\w-]{80,100}=?$/.test(p256dh)) throw invalid('p256dh', 'is not a key of a browser')
  if (!/^[\w-]{16,32}={0,2}$/.test(auth)) throw invalid('auth', 'is not a secret of a browser')
  return { endpoint, p256dh, auth }
}

function isPushService(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username } = new URL(endpoint)
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host))
  )
}
