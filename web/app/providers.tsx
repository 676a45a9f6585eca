'use client'
/** What the pages' client parts have in common: one cache of what the gateway answered. */
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { createAnswers } from '../api/answers.ts'
import { ApiError } from '../api/problem.ts'

const mostRetries = 2

export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() =>
    createAnswers({
      defaultOptions: {
        queries: {
          staleTime: 15_000,
          refetchOnWindowFocus: false,
          retry: (failures, error) => failures < mostRetries && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
        },
      },
    }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
