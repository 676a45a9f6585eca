/** A value as console.log shows it. */
import { add, joined, mapped, real } from './intrinsics.js'

const deepest = 4

export function shown(value, seen = []) {
  if (typeof value === 'string') return seen.length === 0 ? value : real.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `[Function ${value.name || 'anonymous'}]`
  if (typeof value !== 'object' || value === null) return real.String(value)
  if (value instanceof real.Error) return real.String(value.stack)
  return shownObject(value, seen)
}

function shownObject(value, seen) {
  for (let index = 0; index < seen.length; index += 1) if (seen[index] === value) return '[Circular]'
  if (seen.length > deepest) return real.isArray(value) ? '[…]' : '{…}'
  const deeper = [...seen]
  add(deeper, value)
  const one = (item) => shown(item, deeper)
  if (real.isArray(value)) return between('[', mapped(value, one), ']')
  if (value instanceof real.Set) return `Set(${value.size}) ${between('{', real.from(value, one), '}')}`
  if (value instanceof real.Map)
    return `Map(${value.size}) ${between(
      '{',
      real.from(value, ([key, item]) => `${one(key)} => ${one(item)}`),
      '}',
    )}`
  return between(
    '{',
    mapped(real.keys(value), (key) => `${key}: ${one(value[key])}`),
    '}',
  )
}

function between(open, items, close) {
  return items.length === 0 ? `${open}${close}` : `${open} ${joined(items, ', ')} ${close}`
}
