/** Reference nodes: echo, and ids that are unique without a word between nodes. */
import type { Start } from '../virtual/node.ts'

export const start: Start = ({ id, now, disk }) => {
  const lives = disk.read('lives').length
  disk.append('lives', '.')
  disk.sync()
  let given = 0
  return {
    onMessage: () => undefined,
    onTimer: () => undefined,
    onClient({ body, reply }) {
      if (body.type === 'echo') return reply({ type: 'echo_ok', echo: body.echo })
      given += 1
      reply({ type: 'generate_ok', id: `${id}-${lives}-${now()}-${given}` })
    },
  }
}
