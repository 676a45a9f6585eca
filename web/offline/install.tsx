'use client'
/** Installs the service worker, and sends what waits on this device whenever there is a chance. */
import { useEffect } from 'react'
import { deviceOutbox } from './device-outbox.ts'

export function Install(): null {
  useEffect(() => {
    const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
    // Without one (an old browser, an address that is not secure) everything works but being offline.
    if (process.env.NODE_ENV === 'production')
      serviceWorker?.register('/sw.js', { type: 'module', scope: '/', updateViaCache: 'none' }).catch(() => undefined)
    const send = (): void =>
      void deviceOutbox()
        .flush()
        .catch(() => undefined)
    const look = (): void => {
      if (document.visibilityState === 'visible') send()
    }
    send()
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return null
}
