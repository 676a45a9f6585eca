/** Which files are taken beside a design: small ones whose bytes are what their name says, and nothing that a browser would run. */
import { Failure } from '@quint/runtime/failure.ts'

export const mostFileBytes = 700 * 1024

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const jpeg = [0xff, 0xd8, 0xff]
const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d]
const beginning: Readonly<Record<string, readonly number[]>> = { 'image/png': png, 'image/jpeg': jpeg, 'application/pdf': pdf }
const texts: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  txt: 'text/plain',
  sql: 'text/plain',
  json: 'application/json',
  yaml: 'text/plain',
  yml: 'text/plain',
  csv: 'text/csv',
  mmd: 'text/plain',
}
const binaries: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', pdf: 'application/pdf' }

/** @returns what it is served as. The name decides, and the bytes have to agree. */
export function checkedFile(name: string, content: Uint8Array): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(name) || name.includes('..')) throw refused('name', 'must be letters, digits, dots and hyphens')
  if (content.length === 0 || content.length > mostFileBytes) throw refused('content', `must be 1 to ${mostFileBytes} bytes`)
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  const binary = binaries[extension]
  if (binary !== undefined) {
    const wanted = beginning[binary] ?? []
    if (!wanted.every((byte, at) => content[at] === byte)) throw refused('content', `is no ${extension}`)
    return binary
  }
  const text = texts[extension]
  if (text === undefined) throw refused('name', `must end with one of ${[...Object.keys(texts), ...Object.keys(binaries)].join(', ')}`)
  if (content.includes(0)) throw refused('content', 'is no text')
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw refused('content', 'is no text in UTF-8')
  }
  return text
}

function refused(path: string, message: string): Failure {
  return new Failure('invalid', 'This file is not taken.', { fields: [{ path, message }] })
}
