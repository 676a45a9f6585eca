/** What is wrong with a register or with the messages of events, whatever they were before. */
import type { DescMessage, FileRegistry } from '@bufbuild/protobuf'
import { fieldsOf } from './contract.ts'
import { commentOf, eventMessages } from './descriptors.ts'
import type { Register, RegisteredEvent, Topic } from './events.ts'
import { privacyFaults } from './privacy.ts'

export function faultsOf(registry: FileRegistry, register: Register): readonly string[] {
  const messages = eventMessages(registry)
  return [
    ...twice(register),
    ...messages
      .filter(({ typeName }) => !register.events.some(({ message }) => message === typeName))
      .map(({ typeName }) => `${typeName} is not registered`),
    ...register.topics.flatMap((topic) => topicFaults(topic, register)),
    ...register.events.flatMap((event) => eventFaults(event, register, messages)),
    ...messages.flatMap(undescribed),
    ...privacyFaults(registry),
  ]
}

function twice({ topics, events }: Register): readonly string[] {
  const names = [...topics.map(({ name }) => name), ...events.map(({ type }) => type), ...events.map(({ message }) => message)]
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is registered twice`)
}

function topicFaults({ name, owner, retentionDays }: Topic, { events }: Register): readonly string[] {
  return [
    ...(new RegExp(`^quint\\.${owner}\\.[a-z]+\\.v[1-9]\\d*$`).test(name) ? [] : [`${name} is not called quint.${owner}.<aggregate>.v<major>`]),
    ...(retentionDays >= 1 ? [] : [`${name} is not kept for a day`]),
    ...(events.some(({ topic }) => topic === name) ? [] : [`${name} carries no event`]),
  ]
}

function eventFaults(event: RegisteredEvent, { topics }: Register, messages: readonly DescMessage[]): readonly string[] {
  const topic = topics.find(({ name }) => name === event.topic)
  const message = messages.find(({ typeName }) => typeName === event.message)
  if (topic === undefined) return [`${event.type}: the topic ${event.topic} is not registered`]
  if (message === undefined) return [`${event.type}: no events.proto has the message ${event.message}`]
  const known = fieldsOf(message).map(({ path }) => path)
  const aggregate = event.topic.replace(/^quint\./, '').replace(/\.v\d+$/, '')
  return [
    ...(new RegExp(`^${aggregate.replace('.', '\\.')}\\.[a-z]+(-[a-z]+)*$`).test(event.type)
      ? []
      : [`${event.type} is not called ${aggregate}.<past tense>`]),
    ...(event.always.includes(topic.key) ? [] : [`${event.type}: the key ${topic.key} may be left out`]),
    ...[topic.key, ...event.always, ...event.mustUnderstand]
      .filter((field) => !known.includes(field))
      .map((field) => `${event.type}: ${event.message} has no field ${field}`),
  ]
}

function undescribed(message: DescMessage): readonly string[] {
  return message.fields.filter((field) => commentOf(field) === '').map(({ name }) => `${message.typeName}.${name} has no comment`)
}
