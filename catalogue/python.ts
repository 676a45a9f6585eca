/** Runs consume.py as a team would: with the packages that it asks for, installed once. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { BusRecord } from '@quint/bus/bus.ts'
import { cached, onPath, runTool } from '../engines/cache.ts'

const packages = ['jsonschema==4.26.0', 'kafka-python==3.0.12']
const deadlineMs = 60_000

/** The interpreter; undefined on a machine without Python 3. */
export const python = onPath('python3')

export interface Consumed {
  readonly code: number
  /** One event a line, as consume.py prints them. */
  readonly events: readonly { readonly id: string; readonly type: string; readonly key: string; readonly body: unknown }[]
  readonly complaints: string
}

/** @returns how to call consume.py: its arguments, and what it reads from its standard input. */
export function preparePython(): (args: readonly string[], input?: string) => Consumed {
  if (python === undefined) throw new Error('there is no python3 on PATH')
  const version = runTool(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']).trim()
  const install = (folder: string) =>
    runTool(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, ...packages])
  const installed = cached(`python-${version}-${packages.join('-').replaceAll('==', '-')}`, install)
  return (args, input = '') => {
    const command = [path.join(import.meta.dirname, 'consume.py'), '--catalogue', path.join(import.meta.dirname, 'asyncapi.json'), ...args]
    const env = { ...process.env, PYTHONPATH: installed, PYTHONDONTWRITEBYTECODE: '1' }
    const { status, stdout, stderr } = spawnSync(python, command, { input, env, encoding: 'utf8', timeout: deadlineMs })
    const lines = stdout.split('\n').filter((line) => line !== '')
    return { code: status ?? 1, events: lines.map((line) => JSON.parse(line) as Consumed['events'][number]), complaints: stderr }
  }
}

/** @returns the line that `kcat -J` writes for a record. */
export function kcatLine({ topic, key, headers, value }: BusRecord): string {
  const place = { topic, partition: 0, offset: 0, tstype: 'create', ts: 0, broker: 1 }
  return `${JSON.stringify({ ...place, headers: Object.entries(headers).flat(), key, payload: value })}\n`
}
