'use client'
/** The administrators' pages, beside the page where there is room, above it where there is not. */
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '../../../paths.ts'

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
  const isHere = (href: string): boolean => here === href || (href !== paths.admin && here.startsWith(`${href}/`))
  return (
    <nav aria-label="Administration">
      <ul className="flex flex-wrap gap-1 lg:grid lg:gap-0.5">
        {places.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isHere(href) ? 'page' : undefined}
              className="block rounded-card px-3 py-2 text-muted transition-colors hover:text-ink aria-[current]:bg-ink aria-[current]:text-paper"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
