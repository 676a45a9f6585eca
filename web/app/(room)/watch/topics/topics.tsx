'use client'
/** The topics, by field: searched, and each with its video or a way to ask for one. */
import { CirclePlay, Clock, Plus } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { keys } from '../../../../api/keys.ts'
import { messageOf } from '../../../../api/problem.ts'
import { type Topic, watch } from '../../../../api/watch.ts'
import { amount } from '../../../../coach/words.ts'
import { paths } from '../../../../paths.ts'
import { Button } from '../../../../ui/button.tsx'
import { Difficulty } from '../../../../ui/difficulty.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { RowsWaiting } from '../../../../ui/pages.tsx'
import { SearchField, SelectField } from '../../../../ui/search-field.tsx'
import { isUnreadable, useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { allTopics, fieldsOf, type TopicQuery, topicsPath } from '../../../../watch/topics.ts'
import { clock, subjects } from '../../../../watch/words.ts'

/** While one is being made. */
const againMs = 5000

export function Topics({ start }: { readonly start: TopicQuery }) {
  const [query, setQuery] = useState(start)
  useEffect(() => window.history.replaceState(null, '', topicsPath(query)), [query])
  const topics = useLearnerQuery({
    queryKey: [...keys.videos, 'topics'],
    queryFn: ({ signal }) => watch.topics(signal),
    refetchInterval: ({ state }) => (state.data?.some(({ makingId }) => makingId !== null) === true ? againMs : false),
  })
  return (
    <>
      <search className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-4">
        <SearchField label="Search in topics" value={query.q} onChange={(q) => setQuery({ ...query, q })} placeholder="A word" maxLength={100} />
        <SelectField label="Subject" value={query.subject} any="all" options={subjects} onChange={(subject) => setQuery({ ...query, subject })} />
      </search>
      {isUnreadable(topics) ? (
        <div className="mt-6">
          <Notice message={messageOf(topics.error)} onRetry={() => void topics.refetch()} />
        </div>
      ) : topics.data === undefined ? (
        <RowsWaiting label="Topics are being fetched." rows={6} />
      ) : (
        <Found topics={topics.data} query={query} onClear={() => setQuery(allTopics)} />
      )}
    </>
  )
}

interface FoundProps {
  readonly topics: readonly Topic[]
  readonly query: TopicQuery
  readonly onClear: () => void
}

function Found({ topics, query, onClear }: FoundProps) {
  const fields = fieldsOf(topics, query)
  const count = fields.reduce((sum, field) => sum + field.topics.length, 0)
  return (
    <>
      <p role="status" className="mt-4 text-muted">
        {count === topics.length ? amount(count, 'topic') : `${count} of ${amount(topics.length, 'topic')}`}
      </p>
      {fields.map((field) => (
        <section key={field.subject} aria-labelledby={field.subject} className="mt-8">
          <h2 id={field.subject} className="text-xl">
            {field.name}
          </h2>
          <ul className="mt-2 divide-y divide-line">
            {field.topics.map((topic) => (
              <Row key={topic.id} topic={topic} />
            ))}
          </ul>
        </section>
      ))}
      {count > 0 ? null : (
        <p className="mt-6 flex flex-wrap gap-3">
          <Button look="quiet" onClick={onClear}>
            Show all topics
          </Button>
        </p>
      )}
    </>
  )
}

function Row({ topic }: { readonly topic: Topic }) {
  const { title, difficulty, summary } = topic
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h3 className="font-semibold">{title}</h3>
          <Difficulty value={difficulty} className="text-sm text-muted" />
        </div>
        <p className="max-w-[65ch] text-muted">{summary}</p>
      </div>
      <Way topic={topic} />
    </li>
  )
}

/** To the video that is there, to the one that is being made, or to the wish for one. */
function Way({ topic }: { readonly topic: Topic }) {
  const { href, icon: Icon, words } = wayOf(topic)
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={`${words}: ${topic.title}`}
      className="inline-flex min-h-11 items-center gap-2 justify-self-start underline underline-offset-4"
    >
      <Icon aria-hidden className="size-5" />
      {words}
    </Link>
  )
}

function wayOf(topic: Topic) {
  const { video, makingId } = topic
  if (video !== null) {
    const rated = video.ratingCount === 0 ? '' : `, ${video.ratingAvg.toFixed(1)} of 5`
    return { href: paths.video(video.id), icon: CirclePlay, words: `Watch, ${clock(video.durationMs)}${rated}` }
  }
  if (makingId !== null) return { href: paths.video(makingId), icon: Clock, words: 'Being made' }
  return { href: paths.videoAbout(topic), icon: Plus, words: 'Ask for it' }
}
