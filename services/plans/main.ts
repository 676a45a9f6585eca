/** Plans as a process of its own. */
import { openBus } from '@quint/bus/open.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { aborted, endsAfter, stopSignal } from '@quint/runtime/stop.ts'
import { telemetry } from '@quint/telemetry/start.ts'
import { settings } from './config.ts'
import { start } from './service.ts'

await using _telemetry = telemetry
const signal = stopSignal()
const config = readSettings(settings, process.env)
const log = createLog('plans', config.LOG_LEVEL)
using _ending = endsAfter(log)
await using bus = await openBus(config.BUS_URL, log)
await using plans = await start(config, { bus, log })
log.info('ready', { address: plans.address })
await aborted(signal)
