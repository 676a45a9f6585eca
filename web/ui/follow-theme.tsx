'use client'
/** Brings the theme that a learner chose elsewhere to this device, unless something was chosen here. */
import { useEffect } from 'react'
import { applyTheme, themeCookie } from './theme.ts'
import { usePreferences } from './use-preferences.ts'

export function FollowTheme(): null {
  const { preferences } = usePreferences()
  const theme = preferences?.theme ?? 'system'
  useEffect(() => {
    if (theme !== 'system' && !document.cookie.includes(`${themeCookie}=`)) applyTheme(theme)
  }, [theme])
  return null
}
