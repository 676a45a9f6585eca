/** What the harness outside holds of the realm; only strings and truths go through. */
import { given, tellInput } from './input.js'
import { real } from './intrinsics.js'
import { leaving, printed } from './output.js'
import { shown } from './shown.js'
import { surround } from './surroundings.js'
import { nextTimer } from './timers.js'

function plain(_key, value) {
  if (value instanceof real.Map || value instanceof real.Set) return real.from(value)
  return typeof value === 'bigint' ? real.Number(value) : value
}

export function openHandles() {
  let call
  let value
  surround()
  return {
    begin(input, most) {
      given.text = input
      printed.room = most
    },
    /** The next step of the program once its text has run. False when there is none. */
    next: () => tellInput() || nextTimer(),
    prepare(work, args) {
      if (typeof work !== 'function') throw new real.TypeError('there is no such function')
      call = { work, args: real.parse(args) }
    },
    invoke() {
      value = call.work(...call.args)
      const settle = (settled) => {
        value = settled
      }
      if (value !== null && typeof value === 'object' && typeof value.then === 'function') value.then(settle)
    },
    value: () => real.stringify(value === undefined ? null : value, plain),
    output: () => real.stringify([printed.out, printed.err, printed.isCut, printed.exit]),
    isLeaving: (error) => error === leaving,
    describe(error) {
      try {
        if (error instanceof real.Error) return real.stringify([real.String(error.name), real.String(error.message), real.String(error.stack)])
        return real.stringify(['Uncaught', shown(error), ''])
      } catch {
        return real.stringify(['Uncaught', 'something that cannot be read', ''])
      }
    },
  }
}
