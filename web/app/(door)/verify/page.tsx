/** Where the link in the mail leads. */
import type { Metadata } from 'next'
import { Verify } from './verify.tsx'

export const metadata: Metadata = { title: 'Confirm your e-mail' }

type Search = Promise<{ readonly token?: string | string[] }>

export default async function VerifyPage({ searchParams }: { readonly searchParams: Search }) {
  const { token } = await searchParams
  return <Verify token={typeof token === 'string' ? token : ''} />
}
