/** How busy the processors of this machine are, whoever uses them. */
import os from 'node:os'

/** From so much of the machine on, it is the machine that is measured. */
export const fullMachine = 0.93

/** @returns the part of all processors' time, since it was called, that was not idle. */
export function processors(): () => number {
  const times = (): readonly [busy: number, all: number] => {
    const all = os.cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({ busy: user + nice + sys + irq, idle }))
    const busy = all.reduce((sum, one) => sum + one.busy, 0)
    return [busy, busy + all.reduce((sum, one) => sum + one.idle, 0)]
  }
  const [busy, all] = times()
  return () => {
    const [laterBusy, laterAll] = times()
    return laterAll === all ? 0 : (laterBusy - busy) / (laterAll - all)
  }
}
