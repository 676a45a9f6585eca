/** The agent of a seat as a process: does what the one runner tells it that has its token, and ends with it. */
import { readSettings } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { stopSignal } from '@quint/runtime/stop.ts'
import { startAgent } from './agent.ts'
import { agentSettings } from './config.ts'
import { tasks } from './tasks.ts'

const log = createLog('agent')
const signal = stopSignal()
const agent = await startAgent(readSettings(agentSettings, process.env), { tasks, signal })
log.info('ready', { address: agent.address })
// To who started it with a channel, and cannot know a port that it picked itself.
process.send?.({ address: agent.address })
const reason = await agent.over
log.info('ended', { reason })
// Whatever a task has left open: nothing outlives it.
process.exit(0)
