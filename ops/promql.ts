/** Reads PromQL as its own parser does, and says what a query gets wrong about the series that there are. */
import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import { labelFaults } from './selector.ts'
import type { KnownSeries, Series } from './series.ts'
import { all, ancestors, children, unreadable } from './tree.ts'

export interface Reading {
  readonly faults: readonly string[]
  /** Series that it reads. */
  readonly names: readonly string[]
  /** Labels that its result may have. */
  readonly labels: ReadonlySet<string>
}

export interface Sources {
  readonly series: KnownSeries
  /** Names that rules record, and their labels. */
  readonly recorded: ReadonlyMap<string, readonly string[]>
}

interface Text {
  readonly expr: string
  readonly sources: Sources
}

const growth = new Set(['rate', 'increase', 'irate', 'resets'])
const intervals: Readonly<Record<string, string>> = { $__rate_interval: '5m', $__interval: '1m', $__range: '1h' }

/** @param expr as in a panel: variables of Grafana are put in first. */
export function readPromql(given: string, sources: Sources): Reading {
  const expr = filledIn(given)
  const text = { expr, sources }
  const top = parser.parse(expr).topNode
  const broken = unreadable(top, expr)
  if (broken.length > 0) return { faults: broken, names: [], labels: new Set() }
  const selectors = all(top, ({ name }) => name === 'VectorSelector')
  return {
    faults: [
      ...selectors.flatMap((node) => selectorFaults(node, text)),
      ...all(top, ({ name }) => name === 'GroupingLabels').flatMap((node) => groupingFaults(node, text)),
      ...all(top, ({ name }) => name === 'FunctionCall').flatMap((node) => quantileFaults(node, text)),
    ],
    names: selectors.map((node) => nameOf(node, text)),
    labels: labelsOf(top.firstChild, text),
  }
}

/** With a value for each variable of Grafana. */
export function filledIn(expr: string): string {
  const timed = Object.entries(intervals).reduce((text, [name, value]) => text.replaceAll(name, value), expr)
  // A number that the reader types in; within quotes a variable is a value like any other.
  return timed.replaceAll(/"[^"]*"|\$\w+/g, (found) => (found.startsWith('"') ? found : '1'))
}

function selectorFaults(node: SyntaxNode, text: Text): readonly string[] {
  const name = nameOf(node, text)
  if (name === '') return ['a selector without a name']
  const series = text.sources.series.get(name)
  const recorded = text.sources.recorded.get(name)
  if (series === undefined && recorded === undefined) return [`there is no series ${name}`]
  const known = series?.labels ?? new Map((recorded ?? []).map((label) => [label, { bounded: 'a rule' }] as const))
  const matchers = all(node, (one) => one.name === 'UnquotedLabelMatcher').map((one) => {
    const [label, operator, value] = children(one).map((child) => text.expr.slice(child.from, child.to))
    return { label: label ?? '', operator: operator ?? '', value: (value ?? '').slice(1, -1) }
  })
  return [
    ...matchers.flatMap((matcher) => labelFaults(name, known, matcher)),
    ...(series === undefined ? [] : misuse(node, { ...text, name, series })),
  ]
}

/** A counter is only worth something by its growth, and only a counter grows. */
function misuse(node: SyntaxNode, { name, series, expr }: Text & { readonly name: string; readonly series: Series }): readonly string[] {
  const matrix = node.parent?.name === 'MatrixSelector' ? node.parent : undefined
  const call = ancestors(matrix ?? node).find(({ name: kind }) => kind === 'FunctionCall' || kind === 'AggregateExpr')
  const applied = call?.name === 'FunctionCall' && call.firstChild ? expr.slice(call.firstChild.from, call.firstChild.to) : ''
  const grows = growth.has(applied)
  if (grows && !series.counts && applied !== 'resets') return [`${applied} of ${name}, which is no counter`]
  const compared = ancestors(node).some((one) => one.name === 'BinaryExpr' && children(one).some((child) => child.name === 'Unless'))
  return series.counts && !grows && !compared ? [`${name} is a counter: how much it grows says something, its value does not`] : []
}

function groupingFaults(node: SyntaxNode, text: Text): readonly string[] {
  const scope = ancestors(node).find(({ name }) => name === 'AggregateExpr' || name === 'BinaryExpr')
  const within = scope?.name === 'AggregateExpr' ? scope.lastChild : scope
  const known = new Set(all(within ?? node, ({ name }) => name === 'VectorSelector').flatMap((one) => [...labelsOf(one, text)]))
  return all(node, ({ name }) => name === 'LabelName')
    .map((one) => text.expr.slice(one.from, one.to))
    .filter((label) => !known.has(label))
    .map((label) => `nothing there has the label ${label}`)
}

function quantileFaults(node: SyntaxNode, text: Text): readonly string[] {
  if (node.firstChild === null || text.expr.slice(node.firstChild.from, node.firstChild.to) !== 'histogram_quantile') return []
  const read = all(node, ({ name }) => name === 'VectorSelector').map((one) => nameOf(one, text))
  const kept = labelsOf(node.lastChild?.lastChild ?? null, text).has('le')
  return [
    ...read.filter((name) => !name.endsWith('_bucket')).map((name) => `a quantile of ${name}, which has no buckets`),
    ...(kept ? [] : ['a quantile of what has lost the label le']),
  ]
}

function labelsOf(node: SyntaxNode | null, text: Text): ReadonlySet<string> {
  if (node === null) return new Set()
  switch (node.name) {
    case 'VectorSelector': {
      const name = nameOf(node, text)
      return new Set(text.sources.series.get(name)?.labels.keys() ?? text.sources.recorded.get(name) ?? [])
    }
    case 'AggregateExpr':
      return aggregated(node, text)
    case 'BinaryExpr':
      return joined(node, text)
    case 'FunctionCall': {
      const inner = labelsOf(node.lastChild, text)
      const quantile = text.expr.startsWith('histogram_quantile', node.from)
      return quantile ? inner.difference(new Set(['le'])) : inner
    }
    default:
      return children(node).reduce((found: ReadonlySet<string>, child) => found.union(labelsOf(child, text)), new Set<string>())
  }
}

function aggregated(node: SyntaxNode, text: Text): ReadonlySet<string> {
  const modifier = children(node).find(({ name }) => name === 'AggregateModifier')
  const inner = labelsOf(node.lastChild, text)
  const keeps = /^(topk|bottomk)/.test(text.expr.slice(node.from, node.to))
  if (modifier === undefined) return keeps ? inner : new Set()
  const named = new Set(all(modifier, ({ name }) => name === 'LabelName').map((one) => text.expr.slice(one.from, one.to)))
  return modifier.firstChild?.name === 'Without' ? inner.difference(named) : keeps ? inner : named
}

function joined(node: SyntaxNode, text: Text): ReadonlySet<string> {
  const sides = children(node)
  const left = labelsOf(node.firstChild, text)
  // Where the left side is a number or may be empty, the right one shows.
  return left.size === 0 || sides.some(({ name }) => name === 'Or') ? left.union(labelsOf(node.lastChild, text)) : left
}

function nameOf(selector: SyntaxNode, { expr }: Text): string {
  const identifier = selector.getChild('Identifier')
  return identifier === null ? '' : expr.slice(identifier.from, identifier.to)
}
