'use client'
/** Leads to another page of the app. What led there is not over until that page is there: pressed again meanwhile, it would happen twice. */
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

export interface Leading {
  readonly leading: boolean
  lead(path: string): void
}

export function useLeading(): Leading {
  const router = useRouter()
  const [leading, begin] = useTransition()
  return { leading, lead: (path) => begin(() => router.push(path)) }
}
