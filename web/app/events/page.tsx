/** The catalogue of events, for teams that build on what happens in Quint. */
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { SiteHeader } from '../../ui/site-header.tsx'
import { carriesSignIn } from '../session-cookie.ts'
import { type CatalogueEvent, catalogue } from './catalogue.ts'
import { EventChapter } from './event-chapter.tsx'
import { Listing } from './listing.tsx'

export const metadata: Metadata = { title: 'Events' }

export default async function EventsPage() {
  const origin = originOf(await headers())
  return (
    <>
      <SiteHeader signedIn={await carriesSignIn()} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid max-w-6xl gap-x-14 px-4 pb-28 pt-8 outline-none sm:px-6 sm:pt-12 lg:grid-cols-[15rem_minmax(0,1fr)]"
      >
        <div className="lg:col-start-2">
          <h1 className="text-2xl sm:text-3xl">Events</h1>
          <p className="mt-4 text-lg text-muted">
            Each time something has happened in Quint, a service says so on Kafka. Here is every kind of event: what it holds, who answers for it, who
            reads it, and how your team begins.
          </p>
        </div>
        <Contents events={catalogue.events} />
        <div className="lg:col-start-2">
          <Begin />
          <Rules title="What you can rely on" rules={catalogue.delivery} />
          <Rules title="How events change" rules={catalogue.compatibility} />
          <Notices />
          <div className="mt-14 border-b border-line">
            {catalogue.events.map((event) => (
              <EventChapter key={event.type} event={event} origin={origin} />
            ))}
          </div>
        </div>
      </main>
    </>
  )
}

/** Where the reader found this page: the commands on it name the same place. */
function originOf(request: Headers): string {
  const protocol = request.get('x-forwarded-proto') ?? 'http'
  return `${protocol.split(',')[0]}://${request.get('x-forwarded-host') ?? request.get('host') ?? 'localhost'}`
}

function Contents({ events }: { readonly events: readonly CatalogueEvent[] }) {
  const topics = [...new Set(events.map(({ topic }) => topic))]
  return (
    <nav
      aria-label="Events"
      className="hidden lg:sticky lg:block lg:top-24 lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:max-h-[calc(100dvh-8rem)] lg:self-start lg:overflow-y-auto"
    >
      {topics.map((topic) => (
        <div key={topic} className="mb-5">
          <p className="break-all font-mono text-sm text-muted">{topic}</p>
          <ul className="mt-1">
            {events
              .filter((event) => event.topic === topic)
              .map(({ type }) => (
                <li key={type}>
                  <a href={`#${type}`} className="block py-1.5 underline decoration-line decoration-2 underline-offset-4 hover:decoration-current">
                    {type}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function Section({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}

const link = 'underline underline-offset-4'

function Begin() {
  return (
    <Section id="begin" title="Begin in five minutes">
      <ol className="mt-3 grid list-decimal gap-2 pl-6 marker:text-muted">
        <li className="pl-1">Choose an event below and run one of its commands: you see real records. A press on a command selects it whole.</li>
        <li className="pl-1">
          Write your own program out of what is here and nothing else:{' '}
          <a href={paths.eventDocument('asyncapi.json')} className={link}>
            asyncapi.json
          </a>{' '}
          for all events, a JSON Schema for each, and{' '}
          <a href={paths.eventDocument('consume.py')} className={link}>
            consume.py
          </a>{' '}
          to start from.
        </li>
        <li className="pl-1">
          Say which fields you read in <code className="font-mono text-sm">consumers/&lt;team&gt;.yaml</code>. From then on no change to them passes
          the gate unless you have been told.
        </li>
      </ol>
      <details className="mt-4">
        <summary className="font-semibold">The whole consumer in Python</summary>
        <Listing text={catalogue.sample} />
      </details>
    </Section>
  )
}

function Rules({ title, rules }: { readonly title: string; readonly rules: readonly string[] }) {
  return (
    <Section id={title.toLowerCase().replaceAll(' ', '-')} title={title}>
      <ul className="mt-3 grid list-disc gap-1.5 pl-6 marker:text-muted">
        {rules.map((rule) => (
          <li key={rule} className="pl-1">
            {rule}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Notices() {
  if (catalogue.notices.length === 0) return null
  return (
    <Section id="notices" title="What will change">
      <ul className="mt-3 grid gap-3">
        {catalogue.notices.map(({ change, announced, advice }) => (
          <li key={change}>
            <code className="font-mono text-sm">{change}</code>, announced {announced}. {advice}
          </li>
        ))}
      </ul>
    </Section>
  )
}
