/** What Terraform calls when it applies or destroys a local deployment: hands the wish to the provisioner that listens, and ends as it went. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

const [verb] = process.argv.slice(2)
const { QUINT_SOCKET = '', QUINT_NAMESPACE = '', QUINT_ID = '' } = process.env
const socket = connect(QUINT_SOCKET)
socket.write(`${JSON.stringify({ verb, namespace: QUINT_NAMESPACE, id: QUINT_ID })}\n`)
const answer = await text(socket)
if (answer.trim() !== 'ok') {
  process.stderr.write(`${answer}\n`)
  process.exitCode = 1
}
