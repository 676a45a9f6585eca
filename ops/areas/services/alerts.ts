/** When the doors of the mesh let nobody in. */
import type { Alert } from '../../area.ts'

const place = 'service_name="gateway",instance="a"'
const refused = (status: string): string => `quint_socket_refusals_total{${place},quint_socket_status="${status}"}`
const ended = `quint_socket_closings_total{${place},quint_socket_reason="gone"}`
const turnedAway = 'sum(increase(quint_socket_refusals_total{quint_socket_status=~"401|500|503"}[10m]))'

export const alerts: readonly Alert[] = [
  {
    name: 'SocketsRefused',
    expr: `${turnedAway} > 50 and ${turnedAway} / (${turnedAway} + sum(increase(quint_socket_closings_total[10m]))) > 0.5`,
    severity: 'ticket',
    summary: 'Most sockets are refused: tickets are not good, or the gateway cannot check them. Nobody can talk to the coach',
    dashboard: 'quint-services',
    fires: [{ says: 'no ticket is good', series: { [refused('401')]: '0x10 10+10x20', [ended]: '0+1x30' }, at: '24m', labels: {} }],
    quiet: [
      { says: 'pages come back after a restart', series: { [refused('503')]: '0x10 5+5x20', [ended]: '0+50x30' }, at: '24m' },
      { says: 'somebody holds an old ticket', series: { [refused('401')]: '0+1x30' }, at: '24m' },
    ],
  },
]
