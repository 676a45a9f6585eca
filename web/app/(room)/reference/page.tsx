/** The five elements, for anyone. */
import type { Metadata } from 'next'
import { carriesSignIn } from '../../session-cookie.ts'
import { Reference } from './reference.tsx'

export const metadata: Metadata = { title: 'The five elements' }

export default async function ReferencePage() {
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="text-2xl sm:text-3xl">Five elements of thinking</h1>
      <Reference signedIn={await carriesSignIn()} />
    </div>
  )
}
