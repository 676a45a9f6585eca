'use client'
/** Keeps the rooms that one looks into every day. */
import { paths } from '../paths.ts'
import { useKept } from './use-kept.ts'

export function KeepRooms(): null {
  useKept(
    ...[paths.dashboard, paths.sessions, paths.coach, paths.plan, paths.reviews],
    ...['/api/auth/me', '/api/user/dashboard', '/api/user/sessions?limit=20', '/api/plans?limit=1', '/api/reviews/due', '/api/reviews/figures'],
  )
  return null
}
