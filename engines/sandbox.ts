/** What learners' programs need of the machine to be run natively: bubblewrap, and gRPC for the machine's Python. */
import { existsSync } from 'node:fs'
import { onPath, runTool } from './cache.ts'

const packages: readonly (readonly [debianPackage: string, isThere: () => boolean])[] = [
  ['bubblewrap', () => onPath('bwrap') !== undefined],
  ['python3-grpcio', () => existsSync('/usr/lib/python3/dist-packages/grpc')],
  ['python3-protobuf', () => existsSync('/usr/lib/python3/dist-packages/google/protobuf')],
]

/** Installs what is missing where we may. @returns what is missing still: tests that need it say so themselves. */
export function prepareSandbox(): readonly string[] {
  const missing = (): readonly string[] => packages.flatMap(([name, isThere]) => (isThere() ? [] : [name]))
  const aptGet = process.getuid?.() === 0 ? onPath('apt-get') : undefined
  if (aptGet === undefined || missing().length === 0) return missing()
  try {
    runTool(aptGet, ['update', '-qq'])
    runTool(aptGet, ['install', '-y', '-qq', '--no-install-recommends', ...missing()])
  } catch (error) {
    console.error(error)
  }
  return missing()
}
