/** Which signed-in devices live: remembered for some seconds, forgotten at once when one is signed out, and what such a device holds open is told. */
import type { Learner } from '@quint/auth/learner.ts'

type Device = Pick<Learner, 'userId' | 'sessionId'>

export interface LivingDevices {
  lives(userId: string, deviceId: string): Promise<boolean>
  /** For as long as something is held open for the device. @param cut called once, when the device was signed out. */
  watch(device: Device, cut: () => void): Disposable
  /** A device of this learner's was signed out, here or elsewhere. Never throws. */
  recheck(userId: string): Promise<void>
  /** In case somebody was not told. Never throws. */
  recheckAll(): Promise<void>
}

interface Held {
  readonly deviceId: string
  readonly cut: () => void
}

export interface LivingDevicesOptions {
  readonly ask: (userId: string, deviceId: string) => Promise<boolean>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const rememberMs = 5000
const mostRemembered = 10_000

export function openLivingDevices({ ask, now = Date.now }: LivingDevicesOptions): LivingDevices {
  const known = new Map<string, { readonly userId: string; readonly lives: boolean; readonly until: number }>()
  const watched = new Map<string, Set<Held>>()
  const check = async (userId: string, held: Held): Promise<void> => {
    // While the database is away nothing is known: what is open stays.
    const lives = await ask(userId, held.deviceId).catch(() => true)
    if (!lives && watched.get(userId)?.delete(held)) held.cut()
  }
  // What was asked before somebody was signed out is an answer of before.
  let generation = 0
  const recheck = async (userId: string): Promise<void> => {
    generation += 1
    for (const [deviceId, entry] of known) if (entry.userId === userId) known.delete(deviceId)
    await Promise.all([...(watched.get(userId) ?? [])].map((held) => check(userId, held)))
  }
  return {
    async lives(userId, deviceId) {
      const entry = known.get(deviceId)
      if (entry !== undefined && entry.userId === userId && entry.until > now()) return entry.lives
      const asked = { at: now(), generation }
      const lives = await ask(userId, deviceId)
      if (known.size > mostRemembered) known.clear()
      if (asked.generation === generation) known.set(deviceId, { userId, lives, until: asked.at + rememberMs })
      return lives
    },
    watch({ userId, sessionId }, cut) {
      const held = { deviceId: sessionId, cut }
      const open = watched.get(userId) ?? new Set()
      watched.set(userId, open.add(held))
      return {
        [Symbol.dispose]() {
          open.delete(held)
          if (open.size === 0 && watched.get(userId) === open) watched.delete(userId)
        },
      }
    },
    recheck,
    async recheckAll() {
      await Promise.all([...watched.keys()].map(recheck))
    },
  }
}
