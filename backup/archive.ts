/** The folder of backups: one server's full copies and its log, each file under its name only when it is whole and on the disk. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { formatLsn, type Lsn, parseLsn } from '@quint/db/lsn.ts'
import { writeDurably } from './disk.ts'

/** A copy of the whole server at one moment. */
export interface Full {
  readonly name: string
  readonly startedAt: Date
  readonly endedAt: Date
  /** Its log is needed from here to be consistent … */
  readonly start: Lsn
  /** … up to here, and that much it holds itself. */
  readonly end: Lsn
  readonly timeline: number
  readonly segmentBytes: number
  /** Of the data folder, and of the file that holds it. */
  readonly dataBytes: number
  readonly fileBytes: number
}

/** A file of the log. */
export interface Segment {
  /** 24 hexadecimal digits: timeline, then position. */
  readonly name: string
  readonly whole: boolean
  readonly file: string
}

export interface Archive {
  readonly systemId: string
  readonly walFolder: string
  /** Oldest first. */
  fulls(): readonly Full[]
  /** In the order of timelines and positions. */
  segments(): readonly Segment[]
  fullFolder(name: string): string
  removeFull(full: Full): void
  removeSegment(segment: Segment): void
}

export const archiveFile = 'base.tar.zst'
export const manifestFile = 'backup_manifest'
const aboutFile = 'full.json'

/** @param folder made when absent. */
export function openArchive(folder: string, systemId: string): Archive {
  const fullsFolder = path.join(folder, systemId, 'full')
  const walFolder = path.join(folder, systemId, 'wal')
  for (const made of [fullsFolder, walFolder]) mkdirSync(made, { recursive: true, mode: 0o700 })
  const fullFolder = (name: string): string => path.join(fullsFolder, name)
  return {
    systemId,
    walFolder,
    fullFolder,
    fulls: () =>
      readdirSync(fullsFolder)
        .filter((name) => existsSync(path.join(fullFolder(name), aboutFile)) && !name.endsWith('.new'))
        .map((name) => readFull(fullFolder(name)))
        .sort((one, other) => one.endedAt.getTime() - other.endedAt.getTime()),
    segments: () =>
      readdirSync(walFolder)
        .filter((name) => /^[0-9A-F]{24}\.(zst|partial)$/.test(name))
        .sort()
        .map((name) => ({ name: name.slice(0, 24), whole: name.endsWith('.zst'), file: path.join(walFolder, name) })),
    removeFull(full) {
      const doomed = `${fullFolder(full.name)}.new`
      renameSync(fullFolder(full.name), doomed)
      rmSync(doomed, { recursive: true, force: true })
    },
    removeSegment: (segment) => rmSync(segment.file, { force: true }),
  }
}

/** The servers that have backups in the folder. */
export function systemsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+$/.test(name)) : []
}

export function writeFull(folder: string, full: Omit<Full, 'name'>): Promise<void> {
  return writeDurably(
    path.join(folder, aboutFile),
    `${JSON.stringify({ ...full, start: formatLsn(full.start), end: formatLsn(full.end) }, null, 2)}\n`,
  )
}

function readFull(folder: string): Full {
  const about = JSON.parse(readFileSync(path.join(folder, aboutFile), 'utf8')) as Record<'startedAt' | 'endedAt' | 'start' | 'end', string> &
    Pick<Full, 'timeline' | 'segmentBytes' | 'dataBytes' | 'fileBytes'>
  return {
    ...about,
    name: path.basename(folder),
    startedAt: new Date(about.startedAt),
    endedAt: new Date(about.endedAt),
    start: parseLsn(about.start),
    end: parseLsn(about.end),
  }
}
