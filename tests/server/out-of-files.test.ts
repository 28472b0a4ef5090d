import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { factTimeoutMs } from '#tests/support/time-limits.ts'
import { renderEntry } from '#tests/support/render-file.ts'

const root = join(import.meta.dirname, '..', '..')

/** A process that may open no file more than it has, as when thousands of sockets are open. */
const code = `
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { Decoder } from '#server/photos/decoder.ts'
import { openRenderer } from '#server/report/render-queue.ts'
const open = readdirSync('/proc/self/fd').length - 1
execFileSync('prlimit', ['--pid=' + process.pid, '--nofile=' + open + ':'])
const renderer = openRenderer({ entry: new URL(${JSON.stringify(renderEntry.href)}) })
const file = new Uint8Array(5)
const from = { line: 'l', board: 'b', participant: 'p' }
const refused = (job) => renderer.importFrom(job, from).catch(({ name }) => name)
const both = [refused({ kind: 'copy', file }), refused({ kind: 'copy', file })]
const decoder = new Decoder({ pixels: 100 })
const pictures = [decoder.decode(file, from), decoder.decode(file, from)]
console.log(JSON.stringify([await Promise.all(both), (await Promise.all(pictures)).map(String)]))
await Promise.all([renderer.close(), decoder.close()])
`

test.skipIf(process.platform !== 'linux')(
  'when no process can start, files and photos are refused for the moment, and the server lives',
  async () => {
    const output = await new Promise((resolve) => {
      execFile(
        process.execPath,
        ['--input-type=module', '-e', code],
        { cwd: root, timeout: factTimeoutMs },
        (error, stdout, stderr) => resolve(error ? `${error.message}${stderr}` : JSON.parse(stdout)),
      )
    })
    expect(output).toEqual([
      ['RendererBusy', 'RendererBusy'],
      ['undefined', 'undefined'],
    ])
  },
)
