/** What a command does to replicated registers, transactions and locks: the same on every node that applies the same commands in the same order. */
import type { Body } from '../virtual/node.ts'

export function resultOf(registers: Map<string, unknown>, body: Body): Body {
  const key = String(body.key)
  const value = registers.get(key)
  if (body.type === 'read') return { type: 'read_ok', value: value ?? null }
  if (body.type === 'write') {
    registers.set(key, body.value)
    return { type: 'write_ok' }
  }
  if (body.type === 'cas') {
    if (value === undefined) return { type: 'error', code: 20, text: 'no such key' }
    if (value !== body.from) return { type: 'error', code: 22, text: `it is ${value}` }
    registers.set(key, body.to)
    return { type: 'cas_ok' }
  }
  if (body.type === 'acquire' || body.type === 'release') return lockResult(registers, body)
  return body.type === 'txn' ? { type: 'txn_ok', txn: (body.txn as [string, string, unknown][]).map((step) => stepResult(registers, step)) } : body
}

function lockResult(registers: Map<string, unknown>, { type, key, holder }: Body): Body {
  const now = registers.get(String(key)) ?? null
  if (now !== (type === 'acquire' ? null : holder)) return { type: 'error', code: 22, text: `it is held by ${now}` }
  registers.set(String(key), type === 'acquire' ? holder : null)
  return { type: `${type}_ok` }
}

function stepResult(registers: Map<string, unknown>, [f, key, value]: [string, string, unknown]): unknown {
  const before = registers.get(key)
  if (f === 'r') return [f, key, before ?? null]
  registers.set(key, f === 'append' ? [...((before as unknown[] | undefined) ?? []), value] : value)
  return [f, key, value]
}
