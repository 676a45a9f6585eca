/** How to read an event within five minutes: ready commands for one type. */
import type { RegisteredEvent } from './events.ts'

export interface Start {
  readonly tool: string
  /** What it does, in one sentence. */
  readonly says: string
  /** Shell commands; `{origin}` stands for the address that serves the catalogue. */
  readonly text: string
}

export function startTexts({ type, topic }: RegisteredEvent): readonly Start[] {
  return [
    {
      tool: 'kcat',
      says: 'Shows what is on the topic now: headers, key, body.',
      text: `kcat -C -b localhost:9092 -t ${topic} -o beginning -e -q -f '%h\\t%k\\t%s\\n' | grep -w 'ce_type=${type}'`,
    },
    {
      tool: 'Python',
      says: 'Reads from the beginning, goes on with what is new, and checks each event against its schema.',
      text: [
        'python3 -m venv quint-events && . quint-events/bin/activate',
        'pip install jsonschema kafka-python',
        'curl -sO {origin}/events/consume.py',
        `python consume.py --catalogue {origin}/events/asyncapi.json --bootstrap localhost:9092 --group my-team ${type}`,
      ].join('\n'),
    },
    {
      tool: 'kcat and Python',
      says: 'The same check behind kcat: consume.py needs no Kafka client then.',
      text: [
        `kcat -C -b localhost:9092 -t ${topic} -o beginning -e -q -J |`,
        `  python consume.py --catalogue {origin}/events/asyncapi.json --stdin ${type}`,
      ].join('\n'),
    },
  ]
}
