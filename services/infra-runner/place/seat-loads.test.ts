/** What is measured on a seat that was full says nothing of the design: agents tell how busy they are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { fullOf, type SeatLoad, seatLoad } from '../agent/seat-load.ts'
import type { Line, Seat } from './place.ts'
import { followLoads } from './seat-loads.ts'

test('the time of a control group counts by what it may use', () => {
  const files: Readonly<Record<string, string>> = { 'cpu.stat': 'usage_usec 3000000\nuser_usec 1\n', 'cpu.max': '150000 100000\n' }
  assert.equal(
    fullOf((file) => files[file]),
    2000,
  )
  const unlimited: Readonly<Record<string, string>> = { ...files, 'cpu.max': 'max 100000\n' }
  assert.ok(fullOf((file) => unlimited[file]) > 0)
  assert.ok(fullOf(() => undefined) > 0)
})

test('an agent tells it again and again, until its line is closed', async () => {
  const told: SeatLoad[] = []
  const closing = new AbortController()
  const going = seatLoad({ hear: () => undefined, say: (load) => told.push(load as SeatLoad), closed: closing.signal })
  await eventually(() => told.length >= 2)
  closing.abort()
  await going
  assert.ok((told[1]?.atMs ?? 0) > (told[0]?.atMs ?? 0))
})

test('the fullest seat speaks, from the beginning of a measurement on', () => {
  const hearing = new Map<string, (load: SeatLoad) => void>()
  const seat = (id: string): Seat => ({
    id,
    zone: 'a',
    host: '127.0.0.1',
    begin<Told, Said>(_task: string, hear: (said: Said) => void): Line<Told> {
      hearing.set(id, hear as (load: SeatLoad) => void)
      return { tell: () => undefined, end: () => undefined, over: new Promise(() => undefined) }
    },
  })
  const measure = followLoads({ seats: new Map(['a', 'b'].map((id) => [id, seat(id)])) })
  const tell = (id: string, fullMs: number, atMs: number): void => hearing.get(id)?.({ fullMs, atMs })
  tell('a', 5000, 1000)
  const busy = measure()
  assert.equal(busy(), 0)
  tell('a', 5200, 2000)
  tell('b', 9000, 50)
  assert.equal(busy(), 0.2)
  const later = measure()
  tell('a', 5300, 3000)
  tell('b', 9950, 1050)
  assert.deepEqual([later(), Math.round(busy() * 100)], [0.95, 15])
})
