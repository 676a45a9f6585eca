/** When designs are not deployed, or are left behind. */
import type { Alert } from '../../area.ts'

const ended = (status: string): string => `quint_design_submissions_total{quint_design_status="${status}",quint_design_verdict="none",instance="a"}`
const orphans = 'quint_design_orphans_total{instance="a"}'

export const alerts: readonly Alert[] = [
  {
    name: 'DesignsNotDeployed',
    expr: 'sum(increase(quint_design_submissions_total{quint_design_status=~"DEPLOY_FAILED|EXPIRED"}[1h])) > 4 and sum(increase(quint_design_submissions_total{quint_design_status=~"DEPLOY_FAILED|EXPIRED"}[1h])) / sum(increase(quint_design_submissions_total[1h])) > 0.25',
    holds: '5m',
    severity: 'ticket',
    summary: 'More than a quarter of the submitted designs cannot be deployed or take too long',
    dashboard: 'quint-designs',
    fires: [{ says: 'one in two', series: { [ended('DEPLOY_FAILED')]: '0+1x60', [ended('COMPLETED')]: '0+1x60' }, at: '60m', labels: {} }],
    quiet: [
      { says: 'one in ten', series: { [ended('DEPLOY_FAILED')]: '0+1x60', [ended('COMPLETED')]: '0+9x60' }, at: '60m' },
      { says: 'two of two', series: { [ended('EXPIRED')]: '0x50 1x5 2x20', [ended('COMPLETED')]: '0x80' }, at: '70m' },
    ],
  },
  {
    name: 'DesignsOrphaned',
    expr: 'sum(increase(quint_design_orphans_total[1h])) > 5',
    holds: '5m',
    severity: 'ticket',
    summary: 'Deployments of designs are left behind again and again, and have to be removed by the sweep',
    dashboard: 'quint-designs',
    fires: [{ says: 'one in five minutes', series: { [orphans]: '0+0.2x90' }, at: '80m', labels: {} }],
    quiet: [{ says: 'those of one crash', series: { [orphans]: '0x10 2x80' }, at: '60m' }],
  },
  {
    name: 'CloudNotDestroyed',
    expr: 'max(quint_cloud_late_seconds) > 900',
    holds: '5m',
    severity: 'page',
    summary: 'A design should have been gone from its cloud for a quarter of an hour, and costs money',
    dashboard: 'quint-designs',
    fires: [{ says: 'one that cannot be destroyed', series: { 'quint_cloud_late_seconds{instance="a"}': '0+60x40' }, at: '30m', labels: {} }],
    quiet: [{ says: 'one that takes its ten minutes', series: { 'quint_cloud_late_seconds{instance="a"}': '0+60x10 0x30' }, at: '25m' }],
  },
]
