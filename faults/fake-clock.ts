/** Where libfaketime is, which shows one process another time; installed first where it is missing and we may. */
import { existsSync, globSync } from 'node:fs'
import { ensureProgram } from '../engines/cache.ts'

export function fakeClock(): string {
  ensureProgram('faketime', 'faketime')
  const found = globSync('/usr/{lib,local/lib}{,/*}/faketime/libfaketime.so.1')[0]
  if (found === undefined || !existsSync(found)) throw new Error('libfaketime.so.1 was not found')
  return found
}
