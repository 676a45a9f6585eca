/** The real gateway alone in its process, before services that are elsewhere. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { generateMeshKeys } from '@quint/auth/service.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { settings } from '@quint/gateway/config.ts'
import { start } from '@quint/gateway/service.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { unlimited } from '../environment.ts'
import { resident } from '../resident.ts'
import { answer } from '../worker.ts'

export type GatewayTasks = typeof tasks

const owned = new AsyncDisposableStack()

const tasks = {
  async start(addresses: { readonly sessions: string; readonly hints: string }): Promise<{ url: string }> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-gateway-'))
    owned.defer(() => rmSync(folder, { recursive: true, force: true }))
    const db = owned.use(await testDatabase('identity', []))
    const keys = await generateMeshKeys(['gateway'])
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const config = readSettings(settings, {
      ...unlimited,
      GATEWAY_PORT: String(port),
      GATEWAY_PUBLIC_URL: url,
      GATEWAY_DATABASE_URL: db.urls.url,
      GATEWAY_DATABASE_OWNER_URL: db.urls.ownerUrl,
      GATEWAY_SIGNING_KEYS_FILE: path.join(folder, 'keys.json'),
      GATEWAY_SERVICE_KEY: JSON.stringify(keys.privateKeys.gateway),
      MESH_TRUSTED_KEYS: JSON.stringify(keys.trusted),
      SESSIONS_ADDRESS: addresses.sessions,
      HINTS_ADDRESS: addresses.hints,
      BUS_URL: db.urls.url,
    })
    owned.use(await start(config, { bus: owned.use(memoryBus()), log: silentLog }))
    return { url }
  },
  resident,
}

answer(tasks, owned)
