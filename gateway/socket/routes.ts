/** The socket's addresses for plain requests: where its ticket comes from, and what it says to who asks without an upgrade. */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { HttpProblem } from '../http/problem.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import type { Tickets } from './ticket.ts'

export function socketRoutes(tickets: Tickets): Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/ws-ticket',
      summary: 'A ticket to the socket at /ws: for one use, within half a minute, as its subprotocol ticket.<value>',
      replies: [201, 'The ticket, and the seconds that it lasts', z.object({ ticket: z.string(), expiresIn: z.int() })],
      handle: async (_call, learner) => ({ status: 201, body: tickets.give({ userId: learner.userId, deviceId: learner.sessionId }) }),
    }),
  ]
}

/** A socket is no route: its messages are described in /asyncapi.json. */
export const withoutUpgrade: RequestHandler = (_request, response) => {
  response.setHeader('Upgrade', 'websocket')
  throw new HttpProblem(426, 'upgrade', { title: 'A socket', detail: 'Open a WebSocket here, with the subprotocol quint.v1.' })
}
