/** The web app as its own process: built when its sources have changed, then served on loopback. */
import path from 'node:path'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { buildWeb, environment, folder, holdBuild, next, prepareEditor } from './build.ts'

export interface Web extends AsyncDisposable {
  readonly url: string
  readonly pid: number
}

const readyDeadlineMs = 30_000
/** Beside the builds: what lies in the folder that Next writes to, such as its tsconfig.json, it does not find. */
const developed = path.join('.next', 'developed')

/** @param mode 'built' serves the production build, 'dev' reloads on change. */
export async function start(mode: 'built' | 'dev', signal: AbortSignal): Promise<Web> {
  await using owned = new AsyncDisposableStack()
  const build = mode === 'built' ? await buildWeb(signal) : developed
  if (mode === 'built') owned.use(holdBuild(build))
  else await prepareEditor()
  const port = await freePort()
  const command = mode === 'built' ? 'start' : 'dev'
  const child = owned.use(
    startChild(process.execPath, [path.join(folder, 'child.mjs'), next, command, '-H', '127.0.0.1', '-p', String(port)], {
      cwd: folder,
      env: { ...environment(build), NODE_ENV: mode === 'built' ? 'production' : 'development' },
      stdio: ['pipe', mode === 'built' ? 'ignore' : 'inherit', 'inherit'],
    }),
  )
  const url = `http://127.0.0.1:${port}`
  const failed = child.ended.then(() => {
    throw new Error('the web app ended before it answered')
  })
  failed.catch(() => undefined)
  await Promise.race([answers(url, AbortSignal.any([signal, AbortSignal.timeout(readyDeadlineMs)])), failed])
  const rest = owned.move()
  return { url, pid: child.pid, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function answers(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (response?.ok) return
    await sleep(50, signal)
  }
}
