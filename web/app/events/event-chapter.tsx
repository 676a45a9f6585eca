/** One event: its place, its fields, its readers, an example, and the commands that show it. */
import { ChevronDown } from 'lucide-react'
import { paths } from '../../paths.ts'
import type { CatalogueEvent, Consumer, Field } from './catalogue.ts'
import { Listing } from './listing.tsx'

export function EventChapter({ event, origin }: { readonly event: CatalogueEvent; readonly origin: string }) {
  const { type, purpose, deprecated, deprecatedUntil, fields, consumers, example, start } = event
  return (
    <details className="group border-t border-line py-6">
      <summary className="list-none [&::-webkit-details-marker]:hidden">
        <h2 className="flex items-start justify-between gap-4 text-lg [overflow-wrap:anywhere] sm:text-xl">
          <span className="decoration-line decoration-2 underline-offset-4 group-hover:underline">{type}</span>
          <ChevronDown aria-hidden className="mt-1 size-5 shrink-0 text-muted transition-transform group-open:rotate-180" />
        </h2>
        <p className="mt-1 text-muted">{purpose}</p>
      </summary>
      {/* An address that names the event opens it: what is named lies inside. */}
      <div id={type} className="scroll-mt-36" />
      {deprecated ? (
        <p className="mt-2 text-danger">Deprecated{deprecatedUntil === '' ? '' : `: published until ${deprecatedUntil}`}. Do not begin to read it.</p>
      ) : null}
      <Facts event={event} />
      <h3 className="mt-8 text-lg">Fields</h3>
      <ul className="mt-2">
        {fields.map((field) => (
          <FieldRow key={field.name} field={field} />
        ))}
      </ul>
      <h3 className="mt-8 text-lg">Who reads it</h3>
      <Readers consumers={consumers} />
      <h3 className="mt-8 text-lg">Example</h3>
      <Listing text={JSON.stringify(example, null, 2)} />
      <p className="mt-2">
        <a href={paths.eventDocument(`schemas/${type}.json`)} className="underline underline-offset-4">
          JSON Schema of the body of {type}
        </a>
      </p>
      <h3 className="mt-8 text-lg">See it</h3>
      {start.map(({ tool, says, text }) => (
        <div key={tool} className="mt-4">
          <p>
            <strong className="font-semibold">{tool}.</strong> {says}
          </p>
          <Listing text={text.replaceAll('{origin}', origin)} />
        </div>
      ))}
    </details>
  )
}

function Facts({ event }: { readonly event: CatalogueEvent }) {
  const { owner, code, topic, key, partitions, retentionDays } = event
  const facts = [
    ['Owner', `${owner} (${code})`],
    ['Topic', topic],
    ['Key', key],
    ['Kept for', `${retentionDays} days, in ${partitions} partitions`],
  ] as const
  return (
    <dl className="mt-5 grid gap-x-6 gap-y-1 sm:grid-cols-[6rem_minmax(0,1fr)]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-sm text-muted sm:pt-0.5">{name}</dt>
          <dd className="mb-2 [overflow-wrap:anywhere] sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function FieldRow({ field }: { readonly field: Field }) {
  const { name, type, description, always, mustUnderstand, deprecated, values, consumers } = field
  const absent = always ? 'always there' : `when left out: ${JSON.stringify(field.default)}`
  return (
    <li className="border-b border-line py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <code className="font-mono font-semibold">{name}</code>
        <span className="text-sm text-muted">
          {type}, {absent}
        </span>
      </p>
      <p>
        {description}
        {mustUnderstand ? ' Whoever reads the event must read this.' : ''}
        {deprecated ? ' Deprecated.' : ''}
      </p>
      {values.length === 0 ? null : <p className="font-mono text-sm [overflow-wrap:anywhere]">{values.join(' · ')}</p>}
      {consumers.length === 0 ? null : <p className="text-sm text-muted">Read by {consumers.join(', ')}</p>}
    </li>
  )
}

function Readers({ consumers }: { readonly consumers: readonly Consumer[] }) {
  if (consumers.length === 0) return <p className="mt-2 text-muted">Nobody yet.</p>
  return (
    <ul className="mt-2 grid gap-3">
      {consumers.map(({ team, purpose, contact, group, lagSeconds }) => (
        <li key={team}>
          <strong className="font-semibold">{team}.</strong> {purpose}{' '}
          <span className="text-sm text-muted [overflow-wrap:anywhere]">
            Group {group}, at most {lagSeconds} s behind. Ask: {contact}
          </span>
        </li>
      ))}
    </ul>
  )
}
