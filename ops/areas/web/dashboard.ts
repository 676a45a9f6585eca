/** Web vitals: the web app as browsers of learners report it. */
import type { Dashboard, Panel } from '../../area.ts'

const page = 'quint_web_page=~"$page"'

interface Vital {
  readonly title: string
  readonly says: string
  readonly name: 'LCP' | 'INP' | 'FCP' | 'TTFB'
  readonly limits: { readonly warn: number; readonly bad: number }
}

/** The 75th percentile, as web.dev/vitals judges. */
function vital({ title, says, name, limits }: Vital): Panel {
  const expr = `histogram_quantile(0.75, sum by (le, quint_web_page) (rate(quint_web_vital_seconds_bucket{${page},quint_web_vital_name="${name}"}[$__rate_interval])))`
  return { title, says, shows: 'lines', unit: 's', queries: [{ expr, legend: '{{quint_web_page}}' }], limits }
}

export const dashboard: Dashboard = {
  uid: 'quint-web',
  title: 'Web vitals',
  says: 'How the pages are for learners, on their machines and lines. Three of four are better than the lines here; a sample of browsers reports.',
  variables: [{ name: 'page', label: 'Page', from: { series: 'quint_web_vital_seconds_count', label: 'quint_web_page' } }],
  rows: [
    {
      title: 'Three that matter',
      panels: [
        vital({
          name: 'LCP',
          title: 'Largest paint',
          says: 'Until what matters is seen. Good up to 2.5 s, bad above 4 s.',
          limits: { warn: 2.5, bad: 4 },
        }),
        vital({
          name: 'INP',
          title: 'Interaction to paint',
          says: 'From a key or click to what it changes. Good up to 0.2 s, bad above 0.5 s.',
          limits: { warn: 0.2, bad: 0.5 },
        }),
        {
          title: 'Layout shift',
          says: 'How far things jump while the page is read. Good up to 0.1, bad above 0.25.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `histogram_quantile(0.75, sum by (le, quint_web_page) (rate(quint_web_layout_shift_bucket{${page}}[$__rate_interval])))`,
              legend: '{{quint_web_page}}',
            },
          ],
          limits: { warn: 0.1, bad: 0.25 },
        },
      ],
    },
    {
      title: 'On the way there',
      panels: [
        vital({
          name: 'TTFB',
          title: 'First byte',
          says: 'Network and gateway. Good up to 0.8 s, bad above 1.8 s.',
          limits: { warn: 0.8, bad: 1.8 },
        }),
        vital({ name: 'FCP', title: 'First paint', says: 'Until anything is seen. Good up to 1.8 s, bad above 3 s.', limits: { warn: 1.8, bad: 3 } }),
        {
          title: 'Reports',
          says: 'Reports a second by page: few of them say little.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            { expr: `sum by (quint_web_page) (rate(quint_web_vital_seconds_count{${page}}[$__rate_interval]))`, legend: '{{quint_web_page}}' },
          ],
        },
      ],
    },
  ],
}
