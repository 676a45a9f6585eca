/** The memory that a family of processes takes, as it would be were they alone on the machine. */
import { readIfThere } from './family.ts'

const kibPerMib = 1024

interface Mapping {
  /** Of a file: its name and the place in it; others belong to one process or to its forks. */
  readonly key: string
  readonly pss: number
  readonly privately: number
  readonly shared: number
}

/**
 * A page that several processes share is divided among them (PSS). Strangers may take part: other processes that run the same
 * binary or library. So of every mapped file the pages that are shared count once in full when that is more than the family's parts.
 * @param smaps the /proc/<pid>/smaps of each member
 */
export function familyMib(smaps: readonly string[]): number {
  const mappings = Map.groupBy(smaps.flatMap(mappingsOf), ({ key }) => key)
  let kib = 0
  for (const parts of mappings.values()) {
    const divided = sum(parts.map(({ pss }) => pss))
    const once = sum(parts.map(({ privately }) => privately)) + Math.max(...parts.map(({ shared }) => shared))
    kib += Math.max(divided, once)
  }
  return kib / kibPerMib
}

export function smapsOf(pid: number): string {
  return readIfThere(`/proc/${pid}/smaps`)
}

/** A mapping opens with "from-to rights offset device inode name", and lines of "Name: n kB" follow. */
function mappingsOf(smaps: string, member: number): Mapping[] {
  return smaps.split(/^(?=[\da-f]+-[\da-f]+ )/m).flatMap((block, index) => {
    const found = /^[\da-f]+-[\da-f]+ \S+ ([\da-f]+) (\S+) (\d+)/.exec(block)
    if (found === null) return []
    const [, offset, device, inode] = found
    const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(block)?.[1] ?? 0)
    return [
      {
        key: inode === '0' ? `${member} ${index}` : `${device} ${inode} ${offset}`,
        pss: kib('Pss'),
        // Without a file, only forks share: the family has all the parts.
        privately: inode === '0' ? 0 : kib('Private_Clean') + kib('Private_Dirty'),
        shared: inode === '0' ? 0 : kib('Shared_Clean') + kib('Shared_Dirty'),
      },
    ]
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
