/** Loaded before anything else (`node --import @quint/telemetry/start.ts <file>`): telemetry as the environment says, closed by whoever owns the process. */
import path from 'node:path'
import { readSettings } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { startTelemetry, type Telemetry } from './sdk.ts'
import { settings } from './settings.ts'

/** services/hints/main.ts is hints, gateway/migrate.ts is gateway, anything else is the whole mesh. */
function serviceName(script: string): string {
  return /^(?:main|migrate)\.ts$/.test(path.basename(script)) ? path.basename(path.dirname(script)) : 'quint'
}

async function open(): Promise<Telemetry | undefined> {
  const service = serviceName(process.argv[1] ?? '')
  const log = createLog(service)
  const read = readSettings(settings, process.env)
  try {
    return await startTelemetry(read, { service, log })
  } catch (error) {
    // Such as a port in use: the service is worth more than what it would tell of itself.
    log.error('telemetry could not be started, and the service goes on without it', error)
    return undefined
  }
}

const opened = await open()
let closed: PromiseLike<void> | undefined

/** To be closed last, so that the end of the service is told as well; also when it was never opened. */
export const telemetry: AsyncDisposable = {
  async [Symbol.asyncDispose]() {
    closed ??= opened?.[Symbol.asyncDispose]()
    await closed
  },
}

// For a process that ends by itself, such as a migration.
if (opened !== undefined) process.once('beforeExit', () => void telemetry[Symbol.asyncDispose]())
