/** Reads a tar archive (POSIX ustar, as PostgreSQL writes it) entry by entry, without holding it. */

export interface Entry {
  /** With slashes, relative. */
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
  readonly sizeBytes: number
  /** To be read before the next entry is asked for; what is left over is skipped. */
  readonly content: AsyncIterable<Buffer>
}

const block = 512

export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<Entry, void> {
  const bytes = reader(source)
  for (;;) {
    const header = await bytes.exactly(block)
    // An archive ends with empty blocks, or just so.
    if (header === undefined || header.every((byte) => byte === 0)) return bytes.drain()
    if (checksum(header) !== number(header, 148, 8)) throw new Error('the archive is damaged: a header does not match its checksum')
    const sizeBytes = number(header, 124, 12)
    const content = bytes.upTo(sizeBytes)
    yield { name: nameOf(header), kind: kindOf(String.fromCharCode(header[156] ?? 0)), sizeBytes, content }
    for await (const _rest of content);
    const padding = (block - (sizeBytes % block)) % block
    if (padding > 0 && (await bytes.exactly(padding)) === undefined) throw cut()
  }
}

function reader(source: AsyncIterable<Buffer>) {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await iterator.next()
    if (next.done !== true) held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return next.done !== true
  }
  const take = (count: number): Buffer => {
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }
  return {
    async exactly(count: number): Promise<Buffer | undefined> {
      while (held.length < count) {
        if (await more()) continue
        if (held.length > 0) throw cut()
        return undefined
      }
      return take(count)
    },
    /** Only at its very end does a source notice some damage. */
    async drain(): Promise<void> {
      while (await more()) take(held.length)
    },
    async *upTo(count: number): AsyncGenerator<Buffer, void> {
      for (let left = count; left > 0; ) {
        if (held.length === 0 && !(await more())) throw cut()
        const taken = take(Math.min(left, held.length))
        left -= taken.length
        yield taken
      }
    },
  }
}

function cut(): Error {
  return new Error('the archive is damaged: it ends too early')
}

/** Octal, or from 8 GiB on binary behind a first bit. */
function number(header: Buffer, at: number, length: number): number {
  const field = header.subarray(at, at + length)
  if (((field[0] ?? 0) & 0x80) !== 0) return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
  return Number.parseInt(field.toString('latin1').replace(/[\0 ]+$/, '') || '0', 8)
}

/** As if its own field were blank. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0)
}

function nameOf(header: Buffer): string {
  const text = (at: number, length: number): string => header.toString('utf8', at, at + length).split('\0')[0] ?? ''
  const prefix = text(345, 155)
  return `${prefix === '' ? '' : `${prefix}/`}${text(0, 100)}`.replace(/^\.\//, '').replace(/\/$/, '')
}

function kindOf(type: string): Entry['kind'] {
  if (type === '0' || type === '\0') return 'file'
  return type === '5' ? 'folder' : 'other'
}
