/** A room of the house: the head, the room, and on a phone the way to the others at the bottom. */
import type { ReactNode } from 'react'
import { KeepRooms } from '../../offline/keep-rooms.tsx'
import { LiveReminders } from '../../plan/live-reminders.tsx'
import { FollowTheme } from '../../ui/follow-theme.tsx'
import { SiteHeader } from '../../ui/site-header.tsx'
import { carriesSignIn } from '../session-cookie.ts'

export default async function RoomLayout({ children }: { readonly children: ReactNode }) {
  const signedIn = await carriesSignIn()
  return (
    <>
      {signedIn ? (
        <>
          <KeepRooms />
          <FollowTheme />
          <LiveReminders />
        </>
      ) : null}
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 pb-28 pt-8 outline-none sm:px-6 sm:pt-12 md:pb-20">
        {children}
      </main>
    </>
  )
}
