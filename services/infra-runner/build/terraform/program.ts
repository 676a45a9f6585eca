/** The Terraform program, where there is one: run in a folder of its own, with nothing of our environment, no network look-ups of its own, and an end. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { Failure } from '@quint/runtime/failure.ts'

export interface Program {
  readonly binary: string
  readonly folder: string
  readonly signal?: AbortSignal
  readonly environment?: Readonly<Record<string, string>>
}

const longestMs = 240_000
const mostOutput = 4 * 1024 * 1024

/** @returns what it says; whatever it fails with is a failure that tells its last words. */
export async function terraform(args: readonly string[], { binary, folder, signal, environment = {} }: Program): Promise<string> {
  const configuration = path.join(folder, 'cli.tfrc')
  await writeFile(configuration, '', { flag: 'a' })
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    ...environment,
  }
  const options = { cwd: folder, env, timeout: longestMs, maxBuffer: mostOutput, ...(signal === undefined ? {} : { signal }) }
  return new Promise((resolve, reject) => {
    execFile(binary, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout)
      if (signal?.aborted === true) return reject(signal.reason)
      reject(new Failure('unavailable', `Terraform ${args[0]} failed: ${lastWords(stderr === '' ? stdout : stderr)}`, { cause: error }))
    })
  })
}

/** Whether there is one that works. */
export async function isThere(binary: string): Promise<boolean> {
  if (binary === '' || binary === 'off') return false
  return new Promise((resolve) => execFile(binary, ['version'], { timeout: 10_000 }, (error) => resolve(error === null)))
}

function lastWords(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[│╷╵]/g, '').replaceAll(/\s+/g, ' ').trim().slice(-400)
}
