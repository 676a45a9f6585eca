/** The first day: how a session goes, and where it begins. */
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'

const course = [
  ['Bring a problem', 'From LeetCode, from a book, or one of ours.'],
  ['Answer twelve questions', 'Understand it, fail at it, ask about it, follow your ideas. What your answers show appears as you go.'],
  ['Get one hint', 'Built from your own words, aimed where your thinking is thinnest. It gives nothing away.'],
  ['Have the last word', 'And see, side by side, what changed in your thinking.'],
] as const

export function Welcome() {
  return (
    <section aria-label="How a session goes" className="mt-3">
      <p className="max-w-[52ch] text-lg text-muted">
        Here you learn to think before you solve. A session takes about half an hour, in one go or in many.
      </p>
      <ol className="mt-8 grid gap-x-10 gap-y-7 border-t border-line pt-8 sm:grid-cols-2 lg:grid-cols-4">
        {course.map(([head, text], index) => (
          <li key={head}>
            <p aria-hidden className="font-display text-2xl text-quint">
              {index + 1}
            </p>
            <h2 className="mt-1 text-lg">{head}</h2>
            <p className="mt-1 text-muted">{text}</p>
          </li>
        ))}
      </ol>
      <p className="mt-10">
        <Link href={paths.coach} className={buttonClass()}>
          Begin your first session
        </Link>
      </p>
    </section>
  )
}
