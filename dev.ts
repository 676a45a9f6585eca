/** The mesh with reloading: Next's own development server for the web app, and Node's watch mode for everything else. */
import { startChild } from '@quint/runtime/child.ts'
import { aborted, stopSignal } from '@quint/runtime/stop.ts'
import { start as startWeb } from '@quint/web/serve.ts'

const signal = stopSignal()
await using web = await startWeb('dev', signal)
await using mesh = startChild(
  process.execPath,
  ['--watch', '--watch-preserve-output', '--no-warnings', '--import', '@quint/telemetry/start.ts', 'quint.ts'],
  {
    cwd: import.meta.dirname,
    env: { ...process.env, QUINT_WEB_URL: web.url },
    stdio: 'inherit',
    graceMs: 10_000,
  },
)
await Promise.race([aborted(signal), mesh.ended])
