'use client'
/** Each element: what it means, how it is asked, and how the learner has answered it best. */
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { type ElementDescription, learning } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { elementWords } from '../../../coach/element.ts'
import { ElementIcon } from '../../../coach/element-icon.tsx'
import { paths } from '../../../paths.ts'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { bestAnswers, type Example } from './best-answers.ts'

const sessionsToRead = 4

export function Reference({ signedIn }: { readonly signedIn: boolean }) {
  const elements = useQuery({ queryKey: keys.elements, queryFn: ({ signal }) => learning.elements(signal), staleTime: Number.POSITIVE_INFINITY })
  const examples = useQuery({ queryKey: keys.examples, queryFn: ({ signal }) => readExamples(signal), enabled: signedIn })
  if (elements.isPending) return <ReferenceSkeleton />
  if (elements.isError) return <Unavailable what="page" error={elements.error} onRetry={() => void elements.refetch()} />
  return (
    <>
      <p className="mt-4 text-lg text-muted">Quint asks along five elements: four are questions, the fifth is what they do to you.</p>
      <p className="mt-3 text-sm text-muted">Source: {elements.data.source}</p>
      {elements.data.elements.map((element) => (
        <ElementChapter key={element.element} element={element} example={examples.data?.[element.element]} signedIn={signedIn} />
      ))}
    </>
  )
}

async function readExamples(signal: AbortSignal) {
  const { items } = await learning.sessions({ q: '', status: 'completed', limit: sessionsToRead }, signal)
  return bestAnswers(await Promise.all(items.map(({ id }) => learning.transcript(id, signal))))
}

interface ChapterProps {
  readonly element: ElementDescription
  readonly example: Example | undefined
  readonly signedIn: boolean
}

function ElementChapter({ element, example, signedIn }: ChapterProps) {
  return (
    <section aria-labelledby={element.element} data-element={element.element} className="mt-14 border-t border-line pt-10">
      <h2 id={element.element} className="flex items-center gap-3 text-2xl text-accent">
        <ElementIcon element={element.element} className="size-8" />
        {elementWords[element.element].name}
        <span className="self-end pb-0.5 font-sans text-base text-muted">{elementWords[element.element].act}</span>
      </h2>
      <p className="mt-3 text-lg">{element.meaning}</p>
      {element.prompts.length === 0 ? null : (
        <ol className="mt-5 grid list-decimal gap-2 pl-6 marker:text-accent">
          {element.prompts.map((prompt) => (
            <li key={prompt.index} className="pl-1">
              {prompt.text}
            </li>
          ))}
        </ol>
      )}
      {example === undefined ? null : (
        <figure className="mt-7 border-l-4 border-accent pl-5">
          <figcaption className="text-sm text-muted">
            {element.prompts.length === 0 ? 'Your own, as a last word on ' : 'Your own, on '}
            <Link href={paths.transcript(example.sessionId)} prefetch={false} className="underline underline-offset-4">
              {example.problem}
            </Link>
          </figcaption>
          <blockquote className="mt-1 whitespace-pre-wrap font-display text-lg">{example.text}</blockquote>
        </figure>
      )}
      {signedIn && example === undefined && element.prompts.length > 0 ? (
        <p className="mt-6 text-sm text-muted">Your best answer stands here, once you have finished a session with one of a few sentences.</p>
      ) : null}
    </section>
  )
}

function ReferenceSkeleton() {
  return (
    <div className="mt-8 grid gap-10">
      <Waiting label="The elements are being fetched." />
      <Skeleton className="h-14" />
      <Skeleton className="h-64" />
      <Skeleton className="h-64" />
    </div>
  )
}
