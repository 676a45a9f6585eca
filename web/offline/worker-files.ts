/** What the service worker is made of: sources that pages use as well, handed out as the browser's own modules. */
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

/** Relative to the web app; each imports only others of these. */
export const workerFiles: readonly string[] = [
  'offline/service-worker.ts',
  'offline/device-outbox.ts',
  'offline/keeping.ts',
  'offline/reminder.ts',
  'offline/outbox-store.ts',
  'coach/outbox.ts',
  'api/http.ts',
  'api/problem.ts',
  'api/send-answer.ts',
]

export const workerHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/javascript; charset=utf-8',
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
}

/** @param file one of the above. */
export async function workerSource(file: string): Promise<string> {
  if (!workerFiles.includes(file)) throw new Error(`${file} is no part of the service worker`)
  return stripTypeScriptTypes(await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8'), { mode: 'strip' })
}
