/** When pages are slow where learners are. */
import type { Alert } from '../../area.ts'

const home = 'service_name="gateway",quint_web_page="home"'
const painted = (bound: string): string => `quint_web_vital_seconds_bucket{${home},quint_web_vital_name="LCP",le="${bound}"}`
const reported = `quint_web_vital_seconds_count{${home},quint_web_vital_name="LCP"}`

export const alerts: readonly Alert[] = [
  {
    name: 'PagesSlow',
    expr: 'histogram_quantile(0.75, sum by (le, quint_web_page) (rate(quint_web_vital_seconds_bucket{quint_web_vital_name="LCP"}[1h]))) > 4 and sum by (quint_web_page) (increase(quint_web_vital_seconds_count{quint_web_vital_name="LCP"}[1h])) >= 50',
    holds: '30m',
    severity: 'ticket',
    summary: 'For one learner in four the page {{ $labels.quint_web_page }} takes more than four seconds to show what matters',
    dashboard: 'quint-web',
    fires: [
      {
        says: 'half of them wait for six seconds or more',
        series: {
          [painted('2.5')]: '0+1x120',
          [painted('6')]: '0+1x120',
          [painted('10')]: '0+2x120',
          [painted('+Inf')]: '0+2x120',
          [reported]: '0+2x120',
        },
        at: '110m',
        labels: { quint_web_page: 'home' },
      },
    ],
    quiet: [
      {
        says: 'nearly all wait for less than 2.5 seconds',
        series: { [painted('2.5')]: '0+9x120', [painted('10')]: '0+10x120', [painted('+Inf')]: '0+10x120', [reported]: '0+10x120' },
        at: '110m',
      },
      {
        says: 'one learner on a bad line',
        series: { [painted('6')]: '0x120', [painted('10')]: '0x60 1x60', [painted('+Inf')]: '0x60 1x60', [reported]: '0x60 1x60' },
        at: '110m',
      },
    ],
  },
]
