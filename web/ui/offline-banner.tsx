'use client'
/** Says so when the device has no network or Quint does not answer, that what is shown was kept, and that nothing typed is lost. */
import { CloudOff } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'

export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, isOnline, assumeOnline)
  const copy = useKeptCopy()
  const words = online ? 'Quint is away.' : 'You are offline.'
  // A line of its own above everything: it covers nothing, and globals.css makes room for its height.
  return (
    <div role="status" className="sticky top-0 z-40">
      {online && !copy ? null : (
        <p data-away className="settle flex h-8 items-center justify-center gap-2 bg-ink px-2 text-[0.8125rem] text-paper">
          <CloudOff aria-hidden className="size-4 shrink-0 max-[22rem]:hidden" />
          {copy ? `${words} You see what this device kept.` : `${words} What you type stays on this device.`}
        </p>
      )}
    </div>
  )
}

/** The service worker says so when it answers with what it kept. */
function useKeptCopy(): boolean {
  const [copy, setCopy] = useState(false)
  useEffect(() => {
    const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
    if (serviceWorker === undefined) return
    const hear = ({ data }: MessageEvent): void => {
      if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'kept copy') setCopy(true)
    }
    const back = (): void => setCopy(false)
    serviceWorker.addEventListener('message', hear)
    serviceWorker.startMessages()
    window.addEventListener('online', back)
    return () => {
      serviceWorker.removeEventListener('message', hear)
      window.removeEventListener('online', back)
    }
  }, [])
  return copy
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

const isOnline = (): boolean => navigator.onLine
const assumeOnline = (): boolean => true
