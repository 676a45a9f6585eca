/** A service to be killed: runs programs that never end, says which processes carry them, and waits. */
import { readFileSync } from 'node:fs'
import { openSandbox } from './open.ts'
import type { Language } from './sandbox.ts'

const programs: Readonly<Partial<Record<Language, string>>> = { javascript: 'for (;;) {}', python: 'while True: pass' }
const limits = { timeMs: 10_000, memoryBytes: 128 * 1024 * 1024, outputBytes: 1024 }

const sandbox = await openSandbox({ bubblewrap: process.argv[2] ?? '', warm: 1, idleMs: 600_000, cacheFolder: '' })
for (const [language, code] of Object.entries(programs) as [Language, string][]) {
  const opened = await sandbox
    .engineFor(language)
    ?.open({ language, code: 'quick = 1', entry: '', counted: false }, { limits, signal: new AbortController().signal })
  // A first run, so that the process is up.
  await opened?.run({ stdin: '', args: '[]' })
  const endless = await sandbox
    .engineFor(language)
    ?.open({ language, code, entry: '', counted: false }, { limits, signal: new AbortController().signal })
  void endless?.run({ stdin: '', args: '[]' })
}

function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((one) => one !== '')
    .map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}

console.log(JSON.stringify(descendants(process.pid)))
setInterval(() => undefined, 1000)
