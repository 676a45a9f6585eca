// Runs a command line in this process and ends when the owner's pipe closes, so that a killed owner leaves nothing behind.
import { pathToFileURL } from 'node:url'

process.stdin
  .on('end', () => process.kill(process.pid, 'SIGTERM'))
  .on('error', () => process.exit(1))
  .resume()
process.argv.splice(1, 1)
await import(pathToFileURL(process.argv[1]).href)
