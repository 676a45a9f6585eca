/** Draws a dashboard as Grafana reads it from a file. */
import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type * as grafana from '@grafana/grafana-foundation-sdk/dashboard'
import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  QueryVariableBuilder,
  RowBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard, Variable } from './area.ts'
import { drawPanel, sources } from './panel.ts'

export function dashboardFile(dashboard: Dashboard): string {
  return `${JSON.stringify(draw(dashboard), null, 2)}\n`
}

function draw({ uid, title, says, variables = [], rows }: Dashboard): grafana.Dashboard {
  const drawn = new DashboardBuilder(`Quint: ${title}`)
    .uid(uid)
    .description(says)
    .tags(['quint'])
    .timezone('browser')
    .refresh('1m')
    .time({ from: 'now-6h', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .link(new DashboardLinkBuilder('Quint').type(DashboardLinkType.Dashboards).tags(['quint']).asDropdown(true).keepTime(true).includeVars(true))
    .variables(variables.map(drawVariable))
  for (const row of rows) {
    drawn.withRow(new RowBuilder(row.title))
    for (const panel of row.panels) drawn.withPanel(drawPanel(panel))
  }
  return drawn.build()
}

function drawVariable({ name, label, from }: Variable): Builder<grafana.VariableModel> {
  if ('typed' in from) return new TextBoxVariableBuilder(name).label(label).defaultValue(from.typed)
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(sources.prometheus)
    .query(`label_values(${from.series}, ${from.label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
}
