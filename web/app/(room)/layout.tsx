/** A room of the house: the head, the room, and on a phone the way to the others at the bottom. */
import type { ReactNode } from 'react'
import { SiteHeader } from '../../ui/site-header.tsx'
import { carriesSignIn } from '../session-cookie.ts'

export default async function RoomLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <SiteHeader signedIn={await carriesSignIn()} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 pb-28 pt-8 outline-none sm:px-6 sm:pb-20 sm:pt-12">
        {children}
      </main>
    </>
  )
}
