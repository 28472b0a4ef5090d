import { spawn } from 'node:child_process'

/** A screen without a monitor: WebKit has no mode without windows. */
export async function startScreen(xvfb) {
  const child = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const close = () => child.kill()
  process.once('exit', close)
  // It says its number once it takes windows.
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${xvfb} ended with ${code}`)))
    child.stdout.setEncoding('utf8').once('data', resolve)
  })
  return { display: `:${String(number).trim()}`, close }
}
