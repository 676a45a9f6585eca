/** What must not be in an event: names of fields under which a person or a learner's words could travel. */
import { type DescField, type DescMessage, type FileRegistry, ScalarType } from '@bufbuild/protobuf'
import { eventMessages } from './descriptors.ts'

/** Refused whatever the type: a hash or a count of these is a person's trace all the same. */
const person = new Set(
  'email mail phone password passwd secret token cookie otp ip birth birthday birthdate gender surname firstname lastname'.split(' '),
)
/** Refused where words fit: text, bytes and messages. */
const words = new Set(
  'answer answers response responses code text statement body content comment message note notes title name url uri link address description prompt transcript'.split(
    ' ',
  ),
)

/** @returns for each refused field why, with its full name; messages that an event holds are looked through too. */
export function privacyFaults(registry: FileRegistry): readonly string[] {
  const seen = new Set<string>()
  const walk = (message: DescMessage): readonly string[] => {
    if (seen.has(message.typeName)) return []
    seen.add(message.typeName)
    return message.fields.flatMap((field) => [...faultsOf(field), ...(field.message === undefined ? [] : walk(field.message))])
  }
  return eventMessages(registry).flatMap(walk)
}

function faultsOf(field: DescField): readonly string[] {
  const full = `${field.parent.typeName}.${field.name}`
  const parts = field.name.toLowerCase().split('_')
  const personal = parts.find((part) => person.has(part))
  if (personal !== undefined) return [`${full}: "${personal}" has no place in an event`]
  const wordy = holdsWords(field) ? parts.find((part) => words.has(part)) : undefined
  // "prompt_version", "code_id": the last part says what the field holds.
  return wordy !== undefined && (parts.at(-1) === wordy || !/^(id|ids|version|codes|index|kind|language)$/.test(parts.at(-1) ?? ''))
    ? [`${full}: "${wordy}" has no place in an event`]
    : []
}

function holdsWords(field: DescField): boolean {
  return field.message !== undefined || field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES
}
