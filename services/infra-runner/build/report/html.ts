/** The report as one page that needs nothing else: no script, no request, whatever a learner wrote is text. */
import type { CloudReport } from './cloud.ts'
import type { Chart, Compared, Explained, Report, TopologyNode, Verdict } from './report.ts'
import { faultWords } from './verdicts.ts'

export function reportHtml(report: Report): string {
  const {
    design,
    pack,
    passed,
    verdicts,
    topology,
    charts,
    analysis,
    proposal,
    questions,
    comparedWithPrevious,
    comparedWithReference,
    reference,
    cloud,
  } = report
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(design)}: what was measured</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(design)}${pack === undefined || pack === design ? '' : ` <small>${escaped(pack)}</small>`}</h1>
<p class="sum ${passed ? 'met' : 'missed'}">${sumOf(report)}</p>
${section('Requirements', verdictTable(verdicts))}
${section('What went wrong, and why', listed(analysis.map(explained)))}
${proposal === undefined ? '' : section('A proposed edit', `<p>${escaped(proposal.reason)}</p><pre>${proposal.diff.map(diffLine).join('\n')}</pre>`)}
${section('What was struck', nodeTable(topology.nodes))}
${comparedWithPrevious === undefined ? '' : section('Beside the last attempt', comparisonTable(comparedWithPrevious, 'Before'))}
${comparedWithReference === undefined ? '' : section('Beside a reference design', `<p>${escaped(referenceWords(reference))}</p>${comparisonTable(comparedWithReference, 'Reference')}`)}
${cloud === undefined ? '' : section('In a cloud', cloudPart(cloud))}
${section('Measured', charts.map(figure).join('\n'))}
${section('To think about', listed(questions.map(escaped)))}
</main>
</body>
</html>
`
}

function sumOf({ passed, verdicts }: Report): string {
  if (passed) return 'Every requirement that could be measured was met.'
  if (verdicts.some(({ verdict }) => verdict === 'missed')) return 'Not every requirement was met.'
  return 'Nothing that was measured was missed. What keeps it from holding are decisions that break a rule.'
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${escaped(title)}</h2>${body}</section>`
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

function table(heads: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return ''
  return `<div class="wide"><table><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function row(cells: readonly string[], kind = ''): string {
  return `<tr${kind === '' ? '' : ` class="${kind}"`}>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
}

function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ title, wanted, measured, verdict, decision }) => row([verdict, title, wanted, measured, decision], verdict))
  return table(['Verdict', 'Requirement', 'Wanted', 'Measured', 'Decided by'], rows)
}

function nodeTable(nodes: readonly TopologyNode[]): string {
  const rows = nodes.map(({ id, kind, replicas, zones, state, faults }) =>
    row(
      [id, kind, `${replicas}`, zones.join(', '), state === 'broke' ? 'was out' : state, faults.map(faultWords).join(', ')],
      state === 'broke' ? 'missed' : '',
    ),
  )
  return table(['Component', 'Kind', 'Replicas', 'Zones', 'State', 'Felt under'], rows)
}

function comparisonTable(compared: readonly Compared[], other: string): string {
  const kinds = { better: 'met', worse: 'missed', same: '' } as const
  return table(
    ['Figure', other, 'Now', 'Change'],
    compared.map(({ title, before, now, change }) => row([title, before, now, change], kinds[change])),
  )
}

function referenceWords(reference: Report['reference']): string {
  if (reference?.kind !== 'measured') return 'What a design that holds should do, by theory: it has not been measured on this kind of machine yet.'
  return `A design that holds, measured in the same way on ${reference.at.slice(0, 10)} (${reference.machine}).`
}

function cloudPart({ says, checks }: CloudReport): string {
  const rows = checks.map(({ passed, title, requests, example = '' }) =>
    row([passed ? 'met' : 'missed', title, `${requests}`, example], passed ? 'met' : 'missed'),
  )
  return `<p>${escaped(says)}</p>${table(['Verdict', 'Check', 'Requests', 'Example'], rows)}`
}

function explained({ what, why }: Explained): string {
  return `<strong>${escaped(what)}</strong> ${escaped(why)}`
}

function diffLine(line: string): string {
  return `<span class="${line.startsWith('+') ? 'met' : 'missed'}">${escaped(line)}</span>`
}

const width = 560
const height = 200
const margin = 44
const dashes = ['', '6 4', '2 3', '8 3 2 3']

function figure({ title, x, y, series }: Chart): string {
  const points = series.flatMap((line) => line.points)
  if (points.length === 0) return ''
  const [left, right] = rangeOf(points.map(([at]) => at))
  const [, top] = rangeOf([0, ...points.map(([, value]) => value)])
  const placeX = (at: number): number => margin + ((at - left) / (right - left || 1)) * (width - margin - 10)
  const placeY = (value: number): number => height - margin + 10 - (value / (top || 1)) * (height - margin - 10)
  const lines = series.map(
    (line, at) =>
      `<polyline class="line l${at}" stroke-dasharray="${dashes[at % dashes.length]}" points="${line.points.map(([one, other]) => `${placeX(one).toFixed(1)},${placeY(other).toFixed(1)}`).join(' ')}"/>`,
  )
  const axes = `<path class="axis" d="M${margin} 0V${height - margin + 10}H${width}"/>`
  const words = [
    `<text x="${margin - 4}" y="10" text-anchor="end">${told(top)}</text>`,
    `<text x="${margin}" y="${height - 18}">${told(left)}</text>`,
    `<text x="${width - 10}" y="${height - 18}" text-anchor="end">${told(right)}</text>`,
    `<text x="${width / 2}" y="${height - 4}" text-anchor="middle">${escaped(x)}</text>`,
  ]
  const legend = series.map(({ name }, at) => `<span class="k l${at}">${escaped(name)}</span>`).join(' ')
  return `<figure><figcaption>${escaped(title)} <small>(${escaped(y)})</small> ${legend}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">${axes}${lines.join('')}${words.join('')}</svg></figure>`
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

function told(value: number): string {
  return `${Math.round(value * 10) / 10}`
}

const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--paper:#fff;--line:#d1d9e0;--good:#116329;--bad:#a40e26}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--paper:#0d1117;--line:#3d444d;--good:#3fb950;--bad:#ff7b72}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:24px 16px}
h1 small,figcaption small,th{color:var(--soft);font-weight:normal}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid var(--line)}th,td:first-child{white-space:nowrap}td{overflow-wrap:anywhere}
tr.met td:first-child,tr.met td:last-child,.sum.met,pre .met{color:var(--good)}
tr.missed td:first-child,tr.missed td:last-child,.sum.missed,pre .missed{color:var(--bad)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}
figure{margin:16px 0}svg{width:100%;max-width:${width}px;height:auto}
svg text{font-size:11px;fill:var(--soft)}.axis{fill:none;stroke:var(--line)}.line{fill:none;stroke-width:2}
.l0{stroke:#0969da;color:#0969da}.l1{stroke:#cf222e;color:#cf222e}.l2{stroke:#8250df;color:#8250df}.l3{stroke:#9a6700;color:#9a6700}
.k{font-size:13px;margin-left:8px}`
