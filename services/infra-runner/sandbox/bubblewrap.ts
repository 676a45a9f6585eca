/** Command lines that run a program in namespaces of its own: no network, no files but a toolchain's, no other processes, and limits that hold without the service. */
import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

export interface Bubblewrap {
  readonly program: string
  /** Started by root, each program gets a number of its own as its user, so that the most processes of one are not counted with those of another. */
  readonly isRoot: boolean
}

export interface Wrapping {
  readonly command: readonly string[]
  readonly cpuSeconds: number
  /** Of addresses; undefined for runtimes that reserve far more than they use. */
  readonly addressBytes?: number
  readonly processes: number
  /** Of `takeUser`, where root starts it. */
  readonly user?: number
  /** Folders and files shown at the same or another place, not to be written. */
  readonly shows?: readonly (readonly [from: string, to: string])[]
  /** The one folder of the host that may be written, shown at /work. */
  readonly writes?: string
  readonly environment?: Readonly<Record<string, string>>
}

const nobody = '65534'
const fileBytes = 16 * 1024 * 1024
const compiledFileBytes = 64 * 1024 * 1024
const temporaryBytes = 64 * 1024 * 1024
const sharedMemoryBytes = 1024 * 1024
const probeWithinMs = 5000
/** Threads count as processes. */
const threadsEach = 8
const optional = ['/etc/alternatives', '/etc/java-17-openjdk', '/etc/java-21-openjdk', '/etc/ld.so.cache'] as const

export function wrapped({ program, isRoot }: Bubblewrap, wrapping: Wrapping): readonly string[] {
  const { command, cpuSeconds, addressBytes, processes, user = firstUser, shows = [], writes, environment = {} } = wrapping
  return [
    ...(isRoot ? asOther(user) : []),
    'prlimit',
    `--cpu=${cpuSeconds}:${cpuSeconds + 1}`,
    `--nproc=${processes + (isRoot ? 0 : ownProcesses())}`,
    `--fsize=${writes === undefined ? fileBytes : compiledFileBytes}`,
    '--nofile=256',
    '--core=0',
    `--as=${addressBytes ?? 'unlimited'}`,
    program,
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--uid', nobody, '--gid', nobody, '--hostname', 'box'],
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
    ...Object.entries({ PATH: '/usr/local/go/bin:/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8', ...environment }).flatMap(([name, value]) => [
      '--setenv',
      name,
      value,
    ]),
    ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64', '--symlink', 'usr/bin', '/bin'],
    ...optional.flatMap((file) => ['--ro-bind-try', file, file]),
    ...['--proc', '/proc', '--dev', '/dev', '--size', String(sharedMemoryBytes), '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(temporaryBytes), '--tmpfs', '/tmp'],
    ...shows.flatMap(([from, to]) => ['--ro-bind', from, to]),
    ...(writes === undefined ? [] : ['--bind', writes, '/work']),
    ...['--chdir', writes === undefined && !shows.some(([, to]) => to === '/work') ? '/' : '/work', '--remount-ro', '/', '--'],
    ...command,
  ]
}

export function findProgram(name: string): string | undefined {
  if (path.isAbsolute(name)) return existsSync(name) ? name : undefined
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))
}

function succeeds([command = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: probeWithinMs, env: { PATH: process.env.PATH ?? '' } }, (error) => resolve(error === null))
  })
}

/** @returns undefined where it is not installed or the kernel does not let it work. */
export async function probeBubblewrap(name: string): Promise<Bubblewrap | undefined> {
  const program = name === '' || process.platform !== 'linux' ? undefined : findProgram(name)
  if (program === undefined || findProgram('prlimit') === undefined) return undefined
  const bubblewrap = { program, isRoot: process.getuid?.() === 0 }
  const works = await succeeds(wrapped(bubblewrap, { command: ['/usr/bin/true'], cpuSeconds: 2, processes: 64 }))
  return works ? bubblewrap : undefined
}

const firstUser = 210_000
const users = 10_000
/** Begins anywhere: services that share a machine do not know of each other. */
let taken = randomInt(users)

/** A number that no running program has. */
export function takeUser(): number {
  taken = (taken + 1) % users
  return firstUser + taken
}

/** Each of several, by its name, has the same number whenever it is started, and none of another: the kernel counts processes by users. */
export function openUsers(): (name: string) => number {
  const users = new Map<string, number>()
  return (name) => {
    const user = users.get(name) ?? takeUser()
    users.set(name, user)
    return user
  }
}

function asOther(user: number): readonly string[] {
  return ['setpriv', '--reuid', String(user), '--regid', String(user), '--clear-groups']
}

/** The kernel counts all of a user's. */
function ownProcesses(): number {
  const own = process.getuid?.()
  const isOwn = (pid: string): boolean => {
    try {
      return statSync(`/proc/${pid}`).uid === own
    } catch {
      return false
    }
  }
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOwn(name)).length * threadsEach
}
