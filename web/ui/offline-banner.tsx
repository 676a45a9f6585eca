'use client'
/** Says so when the device has no network or Quint does not answer, that what is shown was kept, and that nothing typed is lost. */
import { CloudOff } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'

export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, isOnline, assumeOnline)
  const copy = useKeptCopy()
  const words = online ? 'Quint does not answer.' : 'You are offline.'
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-20 z-40 px-4 sm:bottom-6">
      {online && !copy ? null : (
        <p className="settle mx-auto flex w-fit items-center gap-2.5 rounded-card bg-ink px-4 py-2.5 text-sm text-paper shadow-sheet">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {copy ? `${words} You see what this device kept.` : `${words} What you type stays on this device until you are back.`}
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
