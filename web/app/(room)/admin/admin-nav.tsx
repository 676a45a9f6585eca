'use client'
/** The administrators' pages, and how much waits in each: beside the page where there is room, above it where there is not. */
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '../../../paths.ts'
import { isQueued, waitingIn } from './queues.ts'
import { useQueues } from './use-queues.ts'

const places = [
  { href: paths.admin, name: 'Overview' },
  { href: paths.adminUsers, name: 'People' },
  { href: paths.adminModeration, name: 'Moderation' },
  { href: paths.adminComments, name: 'Comments' },
  { href: paths.adminWatch, name: 'Videos' },
  { href: paths.adminDesigns, name: 'Designs' },
  { href: paths.adminAudit, name: 'Audit' },
  { href: paths.adminErasures, name: 'Erasures' },
  { href: paths.adminDeadLetters, name: 'Dead letters' },
] as const

export function AdminNav() {
  const here = usePathname()
  const { data: sizes } = useQueues()
  const isHere = (href: string): boolean => here === href || (href !== paths.admin && here.startsWith(`${href}/`))
  return (
    <nav aria-label="Administration">
      <ul className="flex flex-wrap gap-1 lg:grid lg:gap-0.5">
        {places.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isHere(href) ? 'page' : undefined}
              className="flex items-baseline justify-between gap-2 rounded-card px-3 py-2 text-muted transition-colors hover:text-ink aria-[current]:bg-ink aria-[current]:text-paper"
            >
              {name}
              {isQueued(href) ? <Count waiting={waitingIn(href, sizes)} /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Said as "3 waiting", seen as 3; its room is held while there is none, so that the names stay where they are. */
function Count({ waiting }: { readonly waiting: number }) {
  if (waiting === 0) return <span className="w-6" />
  return (
    <span className="min-w-6 rounded-full bg-accent px-1.5 text-center text-sm font-semibold tabular-nums text-on-accent">
      {waiting.toLocaleString('en')}
      <span className="sr-only"> waiting</span>
    </span>
  )
}
