/** A process and all that it started, from /proc, which is there on Linux only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export interface Member {
  readonly pid: number
  /** The command line, its words apart by a space. */
  readonly command: string
}

/** @returns nothing where there is no /proc. */
export function family(rootPid: number): readonly Member[] {
  if (!existsSync('/proc/self/stat')) return []
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), parent: Number(/^PPid:\s+(\d+)/m.exec(readIfThere(`/proc/${entry}/status`))?.[1]) }))
  const members = all.filter(({ pid }) => pid === rootPid)
  for (const member of members) members.push(...all.filter(({ parent }) => parent === member.pid))
  return members.map(({ pid }) => ({ pid, command: readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }))
}

/**
 * The CPU that a process and its ended children have used, user and system, in ticks of 10 ms.
 * @param stat /proc/<pid>/stat (proc(5)): utime, stime, cutime and cstime are the 14th to 17th field, the second being a name in brackets.
 */
export function cpuTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((total, field) => total + Number(field), 0)
}

/** Of all that the process has started and that runs still, in milliseconds. */
export function descendantsCpuMs(pid: number): number {
  const others = family(pid).filter((member) => member.pid !== pid)
  return others.reduce((total, member) => total + cpuTicks(readIfThere(`/proc/${member.pid}/stat`)) * 10, 0)
}

/** @returns '' when the process has ended or may not be read. */
export function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
