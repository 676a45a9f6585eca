/** An address that leads nowhere. */
import Link from 'next/link'
import { paths } from '../paths.ts'
import { buttonClass } from '../ui/button.tsx'
import { SiteHeader } from '../ui/site-header.tsx'
import { carriesSignIn } from './session-cookie.ts'

export const metadata = { title: 'Not found' }

export default async function NotFoundPage() {
  const signedIn = await carriesSignIn()
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-xl px-4 py-20 outline-none">
        <h1 className="text-3xl">There is no page here</h1>
        <p className="mt-3 text-muted">A good moment for Air: what were you looking for, and where did the link come from?</p>
        <p className="mt-8">
          <Link href={signedIn ? paths.dashboard : paths.home} className={buttonClass()}>
            {signedIn ? 'Back to today' : 'Back to the beginning'}
          </Link>
        </p>
      </main>
    </>
  )
}
