/** Loaded before a service (`node --import @quint/telemetry/start.ts main.ts`): telemetry as the environment says, and what waits is sent at the end. */
import path from 'node:path'
import { readSettings } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { startTelemetry } from './sdk.ts'
import { settings } from './settings.ts'

/** services/hints/main.ts is hints, gateway/main.ts is gateway, anything else is the whole mesh. */
function serviceName(script: string): string {
  return path.basename(script) === 'main.ts' ? path.basename(path.dirname(script)) : 'quint'
}

const service = serviceName(process.argv[1] ?? '')
const read = readSettings(settings, process.env)
try {
  const telemetry = await startTelemetry(read, { service })
  process.once('beforeExit', () => void telemetry[Symbol.asyncDispose]())
} catch (error) {
  // Such as a port in use: the service is worth more than what it would tell of itself.
  createLog(service).error('telemetry could not be started, and the service goes on without it', error)
}
