/** Devices that live: remembered, forgotten at once, and what they hold open is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLivingDevices } from './living-devices.ts'

function place() {
  const dead = new Set<string>()
  const state = { asked: 0, now: 0, away: false }
  const devices = openLivingDevices({
    ask: async (_userId, deviceId) => {
      state.asked += 1
      if (state.away) throw new Error('away')
      return !dead.has(deviceId)
    },
    now: () => state.now,
  })
  return { devices, dead, state }
}

test('a device is asked for once in five seconds, and again once something of its learner was signed out', async () => {
  const { devices, dead, state } = place()
  for (let n = 0; n < 3; n += 1) assert.equal(await devices.lives('ada', 'd1'), true)
  assert.equal(state.asked, 1)
  dead.add('d1')
  await devices.recheck('grace')
  assert.equal(await devices.lives('ada', 'd1'), true)
  await devices.recheck('ada')
  assert.equal(await devices.lives('ada', 'd1'), false)
  assert.equal(state.asked, 2)
  state.now = 5001
  await devices.lives('ada', 'd1')
  assert.equal(state.asked, 3)
})

test('a device that another learner claims is not the one that is remembered', async () => {
  const { devices, state } = place()
  await devices.lives('ada', 'd1')
  await devices.lives('mallory', 'd1')
  assert.equal(state.asked, 2)
})

test('an answer that was on its way while its device was signed out is not remembered', async () => {
  const gate = Promise.withResolvers<void>()
  let asked = 0
  const devices = openLivingDevices({
    async ask() {
      asked += 1
      if (asked === 1) await gate.promise
      return asked === 1
    },
  })
  const early = devices.lives('ada', 'd1')
  await devices.recheck('ada')
  gate.resolve()
  await early
  assert.equal(await devices.lives('ada', 'd1'), false)
})

test('what a device holds open ends with it, and only that', async () => {
  const { devices, dead, state } = place()
  const cut: string[] = []
  const watch = (name: string, sessionId: string): Disposable => devices.watch({ userId: 'ada', sessionId }, () => cut.push(name))
  using _mine = watch('mine', 'd1')
  using _other = watch('other', 'd2')
  watch('past', 'd1')[Symbol.dispose]()
  dead.add('d1')
  state.away = true
  await devices.recheck('ada')
  assert.deepEqual(cut, [])
  state.away = false
  await devices.recheckAll()
  await devices.recheckAll()
  assert.deepEqual(cut, ['mine'])
})
