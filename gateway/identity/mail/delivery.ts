/** Carries mail from the queue to the mail server, for as long as it takes. */
import { startListener } from '@quint/bus/listener.ts'
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { count, observe } from '@quint/telemetry/metrics.ts'
import { type MailQueue, mailChannel, type Waiting } from './queue.ts'
import type { MailServer, Verdict } from './smtp.ts'

export interface DeliveryOptions {
  readonly database: Pick<Database, 'listen'>
  readonly queue: MailQueue
  readonly server: MailServer
  readonly log: Log
  readonly pollMs?: number
  /** The first pause after the server was away; it doubles up to a minute. */
  readonly pauseMs?: number
}

const longestPauseMs = 60_000
/** The links in mails have expired by then. */
const mostSecondsOld = 2 * 86_400

/** Any number of gateways may run it at once. Disposal leaves what is not sent to the next. */
export function startDelivery(options: DeliveryOptions): AsyncDisposable {
  const stop = new AbortController()
  const { database, pollMs = 5000 } = options
  const listener = startListener({ database, channel: mailChannel, signal: stop.signal, pollMs })
  const running = run(options, { signal: stop.signal, next: () => listener.next() })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
      await listener[Symbol.asyncDispose]()
    },
  }
}

interface Loop {
  readonly signal: AbortSignal
  readonly next: () => Promise<void>
}

async function run(options: DeliveryOptions, { signal, next }: Loop): Promise<void> {
  const { log, pauseMs = 1000 } = options
  let failures = 0
  while (!signal.aborted) {
    const outcome = await carry(options, signal).catch((error: unknown) => {
      if (!signal.aborted) log.error('mail waits: the queue cannot be read', error)
      return 'away' as const
    })
    if (outcome === 'more') continue
    failures = outcome === 'away' ? failures + 1 : 0
    if (outcome === 'away') await sleep(Math.min(longestPauseMs, pauseMs * 2 ** Math.min(failures - 1, 10)), signal)
    else await next()
  }
}

/** One mail at a time: whatever ends a gateway, it has only that one in hand. */
async function carry({ queue, server, log }: DeliveryOptions, signal: AbortSignal): Promise<'more' | 'done' | 'away'> {
  const waiting = await queue.take()
  if (waiting === undefined) return 'done'
  const verdict = await server.deliver(waiting.mail, waiting.id, signal)
  await settle({ queue, log }, waiting, verdict)
  return verdict.kind === 'away' ? 'away' : 'more'
}

async function settle({ queue, log }: Pick<DeliveryOptions, 'queue' | 'log'>, { id, tries, secondsOld }: Waiting, verdict: Verdict): Promise<void> {
  if (verdict.kind === 'taken') {
    count('quint.mail.deliveries', { 'quint.mail.outcome': 'taken' })
    return queue.drop(id)
  }
  if (verdict.kind === 'refused' || secondsOld > mostSecondsOld) {
    count('quint.mail.deliveries', { 'quint.mail.outcome': 'refused' })
    log.error('a mail was given up: the mail server does not take it', verdict.error, { key: id, attempt: tries })
    return queue.drop(id)
  }
  count('quint.mail.deliveries', { 'quint.mail.outcome': verdict.kind })
  log.warn('a mail waits for the mail server', { key: id, attempt: tries, error: nameOf(verdict.error) })
  return queue.delay(id, verdict.kind === 'away' ? 1 : Math.min(900, 30 * 2 ** Math.min(tries - 1, 5)))
}

/** How many mails wait and for how long, asked for when somebody collects. */
export function observeMail(queue: MailQueue): Disposable {
  const owned = new DisposableStack()
  owned.use(observe('quint.mail.waiting', async (report) => report((await queue.depth()).waiting, {})))
  owned.use(observe('quint.mail.age', async (report) => report((await queue.depth()).oldestSeconds, {})))
  return owned
}

/** Never the words of the server: they repeat the address. */
function nameOf(error: unknown): string {
  const { code, name } = error as { readonly code?: string; readonly name?: string }
  return code ?? name ?? 'unknown'
}
