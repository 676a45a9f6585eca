/** The whole mesh in one process, as it runs by default, with a model behind it. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createLog } from '@quint/runtime/log.ts'
import { start } from '../../quint.ts'
import { unlimited } from '../environment.ts'
import { descendantsCpuMs } from '../family.ts'
import { answer } from '../worker.ts'

export type MeshTasks = typeof tasks

const owned = new AsyncDisposableStack()

const tasks = {
  async start({ providerUrl }: { readonly providerUrl: string }): Promise<{ url: string; adminUrl: string }> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-'))
    owned.defer(() => rmSync(folder, { recursive: true, force: true }))
    const quint = owned.use(
      await start({
        folder,
        port: 0,
        signal: new AbortController().signal,
        web: 'none',
        // Nothing of the caller's environment: no key of a real provider is ever used.
        environment: { ...unlimited, HINTS_COMPATIBLE_BASE_URL: providerUrl, HINTS_COMPATIBLE_MODEL: 'bench' },
        log: createLog('quint', 'warn'),
      }),
    )
    return { url: quint.url, adminUrl: quint.adminUrl }
  },
  /** Of PostgreSQL, since it began; 0 where it is not known. */
  postgresCpuMs: () => descendantsCpuMs(process.pid),
}

answer(tasks, owned)
