/** Hints as a process of its own. */
import { openEmbeddedBus } from '@quint/bus/embedded.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { aborted, stopSignal } from '@quint/runtime/stop.ts'
import { settings } from './config.ts'
import { start } from './service.ts'

const signal = stopSignal()
const config = readSettings(settings, process.env)
const log = createLog('hints', config.LOG_LEVEL)
await using bus = await openEmbeddedBus(config.BUS_URL)
await using hints = await start(config, { bus, log })
log.info('ready', { address: hints.address })
await aborted(signal)
