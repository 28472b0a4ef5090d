import { onTestFinished } from 'vitest'
import { openFirefox } from './drivers/firefox.js'
import { openWebKit } from './drivers/webkit.js'
import type { Engine } from './visitor.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

export type EngineName = 'Firefox' | 'WebKit'

/** Not measured. Drivers ask the browser again and again, and WebKitGTK paints without a GPU. */
const engineFactTimeoutMs = timeLimit(60_000)

/** Another maker's browser, closed with the test. */
export async function openEngine(name: EngineName): Promise<Engine> {
  const engine = name === 'Firefox' ? await openFirefox(program('FIREFOX'), engineFactTimeoutMs) : webKit()
  onTestFinished(async () => engine.close())
  return engine
}

function webKit(): Engine {
  const [driver, browser, display] = [program('WEBKIT_DRIVER'), program('WEBKIT'), program('DISPLAY')]
  return openWebKit({ driver, browser, display }, engineFactTimeoutMs)
}

/** `npm run engines` finds them all. */
function program(name: string): string {
  const path = process.env[name]
  if (path === undefined) throw new Error(`${name} is not set: run npm run engines`)
  return path
}
