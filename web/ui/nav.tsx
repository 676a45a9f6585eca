'use client'
/** The rooms of the house: along the top where there is room, at the thumb where there is not. */
import { BookOpen, History, type LucideIcon, PenLine, Settings, Sun } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '../paths.ts'

interface Room {
  readonly href: string
  readonly name: string
  readonly icon: LucideIcon
}

const rooms: readonly Room[] = [
  { href: paths.dashboard, name: 'Today', icon: Sun },
  { href: paths.coach, name: 'Coach', icon: PenLine },
  { href: paths.sessions, name: 'Sessions', icon: History },
  { href: paths.reference, name: 'Elements', icon: BookOpen },
  { href: paths.settings, name: 'Settings', icon: Settings },
]

export function TopNav() {
  const here = usePathname()
  return (
    <nav aria-label="Main" className="hidden sm:block">
      <ul className="flex items-center gap-1">
        {rooms.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isIn(here, href) ? 'page' : undefined}
              className="block rounded-card px-3 py-2 text-muted transition-colors hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-quint aria-[current]:decoration-2 aria-[current]:underline-offset-8"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function BottomNav() {
  const here = usePathname()
  return (
    <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] sm:hidden">
      <ul className="grid grid-cols-5">
        {rooms.map(({ href, name, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isIn(here, href) ? 'page' : undefined}
              className="flex flex-col items-center gap-0.5 py-2 text-[0.8125rem] text-muted aria-[current]:font-semibold aria-[current]:text-quint"
            >
              <Icon aria-hidden className="size-5" />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function isIn(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`)
}
