/** The frame of every page: typefaces, theme, skip link, providers. */
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Install } from '../offline/install.tsx'
import { OfflineBanner } from '../ui/offline-banner.tsx'
import { themeCookie, toTheme } from '../ui/theme.ts'
import { WebVitals } from '../ui/web-vitals.tsx'
import { display, mono, text, textExtended } from './fonts.ts'
import { Providers } from './providers.tsx'

export const metadata: Metadata = {
  title: { default: 'Quint', template: '%s · Quint' },
  description: 'A coach that makes you think before you solve: twelve questions, one hint that never spoils, a last word of your own.',
  appleWebApp: { capable: true, title: 'Quint', statusBarStyle: 'default' },
  icons: { icon: '/icon.svg', apple: '/icons/quint-180.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#FBF8F3' },
    { media: '(prefers-color-scheme: dark)', color: '#12161C' },
  ],
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = toTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme} className={`${display.variable} ${text.variable} ${textExtended.variable} ${mono.variable}`}>
      <body className="min-h-dvh bg-paper text-ink antialiased">
        <a
          href="#main"
          className="fixed left-4 top-4 z-50 -translate-y-24 rounded-card bg-ink px-4 py-2 text-paper transition-transform focus:translate-y-0"
        >
          Skip to the content
        </a>
        <WebVitals />
        <Install />
        <OfflineBanner />
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
