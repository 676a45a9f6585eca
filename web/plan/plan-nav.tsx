'use client'
/** The parts of planning, beside each other. */
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '../paths.ts'

const parts = [
  { href: paths.plan, name: 'Plan' },
  { href: paths.problems, name: 'Problems' },
  { href: paths.reviews, name: 'Reviews' },
  { href: paths.planner, name: 'Planner' },
]

export function PlanNav() {
  const here = usePathname()
  return (
    <nav aria-label="Planning" className="mb-8 border-b border-line">
      <ul className="flex flex-wrap gap-x-6">
        {parts.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={here === href || here.startsWith(`${href}/`) ? 'page' : undefined}
              className="-mb-px block border-b-2 border-transparent py-2.5 text-muted hover:text-ink aria-[current]:border-quint aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
