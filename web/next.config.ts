/** How Next builds and serves the web app; the headers that need no nonce (the others are in proxy.ts). */
import path from 'node:path'
import type { NextConfig } from 'next'

const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
]

/** Whoever lets the interview hear them speaks into a microphone. */
const microphone = { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()' }
/** The names of Monaco's parts change with what is in them. */
const lasting = { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }

const config: NextConfig = {
  // Where a build goes, and a tsconfig.json that Next may write to: build.ts names them.
  distDir: process.env.QUINT_WEB_BUILD ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by the gate, once, for the whole project.
  typescript: { ignoreBuildErrors: true, tsconfigPath: process.env.QUINT_WEB_TSCONFIG ?? 'tsconfig.json' },
  turbopack: { root: path.join(import.meta.dirname, '..') },
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/interview/:id', headers: [microphone] },
    { source: '/monaco/:part(.+-[A-Z0-9]{8}\\.\\w+)', headers: [lasting] },
  ],
}

export default config
