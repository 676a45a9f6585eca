/** A process of a deployment at a seat, in the hands of the provisioner like one of this machine: its agent passes on what is told and said. */
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Line } from '../../place/place.ts'
import type { Order, Reply } from './setup.ts'
import type { Signal, Started } from './started.ts'
import { openTalk } from './started.ts'

const processTask = 'design-process'

export type ProcessTold = { readonly kind: 'order'; readonly order: Order } | { readonly kind: 'signal'; readonly signal: Signal }

export interface ProcessSaid {
  readonly reply: Reply
}

/** Where processes of the same seat keep what outlives them, as the seat sees it. */
export const seatFolder = (): string => path.join(tmpdir(), 'quint-design')

interface Beginning {
  begin<Told, Said>(task: string, hear: (said: Said) => void): Line<Told>
}

export function startAtSeat(seat: Beginning): Started {
  const line = seat.begin<ProcessTold, ProcessSaid>(processTask, ({ reply }) => talk.heard(reply))
  const ended = line.over.then(() => undefined)
  const talk = openTalk((order) => line.tell({ kind: 'order', order }), ended)
  return { pid: 0, ended, tell: talk.tell, kill: (signal) => line.tell({ kind: 'signal', signal }) }
}
