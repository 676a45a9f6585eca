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

const config: NextConfig = {
  // Where a build goes, and a tsconfig.json that Next may write to: build.ts names them.
  distDir: process.env.QUINT_WEB_BUILD ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by the gate, once, for the whole project.
  typescript: { ignoreBuildErrors: true, tsconfigPath: process.env.QUINT_WEB_TSCONFIG ?? 'tsconfig.json' },
  turbopack: { root: path.join(import.meta.dirname, '..') },
  headers: async () => [{ source: '/:path*', headers }],
}

export default config
