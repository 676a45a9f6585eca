'use client'
/** Tells the gateway how a page felt; a report that is lost is not missed. */
import { useReportWebVitals } from 'next/web-vitals'
import { reportVital } from '../api/gateway.ts'
import { isReporting, toVital } from './vitals.ts'

const reporting = isReporting(Math.random())

function report(metric: { readonly name: string; readonly value: number }): void {
  if (!reporting) return
  const vital = toVital(metric, location.pathname)
  if (vital !== undefined) reportVital(vital)
}

export function WebVitals(): null {
  useReportWebVitals(report)
  return null
}
