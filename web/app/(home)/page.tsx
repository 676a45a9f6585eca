/** What Quint is, in one screen, and three prompts to try it. */
import { ArrowDown } from 'lucide-react'
import Link from 'next/link'
import { askedElements, elementWords } from '../../coach/element.ts'
import { ElementName } from '../../coach/element-icon.tsx'
import { paths } from '../../paths.ts'
import { twoSum, twoSumFirst } from '../../samples.ts'
import { buttonClass } from '../../ui/button.tsx'
import { SiteHeader } from '../../ui/site-header.tsx'
import { carriesSignIn } from '../session-cookie.ts'
import { TryCoach } from './try-coach.tsx'

export default async function HomePage() {
  const signedIn = await carriesSignIn()
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="outline-none">
        <div className="wash" data-element="quintessence">
          <div className="mx-auto grid max-w-6xl gap-x-16 gap-y-10 px-4 pb-20 pt-10 sm:px-6 lg:grid-cols-[minmax(0,29rem)_minmax(0,1fr)] lg:pt-20">
            <Pitch signedIn={signedIn} />
            <TryCoach sample={twoSum} first={twoSumFirst} />
          </div>
        </div>
      </main>
      <footer className="mx-auto max-w-6xl px-4 pb-24 text-sm text-muted sm:px-6 sm:pb-10">
        <p className="border-t border-line pt-6">
          The elements come from Burger and Starbird, <cite>The 5 Elements of Effective Thinking</cite>.{' '}
          <Link href={paths.reference} className="underline underline-offset-4">
            How Quint uses them
          </Link>
          {' · '}
          <Link href={paths.events} className="underline underline-offset-4">
            Events for other teams
          </Link>
        </p>
      </footer>
    </>
  )
}

function Pitch({ signedIn }: { readonly signedIn: boolean }) {
  return (
    <div>
      <h1 className="text-[2.5rem] leading-[1.08] sm:text-[3.25rem]">Make up your own mind first.</h1>
      <p className="mt-5 text-lg text-muted sm:text-xl">
        Quint sits beside your interview problem and asks twelve questions. Only then does it give you one hint, built from your own words, that never
        gives the solution away. You have the last word, and see what it changed.
      </p>
      <ul className="mt-8 grid gap-2.5">
        {askedElements.map((element) => (
          <li key={element} className="flex items-baseline gap-3">
            <ElementName element={element} className="w-20 shrink-0" />
            <span>{elementWords[element].sentence}</span>
          </li>
        ))}
      </ul>
      <p className="mt-9 flex flex-wrap items-center gap-3">
        {signedIn ? (
          <Link href={paths.coach} className={buttonClass()}>
            Begin a session
          </Link>
        ) : (
          <Link href={paths.signUp()} className={buttonClass()}>
            Make an account
          </Link>
        )}
        <a href="#try" className={`${buttonClass('plain')} lg:hidden`}>
          Try it right here <ArrowDown aria-hidden className="size-4" />
        </a>
      </p>
    </div>
  )
}
