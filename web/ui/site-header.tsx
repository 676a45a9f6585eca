/** The head of each page: the mark, and where one can go. */
import Link from 'next/link'
import { paths } from '../paths.ts'
import { buttonClass } from './button.tsx'
import { Mark } from './mark.tsx'
import { BottomNav, TopNav } from './nav.tsx'

export function SiteHeader({ signedIn }: { readonly signedIn: boolean }) {
  return (
    <>
      <header className="sticky top-(--above) z-30 border-b border-line/70 bg-paper">
        <div className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6">
          <Wordmark href={signedIn ? paths.dashboard : paths.home} />
          {signedIn ? (
            <TopNav />
          ) : (
            <nav aria-label="Account" className="flex items-center gap-2">
              <Link href={paths.signIn()} className={buttonClass('plain')}>
                Sign in
              </Link>
              <Link href={paths.signUp()} className={`${buttonClass('quiet')} whitespace-nowrap px-4`}>
                Sign up
              </Link>
            </nav>
          )}
        </div>
      </header>
      {signedIn ? <BottomNav /> : null}
    </>
  )
}

export function Wordmark({ href }: { readonly href: string }) {
  return (
    <Link href={href} className="flex items-center gap-2.5 font-display text-xl font-semibold tracking-tight">
      <Mark className="size-7" />
      Quint
    </Link>
  )
}
