/** Sockets as an operator sees them: how many are open, what comes in, why they end. */
import { count, shift } from '@quint/telemetry/metrics.ts'
import type { Closing } from './closing.ts'

/** What a socket can be refused with. */
export type RefusalStatus = 401 | 403 | 426 | 429 | 500 | 503

export function countOpened(): void {
  shift('quint.socket.connections', 1, {})
}

export function countClosed(why: Closing | 'gone'): void {
  shift('quint.socket.connections', -1, {})
  count('quint.socket.closings', { 'quint.socket.reason': why })
}

export function countMessage(): void {
  count('quint.socket.messages', {})
}

export function countRefused(status: RefusalStatus): void {
  count('quint.socket.refusals', { 'quint.socket.status': `${status}` })
}
