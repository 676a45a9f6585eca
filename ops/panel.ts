/** Draws one panel: lines over time, a number, bars, a table, logs or traces. */

import { PanelBuilder as BarsBuilder } from '@grafana/grafana-foundation-sdk/bargauge'
import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  type DataSourceRef,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  VizLegendOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common'
import type { Panel as DrawnPanel, Threshold, ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs'
import { DataqueryBuilder as LokiQueryBuilder } from '@grafana/grafana-foundation-sdk/loki'
import { DataqueryBuilder as PrometheusQueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as NumberBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table'
import { DataqueryBuilder as TempoQueryBuilder } from '@grafana/grafana-foundation-sdk/tempo'
import { PanelBuilder as LinesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import type { Panel, Query } from './area.ts'

/** As grafana/provisioning/datasources/ names them. */
export const sources = {
  prometheus: { type: 'prometheus', uid: 'prometheus' },
  loki: { type: 'loki', uid: 'loki' },
  tempo: { type: 'tempo', uid: 'tempo' },
} as const satisfies Record<string, DataSourceRef>

const height = 8
const whole = 24

export function drawPanel(panel: Panel): Builder<DrawnPanel> {
  const drawn = draw[panel.shows](panel)
  return drawn.title(panel.title).description(panel.says).unit(panel.unit)
}

type Drawn = LinesBuilder | NumberBuilder | BarsBuilder | TableBuilder | LogsBuilder

const draw: Readonly<Record<Panel['shows'], (panel: Panel) => Drawn>> = {
  lines: (panel) =>
    placed(new LinesBuilder(), panel)
      .datasource(sources.prometheus)
      .targets(panel.queries.map((query, index) => prometheusQuery(query, index).range()))
      .min(0)
      .fillOpacity(5)
      .lineWidth(1)
      .legend(new VizLegendOptionsBuilder().displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom).showLegend(true).calcs([]))
      .thresholds(limits(panel)),
  number: (panel) =>
    placed(new NumberBuilder(), panel)
      .datasource(sources.prometheus)
      .targets(panel.queries.map((query, index) => prometheusQuery(query, index).range()))
      .reduceOptions(last())
      .thresholds(limits(panel)),
  bars: (panel) =>
    placed(new BarsBuilder(), panel)
      .datasource(sources.prometheus)
      .targets(panel.queries.map((query, index) => prometheusQuery(query, index).instant()))
      .orientation(VizOrientation.Horizontal)
      .reduceOptions(last())
      .min(0)
      .thresholds(limits(panel)),
  table: (panel) =>
    placed(new TableBuilder(), panel)
      .datasource(sources.prometheus)
      .targets(panel.queries.map((query, index) => prometheusQuery(query, index).format(PromQueryFormat.Table).instant()))
      .withTransformation({ id: 'merge', options: {} })
      .withTransformation({ id: 'organize', options: { excludeByName: { Time: true }, renameByName: columns(panel.queries) } })
      .thresholds(limits(panel)),
  logs: (panel) =>
    placed(new LogsBuilder(), panel)
      .datasource(sources.loki)
      .targets(
        panel.queries.map(({ expr }, index) => new LokiQueryBuilder().datasource(sources.loki).expr(expr).queryType('range').refId(letter(index))),
      )
      .showTime(true)
      .wrapLogMessage(true)
      .enableLogDetails(true),
  traces: (panel) =>
    placed(new TableBuilder(), panel)
      .datasource(sources.tempo)
      .targets(
        panel.queries.map(({ expr }, index) =>
          new TempoQueryBuilder().datasource(sources.tempo).queryType('traceql').query(expr).limit(20).refId(letter(index)),
        ),
      ),
}

function placed<Of extends Drawn>(drawn: Of, { width, shows }: Panel): Of {
  return drawn.span(width ?? (shows === 'logs' || shows === 'traces' ? whole : whole / 3)).height(height) as Of
}

function prometheusQuery({ expr, legend }: Query, index: number): PrometheusQueryBuilder {
  const query = new PrometheusQueryBuilder().datasource(sources.prometheus).expr(expr).refId(letter(index))
  return legend === undefined ? query : query.legendFormat(legend)
}

function columns(queries: readonly Query[]): Readonly<Record<string, string>> {
  const named = queries.map(({ legend }, index) => [queries.length === 1 ? 'Value' : `Value #${letter(index)}`, legend ?? 'Value'])
  return Object.fromEntries(named)
}

function last(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false)
}

const colours = { good: 'green', warn: 'orange', bad: 'red' } as const

function limits({ limits: given }: Panel): Builder<ThresholdsConfig> {
  const steps: readonly Threshold[] =
    given === undefined
      ? [{ value: null, color: colours.good }]
      : given.below === true
        ? [
            { value: null, color: colours.bad },
            { value: given.bad, color: colours.warn },
            { value: given.warn, color: colours.good },
          ]
        : [
            { value: null, color: colours.good },
            { value: given.warn, color: colours.warn },
            { value: given.bad, color: colours.bad },
          ]
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...steps])
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}
