'use client'
/** The rooms of the house: along the top where there is room, at the thumb where there is not. */
import {
  BookOpen,
  CalendarCheck,
  FlaskConical,
  History,
  type LucideIcon,
  MessagesSquare,
  MonitorPlay,
  PenLine,
  Settings,
  Sun,
  Users,
  Workflow,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '../paths.ts'

interface Room {
  readonly href: string
  readonly name: string
  readonly icon: LucideIcon
  /** Along the top only where there is room for it; else it is among the rooms under today. */
  readonly wide?: true
}

const rooms: readonly Room[] = [
  { href: paths.dashboard, name: 'Today', icon: Sun },
  { href: paths.coach, name: 'Coach', icon: PenLine },
  { href: paths.plan, name: 'Plan', icon: CalendarCheck },
  { href: paths.interviews, name: 'Interview', icon: MessagesSquare },
  { href: paths.sessions, name: 'Sessions', icon: History },
  { href: paths.watch, name: 'Watch', icon: MonitorPlay, wide: true },
  { href: paths.designs, name: 'Design', icon: Workflow, wide: true },
  { href: paths.lab, name: 'Lab', icon: FlaskConical, wide: true },
  { href: paths.community, name: 'Community', icon: Users, wide: true },
  { href: paths.reference, name: 'Elements', icon: BookOpen, wide: true },
  { href: paths.settings, name: 'Settings', icon: Settings },
]

export function TopNav() {
  const here = usePathname()
  return (
    <nav aria-label="Main" className="hidden min-w-0 overflow-x-auto py-1 md:block">
      <ul className="flex items-center gap-1">
        {rooms.map(({ href, name, wide = false }) => (
          <li key={href} className={wide ? 'hidden lg:block' : ''}>
            <Link
              href={href}
              aria-current={isIn(here, href) ? 'page' : undefined}
              className="block rounded-card px-1.5 py-2 text-muted xl:px-3 transition-colors hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-quint aria-[current]:decoration-2 aria-[current]:underline-offset-8"
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
    <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="grid grid-cols-6">
        {rooms
          .filter(({ wide }) => wide !== true)
          .map(({ href, name, icon: Icon }) => (
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

/** On a phone or a tablet: what has no place at the thumb, or along the top. */
export function MoreRooms() {
  return (
    <nav aria-label="More rooms" className="mt-12 lg:hidden">
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-3">
        {rooms
          .filter(({ wide }) => wide === true)
          .map(({ href, name, icon: Icon }) => (
            <li key={href}>
              <Link href={href} className="flex min-h-12 items-center gap-3 rounded-card border border-line bg-surface px-4 font-semibold">
                <Icon aria-hidden className="size-5 text-muted" />
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
