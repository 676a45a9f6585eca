/** What changed between the first answers and the last word: evidence, not a grade. */
import type { AdditionKind, Change, Transcript } from './coach-client.ts'
import { answersOf } from './course.ts'
import { additionKinds, additionWords, lastWordIndex } from './element.ts'
import { ElementIcon } from './element-icon.tsx'
import { Highlighted, type Mark } from './highlighted.tsx'
import { followIdeas } from './ideas.ts'
import { amount } from './words.ts'

export interface ChangeViewProps {
  readonly transcript: Transcript
}

/** The answers in which a learner says how they think so far. */
const firstIdea = 3
const story = 11

export function ChangeView({ transcript }: ChangeViewProps) {
  const { textAt } = answersOf(transcript)
  const before = [story, firstIdea].map((index) => ({ index, text: textAt(index) })).filter(({ text }) => text !== '')
  return (
    <>
      <Additions change={transcript.change} />
      <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <section>
          <h3 className="text-lg text-muted">Before</h3>
          {before.map(({ index, text }) => (
            <div key={index} className="mt-3">
              <p className="text-sm text-muted">{index === story ? 'The story of your thinking (answer 12)' : 'Your first idea (answer 4)'}</p>
              <p className="mt-1 whitespace-pre-wrap text-muted">{text}</p>
            </div>
          ))}
        </section>
        <section>
          <h3 className="text-lg">After</h3>
          <p className="mt-3 whitespace-pre-wrap text-lg leading-[1.7]">
            <Highlighted text={textAt(lastWordIndex)} marks={marksOf(transcript.change)} />
          </p>
        </section>
      </div>
      <Thoughts transcript={transcript} />
    </>
  )
}

/** What stayed and what was left behind, sentence by sentence. */
function Thoughts({ transcript }: ChangeViewProps) {
  const { textAt } = answersOf(transcript)
  const said = (promptIndex: number) => ({ promptIndex, text: textAt(promptIndex) })
  const all = transcript.responses.map(({ promptIndex }) => said(promptIndex))
  const { stayed, left } = followIdeas([said(story), said(firstIdea)], all, textAt(lastWordIndex))
  // Where nothing was taken along, all of it was left behind: the two texts above say so.
  if (stayed.length === 0) return null
  return (
    <div className="mt-10 grid gap-x-10 gap-y-8 border-t border-line pt-8 lg:grid-cols-2">
      {left.length === 0 ? null : (
        <section>
          <h3 className="text-lg text-muted">Left behind</h3>
          <ul className="mt-3 grid gap-2 text-muted">
            {left.map((idea) => (
              <li key={`${idea.promptIndex}:${idea.start}`}>
                “{idea.text}” <span className="whitespace-nowrap text-sm">(answer {idea.promptIndex + 1})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="lg:col-start-2">
        <h3 className="text-lg">Taken along</h3>
        <ul className="mt-3 grid gap-4">
          {stayed.map(({ before, after }) => (
            <li key={after.start}>
              “{after.text}”
              <span className="block text-sm text-muted">
                from answer {before.promptIndex + 1}: “{before.text}”
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Additions({ change }: { readonly change: Change | null }) {
  const counts = countKinds(change)
  if (counts.length === 0)
    return (
      <p className="mt-4 max-w-[60ch]">
        I found nothing in your last word that your answers had not said before. That happens: sometimes the next problem is what moves a thought.
      </p>
    )
  return (
    <ul className="mt-5 flex flex-wrap gap-x-8 gap-y-3">
      {counts.map(({ kind, count }) => (
        <li key={kind} data-element={additionWords[kind].element} className="flex items-baseline gap-2">
          <ElementIcon element={additionWords[kind].element} className="size-5 translate-y-0.5 text-accent" />
          <span className="font-display text-2xl text-accent tabular-nums">{count}</span>
          <span>{amount(count, additionWords[kind].one, additionWords[kind].many).replace(/^\S+ /, '')}</span>
        </li>
      ))}
    </ul>
  )
}

function countKinds(change: Change | null): readonly { readonly kind: AdditionKind; readonly count: number }[] {
  return additionKinds
    .map((kind) => ({ kind, count: change?.added.filter((addition) => addition.kind === kind).length ?? 0 }))
    .filter(({ count }) => count > 0)
}

function marksOf(change: Change | null): readonly Mark[] {
  return (change?.added ?? []).flatMap(({ kind, evidence }) =>
    evidence === null || evidence.promptIndex !== lastWordIndex
      ? []
      : [{ start: evidence.start, end: evidence.end, element: additionWords[kind].element, label: additionWords[kind].one, signed: true }],
  )
}
