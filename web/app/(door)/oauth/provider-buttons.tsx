'use client'
/** Going on with an account elsewhere; shows nothing while no provider is configured. */
import { useQuery } from '@tanstack/react-query'
import { keys } from '../../../api/keys.ts'
import { ways } from '../../../api/ways.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { ProviderMark } from './provider-mark.tsx'

export function ProviderButtons({ next }: { readonly next: string }) {
  const { data: providers = [] } = useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => ways.providers(signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (providers.length === 0) return null
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <div className="mt-8">
      <p className="flex items-center gap-4 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">or</p>
      <ul className="mt-6 grid gap-3">
        {providers.map(({ name, label }) => (
          <li key={name}>
            <a href={ways.startAddress(name, { next, timeZone })} className={`${buttonClass('quiet')} w-full`}>
              <ProviderMark name={name} />
              Go on with {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
