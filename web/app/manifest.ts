/** What a device needs to install Quint as an app. */
import type { MetadataRoute } from 'next'
import { paths } from '../paths.ts'

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Quint',
    short_name: 'Quint',
    description: 'A coach that makes you think before you solve.',
    lang: 'en',
    start_url: paths.dashboard,
    scope: '/',
    display: 'standalone',
    background_color: '#FBF8F3',
    theme_color: '#FBF8F3',
    categories: ['education'],
    icons: [
      { src: '/icons/quint-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/quint-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/quint-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icons/quint-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Begin a session', url: paths.coach },
      { name: 'Your sessions', url: paths.sessions },
    ],
  }
}
